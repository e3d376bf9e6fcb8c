/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lab.h"
#include "model/morale.h"
#include "model/state.h"
#include "stats/interval.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_morale_table", &fnl_morale_table);
}

/* Two reps who work 20 selling hours a week, of which 10 are the normal load. */
static struct lab *team(void)
{
    return lab_open(
        "name = \"Team\"; months = 2;"
        "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; },"
        "           { name = \"B\"; hours = 1; go_on = 0.5; } );"
        "meetings = { kinds = ( { name = \"visit\"; when = \"spare_time\"; },"
        "                       { name = \"party\"; when = \"after_win\"; } ); };"
        "reps = { count = 2; selling_share = 0.5; };"
        "morale = { energy_per_pain_hour = 0.1; energy_per_extra_hour = 0.2; normal_load = 0.5;"
        "  recovers_in = 10; slowest = 0.4; per_pain_hour = 0.05; per_setback = 0.1;"
        "  per_success = 0.3; drifts_in = 20; on_quitting = 3; };");
}

/* A company in which nothing has happened yet. */
static struct fnl_company *begin(struct lab *lab)
{
    struct fnl_company *company = lab_afresh(lab);
    company->now = 0;
    return company;
}

static void hear(struct fnl_company *company, struct fnl_fact fact)
{
    fnl_mechanism_hear(company, &fact);
}

static void work(struct fnl_company *company, enum fnl_task_kind kind, enum fnl_hours_use use,
                 double hours)
{
    hear(company, (struct fnl_fact){.kind = FNL_FACT_TASK,
                                    .detail = (uint32_t)kind,
                                    .index = (uint32_t)use,
                                    .span = fnl_units_hours(hours)});
}

static void assert_state(const struct fnl_company *company, double energy, double morale)
{
    assert_true(fabs(fnl_morale_energy(company, 0) - energy) < 1e-6);
    assert_true(fabs(fnl_morale_of(company, 0) - morale) < 1e-6);
}

static void pains_take_energy_and_morale_and_time_gives_them_back(void **state)
{
    (void)state;
    struct lab *lab = team();
    struct fnl_company *company = begin(lab);
    assert_state(company, 1, 0.5);
    work(company, FNL_TASK_SERVICE, FNL_HOURS_PITA, 2);
    assert_state(company, 0.81, 0.5 * 0.9025);
    assert_true(fabs(fnl_mechanism_on_speed(company, 0) - (1 - 0.6 * 0.19)) < 1e-6);
    assert_true(fnl_mechanism_on_speed(company, 1) == 1);
    assert_true(fabs(fnl_mechanism_on_quitting(company, 0) - 3 * 0.0975) < 1e-6);
    assert_true(fabs(fnl_mechanism_on_leaving(company, 0) - 0.81) < 1e-6);
    company->now = 20 * FNL_DAY;
    assert_state(company, 1 - 0.19 / 4, 0.5 - 0.04875 / 2);
    work(company, FNL_TASK_SCOPE, FNL_HOURS_PITA, 1);
    assert_state(company, 0.9 * (1 - 0.19 / 4), 0.95 * 0.9 * (0.5 - 0.04875 / 2));
    lab_close(lab);
}

/* From Thursday, 1 January 2026: weeks of the run begin on Thursdays. */
static void hours_beyond_the_normal_load_of_a_week_tire(void **state)
{
    (void)state;
    struct lab *lab = team();
    struct fnl_company *company = begin(lab);
    work(company, FNL_TASK_TOUCH, FNL_HOURS_SELLING, 6);
    work(company, FNL_TASK_TOUCH, FNL_HOURS_SELLING, 4);
    assert_state(company, 1, 0.5);
    work(company, FNL_TASK_TOUCH, FNL_HOURS_SELLING, 0.5);
    assert_state(company, pow(0.8, 0.5), 0.5);
    work(company, FNL_TASK_PROSPECTING, FNL_HOURS_PROSPECTING, 2);
    assert_state(company, pow(0.8, 2.5), 0.5);
    company->now = 10 * FNL_DAY;
    const double energy = fnl_morale_energy(company, 0);
    work(company, FNL_TASK_SERVICE, FNL_HOURS_SERVICE, 10);
    assert_state(company, energy, 0.5);
    work(company, FNL_TASK_SERVICE, FNL_HOURS_SERVICE, 1);
    assert_state(company, energy * 0.8, 0.5);
    lab_close(lab);
}

static void wins_and_parties_hearten_and_lost_deals_dishearten(void **state)
{
    (void)state;
    struct lab *lab = team();
    struct fnl_company *company = begin(lab);
    hear(company, (struct fnl_fact){.kind = FNL_FACT_SIGNED});
    assert_state(company, 1, 0.65);
    hear(company, (struct fnl_fact){.kind = FNL_FACT_MEETING, .index = 0});
    assert_state(company, 1, 0.65);
    hear(company, (struct fnl_fact){.kind = FNL_FACT_MEETING, .index = 1});
    assert_state(company, 1, 0.755);
    hear(company, (struct fnl_fact){.kind = FNL_FACT_DECIDED, .detail = 0});
    hear(company, (struct fnl_fact){.kind = FNL_FACT_DECIDED, .detail = 1, .flag = true});
    hear(company, (struct fnl_fact){.kind = FNL_FACT_SIGNED, .rep = FNL_NOBODY});
    assert_state(company, 1, 0.755);
    hear(company, (struct fnl_fact){.kind = FNL_FACT_DECIDED, .detail = 1});
    assert_state(company, 1, 0.755 * 0.9);
    lab_close(lab);
}

/* A review by a prospect is an hour for a pain; any other touch is not. */
static void reviews_wear_out_like_service(void **state)
{
    (void)state;
    struct lab *lab = team();
    struct fnl_company *company = begin(lab);
    hear(company, (struct fnl_fact){.kind = FNL_FACT_TOUCH, .flag = true, .span = 2 * FNL_HOUR});
    assert_state(company, 1, 0.5);
    hear(company, (struct fnl_fact){
                      .kind = FNL_FACT_TOUCH, .flag = true, .amount = 1, .span = 2 * FNL_HOUR});
    assert_state(company, 0.81, 0.5 * 0.9025);
    lab_close(lab);
}

static void the_team_has_the_mean_of_those_who_are_there(void **state)
{
    (void)state;
    struct lab *lab = team();
    struct fnl_company *company = begin(lab);
    struct fnl_levels levels;
    work(company, FNL_TASK_SERVICE, FNL_HOURS_PITA, 2);
    fnl_mechanism_measure(company, &levels);
    assert_int_equal(levels.energy, 905000);
    assert_int_equal(levels.morale, (451250 + 500000) / 2);
    company->reps[1].left = true;
    fnl_mechanism_measure(company, &levels);
    assert_int_equal(levels.energy, 810000);
    company->reps[0].left = true;
    fnl_mechanism_measure(company, &levels);
    assert_int_equal(levels.energy, 1000000);
    assert_int_equal(levels.morale, 500000);
    lab_close(lab);
}

/*
 * Ten reps with more leads than they can work; at once there is somebody for
 * everybody who leaves. Half of the clients are a pain, or none; on 1 July all
 * clients go.
 */
#define TROUBLED_MONTHS 6
static struct lab *troubled(int pains, const char *morale)
{
    static const struct lab_change all_go = {181, "clients = { cancels_per_year = 1.0; };"};
    char text[2000];
    const int length =
        snprintf(text, sizeof text,
                 "name = \"Trouble\"; months = 12; today = { clients = 40; pita_clients = %d; };"
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 900; } );"
                 "stages = ( { name = \"A\"; hours = 1; go_on = 0.3; } );"
                 "reps = { count = 10; }; work = { policy = \"service_first\"; };"
                 "clients = { service_hours = 4; contract_months = 24; }; pita = { };"
                 "attrition = { share_per_year = 0.3; replaced_after = 0; hiring_cost = 0; }; %s",
                 pains, morale);
    assert_true(length > 0 && (size_t)length < sizeof text);
    return lab_open_changed(text, &all_go, 1);
}

#define DRAINED                                                                                    \
    "morale = { energy_per_pain_hour = 0.15; energy_per_extra_hour = 0.0; per_pain_hour = 0.01;"   \
    "  recovers_in = 15; drifts_in = 720; per_setback = 0.0; per_success = 0.0;"                   \
    "  on_quitting = 1; };"

static int64_t sum(const struct lab *lab, enum fnl_series series, size_t from, size_t until)
{
    int64_t total = 0;
    for (size_t month = from; month < until; month++)
        total += lab_month(lab, series, month);
    return total;
}

/* What morale did to wins and quits in the months of trouble, and to quits after them. */
struct effects {
    struct fnl_tally won, quit, quit_later, later;
};

static struct effects effects_of(size_t futures)
{
    struct effects effects = {0};
    struct lab *numb = troubled(20, ""), *felt = troubled(20, DRAINED);
    for (uint64_t future = 0; future < futures; future++) {
        lab_run(numb, future, NULL);
        lab_run(felt, future, NULL);
        const size_t half = TROUBLED_MONTHS, end = 12;
        const int64_t quit =
            sum(felt, FNL_SERIES_REPS_LEFT, 0, half) - sum(numb, FNL_SERIES_REPS_LEFT, 0, half);
        const int64_t later = sum(felt, FNL_SERIES_REPS_LEFT, half + 1, end) -
                              sum(numb, FNL_SERIES_REPS_LEFT, half + 1, end);
        fnl_tally_add(&effects.won,
                      sum(felt, FNL_SERIES_WON, 0, half) - sum(numb, FNL_SERIES_WON, 0, half));
        fnl_tally_add(&effects.quit, quit);
        fnl_tally_add(&effects.quit_later, later);
        fnl_tally_add(&effects.later, later - quit);
    }
    lab_close(numb);
    lab_close(felt);
    return effects;
}

/*
 * Exhausted, nobody goes, but less gets done; once the trouble is over, those
 * who have not forgiven it leave. Each interval holds in 99.9 of 100 such tests.
 */
static void output_falls_first_and_people_leave_when_they_have_recovered(void **state)
{
    (void)state;
    const struct effects effects = effects_of(150);
    const double confidence = 0.999;
    assert_true(fnl_interval_mean(&effects.won, confidence).high < 0);
    assert_true(fnl_interval_mean(&effects.quit, confidence).high < 0);
    assert_true(fnl_interval_mean(&effects.quit_later, confidence).low > 0);
    assert_true(fnl_interval_mean(&effects.later, confidence).low > 0);
}

/* Where nobody is a pain, what pains do makes no difference to anything. */
static void without_pains_nothing_is_different(void **state)
{
    (void)state;
    struct lab *numb = troubled(0, ""), *felt = troubled(0, DRAINED);
    for (uint64_t future = 0; future < 3; future++) {
        lab_run(numb, future, NULL);
        lab_run(felt, future, NULL);
        assert_memory_equal(numb->row, felt->row, numb->layout.width * sizeof *numb->row);
    }
    assert_int_equal(lab_value(felt, FNL_ENERGY), 1000000);
    assert_int_equal(lab_value(felt, FNL_MORALE), 500000);
    lab_close(numb);
    lab_close(felt);
}

/* The firm is slower for a while after its last pain has gone, and then it is not. */
static void recovery_lags_behind_relief(void **state)
{
    (void)state;
    struct lab *lab = troubled(20, DRAINED);
    lab_run(lab, 0, NULL);
    const int64_t worst = lab_month(lab, FNL_SERIES_ENERGY, TROUBLED_MONTHS - 1);
    const int64_t after = lab_month(lab, FNL_SERIES_ENERGY, TROUBLED_MONTHS);
    assert_true(worst < 900000);
    assert_true(lab_month(lab, FNL_SERIES_PITA_CLIENTS, TROUBLED_MONTHS) == 0);
    assert_true(after > worst && after < 950000);
    assert_true(lab_month(lab, FNL_SERIES_ENERGY, 11) > 990000);
    assert_true(lab_month(lab, FNL_SERIES_MORALE, 11) < 490000);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(pains_take_energy_and_morale_and_time_gives_them_back),
        cmocka_unit_test(hours_beyond_the_normal_load_of_a_week_tire),
        cmocka_unit_test(wins_and_parties_hearten_and_lost_deals_dishearten),
        cmocka_unit_test(the_team_has_the_mean_of_those_who_are_there),
        cmocka_unit_test(output_falls_first_and_people_leave_when_they_have_recovered),
        cmocka_unit_test(without_pains_nothing_is_different),
        cmocka_unit_test(recovery_lags_behind_relief),
        cmocka_unit_test(reviews_wear_out_like_service),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
