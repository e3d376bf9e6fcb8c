/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sequential.h - settling a claim with no more futures than it takes, at an
 * error rate that is stated and kept.
 *
 * A claim says that one or several means all lie above thresholds. Whoever
 * looks at a 95 % interval after every few futures and stops when it pleases
 * goes wrong far more often than 5 times in 100: at a mean that lies on its
 * threshold about 16 times with the five looks below (Armitage, McPherson and Rowe 1969,
 * J. R. Statist. Soc. A 132, 235-244). So the looks are planned, at 50, 100, 200,
 * 400 ... futures up to a limit, and each of them is given its share of the
 * error: with five looks and 5 %, each judges by 99 % intervals. By Bonferroni
 * the chance that a claim is ever decided wrongly is then at most the error,
 * whatever the looks have to do with each other.
 *
 * A claim is supported when the interval of every mean lies above its
 * threshold. That all of them have to (an intersection-union test: Berger 1982,
 * Technometrics 24, 295-300) makes it no easier to be supported by chance, and
 * takes no further correction. It is refuted when the interval of any mean
 * lies at or below its threshold; one of several does so by chance more easily,
 * so there each has its share of the error only.
 *
 * The intervals are those of fnl_interval_skewed, which are t intervals where nothing leans.
 * Where a few values make the mean (fewer than 100 values for each unit of the squared
 * skewness), a tenth of its share of the error is all that a look may spend. How often 4000 trials
 * with means on their thresholds, or just on the right side of them, were decided wrongly, at 5 %:
 *
 *     law                                       t alone    these
 *     normal                                      2 %       2 %
 *     lognormal, cv 1, leaning to the wrong side  7 %       1 %
 *     lognormal, cv 3, leaning to the wrong side  9 %       2 %
 *
 * An interval without
 * width, of values that are all the same, is not believed before the last look: a rare
 * future that is otherwise may not have come up yet. Where over a tenth of the values do not
 * exist, what is left is no fair picture, and such a mean decides nothing.
 */
#ifndef FUNNELSIM_STATS_SEQUENTIAL_H
#define FUNNELSIM_STATS_SEQUENTIAL_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/interval.h"
#include "stats/moments.h"

/* Futures at the first look. */
#define FNL_SEQUENTIAL_FIRST 50

/* How a claim is to be settled. */
struct fnl_sequential {
    size_t most;  /* futures at the last look; at least FNL_SEQUENTIAL_FIRST */
    double error; /* the chance of ever deciding wrongly, at most; above 0, below 1 */
};

/* How many looks there are, and how many futures each of them sees, from look 0 on. */
size_t fnl_sequential_looks(const struct fnl_sequential *plan);
size_t fnl_sequential_futures(const struct fnl_sequential *plan, size_t look);

/* The confidence of the intervals of one look, of which all of them together hold with a chance of
 * 1 - error. */
double fnl_sequential_confidence(const struct fnl_sequential *plan);

/* One of the means, as far as it is known. */
struct fnl_sequential_mean {
    struct fnl_moments moments; /* of the values that exist */
    size_t undefined;           /* futures in which there is none */
    double threshold;           /* that it is claimed to lie above */
};

/* Whether over a tenth of the values do not exist. */
bool fnl_sequential_is_undefined(const struct fnl_sequential_mean *mean);

/* Whether there are values, and all of them are the same. */
bool fnl_sequential_is_constant(const struct fnl_sequential_mean *mean);

/* Whether a few of the values make the mean. */
bool fnl_sequential_is_skewed(const struct fnl_sequential_mean *mean);

/* The interval by which a mean is judged, at the confidence above or another; a longer one where a
 * few values make the mean. */
struct fnl_interval fnl_sequential_interval(const struct fnl_sequential_mean *mean,
                                            double confidence);

enum fnl_sequential_verdict {
    FNL_SEQUENTIAL_UNDECIDED,
    FNL_SEQUENTIAL_SUPPORTED,
    FNL_SEQUENTIAL_REFUTED,
};

/* What look number `look`, from 0, says of the claim that all of `count` > 0 means lie above their
 * thresholds. */
enum fnl_sequential_verdict fnl_sequential_judge(const struct fnl_sequential *plan, size_t look,
                                                 const struct fnl_sequential_mean *means,
                                                 size_t count);

#endif
