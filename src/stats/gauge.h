/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gauge.h - how high a count stood, on average over time.
 *
 * A gauge follows a whole number that changes at moments: people in a queue,
 * busy reps, clients. Each value is weighed by how long it lasted. The integral
 * is exact, so by Little's law the integral of the number waiting *equals* the
 * sum of the waits, to the millisecond, and the integral of the busy reps is
 * the time they worked.
 *
 * A value that lasted no time leaves no trace, neither in the average nor in
 * the maximum: what happens between two changes at one moment is our order of
 * bookkeeping and nothing that anybody saw.
 *
 * A gauge looks at one window of time. For monthly averages, read it at the
 * month's end and start the next window there with the present value.
 */
#ifndef FUNNELSIM_STATS_GAUGE_H
#define FUNNELSIM_STATS_GAUGE_H

#include <stdint.h>

#include "base/units.h"
#include "stats/wide.h"

/* Plain data; copy freely. */
struct fnl_gauge {
    fnl_wide integral; /* value times ms, from `from` to `since` */
    fnl_time from;     /* where the window begins */
    fnl_time since;    /* the last moment up to which the integral is complete */
    int64_t value;     /* at present */
    int64_t maximum;   /* of the values that lasted; INT64_MIN while none has */
};

/* Begins a window at `from`, at which the count is `value`. Forgets what was before. */
void fnl_gauge_start(struct fnl_gauge *gauge, int64_t value, fnl_time from);

/* The count becomes `value` at `now`, which is not before the last change. */
void fnl_gauge_set(struct fnl_gauge *gauge, int64_t value, fnl_time now);

/*
 * Integral (value times ms), average and maximum over the window up to, not
 * including, `to`, which is not before the last change. The average and the
 * maximum of an empty window are the present value.
 */
fnl_wide fnl_gauge_integral(const struct fnl_gauge *gauge, fnl_time to);
double fnl_gauge_average(const struct fnl_gauge *gauge, fnl_time to);
int64_t fnl_gauge_maximum(const struct fnl_gauge *gauge, fnl_time to);

#endif
