/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * quantile.h - what one future in so many is worse than.
 *
 * "1 in 10 futures is worse than x" is meant literally. Of 100 futures, x lies
 * between the 10th and the 11th worst, halfway: ten are worse and ninety are
 * better. In general, with n values and a share p: where n * p is a whole
 * number, halfway between the value of that rank and the next; else the value
 * of the next rank above n * p. (Definition 2 of Hyndman and Fan, 1996, The
 * American Statistician 50, 361-365.) Hence the median is the usual one, and
 * looking from the other end gives the same: the quantile at 1 - p is minus the
 * quantile at p of the values with their signs changed. Halves of a unit are
 * rounded away from zero.
 *
 * A share is taken to the nearest millionth, so that 0.1 of 30 values is 3.
 */
#ifndef FUNNELSIM_STATS_QUANTILE_H
#define FUNNELSIM_STATS_QUANTILE_H

#include <stddef.h>
#include <stdint.h>

#include "stats/interval.h"

/* Sorts in place, ascending. */
void fnl_quantile_sort(int64_t *values, size_t count);

/* The quantile at `share`, 0 to 1, of `count` > 0 ascending values; at 0 the least, at 1 the
 * greatest. */
int64_t fnl_quantile_of(const int64_t *sorted, size_t count, double share);

/*
 * The quantile at 1/2 of `count` > 0 values in any order, which come out in
 * another: much faster than to sort them.
 */
int64_t fnl_quantile_median(int64_t *values, size_t count);

/* The range in which 8 futures in 10 lie: 1 in 10 is below it and 1 in 10 above. */
struct fnl_quantile_range {
    int64_t low, high;
};
struct fnl_quantile_range fnl_quantile_eight_in_ten(const int64_t *sorted, size_t count);

/*
 * Which of n ascending values enclose the true quantile, whatever the law: from
 * the `low`-th to the `high`-th, from 1. Each end is the innermost one beyond
 * which the truth lies with a chance of at most (1 - confidence) / 2, by the
 * binomial distribution. 0 and n + 1 mean that there are too few values for
 * that end.
 */
struct fnl_quantile_ranks {
    int64_t low, high;
    double coverage; /* the chance, for a continuous law; at least `confidence` */
};

/* 0 < share < 1, 0 < confidence < 1, count <= FNL_INTERVAL_MOST. */
struct fnl_quantile_ranks fnl_quantile_ranks(size_t count, double share, double confidence);

/* The interval between the values at those ranks; infinite where there is none. */
struct fnl_interval fnl_quantile_interval(const int64_t *sorted, size_t count, double share,
                                          double confidence);

#endif
