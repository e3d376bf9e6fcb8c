/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * claimrow.h - the rows of the notation of claims: which keys a claim, a contrast and
 * a cell have, what each of them means, and the structs that they fill.
 *
 * The structs hold what was written, key by key; what it means is made of it by
 * scenario/claimform.h. What somebody may write is listed from the same rows, so a key is
 * added here, and nowhere else does the notation have to be told of it.
 */
#ifndef FUNNELSIM_SCENARIO_CLAIMROW_H
#define FUNNELSIM_SCENARIO_CLAIMROW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"
#include "scenario/section.h"
#include "scenario/tree.h"

/* What is measured where, and how much of it counts. */
struct fnl_claimrow_cell {
    const char *file, *metric;
    struct fnl_param_texts set, device;
    int64_t at;
    double weight;
};

/* A sum of cells that has to exceed something. */
struct fnl_claimrow_contrast {
    const char *say;
    double greater_than;
    struct fnl_list cells; /* struct fnl_claimrow_cell */
};

/* A claim, in its long form by contrasts or in its short one. */
struct fnl_claimrow_claim {
    const char *id, *says, *strategy, *against, *metric, *evidence, *boundary;
    struct fnl_param_texts set, covers, carried_by;
    int64_t at;
    int expect; /* enum fnl_claimform_expect */
    bool everywhere;
    double greater_than;
    struct fnl_list contrasts; /* struct fnl_claimrow_contrast */
};

/* All claims of a file. */
struct fnl_claimrow_file {
    struct fnl_list claims; /* struct fnl_claimrow_claim */
};

/* How the list `claims` is laid out, in a group that has it alone: a struct fnl_claimrow_file. */
extern const struct fnl_section fnl_claimrow_root;

/*
 * The items of the list `key` of `group` that are groups, as claims, contrasts and cells should be,
 * one after the other: the first, and the one from `node` on; NULL: there is none any more.
 */
const struct fnl_node *fnl_claimrow_first(const struct fnl_node *group, const char *key);
const struct fnl_node *fnl_claimrow_next(const struct fnl_node *node);

#endif
