/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "stats/interval.h"

/* A two-sided test at this many standard errors is wrong for one seed in a thousand. */
#define ERRORS 3.29

static void assert_near(double got, double expected, double tolerance)
{
    if (!(fabs(got - expected) <= tolerance))
        fail_msg("%.10g is not within %g of %.10g", got, tolerance, expected);
}

/* That `seen` of `tries` is what a chance `expected`, itself known to +-`known`, would bring. */
static void assert_chance(int seen, int tries, double expected, double known)
{
    const double variance = expected * (1 - expected) / tries + known * known;
    assert_near((double)seen / tries, expected, ERRORS * sqrt(variance));
}

static bool holds(struct fnl_interval interval, double truth)
{
    return interval.low <= truth && truth <= interval.high;
}

static gsl_rng *rng_seeded(unsigned long seed)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, seed);
    return rng;
}

/* Mean 1, coefficient of variation 3, skewness 36. */
static double heavy(const gsl_rng *rng)
{
    const double sigma2 = log(10);
    return exp(sqrt(sigma2) * gsl_ran_gaussian_ziggurat(rng, 1) - sigma2 / 2);
}

static void take(struct fnl_tally *tally, struct fnl_moments *moments, double value)
{
    fnl_tally_add(tally, llround(1e6 * value));
    fnl_moments_add(moments, 1e6 * value);
}

/* Hours of sleep gained, in tenths: Student (1908, Biometrika 6, 1-25). */
static void the_paired_interval_of_students_sleepers_is_the_published_one(void **state)
{
    (void)state;
    const int64_t gained[] = {12, 24, 13, 13, 0, 10, 18, 8, 46, 14};
    struct fnl_tally tally = {0};
    for (int i = 0; i < 10; i++)
        fnl_tally_add(&tally, gained[i]);
    const struct fnl_interval interval = fnl_interval_mean(&tally, 0.95);
    assert_near(interval.low / 10, 0.7001142, 5e-8);
    assert_near(interval.high / 10, 2.4598858, 5e-8);
    assert_true(tally.positive == 9 && tally.negative == 0);
}

static void a_mean_of_too_few_is_unknown_and_of_equals_is_a_point(void **state)
{
    (void)state;
    struct fnl_tally tally = {0};
    struct fnl_moments moments = {0};
    for (int count = 0; count < 2; count++) {
        const struct fnl_interval plain = fnl_interval_mean(&tally, 0.95);
        const struct fnl_interval skewed = fnl_interval_skewed(&moments, 0.95);
        assert_true(plain.low == -INFINITY && plain.high == INFINITY);
        assert_true(skewed.low == -INFINITY && skewed.high == INFINITY);
        take(&tally, &moments, -0.000238);
    }
    take(&tally, &moments, -0.000238);
    const struct fnl_interval plain = fnl_interval_mean(&tally, 0.95);
    const struct fnl_interval skewed = fnl_interval_skewed(&moments, 0.95);
    assert_true(plain.low == -238 && plain.high == -238);
    assert_true(skewed.low == moments.mean && skewed.high == moments.mean);
}

/* The published 97.5 % points of Student's t, and what any count must satisfy. */
static void students_factor_is_right_for_every_count(void **state)
{
    (void)state;
    const struct {
        int64_t count;
        double t;
    } rows[] = {{2, 12.7062}, {3, 4.3027}, {6, 2.5706}, {31, 2.0423}, {121, 1.9799}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fnl_tally tally = {0};
        for (int64_t k = 0; k < rows[i].count; k++)
            fnl_tally_add(&tally, k);
        const double reach = fnl_interval_mean(&tally, 0.95).high - fnl_tally_mean(&tally);
        assert_near(reach / fnl_tally_standard_error(&tally), rows[i].t, 5e-5);
    }

    struct fnl_tally tally = {0};
    for (int64_t count = 1; count <= 3000; count++) {
        fnl_tally_add(&tally, count % 7 * 1000000);
        if (count < 2)
            continue;
        const double each = fnl_interval_bonferroni(0.99, count % 20 + 1);
        const double reach = fnl_interval_mean(&tally, each).high - fnl_tally_mean(&tally);
        const double t = reach / fnl_tally_standard_error(&tally);
        assert_near(2 * gsl_cdf_tdist_Q(t, (double)(count - 1)) / (1 - each), 1, 1e-8);
    }
}

static void the_t_interval_holds_a_normal_mean_as_often_as_it_says(void **state)
{
    (void)state;
    gsl_rng *rng = rng_seeded(1908);
    const int counts[] = {2, 5, 30, 100};
    for (int row = 0; row < 4; row++) {
        int held = 0;
        for (int sample = 0; sample < 20000; sample++) {
            struct fnl_tally tally = {0};
            for (int i = 0; i < counts[row]; i++)
                fnl_tally_add(&tally, llround(gsl_ran_gaussian_ziggurat(rng, 1e6)));
            held += holds(fnl_interval_mean(&tally, 0.9), 0);
        }
        assert_chance(held, 20000, 0.9, 0);
    }
    gsl_rng_free(rng);
}

/*
 * How far the t interval falls short of its 95 % where few values make the
 * mean, from separate runs in doubles with 400,000 to 40,000 samples a row, and
 * that the interval for skewed values mends most of it.
 */
static void heavy_tails_are_held_as_rarely_as_known(void **state)
{
    (void)state;
    const struct {
        int count, samples;
        double plain, known, skewed;
    } rows[] = {
        {10, 20000, 0.7113, 0.0007, 0.85},
        {30, 10000, 0.7819, 0.0009, 0.885},
        {100, 10000, 0.8456, 0.0011, 0.91},
        {1000, 4000, 0.9177, 0.0014, 0.935},
    };
    gsl_rng *rng = rng_seeded(36);
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
        int plain = 0, skewed = 0;
        for (int sample = 0; sample < rows[row].samples; sample++) {
            struct fnl_tally tally = {0};
            struct fnl_moments moments = {0};
            for (int i = 0; i < rows[row].count; i++)
                take(&tally, &moments, heavy(rng));
            plain += holds(fnl_interval_mean(&tally, 0.95), 1e6);
            skewed += holds(fnl_interval_skewed(&moments, 0.95), 1e6);
        }
        assert_chance(plain, rows[row].samples, rows[row].plain, rows[row].known);
        assert_true(skewed >= rows[row].skewed * rows[row].samples);
    }
    gsl_rng_free(rng);
}

static void the_skewed_interval_loses_nothing_where_tails_are_long_on_both_sides(void **state)
{
    (void)state;
    gsl_rng *rng = rng_seeded(77);
    int plain = 0, skewed = 0;
    for (int sample = 0; sample < 5000; sample++) {
        struct fnl_tally tally = {0};
        struct fnl_moments moments = {0};
        for (int i = 0; i < 30; i++)
            take(&tally, &moments, heavy(rng) - heavy(rng));
        plain += holds(fnl_interval_mean(&tally, 0.95), 0);
        skewed += holds(fnl_interval_skewed(&moments, 0.95), 0);
    }
    assert_true(skewed >= plain && plain >= 0.96 * 5000);
    gsl_rng_free(rng);
}

/* Hall's transformation of the t statistic that belongs to `mean`. */
static double transformed(const struct fnl_moments *moments, double mean)
{
    const double n = (double)moments->count, g = fnl_moments_skewness(moments);
    const double t = (moments->mean - mean) / sqrt(fnl_moments_variance(moments) / n);
    return t + g * t * t / (3 * sqrt(n)) + g * g * t * t * t / (27 * n) + g / (6 * sqrt(n));
}

/* Eight values that lean to the side of `sign`, the more so the greater `lean` is. */
static void check_halls_end(int sign, double lean)
{
    struct fnl_tally tally = {0};
    struct fnl_moments moments = {0};
    for (int i = 0; i < 8; i++)
        take(&tally, &moments, sign * exp(lean * i));
    const struct fnl_interval plain = fnl_interval_mean(&tally, 0.95);
    const struct fnl_interval skewed = fnl_interval_skewed(&moments, 0.95);
    const double far = sign > 0 ? skewed.high : skewed.low;
    const double t = gsl_cdf_tdist_Qinv(0.025, 7);
    assert_near(transformed(&moments, far), -sign * t, 1e-9);
    assert_near(sign > 0 ? skewed.low : skewed.high, sign > 0 ? plain.low : plain.high, 1);
    assert_true(skewed.high - skewed.low > plain.high - plain.low);
}

static void the_far_end_for_skewed_values_is_halls(void **state)
{
    (void)state;
    for (int sign = -1; sign <= 1; sign += 2) {
        check_halls_end(sign, 1);
        check_halls_end(sign, 0.01);
    }
}

static void without_skewness_both_intervals_are_the_same(void **state)
{
    (void)state;
    struct fnl_tally tally = {0};
    struct fnl_moments moments = {0};
    for (int i = -10; i <= 10; i++)
        take(&tally, &moments, 2.385 + i);
    const struct fnl_interval plain = fnl_interval_mean(&tally, 0.95);
    const struct fnl_interval skewed = fnl_interval_skewed(&moments, 0.95);
    assert_near(skewed.low, plain.low, 1e-3);
    assert_near(skewed.high, plain.high, 1e-3);
}

/* Newcombe (1998, Statistics in Medicine 17, 857-872), table I, Clopper-Pearson. */
static void published_shares_have_their_published_intervals(void **state)
{
    (void)state;
    const struct {
        int64_t successes, count;
        double low, high;
    } rows[] = {
        {81, 263, 0.2527, 0.3676},
        {15, 148, 0.0578, 0.1617},
        {0, 20, 0, 0.1684},
        {1, 29, 0.0009, 0.1776},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct fnl_interval got = fnl_interval_share(rows[i].successes, rows[i].count, 0.95);
        assert_near(got.low, rows[i].low, 5e-5);
        assert_near(got.high, rows[i].high, 5e-5);
    }
}

/* P(from <= X <= to) for X binomial, added up term by term. */
static double chance_between(int from, int to, int count, double share)
{
    double sum = 0;
    for (int k = from; k <= to; k++)
        sum += exp(lgamma(count + 1.0) - lgamma(k + 1.0) - lgamma(count - k + 1.0) +
                   k * log(share) + (count - k) * log1p(-share));
    return sum;
}

/* What defines the interval: beyond each end, what was seen has a chance of 2.5 %. */
static void every_share_leaves_a_fortieth_beyond_each_end(void **state)
{
    (void)state;
    const int counts[] = {1, 2, 30, 400, 1000};
    for (int row = 0; row < 5; row++) {
        const int n = counts[row];
        for (int k = 0; k <= n; k++) {
            const struct fnl_interval share = fnl_interval_share(k, n, 0.95);
            if (k > 0)
                assert_near(chance_between(k, n, n, share.low), 0.025, 1e-11);
            else
                assert_true(share.low == 0);
            if (k < n)
                assert_near(chance_between(0, k, n, share.high), 0.025, 1e-11);
            else
                assert_true(share.high == 1);
        }
    }
}

static void a_share_of_none_may_be_anything(void **state)
{
    (void)state;
    const struct fnl_interval share = fnl_interval_share(0, 0, 0.95);
    assert_true(share.low == 0 && share.high == 1);
}

static void the_true_share_is_never_held_less_often_than_promised(void **state)
{
    (void)state;
    struct fnl_interval intervals[31];
    for (int k = 0; k <= 30; k++)
        intervals[k] = fnl_interval_share(k, 30, 0.9);
    for (int p = 1; p < 1000; p++) {
        double coverage = 0;
        for (int k = 0; k <= 30; k++)
            if (holds(intervals[k], p / 1000.0))
                coverage += chance_between(k, k, 30, p / 1000.0);
        assert_true(coverage >= 0.9);
    }
}

/* With GSL's default error handler in place, which ends the process. */
static void the_largest_count_and_odd_confidences_raise_no_error(void **state)
{
    (void)state;
    const double confidences[] = {0.01, 0.5, 0.95, 0.999999};
    const int64_t most = FNL_INTERVAL_MOST;
    for (int c = 0; c < 4; c++) {
        for (int i = 0; i <= 60; i++) {
            const int64_t k = i < 20 ? i : i > 40 ? most - 60 + i : most / 20 * (i - 20);
            const struct fnl_interval share = fnl_interval_share(k, most, confidences[c]);
            assert_true(0 <= share.low && share.low <= (double)k / (double)most);
            assert_true((double)k / (double)most <= share.high && share.high <= 1);
        }
    }
    /* The rule of three: none of n, then less than about 3 / n with 95 % on one side. */
    assert_near(fnl_interval_share(0, most, 0.9).high * 1e6, -log(0.05), 1e-5);
}

static void several_comparisons_share_the_error(void **state)
{
    (void)state;
    assert_near(fnl_interval_bonferroni(0.95, 1), 0.95, 1e-15);
    assert_near(fnl_interval_bonferroni(0.95, 10), 0.995, 1e-15);
}

/* How many of 5000 experiments call one of `idle` strategies different from the control. */
static int false_alarms(const gsl_rng *rng, int idle, double confidence)
{
    int alarms = 0;
    for (int experiment = 0; experiment < 5000; experiment++) {
        struct fnl_tally differences[10] = {{0}};
        for (int future = 0; future < 20; future++) {
            const int64_t control = llround(gsl_ran_gaussian_ziggurat(rng, 1e6));
            for (int i = 0; i < idle; i++)
                fnl_tally_add(&differences[i],
                              llround(gsl_ran_gaussian_ziggurat(rng, 1e6)) - control);
        }
        bool alarm = false;
        for (int i = 0; i < idle; i++)
            alarm |= !holds(fnl_interval_mean(&differences[i], confidence), 0);
        alarms += alarm;
    }
    return alarms;
}

/* Expected: 100,000 experiments of a separate program in doubles. */
static void the_adjustment_keeps_idle_strategies_quiet(void **state)
{
    (void)state;
    gsl_rng *rng = rng_seeded(275);
    assert_chance(false_alarms(rng, 9, 0.95), 5000, 0.2757, 0.0014);
    assert_chance(false_alarms(rng, 10, 0.95), 5000, 0.2952, 0.0014);
    const double each = fnl_interval_bonferroni(0.95, 10);
    assert_chance(false_alarms(rng, 10, each), 5000, 0.0409, 0.0006);
    gsl_rng_free(rng);
}

/* The least count whose t interval, with deviation 1, reaches no further than `reach`. */
static int64_t searched(double reach, double confidence)
{
    int64_t n = 2;
    while (gsl_cdf_tdist_Qinv((1 - confidence) / 2, (double)(n - 1)) / sqrt((double)n) > reach)
        n++;
    return n;
}

static void the_futures_needed_are_those_that_a_search_finds(void **state)
{
    (void)state;
    struct fnl_tally tally = {0};
    for (int i = 0; i < 1000; i++)
        fnl_tally_add(&tally, i * i % 1000);
    const double sd = fnl_tally_sd(&tally);
    for (double reach = 0.05; reach < 0.6; reach *= 1.1) {
        const int64_t got = fnl_interval_needed(&tally, reach * sd, 0.95);
        assert_true(llabs(got - searched(reach, 0.95)) <= 1);
    }
    assert_true(fnl_interval_needed(&tally, 1e6 * sd, 0.5) == 2);
    assert_true(fnl_interval_needed(&tally, 1e-300, 0.95) == (int64_t)1 << 62);
    assert_true(fnl_interval_needed(&(struct fnl_tally){0}, 1, 0.95) == (int64_t)1 << 62);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_paired_interval_of_students_sleepers_is_the_published_one),
        cmocka_unit_test(a_mean_of_too_few_is_unknown_and_of_equals_is_a_point),
        cmocka_unit_test(students_factor_is_right_for_every_count),
        cmocka_unit_test(the_t_interval_holds_a_normal_mean_as_often_as_it_says),
        cmocka_unit_test(heavy_tails_are_held_as_rarely_as_known),
        cmocka_unit_test(the_skewed_interval_loses_nothing_where_tails_are_long_on_both_sides),
        cmocka_unit_test(the_far_end_for_skewed_values_is_halls),
        cmocka_unit_test(without_skewness_both_intervals_are_the_same),
        cmocka_unit_test(published_shares_have_their_published_intervals),
        cmocka_unit_test(every_share_leaves_a_fortieth_beyond_each_end),
        cmocka_unit_test(a_share_of_none_may_be_anything),
        cmocka_unit_test(the_true_share_is_never_held_less_often_than_promised),
        cmocka_unit_test(the_largest_count_and_odd_confidences_raise_no_error),
        cmocka_unit_test(several_comparisons_share_the_error),
        cmocka_unit_test(the_adjustment_keeps_idle_strategies_quiet),
        cmocka_unit_test(the_futures_needed_are_those_that_a_search_finds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
