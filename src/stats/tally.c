/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/tally.h"

#include <math.h>

/* x = upper(x) * 2^64 + lower(x), for negative x too (both compilers shift arithmetically). */
static fnl_wide upper(fnl_wide x)
{
    return x >> 64;
}

static uint64_t lower(fnl_wide x)
{
    return (uint64_t)x;
}

void fnl_tally_add(struct fnl_tally *tally, int64_t value)
{
    const fnl_wide square = (fnl_wide)value * value;
    tally->sum += value;
    tally->squares_high += upper(square);
    tally->squares_low += lower(square);
    tally->positive += value > 0;
    tally->negative += value < 0;
    if (tally->count == 0 || value < tally->least)
        tally->least = value;
    if (tally->count == 0 || value > tally->greatest)
        tally->greatest = value;
    tally->count++;
}

void fnl_tally_merge(struct fnl_tally *tally, const struct fnl_tally *other)
{
    if (other->count == 0)
        return;
    if (tally->count == 0 || other->least < tally->least)
        tally->least = other->least;
    if (tally->count == 0 || other->greatest > tally->greatest)
        tally->greatest = other->greatest;
    tally->sum += other->sum;
    tally->squares_high += other->squares_high;
    tally->squares_low += other->squares_low;
    tally->count += other->count;
    tally->positive += other->positive;
    tally->negative += other->negative;
}

double fnl_tally_mean(const struct fnl_tally *tally)
{
    return tally->count > 0 ? (double)tally->sum / (double)tally->count : NAN;
}

/* The whole number nearest to the mean. */
static int64_t centre(const struct fnl_tally *tally)
{
    const fnl_wide half = tally->count / 2;
    return (int64_t)((tally->sum < 0 ? tally->sum - half : tally->sum + half) / tally->count);
}

/*
 * The sum of squared deviations from the mean. With m the whole number next to
 * the mean and r = sum - m * count, it is
 *
 *     (sum of squares - m * (sum + r)) - r * r / count,
 *
 * where the bracket is an integer, computed here without rounding in halves of
 * 64 bits, and at least twice what is taken from it: nothing cancels.
 */
static double deviations(const struct fnl_tally *tally)
{
    const int64_t m = centre(tally);
    const fnl_wide rest = tally->sum - (fnl_wide)m * tally->count;
    const fnl_wide twice = tally->sum + rest;

    const fnl_wide product = (fnl_wide)m * lower(twice);
    fnl_wide high = tally->squares_high - m * upper(twice) - upper(product);
    const fnl_wide low = tally->squares_low - lower(product);
    high += upper(low);

    const double r = (double)rest;
    return ldexp((double)high, 64) + (double)lower(low) - r * r / (double)tally->count;
}

double fnl_tally_variance(const struct fnl_tally *tally)
{
    return tally->count > 1 ? deviations(tally) / (double)(tally->count - 1) : NAN;
}

double fnl_tally_sd(const struct fnl_tally *tally)
{
    return sqrt(fnl_tally_variance(tally));
}

double fnl_tally_standard_error(const struct fnl_tally *tally)
{
    return sqrt(fnl_tally_variance(tally) / (double)tally->count);
}
