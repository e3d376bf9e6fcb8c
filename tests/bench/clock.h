/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clock.h - what the benchmarks measure time with.
 *
 * The time is the processor's, spent in this process, so that a program that
 * shares its core with others is charged for its own work alone.
 */
#ifndef FUNNELSIM_TESTS_BENCH_CLOCK_H
#define FUNNELSIM_TESTS_BENCH_CLOCK_H

#include <stdlib.h>
#include <time.h>

static inline double bench_seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static inline int bench_compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The middle one; sorts them. */
static inline double bench_median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, bench_compare);
    return values[count / 2];
}

#endif
