/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "stats/ratio.h"

/*
 * By hand: sums 9 and 12, ratio 3/4; residuals 1/4, -1/2, 1/4 with variance
 * 3/16, so the standard error is sqrt(1/16) / 4 = 1/16; t(2, 97.5 %) = 4.30265.
 */
static void a_ratio_of_three_futures_is_that_by_hand(void **state)
{
    (void)state;
    const int64_t above[] = {4, 1, 4}, below[] = {5, 2, 5};
    const struct fnl_ratio ratio = fnl_ratio_of(above, below, 3, 0.95);
    assert_true(fabs(ratio.value - (0.75)) <= 1e-12);
    assert_true(fabs(ratio.interval.low - (0.75 - 4.30265 / 16)) <= 1e-5);
    assert_true(fabs(ratio.interval.high - (0.75 + 4.30265 / 16)) <= 1e-5);
}

static void proportional_numbers_leave_no_noise(void **state)
{
    (void)state;
    const int64_t above[] = {2, 4, 10}, below[] = {1, 2, 5};
    const struct fnl_ratio ratio = fnl_ratio_of(above, below, 3, 0.95);
    assert_true(fabs(ratio.value - (2)) <= 0);
    assert_true(fabs(ratio.interval.low - (2)) <= 0);
    assert_true(fabs(ratio.interval.high - (2)) <= 0);
}

static void nothing_below_is_no_ratio(void **state)
{
    (void)state;
    const int64_t nothing[] = {0, 0};
    const struct fnl_ratio ratio = fnl_ratio_of(nothing, nothing, 2, 0.95);
    assert_true(isnan(ratio.value));
    assert_true(isinf(ratio.interval.low) && isinf(ratio.interval.high));
}

static void one_future_tells_nothing_of_the_noise(void **state)
{
    (void)state;
    const int64_t above[] = {3}, below[] = {4};
    const struct fnl_ratio ratio = fnl_ratio_of(above, below, 1, 0.95);
    assert_true(fabs(ratio.value - (0.75)) <= 0);
    assert_true(isinf(ratio.interval.low) && isinf(ratio.interval.high));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ratio_of_three_futures_is_that_by_hand),
        cmocka_unit_test(proportional_numbers_leave_no_noise),
        cmocka_unit_test(nothing_below_is_no_ratio),
        cmocka_unit_test(one_future_tells_nothing_of_the_noise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
