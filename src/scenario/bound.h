/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bound.h - the structs that a run uses, bound to what a tree says.
 *
 * A tree is text; a run wants structs. Binding walks the sections, reads each
 * value through its row and puts it at its offset. What the file does not say
 * gets the row's standard value, or its neutral one where a whole mechanism
 * is absent. Everything that is wrong is reported in one go: unknown keys with the
 * nearest known one, missing keys with what they mean. A key that seems to be
 * there, but misspelt, is not missed as well.
 *
 * The tree is not changed, and the result does not need it any more. Binding
 * takes some hundred microseconds, so that it can be repeated for every sample
 * of uncertain inputs, in any number of threads.
 */
#ifndef FUNNELSIM_SCENARIO_BOUND_H
#define FUNNELSIM_SCENARIO_BOUND_H

#include <stdbool.h>
#include <stddef.h>

#include <funnelsim/mistakes.h>
#include <funnelsim/status.h>

#include "scenario/doubt.h"
#include "scenario/evidence.h"
#include "scenario/section.h"
#include "scenario/tree.h"

typedef struct fnl_bound fnl_bound;

/* What a binding may be asked for; all zero for a plain one. */
struct fnl_bound_wishes {
    fnl_reading_shaker *shake; /* replaces values that have a range (reading.h) */
    void *context;             /* of `shake` */
    bool evidence;             /* keep what every value rests on */
    /* If not NULL: bind even a tree that is not acceptable, and cast doubts on every field that
     * stands in for something that was refused. */
    struct fnl_doubt *doubt;
};

/*
 * Binds `tree` (the root of one; NULL: nothing is said), laid out by `root`, to a new struct of
 * root->table->size bytes. `wishes` may be NULL. FNL_ERR_SCENARIO when the tree is not acceptable:
 * why is in `mistakes`, and `*bound` is NULL unless doubts were wished for; FNL_ERR_MEMORY, and it
 * is NULL.
 */
fnl_status fnl_bound_new(const struct fnl_section *root, const struct fnl_node *tree,
                         const struct fnl_bound_wishes *wishes, struct fnl_mistakes *mistakes,
                         fnl_bound **bound, struct fnl_error *error);

/* The struct. With all texts, items and arrays in it, it lives as long as `bound`. */
const void *fnl_bound_settings(const fnl_bound *bound);

/*
 * What every value in use rests on, in the order of the sections, and in `*count` how many; none
 * unless that was wished for. Values of mechanisms that are absent are not in use.
 */
const struct fnl_evidence *fnl_bound_evidence(const fnl_bound *bound, size_t *count);

/* Accepts NULL. */
void fnl_bound_free(fnl_bound *bound);

#endif
