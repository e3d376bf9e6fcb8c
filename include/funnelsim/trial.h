/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * trial.h - settling claims: with as many futures as it takes, up to a limit,
 * and with a chance of ever deciding wrongly that is stated beforehand.
 *
 * The same version, files, seed, limit and error give the same verdicts, for
 * any number of threads, and whatever other claims are settled beside.
 */
#ifndef FUNNELSIM_TRIAL_H
#define FUNNELSIM_TRIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <funnelsim/claims.h>
#include <funnelsim/execution.h>
#include <funnelsim/status.h>

/* Fewer futures than this are no limit. */
#define FNL_TRIAL_LEAST 50

struct fnl_trial_request {
    const fnl_claims *claims; /* borrowed; must outlive the trial */
    uint64_t seed;
    size_t most;      /* futures for one claim at most, FNL_TRIAL_LEAST or more */
    double error;     /* chance of deciding a claim wrongly, above 0, below 1 */
    const char *only; /* ids with commas; NULL: all claims */
    bool boundaries;  /* look for those that the claims name, too, in the first firm */
    struct fnl_execution execution;
};

/* What came of it. */
typedef struct fnl_trial fnl_trial;

/*
 * Settles the claims. FNL_ERR_STOPPED when it was ended early: `*trial` then holds what was decided
 * by then. FNL_ERR_USAGE for an id that no claim has. `*trial` is NULL on any failure but
 * FNL_ERR_STOPPED.
 */
fnl_status fnl_trial_run(const struct fnl_trial_request *request, fnl_trial **trial,
                         struct fnl_error *error);

/* How many verdicts are the opposite of what their claims expect; and how many claims that expect
 * one have none. They expect it of the first firm: in the others every verdict is news. */
size_t fnl_trial_contradicted(const fnl_trial *trial);
size_t fnl_trial_unsettled(const fnl_trial *trial);

/* Accepts NULL. */
void fnl_trial_free(fnl_trial *trial);

#endif
