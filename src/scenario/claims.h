/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * claims.h - claims with the scenarios that they speak of, for those who settle
 * and report them.
 *
 * Claims are loaded here, file by file and firm by firm. How a cell is put together
 * is for scenario/claimcell.h, how it is altered for scenario/alteration.h, and since
 * most claims share their cells, each scenario is kept once, in scenario/collection.h.
 */
#ifndef FUNNELSIM_SCENARIO_CLAIMS_H
#define FUNNELSIM_SCENARIO_CLAIMS_H

#include <funnelsim/claims.h>
#include <funnelsim/scenario.h>

#include "scenario/claimform.h"

/* What claim `index` says, as it was written. */
const struct fnl_claimform_claim *fnl_claims_form(const fnl_claims *claims, size_t index);

/* The scenario in which the claim stands, without any strategy. */
const fnl_scenario *fnl_claims_base(const fnl_claims *claims, size_t index);

/* The scenario of cell `cell` of contrast `contrast` of a claim. The same for all cells that have
 * the same settings. */
const fnl_scenario *fnl_claims_scenario(const fnl_claims *claims, size_t index, size_t contrast,
                                        size_t cell);

/* A cell by its numbers. */
struct fnl_claims_cell {
    size_t claim, contrast, cell;
};

/*
 * The scenario of a cell with the parameter at the claim's boundary set to `value`, in its row's
 * unit. `*moved` is the caller's to free; NULL, with FNL_OK, where the cell has no such parameter,
 * as when it belongs to a policy that only the strategy has. FNL_ERR_SCENARIO, with one of the
 * mistakes in `error`, where the value does not fit the rest; FNL_ERR_MEMORY.
 */
fnl_status fnl_claims_move(const fnl_claims *claims, struct fnl_claims_cell cell, double value,
                           fnl_scenario **moved, struct fnl_error *error);

/*
 * The scenario of a cell in which what `path` names is switched off: a group, a policy or an item
 * of a list is taken out; a key is set to its neutral value, and where its row has none it is taken
 * out, so that its standard value holds. Where it is off already nothing changes. `*altered` is the
 * caller's to free. FNL_ERR_SCENARIO, with one of the mistakes in `error`, where the rest cannot be
 * without it; FNL_ERR_MEMORY.
 */
fnl_status fnl_claims_without(const fnl_claims *claims, struct fnl_claims_cell cell,
                              const char *path, fnl_scenario **altered, struct fnl_error *error);

#endif
