/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * segment.h - small and large customers, or buyers of one product and another:
 * kinds of people who sign for other sums, for other terms, with other chances,
 * and who take other hours.
 *
 * A source may say of which segment its people are; those of the others are of
 * one by the segments' weights, drawn once for each person. So a person is of the
 * same segment in every strategy, and a client in all its deals. Nobody is referred into another's
 * segment: a referral source says, or its people are drawn as others are.
 */
#ifndef FUNNELSIM_MODEL_SEGMENT_H
#define FUNNELSIM_MODEL_SEGMENT_H

#include <stdint.h>

#include "base/param.h"

struct fnl_company;
struct fnl_mechanism;
struct fnl_segment;
struct fnl_settings;

struct fnl_segment {
    const char *name;      /* the firm's word for it; unique */
    double weight;         /* among the people of sources that do not say */
    double value_factor;   /* on what they sign for */
    double months_factor;  /* on the length of their terms */
    double service_factor; /* on the hours of service that they take */
    double on_going_on;    /* log-odds to go on at every step */
};
extern const struct fnl_param_table fnl_segment_table;

extern const struct fnl_mechanism fnl_segment_mechanism;

/* Index of the segment called `name`; -1 for none. */
int fnl_segment_named(const struct fnl_settings *settings, const char *name);

/* The segment of the person or client of that key and source; NULL where there are none. */
const struct fnl_segment *fnl_segment_of(const struct fnl_company *company, uint64_t key,
                                         uint32_t source);

/* What the people of `source` sign for on average, against those of one without segments. */
double fnl_segment_mean_value(const struct fnl_settings *settings, uint32_t source);

#endif
