/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * claimcell.h - a claim's cell as one tree: the scenario in which the claim stands, a
 * strategy laid over it, some figures set, and the horizon cut.
 */
#ifndef FUNNELSIM_SCENARIO_CLAIMCELL_H
#define FUNNELSIM_SCENARIO_CLAIMCELL_H

#include <funnelsim/mistakes.h>
#include <funnelsim/status.h>

#include "scenario/claimform.h"
#include "scenario/lookup.h"
#include "scenario/tree.h"

/* What a cell is laid over, and where its strategy is looked for; both borrowed. */
struct fnl_claimcell_ground {
    const struct fnl_tree *tree;
    const struct fnl_lookup *folders; /* but for the one beside the file that names a strategy */
};

/*
 * Puts a cell together in `*tree`, which is zero-initialised and is for fnl_tree_fini in any case.
 * FNL_ERR_SCENARIO with what is wrong in `mistakes`, a strategy that cannot be read where it is
 * named; then the tree, unless it has no root, is what the rest comes to, and may be looked at for
 * more mistakes. FNL_ERR_MEMORY.
 */
fnl_status fnl_claimcell_tree(const struct fnl_claimcell_ground *ground,
                              const struct fnl_claimform_cell *cell, struct fnl_mistakes *mistakes,
                              struct fnl_tree *tree, struct fnl_error *error);

#endif
