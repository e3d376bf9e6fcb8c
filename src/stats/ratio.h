/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ratio.h - so many of these for each of those, over many futures.
 *
 * New clients sent per client, lost deals per deal: both numbers vary from future
 * to future, and the mean of the quotients is not what is wanted, because a
 * future with few clients would weigh as much as one with many. The ratio of the
 * sums is; its interval comes from the residuals above - ratio * below, whose mean
 * is zero (Cochran 1977, "Sampling Techniques", 3rd ed., chapter 6).
 */
#ifndef FUNNELSIM_STATS_RATIO_H
#define FUNNELSIM_STATS_RATIO_H

#include <stddef.h>
#include <stdint.h>

#include "stats/interval.h"

struct fnl_ratio {
    double value;                 /* NaN where the sum below is 0 */
    struct fnl_interval interval; /* of the noise for want of futures */
};

/*
 * The ratio of the sums of `above` and `below` (none negative), one of each in
 * `count` futures. The interval holds the true ratio with `confidence`, strictly
 * between 0 and 1; it is the whole line of fewer than two futures. Numbers are
 * below 2^40.
 */
struct fnl_ratio fnl_ratio_of(const int64_t *above, const int64_t *below, size_t count,
                              double confidence);

#endif
