/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * contrast.h - what the futures of an experiment say: of one option, and of one
 * against another.
 *
 * Three uncertainties are kept apart. Luck is the spread over futures: what may
 * happen to somebody who decides once. Shaky inputs are how that spread
 * widens when the guesses move in their ranges, too. Noise is the simulation's own: how far the
 * mean may be off because the number of futures is finite; more futures shrink it and nothing else.
 * Differences are paired, future by future.
 *
 * The mean of an indicator that is a ratio (fnl_indicator_ratio) is the ratio of
 * its sums over all futures: the mean of ratios would count a future with one
 * deal as much as one with fifty, and leave out those with none. The difference
 * of two options is that of two such ratios. What is said of single futures -
 * median, 1 in 10, ahead - is said of each one's own ratio.
 */
#ifndef FUNNELSIM_EXPERIMENT_CONTRAST_H
#define FUNNELSIM_EXPERIMENT_CONTRAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "experiment/experiment.h"
#include "observe/indicator.h"
#include "stats/interval.h"
#include "stats/trust.h"

/* The confidence of every interval that is printed. */
#define FNL_CONTRAST_CONFIDENCE 0.95

/* One number of a future: where to find it in the row. */
struct fnl_quantity {
    enum fnl_quantity_kind {
        FNL_QUANTITY_INDICATOR,  /* index: enum fnl_indicator */
        FNL_QUANTITY_SERIES,     /* index: enum fnl_series, in month `month` */
        FNL_QUANTITY_CUMULATIVE, /* the contribution of all months up to and with `month` */
        FNL_QUANTITY_LATE,       /* the contribution of `month` and all months behind it */
        FNL_QUANTITY_PLACE,      /* index: place in the row */
    } kind;
    size_t index, month;
};

/* Its value in a row; false where it is undefined. */
bool fnl_contrast_value(const struct fnl_row_layout *layout, const int64_t *row,
                        struct fnl_quantity quantity, int64_t *value);

/* Many values of one number. All but `count` and `undefined` mean nothing when count is 0. */
struct fnl_spread {
    size_t count, undefined;   /* futures in which it exists, and does not */
    double mean, sd;           /* the mean of a ratio is that of the sums */
    int64_t median, low, high; /* 1 in 10 is below `low`, 1 in 10 above `high` */
    struct fnl_interval noise; /* of the mean */
    enum fnl_trust trust;      /* in `noise` */
    size_t positive, negative; /* futures in which it is above and below 0 */
};

/* The futures of one option. FNL_ERR_MEMORY when there is no room to sort them. */
fnl_status fnl_contrast_spread(const fnl_results *results, size_t option,
                               struct fnl_quantity quantity, struct fnl_spread *spread);

/*
 * Option `option` less option `against`, future by future. `comparisons` is how
 * many such differences are judged together: the noise interval is widened so
 * that all of them hold at once (Bonferroni).
 */
fnl_status fnl_contrast_pair(const fnl_results *results, size_t option, size_t against,
                             struct fnl_quantity quantity, size_t comparisons,
                             struct fnl_spread *difference);

/*
 * The same difference in the samples of the uncertain inputs: in each, every
 * value that states a range is moved at once, and one future is lived through,
 * the first sample the first of the experiment, and so on. So its spread is that of luck and
 * of the inputs together; beside the spread of luck alone it shows what the
 * inputs add. No futures when nothing was sampled.
 */
fnl_status fnl_contrast_shaken(const fnl_results *results, size_t option, size_t against,
                               struct fnl_quantity quantity, struct fnl_spread *shaken);

/* What to say of a mean difference, given how small a one is too small to matter. */
enum fnl_verdict {
    FNL_VERDICT_BETTER, /* by more than matters, noise included */
    FNL_VERDICT_WORSE,
    FNL_VERDICT_SOMEWHAT_BETTER, /* surely above 0, not surely by as much as matters */
    FNL_VERDICT_SOMEWHAT_WORSE,
    FNL_VERDICT_TOO_CLOSE,   /* surely less than matters, one way or the other */
    FNL_VERDICT_CANNOT_TELL, /* the noise is too large: more futures would tell */
    FNL_VERDICT_SAME,        /* equal in every future */
};

/* `better` is 1 where more is better and -1 where less is; `matters` >= 0, in the same unit. */
enum fnl_verdict fnl_contrast_verdict(const struct fnl_spread *difference, int better,
                                      double matters);

/* How the cumulative difference in contribution runs over the months. */
struct fnl_course {
    size_t ahead_from; /* first month from which its mean stays positive; months: never */
    size_t last_from;  /* the last months together in which its mean is positive, both of */
    size_t last_to;    /* them included; months: there are none */
    size_t worst;      /* month in which its mean is lowest */
    double worst_mean; /* there; above 0 when it is never behind */
};
fnl_status fnl_contrast_course(const fnl_results *results, size_t option, size_t against,
                               struct fnl_course *course);

#endif
