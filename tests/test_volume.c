/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/state.h"
#include "model/volume.h"

static struct lab *door(const char *source, const char *more)
{
    struct lab *lab =
        lab_open("name = \"Door\"; months = 24; sources = ( { name = \"Door\"; %s } );"
                 "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } );"
                 "reps = { count = 1; }; %s",
                 source, more);
    lab_run(lab, 0, NULL);
    return lab;
}

static double rate_on(struct lab *lab, int day)
{
    const struct fnl_volume_day found = fnl_volume_look_up(lab->company, day);
    return fnl_volume_rate(lab->company, 0, &found);
}

static void assert_rate(struct lab *lab, int day, double expected)
{
    const double rate = rate_on(lab, day);
    if (fabs(rate - expected) > 1e-12)
        fail_msg("day %d: %.17g is not %.17g", day, rate, expected);
}

/* January 2026 has 31 days, February 28. */
static void a_months_volume_is_spread_over_its_days(void **state)
{
    (void)state;
    struct lab *lab = door("kind = \"inbound\"; leads_per_month = 12.4;", "");
    assert_rate(lab, 0, 12.4 / 31);
    assert_rate(lab, 30, 12.4 / 31);
    assert_rate(lab, 31, 12.4 / 28);
    assert_rate(lab, 365, 12.4 / 31);
    lab_close(lab);
}

/* January 2026 begins on a Thursday: 22 weekdays and 9 days of weekends; the 1st is a holiday. */
static void days_off_have_less_weight(void **state)
{
    (void)state;
    struct lab *lab = door("kind = \"inbound\"; leads_per_month = 20; weekend = 0.25;",
                           "calendar = { holidays = [\"2026-01-01\"]; };");
    const double weight = 21 + 10 * 0.25;
    assert_rate(lab, 0, 20 * 0.25 / weight);
    assert_rate(lab, 1, 20 / weight);
    assert_rate(lab, 2, 20 * 0.25 / weight);
    lab_close(lab);
}

static void nobody_can_come_in_a_month_without_days_that_count(void **state)
{
    (void)state;
    struct lab *lab = door("kind = \"inbound\"; leads_per_month = 20; weekend = 0.0;",
                           "calendar = { workdays = \"Fri\"; holidays = [\"2026-01-02\","
                           " \"2026-01-09\", \"2026-01-16\", \"2026-01-23\", \"2026-01-30\"]; };");
    for (int day = 0; day < 31; day++)
        assert_rate(lab, day, 0);
    assert_rate(lab, 36, 20.0 / 4);
    assert_int_equal(lab_month(lab, FNL_SERIES_PEOPLE, 0), 0);
    lab_close(lab);
}

static void seasons_go_by_the_calendar_month_and_the_last_one_goes_on(void **state)
{
    (void)state;
    struct lab *lab = door("kind = \"inbound\"; leads_per_month = 10; seasonality = (2, 0.5, 1.5);",
                           "start = \"2026-02\";");
    assert_rate(lab, 0, 10 * 0.5 / 28);
    assert_rate(lab, 28, 10 * 1.5 / 31);
    assert_rate(lab, 200, 10 * 1.5 / 31);      /* August */
    assert_rate(lab, 28 + 306, 10 * 2.0 / 31); /* next January */
    lab_close(lab);
}

static void a_ramp_grows_day_by_day(void **state)
{
    (void)state;
    struct lab *lab = door("kind = \"inbound\"; leads_per_month = 31; ramp_months = 2;", "");
    assert_rate(lab, 0, 1 / 60.875);
    assert_rate(lab, 29, 30 / 60.875);
    assert_rate(lab, 59, 60 / 60.875 * 31 / 31); /* 1 March */
    assert_rate(lab, 60, 1);
    lab_close(lab);
}

/* Whether a wave of attention begins on a day; once a month on average. */
static bool begins(struct lab *lab, int day)
{
    const uint64_t number = (uint64_t)(lab->settings->start + day);
    return fnl_company_chance(lab->company, 12 / 365.25, fnl_key_part(fnl_key_text("Door"), number),
                              FNL_PURPOSE_BURST);
}

static void a_wave_multiplies_the_days_that_it_lasts(void **state)
{
    (void)state;
    struct lab *lab = door("kind = \"inbound\"; leads_per_month = 31; bursts_per_year = 12;"
                           "burst_factor = 4; burst_days = 3;"
                           "seasonality = (1, 0.903225806451613, 1, 0.967741935483871, 1,"
                           " 0.967741935483871, 1, 1, 0.967741935483871, 1, 0.967741935483871, 1);",
                           "");
    int calm = 0, runs = 0;
    bool in_wave = false;
    for (int day = 0; day < 730; day++) {
        const double rate = rate_on(lab, day);
        const bool wave = fabs(rate - 4) < 1e-9;
        assert_true(wave || fabs(rate - 1) < 1e-9);
        assert_int_equal(wave, begins(lab, day) || begins(lab, day - 1) || begins(lab, day - 2));
        calm += !wave;
        runs += wave && !in_wave;
        in_wave = wave;
    }
    assert_true(calm > 550 && calm < 720 && runs > 8);
    lab_close(lab);
}

/* Launched on the 60th day with a ramp of two months: nothing of it has passed by then. */
static void the_ramp_of_a_source_begins_on_the_day_of_its_launch(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Door\"; months = 6; sources = ("
        "{ name = \"Door\"; kind = \"inbound\"; leads_per_month = 0; ramp_months = 2; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } ); reps = { count = 1; };";
    const struct lab_change changes[] = {
        {59, "sources = ( { name = \"Door\"; leads_per_month = 31; } );"},
        {70, "reps = { salary = 1; };"}};
    struct lab *lab = lab_open_changed(text, changes, 2);
    lab_run(lab, 0, NULL);
    assert_rate(lab, 59, 1 / 60.875);
    assert_rate(lab, 80, 22 / 60.875);
    assert_rate(lab, 120, 31.0 / 31);
    lab_close(lab);
}

/* A pause is no second launch. */
static void a_source_that_paused_is_not_launched_again(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Door\"; months = 6; sources = ("
        "{ name = \"Door\"; kind = \"inbound\"; leads_per_month = 31; ramp_months = 2; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } ); reps = { count = 1; };";
    const struct lab_change changes[] = {
        {31, "sources = ( { name = \"Door\"; leads_per_month = 0; } );"},
        {59, "sources = ( { name = \"Door\"; leads_per_month = 31; } );"}};
    struct lab *lab = lab_open_changed(text, changes, 2);
    lab_run(lab, 0, NULL);
    assert_rate(lab, 59, 60 / 60.875);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_months_volume_is_spread_over_its_days),
        cmocka_unit_test(days_off_have_less_weight),
        cmocka_unit_test(nobody_can_come_in_a_month_without_days_that_count),
        cmocka_unit_test(seasons_go_by_the_calendar_month_and_the_last_one_goes_on),
        cmocka_unit_test(a_ramp_grows_day_by_day),
        cmocka_unit_test(a_wave_multiplies_the_days_that_it_lasts),
        cmocka_unit_test(the_ramp_of_a_source_begins_on_the_day_of_its_launch),
        cmocka_unit_test(a_source_that_paused_is_not_launched_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
