/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/ratio.h"

#include <math.h>

#include "base/units.h"
#include "stats/tally.h"

static double sum_of(const int64_t *values, size_t count)
{
    struct fnl_tally tally = {0};
    for (size_t i = 0; i < count; i++)
        fnl_tally_add(&tally, values[i]);
    return (double)tally.sum;
}

/* Residuals are taken as millionths, so that their sum is exact. */
struct fnl_ratio fnl_ratio_of(const int64_t *above, const int64_t *below, size_t count,
                              double confidence)
{
    const double whole = sum_of(below, count);
    if (whole == 0)
        return (struct fnl_ratio){NAN, {-INFINITY, INFINITY}};
    const double value = sum_of(above, count) / whole, mean = whole / (double)count;
    struct fnl_tally residuals = {0};
    for (size_t i = 0; i < count; i++)
        fnl_tally_add(&residuals, fnl_units_integer(((double)above[i] - value * (double)below[i]) *
                                                    (double)FNL_MILLION));
    const struct fnl_interval noise = fnl_interval_mean(&residuals, confidence);
    const double unit = (double)FNL_MILLION * mean;
    return (struct fnl_ratio){value, {value + noise.low / unit, value + noise.high / unit}};
}
