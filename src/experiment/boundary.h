/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * boundary.h - at which value of a parameter a claim stops to hold, or begins to.
 *
 * The parameter is set in every cell that has it, and the claim is settled as
 * if it were another one, in the same futures. First at both ends and in the
 * middle of the range; where the verdicts differ, the half in which they do is
 * halved again. Near the boundary a claim cannot be decided, because there is
 * hardly any difference: so what comes out is the narrowest bracket found of which both ends
 * are decided, each with the error rate of any claim. Values lie on a grid of
 * 64 steps, those of a count on its whole numbers.
 */
#ifndef FUNNELSIM_EXPERIMENT_BOUNDARY_H
#define FUNNELSIM_EXPERIMENT_BOUNDARY_H

#include <stdbool.h>

#include <funnelsim/status.h>

#include "experiment/stock.h"
#include "scenario/claims.h"
#include "stats/sequential.h"

/* What is known of a value of the parameter. */
struct fnl_boundary_end {
    double value; /* in the unit of the parameter's row */
    enum fnl_sequential_verdict verdict;
};

/*
 * Where the ends have different verdicts, both decided, the claim flips between them. Where they
 * have the same it holds, or does not, at both ends of the range and in its middle. Where one is
 * undecided nothing more is known.
 */
struct fnl_boundary {
    bool sought;                       /* somebody has looked for it */
    struct fnl_boundary_end low, high; /* the ends of the bracket, or of the range */
    bool vague; /* of values in between, some were tried and could not be decided */
    bool twice; /* it flips at least once more, above `high`: the range's other end is as `low` */
    size_t probes; /* values that were tried */
};

/* Looks for the boundary of claim `index`, which must have one. FNL_ERR_STOPPED when it was
 * stopped: the bracket is then as far as it came. Otherwise as fnl_settling_run. */
fnl_status fnl_boundary_find(const fnl_claims *claims, size_t index,
                             const struct fnl_sequential *plan, struct fnl_stock *stock,
                             struct fnl_boundary *boundary, struct fnl_error *error);

#endif
