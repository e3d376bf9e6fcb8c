/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lab.h"
#include "model/pressure.h"
#include "model/state.h"
#include "stats/interval.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_pressure_table", &fnl_pressure_table);
}

static struct lab *team(const char *measured_on)
{
    return lab_open("name = \"Team\"; months = 3;"
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                    "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); reps = { count = 2; };"
                    "qualify = { policy = \"rep\"; };"
                    "quota = { rep_signs = 1000; rep_leads = 10; measured_on = \"%s\"; };"
                    "pressure = { full_at = 3; overlooks = 0.6; lets_through = 0.4;"
                    "  prospects_more = 0.8; on_quitting = 2; };",
                    measured_on);
}

/* A company on the first of January, whose first rep has attained half of its quota. */
static struct fnl_company *begin(struct lab *lab)
{
    struct fnl_company *company = lab_afresh(lab);
    company->month = 0;
    company->now = 0;
    fnl_mechanism_day_begins(company, 0);
    fnl_mechanism_hear(company, &(struct fnl_fact){.kind = FNL_FACT_SIGNED, .amount = 50000});
    for (int i = 0; i < 5; i++)
        fnl_mechanism_hear(company, &(struct fnl_fact){.kind = FNL_FACT_QUALIFIED, .flag = true});
    return company;
}

static void assert_near(double value, double expected)
{
    assert_true(fabs(value - expected) < 1e-6);
}

/* The pace that the first rep needs is 0.5 / left, and 3 of it are full pressure. */
static void pressure_rises_with_the_pace_that_is_needed(void **state)
{
    (void)state;
    struct lab *lab = team("new_business");
    struct fnl_company *company = begin(lab);
    assert_true(fnl_pressure_on(company, 0) == 0);
    assert_true(fnl_pressure_on(company, 1) == 0);
    company->now = 45 * FNL_DAY;
    assert_true(fnl_pressure_on(company, 0) == 0);
    assert_near(fnl_pressure_on(company, 1), 0.5);
    company->now = 54 * FNL_DAY;
    assert_near(fnl_pressure_on(company, 0), 0.125);
    assert_near(fnl_pressure_on(company, 1), 0.75);
    company->now = 72 * FNL_DAY;
    assert_near(fnl_pressure_on(company, 0), 0.75);
    assert_true(fnl_pressure_on(company, 1) == 1);
    fnl_mechanism_hear(company, &(struct fnl_fact){.kind = FNL_FACT_SIGNED, .amount = 50000});
    assert_true(fnl_pressure_on(company, 0) == 0);
    lab_close(lab);
}

static void every_bar_falls_by_its_own_share(void **state)
{
    (void)state;
    struct lab *lab = team("new_business");
    struct fnl_company *company = begin(lab);
    company->now = 72 * FNL_DAY;
    assert_near(fnl_mechanism_on_flags(company, 0), 1 - 0.6 * 0.75);
    assert_near(fnl_mechanism_on_prospecting(company, 0), 1 + 0.8 * 0.75);
    assert_true(fnl_mechanism_on_turning_away(company, 0) == 1);
    assert_true(fnl_mechanism_on_quitting(company, 0) == 0);
    fnl_mechanism_month_ends(company);
    company->now = 90 * FNL_DAY;
    assert_near(fnl_mechanism_on_quitting(company, 0), 2 * 0.75);
    lab_close(lab);
}

/* Only where leads are counted is there a reason to keep them. */
static void where_leads_count_they_are_kept(void **state)
{
    (void)state;
    struct lab *lab = team("leads");
    struct fnl_company *company = begin(lab);
    company->now = 72 * FNL_DAY;
    assert_near(fnl_mechanism_on_turning_away(company, 0), 1 - 0.4 * 0.75);
    lab_close(lab);
}

/* In the last three days of the quarter: nobody has attained anything. */
static struct lab *fair(const char *more)
{
    return lab_open("name = \"Fair\"; months = 3;"
                    "sources = ( { name = \"Fair\"; kind = \"event\"; dates = [\"2026-03-27\"];"
                    "  people_per_event = 400; pita = 0.5; fit = 0.2; } );"
                    "stages = ( { name = \"A\"; hours = 0.5; go_on = 1.0; } );"
                    "reps = { count = 100; selling_share = 1.0; }; pita = { flags_seen = 1.0; "
                    "false_alarms = 0.0; }; accept = { policy = \"screen\"; };"
                    "qualify = { policy = \"rep\"; specificity = %s; };"
                    "quota = { rep_signs = 1e9; rep_leads = 1000; %s",
                    strstr(more, "leads") ? "1.0" : "0.0", more);
}

/* Of the flags that all pains show, a share is overlooked; whoever signs then is a pain. */
static void flags_are_overlooked_under_pressure(void **state)
{
    (void)state;
    struct lab *lab = fair("}; pressure = { overlooks = 0.3; };");
    struct lab_tape tape = {0};
    const struct fnl_listener listener =
        lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_CLOSING) | FNL_FACT_BIT(FNL_FACT_ARRIVED));
    int64_t pains = 0, overlooked = 0, flagged = 0;
    lab_run(lab, 0, &listener);
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        pains += fact->kind == FNL_FACT_ARRIVED && fact->flag;
        overlooked += fact->kind == FNL_FACT_CLOSING && fact->index == 1;
        flagged += fact->kind == FNL_FACT_CLOSING && fact->flag;
        assert_false(fact->kind == FNL_FACT_CLOSING && fact->flag && fact->index == 1);
    }
    const struct fnl_interval share = fnl_interval_share(overlooked, pains, 0.9999);
    assert_true(pains > 100 && share.low < 0.3 && 0.3 < share.high);
    assert_int_equal(flagged, pains - overlooked);
    assert_int_equal(lab_cause(lab, FNL_CAUSE_WALKED_AWAY), flagged);
    int64_t signed_pains = 0;
    for (size_t month = 0; month < 3; month++)
        signed_pains += lab_month(lab, FNL_SERIES_PITA_SIGNED, month);
    assert_int_equal(signed_pains, overlooked);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* A test that would turn everybody away keeps the share that pressure lets through. */
static void the_unqualified_are_let_through_under_pressure(void **state)
{
    (void)state;
    struct lab *lab = fair("measured_on = \"leads\"; }; pressure = { lets_through = 0.2; };");
    lab_run(lab, 0, NULL);
    const int64_t people = lab_value(lab, FNL_PEOPLE),
                  through = people - lab_cause(lab, FNL_CAUSE_DISQUALIFIED);
    const struct fnl_interval share = fnl_interval_share(through, people, 0.9999);
    assert_true(people > 200 && share.low < 0.2 && 0.2 < share.high);
    lab_close(lab);
}

/* A firm that screens, on a quota that it makes about half of the time. */
static struct lab *firm(const char *more)
{
    return lab_open(
        "name = \"Firm\"; months = 24; "
        "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 90; pita = 0.3; } );"
        "stages = ( { name = \"A\"; hours = 0.5; days = 2; go_on = 0.8; },"
        "           { name = \"B\"; hours = 1; days = [2, 5, 12]; go_on = 0.5; } );"
        "reps = { count = 6; }; clients = { contract_value = 10000; };"
        "pita = { flags_seen = 0.8; false_alarms = 0.1; }; accept = { policy = \"screen\"; };"
        "qualify = { policy = \"rep\"; specificity = 0.9; };"
        "effects = { fit = 2; budget = 2; need = 2; }; %s",
        more);
}

#define ON_SALES "quota = { rep_signs = 150000; };"
#define ON_LEADS "quota = { rep_leads = 60; measured_on = \"leads\"; };"

static void pains(const struct lab *lab, int64_t by_place[3])
{
    for (size_t month = 0; month < 24; month++)
        by_place[month % 3] += lab_month(lab, FNL_SERIES_PITA_SIGNED, month);
}

/*
 * Under pressure more pains are signed than without, and most of them in the last month of a
 * quarter. Each interval, here and below, holds in 99.9 of 100 such tests.
 */
static void quotas_bring_pains_at_the_end_of_quarters(void **state)
{
    (void)state;
    struct lab *calm = firm(ON_SALES), *pressed = firm(ON_SALES "pressure = { };");
    struct fnl_tally more = {0}, late = {0};
    for (uint64_t future = 0; future < 30; future++) {
        int64_t before[3] = {0}, after[3] = {0};
        lab_run(calm, future, NULL);
        lab_run(pressed, future, NULL);
        pains(calm, before);
        pains(pressed, after);
        fnl_tally_add(&more,
                      lab_value(pressed, FNL_PITA_SIGNED) - lab_value(calm, FNL_PITA_SIGNED));
        fnl_tally_add(&late, (after[2] - after[0]) - (before[2] - before[0]));
    }
    assert_true(fnl_interval_mean(&more, 0.999).low > 0);
    assert_true(fnl_interval_mean(&late, 0.999).low > 0);
    lab_close(calm);
    lab_close(pressed);
}

static int64_t disqualified(const struct lab *lab)
{
    return lab_cause(lab, FNL_CAUSE_DISQUALIFIED);
}

/* A quota on leads fills the pipe and lowers the win rate, which one on sales does not. */
static void lead_quotas_stuff_the_pipe(void **state)
{
    (void)state;
    struct lab *sales = firm(ON_SALES "pressure = { overlooks = 0.0; };"),
               *leads = firm(ON_LEADS "pressure = { overlooks = 0.0; };"), *calm = firm("");
    struct fnl_tally rate = {0}, kept = {0};
    for (uint64_t future = 0; future < 20; future++) {
        lab_run(sales, future, NULL);
        lab_run(leads, future, NULL);
        lab_run(calm, future, NULL);
        fnl_tally_add(&rate, lab_value(leads, FNL_WIN_RATE) - lab_value(sales, FNL_WIN_RATE));
        fnl_tally_add(&kept, disqualified(sales) - disqualified(leads));
        assert_int_equal(disqualified(sales), disqualified(calm));
    }
    assert_true(fnl_interval_mean(&rate, 0.999).high < 0);
    assert_true(fnl_interval_mean(&kept, 0.999).low > 0);
    lab_close(sales);
    lab_close(leads);
    lab_close(calm);
}

/* Whoever is held to a number looks for people more, and some leave for it. */
static void accountable_reps_prospect_more_and_more_of_them_quit(void **state)
{
    (void)state;
    static const char *const pressed[] = {"", "pressure = { on_quitting = 2; };"};
    struct lab *labs[2];
    struct fnl_tally hours = {0}, left = {0};
    for (size_t i = 0; i < 2; i++)
        labs[i] = lab_open(
            "name = \"Pipe\"; months = 24; sources = ("
            "  { name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.2; } );"
            "stages = ( { name = \"A\"; hours = 1; days = 3; go_on = 0.2; } );"
            "reps = { count = 10; }; slack = { policy = \"prospect\"; hours_per_week = 4; };"
            "attrition = { share_per_year = 0.3; replaced_after = 30; hiring_cost = 0; };"
            "quota = { rep_leads = 20; measured_on = \"leads\"; }; %s",
            pressed[i]);
    for (uint64_t future = 0; future < 20; future++) {
        lab_run(labs[0], future, NULL);
        lab_run(labs[1], future, NULL);
        fnl_tally_add(&hours, lab_spent(labs[1], FNL_SPENT_ON_PROSPECTING) -
                                  lab_spent(labs[0], FNL_SPENT_ON_PROSPECTING));
        fnl_tally_add(&left, lab_value(labs[1], FNL_REPS_LEFT) - lab_value(labs[0], FNL_REPS_LEFT));
    }
    assert_true(fnl_interval_mean(&hours, 0.999).low > 0);
    assert_true(fnl_interval_mean(&left, 0.999).low > 0);
    lab_close(labs[0]);
    lab_close(labs[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(pressure_rises_with_the_pace_that_is_needed),
        cmocka_unit_test(every_bar_falls_by_its_own_share),
        cmocka_unit_test(where_leads_count_they_are_kept),
        cmocka_unit_test(flags_are_overlooked_under_pressure),
        cmocka_unit_test(the_unqualified_are_let_through_under_pressure),
        cmocka_unit_test(quotas_bring_pains_at_the_end_of_quarters),
        cmocka_unit_test(lead_quotas_stuff_the_pipe),
        cmocka_unit_test(accountable_reps_prospect_more_and_more_of_them_quit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
