/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * claimpath.h - the paths of parameters that a claim names: what carries it, and the
 * figure at some value of which it is thought to flip.
 *
 * Any path that a scenario can have is known here, of a figure, a group, a list or a
 * policy, whether or not this claim's scenario has it; a boundary has to be a figure.
 */
#ifndef FUNNELSIM_SCENARIO_CLAIMPATH_H
#define FUNNELSIM_SCENARIO_CLAIMPATH_H

#include "base/param.h"
#include "scenario/reading.h"
#include "scenario/tree.h"

/* Complains of what is said by `carried_by` and is no parameter or mechanism. */
void fnl_claimpath_check_carriers(struct fnl_reading *reading, const struct fnl_node *claim);

/*
 * The row of the parameter at a claim's boundary, and the two values in its unit between which the
 * boundary is looked for. NULL where the claim has none, or where something is wrong with it, with
 * mistakes.
 */
const struct fnl_param *fnl_claimpath_boundary(struct fnl_reading *reading,
                                               const struct fnl_node *claim, double ends[2]);

#endif
