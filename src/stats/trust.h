/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * trust.h - whether a t interval for a mean may be shown without a warning.
 *
 * Averages of a few huge deals deceive: of 30 lognormal values with a standard
 * deviation three times their mean, the "95 %" t interval holds the true mean
 * in 78 samples of 100, because most samples have not seen the tail that makes
 * the mean. By the Edgeworth expansion of the t statistic, two-sided coverage
 * falls short of 95 % by about 0.25 * skewness^2 / n. That agrees with the rule
 * of Cochran (1977, Sampling Techniques, 3rd ed., section 2.15), n > 25 *
 * skewness^2, which keeps the loss to about one point in a hundred. The rule
 * is applied here to the sample's own skewness, with three provisos. Under 20
 * observations the sample cannot show its skewness. Under 40 the skewness of a
 * normal sample alone often breaks the rule, so it must also be three standard
 * errors from the 0 of a normal law. And a sample skewness over 5 is not to be
 * believed, however many observations there are: where it comes that high the
 * law's own is often several times higher.
 *
 * How often the judgement is SKEWED (share of 4,000 samples or more):
 *
 *     observations                       20    30    50   100   400  1000
 *     lognormal, cv 3 (skewness 36)     .86   .97   .99   .99   .95   .96
 *     lognormal, cv 1 (skewness 4)      .53   .76   .80   .68   .17   .10
 *     exponential (skewness 2)          .39   .62   .60   .28   .00   .00
 *     gamma, shape 4 (skewness 1)       .10   .17   .10   .01   .00   .00
 *     gamma, shape 16 (skewness 0.5)    .02   .03   .01   .00   .00   .00
 *     normal: a false alarm            .006  .005  .000  .000  .000  .000
 *
 * Alarms are also raised, and do little harm, over long tails on both sides.
 *
 * What to give instead: fnl_interval_skewed, which is nearer to the truth, or
 * fnl_quantile_interval of the median and fnl_interval_share of the futures in
 * which one is ahead, which are exact for any law.
 */
#ifndef FUNNELSIM_STATS_TRUST_H
#define FUNNELSIM_STATS_TRUST_H

#include "stats/moments.h"

enum fnl_trust {
    FNL_TRUST_SOUND,
    FNL_TRUST_FEW,      /* fewer than 20 observations: no telling */
    FNL_TRUST_CONSTANT, /* all are equal: the interval has no width, and rare outcomes are unseen */
    FNL_TRUST_SKEWED,   /* a few observations make the mean: the interval is likely too short */
};

/* What to think of the t interval for the mean of these observations. */
enum fnl_trust fnl_trust_judge(const struct fnl_moments *moments);

#endif
