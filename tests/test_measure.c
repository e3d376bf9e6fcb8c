/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/date.h"
#include "report/measure.h"

static struct fnl_study study_in(const char *currency)
{
    return (struct fnl_study){.currency = currency,
                              .start = fnl_date_number((struct fnl_date){2026, 1, 1})};
}

static void assert_text(enum fnl_measure measure, double value, const char *expected)
{
    char text[FNL_NUMBER_TEXT];
    const struct fnl_study study = study_in("EUR");
    assert_string_equal(fnl_measure_text(&study, measure, value, text), expected);
}

static void every_measure_has_its_words(void **state)
{
    (void)state;
    assert_text(FNL_MEASURE_MONEY, 238500000.4, "€2.4M");
    assert_text(FNL_MEASURE_COUNT, 2.385, "2.4");
    assert_text(FNL_MEASURE_SHARE, 538500.2, "54 %");
    assert_text(FNL_MEASURE_SPAN, 71.2 * (double)FNL_DAY, "71 days");
    assert_text(FNL_MEASURE_HOURS, 1240.0 * (double)FNL_HOUR, "1,240 h");
    assert_text(FNL_MEASURE_DATE, 238.5 * (double)FNL_DAY, "Aug 2026");
    assert_text(FNL_MEASURE_FLAG, 0.882, "88 in 100");
    assert_text(FNL_MEASURE_FACTOR, 350000, "0.4");
}

static void assert_difference(enum fnl_measure measure, double value, const char *expected)
{
    char text[FNL_NUMBER_TEXT];
    const struct fnl_study study = study_in("USD");
    assert_string_equal(fnl_measure_difference(&study, measure, value, text), expected);
}

static void differences_have_signs_unless_they_are_nothing(void **state)
{
    (void)state;
    assert_difference(FNL_MEASURE_MONEY, 70000000, "+$700k");
    assert_difference(FNL_MEASURE_MONEY, -70000000.4, "-$700k");
    assert_difference(FNL_MEASURE_COUNT, 6.04, "+6.0");
    assert_difference(FNL_MEASURE_SHARE, -230000, "-23 points");
    assert_difference(FNL_MEASURE_SHARE, 2, "0 points");
    assert_difference(FNL_MEASURE_SPAN, -19 * (double)FNL_DAY, "-19 days");
    assert_difference(FNL_MEASURE_DATE, 31 * (double)FNL_DAY, "+31 days");
    assert_difference(FNL_MEASURE_FLAG, -0.14, "-14 in 100");
    assert_difference(FNL_MEASURE_HOURS, 0, "0 h");
}

static void ranges_run_from_low_to_high(void **state)
{
    (void)state;
    char text[FNL_NUMBER_TEXT];
    const struct fnl_study study = study_in("USD");
    assert_string_equal(fnl_measure_range(&study, FNL_MEASURE_MONEY, -39000000, 179000000, text),
                        "-$0.39M to +$1.79M");
    assert_string_equal(fnl_measure_range(&study, FNL_MEASURE_SPAN, 58 * (double)FNL_DAY,
                                          90 * (double)FNL_DAY, text),
                        "58 days to 90 days");
    assert_string_equal(fnl_measure_range(&study, FNL_MEASURE_DATE, 1, (double)FNL_DAY, text),
                        "Jan 2026");
}

static void programs_read_plain_units(void **state)
{
    (void)state;
    char *written = NULL;
    size_t length;
    const struct fnl_study study = study_in("CHF");
    struct fnl_csv csv;
    FILE *stream = open_memstream(&written, &length);
    fnl_csv_init(&csv, stream, ',');
    fnl_measure_cell(&study, FNL_MEASURE_MONEY, 123405.4, &csv);
    fnl_measure_cell(&study, FNL_MEASURE_COUNT, 21, &csv);
    fnl_measure_cell(&study, FNL_MEASURE_SHARE, 538500, &csv);
    fnl_measure_cell(&study, FNL_MEASURE_SPAN, 2.385 * (double)FNL_DAY, &csv);
    fnl_measure_cell(&study, FNL_MEASURE_HOURS, 4.5 * (double)FNL_HOUR, &csv);
    fnl_measure_cell(&study, FNL_MEASURE_DATE, 31.9 * (double)FNL_DAY, &csv);
    fnl_measure_cell(&study, FNL_MEASURE_FLAG, 0.88, &csv);
    fnl_measure_cell(&study, FNL_MEASURE_FACTOR, 350000, &csv);
    fnl_measure_cell(&study, FNL_MEASURE_DATE, NAN, &csv);
    fnl_measure_cell(&study, FNL_MEASURE_MONEY, INFINITY, &csv);
    fnl_measure_difference_cell(FNL_MEASURE_DATE, -31 * (double)FNL_DAY, &csv);
    fclose(stream);
    assert_string_equal(written, "1234.05,21,0.5385,2.385,4.5,2026-02-01,0.88,0.35,,,-31");
    free(written);
}

static void units_are_named(void **state)
{
    (void)state;
    const struct fnl_study study = study_in("CHF");
    static const char *const names[] = {"CHF",   "count", "share", "days",
                                        "hours", "date",  "share", "factor"};
    for (int i = FNL_MEASURE_MONEY; i <= FNL_MEASURE_FACTOR; i++)
        assert_string_equal(fnl_measure_unit(&study, (enum fnl_measure)i), names[i]);
    assert_string_equal(fnl_measure_difference_unit(&study, FNL_MEASURE_DATE), "days");
    assert_string_equal(fnl_measure_difference_unit(&study, FNL_MEASURE_SHARE), "share");
}

static void json_has_dates_as_text_and_null_for_nothing(void **state)
{
    (void)state;
    const struct fnl_study study = study_in("USD");
    json_t *date = fnl_measure_json(&study, FNL_MEASURE_DATE, 31 * (double)FNL_DAY);
    json_t *money = fnl_measure_json(&study, FNL_MEASURE_MONEY, 2385);
    json_t *nothing = fnl_measure_json(&study, FNL_MEASURE_MONEY, NAN);
    assert_string_equal(json_string_value(date), "2026-02-01");
    assert_true(json_real_value(money) == 23.85);
    assert_true(json_is_null(nothing));
    json_decref(date);
    json_decref(money);
    json_decref(nothing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_measure_has_its_words),
        cmocka_unit_test(differences_have_signs_unless_they_are_nothing),
        cmocka_unit_test(ranges_run_from_low_to_high),
        cmocka_unit_test(programs_read_plain_units),
        cmocka_unit_test(units_are_named),
        cmocka_unit_test(json_has_dates_as_text_and_null_for_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
