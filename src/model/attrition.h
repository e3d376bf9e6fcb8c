/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * attrition.h - reps who leave for good, and those who come after them.
 *
 * Whether a rep leaves is decided on the first of each month, for the month that
 * is over: of share_per_year s the chance in a month is 1 - (1 - s)^(1/12), moved
 * by what mechanisms say (mechanism.h). It finishes what it is at and goes; its
 * waiting tasks, its leads and its clients go to those who stay, in turn. Where
 * nobody stays, tasks and leads wait in the shared line and clients for the next
 * who is hired.
 *
 * A place is filled after a delay, at a cost, by a new rep with a new name (the
 * number after the last) who begins as all new reps do (reps.ramp_months), with
 * skills of its own, and gets every n-th client where n reps are on the team, so
 * that clients do not pile up with those who have been there longest.
 */
#ifndef FUNNELSIM_MODEL_ATTRITION_H
#define FUNNELSIM_MODEL_ATTRITION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"
#include "base/units.h"
#include "random/law.h"

struct fnl_company;
struct fnl_event;
struct fnl_mechanism;

struct fnl_attrition {
    bool present;
    double share_per_year;         /* of the reps who leave in a year */
    struct fnl_law replaced_after; /* days until the next one begins */
    fnl_money hiring_cost;         /* of each rep who joins after the first day, on joining */
};
extern const struct fnl_param_table fnl_attrition_table;

extern const struct fnl_mechanism fnl_attrition_mechanism;

/* The chance that rep `index` leaves at the end of a month like this. */
double fnl_attrition_chance(const struct fnl_company *company, uint32_t index);

/* Rep `index` leaves for good, as soon as what it has in work is done. */
void fnl_attrition_resigns(struct fnl_company *company, uint32_t index);

/* It has nothing in work any more and goes. */
void fnl_attrition_departs(struct fnl_company *company, uint32_t index);

/* The place of rep event->subject is filled. */
void fnl_attrition_replaces(struct fnl_company *company, const struct fnl_event *event);

#endif
