/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * judge.h - whether numbers that were drawn agree with what they should be.
 *
 * Each function gives a two-sided p-value: how likely numbers at least as far
 * off, in either direction, would be by chance. A fit that is too good counts
 * as off too. Whoever passes 0.01 / n to each of n judgements is wrong about a
 * right program in at most 1 of 100 seeds; with the seed fixed, never or always.
 */
#ifndef FUNNELSIM_TESTS_JUDGE_H
#define FUNNELSIM_TESTS_JUDGE_H

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>

/* For cmocka: accepts the judgement `p`, or fails and tells it. */
#define assert_likely(p, level)                                                                    \
    do {                                                                                           \
        const double judged = (p);                                                                 \
        if (!(judged > (level)))                                                                   \
            fail_msg("p is %g, below %g", judged, (double)(level));                                \
    } while (0)

static inline double judge_smaller(double a, double b)
{
    return a < b ? a : b;
}

/* Of a standard normal. */
static inline double judge_normal(double z)
{
    return 2 * gsl_cdf_ugaussian_Q(fabs(z));
}

/* Of `count` counts whose expectations have the same sum: Pearson's chi-square. */
static inline double judge_counts(const double *seen, const double *expected, size_t count)
{
    double square = 0;
    for (size_t i = 0; i < count; i++)
        square += (seen[i] - expected[i]) * (seen[i] - expected[i]) / expected[i];
    const double freedom = (double)(count - 1);
    return 2 * judge_smaller(gsl_cdf_chisq_P(square, freedom), gsl_cdf_chisq_Q(square, freedom));
}

/* The same where all expectations are equal. */
static inline double judge_even(const double *seen, size_t count)
{
    double sum = 0, square = 0;
    for (size_t i = 0; i < count; i++)
        sum += seen[i];
    const double expected = sum / (double)count;
    for (size_t i = 0; i < count; i++)
        square += (seen[i] - expected) * (seen[i] - expected) / expected;
    const double freedom = (double)(count - 1);
    return 2 * judge_smaller(gsl_cdf_chisq_P(square, freedom), gsl_cdf_chisq_Q(square, freedom));
}

/* Of the mean of `count` draws whose true mean and variance are known. */
static inline double judge_mean(const double *draws, size_t count, double mean, double variance)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += draws[i] - mean;
    return judge_normal(sum / sqrt((double)count * variance));
}

/* Of their variance, the fourth moment being taken from the draws. */
static inline double judge_variance(const double *draws, size_t count, double mean, double variance)
{
    double sum = 0, squares = 0;
    for (size_t i = 0; i < count; i++) {
        const double excess = (draws[i] - mean) * (draws[i] - mean) - variance;
        sum += excess;
        squares += excess * excess;
    }
    return judge_normal(sum / sqrt(squares));
}

static inline int judge_compare(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/*
 * Of the distribution function of draws from a continuous law, by Kolmogorov
 * and Smirnov, with Stephens' correction for their number. Sorts the draws.
 */
static inline double judge_shape(double *draws, size_t count, double (*share)(double))
{
    qsort(draws, count, sizeof *draws, judge_compare);
    double gap = 0;
    for (size_t i = 0; i < count; i++) {
        const double at = share(draws[i]);
        gap = fmax(gap, fmax(at - (double)i / (double)count, (double)(i + 1) / (double)count - at));
    }
    const double root = sqrt((double)count), x = gap * (root + 0.12 + 0.11 / root);
    double above = 0;
    for (int k = 1; k <= 100; k++)
        above += (k % 2 ? 2 : -2) * exp(-2.0 * k * k * x * x);
    return x < 0.2 ? 0 : 2 * judge_smaller(judge_smaller(above, 1), fmax(0, 1 - above));
}

#endif
