/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/quantile.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>

#include "base/units.h"
#include "stats/wide.h"

static int ascending(const void *left, const void *right)
{
    const int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

void fnl_quantile_sort(int64_t *values, size_t count)
{
    qsort(values, count, sizeof *values, ascending);
}

static void swap(int64_t *a, int64_t *b)
{
    const int64_t value = *a;
    *a = *b;
    *b = value;
}

/*
 * Puts in its place the value that would stand at `rank` if all were sorted, and
 * before it those that are not greater (Hoare, "Algorithm 65: Find", 1961).
 */
static void find(int64_t *values, size_t count, size_t rank)
{
    const ptrdiff_t wanted = (ptrdiff_t)rank;
    ptrdiff_t low = 0, high = (ptrdiff_t)count - 1;
    while (low < high) {
        const int64_t middle = values[wanted];
        ptrdiff_t left = low, right = high;
        while (left <= right) {
            while (values[left] < middle)
                left++;
            while (middle < values[right])
                right--;
            if (left <= right)
                swap(&values[left++], &values[right--]);
        }
        if (right < wanted)
            low = left;
        if (wanted < left)
            high = right;
    }
}

static int64_t halfway(int64_t a, int64_t b)
{
    const fnl_wide sum = (fnl_wide)a + b;
    return (int64_t)(sum / 2 + sum % 2);
}

int64_t fnl_quantile_of(const int64_t *sorted, size_t count, double share)
{
    assert(count > 0 && share >= 0 && share <= 1);
    const fnl_wide millionths = (fnl_wide)count * llround(share * (double)FNL_MILLION);
    const size_t below = (size_t)(millionths / FNL_MILLION);
    if (below == 0)
        return sorted[0];
    if (below == count)
        return sorted[count - 1];
    return millionths % FNL_MILLION ? sorted[below] : halfway(sorted[below - 1], sorted[below]);
}

int64_t fnl_quantile_median(int64_t *values, size_t count)
{
    assert(count > 0);
    const size_t middle = count / 2;
    find(values, count, middle);
    if (count % 2 == 1)
        return values[middle];
    int64_t before = values[0];
    for (size_t i = 1; i < middle; i++)
        if (values[i] > before)
            before = values[i];
    return halfway(before, values[middle]);
}

struct fnl_quantile_range fnl_quantile_eight_in_ten(const int64_t *sorted, size_t count)
{
    return (struct fnl_quantile_range){
        .low = fnl_quantile_of(sorted, count, 0.1),
        .high = fnl_quantile_of(sorted, count, 0.9),
    };
}

/* The chance that fewer than `rank` of `count` values lie below the quantile at `share`. */
static double fewer(int64_t rank, int64_t count, double share)
{
    return rank > 0 ? gsl_cdf_binomial_P((unsigned)(rank - 1), share, (unsigned)count) : 0;
}

/* The greatest rank, from 0, of which that chance is at most `chance`. */
static int64_t innermost(int64_t count, double share, double chance)
{
    int64_t low = 0, beyond = count + 1;
    while (beyond - low > 1) {
        const int64_t middle = low + (beyond - low) / 2;
        if (fewer(middle, count, share) <= chance)
            low = middle;
        else
            beyond = middle;
    }
    return low;
}

struct fnl_quantile_ranks fnl_quantile_ranks(size_t count, double share, double confidence)
{
    assert(count <= FNL_INTERVAL_MOST && share > 0 && share < 1);
    assert(confidence > 0 && confidence < 1);
    /* An equality must not hang on the last bit of somebody's logarithm. */
    const double chance = (1 - confidence) / 2 * (1 + 1e-9);
    const int64_t n = (int64_t)count;
    const int64_t low = innermost(n, share, chance), above = innermost(n, 1 - share, chance);
    return (struct fnl_quantile_ranks){
        .low = low,
        .high = n + 1 - above,
        .coverage = 1 - fewer(low, n, share) - fewer(above, n, 1 - share),
    };
}

struct fnl_interval fnl_quantile_interval(const int64_t *sorted, size_t count, double share,
                                          double confidence)
{
    const struct fnl_quantile_ranks ranks = fnl_quantile_ranks(count, share, confidence);
    return (struct fnl_interval){
        .low = ranks.low > 0 ? (double)sorted[ranks.low - 1] : -INFINITY,
        .high = ranks.high <= (int64_t)count ? (double)sorted[ranks.high - 1] : INFINITY,
    };
}
