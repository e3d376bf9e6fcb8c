/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * record.h - what is known of people before anybody talks to them, and what
 * it is worth to find out more.
 *
 * A source's records are complete to a share: phone, role, what they bought last
 * (sources[*].completeness). What is missing makes people harder to reach and
 * harder to win, in proportion, on the logit scale: nothing at a complete record,
 * all of it at an empty one.
 *
 * The policy `research` says how complete a record is to be before the first
 * touch; a rep spends hours on it in proportion to what is missing, at the
 * beginning of that touch, whether or not it takes place; how complete it is then
 * is a whole per cent. So a record pays for itself where research takes fewer
 * hours than the touches that it saves.
 */
#ifndef FUNNELSIM_MODEL_RECORD_H
#define FUNNELSIM_MODEL_RECORD_H

#include <stdbool.h>

#include "base/param.h"
#include "base/units.h"

struct fnl_company;
struct fnl_lead;
struct fnl_mechanism;

struct fnl_records {
    bool present;
    double on_shows;    /* log-odds that a touch takes place, of a complete record against none */
    double on_going_on; /* log-odds to go on at every step, likewise */
    double hours;       /* of a rep, to make a complete record out of nothing */
};
extern const struct fnl_param_table fnl_record_table;

extern const struct fnl_mechanism fnl_record_mechanism;

/* How complete the record of `lead` is now, 0 to 1. */
double fnl_record_known(const struct fnl_company *company, const struct fnl_lead *lead);

#endif
