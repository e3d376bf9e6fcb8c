/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/key.h"
#include "base/units.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))
#define LIMIT         (INT64_C(1) << 62)

/* Numbers without a pattern, the same in each run. */
static uint64_t number(void)
{
    static uint64_t count = 0;
    return fnl_key_scatter(count++);
}

static void halves_are_rounded_away_from_zero(void **state)
{
    (void)state;
    static const struct {
        double x;
        int64_t rounded;
    } cases[] = {
        {0, 0},
        {0.5, 1},
        {1.5, 2},
        {2.5, 3},
        {2.385, 2},
        {2.4999999999999996, 2},
        {2.5000000000000004, 3},
        {0.49999999999999994, 0}, /* adding a half to it gives 1 */
        {1e-300, 0},
        {4503599627370495.5, 4503599627370496}, /* 2^52 - 0.5 */
        {4503599627370496, 4503599627370496},
        {9007199254740991, 9007199254740991}, /* 2^53 - 1: adding a half to it gives 2^53 */
        {123456789012.5, 123456789013},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        assert_int_equal(fnl_units_integer(cases[i].x), cases[i].rounded);
        assert_int_equal(fnl_units_integer(-cases[i].x), -cases[i].rounded);
    }
}

static void a_number_lies_within_a_half_of_its_integer(void **state)
{
    (void)state;
    for (int i = 0; i < 100000; i++) {
        const int64_t whole = (int64_t)(number() >> 14); /* 50 bits, so that quarters are exact */
        const double quarters[] = {0, 0.25, 0.5, 0.75};
        for (int q = 0; q < 4; q++) {
            const double x = (double)whole + quarters[q];
            assert_int_equal(fnl_units_integer(x), whole + (q >= 2));
            assert_int_equal(fnl_units_integer(-x), -whole - (q >= 2));
        }
    }
}

static void what_is_too_large_becomes_the_limit(void **state)
{
    (void)state;
    static const double large[] = {4611686018427387904.0, 4611686018427388928.0, 9.3e18, 1e300,
                                   INFINITY};
    for (size_t i = 0; i < LENGTH(large); i++) {
        assert_int_equal(fnl_units_integer(large[i]), LIMIT);
        assert_int_equal(fnl_units_integer(-large[i]), -LIMIT);
    }
    const double below = nextafter((double)LIMIT, 0);
    assert_int_equal(fnl_units_integer(below), LIMIT - 512);
    assert_int_equal(fnl_units_integer(-below), -(LIMIT - 512));
    assert_int_equal(fnl_units_hours(1e300), LIMIT);
    assert_int_equal(fnl_units_days(-INFINITY), -LIMIT);
    assert_int_equal(fnl_units_scaled(LIMIT, 3), LIMIT);
    assert_int_equal(fnl_units_scaled(LIMIT, -3), -LIMIT);
}

static void hours_days_and_months_become_milliseconds(void **state)
{
    (void)state;
    assert_int_equal(fnl_units_hours(0), 0);
    assert_int_equal(fnl_units_hours(0.75), 45 * FNL_MINUTE);
    assert_int_equal(fnl_units_hours(2.385), 8586000);
    assert_int_equal(fnl_units_hours(-1.25), -75 * FNL_MINUTE);
    assert_int_equal(fnl_units_hours(1.0 / 256), 14063); /* 14062.5 */
    assert_int_equal(fnl_units_hours(-1.0 / 256), -14063);
    assert_int_equal(fnl_units_days(1.5), 36 * FNL_HOUR);
    assert_int_equal(fnl_units_days(30.4375), FNL_DAY * 487 / 16);
    assert_int_equal(fnl_units_days(1.0 / 2048), 42188); /* 42187.5 */
    assert_int_equal(fnl_units_months(1), FNL_MONTH);
    assert_int_equal(fnl_units_months(2.385), 6272073000);
    assert_int_equal(FNL_DAY, 86400000);
    assert_int_equal(FNL_WEEK, 604800000);
    assert_int_equal(FNL_MONTH, 2629800000);
}

static void what_fades_halves_in_each_half_life(void **state)
{
    (void)state;
    assert_true(fnl_units_faded(2.385, 0, FNL_DAY) == 2.385);
    assert_true(fnl_units_faded(2.385, FNL_WEEK, FNL_WEEK) == 2.385 / 2);
    assert_true(fnl_units_faded(-2.385, 3 * FNL_DAY, FNL_DAY) == -2.385 / 8);
    assert_true(fabs(fnl_units_faded(2.385, FNL_DAY, 2 * FNL_DAY) - 2.385 * sqrt(0.5)) < 1e-15);
}

static void never_is_later_than_any_horizon(void **state)
{
    (void)state;
    const fnl_time horizon = 240 * 31 * FNL_DAY;
    assert_true(FNL_NEVER > 1000 * horizon);
    /* Room for sums of several. */
    assert_true(FNL_NEVER < INT64_MAX / 1000);
}

static void amounts_are_scaled_to_the_nearest_minor_unit(void **state)
{
    (void)state;
    assert_int_equal(fnl_units_scaled(1000, 2.385), 2385);
    assert_int_equal(fnl_units_scaled(-1234, 2.385), -2943); /* 2943.09 */
    assert_int_equal(fnl_units_scaled(8, 2.3125), 19);       /* 18.5 */
    assert_int_equal(fnl_units_scaled(-8, 2.3125), -19);
    assert_int_equal(fnl_units_scaled(101, 0.5), 51);
    assert_int_equal(fnl_units_scaled(101, -0.5), -51);
    assert_int_equal(fnl_units_scaled(33, 1.25), 41); /* 41.25 */
    assert_int_equal(fnl_units_scaled(12345, 0), 0);
    assert_int_equal(fnl_units_scaled(0, 1e300), 0);
    /* A half that was meant is not always there: the double nearest to 1.15 lies below it. */
    assert_int_equal(fnl_units_scaled(50, 1.15), 57);
    assert_int_equal(fnl_units_scaled(100, 2.385), 238);
}

static void a_factor_of_one_keeps_every_amount_of_53_bits(void **state)
{
    (void)state;
    for (int i = 0; i < 100000; i++) {
        const fnl_money amount = (fnl_money)(number() >> 11) * (i % 2 ? 1 : -1);
        assert_int_equal(fnl_units_scaled(amount, 1), amount);
    }
}

static void check_split(fnl_money amount, int64_t parts)
{
    fnl_money sum = 0;
    const fnl_money first = fnl_units_part(amount, parts, 0);
    for (int64_t i = 0; i < parts; i++) {
        const fnl_money part = fnl_units_part(amount, parts, i);
        sum += part;
        if (i < parts - 1 && part != first)
            fail_msg("part %ld of %ld of %ld is not like the first", (long)i, (long)parts,
                     (long)amount);
    }
    assert_int_equal(sum, amount);

    const fnl_money remainder = fnl_units_part(amount, parts, parts - 1) - first;
    if (parts > 1)
        assert_true(llabs(remainder) < parts);
    assert_true(amount >= 0 ? remainder >= 0 && first >= 0 : remainder <= 0 && first <= 0);
}

static void parts_are_equal_and_add_up(void **state)
{
    (void)state;
    assert_int_equal(fnl_units_part(1000, 12, 0), 83);
    assert_int_equal(fnl_units_part(1000, 12, 11), 87);
    assert_int_equal(fnl_units_part(-1000, 12, 0), -83);
    assert_int_equal(fnl_units_part(-1000, 12, 11), -87);
    assert_int_equal(fnl_units_part(7, 12, 0), 0);
    assert_int_equal(fnl_units_part(7, 12, 11), 7);
    assert_int_equal(fnl_units_part(2385, 1, 0), 2385);

    for (int i = 0; i < 20000; i++) {
        const int64_t parts = 1 + (int64_t)(number() % 120);
        const fnl_money amount = (fnl_money)(number() >> (1 + number() % 63));
        check_split(amount, parts);
        check_split(-amount, parts);
    }
    check_split(INT64_MAX, 240);
    check_split(INT64_MIN, 240);
    check_split(999999999999999, 1000003);
}

/* A double of either sign whose exponent is within +-`range`. */
static double some_double(int range)
{
    const double mantissa = 1 + ldexp((double)(number() >> 12), -52);
    const int exponent = (int)(number() % (uint64_t)(2 * range + 1)) - range;
    return ldexp(number() % 2 ? mantissa : -mantissa, exponent);
}

static void rounding_keeps_24_bits(void **state)
{
    (void)state;
    for (int i = 0; i < 100000; i++) {
        const double x = some_double(100), rounded = fnl_units_rounded(x);
        int exponent = 0;
        const double mantissa = ldexp(frexp(rounded, &exponent), 24);
        assert_true(mantissa == trunc(mantissa));
        assert_true(fabs(rounded - x) <= ldexp(fabs(x), -24));
        assert_true(fnl_units_rounded(rounded) == rounded);
        assert_true(fnl_units_rounded(-x) == -rounded);
    }
    assert_true(fnl_units_rounded(16777215) == 16777215);
    assert_true(fnl_units_rounded(16777217) == 16777216);
    assert_true(fnl_units_rounded(16777219) == 16777220);
    assert_true(fnl_units_rounded(2.385) != 2.385);
    assert_true(fnl_units_rounded(2.385) == 2.385f);
    assert_true(fnl_units_rounded(0) == 0);
    assert_true(isfinite(fnl_units_rounded(1e38)) && isfinite(fnl_units_rounded(-1e38)));
}

static void a_difference_in_the_last_bit_disappears(void **state)
{
    (void)state;
    int differed = 0;
    for (int i = 0; i < 1000000; i++) {
        const double x = some_double(60);
        differed += fnl_units_rounded(x) != fnl_units_rounded(nextafter(x, INFINITY));
    }
    /* One in 2^29 would. */
    assert_int_equal(differed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(halves_are_rounded_away_from_zero),
        cmocka_unit_test(a_number_lies_within_a_half_of_its_integer),
        cmocka_unit_test(what_is_too_large_becomes_the_limit),
        cmocka_unit_test(hours_days_and_months_become_milliseconds),
        cmocka_unit_test(what_fades_halves_in_each_half_life),
        cmocka_unit_test(never_is_later_than_any_horizon),
        cmocka_unit_test(amounts_are_scaled_to_the_nearest_minor_unit),
        cmocka_unit_test(a_factor_of_one_keeps_every_amount_of_53_bits),
        cmocka_unit_test(parts_are_equal_and_add_up),
        cmocka_unit_test(rounding_keeps_24_bits),
        cmocka_unit_test(a_difference_in_the_last_bit_disappears),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
