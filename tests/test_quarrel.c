/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "base/memory.h"
#include "experiment/quarrel.h"
#include "experiment/experiment.h"
#include "scratch.h"
#include "lived.h"

/* Two futures; of each world its year, in the order of the enum. */
static fnl_money years[2 * FNL_QUARREL_WORLDS] = {
    1000, 1300, 1200, 1400, 0, 0, 0, 0, /* perfect leads fill 300, follow-up 200, both 400 */
    800,  800,  850,  1500, 0, 0, 0, 0, /* nothing, 50, 700 */
};
static const struct fnl_quarrel made_up = {.target = 1450, .replications = 2, .years = years};

static void assert_parts(const struct fnl_quarrel *quarrel, size_t future,
                         const fnl_money expected[FNL_QUARREL_PARTS])
{
    for (unsigned i = 0; i < FNL_QUARREL_PARTS; i++)
        assert_int_equal(fnl_quarrel_part_of(quarrel, (enum fnl_quarrel_part)i, future),
                         expected[i]);
}

static void parts_are_all_of_the_miss(void **state)
{
    (void)state;
    /* miss, by leads, by follow-up, by both, only l, only f, overlap, neither, of l, of f */
    assert_parts(&made_up, 0, (const fnl_money[]){450, 300, 200, 400, 200, 100, 100, 50, 250, 150});
    assert_parts(&made_up, 1, (const fnl_money[]){650, 0, 50, 650, 600, 650, -600, 0, 300, 350});
}

static void what_is_reached_is_not_missed(void **state)
{
    (void)state;
    struct fnl_quarrel low = made_up;
    low.target = 1250;
    assert_parts(&low, 0, (const fnl_money[]){250, 250, 200, 250, 50, 0, 200, 0, 150, 100});
    low.target = 700;
    assert_parts(&low, 0, (const fnl_money[FNL_QUARREL_PARTS]){0});
    assert_true(isnan(fnl_quarrel_share_of(&low, FNL_QUARREL_OF_LEADS).value));
}

static void without_a_target_both_perfect_is_the_measure(void **state)
{
    (void)state;
    struct fnl_quarrel none = made_up;
    none.target = 0;
    assert_parts(&none, 0, (const fnl_money[]){400, 300, 200, 400, 200, 100, 100, 0, 250, 150});
}

/* 550 of 1100; residuals -225 * ... are known, and so is Student's t of two futures. */
static void a_share_is_of_all_futures_together(void **state)
{
    (void)state;
    const struct fnl_quarrel_share share = fnl_quarrel_share_of(&made_up, FNL_QUARREL_OF_LEADS);
    assert_true(fabs(share.value - 0.5) < 1e-12);
    /* Residuals 25 and -25: their standard error is 25, t at 97.5 % of one degree 12.7062. */
    assert_true(fabs(share.noise.high - share.value - 12.7062 * 25 / 550) < 1e-4);
    assert_true(fabs(fnl_quarrel_share_of(&made_up, FNL_QUARREL_MISS).value - 1) < 1e-12);
}

#define TEAM                                                                                       \
    "name = \"Team\"; months = 12; "                                                               \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 60; bad_contact = 0.3;"  \
    "  out_of_ten = { fit = 3; budget = 3; need = 3; interest = 3; }; } ); "                       \
    "stages = ( { name = \"Talk\"; hours = 4; go_on = \"25 %\"; shows = 0.5; tries = 2; } ); "     \
    "effects = { fit = 2; }; reps = { count = 1; }; "

static void take(const fnl_scenario *scenario, int threads, fnl_money *all, int64_t *full)
{
    struct fnl_error error = {0};
    const struct fnl_quarrel quarrel = {.scenario = scenario,
                                        .seed = 7,
                                        .replications = 6,
                                        .execution.threads = threads,
                                        .years = all,
                                        .full = full};
    if (fnl_quarrel_take(&quarrel, &error) != FNL_OK)
        fail_msg("%s", error.text);
}

static void worlds_are_lived_through(void **state)
{
    (void)state;
    static fnl_money one[6 * FNL_QUARREL_WORLDS], three[6 * FNL_QUARREL_WORLDS];
    int64_t full[2][6];
    struct lived lived = {0};
    lived_add(&lived, TEAM);
    take(lived.scenarios[0], 1, one, full[0]);
    take(lived.scenarios[0], 3, three, full[1]);
    assert_memory_equal(one, three, sizeof one);
    assert_memory_equal(full[0], full[1], sizeof full[0]);
    const fnl_results *results = lived_through(&lived, 6, 0);
    for (size_t i = 0; i < 6; i++) {
        const struct fnl_quarrel quarrel = {.years = one, .replications = 6};
        assert_int_equal(fnl_quarrel_year(&quarrel, FNL_QUARREL_AS_IT_WAS, i),
                         fnl_experiment_row(results, 0, i)[FNL_NEW_BUSINESS_YEAR]);
        assert_int_equal(full[0][i], fnl_experiment_row(results, 0, i)[FNL_UTILISATION]);
        assert_true(fnl_quarrel_year(&quarrel, FNL_QUARREL_BOTH, i) >
                    fnl_quarrel_year(&quarrel, FNL_QUARREL_LEADS, i));
        assert_true(fnl_quarrel_year(&quarrel, FNL_QUARREL_FOLLOW_UP, i) >
                    fnl_quarrel_year(&quarrel, FNL_QUARREL_AS_IT_WAS, i));
    }
    lived_end(&lived);
}

static void what_cannot_be_lived_through_says_why(void **state)
{
    (void)state;
    static const volatile sig_atomic_t stop = 1;
    static fnl_money all[2 * FNL_QUARREL_WORLDS];
    int64_t full[2];
    struct lived lived = {0};
    struct fnl_error error = {0};
    lived_add(&lived, TEAM);
    struct fnl_quarrel quarrel = {.scenario = lived.scenarios[0],
                                  .replications = 2,
                                  .execution.threads = 1,
                                  .execution.stop = &stop,
                                  .years = all,
                                  .full = full};
    assert_int_equal(fnl_quarrel_take(&quarrel, &error), FNL_ERR_STOPPED);
    quarrel.execution.stop = NULL;
    fnl_status status = FNL_ERR_MEMORY;
    for (long after = 0; status != FNL_OK; after = after < 30 ? after + 1 : after + after / 3) {
        fnl_memory_fail_after(after);
        status = fnl_quarrel_take(&quarrel, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || (status == FNL_ERR_MEMORY && error.text[0]));
    }
    lived_end(&lived);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_all_of_the_miss),
        cmocka_unit_test(what_is_reached_is_not_missed),
        cmocka_unit_test(without_a_target_both_perfect_is_the_measure),
        cmocka_unit_test(a_share_is_of_all_futures_together),
        SCRATCH_TEST(worlds_are_lived_through),
        SCRATCH_TEST(what_cannot_be_lived_through_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
