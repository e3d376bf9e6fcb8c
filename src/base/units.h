/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * units.h - the house units, and the only ways from a real number into them.
 *
 * Time is int64 milliseconds from 00:00 on the scenario's start date; money is
 * int64 minor units (cents); hours of work are milliseconds too. Integers add
 * up to the same total in any order, so sums need no care about threads and
 * audits can demand equality. Every continuous draw is rounded to 24
 * significant bits before it becomes ticks or cents, so that a last-bit
 * difference between two processors' logarithms disappears.
 */
#ifndef FUNNELSIM_BASE_UNITS_H
#define FUNNELSIM_BASE_UNITS_H

#include <assert.h>
#include <math.h>
#include <stdint.h>

typedef int64_t fnl_time;  /* ms since 00:00 on the start date, or a span in ms */
typedef int64_t fnl_money; /* minor units of the scenario's currency */

#define FNL_SECOND ((fnl_time)1000)
#define FNL_MINUTE (60 * FNL_SECOND)
#define FNL_HOUR   (60 * FNL_MINUTE)
#define FNL_DAY    (24 * FNL_HOUR)
#define FNL_WEEK   (7 * FNL_DAY)

/* Of an average month, a twelfth of 365.25: wherever months are a length and not a date. */
#define FNL_DAYS_IN_MONTH 30.4375
#define FNL_MONTH         (43830 * FNL_MINUTE)

/* Later than anything that a run can reach (240 months are 6.3e11 ms). */
#define FNL_NEVER ((fnl_time)INT64_C(1) << 50)

/* Shares in result rows are kept as integers of this fineness. */
#define FNL_MILLION INT64_C(1000000)

/* `x` with 24 significant bits, to the nearest; 1e-37 < |`x`| < 3e38, or 0. */
static inline double fnl_units_rounded(double x)
{
    return (double)(float)x;
}

/*
 * Nearest integer, halves away from zero; clamped to +-2^62. `x` is not NaN. By llrint, which is
 * one instruction where llround is a call; it takes halves to the even side, but that is seldom
 * and foreseen, so nobody waits for the rest to be known. The processor rounds as it does by
 * default, to the nearest.
 */
static inline int64_t fnl_units_integer(double x)
{
    static const double limit = 4611686018427387904.0; /* 2^62 */
    assert(!isnan(x));
    if (x >= limit)
        return (int64_t)1 << 62;
    if (x <= -limit)
        return -((int64_t)1 << 62);
    const int64_t nearest = llrint(x);
    const double rest = x - (double)nearest; /* exact */
    if (__builtin_expect(fabs(rest) < 0.5, 1))
        return nearest;
    return (int64_t)x + (x > 0) - (x < 0);
}

/* Milliseconds in so many hours, days or average months, rounded to the nearest. */
static inline fnl_time fnl_units_hours(double hours)
{
    return fnl_units_integer(hours * (double)FNL_HOUR);
}
static inline fnl_time fnl_units_days(double days)
{
    return fnl_units_integer(days * (double)FNL_DAY);
}
static inline fnl_time fnl_units_months(double months)
{
    return fnl_units_days(months * FNL_DAYS_IN_MONTH);
}

/*
 * `amount` times `factor` as doubles multiply, halves of a minor unit away from
 * zero: 8 * 2.3125 is 19, but 50 * 1.15 is 57, since the double 1.15 lies below
 * 1.15. A factor of 1 keeps every amount below 2^53.
 */
static inline fnl_money fnl_units_scaled(fnl_money amount, double factor)
{
    return fnl_units_integer((double)amount * factor);
}

/* What is left of `level` after `span`, when it halves in each `half_life` > 0. */
static inline double fnl_units_faded(double level, fnl_time span, fnl_time half_life)
{
    return level * exp2(-((double)span / (double)half_life));
}

/*
 * Part `index` of `amount` split into `parts` equal parts of whole minor units,
 * rounded towards zero; the last part takes the remainder, so that the parts
 * add up to `amount`.
 * `parts` > 0, 0 <= `index` < `parts`.
 */
fnl_money fnl_units_part(fnl_money amount, int64_t parts, int64_t index);

#endif
