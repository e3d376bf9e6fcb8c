/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/units.h"

#include <assert.h>

/* In whole numbers, because that takes a third of the time of llround, which is a call. */
int64_t fnl_units_integer(double x)
{
    static const double limit = 4611686018427387904.0; /* 2^62 */
    assert(!isnan(x));
    if (x >= limit)
        return (int64_t)1 << 62;
    if (x <= -limit)
        return -((int64_t)1 << 62);
    const int64_t towards_zero = (int64_t)x;
    const double rest = x - (double)towards_zero; /* exact */
    return towards_zero + (rest >= 0.5) - (rest <= -0.5);
}

fnl_time fnl_units_hours(double hours)
{
    return fnl_units_integer(hours * (double)FNL_HOUR);
}

fnl_time fnl_units_days(double days)
{
    return fnl_units_integer(days * (double)FNL_DAY);
}

fnl_money fnl_units_scaled(fnl_money amount, double factor)
{
    return fnl_units_integer((double)amount * factor);
}

fnl_money fnl_units_part(fnl_money amount, int64_t parts, int64_t index)
{
    assert(parts > 0 && index >= 0 && index < parts);
    const fnl_money each = amount / parts;
    return index == parts - 1 ? amount - each * (parts - 1) : each;
}
