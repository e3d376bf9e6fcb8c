/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "observe/indicator.h"

static bool is_word(const char *id)
{
    for (const char *c = id; *c; c++)
        if (!islower((unsigned char)*c) && *c != '_')
            return false;
    return *id;
}

/* A dollar has a hundred cents, a day 24 hours, and so on. */
static void one_of_each_measure_has_its_size(void **state)
{
    (void)state;
    assert_true(fnl_indicator_one(FNL_MEASURE_MONEY) == 100);
    assert_true(fnl_indicator_one(FNL_MEASURE_SHARE) == 1000000);
    assert_true(fnl_indicator_one(FNL_MEASURE_FACTOR) == 1000000);
    assert_true(fnl_indicator_one(FNL_MEASURE_SPAN) == 86400000);
    assert_true(fnl_indicator_one(FNL_MEASURE_DATE) == 86400000);
    assert_true(fnl_indicator_one(FNL_MEASURE_HOURS) == 3600000);
    assert_true(fnl_indicator_one(FNL_MEASURE_COUNT) == 1);
    assert_true(fnl_indicator_one(FNL_MEASURE_FLAG) == 1);
}

static void check(const struct fnl_indicator_about *about)
{
    assert_true(about->id && is_word(about->id));
    assert_true(about->label && *about->label && about->definition && *about->definition);
    assert_true(about->better >= -1 && about->better <= 1);
    assert_true(about->definition[strlen(about->definition) - 1] != '.');
}

static void every_indicator_says_what_it_is(void **state)
{
    (void)state;
    assert_int_equal(fnl_indicator_count(), FNL_INDICATORS);
    for (size_t i = 0; i < FNL_INDICATORS; i++) {
        check(fnl_indicator_about(i));
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(fnl_indicator_about(i)->id, fnl_indicator_about(j)->id);
            assert_string_not_equal(fnl_indicator_about(i)->label, fnl_indicator_about(j)->label);
        }
    }
    assert_int_equal(fnl_indicator_series_count(), FNL_SERIES_COUNT);
    for (size_t i = 0; i < FNL_SERIES_COUNT; i++) {
        check(fnl_indicator_series_about(i));
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(fnl_indicator_series_about(i)->id,
                                    fnl_indicator_series_about(j)->id);
    }
}

static void indicators_are_found_by_their_ids(void **state)
{
    (void)state;
    for (int i = 0; i < FNL_INDICATORS; i++)
        assert_int_equal(fnl_indicator_named(fnl_indicator_about((size_t)i)->id), i);
    assert_int_equal(fnl_indicator_named("contribution"), FNL_CONTRIBUTION);
    assert_int_equal(fnl_indicator_named("Contribution"), -1);
    assert_int_equal(fnl_indicator_named(""), -1);
    assert_string_equal(fnl_indicator_nearest("contributon"), "contribution");
    assert_string_equal(fnl_indicator_nearest("win-rate"), "win_rate");
    assert_null(fnl_indicator_nearest("zzzzzzzzzzzzzzzz"));
}

/* A unit and a direction that nobody would doubt. */
static void units_and_directions_are_right(void **state)
{
    (void)state;
    static const struct {
        enum fnl_indicator indicator;
        enum fnl_measure measure;
        int better;
    } some[] = {
        {FNL_REVENUE, FNL_MEASURE_MONEY, 1},
        {FNL_COST, FNL_MEASURE_MONEY, -1},
        {FNL_MISSES_QUOTA, FNL_MEASURE_FLAG, -1},
        {FNL_LOWEST_CASH, FNL_MEASURE_MONEY, 1},
        {FNL_LOWEST_CASH_DATE, FNL_MEASURE_DATE, 0},
        {FNL_WON, FNL_MEASURE_COUNT, 1},
        {FNL_WIN_RATE, FNL_MEASURE_SHARE, 1},
        {FNL_CYCLE, FNL_MEASURE_SPAN, -1},
        {FNL_SERVICE_REFUSED, FNL_MEASURE_HOURS, -1},
        {FNL_HOURS_NOWHERE, FNL_MEASURE_SHARE, -1},
        {FNL_REFERRAL_LINE_IDEAL, FNL_MEASURE_FACTOR, 1},
    };
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        assert_int_equal(fnl_indicator_about(some[i].indicator)->measure, some[i].measure);
        assert_int_equal(fnl_indicator_about(some[i].indicator)->better, some[i].better);
    }
}

/* Every place of a row belongs to exactly one thing. */
static void a_row_has_room_for_everything_and_no_more(void **state)
{
    (void)state;
    const struct fnl_row_layout layout = fnl_indicator_layout(7, 3);
    unsigned char *used = calloc(layout.width, 1);
    assert_non_null(used);
    for (size_t i = 0; i < FNL_INDICATORS; i++)
        used[i]++;
    for (int series = 0; series < FNL_SERIES_COUNT; series++)
        for (size_t month = 0; month < 7; month++)
            used[fnl_indicator_series_at(&layout, (enum fnl_series)series, month)]++;
    for (size_t i = 0; i < FNL_CAUSES; i++)
        used[layout.causes + i]++;
    for (size_t i = 0; i < FNL_SPENT_ON_COUNT; i++)
        used[layout.spent_on + i]++;
    for (size_t i = 0; i < FNL_MONEY_CATEGORIES; i++)
        used[layout.categories + i]++;
    for (size_t source = 0; source < 3; source++)
        for (size_t column = 0; column < FNL_BY_SOURCE_COUNT; column++)
            used[fnl_indicator_source_at(&layout, source, column)]++;
    for (int cause = 0; cause < FNL_CAUSES; cause++)
        for (size_t month = 0; month < 7; month++)
            used[fnl_indicator_cause_at(&layout, (enum fnl_cause)cause, month)]++;
    for (size_t i = 0; i < layout.width; i++)
        assert_int_equal(used[i], 1);
    assert_int_equal(layout.months, 7);
    assert_int_equal(layout.sources, 3);
    free(used);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_indicator_says_what_it_is),
        cmocka_unit_test(indicators_are_found_by_their_ids),
        cmocka_unit_test(units_and_directions_are_right),
        cmocka_unit_test(one_of_each_measure_has_its_size),
        cmocka_unit_test(a_row_has_room_for_everything_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
