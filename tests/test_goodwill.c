/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_cdf.h>

#include "lab.h"
#include "model/goodwill.h"
#include "model/state.h"
#include "stats/moments.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_goodwill_table", &fnl_goodwill_table);
}

/* Strangers without interest (0), friends with (1), and a dead end (2). */
static struct lab *firm(const char *goodwill)
{
    return lab_open(
        "name = \"Goodwill\"; months = 6; " LAB_FROM_2025 "sources = ("
        "{ name = \"Cold\"; kind = \"list\"; leads_per_month = 200; interest = 0.2; },"
        "{ name = \"Warm\"; kind = \"inbound\"; leads_per_month = 200; interest = 0.6; },"
        "{ name = \"Dead\"; kind = \"list\"; leads_per_month = 9; interest = 0.2; bad_contact = "
        "1.0; } ); stages = ( { name = \"A\"; hours = 0.01; go_on = 0.5; shows = 0.5; tries = 5;"
        "  days = 2; }, { name = \"B\"; hours = 0.01; go_on = 0.5; } ); reps = { count = 3; }; %s",
        goodwill);
}

static struct fnl_company *unworn(struct lab *lab)
{
    struct fnl_company *company = lab_afresh(lab);
    company->now = 10 * FNL_DAY;
    return company;
}

static struct fnl_lead somebody(uint32_t source)
{
    return (struct fnl_lead){.key = 2385, .source = source, .client = FNL_NOBODY, .in_use = true};
}

static void unwanted_touches_wear_it_down_and_time_heals(void **state)
{
    (void)state;
    struct lab *lab = firm("goodwill = { per_thousand = 0.2; heals_in = \"30 days\"; };");
    struct fnl_company *company = unworn(lab);
    struct fnl_lead cold = somebody(0), warm = somebody(1), dead = somebody(2);
    assert_true(fnl_goodwill_level(company) == 1);
    for (int i = 0; i < 1000; i++)
        fnl_mechanism_touched(company, &cold, i % 2 == 0);
    assert_true(fabs(fnl_goodwill_level(company) - 0.8) < 1e-4);
    for (int i = 0; i < 1000; i++)
        fnl_mechanism_touched(company, &cold, false);
    assert_true(fabs(fnl_goodwill_level(company) - 0.64) < 1e-4);
    assert_int_equal(cold.truth.bothered, 255);

    /* Who is interested, who cannot be reached and who is a client is not bothered. */
    const double before = fnl_goodwill_level(company);
    fnl_mechanism_touched(company, &warm, false);
    fnl_mechanism_touched(company, &dead, false);
    cold.client = 3;
    fnl_mechanism_touched(company, &cold, true);
    assert_true(fnl_goodwill_level(company) == before);
    assert_true(warm.truth.bothered == 0 && dead.truth.bothered == 0);
    company->now += 60 * FNL_DAY;
    assert_true(fabs(fnl_goodwill_level(company) - (1 - 0.36 / 4)) < 1e-4);
    lab_close(lab);
}

/* Half of the goodwill is gone, and this one was bothered three times. */
static void it_takes_off_with_everybody_and_most_with_the_bothered(void **state)
{
    (void)state;
    struct lab *lab = firm("goodwill = { per_thousand = 0.5; on_going_on = 0.6; on_showing = 1.2;"
                           "  fatigue = 0.25; uninterested_below = 0.3; };");
    struct fnl_company *company = unworn(lab);
    struct fnl_lead cold = somebody(0), warm = somebody(1), other = somebody(0);
    for (int i = 0; i < 997; i++)
        fnl_mechanism_touched(company, &other, false);
    for (int i = 0; i < 3; i++)
        fnl_mechanism_touched(company, &cold, false);
    assert_true(fabs(fnl_mechanism_on_showing(company, &warm) + 0.6) < 1e-4);
    assert_true(fabs(fnl_mechanism_on_going_on(company, &warm, 0) + 0.3) < 1e-4);
    assert_true(fabs(fnl_mechanism_on_showing(company, &cold) + 0.6 + 0.75) < 1e-4);
    assert_true(fabs(fnl_mechanism_on_going_on(company, &cold, 0) + 0.3 + 0.75) < 1e-4);
    cold.client = 3;
    assert_true(fnl_mechanism_on_showing(company, &cold) == 0);
    lab_close(lab);
}

/* Who calls strangers without end pays for it with those who would have liked to talk. */
static void cold_calls_cost_wins_with_warm_people(void **state)
{
    (void)state;
    struct lab *unmoved = firm(""), *moved = firm("goodwill = { per_thousand = 0.3; };");
    struct fnl_moments lost = {0};
    for (uint64_t future = 0; future < 12; future++) {
        lab_run(unmoved, future, NULL);
        const double before = (double)lab_source(unmoved, 1, FNL_BY_SOURCE_WON);
        assert_int_equal(lab_value(unmoved, FNL_GOODWILL), FNL_MILLION);
        lab_run(moved, future, NULL);
        fnl_moments_add(&lost, 1 - (double)lab_source(moved, 1, FNL_BY_SOURCE_WON) / before);
        assert_true(lab_value(moved, FNL_GOODWILL) < 900000);
        assert_true(lab_month(moved, FNL_SERIES_GOODWILL, 5) <
                    lab_month(moved, FNL_SERIES_GOODWILL, 0));
        /* Nobody has gone on who would not have without it. */
        for (int stage = 0; stage < 2; stage++)
            assert_true(lab_source(moved, 1, FNL_BY_SOURCE_STAGES + (unsigned)stage) <=
                        lab_source(unmoved, 1, FNL_BY_SOURCE_STAGES + (unsigned)stage) + 5);
    }
    const double wide = gsl_cdf_tdist_Pinv(0.9995, 11) * sqrt(fnl_moments_variance(&lost) / 12);
    assert_true(lost.mean - wide > 0.02 && lost.mean + wide < 0.4);
    lab_close(unmoved);
    lab_close(moved);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(unwanted_touches_wear_it_down_and_time_heals),
        cmocka_unit_test(it_takes_off_with_everybody_and_most_with_the_bothered),
        cmocka_unit_test(cold_calls_cost_wins_with_warm_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
