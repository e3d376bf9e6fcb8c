/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reputation.h - the new logo on the wall: whoever signs makes others curious
 * for a while.
 *
 * Each new client raises the volume of all inbound sources by a share that lasts
 * for some time and is then gone at once; the shares of several clients add up.
 * The size of the contract against the average, to a power, multiplies the
 * share. A bad client who is taken for the name on the wall is taken for this;
 * nobody has measured it, so all of it is guesses, and the question is from what
 * share on a logo pays.
 */
#ifndef FUNNELSIM_MODEL_REPUTATION_H
#define FUNNELSIM_MODEL_REPUTATION_H

#include <stdbool.h>

#include "base/param.h"
#include "base/units.h"

struct fnl_company;
struct fnl_mechanism;

struct fnl_reputation {
    bool present;
    double per_client_share; /* share that a new client of average size adds to inbound volume */
    fnl_time lasts;
    double by_size; /* power of its contract against the average: 0 all alike, 1 in proportion */
};
extern const struct fnl_param_table fnl_reputation_table;

extern const struct fnl_mechanism fnl_reputation_mechanism;

/* The share that the new clients add to inbound volume today. */
double fnl_reputation_level(const struct fnl_company *company);

#endif
