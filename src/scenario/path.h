/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * path.h - how people name a place in a scenario: `reps.ramp`,
 * `sources[purchased list].leads_per_month`, `sources[*].cost_each`,
 * `sources[kind=list].cost_each`, `changes[#2].from`.
 *
 * Paths are the same in `--set`, sweeps, claims, mistakes and diffs. A name in
 * brackets may hold spaces; `[*]` is every item, `[kind=list]` every item of a
 * kind, and `[#n]` the n-th, from 1.
 */
#ifndef FUNNELSIM_SCENARIO_PATH_H
#define FUNNELSIM_SCENARIO_PATH_H

#include <stdbool.h>
#include <stddef.h>

#include <funnelsim/status.h>

#include "scenario/tree.h"

#define FNL_PATH_STEPS 16

enum fnl_path_pick {
    FNL_PATH_WHOLE,  /* no brackets */
    FNL_PATH_NAMED,  /* [name] */
    FNL_PATH_EVERY,  /* [*] */
    FNL_PATH_KIND,   /* [kind=list] */
    FNL_PATH_NUMBER, /* [#2] */
};

struct fnl_path_step {
    const char *key;
    enum fnl_path_pick pick;
    const char *word; /* the name or the kind; "" for the others */
    size_t number;    /* FNL_PATH_NUMBER: from 1 */
};

/* A path, cut into its steps. Must not be copied: the steps point into `text`. */
struct fnl_path {
    struct fnl_path_step steps[FNL_PATH_STEPS];
    size_t count; /* at least 1 */
    char text[FNL_TREE_PATH];
};

/* Cuts `text`. FNL_ERR_USAGE with a sentence when it is no path. */
fnl_status fnl_path_read(const char *text, struct fnl_path *path, struct fnl_error *error);

/* Whether `item`, the `number`-th of its list from 1, is one that the step means. */
bool fnl_path_picks(const struct fnl_path_step *step, const struct fnl_node *item, size_t number);

/* Room for what fnl_path_missing says. */
#define FNL_PATH_MISSING 240

/* "there is no such item (did you mean Website?)", or which there are: what to say of a step that
 * picks none of a list. */
const char *fnl_path_missing(const struct fnl_path_step *step, const struct fnl_node *list,
                             char text[FNL_PATH_MISSING]);

/*
 * The node at `text` below `root`, the first where it means several. NULL, with FNL_ERR_USAGE and a
 * sentence that proposes the nearest key, when nothing stands there.
 */
const struct fnl_node *fnl_path_get(const struct fnl_node *root, const char *text,
                                    struct fnl_error *error);

/*
 * Whether the key at `place`, as fnl_tree_path writes it, is what `text` means below `root`, or
 * stands in what it means. Nothing needs to be said there: a key may have its standard value.
 */
bool fnl_path_covers(const struct fnl_node *root, const char *text, const char *place);

#endif
