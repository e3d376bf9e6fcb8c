/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * claimform.h - how a claim is written, and what that means.
 *
 *     { id = "H18"; says = "Referrals are behind at first and ahead in the end.";
 *       contrasts = (
 *         { say = "behind at 6 months";
 *           cells = ( { file = "referrals.cfg"; at = 6; weight = -1; },
 *                     { file = "more-leads.cfg"; at = 6; weight = 1; } ); },
 *         { say = "ahead at 36 months"; cells = ( ... ); } );
 *       boundary = "referrals.asked_engaged"; between = ("5 %", "60 %"); }
 *
 * A claim is a list of contrasts that all have to hold. A contrast is a sum over cells of weight
 * times metric, and holds when its mean is greater than `greater_than`. A cell is the claim's own
 * scenario, or a strategy laid over it, with some figures set and the horizon cut at some month; or
 * that in a world that no firm could bring about, by a device of the experiment (model/device.h).
 * `strategy`, `against` and `set` are short for one contrast of two cells.
 *
 * The rows of the notation (scenario/claimrow.h) are read, listed and checked like those of any
 * scenario, and what they cannot see is for scenario/claimcheck.h. What is found wrong here needs
 * no other file; whether strategies exist and settings fit is for scenario/claims.h.
 */
#ifndef FUNNELSIM_SCENARIO_CLAIMFORM_H
#define FUNNELSIM_SCENARIO_CLAIMFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <funnelsim/mistakes.h>
#include <funnelsim/status.h>

#include "model/device.h"
#include "scenario/bound.h"
#include "scenario/tree.h"

/* What whoever wrote a claim expects to come out. */
enum fnl_claimform_expect { FNL_CLAIMFORM_OPEN, FNL_CLAIMFORM_SUPPORTED, FNL_CLAIMFORM_REFUTED };

/* The words for them, as in files; NULL-terminated. */
extern const char *const fnl_claimform_expects[];

struct fnl_claimform_cell {
    const struct fnl_node *file; /* the text that names a strategy; NULL: none */
    const struct fnl_node *set;  /* a text PATH=VALUE, or a list of them; NULL: nothing */
    const struct fnl_node *at;   /* the number below; NULL where the scenario's own holds */
    int64_t months;              /* the horizon; 0: the scenario's own */
    size_t metric;               /* enum fnl_indicator */
    double weight;
    fnl_device_set devices; /* of the experiment: 0 for the world as it is */
};

struct fnl_claimform_contrast {
    const char *say; /* "" where it is the only one */
    const struct fnl_claimform_cell *cells;
    size_t count;
    double greater_than; /* in the unit of the metric's row: cents, milliseconds, millionths */
};

struct fnl_claimform_claim {
    const struct fnl_node *node;
    const char *id, *says, *evidence; /* `evidence` may be "" */
    enum fnl_claimform_expect expect;
    bool everywhere; /* it is asked of every firm, and not of the first alone */
    struct fnl_param_texts covers, carried_by;
    const struct fnl_claimform_contrast *contrasts;
    size_t count;
    const struct fnl_param *moved; /* the row of the parameter at the boundary; NULL: none */
    const char *boundary;          /* its path */
    double low, high;              /* between which the boundary is looked for, in the row's unit */
};

/* The claims of one file. Zero-initialise before use. */
struct fnl_claimform {
    fnl_bound *bound; /* owns the texts */
    struct fnl_arena arena;
    const struct fnl_claimform_claim *claims;
    size_t count;
};

/*
 * Reads `root`, a group that holds the node `claims` alone and must outlive the result.
 * FNL_ERR_SCENARIO with all that is wrong in `mistakes`; FNL_ERR_MEMORY. `form` is for
 * fnl_claimform_fini in any case.
 */
fnl_status fnl_claimform_read(const struct fnl_node *root, struct fnl_mistakes *mistakes,
                              struct fnl_claimform *form, struct fnl_error *error);

void fnl_claimform_fini(struct fnl_claimform *form);

/* How many cells all contrasts of a claim have together. */
size_t fnl_claimform_cells(const struct fnl_claimform_claim *claim);

#endif
