/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/belief.h"

#include <assert.h>
#include <math.h>

#include "random/law.h"
#include "scenario/reading.h"

enum scale { LINEAR, LOGARITHMIC, LOG_ODDS };

/* The standard normal quantile of 9 in 10. */
#define NINE_IN_TEN 1.2815515655446004

/* The standard normal quantile, by way of a lognormal's: GSL has its place in random/. */
static double normal_quantile(double u)
{
    static const struct fnl_law_argument arguments[] = {{"median", 1}, {"sigma", 1}};
    struct fnl_law law;
    const fnl_status status = fnl_law_make("lognormal", arguments, 2, &law, NULL);
    assert(status == FNL_OK);
    (void)status;
    return log(fnl_law_quantile(&law, u));
}

static double forth(enum scale scale, double x)
{
    return scale == LOG_ODDS ? log(x / (1 - x)) : scale == LOGARITHMIC ? log(x) : x;
}

static double back(enum scale scale, double y)
{
    return scale == LOG_ODDS ? 1 / (1 + exp(-y)) : scale == LOGARITHMIC ? exp(y) : y;
}

/* The scale of the side between the median and one end of the range. */
static enum scale scale_of(const struct fnl_param *row, double median, double end)
{
    const double least = fmin(median, end), greatest = fmax(median, end);
    if (row->unit == FNL_UNIT_SHARE && row->high <= 1)
        return least > 0 && greatest < 1 ? LOG_ODDS : LINEAR;
    if (row->unit == FNL_UNIT_LOGIT || row->low < 0 || least <= 0)
        return LINEAR;
    return LOGARITHMIC;
}

double fnl_belief_quantile(const struct fnl_param *row, double median, double low, double high,
                           double u)
{
    const double z = normal_quantile(u), end = z < 0 ? low : high;
    const enum scale scale = scale_of(row, median, end);
    const double middle = forth(scale, median);
    const double spread = fabs(forth(scale, end) - middle) / NINE_IN_TEN;
    double least, greatest;
    fnl_reading_bounds(row, &least, &greatest);
    return fmin(fmax(back(scale, middle + z * spread), least), greatest);
}
