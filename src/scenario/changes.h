/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * changes.h - a scenario that changes on certain days.
 *
 *     changes = (
 *       { from = "2026-04-01"; say = "Ask twice a year"; ask = { policy = "everybody"; }; },
 *       { from = "2026-07-01"; say = "One more rep";     reps = { count = 7; }; }
 *     );
 *
 * One rule holds for all of them: from its day on everything is as if what it
 * states had always been so, but for what has happened (who has signed, has
 * signed). A change on the first day is therefore the same as a strategy's
 * stating it; what a firm itself states has been so before, too, and its clients
 * and open deals are drawn from that (extends.h). What that cannot be said of is refused
 * (changecheck.h).
 *
 * Each is an overlay over all that holds until then. A scenario with changes on
 * n days is therefore n + 1 complete trees, one after the other.
 */
#ifndef FUNNELSIM_SCENARIO_CHANGES_H
#define FUNNELSIM_SCENARIO_CHANGES_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include <funnelsim/mistakes.h>
#include <funnelsim/status.h>

#include "scenario/section.h"
#include "scenario/tree.h"

/* More changes than any plan has; each is a copy of the whole scenario. */
#define FNL_CHANGES_MOST 200

/* The day of changes whose day was refused: behind all others, where nothing depends on them. */
#define FNL_CHANGES_UNDATED INT_MAX

/* What holds from one day on. */
struct fnl_changes_phase {
    int from;             /* day number; INT_MIN for the first phase, which holds from the start */
    const char *say;      /* what the changes of that day say, joined by "; "; "" for nothing */
    struct fnl_tree tree; /* complete, without `changes` */
};

/* Zero-initialise before use. */
struct fnl_changes {
    struct fnl_changes_phase *phases; /* in the order of time */
    size_t count;                     /* at least 1 once read */
    struct fnl_tree past;             /* the firm that this is a strategy for; no root: itself */
};

/*
 * The phases and the past of `scenario`, which is laid out by `root` and stays as it is. Changes of
 * one day make one phase, in the order of the file. FNL_ERR_SCENARIO with all that is wrong in
 * `mistakes`: the phases are then good for finding what else is wrong. FNL_ERR_MEMORY, and there
 * are none.
 */
fnl_status fnl_changes_read(const struct fnl_section *root, const struct fnl_tree *scenario,
                            struct fnl_mistakes *mistakes, struct fnl_changes *changes,
                            struct fnl_error *error);

/* The first of the changes of the scenario `scenario` that begins on that day, to blame it; there
 * is one for each phase with a day. */
const struct fnl_node *fnl_changes_node(const struct fnl_section *root,
                                        const struct fnl_node *scenario, int from);

/* Whether `key`, at the top of a scenario, holds for the whole simulation. A change that says it
 * changes nothing there (and is refused by changecheck.h). */
bool fnl_changes_is_fixed(const char *key);

/* Frees all phases and leaves none. */
void fnl_changes_fini(struct fnl_changes *changes);

#endif
