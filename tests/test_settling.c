/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <signal.h>

#include "experiment/settling.h"
#include "observe/indicator.h"
#include "scenario/claims.h"
#include "scratch.h"
#include "claimed.h"

/* Claims on their way, over a stock of their own. */
struct bench {
    fnl_claims *claims;
    struct fnl_stock stock;
    struct fnl_settling settlings[3];
    size_t count;
};

static void begin(struct bench *bench, const char *list)
{
    *bench = (struct bench){.claims = claimed(list), .stock = {.seed = 7, .execution.threads = 1}};
    bench->count = fnl_claims_count(bench->claims);
    for (size_t i = 0; i < bench->count; i++) {
        const struct fnl_claimform_claim *form = fnl_claims_form(bench->claims, i);
        struct fnl_settling *settling = &bench->settlings[i];
        size_t place = 0;
        assert_int_equal(fnl_settling_init(settling, form, NULL), FNL_OK);
        for (size_t c = 0; c < form->count; c++)
            for (size_t k = 0; k < form->contrasts[c].count; k++)
                assert_int_equal(fnl_stock_add(&bench->stock,
                                               &(struct fnl_stock_wish){
                                                   fnl_claims_scenario(bench->claims, i, c, k),
                                                   form->contrasts[c].cells[k].devices,
                                                   form->contrasts[c].cells[k].metric},
                                               &settling->cells[place++], NULL),
                                 FNL_OK);
    }
}

static fnl_status run(struct bench *bench, size_t most)
{
    const struct fnl_sequential plan = {most, 0.05};
    return fnl_settling_run(bench->settlings, bench->count, &plan, &bench->stock, NULL);
}

static void end(struct bench *bench)
{
    for (size_t i = 0; i < bench->count; i++)
        fnl_settling_fini(&bench->settlings[i]);
    fnl_stock_fini(&bench->stock);
    fnl_claims_free(bench->claims);
}

static void what_is_decided_lives_no_longer(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, CLAIMED_PRICE ", " CLAIMED_FALSE ", " CLAIMED_NOISE);
    assert_int_equal(run(&bench, 200), FNL_OK);
    assert_int_equal(bench.settlings[0].verdict, FNL_SEQUENTIAL_SUPPORTED);
    assert_int_equal(bench.settlings[1].verdict, FNL_SEQUENTIAL_REFUTED);
    assert_int_equal(bench.settlings[0].futures, 50);
    assert_int_equal(bench.settlings[2].verdict, FNL_SEQUENTIAL_UNDECIDED);
    assert_int_equal(bench.settlings[2].futures, 200);
    /* The firm as it is, and its twin with other people, go on; the two prices do not. */
    assert_int_equal(bench.stock.count, 4);
    assert_int_equal(bench.stock.lived, 50 + 50 + 200 + 200);
    end(&bench);
}

/* Weights, the sum and the pairing are taken from the cells, future by future. */
static void a_contrast_is_the_weighted_sum_of_its_cells(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench,
          "{ id = \"A\"; says = \"x\"; metric = \"revenue\"; contrasts = ( { greater_than = 5; "
          "cells = ( { weight = 2.385; }, { metric = \"cost\"; weight = -0.5; } ); } ); }");
    assert_int_equal(run(&bench, 50), FNL_OK);
    const struct fnl_settling *settling = &bench.settlings[0];
    double sum = 0;
    for (size_t i = 0; i < 50; i++)
        sum += 2.385 * (double)fnl_stock_value(&bench.stock, settling->cells[0], FNL_REVENUE, i) -
               0.5 * (double)fnl_stock_value(&bench.stock, settling->cells[1], FNL_COST, i);
    assert_int_equal(settling->means[0].moments.count, 50);
    assert_true(fabs(settling->means[0].moments.mean - sum / 50) < 1e-6 * fabs(sum));
    assert_true(settling->means[0].threshold == 500);
    end(&bench);
}

/* Nobody is ever lost, so there is no cycle without a win and a win rate of 1. */
static void futures_without_a_value_are_left_out_and_counted(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, "{ id = \"A\"; says = \"x\"; metric = \"win_rate\"; contrasts = ( "
                  "{ cells = ( { at = 1; set = \"sources[List].leads_per_month=0.5\"; } ); } ); }");
    assert_int_equal(run(&bench, 50), FNL_OK);
    const struct fnl_sequential_mean *mean = &bench.settlings[0].means[0];
    assert_int_equal(mean->moments.count + (int64_t)mean->undefined, 50);
    assert_true(mean->undefined > 10 && mean->moments.count > 5);
    assert_int_equal(bench.settlings[0].verdict, FNL_SEQUENTIAL_UNDECIDED);
    end(&bench);
}

static void what_is_stopped_keeps_the_last_look(void **state)
{
    (void)state;
    volatile sig_atomic_t stop = 1;
    struct bench bench;
    begin(&bench, CLAIMED_NOISE);
    assert_int_equal(run(&bench, 50), FNL_OK);
    const double mean = bench.settlings[0].means[0].moments.mean;
    bench.stock.execution.stop = &stop;
    assert_int_equal(run(&bench, 100), FNL_ERR_STOPPED);
    assert_int_equal(bench.settlings[0].futures, 50);
    assert_true(bench.settlings[0].means[0].moments.mean == mean);
    end(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(what_is_decided_lives_no_longer),
        SCRATCH_TEST(a_contrast_is_the_weighted_sum_of_its_cells),
        SCRATCH_TEST(futures_without_a_value_are_left_out_and_counted),
        SCRATCH_TEST(what_is_stopped_keeps_the_last_look),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
