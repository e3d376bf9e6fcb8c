/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * experiment.h - living through many futures of one or more scenarios, and what
 * came of it.
 *
 * A future is a replication: the same number gives the same people and the same
 * luck in every option. Results do not depend on how many threads were at work.
 */
#ifndef FUNNELSIM_EXPERIMENT_H
#define FUNNELSIM_EXPERIMENT_H

#include <stddef.h>
#include <stdint.h>

#include <funnelsim/execution.h>
#include <funnelsim/scenario.h>
#include <funnelsim/status.h>

/* More futures than this in one run are refused. */
#define FNL_EXPERIMENT_MOST 1000000

struct fnl_experiment_request {
    const fnl_scenario *const *options; /* the first is what the others are compared with */
    size_t count;
    uint64_t seed;
    size_t replications;
    size_t samples; /* of the uncertain inputs, lived in the same futures from the first; 0: leave
                       them alone */
    struct fnl_execution execution;
};

/* What came of it. */
typedef struct fnl_results fnl_results;

/*
 * Runs the experiment. FNL_ERR_STOPPED when it was ended early and at least two
 * replications are complete for all options: `*results` then holds the longest
 * run of complete ones from the first, and likewise of samples. NULL on any other failure, and in
 * all ranks but rank 0. The options are borrowed and must outlive the results.
 */
fnl_status fnl_experiment_run(const struct fnl_experiment_request *request, fnl_results **results,
                              struct fnl_error *error);

/* Frees them. Accepts NULL. */
void fnl_experiment_free(fnl_results *results);

/* How many replications are complete, of how many asked for. */
size_t fnl_experiment_complete(const fnl_results *results);
size_t fnl_experiment_asked(const fnl_results *results);

/*
 * How many samples of the uncertain inputs are complete, of how many to be
 * lived through; none are where no option states a range.
 */
size_t fnl_experiment_samples(const fnl_results *results);
size_t fnl_experiment_samples_asked(const fnl_results *results);

/* Events lived through in all complete replications and samples. */
int64_t fnl_experiment_events(const fnl_results *results);

#endif
