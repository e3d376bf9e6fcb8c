/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * overlay.h - one tree laid over another.
 *
 * A strategy is a small file that says only what it changes. So are a dated
 * change, a `--set` and a step of a sweep: all of them come through here, with
 * the same rules.
 *
 * Only groups of parameters and lists of named items merge, key by key and item
 * by item. A value (a number, a text, a law, evidence, an array, a plan)
 * replaces the base's whole, with its evidence. Where `policy` changes, the
 * base's other keys of that group belong to the old policy and are dropped. An
 * item of a list is met by its `name`; one without a name that says `kind`
 * means every item of that kind. One that meets nothing is a mistake unless it
 * says `new = true`, with `before = "..."` where its place matters: a mistyped
 * name must not quietly add a source. `remove = true` takes an item out.
 * Planned changes of both are kept.
 *
 * Nothing is checked here that reading checks: keys that no row knows are laid
 * over too, and refused at the end, at the line that says them.
 */
#ifndef FUNNELSIM_SCENARIO_OVERLAY_H
#define FUNNELSIM_SCENARIO_OVERLAY_H

#include <funnelsim/mistakes.h>
#include <funnelsim/status.h>

#include "scenario/section.h"
#include "scenario/tree.h"

/*
 * Lays the group `overlay`, which is copied, over the group `base` of `tree`, which is laid out by
 * `section`; NULL for the inside of a value, where nothing merges. FNL_ERR_SCENARIO when an item
 * met nothing or the like: all such mistakes are in `mistakes`, and the item is in its list, marked
 * as refused. A root that is itself so marked stands for a base that nobody could read: then
 * nothing is held against what does not meet it. FNL_ERR_MEMORY.
 */
fnl_status fnl_overlay_merge(const struct fnl_section *section, struct fnl_tree *tree,
                             struct fnl_node *base, const struct fnl_node *overlay,
                             struct fnl_mistakes *mistakes, struct fnl_error *error);

#endif
