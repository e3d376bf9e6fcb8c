/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tally.h - what many observations of one whole number come to.
 *
 * A tally takes cents, milliseconds, counts or millionths, one value a future,
 * and keeps their exact sum and sum of squares. So the same observations give
 * the same bits in any order, and however they were first collected in parts
 * and merged: threads and ranks cannot matter. Nothing overflows before 2^63
 * observations, whatever the values are; none is refused, clamped or lost.
 *
 * Two strategies that met the same futures are compared by a tally of their
 * paired differences, one `a - b` a future. It holds all there is to ask: the
 * mean gain with its interval (stats/interval.h) and in how many futures `a`
 * was ahead. With a tally of each strategy beside it, (variance of a +
 * variance of b) / variance of the differences says how many times fewer
 * futures the pairing needs than separate luck would. The subtraction is the
 * caller's and must not overflow; that of amounts under 2^62 in size cannot.
 */
#ifndef FUNNELSIM_STATS_TALLY_H
#define FUNNELSIM_STATS_TALLY_H

#include <stdint.h>

#include "stats/wide.h"

/* Plain data; copy freely. Zeroed, it is empty. */
struct fnl_tally {
    fnl_wide sum;
    /* The sum of squares is squares_high * 2^64 + squares_low. Each sums one
     * half of every square, so that neither can overflow. */
    fnl_wide squares_high, squares_low;
    int64_t count;              /* of observations */
    int64_t positive, negative; /* how many were > 0 and < 0 */
    int64_t least, greatest;    /* 0 while there is none */
};

/* Takes one observation. */
void fnl_tally_add(struct fnl_tally *tally, int64_t value);

/* Takes all observations of `other`, which stays as it is. */
void fnl_tally_merge(struct fnl_tally *tally, const struct fnl_tally *other);

/* In the unit of the observations; NaN while there is none. */
double fnl_tally_mean(const struct fnl_tally *tally);

/*
 * The sample variance (divisor count - 1), its root, and that root divided by
 * the root of the count: the standard error of the mean. Computed from exact
 * integers, so that a large mean takes nothing from a small spread. NaN of
 * fewer than two observations.
 */
double fnl_tally_variance(const struct fnl_tally *tally);
double fnl_tally_sd(const struct fnl_tally *tally);
double fnl_tally_standard_error(const struct fnl_tally *tally);

#endif
