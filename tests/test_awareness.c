/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <gsl/gsl_cdf.h>

#include "lab.h"
#include "model/awareness.h"
#include "model/state.h"
#include "stats/moments.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_awareness_table", &fnl_awareness_table);
}

/* A list of people who hardly know us (0), and a door for those who do (1). */
static struct lab *firm(const char *awareness)
{
    return lab_open(
        "name = \"Aware\"; months = 6; " LAB_FROM_2025 "sources = ("
        "{ name = \"List\"; kind = \"list\"; leads_per_month = 100; awareness = 0.25; },"
        "{ name = \"Door\"; kind = \"inbound\"; leads_per_month = 100; } );"
        "stages = ( { name = \"A\"; hours = 0.01; shows = 0.5; go_on = 0.5; },"
        "{ name = \"B\"; hours = 0.01; shows = 0.5; go_on = 0.5; } );"
        "reps = { count = 3; }; %s",
        awareness);
}

/* Close enough for 65536 steps. */
static bool is(double awareness, double expected)
{
    return fabs(awareness - expected) < 1e-4;
}

static void touches_tell_a_part_of_what_is_missing(void **state)
{
    (void)state;
    struct lab *lab = firm("awareness = { per_touch = 0.2; on_going_on = 0.5; on_showing = 2; };");
    struct fnl_company *company = lab_afresh(lab);
    struct fnl_lead lead = {.source = 0, .client = FNL_NOBODY};
    assert_true(fnl_awareness_of(&lead) == 1);
    fnl_mechanism_person(company, &lead);
    assert_true(is(fnl_awareness_of(&lead), 0.25));
    assert_true(is(fnl_mechanism_on_showing(company, &lead), -2 * 0.75));
    assert_true(is(fnl_mechanism_on_going_on(company, &lead, 0), -0.5 * 0.75));
    fnl_mechanism_touched(company, &lead, false);
    assert_true(is(fnl_awareness_of(&lead), 0.25));
    fnl_mechanism_touched(company, &lead, true);
    assert_true(is(fnl_awareness_of(&lead), 0.4));
    fnl_mechanism_touched(company, &lead, true);
    assert_true(is(fnl_awareness_of(&lead), 0.52));
    lead.source = 1;
    fnl_mechanism_person(company, &lead);
    assert_true(fnl_awareness_of(&lead) == 1);
    assert_true(fnl_mechanism_on_showing(company, &lead) == 0);
    lab_close(lab);
}

/* What was known before is not forgotten; what was told halves in 40 days. */
static void accounts_on_a_list_forget_what_they_were_told(void **state)
{
    (void)state;
    struct lab *lab = firm("awareness = { per_touch = 0.4; fades_in = \"40 days\"; };");
    struct fnl_company *company = lab_afresh(lab);
    struct fnl_lead account = {.source = 0, .client = FNL_NOBODY};
    fnl_mechanism_person(company, &account);
    fnl_mechanism_touched(company, &account, true);
    assert_true(is(fnl_awareness_of(&account), 0.55));
    fnl_awareness_fades(company, &account, 40 * FNL_DAY);
    assert_true(is(fnl_awareness_of(&account), 0.4));
    fnl_awareness_fades(company, &account, 4000 * FNL_DAY);
    assert_true(is(fnl_awareness_of(&account), 0.25));
    lab_close(lab);
    lab = firm("");
    account.truth.unaware = 9;
    fnl_awareness_fades(lab_afresh(lab), &account, FNL_DAY);
    assert_int_equal(account.truth.unaware, 9);
    lab_close(lab);
}

/* Those who know us are as they were, but for when their turn comes; of the others fewer sign. */
static void who_does_not_know_us_goes_on_less(void **state)
{
    (void)state;
    struct lab *known = firm(""), *unknown = firm("awareness = { };");
    struct fnl_moments lost = {0};
    for (uint64_t future = 0; future < 12; future++) {
        lab_run(known, future, NULL);
        lab_run(unknown, future, NULL);
        const int64_t gone_on = lab_source(known, 1, FNL_BY_SOURCE_STAGES + 1);
        assert_true(llabs(lab_source(unknown, 1, FNL_BY_SOURCE_STAGES + 1) - gone_on) <= 2);
        fnl_moments_add(&lost, 1 - (double)lab_source(unknown, 0, FNL_BY_SOURCE_WON) /
                                       (double)lab_source(known, 0, FNL_BY_SOURCE_WON));
    }
    const double wide = gsl_cdf_tdist_Pinv(0.9995, 11) * sqrt(fnl_moments_variance(&lost) / 12);
    assert_true(lost.mean - wide > 0.5 && lost.mean + wide < 0.9);
    lab_close(known);
    lab_close(unknown);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(touches_tell_a_part_of_what_is_missing),
        cmocka_unit_test(accounts_on_a_list_forget_what_they_were_told),
        cmocka_unit_test(who_does_not_know_us_goes_on_less),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
