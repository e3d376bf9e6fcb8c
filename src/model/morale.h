/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * morale.h - what work does to those who do it: clients who are a pain drain
 * the energy of a rep and its morale, and the two do different things.
 *
 * Energy E, from 0 to 1, is exhaustion turned around. An hour for a pain (its
 * service, its extra demands, its meetings, its reviews before it signs) takes a part of what is
 * left of it, and so does an hour worked in a week beyond what is normal there; what is lost halves
 * in its time, at work or not, so nights, weekends and vacations restore it. A rep works at the
 * speed 1 - (1 - slowest) (1 - E).
 *
 * Morale M, from 0 to 1, is one half where nothing happens. Hours for pains and
 * setbacks (an unpaid demand that was met, a deal lost at the last stage) take a
 * part of it; successes (a contract signed, a meeting to celebrate one) give a
 * part of what is missing; its distance from one half halves in its time.
 *
 * Who would quit is a matter of morale, who does of energy: in a month, with p
 * the chance of group `attrition`,
 *
 *     chance to leave = E * logistic(logit(p) + on_quitting * (1 - 2 M)).
 *
 * So exhaustion costs output first while nobody leaves, and people leave when
 * they are themselves again but have not forgiven. That incivility makes people
 * want to quit is found by a meta-analysis (Namin et al. 2021);
 * how much it does, and everything else here, is guessed.
 */
#ifndef FUNNELSIM_MODEL_MORALE_H
#define FUNNELSIM_MODEL_MORALE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"
#include "base/units.h"

struct fnl_company;
struct fnl_levels;
struct fnl_mechanism;

struct fnl_morale {
    bool present;
    double energy_per_pain_hour;  /* share of what is left that an hour for a pain takes */
    double energy_per_extra_hour; /* the same of an hour beyond the normal load */
    double normal_load;           /* of the selling hours of a week: share that drains nobody */
    fnl_time recovers_in;         /* time in which the lost energy halves */
    double slowest;               /* speed of a rep without energy, above 0 */
    double per_pain_hour;         /* share of the morale that an hour for a pain takes */
    double per_setback;           /* the same of an unpaid demand or a deal lost at the end */
    double per_success;           /* share of what is missing that a win or a celebration gives */
    fnl_time drifts_in;           /* time in which the distance to one half halves */
    double on_quitting;           /* log-odds of quitting that no morale at all adds */
};
extern const struct fnl_param_table fnl_morale_table;

extern const struct fnl_mechanism fnl_morale_mechanism;

/* Energy and morale of rep `index` now, 0 to 1. */
double fnl_morale_energy(const struct fnl_company *company, uint32_t index);
double fnl_morale_of(const struct fnl_company *company, uint32_t index);

#endif
