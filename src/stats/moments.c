/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/moments.h"

#include <assert.h>
#include <math.h>

void fnl_moments_add(struct fnl_moments *moments, double value)
{
    assert(isfinite(value));
    fnl_moments_merge(moments, &(struct fnl_moments){.count = 1, .mean = value});
}

void fnl_moments_merge(struct fnl_moments *moments, const struct fnl_moments *other)
{
    if (other->count == 0)
        return;
    if (moments->count == 0) {
        *moments = *other;
        return;
    }
    const struct fnl_moments a = *moments, b = *other;
    const double na = (double)a.count, nb = (double)b.count, n = na + nb;
    const double gap = b.mean - a.mean, gap2 = gap * gap, share = na * nb / n;

    moments->count = a.count + b.count;
    moments->mean = a.mean + gap * nb / n;
    moments->m2 = a.m2 + b.m2 + gap2 * share;
    moments->m3 =
        a.m3 + b.m3 + gap * gap2 * share * (na - nb) / n + 3 * gap * (na * b.m2 - nb * a.m2) / n;
    moments->m4 = a.m4 + b.m4 + gap2 * gap2 * share * (na * na - na * nb + nb * nb) / (n * n) +
                  6 * gap2 * (na * na * b.m2 + nb * nb * a.m2) / (n * n) +
                  4 * gap * (na * b.m3 - nb * a.m3) / n;
}

double fnl_moments_variance(const struct fnl_moments *moments)
{
    return moments->count > 1 ? moments->m2 / (double)(moments->count - 1) : NAN;
}

double fnl_moments_skewness(const struct fnl_moments *moments)
{
    if (!(moments->m2 > 0))
        return NAN;
    return sqrt((double)moments->count / moments->m2) * moments->m3 / moments->m2;
}

double fnl_moments_kurtosis(const struct fnl_moments *moments)
{
    if (!(moments->m2 > 0))
        return NAN;
    return (double)moments->count * (moments->m4 / moments->m2) / moments->m2 - 3;
}
