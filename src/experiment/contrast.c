/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/contrast.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/units.h"
#include "stats/moments.h"
#include "stats/quantile.h"
#include "stats/tally.h"

static int64_t contribution(const struct fnl_row_layout *layout, const int64_t *row, size_t from,
                            size_t to)
{
    int64_t sum = 0;
    for (size_t i = from; i <= to; i++)
        sum += row[fnl_indicator_series_at(layout, FNL_SERIES_REVENUE, i)] -
               row[fnl_indicator_series_at(layout, FNL_SERIES_COST, i)];
    return sum;
}

bool fnl_contrast_value(const struct fnl_row_layout *layout, const int64_t *row,
                        struct fnl_quantity quantity, int64_t *value)
{
    switch (quantity.kind) {
    case FNL_QUANTITY_INDICATOR:
    case FNL_QUANTITY_PLACE:
        *value = row[quantity.index];
        break;
    case FNL_QUANTITY_SERIES:
        *value =
            row[fnl_indicator_series_at(layout, (enum fnl_series)quantity.index, quantity.month)];
        break;
    case FNL_QUANTITY_CUMULATIVE:
        *value = contribution(layout, row, 0, quantity.month);
        break;
    case FNL_QUANTITY_LATE:
        *value = contribution(layout, row, quantity.month, layout->months - 1);
        break;
    }
    return *value != FNL_UNDEFINED;
}

/* The mean of `count` values and what is to be thought of it. */
static void judge_mean(const int64_t *values, size_t count, double confidence,
                       struct fnl_spread *spread)
{
    struct fnl_tally tally = {0};
    struct fnl_moments moments = {0};
    for (size_t i = 0; i < count; i++) {
        fnl_tally_add(&tally, values[i]);
        fnl_moments_add(&moments, (double)values[i]);
    }
    spread->mean = fnl_tally_mean(&tally);
    spread->trust = fnl_trust_judge(&moments);
    spread->noise = spread->trust == FNL_TRUST_SKEWED ? fnl_interval_skewed(&moments, confidence)
                                                      : fnl_interval_mean(&tally, confidence);
}

/* The statistics of `count` values, which it sorts. */
static void describe(int64_t *values, size_t count, double confidence, struct fnl_spread *spread)
{
    struct fnl_tally tally = {0};
    for (size_t i = 0; i < count; i++)
        fnl_tally_add(&tally, values[i]);
    spread->count = count;
    if (count == 0)
        return;
    judge_mean(values, count, confidence, spread);
    fnl_quantile_sort(values, count);
    const struct fnl_quantile_range range = fnl_quantile_eight_in_ten(values, count);
    spread->sd = fnl_tally_sd(&tally);
    spread->median = fnl_quantile_of(values, count, 0.5);
    spread->low = range.low;
    spread->high = range.high;
    spread->positive = (size_t)tally.positive;
    spread->negative = (size_t)tally.negative;
}

/* The value in one future; for a pair, the difference. */
struct selection {
    const fnl_results *results;
    size_t option, against;
    bool paired;
    struct fnl_quantity quantity;
    bool shaken; /* in the samples of the uncertain inputs */
};

static size_t count_futures(const struct selection *selection)
{
    return selection->shaken ? fnl_experiment_samples(selection->results)
                             : fnl_experiment_complete(selection->results);
}

static const int64_t *row_of(const struct selection *selection, size_t option, size_t future)
{
    return selection->shaken ? fnl_experiment_sample_row(selection->results, option, future)
                             : fnl_experiment_row(selection->results, option, future);
}

static bool value_of(const struct selection *selection, size_t option, size_t future,
                     int64_t *value)
{
    return fnl_contrast_value(fnl_experiment_layout(selection->results, option),
                              row_of(selection, option, future), selection->quantity, value);
}

static bool value_in(const struct selection *selection, size_t future, int64_t *value)
{
    const bool exists = value_of(selection, selection->option, future, value);
    if (!selection->paired || !exists)
        return exists;
    int64_t other;
    if (!value_of(selection, selection->against, future, &other))
        return false;
    *value -= other;
    return true;
}

/* The ratio of an option's sums over all futures, and what one future has to do with it. */
struct pooled {
    const struct selection *selection;
    size_t option;
    double ratio, unit; /* of the sums, in its unit; of part / whole */
    double whole;       /* of the mean future */
};

static bool parts_in(const struct pooled *pooled, size_t future, struct fnl_indicator_ratio *parts)
{
    const struct selection *selection = pooled->selection;
    return fnl_indicator_ratio(fnl_experiment_layout(selection->results, pooled->option),
                               row_of(selection, pooled->option, future),
                               (enum fnl_indicator)selection->quantity.index, parts);
}

/* False for an indicator that is no ratio, and where there is nothing to divide by. */
static bool pool(struct pooled *pooled)
{
    const size_t futures = count_futures(pooled->selection);
    double part = 0, whole = 0;
    for (size_t i = 0; i < futures; i++) {
        struct fnl_indicator_ratio parts;
        if (!parts_in(pooled, i, &parts))
            return false;
        part += (double)parts.part;
        whole += (double)parts.whole;
        pooled->unit = parts.unit;
    }
    if (whole == 0)
        return false;
    pooled->ratio = pooled->unit * part / whole;
    pooled->whole = whole / (double)futures;
    return true;
}

/*
 * The ratio, with the residual of one future: the mean of these over the futures is the ratio,
 * and their spread is its noise (Cochran 1977, Sampling Techniques, 3rd ed., section 6.4).
 */
static double ratio_with(const struct pooled *pooled, size_t future)
{
    struct fnl_indicator_ratio parts;
    parts_in(pooled, future, &parts);
    const double residual = pooled->unit * (double)parts.part - pooled->ratio * (double)parts.whole;
    return pooled->ratio + residual / pooled->whole;
}

/* Puts the ratio of sums, or the difference of two, in the place of the mean of ratios. */
static void pool_mean(const struct selection *selection, int64_t *values, double confidence,
                      struct fnl_spread *spread)
{
    struct pooled one = {selection, selection->option, 0, 0, 0};
    struct pooled other = {selection, selection->against, 0, 0, 0};
    const size_t futures = count_futures(selection);
    if (selection->quantity.kind != FNL_QUANTITY_INDICATOR || spread->count == 0 || !pool(&one) ||
        (selection->paired && !pool(&other)))
        return;
    for (size_t i = 0; i < futures; i++)
        values[i] = fnl_units_integer(ratio_with(&one, i) -
                                      (selection->paired ? ratio_with(&other, i) : 0));
    judge_mean(values, futures, confidence, spread);
    spread->mean = one.ratio - other.ratio;
}

static fnl_status collect(const struct selection *selection, double confidence,
                          struct fnl_spread *spread)
{
    *spread = (struct fnl_spread){0};
    const size_t futures = count_futures(selection);
    int64_t *values = fnl_memory_zeroed(futures, sizeof *values);
    if (!values)
        return FNL_ERR_MEMORY;
    size_t count = 0;
    for (size_t i = 0; i < futures; i++)
        if (value_in(selection, i, &values[count]))
            count++;
    spread->undefined = futures - count;
    describe(values, count, confidence, spread);
    pool_mean(selection, values, confidence, spread);
    free(values);
    return FNL_OK;
}

fnl_status fnl_contrast_spread(const fnl_results *results, size_t option,
                               struct fnl_quantity quantity, struct fnl_spread *spread)
{
    const struct selection selection = {results, option, 0, false, quantity, false};
    return collect(&selection, FNL_CONTRAST_CONFIDENCE, spread);
}

fnl_status fnl_contrast_pair(const fnl_results *results, size_t option, size_t against,
                             struct fnl_quantity quantity, size_t comparisons,
                             struct fnl_spread *difference)
{
    const struct selection selection = {results, option, against, true, quantity, false};
    const double confidence = fnl_interval_bonferroni(FNL_CONTRAST_CONFIDENCE,
                                                      comparisons > 0 ? (int64_t)comparisons : 1);
    return collect(&selection, confidence, difference);
}

fnl_status fnl_contrast_shaken(const fnl_results *results, size_t option, size_t against,
                               struct fnl_quantity quantity, struct fnl_spread *shaken)
{
    const struct selection selection = {results, option, against, true, quantity, .shaken = true};
    return collect(&selection, FNL_CONTRAST_CONFIDENCE, shaken);
}

enum fnl_verdict fnl_contrast_verdict(const struct fnl_spread *difference, int better,
                                      double matters)
{
    const double low = better < 0 ? -difference->noise.high : difference->noise.low;
    const double high = better < 0 ? -difference->noise.low : difference->noise.high;
    if (difference->count == 0)
        return FNL_VERDICT_CANNOT_TELL;
    if (difference->positive == 0 && difference->negative == 0 && difference->mean == 0)
        return FNL_VERDICT_SAME;
    if (low > matters)
        return FNL_VERDICT_BETTER;
    if (high < -matters)
        return FNL_VERDICT_WORSE;
    if (low > -matters && high < matters)
        return FNL_VERDICT_TOO_CLOSE;
    if (low > 0)
        return FNL_VERDICT_SOMEWHAT_BETTER;
    return high < 0 ? FNL_VERDICT_SOMEWHAT_WORSE : FNL_VERDICT_CANNOT_TELL;
}

fnl_status fnl_contrast_course(const fnl_results *results, size_t option, size_t against,
                               struct fnl_course *course)
{
    const size_t months = fnl_experiment_layout(results, option)->months;
    *course = (struct fnl_course){
        .ahead_from = months, .last_from = months, .last_to = months, .worst_mean = INFINITY};
    for (size_t month = 0; month < months; month++) {
        struct fnl_spread difference;
        const struct selection selection = {
            results, option, against, true, {FNL_QUANTITY_CUMULATIVE, 0, month}, false};
        const fnl_status status = collect(&selection, FNL_CONTRAST_CONFIDENCE, &difference);
        if (status != FNL_OK)
            return status;
        if (difference.mean < course->worst_mean) {
            course->worst = month;
            course->worst_mean = difference.mean;
        }
        if (difference.mean <= 0) {
            course->ahead_from = months;
            continue;
        }
        if (course->ahead_from == months)
            course->ahead_from = month;
        course->last_from = course->ahead_from;
        course->last_to = month;
    }
    return FNL_OK;
}
