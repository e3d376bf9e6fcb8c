/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * claimcheck.h - what the rows of a claim cannot see, each for itself: whether the claim
 * has one form of the two, and its contrasts measure things that can be added.
 */
#ifndef FUNNELSIM_SCENARIO_CLAIMCHECK_H
#define FUNNELSIM_SCENARIO_CLAIMCHECK_H

#include "scenario/reading.h"
#include "scenario/tree.h"

/*
 * Complains of all that is wrong with one claim as it is written, but for what its rows refuse by
 * themselves. No other file is needed for that: whether strategies exist and settings fit is for
 * scenario/claims.h.
 */
void fnl_claimcheck_claim(struct fnl_reading *reading, const struct fnl_node *claim);

#endif
