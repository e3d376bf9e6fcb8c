/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "stats/gauge.h"

static void values_are_weighed_by_how_long_they_lasted(void **state)
{
    (void)state;
    struct fnl_gauge queue;
    fnl_gauge_start(&queue, 2, 100);
    fnl_gauge_set(&queue, 5, 107);
    fnl_gauge_set(&queue, 3, 110);
    assert_true(fnl_gauge_integral(&queue, 120) == 2 * 7 + 5 * 3 + 3 * 10);
    assert_true(fnl_gauge_average(&queue, 120) == 59 / 20.0);
    assert_true(fnl_gauge_maximum(&queue, 120) == 5);
    assert_true(fnl_gauge_integral(&queue, 110) == 29); /* reading changes nothing */
}

static void the_end_is_not_part_of_the_window(void **state)
{
    (void)state;
    struct fnl_gauge queue;
    fnl_gauge_start(&queue, 4, 0);
    fnl_gauge_set(&queue, 9, 50);
    assert_true(fnl_gauge_maximum(&queue, 50) == 4);
    assert_true(fnl_gauge_average(&queue, 50) == 4);
    assert_true(fnl_gauge_maximum(&queue, 51) == 9);
}

static void what_lasts_no_time_leaves_no_trace(void **state)
{
    (void)state;
    struct fnl_gauge queue;
    fnl_gauge_start(&queue, 77, 0);
    fnl_gauge_set(&queue, 1, 0);
    fnl_gauge_set(&queue, 2, 10);
    fnl_gauge_set(&queue, 99, 10);
    fnl_gauge_set(&queue, 0, 10);
    assert_true(fnl_gauge_maximum(&queue, 30) == 1);
    assert_true(fnl_gauge_integral(&queue, 30) == 10);
}

static void an_empty_window_shows_the_present_value(void **state)
{
    (void)state;
    struct fnl_gauge queue;
    fnl_gauge_start(&queue, 6, 238);
    fnl_gauge_set(&queue, -3, 238);
    assert_true(fnl_gauge_average(&queue, 238) == -3);
    assert_true(fnl_gauge_maximum(&queue, 238) == -3);
    assert_true(fnl_gauge_integral(&queue, 238) == 0);
}

static void values_below_zero_have_a_maximum_too(void **state)
{
    (void)state;
    struct fnl_gauge cash;
    fnl_gauge_start(&cash, -8, 0);
    fnl_gauge_set(&cash, -5, 10);
    fnl_gauge_set(&cash, -6, 20);
    assert_true(fnl_gauge_maximum(&cash, 30) == -5);
}

static void a_month_that_starts_anew_forgets_the_last_one(void **state)
{
    (void)state;
    struct fnl_gauge clients;
    fnl_gauge_start(&clients, 50, 0);
    fnl_gauge_set(&clients, 10, 300);
    assert_true(fnl_gauge_maximum(&clients, 1000) == 50);
    fnl_gauge_start(&clients, clients.value, 1000);
    fnl_gauge_set(&clients, 11, 1500);
    assert_true(fnl_gauge_average(&clients, 2000) == 10.5);
    assert_true(fnl_gauge_maximum(&clients, 2000) == 11);
}

static void the_largest_values_do_not_wrap(void **state)
{
    (void)state;
    struct fnl_gauge gauge;
    fnl_gauge_start(&gauge, INT64_MIN, 0);
    fnl_gauge_set(&gauge, INT64_MAX, FNL_NEVER);
    const fnl_wide expected = ((fnl_wide)INT64_MIN + INT64_MAX) * FNL_NEVER;
    assert_true(fnl_gauge_integral(&gauge, 2 * FNL_NEVER) == expected);
    assert_true(fnl_gauge_average(&gauge, 2 * FNL_NEVER) == -0.5);
}

/* Little's law, as the equality that it is when the system ends empty. */
static void the_integral_of_the_queue_is_the_sum_of_the_waits(void **state)
{
    (void)state;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 3);
    struct fnl_gauge queue;
    fnl_gauge_start(&queue, 0, 0);
    fnl_time arrived[5000], now = 0;
    int64_t waits = 0;
    size_t head = 0, back = 0;
    while (head < 5000) {
        now += (fnl_time)gsl_rng_uniform_int(rng, 3) * 12345;
        if (back < 5000 && (head == back || gsl_rng_uniform(rng) < 0.5))
            arrived[back++] = now;
        else
            waits += now - arrived[head++];
        fnl_gauge_set(&queue, (int64_t)(back - head), now);
    }
    assert_true(waits > 0);
    assert_true(fnl_gauge_integral(&queue, now) == waits);
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_weighed_by_how_long_they_lasted),
        cmocka_unit_test(the_end_is_not_part_of_the_window),
        cmocka_unit_test(what_lasts_no_time_leaves_no_trace),
        cmocka_unit_test(an_empty_window_shows_the_present_value),
        cmocka_unit_test(values_below_zero_have_a_maximum_too),
        cmocka_unit_test(a_month_that_starts_anew_forgets_the_last_one),
        cmocka_unit_test(the_largest_values_do_not_wrap),
        cmocka_unit_test(the_integral_of_the_queue_is_the_sum_of_the_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
