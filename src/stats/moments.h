/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * moments.h - mean, spread, lean and tails of real numbers.
 *
 * For values that are not whole numbers, and for the skewness that tells
 * whether a t interval can be trusted (stats/trust.h). Sums of powers of the
 * deviations from the running mean are kept and updated by the formulas of
 * Pébay (2008, Sandia report SAND2008-6212), so that a large mean costs no
 * digits. Rounding makes the last bits depend on the order: take observations
 * in the order of their futures, and merge blocks in the order of their index.
 * Whole numbers that only need mean and variance belong in a tally.
 */
#ifndef FUNNELSIM_STATS_MOMENTS_H
#define FUNNELSIM_STATS_MOMENTS_H

#include <stdint.h>

/* Plain data; copy freely. Zeroed, it is empty. */
struct fnl_moments {
    int64_t count;
    double mean;       /* 0 while there is no observation */
    double m2, m3, m4; /* sums of the 2nd, 3rd and 4th powers of the deviations from the mean */
};

/* Takes one finite observation. */
void fnl_moments_add(struct fnl_moments *moments, double value);

/* Takes all observations of `other`, which stays as it is. */
void fnl_moments_merge(struct fnl_moments *moments, const struct fnl_moments *other);

/* The sample variance (divisor count - 1); NaN of fewer than two observations. */
double fnl_moments_variance(const struct fnl_moments *moments);

/*
 * Skewness m3 / m2^1.5 and excess kurtosis m4 / m2^2 - 3, each m divided by the
 * count: g1 and g2 in Joanes and Gill (1998, The Statistician 47, 183-189).
 * Both are 0 for a normal law; NaN where the observations do not vary.
 */
double fnl_moments_skewness(const struct fnl_moments *moments);
double fnl_moments_kurtosis(const struct fnl_moments *moments);

#endif
