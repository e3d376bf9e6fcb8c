/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * phases.h - the settings that hold from each day of change on, and whether
 * they can: in themselves, and one after the other.
 */
#ifndef FUNNELSIM_SCENARIO_PHASES_H
#define FUNNELSIM_SCENARIO_PHASES_H

#include <stdbool.h>
#include <stddef.h>

#include <funnelsim/mistakes.h>
#include <funnelsim/status.h>

#include "model/settings.h"
#include "scenario/bound.h"
#include "scenario/changes.h"

/* What the values rest on that a phase says anew. */
struct fnl_phases_evidence {
    struct fnl_evidence *items;
    size_t count;
};

/* Zero-initialise before use. */
struct fnl_phases {
    const struct fnl_changes *changes; /* what each says; somebody else's */
    fnl_bound **bounds;
    fnl_bound *past;                      /* NULL: the first phase's */
    struct fnl_phases_evidence *evidence; /* NULL unless it was wished for */
    struct fnl_doubt doubt; /* on the fields of any phase that stand in for what was refused */
};

/*
 * Binds the settings of all phases of `changes`, which must outlive them; `wishes` may be NULL.
 * FNL_ERR_SCENARIO with mistakes: then they are good for finding more of them, with
 * fnl_phases_check, and not for a run. FNL_ERR_MEMORY: they are only for fnl_phases_fini.
 */
fnl_status fnl_phases_bind(struct fnl_phases *phases, const struct fnl_changes *changes,
                           const struct fnl_bound_wishes *wishes, struct fnl_mistakes *mistakes,
                           struct fnl_error *error);

/* The settings of a phase. */
const struct fnl_settings *fnl_phases_settings(const struct fnl_phases *phases, size_t phase);

/* The settings of the firm as it was before the first phase. */
const struct fnl_settings *fnl_phases_past(const struct fnl_phases *phases);

/* The first day after the simulation. */
int fnl_phases_end(const struct fnl_phases *phases);

/*
 * Adds everything that several values together get wrong, as far as they are in no doubt; `root` is
 * the scenario with its changes. The evidence must have been wished for.
 */
void fnl_phases_check(const struct fnl_phases *phases, const struct fnl_node *root,
                      struct fnl_mistakes *mistakes);

/* Whether the values of each phase fit together, where some were moved from what was stated. */
bool fnl_phases_fit(const struct fnl_phases *phases);

/* Frees all but the changes, and leaves no phases. */
void fnl_phases_fini(struct fnl_phases *phases);

#endif
