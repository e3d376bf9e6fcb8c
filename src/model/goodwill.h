/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * goodwill.h - what touches that nobody wants cost: with everybody, and with the
 * one who is touched.
 *
 * A touch is unwanted if the person has no interest (less than
 * `uninterested_below`); that of somebody who cannot be reached at all bothers
 * nobody, and a client is no stranger. The goodwill G of the market, from 0 to 1,
 * is 1 on the first day, when the rates of the stages were measured. Every
 * unwanted touch, answered or not, wears it down by a part of what is left, so
 * that a thousand take `per_thousand`; what is lost halves in its time. It takes
 *
 *     on_going_on * (1 - G)   and   on_showing * (1 - G)
 *
 * off the log-odds that somebody new to us goes on at a step, and that a touch
 * takes place. Beside that everybody remembers how often they were bothered
 * themselves: each unwanted touch takes `fatigue` off the log-odds of both, for
 * good. That prospecting wears people out is asserted by many and measured by
 * nobody: all of it is guesses.
 */
#ifndef FUNNELSIM_MODEL_GOODWILL_H
#define FUNNELSIM_MODEL_GOODWILL_H

#include <stdbool.h>

#include "base/param.h"
#include "base/units.h"

struct fnl_company;
struct fnl_mechanism;

struct fnl_goodwill {
    bool present;
    double per_thousand;       /* share of what is left that a thousand unwanted touches take */
    fnl_time heals_in;         /* time in which what is lost halves */
    double on_going_on;        /* log-odds to go on that no goodwill at all takes off */
    double on_showing;         /* the same of the chance that a touch takes place */
    double fatigue;            /* log-odds of both that a touch takes off with the one touched */
    double uninterested_below; /* interest of somebody to whom a touch is unwanted */
};
extern const struct fnl_param_table fnl_goodwill_table;

extern const struct fnl_mechanism fnl_goodwill_mechanism;

/* The goodwill of the market now, 0 to 1; 1 without the group. */
double fnl_goodwill_level(const struct fnl_company *company);

#endif
