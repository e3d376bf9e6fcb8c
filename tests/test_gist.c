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

#include "report/gist.h"

static const struct fnl_study study = {.currency = "USD"};

static void a_gist_has_mean_range_and_noise(void **state)
{
    (void)state;
    int64_t values[] = {400, -100, 300, 0};
    const struct fnl_gist gist = fnl_gist_of(values, 4);
    assert_true(gist.mean == 150);
    assert_int_equal(gist.low, -100);
    assert_int_equal(gist.median, 150);
    assert_int_equal(gist.high, 400);
    assert_int_equal(gist.count, 4);
    assert_int_equal(gist.positive, 2);
    /* s = 238.0476, t at 97.5 % of three degrees = 3.18245 */
    assert_true(fabs(fnl_gist_reach(&gist) - 3.18245 * 238.0476 / 2) < 1e-2);
    assert_true(fnl_gist_reach(&(struct fnl_gist){.noise = {-INFINITY, INFINITY}}) == 0);
}

static void assert_text(enum fnl_measure measure, struct fnl_gist gist, bool difference,
                        const char *expected)
{
    char text[FNL_GIST_TEXT];
    assert_string_equal(fnl_gist_text(&study, measure, &gist, difference, text), expected);
}

static void people_read_the_mean_and_the_range(void **state)
{
    (void)state;
    assert_text(FNL_MEASURE_MONEY,
                (struct fnl_gist){.mean = 123456789, .low = 98765432, .high = 234567890}, false,
                "$1.23M ($0.99M to $2.35M)");
    assert_text(FNL_MEASURE_MONEY,
                (struct fnl_gist){.mean = 123456789, .low = -98765432, .high = 234567890}, true,
                "+$1.23M (-$0.99M to +$2.35M)");
    assert_text(FNL_MEASURE_MONEY,
                (struct fnl_gist){.mean = 47800000, .low = 2400000, .high = 93300000}, true,
                "+$478k (+$24k to +$933k)");
    assert_text(FNL_MEASURE_COUNT, (struct fnl_gist){.mean = 2.385, .low = -3, .high = 12}, true,
                "+2.4 (-3 to +12)");
    assert_text(
        FNL_MEASURE_HOURS,
        (struct fnl_gist){.mean = 839.0 * FNL_HOUR, .low = 473 * FNL_HOUR, .high = 1211 * FNL_HOUR},
        false, "839 h (473 to 1,211)");
}

static void programs_read_every_number(void **state)
{
    (void)state;
    char *text;
    size_t length;
    const struct fnl_gist_row rows[] = {
        {"as it is", "money", "Money", FNL_MEASURE_MONEY, {150, -100, 50, 400, {-25, 325}, 4, 2}},
        {"none", "share", "A share", FNL_MEASURE_SHARE, {.mean = 500000, .noise = {400000, NAN}}},
    };
    FILE *out = open_memstream(&text, &length);
    fnl_gist_write(&study, rows, 2, ',', out);
    fclose(out);
    assert_string_equal(text, "world,number,label,unit,mean,low_1_in_10,median,high_1_in_10,"
                              "noise_low,noise_high\n"
                              "as it is,money,Money,USD,1.50,-1.00,0.50,4.00,-0.25,3.25\n"
                              "none,share,A share,share,0.5,,,,0.4,\n");
    free(text);
    json_t *array = fnl_gist_json(&study, rows, 2);
    assert_int_equal(json_array_size(array), 2);
    assert_true(json_is_null(json_object_get(json_array_get(array, 1), "median")));
    assert_true(json_real_value(json_object_get(json_array_get(array, 0), "high_1_in_10")) == 4);
    json_decref(array);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gist_has_mean_range_and_noise),
        cmocka_unit_test(people_read_the_mean_and_the_range),
        cmocka_unit_test(programs_read_every_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
