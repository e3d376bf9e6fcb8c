/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/forecast.h"
#include "model/state.h"
#include "stats/interval.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_forecast_table", &fnl_forecast_table);
}

/* By hand: three stages, of which the lead is in the second with one touch of two to come. */
static void a_chance_and_its_days_are_by_hand(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Hand\"; months = 1; sources = ("
        "  { name = \"Door\"; kind = \"inbound\"; fit = 0.8; interest = 0.9; gap_factor = 0.5; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; days = 99; },"
        "  { name = \"B\"; hours = 1; go_on = 0.4; days = 8; shows = 0.7; tries = 2; touches = 2; "
        "},"
        "  { name = \"C\"; hours = 1; go_on = 0.6; days = 20; shows = 0.5; tries = 3;"
        "    touches = 3; } );"
        "effects = { fit = 1; fit_reference = 0.5; interest_on_shows = 2;"
        "  interest_reference = 0.5; }; reps = { count = 1; };");
    lab_run(lab, 0, NULL);
    struct fnl_company *company = lab->company;
    struct fnl_lead lead = {.key = 1, .stage = 1, .touches_left = 1, .rep = 0};
    const double shows_b = 0.7 / 0.3 * exp(0.8), shows_c = exp(0.8), goes_b = 0.4 / 0.6 * exp(0.3),
                 goes_c = 0.6 / 0.4 * exp(0.3);
    const double stays_b = 1 - pow(1 / (1 + shows_b), 2), stays_c = 1 - pow(1 / (1 + shows_c), 3);
    const double expected =
        stays_b * goes_b / (1 + goes_b) * pow(stays_c, 3) * goes_c / (1 + goes_c);
    assert_true(fabs(fnl_forecast_wins(company, &lead) - expected) < 1e-6);
    assert_true(fabs(fnl_forecast_days(company, &lead) - 0.5 * (8 + 60)) < 1e-9);
    lab_close(lab);
}

/*
 * One decision after an exponential time, nobody waits: what a rep without bias
 * or noise expects is what comes on average.
 */
static struct lab *memoryless(const char *forecast)
{
    return lab_open("name = \"Fair\"; months = 12; " LAB_ALWAYS_OPEN
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 60; } );"
                    "stages = ( { name = \"A\"; hours = 0.01; go_on = 1.0; },"
                    "  { name = \"B\"; hours = 0.01; go_on = 0.3;"
                    "    days = { law = \"exponential\"; mean = 70; }; } );"
                    "reps = { count = 5; selling_share = 1.0; };"
                    "clients = { contract_value = 1000; }; %s",
                    forecast);
}

static int64_t sum(const struct lab *lab, enum fnl_series series)
{
    int64_t total = 0;
    for (size_t month = 0; month < lab->layout.months; month++)
        total += lab_month(lab, series, month);
    return total;
}

#define EXACT "forecast = { happy_ears = 0; noise = 0; value_noise = 0; };"

/* Both intervals hold in 99.9 of 100 such tests. */
static void without_bias_or_noise_a_forecast_comes_true_on_average(void **state)
{
    (void)state;
    struct lab *exact = memoryless(EXACT),
               *sandbagged = memoryless("forecast = { happy_ears = 0; noise = 0;"
                                        "  value_noise = 0; kept_back = 0.25; };");
    struct fnl_tally off = {0};
    fnl_money told = 0, held = 0;
    for (uint64_t future = 0; future < 100; future++) {
        lab_run(exact, future, NULL);
        lab_run(sandbagged, future, NULL);
        const fnl_money forecast = sum(exact, FNL_SERIES_FORECAST);
        fnl_tally_add(&off, sum(exact, FNL_SERIES_FORECAST_CAME) - forecast);
        told += forecast;
        held += sum(sandbagged, FNL_SERIES_FORECAST);
    }
    const struct fnl_interval interval = fnl_interval_mean(&off, 0.999);
    assert_true(interval.low < 0 && interval.high > 0);
    assert_true(interval.high - interval.low < (double)told / 100 * 0.2);
    assert_true(fabs((double)held / (double)told - 0.75) < 1e-4);
    lab_close(exact);
    lab_close(sandbagged);
}

/* Happy ears of 1: at 0.3 * (1 - exp(-90/70)), 0.217, they hear 0.430. */
static void happy_ears_hear_more_than_there_is(void **state)
{
    (void)state;
    struct lab *exact = memoryless(EXACT),
               *happy = memoryless("forecast = { happy_ears = 1; noise = 0; value_noise = 0; };");
    lab_run(exact, 0, NULL);
    lab_run(happy, 0, NULL);
    const double ratio = (double)lab_month(happy, FNL_SERIES_FORECAST, 11) /
                         (double)lab_month(exact, FNL_SERIES_FORECAST, 11);
    const double p = 0.3 * (1 - exp(-92.0 / 70)), odds = p / (1 - p) * exp(1);
    assert_true(fabs(ratio - odds / (1 + odds) / p) < 1e-4);
    assert_int_equal(sum(exact, FNL_SERIES_FORECAST_CAME), sum(happy, FNL_SERIES_FORECAST_CAME));
    lab_close(exact);
    lab_close(happy);
}

/* Noise alone makes the error larger: of single deals, so in a small team it is felt. */
static void noise_makes_forecasts_worse(void **state)
{
    (void)state;
    struct lab *exact = memoryless(EXACT),
               *noisy = memoryless("forecast = { happy_ears = 0; noise = 3; value_noise = 1; };");
    struct fnl_tally worse = {0};
    for (uint64_t future = 0; future < 40; future++) {
        lab_run(exact, future, NULL);
        lab_run(noisy, future, NULL);
        fnl_tally_add(&worse,
                      lab_value(noisy, FNL_FORECAST_ERROR) - lab_value(exact, FNL_FORECAST_ERROR));
    }
    assert_true(fnl_interval_mean(&worse, 0.999).low > 0);
    lab_close(exact);
    lab_close(noisy);
}

/* How many deals all reps committed in the last of four quarters. */
static uint32_t committed_last(const struct lab_tape *tape)
{
    const size_t forecasts = lab_tape_count(tape, FNL_FACT_FORECAST);
    uint32_t committed = 0;
    for (size_t i = forecasts - forecasts / 4; i < forecasts; i++)
        committed += lab_tape_fact(tape, FNL_FACT_FORECAST, i)->index;
    return committed;
}

/* Whoever is as sure as `commit_from` commits, if it hands in a forecast. */
static void sure_deals_are_committed_by_who_hands_in(void **state)
{
    (void)state;
    struct lab *all = memoryless("forecast = { noise = 0; commit_from = 0.0; };"),
               *none = memoryless("forecast = { noise = 0; commit_from = 1.0; };"),
               *some = memoryless("forecast = { handed_in = 0.4; };");
    struct lab_tape tape = {0};
    lab_record(all, &tape);
    const size_t forecasts = lab_tape_count(&tape, FNL_FACT_FORECAST);
    assert_int_equal(forecasts, 4 * 5);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_FORECAST_CAME), forecasts);
    assert_true(committed_last(&tape) > 100);
    assert_true(lab_value(all, FNL_COMMITTED_WIN_RATE) > 200000);
    lab_record(none, &tape);
    assert_int_equal(committed_last(&tape), 0);
    assert_int_equal(lab_value(none, FNL_COMMITTED_WIN_RATE), FNL_UNDEFINED);
    lab_record(some, &tape);
    assert_true(lab_tape_count(&tape, FNL_FACT_FORECAST) % 4 == 0);
    assert_true(lab_tape_count(&tape, FNL_FACT_FORECAST) < forecasts);
    assert_true(lab_tape_count(&tape, FNL_FACT_FORECAST) > 0);
    lab_tape_fini(&tape);
    lab_close(all);
    lab_close(none);
    lab_close(some);
}

/* Only what was in it comes of a forecast: whoever is met later does not. */
static void what_comes_of_it_was_in_it(void **state)
{
    (void)state;
    struct lab *lab = memoryless(EXACT);
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    fnl_money in_forecast = 0, in_all = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind != FNL_FACT_SIGNED)
            continue;
        static const int begins[] = {0, 90, 181, 273, 365};
        int quarter = 1;
        while (fact->time >= begins[quarter] * FNL_DAY)
            quarter++;
        assert_true(fact->day <= quarter);
        in_forecast += fact->day == quarter ? fact->amount : 0;
        in_all += fact->amount;
    }
    assert_int_equal(sum(lab, FNL_SERIES_FORECAST_CAME), in_forecast);
    assert_true(in_forecast > in_all / 4 && in_forecast < in_all);
    assert_int_equal(sum(lab, FNL_SERIES_NEW_BUSINESS), in_all);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Nobody expects anything of those who were lost, though they will be back. */
static void who_is_away_is_in_no_forecast(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Away\"; months = 12; sources = ( { name = \"Fair\"; kind = \"event\";"
                 "  dates = [\"2026-02-10\"]; people_per_event = 60; } );"
                 "stages = ( { name = \"A\"; hours = 0; touches = 2; days = 3; go_on = 0.2; } );"
                 "reps = { count = 2; }; returns = { share = 1.0; after = 9; }; forecast = { };");
    lab_run(lab, 0, NULL);
    assert_true(lab_value(lab, FNL_OPPORTUNITIES) > 0);
    assert_int_equal(lab_month(lab, FNL_SERIES_FORECAST, 5), 0);
    assert_int_equal(lab_month(lab, FNL_SERIES_FORECAST, 8), 0);
    lab_close(lab);
}

/* Eight reps like those of the baseline firm, without its clients. */
#define BASELINE_LIKE(reps)                                                                        \
    "name = \"Like\"; months = 24; today = { open_deals = 30; };"                                  \
    "sources = ( { name = \"Website\"; kind = \"inbound\"; leads_per_month = 60; cost_each = 9;"   \
    "    out_of_ten = { fit = 5; budget = 5; need = 6; interest = 7; }; pita = 0.12; },"           \
    "  { name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.12; trust = 0.1;"                \
    "    out_of_ten = { fit = 6; budget = 4; need = 4; interest = 3; }; },"                        \
    "  { name = \"Friends\"; kind = \"referral\"; trust = 0.6; gap_factor = 0.7;"                  \
    "    out_of_ten = { fit = 6; budget = 6; need = 6; interest = 8; }; } );"                      \
    "stages = ( { name = \"First talk\"; hours = 0.5; missed_hours = 0.1; days = [1, 2, 6];"       \
    "    shows = 0.3; tries = 5; go_on = 0.75; },"                                                 \
    "  { name = \"Discovery\"; hours = 2; days = [2, 6, 20]; shows = 0.78; go_on = 0.55; },"       \
    "  { name = \"Proposal\"; hours = 8; days = [4, 14, 40]; shows = 0.9; go_on = 0.6; },"         \
    "  { name = \"Decision\"; hours = 3; days = [6, 24, 80]; shows = 0.92; tries = 4;"             \
    "    go_on = 0.6; } );"                                                                        \
    "effects = { fit = 0.8; fit_reference = 0.6; budget = 0.4; budget_reference = 0.6; need = "    \
    "0.6;"                                                                                         \
    "  need_reference = 0.6; trust = 0.6; trust_reference = 0.2; interest_on_shows = 2.5; };"      \
    "response = { weight = 0.5; }; qualify = { policy = \"rep\"; specificity = 0.65; };"           \
    "slack = { policy = \"prospect\"; hours_per_week = 3; }; pita = { };"                          \
    "reps = { count = " reps "; skill_spread = 0.15; vacation_days = 20; };"                       \
    "clients = { service_hours = 2; }; returns = { };"

static bool is_of_forecasts(const struct lab *lab, size_t column)
{
    const size_t months = lab->layout.months;
    const size_t forecast = fnl_indicator_series_at(&lab->layout, FNL_SERIES_FORECAST, 0),
                 came = fnl_indicator_series_at(&lab->layout, FNL_SERIES_FORECAST_CAME, 0);
    return column == FNL_FORECAST_ERROR || column == FNL_COMMITTED_WIN_RATE ||
           (forecast <= column && column < forecast + months) ||
           (came <= column && column < came + months);
}

/* Nothing else is different: no number of any column, with all that bends reps at work. */
static void a_forecast_only_looks(void **state)
{
    (void)state;
#define BENT                                                                                       \
    BASELINE_LIKE("8")                                                                             \
    "quota = { rep_signs = 50000; }; pressure = { }; avoidance = { }; morale = { };"               \
    "push = { policy = \"quarter_end\"; }; attrition = { }; satisfaction = { };"
    struct lab *without = lab_open(BENT), *with = lab_open(BENT "forecast = { };");
    for (uint64_t future = 0; future < 5; future++) {
        lab_run(without, future, NULL);
        lab_run(with, future, NULL);
        for (size_t i = 0; i < with->layout.width; i++)
            if (!is_of_forecasts(with, i))
                assert_int_equal(with->row[i], without->row[i]);
        assert_true(lab_value(with, FNL_FORECAST_ERROR) > 0);
        assert_int_equal(lab_value(without, FNL_FORECAST_ERROR), FNL_UNDEFINED);
    }
    lab_close(without);
    lab_close(with);
}

/* What was expected of all quarters and did not come. */
static fnl_money too_much(const struct lab *lab)
{
    return sum(lab, FNL_SERIES_FORECAST) - sum(lab, FNL_SERIES_FORECAST_CAME);
}

/*
 * Counting leads fills the pipe with deals that do not come, and reps without the hours for
 * them: the forecast gets worse. The interval holds in 99.9 of 100 such tests.
 */
static void quotas_on_leads_make_forecasts_worse(void **state)
{
    (void)state;
    struct lab *sales = lab_open(BASELINE_LIKE("5") "forecast = { }; pressure = { };"
                                                    "quota = { rep_signs = 50000; };"),
               *leads = lab_open(BASELINE_LIKE("5") "forecast = { }; pressure = { };"
                                                    "quota = { measured_on = \"leads\";"
                                                    "  rep_leads = 60; };");
    struct fnl_tally worse = {0};
    for (uint64_t future = 0; future < 80; future++) {
        lab_run(sales, future, NULL);
        lab_run(leads, future, NULL);
        fnl_tally_add(&worse, too_much(leads) - too_much(sales));
    }
    const struct fnl_interval interval = fnl_interval_mean(&worse, 0.999);
    if (interval.low <= 0)
        fail_msg("%.0f to %.0f", interval.low, interval.high);
    lab_close(sales);
    lab_close(leads);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(a_chance_and_its_days_are_by_hand),
        cmocka_unit_test(without_bias_or_noise_a_forecast_comes_true_on_average),
        cmocka_unit_test(happy_ears_hear_more_than_there_is),
        cmocka_unit_test(noise_makes_forecasts_worse),
        cmocka_unit_test(sure_deals_are_committed_by_who_hands_in),
        cmocka_unit_test(what_comes_of_it_was_in_it),
        cmocka_unit_test(who_is_away_is_in_no_forecast),
        cmocka_unit_test(a_forecast_only_looks),
        cmocka_unit_test(quotas_on_leads_make_forecasts_worse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
