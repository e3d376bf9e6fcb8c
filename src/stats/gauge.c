/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/gauge.h"

#include <assert.h>
#include <stdbool.h>

void fnl_gauge_start(struct fnl_gauge *gauge, int64_t value, fnl_time from)
{
    *gauge = (struct fnl_gauge){.from = from, .since = from, .value = value, .maximum = INT64_MIN};
}

void fnl_gauge_set(struct fnl_gauge *gauge, int64_t value, fnl_time now)
{
    if (now > gauge->since)
        gauge->maximum = fnl_gauge_maximum(gauge, now);
    gauge->integral = fnl_gauge_integral(gauge, now);
    gauge->since = now;
    gauge->value = value;
}

fnl_wide fnl_gauge_integral(const struct fnl_gauge *gauge, fnl_time to)
{
    assert(to >= gauge->since);
    return gauge->integral + (fnl_wide)gauge->value * (to - gauge->since);
}

double fnl_gauge_average(const struct fnl_gauge *gauge, fnl_time to)
{
    if (to == gauge->from)
        return (double)gauge->value;
    return (double)fnl_gauge_integral(gauge, to) / (double)(to - gauge->from);
}

int64_t fnl_gauge_maximum(const struct fnl_gauge *gauge, fnl_time to)
{
    assert(to >= gauge->since);
    const bool counts = to > gauge->since || to == gauge->from;
    return counts && gauge->value > gauge->maximum ? gauge->value : gauge->maximum;
}
