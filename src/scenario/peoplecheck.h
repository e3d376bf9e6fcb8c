/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * peoplecheck.h - checks of the people there are: reps with what is expected of them, and
 * clients with what they think of us.
 */
#ifndef FUNNELSIM_SCENARIO_PEOPLECHECK_H
#define FUNNELSIM_SCENARIO_PEOPLECHECK_H

#include "scenario/checking.h"

/* No more reps have a first day than there are. */
void fnl_peoplecheck_reps(const struct fnl_checking *checking);

/* What there is on the first day is a part of itself, and is said once. */
void fnl_peoplecheck_today(const struct fnl_checking *checking);

/* The thresholds of a client's mood, from complacent to engaged, are in order. */
void fnl_peoplecheck_referrals(const struct fnl_checking *checking);

/* Who accepts clients by being behind has a quota to be behind. */
void fnl_peoplecheck_quota(const struct fnl_checking *checking);

#endif
