/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * interval.h - how far the simulation itself can be off, for want of futures.
 *
 * A result over n futures is an estimate: n others would have given another.
 * An interval holds the true value in a stated share of such experiments, its
 * confidence. It says nothing of how much one future differs from the next
 * (for that: quantiles) nor of inputs that are guesses.
 *
 * `confidence` lies strictly between 0 and 1, everywhere.
 */
#ifndef FUNNELSIM_STATS_INTERVAL_H
#define FUNNELSIM_STATS_INTERVAL_H

#include <stdint.h>

#include "stats/moments.h"
#include "stats/tally.h"

/* Both ends belong to it; an infinite end is one of which nothing is known. */
struct fnl_interval {
    double low, high;
};

/*
 * The most observations for which an exact interval of a share or a quantile
 * can be asked. Somewhat above it (NaNs were seen from 1.5 million) the
 * continued fraction in gsl_cdf_beta_P ends before it has converged.
 */
#define FNL_INTERVAL_MOST 1000000

/*
 * Student's t interval for the mean; of a tally of paired differences, the
 * paired t interval. Of fewer than two observations it is the whole line, and
 * of observations that are all equal it has no width. Ask fnl_trust_judge
 * whether to believe it.
 */
struct fnl_interval fnl_interval_mean(const struct fnl_tally *tally, double confidence);

/*
 * An interval for the mean of skewed observations: the t interval, stretched to
 * where Hall's (1992, J. R. Statist. Soc. B 54, 221-228) reaches, which undoes
 * the skewness of the t statistic by a cubic transformation. Hall's alone would
 * be too short where long tails on both sides only look skewed by chance. To be
 * given instead of the t interval where fnl_trust_judge says SKEWED.
 *
 * Share of samples in which a nominal 95 % interval held the mean, t and this
 * (10,000 samples or more; standard errors under .004):
 *
 *     observations                       10          30          100        1000
 *     lognormal, cv 3 (skewness 36)   .71 .86     .78 .90     .85 .92     .92 .95
 *     lognormal, cv 1 (skewness 4)    .87 .92     .90 .95     .93 .96     .95 .96
 *     exponential (skewness 2)        .90 .94     .93 .96     .94 .96     .95 .95
 *     normal                          .95 .96     .95 .95     .95 .95     .95 .95
 *     difference of two of the first  .98 .98     .97 .97     .97 .97     .95 .95
 */
struct fnl_interval fnl_interval_skewed(const struct fnl_moments *moments, double confidence);

/*
 * The exact interval for a share (Clopper and Pearson, 1934) of which
 * `successes` of `count` were seen: never held less often than `confidence`.
 * 0 <= successes <= count <= FNL_INTERVAL_MOST; of a count of 0 it is 0 to 1.
 * For the share of futures in which one strategy is ahead of another, pass
 * `positive` and `count` of a tally of the differences: a tie is not ahead.
 */
struct fnl_interval fnl_interval_share(int64_t successes, int64_t count, double confidence);

/*
 * The confidence that each of `comparisons` (at least 1) intervals needs, so
 * that all of them together hold with `confidence` (Bonferroni). Without it,
 * where ten strategies that change nothing are compared with doing nothing over
 * 20 futures, one of them looks significant in 29 experiments of 100.
 */
double fnl_interval_bonferroni(double confidence, int64_t comparisons);

/*
 * How many observations like those in `tally` a t interval needs to reach no
 * further than `reach` > 0 to each side of the mean: z^2 (s^2 / reach^2 + 1/2),
 * rounded up, where the half makes up for t instead of z (Guenther 1981, The
 * American Statistician 35, 243-244). At least 2, at most 2^62, which also
 * stands for "cannot be told" of a tally of fewer than two.
 */
int64_t fnl_interval_needed(const struct fnl_tally *tally, double reach, double confidence);

#endif
