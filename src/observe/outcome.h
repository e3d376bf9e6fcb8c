/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * outcome.h - what a run comes to at its end: of all that a recorder has counted, the
 * shares, means, medians and prices that stand in its row.
 *
 * A ratio of nothing is undefined, not 0: a firm that won no deal has no cycle.
 */
#ifndef FUNNELSIM_OBSERVE_OUTCOME_H
#define FUNNELSIM_OBSERVE_OUTCOME_H

#include "observe/recorder.h"

/* Completes the row of a recorder that has heard everything; what was left unfinished at the
 * horizon is among the hours already. */
void fnl_outcome_settle(struct fnl_recorder *recorder, const struct fnl_accounts *accounts);

#endif
