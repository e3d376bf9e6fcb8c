/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * trial.h - what came out of settling claims, for those who report it.
 */
#ifndef FUNNELSIM_EXPERIMENT_TRIAL_H
#define FUNNELSIM_EXPERIMENT_TRIAL_H

#include <funnelsim/trial.h>

#include "experiment/boundary.h"
#include "experiment/settling.h"

/* One claim with what came of it. */
struct fnl_trial_finding {
    const struct fnl_claimform_claim *form;
    size_t index;                     /* of the claim */
    enum fnl_claimform_expect expect; /* what it expects of the first firm; of others nothing */
    struct fnl_settling settling;
    struct fnl_boundary boundary;
};

/* The claims that were chosen, in the order of the files. */
size_t fnl_trial_count(const fnl_trial *trial);
const struct fnl_trial_finding *fnl_trial_finding(const fnl_trial *trial, size_t number);

/* What was asked for, without what makes no difference; and whether it was stopped early. */
const fnl_claims *fnl_trial_claims(const fnl_trial *trial);
uint64_t fnl_trial_seed(const fnl_trial *trial);
const struct fnl_sequential *fnl_trial_plan(const fnl_trial *trial);
bool fnl_trial_is_partial(const fnl_trial *trial);

/* Whether a verdict is the opposite of what its claim expects; and whether there is none where one
 * is expected. */
bool fnl_trial_is_contradicted(const struct fnl_trial_finding *finding);
bool fnl_trial_is_unsettled(const struct fnl_trial_finding *finding);

#endif
