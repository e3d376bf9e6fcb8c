/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * avoidance.h - learned reluctance: every no from somebody whom a rep had to
 * find makes it less willing to look for the next one; time heals.
 *
 * The level of a rep lies from 0 to 1 and is the share of the planned hours of
 * prospecting that it finds a reason not to do, beside the share that the slack
 * policy states for everybody. A no takes a part of what is left of its
 * willingness; with time the level halves again and again. That most reps avoid
 * prospecting is asserted everywhere and measured nowhere: all of it is guesses.
 */
#ifndef FUNNELSIM_MODEL_AVOIDANCE_H
#define FUNNELSIM_MODEL_AVOIDANCE_H

#include <stdbool.h>

#include "base/param.h"
#include "base/units.h"

struct fnl_company;
struct fnl_mechanism;

struct fnl_avoidance {
    bool present;
    double per_rejection; /* share of the willingness that is left that a no takes */
    fnl_time heals_in;    /* time in which the level halves */
};
extern const struct fnl_param_table fnl_avoidance_table;

extern const struct fnl_mechanism fnl_avoidance_mechanism;

/* The level of rep `index` now, 0 to 1. */
double fnl_avoidance_level(const struct fnl_company *company, uint32_t index);

#endif
