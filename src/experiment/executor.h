/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * executor.h - getting many independent pieces of work done, on one core, on
 * all of them, or one day on many machines.
 *
 * A job is a number of cells, each of which fills a place of its own. Which
 * worker fills which cell, and when, changes nothing in what is filled.
 */
#ifndef FUNNELSIM_EXPERIMENT_EXECUTOR_H
#define FUNNELSIM_EXPERIMENT_EXECUTOR_H

#include <signal.h>
#include <stddef.h>
#include <stdint.h>

#include <funnelsim/status.h>

struct fnl_job {
    void *self;
    size_t cells;
    /* A worker's own workspace, NULL when memory runs out; and its end. */
    void *(*hire)(void *self);
    void (*dismiss)(void *worker);
    /* Fills cell `cell`; FNL_ERR_STOPPED when it gave up because of `stop`. */
    fnl_status (*fill)(void *self, void *worker, size_t cell, struct fnl_error *error);

    const volatile sig_atomic_t *stop; /* non-zero: begin no more cells; or NULL */
    void (*progress)(void *self, size_t done,
                     size_t total); /* never by two threads at once; or NULL */
    void *progress_self;
};

/*
 * Does a job with `threads` threads (0: one a core; 1: in this thread alone) and
 * notes in done[cell] which cells were filled, unless `done` is NULL.
 * FNL_ERR_STOPPED when some were not because of `stop`; otherwise the status of
 * the first cell, by number, that failed.
 */
fnl_status fnl_executor_run(const struct fnl_job *job, int threads, unsigned char *done,
                            struct fnl_error *error);

#endif
