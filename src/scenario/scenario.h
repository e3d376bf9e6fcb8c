/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scenario.h - what the layers above may see of a scenario besides its public
 * face: the plan for the model, and variants in which what is uncertain is moved.
 */
#ifndef FUNNELSIM_SCENARIO_SCENARIO_H
#define FUNNELSIM_SCENARIO_SCENARIO_H

#include <funnelsim/scenario.h>

#include "model/plan.h"
#include "scenario/evidence.h"
#include "scenario/tree.h"

/*
 * The scenario that a merged tree says, as fnl_scenario_load makes it; what it claims is left out.
 * `file` is what it is called by, and copied. The tree may be changed, and is not needed
 * afterwards.
 */
fnl_status fnl_scenario_of_tree(struct fnl_tree *tree, const char *file,
                                struct fnl_mistakes *mistakes, fnl_scenario **scenario,
                                struct fnl_error *error);

/* Puts mistakes into the order in which their reader meets them, file by file, line by line. What
 * stands in no file was said by --set. */
void fnl_scenario_arrange(struct fnl_mistakes *mistakes);

/* The plan; owned by the scenario. */
const struct fnl_plan *fnl_scenario_plan(const fnl_scenario *scenario);

/* The settings in force from the first day. */
const struct fnl_settings *fnl_scenario_settings(const fnl_scenario *scenario);

/*
 * What the values of a phase of the plan rest on, `*count` of them: of phase 0 all that are in use,
 * of a later one those that its changes say anew. Owned by the scenario; none of a variant.
 */
const struct fnl_evidence *fnl_scenario_evidence(const fnl_scenario *scenario, size_t phase,
                                                 size_t *count);

/* Whether the value of that evidence, of phase `phase`, is what `path` means there, or stands in
 * it: a path names a key, a group, an item or several (path.h). */
bool fnl_scenario_covers(const fnl_scenario *scenario, size_t phase, const char *path,
                         const struct fnl_evidence *evidence);

/*
 * The scenario with each value that states a range moved to what it might be
 * instead: sample `sample` of `samples`, which together are a Latin hypercube
 * (hypercube.h). Every option of a comparison moves the same way.
 * FNL_ERR_SCENARIO where values that were moved do not fit together any more.
 * `scenario` is no variant itself. The variant is the caller's to free and must not outlive
 * `scenario`; it has its calendar and its open deals, and no digest.
 */
fnl_status fnl_scenario_shaken(const fnl_scenario *scenario, uint64_t seed, size_t sample,
                               size_t samples, fnl_scenario **variant, struct fnl_error *error);

#endif
