/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * field.h - who would come on a day, however many may come.
 *
 * A source's arrivals are points of a Poisson field over time and height, with
 * one point in expectation for each day and unit of height. A day is one cell:
 * its points come in order of height, the gaps between heights being
 * exponential with mean 1, and each has a uniform time of day. A point arrives
 * if its height lies under the source's rate (people a day) at its time.
 *
 * So volumes nest: raising the rate adds points and moves none, and the same
 * person (the n-th point by height of that source and day) is met in every
 * strategy in which the curve is high enough. Thinning in this form is due to
 * Lewis and Shedler (1979).
 *
 * To find all arrivals of a day, read points up to the day's greatest rate and
 * keep those that lie under the curve.
 */
#ifndef FUNNELSIM_RANDOM_FIELD_H
#define FUNNELSIM_RANDOM_FIELD_H

#include <stdint.h>

#include "random/stream.h"

/* One cell, being read from the bottom. */
struct fnl_field {
    struct fnl_stream stream;
    double height;  /* of the last point read; 0 before the first */
    uint32_t index; /* of the last point read, from 1; 0 before the first */
};

struct fnl_field_point {
    uint32_t index; /* from 1, by height: the point's name in its cell */
    double height;  /* people a day, > 0; ascending */
    double time;    /* share of the day, [0, 1) */
};

/* Opens the cell of `entity` (a source's key mixed with the day number). */
void fnl_field_open(struct fnl_field *field, struct fnl_stream_key key, uint64_t entity,
                    uint32_t purpose);

/* The next point upwards. */
struct fnl_field_point fnl_field_next(struct fnl_field *field);

#endif
