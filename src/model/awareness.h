/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * awareness.h - people who have the need and do not know that there is anything
 * against it: they have to hear of us again and again before a talk counts.
 *
 * The awareness A of somebody new is that of their source (sources[*].awareness),
 * from 0 to 1. Each touch that takes place gives a part of what is missing, and
 * what is missing takes
 *
 *     on_going_on * (1 - A)   and   on_showing * (1 - A)
 *
 * off the log-odds to go on at a step, and that a touch takes place: the rates
 * of the stages are those of people who know us. Accounts on the list of a rep
 * (target.h) forget: what the touches gave halves in its time, so a list that is
 * too long is worked in vain. Clients, open deals of the first day and whoever
 * came while there was no such group know us.
 */
#ifndef FUNNELSIM_MODEL_AWARENESS_H
#define FUNNELSIM_MODEL_AWARENESS_H

#include <stdbool.h>

#include "base/param.h"
#include "base/units.h"

struct fnl_company;
struct fnl_lead;
struct fnl_mechanism;

struct fnl_awareness {
    bool present;
    double per_touch;   /* share of what is missing that a touch gives */
    fnl_time fades_in;  /* time in which what the touches gave halves, on the list of a rep */
    double on_going_on; /* log-odds to go on that no awareness at all takes off */
    double on_showing;  /* the same of the chance that a touch takes place */
};
extern const struct fnl_param_table fnl_awareness_table;

extern const struct fnl_mechanism fnl_awareness_mechanism;

/* The awareness of `lead`, 0 to 1. */
double fnl_awareness_of(const struct fnl_lead *lead);

/* An account on a list has not been touched for `span`; nothing without the group. */
void fnl_awareness_fades(const struct fnl_company *company, struct fnl_lead *account,
                         fnl_time span);

#endif
