/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "stats/quantile.h"

static void assert_near(double got, double expected, double tolerance)
{
    if (!(fabs(got - expected) <= tolerance))
        fail_msg("%.10g is not within %g of %.10g", got, tolerance, expected);
}

/* 20, 40, ... 20 n */
static const int64_t *twenties(size_t n)
{
    static int64_t values[1000];
    for (size_t i = 0; i < n; i++)
        values[i] = 20 * (int64_t)(i + 1);
    return values;
}

static void sorting_ends_in_ascending_order(void **state)
{
    (void)state;
    int64_t values[] = {5, INT64_MAX, -3, INT64_MIN, 5, 0, -3};
    const int64_t expected[] = {INT64_MIN, -3, -3, 0, 5, 5, INT64_MAX};
    fnl_quantile_sort(values, 7);
    assert_memory_equal(values, expected, sizeof values);
    fnl_quantile_sort(values, 0);
}

static void of_a_hundred_futures_ten_are_worse_and_ninety_better(void **state)
{
    (void)state;
    const int64_t tenth = fnl_quantile_of(twenties(100), 100, 0.1);
    assert_true(tenth == 210); /* between the 10th, 200, and the 11th, 220 */
    const struct fnl_quantile_range range = fnl_quantile_eight_in_ten(twenties(100), 100);
    assert_true(range.low == 210 && range.high == 1810);
}

static void a_share_that_falls_inside_a_future_is_that_future(void **state)
{
    (void)state;
    const struct fnl_quantile_range range = fnl_quantile_eight_in_ten(twenties(15), 15);
    assert_true(range.low == 40 && range.high == 280); /* the 2nd and the 14th of 15 */
    assert_true(fnl_quantile_of(twenties(15), 15, 0.5) == 160);
    assert_true(fnl_quantile_of(twenties(4), 4, 0.3) == 40);
}

static void the_median_of_an_even_number_lies_halfway(void **state)
{
    (void)state;
    assert_true(fnl_quantile_of(twenties(2), 2, 0.5) == 30);
    assert_true(fnl_quantile_of((int64_t[]){-4, -1}, 2, 0.5) == -3); /* -2.5 */
    assert_true(fnl_quantile_of((int64_t[]){1, 4}, 2, 0.5) == 3);    /* 2.5 */
    assert_true(fnl_quantile_of((int64_t[]){INT64_MAX - 2, INT64_MAX}, 2, 0.5) == INT64_MAX - 1);
    assert_true(fnl_quantile_of((int64_t[]){INT64_MIN, INT64_MAX}, 2, 0.5) == -1); /* -0.5 */
}

/* Number `i` of `count`, in the order of kind `kind`. */
static int64_t in_order(int kind, size_t i, size_t count, gsl_rng *rng)
{
    switch (kind) {
    case 0:
        return (int64_t)i;
    case 1:
        return -(int64_t)i;
    case 2:
        return 2385;
    case 3:
        return (int64_t)(i < count / 2 ? i : count - i);
    case 4:
        return (int64_t)gsl_rng_uniform_int(rng, 4);
    default:
        return (int64_t)gsl_rng_uniform_int(rng, 1000000) - 500000;
    }
}

static void the_median_is_found_without_sorting(void **state)
{
    (void)state;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    for (size_t count = 1; count <= 200; count++)
        for (int kind = 0; kind < 8; kind++) {
            int64_t values[200], sorted[200];
            for (size_t i = 0; i < count; i++)
                values[i] = sorted[i] = in_order(kind, i, count, rng);
            fnl_quantile_sort(sorted, count);
            assert_true(fnl_quantile_median(values, count) == fnl_quantile_of(sorted, count, 0.5));
            fnl_quantile_sort(values, count);
            assert_memory_equal(values, sorted, count * sizeof *values);
        }
    gsl_rng_free(rng);
}

static void the_ends_are_the_least_and_the_greatest(void **state)
{
    (void)state;
    assert_true(fnl_quantile_of(twenties(7), 7, 0) == 20);
    assert_true(fnl_quantile_of(twenties(7), 7, 0.01) == 20);
    assert_true(fnl_quantile_of(twenties(7), 7, 0.99) == 140);
    assert_true(fnl_quantile_of(twenties(7), 7, 1) == 140);
    const struct fnl_quantile_range one = fnl_quantile_eight_in_ten((int64_t[]){-238}, 1);
    assert_true(one.low == -238 && one.high == -238);
}

/* In doubles 0.07 * 100 is 7.000000000000001 and 0.29 * 100 is 28.999999999999996. */
static void a_share_of_so_many_is_exact(void **state)
{
    (void)state;
    for (int64_t percent = 1; percent < 100; percent++) {
        const int64_t got = fnl_quantile_of(twenties(100), 100, (double)percent / 100);
        assert_true(got == 20 * percent + 10);
    }
}

static void the_view_from_the_other_end_is_the_same(void **state)
{
    (void)state;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 5);
    int64_t values[60], mirrored[60];
    for (size_t n = 1; n <= 60; n++) {
        for (size_t i = 0; i < n; i++)
            values[i] = (int64_t)gsl_rng_uniform_int(rng, 2001) - 1000;
        fnl_quantile_sort(values, n);
        for (size_t i = 0; i < n; i++)
            mirrored[i] = -values[n - 1 - i];
        for (int p = 0; p <= 20; p++) {
            const int64_t here = fnl_quantile_of(values, n, p / 20.0);
            assert_true(here == -fnl_quantile_of(mirrored, n, 1 - p / 20.0));
        }
    }
    gsl_rng_free(rng);
}

/* Exact binomial sums. */
static void ranks_around_a_quantile_are_as_tabled(void **state)
{
    (void)state;
    const struct {
        size_t count;
        double share;
        int64_t low, high;
        double coverage;
    } rows[] = {
        {100, 0.5, 40, 61, 0.9648},     {100, 0.9, 84, 96, 0.9557}, {1000, 0.9, 881, 919, 0.9549},
        {1000, 0.95, 936, 964, 0.9581}, {30, 0.5, 10, 21, 0.9572},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct fnl_quantile_ranks got =
            fnl_quantile_ranks(rows[i].count, rows[i].share, 0.95);
        assert_true(got.low == rows[i].low && got.high == rows[i].high);
        assert_near(got.coverage, rows[i].coverage, 5e-5);
    }
}

static void too_few_values_leave_an_end_open(void **state)
{
    (void)state;
    /* 0.9^35 = 0.0250 (a little more) and 0.9^36 = 0.0225: from 36 values on there is an end. */
    assert_true(fnl_quantile_ranks(35, 0.1, 0.95).low == 0);
    assert_true(fnl_quantile_ranks(36, 0.1, 0.95).low == 1);
    assert_true(fnl_quantile_ranks(35, 0.9, 0.95).high == 36);
    assert_true(fnl_quantile_ranks(36, 0.9, 0.95).high == 36);

    const struct fnl_interval few = fnl_quantile_interval(twenties(5), 5, 0.5, 0.95);
    assert_true(few.low == -INFINITY && few.high == INFINITY);
    const struct fnl_interval six = fnl_quantile_interval(twenties(6), 6, 0.5, 0.95);
    assert_true(six.low == 20 && six.high == 120);
    assert_near(fnl_quantile_ranks(6, 0.5, 0.95).coverage, 0.96875, 1e-12);
    const struct fnl_interval none = fnl_quantile_interval(NULL, 0, 0.5, 0.95);
    assert_true(none.low == -INFINITY && none.high == INFINITY);
    assert_true(fnl_quantile_ranks(0, 0.5, 0.95).coverage == 1);
}

static void an_exact_match_of_the_confidence_is_enough(void **state)
{
    (void)state;
    /* 2^-5 lies beyond each end of five values around the median. */
    const struct fnl_quantile_ranks ranks = fnl_quantile_ranks(5, 0.5, 0.9375);
    assert_true(ranks.low == 1 && ranks.high == 5);
    assert_near(ranks.coverage, 0.9375, 1e-12);
}

static void a_million_values_are_not_too_many(void **state)
{
    (void)state;
    const struct fnl_quantile_ranks ranks = fnl_quantile_ranks(FNL_INTERVAL_MOST, 0.5, 0.95);
    /* 1.959964 * 500 to each side of the middle, and a half for the steps. */
    assert_in_range(ranks.low, 499019, 499021);
    assert_true(ranks.low + ranks.high == FNL_INTERVAL_MOST + 1);
    const struct fnl_quantile_ranks rare = fnl_quantile_ranks(FNL_INTERVAL_MOST, 1e-6, 0.95);
    assert_true(rare.low == 0 && rare.high == 4); /* P(Poisson(1) >= 4) = 0.019, >= 3: 0.080 */
}

/*
 * The median of the exponential law is log 2. Ten thousand samples of 30; the
 * exact coverage is 0.9572, and the test errs once in a thousand seeds.
 */
static void the_interval_holds_the_quantile_as_often_as_it_says(void **state)
{
    (void)state;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 21);
    const double median = 1e6 * log(2);
    int held = 0;
    for (int sample = 0; sample < 10000; sample++) {
        int64_t values[30];
        for (int i = 0; i < 30; i++)
            values[i] = llround(gsl_ran_exponential(rng, 1e6));
        fnl_quantile_sort(values, 30);
        const struct fnl_interval interval = fnl_quantile_interval(values, 30, 0.5, 0.95);
        held += interval.low <= median && median <= interval.high;
    }
    assert_near(held / 1e4, 0.9572, 3.29 * sqrt(0.9572 * 0.0427 / 1e4));
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sorting_ends_in_ascending_order),
        cmocka_unit_test(of_a_hundred_futures_ten_are_worse_and_ninety_better),
        cmocka_unit_test(a_share_that_falls_inside_a_future_is_that_future),
        cmocka_unit_test(the_median_of_an_even_number_lies_halfway),
        cmocka_unit_test(the_median_is_found_without_sorting),
        cmocka_unit_test(the_ends_are_the_least_and_the_greatest),
        cmocka_unit_test(a_share_of_so_many_is_exact),
        cmocka_unit_test(the_view_from_the_other_end_is_the_same),
        cmocka_unit_test(ranks_around_a_quantile_are_as_tabled),
        cmocka_unit_test(too_few_values_leave_an_end_open),
        cmocka_unit_test(an_exact_match_of_the_confidence_is_enough),
        cmocka_unit_test(a_million_values_are_not_too_many),
        cmocka_unit_test(the_interval_holds_the_quantile_as_often_as_it_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
