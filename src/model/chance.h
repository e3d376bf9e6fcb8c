/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * chance.h - what moves a chance, and by how much.
 *
 * Effects add on the logit scale: logit(p) = logit(base) + sum of effects. Each
 * effect is weight times (trait - reference), so it is zero at the reference,
 * where the base rate was measured; 0 and 1 stay 0 and 1.
 *
 * How fast we answer is an effect of its own. Oldroyd, McElheran and Elkington
 * (HBR, March 2011) found the odds to qualify somebody who was answered within
 * the hour 7 times those of an answer an hour later and 60 times those of one
 * after a day. An interest that decays as exp(-delay / life), with a strength on
 * the logit scale, meets both: with delays of half an hour, an hour and a half
 * and a day or more, strength * exp(-0.5 / life) * (1 - exp(-1 / life)) = ln 7
 * and strength * exp(-0.5 / life) = ln 60, hence life = 1.55 h, strength = 5.65.
 */
#ifndef FUNNELSIM_MODEL_CHANCE_H
#define FUNNELSIM_MODEL_CHANCE_H

#include <stdbool.h>

#include "base/param.h"
#include "base/units.h"

/* What the traits of a person and the skill of a rep do to the chance to go on. */
struct fnl_effects {
    bool present;
    double fit, fit_reference;
    double budget, budget_reference;
    double need, need_reference;
    double interest, interest_reference;
    double trust, trust_reference;
    double interest_on_shows; /* on the chance that a touch takes place, from interest_reference */
    double trust_on_gaps;     /* gaps are times exp(-it * (trust - trust_reference)) */
};
extern const struct fnl_param_table fnl_chance_effects_table;

/* What the delay of the first touch does to the chance that it takes place, for inbound people. */
struct fnl_response {
    bool present;
    double odds_next_hour; /* odds within the hour against the hour after */
    double odds_next_day;  /* odds within the hour against after a day */
    fnl_time measured_at;  /* the delay at which the base rates were measured */
    double weight;         /* 1 as published, 0 none */
};
extern const struct fnl_param_table fnl_chance_response_table;

/* The decay that meets the two odds of a struct fnl_response. */
struct fnl_decay {
    double strength;   /* logit at no delay against an endless one; 0 when the group is absent */
    double life;       /* ms in which it falls to 1/e */
    fnl_time lifetime; /* the same, rounded */
    double at_measure; /* share that is left at the delay of the base rates */
};

/* `base` moved by `effect` on the logit scale, with 24 significant bits; 0 and 1 stay. */
double fnl_chance_moved(double base, double effect);

/* The decay to use with `response`, in which 1 < odds_next_hour < odds_next_day. */
struct fnl_decay fnl_chance_decay(const struct fnl_response *response);

/* The effect of a first touch after `delay` >= 0. */
double fnl_chance_of_delay(const struct fnl_decay *decay, fnl_time delay);

#endif
