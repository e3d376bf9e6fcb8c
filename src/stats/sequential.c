/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/sequential.h"

#include <assert.h>

/* The share of values that may be missing. */
#define MISSING 0.1

/* Values wanted for each unit of the squared skewness: four times as many as stats/trust.h asks
 * for, because a verdict hangs on the outermost half per cent, and not on the outermost five. */
#define WANTED 100

/* The part of the error that may be spent on a mean that a few values make. */
#define CAUTION 0.1

size_t fnl_sequential_futures(const struct fnl_sequential *plan, size_t look)
{
    size_t futures = FNL_SEQUENTIAL_FIRST;
    while (look-- > 0 && futures < plan->most)
        futures *= 2;
    return futures < plan->most ? futures : plan->most;
}

size_t fnl_sequential_looks(const struct fnl_sequential *plan)
{
    assert(plan->most >= FNL_SEQUENTIAL_FIRST && plan->error > 0 && plan->error < 1);
    size_t looks = 1;
    while (fnl_sequential_futures(plan, looks - 1) < plan->most)
        looks++;
    return looks;
}

double fnl_sequential_confidence(const struct fnl_sequential *plan)
{
    return 1 - plan->error / (double)fnl_sequential_looks(plan);
}

bool fnl_sequential_is_undefined(const struct fnl_sequential_mean *mean)
{
    const double missing = (double)mean->undefined;
    return missing > MISSING * (missing + (double)mean->moments.count);
}

bool fnl_sequential_is_constant(const struct fnl_sequential_mean *mean)
{
    return mean->moments.count > 0 && !(mean->moments.m2 > 0);
}

bool fnl_sequential_is_skewed(const struct fnl_sequential_mean *mean)
{
    const double skewness = fnl_moments_skewness(&mean->moments);
    return WANTED * skewness * skewness > (double)mean->moments.count;
}

struct fnl_interval fnl_sequential_interval(const struct fnl_sequential_mean *mean,
                                            double confidence)
{
    const double part = fnl_sequential_is_skewed(mean) ? CAUTION : 1;
    return fnl_interval_skewed(&mean->moments, 1 - part * (1 - confidence));
}

/* Where one mean lies at this look, if that can be said with this confidence. */
static bool is_above(const struct fnl_sequential_mean *mean, double confidence)
{
    return fnl_sequential_interval(mean, confidence).low > mean->threshold;
}

static bool is_not_above(const struct fnl_sequential_mean *mean, double confidence)
{
    return fnl_sequential_interval(mean, confidence).high <= mean->threshold;
}

enum fnl_sequential_verdict fnl_sequential_judge(const struct fnl_sequential *plan, size_t look,
                                                 const struct fnl_sequential_mean *means,
                                                 size_t count)
{
    assert(count > 0);
    const double confidence = fnl_sequential_confidence(plan);
    const double shared = fnl_interval_bonferroni(confidence, (int64_t)count);
    const bool last = look + 1 >= fnl_sequential_looks(plan);
    size_t above = 0;
    for (size_t i = 0; i < count; i++) {
        const bool early = fnl_sequential_is_constant(&means[i]) && !last;
        if (early || fnl_sequential_is_undefined(&means[i]))
            continue;
        if (is_not_above(&means[i], shared))
            return FNL_SEQUENTIAL_REFUTED;
        above += is_above(&means[i], confidence);
    }
    return above == count ? FNL_SEQUENTIAL_SUPPORTED : FNL_SEQUENTIAL_UNDECIDED;
}
