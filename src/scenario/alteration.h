/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * alteration.h - the scenario of a claim's cell, altered by one thing: a value on the way to
 * the boundary, or a mechanism that is switched off.
 *
 * The cell itself stays as it is. Its tree, which is complete and without claims, is
 * copied for each alteration.
 */
#ifndef FUNNELSIM_SCENARIO_ALTERATION_H
#define FUNNELSIM_SCENARIO_ALTERATION_H

#include <funnelsim/mistakes.h>
#include <funnelsim/scenario.h>
#include <funnelsim/status.h>

#include "scenario/claimform.h"
#include "scenario/tree.h"

/* A cell that is about to be altered; both borrowed. */
struct fnl_alteration_origin {
    const struct fnl_tree *tree; /* the cell as it is */
    const char *path;            /* of the file that it is of, for mistakes and the scenario */
};

/*
 * The scenario of a cell with the parameter at the claim's boundary set to `value`, in its row's
 * unit. `*moved` is the caller's to free; NULL on failure. FNL_ERR_SCENARIO with mistakes where the
 * cell has no such parameter or the value does not fit the rest; FNL_ERR_MEMORY.
 */
fnl_status fnl_alteration_moved(const struct fnl_alteration_origin *origin,
                                const struct fnl_claimform_claim *claim, double value,
                                struct fnl_mistakes *mistakes, fnl_scenario **moved,
                                struct fnl_error *error);

/*
 * The scenario of a cell in which what `path` names is switched off, as by fnl_claims_without.
 * `*altered` is the caller's to free; NULL on failure. FNL_ERR_SCENARIO with mistakes where the
 * rest cannot be without it; FNL_ERR_MEMORY.
 */
fnl_status fnl_alteration_without(const struct fnl_alteration_origin *origin, const char *path,
                                  struct fnl_mistakes *mistakes, fnl_scenario **altered,
                                  struct fnl_error *error);

#endif
