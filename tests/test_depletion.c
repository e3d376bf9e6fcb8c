/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_cdf.h>

#include "lab.h"
#include "model/depletion.h"
#include "model/state.h"
#include "stats/moments.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_depletion_table", &fnl_depletion_table);
}

/* 20 people a day by the door, all year. */
#define DOOR                                                                                       \
    "{ name = \"Door\"; kind = \"inbound\"; leads_per_month = 20; fit = 0.5; need = 0.7;"          \
    "  " LAB_SAME_EVERY_DAY "}"
#define REST "stages = ( { name = \"A\"; hours = 0.01; go_on = 0.0; } ); reps = { count = 2; };"

static struct lab *firm(const char *market)
{
    return lab_open("name = \"End\"; months = 12; " LAB_FROM_2025 "sources = ( " DOOR " ); " REST
                    " %s",
                    market);
}

/* The market by itself: a company on the morning of its first day. */
static struct fnl_company *untouched(struct lab *lab)
{
    struct fnl_company *company = lab_afresh(lab);
    fnl_mechanism_day_begins(company, 0);
    return company;
}

static double fit_of_next(struct fnl_company *company, uint64_t key)
{
    struct fnl_lead lead = {
        .key = key, .client = FNL_NOBODY, .in_use = true, .first_touch = FNL_NEVER};
    fnl_mechanism_person(company, &lead);
    return fnl_truth_of(company, &lead, FNL_TRAIT_FIT);
}

/* 100 firms, of whom 25 come on the first day: on the next, a quarter is gone. */
static void who_has_come_is_gone_from_the_next_day_on(void **state)
{
    (void)state;
    struct lab *lab = firm("market = { size = 100; best_first = 2; renews_per_year = 0.0; };");
    struct fnl_company *company = untouched(lab);
    for (uint64_t key = 1; key <= 25; key++)
        assert_true(fit_of_next(company, key) == 0.5);
    assert_true(fnl_depletion_gone(company) == 0);
    assert_true(fnl_mechanism_on_supply(company, 0) == 1);
    fnl_mechanism_day_begins(company, 1);
    assert_true(fnl_depletion_gone(company) == 0.25);
    assert_true(fnl_mechanism_on_supply(company, 0) == 0.75);
    assert_true(fabs(fit_of_next(company, 26) - 1 / (1 + exp(0.5))) < 1e-7);
    for (uint64_t key = 27; key <= 130; key++)
        fit_of_next(company, key);
    fnl_mechanism_day_begins(company, 2);
    assert_true(fnl_depletion_gone(company) == 1 && fnl_mechanism_on_supply(company, 0) == 0);
    lab_close(lab);
}

/* Of 40 who have come, a year later 36.5 % are as good as new, and a year more of the rest. */
static void firms_are_as_good_as_new_after_a_while(void **state)
{
    (void)state;
    struct lab *lab = firm("market = { size = 100; best_first = 0; renews_per_year = 0.365; };");
    struct fnl_company *company = untouched(lab);
    for (uint64_t key = 1; key <= 40; key++)
        fit_of_next(company, key);
    int day = 1;
    for (; day <= 365; day++)
        fnl_mechanism_day_begins(company, day);
    assert_true(fabs(fnl_depletion_gone(company) - 0.4 * pow(0.635, 365 / 365.25)) < 1e-6);
    for (; day <= 730; day++)
        fnl_mechanism_day_begins(company, day);
    assert_true(fabs(fnl_depletion_gone(company) - 0.4 * pow(0.635, 730 / 365.25)) < 1e-6);
    lab_close(lab);
}

/* Needs of 0.7: all have it. Of 50 of 200 firms, 10 are talked to: 19 of 20 firms are not. */
static void need_that_nobody_has_talked_to_is_counted(void **state)
{
    (void)state;
    struct lab *lab = firm("market = { size = 200; renews_per_year = 0.0; };");
    struct fnl_company *company = untouched(lab);
    struct fnl_levels levels;
    fnl_mechanism_measure(company, &levels);
    assert_true(levels.unreached == -1 && levels.market_left == FNL_MILLION);
    for (uint64_t key = 1; key <= 50; key++) {
        struct fnl_lead lead = {
            .key = key, .client = FNL_NOBODY, .in_use = true, .first_touch = FNL_NEVER};
        fnl_mechanism_person(company, &lead);
        fnl_mechanism_touched(company, &lead, key <= 10);
        /* A second talk, with somebody on a list, and with a client are no first talks. */
        lead.first_touch = 0;
        fnl_mechanism_touched(company, &lead, true);
        lead.first_touch = FNL_NEVER;
        lead.in_use = false;
        fnl_mechanism_touched(company, &lead, true);
        lead.in_use = lead.met = true;
        fnl_mechanism_touched(company, &lead, true);
    }
    fnl_mechanism_measure(company, &levels);
    assert_int_equal(levels.market_left, 750000);
    assert_int_equal(levels.unreached, 950000);

    /* Whom a rep knew before has been talked to, when it comes. */
    for (uint64_t key = 51; key <= 100; key++)
        fnl_mechanism_person(
            company,
            &(struct fnl_lead){
                .key = key, .client = FNL_NOBODY, .in_use = true, .met = true, .first_touch = 0});
    fnl_mechanism_measure(company, &levels);
    assert_int_equal(levels.market_left, 500000);
    assert_int_equal(levels.unreached, 700000);
    lab_close(lab);
}

/* Of a market without end there is always as much left, and nobody knows whom one has missed. */
static void a_market_without_end_has_no_shares(void **state)
{
    (void)state;
    struct lab *endless = firm("market = { size = 0; };"), *absent = firm("");
    lab_run(endless, 0, NULL);
    lab_run(absent, 0, NULL);
    assert_int_equal(lab_value(endless, FNL_PEOPLE), lab_value(absent, FNL_PEOPLE));
    assert_int_equal(lab_value(endless, FNL_MARKET_LEFT), FNL_MILLION);
    assert_true(lab_value(endless, FNL_UNREACHED) == FNL_UNDEFINED);
    assert_int_equal(lab_month(absent, FNL_SERIES_MARKET_LEFT, 11), FNL_MILLION);
    lab_close(endless);
    lab_close(absent);
}

/* After 365 days of 20 people a day, size * (1 - (1 - 20 / size)^365) have come, on average. */
static void a_market_is_used_up_as_theory_has_it(void **state)
{
    (void)state;
    struct lab *lab = firm("market = { size = 4000; renews_per_year = 0.0; };");
    struct fnl_moments came = {0};
    for (uint64_t future = 0; future < 40; future++) {
        lab_run(lab, future, NULL);
        fnl_moments_add(&came, (double)lab_value(lab, FNL_PEOPLE));
        const double left = 1 - (double)lab_value(lab, FNL_PEOPLE) / 4000;
        assert_true(fabs((double)lab_value(lab, FNL_MARKET_LEFT) - left * 1e6) <= 1);
    }
    /* One test in a thousand fails by bad luck: Student's t of 39 degrees, two-sided. */
    const double wide = gsl_cdf_tdist_Pinv(0.9995, 39) * sqrt(fnl_moments_variance(&came) / 40);
    const double expected = 4000 * (1 - pow(1 - 20.0 / 4000, 365));
    assert_true(expected > 3300 && expected < 3400);
    assert_true(fabs(came.mean - expected) < wide);
    assert_true(wide < 30);
    lab_close(lab);
}

/* More of a source uses up the market of all: bought names and those whom reps look for as well. */
static void all_ways_lead_into_one_market(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Ways\"; months = 12; sources = ("
        "{ name = \"Door\"; kind = \"inbound\"; leads_per_month = %d; },"
        "{ name = \"List\"; kind = \"list\"; cost_each = 1; leads_per_month = 30; },"
        "{ name = \"Fair\"; kind = \"event\"; dates = [\"2026-12-01\"]; people_per_event = 300; },"
        "{ name = \"Cold\"; kind = \"outbound\"; found_per_hour = 1; } );"
        "slack = { policy = \"prospect\"; hours_per_week = 10; }; extra_budget = 300;"
        "buy = { policy = \"lists\"; }; market = { size = 3000; };" REST;
    struct lab *few = lab_open(text, 10), *many = lab_open(text, 300);
    for (uint64_t future = 0; future < 5; future++) {
        lab_run(few, future, NULL);
        lab_run(many, future, NULL);
        for (size_t source = 1; source < 4; source++)
            assert_true(lab_source(many, source, FNL_BY_SOURCE_PEOPLE) <
                        lab_source(few, source, FNL_BY_SOURCE_PEOPLE));
        assert_true(lab_value(many, FNL_EXTRA_SPENT) < lab_value(few, FNL_EXTRA_SPENT));
    }
    lab_close(few);
    lab_close(many);
}

/* The same effort finds fewer who fit, year after year. */
static void wins_fall_while_the_effort_stays(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Fall\"; months = 36; " LAB_FROM_2025 "sources = ( " DOOR
                 " ); effects = { fit = 2; };"
                 "stages = ( { name = \"A\"; hours = 0.01; go_on = 0.2; } );"
                 "reps = { count = 2; }; market = { size = 15000; best_first = 3; };");
    struct fnl_moments rate = {0};
    for (uint64_t future = 0; future < 10; future++) {
        lab_run(lab, future, NULL);
        int64_t won[3] = {0};
        for (size_t month = 0; month < 36; month++)
            won[month / 12] += lab_month(lab, FNL_SERIES_WON, month);
        assert_true(won[0] > won[1] && won[1] > won[2]);
        fnl_moments_add(&rate, (double)won[2] / (double)won[0]);
    }
    const double wide = gsl_cdf_tdist_Pinv(0.9995, 9) * sqrt(fnl_moments_variance(&rate) / 10);
    assert_true(rate.mean + wide < 0.5 && rate.mean - wide > 0.1);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(who_has_come_is_gone_from_the_next_day_on),
        cmocka_unit_test(firms_are_as_good_as_new_after_a_while),
        cmocka_unit_test(need_that_nobody_has_talked_to_is_counted),
        cmocka_unit_test(a_market_without_end_has_no_shares),
        cmocka_unit_test(a_market_is_used_up_as_theory_has_it),
        cmocka_unit_test(all_ways_lead_into_one_market),
        cmocka_unit_test(wins_fall_while_the_effort_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
