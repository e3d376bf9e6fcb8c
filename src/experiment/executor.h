/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * executor.h - getting many independent pieces of work done, on one core, on
 * all of them, or on many machines.
 *
 * A job is a number of cells, each of which fills a place of its own. Which
 * worker fills which cell, and when, changes nothing in what is filled. All that
 * filling a cell leaves behind are the bytes in its place, without a pointer in
 * them, so they mean the same wherever they are carried.
 */
#ifndef FUNNELSIM_EXPERIMENT_EXECUTOR_H
#define FUNNELSIM_EXPERIMENT_EXECUTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <funnelsim/execution.h>
#include <funnelsim/status.h>

/* Where the result of a cell stands. */
struct fnl_place {
    void *bytes;
    size_t size;
};

struct fnl_job {
    void *self;
    size_t cells;
    uint64_t signature; /* of what its results depend on (signature.h) */
    /* A worker's own workspace, NULL when memory runs out; and its end. */
    void *(*hire)(void *self);
    void (*dismiss)(void *worker);
    /* Fills the place of cell `cell`; FNL_ERR_STOPPED when it gave up because it was to stop. */
    fnl_status (*fill)(void *self, void *worker, size_t cell, struct fnl_error *error);
    struct fnl_place (*place)(void *self, size_t cell);
    /* What is done next depends on what stands in the places, and of several ranks all must decide
     * it alike: so all get all places in the end. Where this is false, rank 0 alone does. */
    bool all_need;
};

/*
 * Does a job, but for cells that done[cell] says are done already, and notes there
 * which were filled; `done` may be NULL, for all and no matter which. What the
 * checkpoint holds of the job is taken from there, and what is filled goes there.
 * FNL_ERR_STOPPED when some were not filled because of `execution->stop`;
 * FNL_ERR_MEMORY; what fnl_checkpoint_begin fails with; otherwise the status of the
 * first cell, by number, that failed or could not be saved.
 *
 * All ranks return the same. Where not all need the places, what another rank than 0 has of them
 * and finds in `done` is only what it filled itself.
 */
fnl_status fnl_executor_run(const struct fnl_job *job, const struct fnl_execution *execution,
                            unsigned char *done, struct fnl_error *error);

#endif
