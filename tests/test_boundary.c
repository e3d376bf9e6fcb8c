/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <signal.h>

#include "experiment/boundary.h"
#include "experiment/settling.h"
#include "observe/indicator.h"
#include "scratch.h"
#include "claimed.h"

/* Twice as many leads, which pay until one costs what it brings. */
#define LEADS                                                                                      \
    "contrasts = ( { cells = ( { }, { set = \"sources[List].leads_per_month=4\"; weight = -1; } "  \
    "); "                                                                                          \
    "} ); "

static const struct fnl_sequential plan = {200, 0.05};

static struct fnl_boundary find(const char *claim)
{
    fnl_claims *claims = claimed(claim);
    struct fnl_stock stock = {.seed = 7, .execution.threads = 1};
    struct fnl_boundary boundary;
    struct fnl_error error = {0};
    if (fnl_boundary_find(claims, 0, &plan, &stock, &boundary, &error) != FNL_OK)
        fail_msg("%s", error.text);
    assert_true(boundary.sought);
    fnl_stock_fini(&stock);
    fnl_claims_free(claims);
    return boundary;
}

/* The mean of a difference between the firm and one with fewer leads. */
static double difference(const char *metric)
{
    char claim[600];
    struct fnl_settling settling;
    snprintf(claim, sizeof claim, "{ id = \"A\"; says = \"x\"; metric = \"%s\"; " LEADS "}",
             metric);
    fnl_claims *claims = claimed(claim);
    struct fnl_stock stock = {.seed = 7, .execution.threads = 1};
    const struct fnl_claimform_claim *form = fnl_claims_form(claims, 0);
    assert_int_equal(fnl_settling_init(&settling, form, NULL), FNL_OK);
    for (size_t i = 0; i < 2; i++)
        fnl_stock_add(&stock,
                      &(struct fnl_stock_wish){fnl_claims_scenario(claims, 0, 0, i), 0,
                                               form->contrasts[0].cells[i].metric},
                      &settling.cells[i], NULL);
    assert_int_equal(fnl_settling_run(&settling, 1, &plan, &stock, NULL), FNL_OK);
    const double mean = settling.means[0].moments.mean;
    fnl_settling_fini(&settling);
    fnl_stock_fini(&stock);
    fnl_claims_free(claims);
    return mean;
}

/* What a lead brings, in the same futures, is what it may cost: contribution falls with the price
 * by one for each lead. */
static void leads_stop_to_pay_where_they_cost_what_they_bring(void **state)
{
    (void)state;
    const double true_price = 100 + difference("contribution") / 100 / difference("people");
    const struct fnl_boundary boundary =
        find("{ id = \"A\"; says = \"x\"; " LEADS
             "boundary = \"sources[List].cost_each\"; between = (0, 1600); }");
    print_message("true price %.2f, found %.2f to %.2f\n", true_price, boundary.low.value,
                  boundary.high.value);
    assert_int_equal(boundary.low.verdict, FNL_SEQUENTIAL_SUPPORTED);
    assert_int_equal(boundary.high.verdict, FNL_SEQUENTIAL_REFUTED);
    assert_true(boundary.low.value < true_price && true_price < boundary.high.value);
    assert_true(boundary.high.value - boundary.low.value < 200);
    assert_true(fmod(boundary.low.value, 25) == 0);
    assert_false(boundary.twice);
    assert_int_equal(boundary.vague, boundary.high.value - boundary.low.value > 25);
}

static void a_claim_may_hold_or_not_in_the_whole_range(void **state)
{
    (void)state;
    struct fnl_boundary boundary =
        find("{ id = \"A\"; says = \"x\"; " LEADS
             "boundary = \"sources[List].cost_each\"; between = (0, 50); }");
    assert_int_equal(boundary.low.verdict, FNL_SEQUENTIAL_SUPPORTED);
    assert_int_equal(boundary.high.verdict, FNL_SEQUENTIAL_SUPPORTED);
    assert_true(boundary.low.value == 0 && boundary.high.value == 50);
    assert_int_equal(boundary.probes, 3);
    boundary = find("{ id = \"A\"; says = \"x\"; " LEADS
                    "boundary = \"sources[List].cost_each\"; between = (5000, 6000); }");
    assert_int_equal(boundary.low.verdict, FNL_SEQUENTIAL_REFUTED);
    assert_int_equal(boundary.high.verdict, FNL_SEQUENTIAL_REFUTED);
}

/* More than three reps, and fewer than eight: whole numbers, and none between the ends. */
static void counts_are_whole_numbers(void **state)
{
    (void)state;
    const struct fnl_boundary boundary = find(
        "{ id = \"A\"; says = \"x\"; metric = \"cost\"; contrasts = ( { greater_than = 200000; "
        "cells = ( { set = \"reps.salary=60000\"; } ); } ); boundary = \"reps.count\"; between = "
        "(1, 12); }");
    print_message("%g to %g\n", boundary.low.value, boundary.high.value);
    assert_int_equal(boundary.low.verdict, FNL_SEQUENTIAL_REFUTED);
    assert_int_equal(boundary.high.verdict, FNL_SEQUENTIAL_SUPPORTED);
    assert_true(boundary.high.value - boundary.low.value == 1);
    assert_true(boundary.low.value >= 2 && boundary.high.value <= 11);
}

/* Between 50,000 and 150,000 of cost: neither with few reps nor with many. */
static void a_claim_that_holds_in_the_middle_flips_twice(void **state)
{
    (void)state;
    const struct fnl_boundary boundary = find(
        "{ id = \"A\"; says = \"x\"; metric = \"cost\"; contrasts = ( "
        "{ greater_than = 150000; cells = ( { set = \"reps.salary=60000\"; } ); }, "
        "{ greater_than = -400000; cells = ( { set = \"reps.salary=60000\"; weight = -1; } ); } ); "
        "boundary = \"reps.count\"; between = (1, 15); }");
    print_message("%g to %g\n", boundary.low.value, boundary.high.value);
    assert_true(boundary.twice);
    assert_int_equal(boundary.low.verdict, FNL_SEQUENTIAL_REFUTED);
    assert_int_equal(boundary.high.verdict, FNL_SEQUENTIAL_SUPPORTED);
    assert_true(boundary.high.value <= 8);
}

static void luck_has_no_boundary(void **state)
{
    (void)state;
    const struct fnl_boundary boundary =
        find("{ id = \"A\"; says = \"x\"; metric = \"people\"; "
             "set = \"sources[List].name=Twin\"; boundary = \"reps.count\"; between = (2, 9); }");
    assert_int_equal(boundary.low.verdict, FNL_SEQUENTIAL_UNDECIDED);
    assert_int_equal(boundary.probes, 2);
}

static void what_is_stopped_is_as_far_as_it_came(void **state)
{
    (void)state;
    volatile sig_atomic_t stop = 1;
    fnl_claims *claims = claimed("{ id = \"A\"; says = \"x\"; " LEADS
                                 "boundary = \"sources[List].cost_each\"; between = (0, 1600); }");
    struct fnl_stock stock = {.seed = 7, .execution.threads = 1, .execution.stop = &stop};
    struct fnl_boundary boundary;
    assert_int_equal(fnl_boundary_find(claims, 0, &plan, &stock, &boundary, NULL), FNL_ERR_STOPPED);
    assert_int_equal(boundary.low.verdict, FNL_SEQUENTIAL_UNDECIDED);
    fnl_stock_fini(&stock);
    fnl_claims_free(claims);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(leads_stop_to_pay_where_they_cost_what_they_bring),
        SCRATCH_TEST(a_claim_may_hold_or_not_in_the_whole_range),
        SCRATCH_TEST(counts_are_whole_numbers),
        SCRATCH_TEST(a_claim_that_holds_in_the_middle_flips_twice),
        SCRATCH_TEST(luck_has_no_boundary),
        SCRATCH_TEST(what_is_stopped_is_as_far_as_it_came),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
