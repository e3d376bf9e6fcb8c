/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clerk.h - sharing out one job among ranks, while other threads work.
 *
 * Rank 0 has the job's supply of cells; another rank's supply is what its clerk
 * fetches from there, so much at a time that its threads need not wait, and less
 * and less towards the end. What is done is told to rank 0 at once, place and
 * all; it alone has a checkpoint, to which it goes then. In the end rank 0 says how the job went.
 * What is decided next by what came of it (is the claim settled?) all decide for themselves, and
 * for such a job rank 0 gives everything to everybody; of any other it keeps the places, because it
 * alone reports them.
 *
 * The first failure by number is the job's, whichever rank met it. When one rank
 * is to stop, all stop.
 */
#ifndef FUNNELSIM_EXPERIMENT_CLERK_H
#define FUNNELSIM_EXPERIMENT_CLERK_H

#include <stdbool.h>

#include "experiment/executor.h"
#include "experiment/ranks.h"
#include "experiment/supply.h"

struct fnl_clerk {
    fnl_ranks *ranks;
    const struct fnl_job *job;
    struct fnl_supply *supply;
    struct fnl_clerk_peer *peers; /* in rank 0: what it knows of the others, by rank */
    unsigned char *chunk;         /* for places on their way to all */
    size_t threads, all_threads;
    size_t limit;  /* the first failed cell that the others know of */
    size_t low;    /* with fewer cells than this waiting, more are asked for */
    bool halted;   /* it was said that no more cells are begun */
    bool asked;    /* for more cells */
    bool finished; /* it was said that all is told */
    bool thanked;  /* nothing more will be said to this rank about the job */
};

/*
 * Waits until all ranks are at this job, this one with `threads` threads. Fails in all when one is
 * at another job or has left. FNL_ERR_MEMORY; FNL_ERR_IO; FNL_ERR_USAGE when a rank says that it
 * was asked wrongly.
 */
fnl_status fnl_clerk_begin(struct fnl_clerk *clerk, fnl_ranks *ranks, const struct fnl_job *job,
                           struct fnl_supply *supply, size_t threads, struct fnl_error *error);

/* Does what there is to do at this moment. False when the cells that other ranks have, or that this
 * one was given, are all accounted for. */
bool fnl_clerk_step(struct fnl_clerk *clerk);

/* Brings what became of the job to all ranks, and where all need them all places that were filled.
 */
fnl_status fnl_clerk_end(struct fnl_clerk *clerk, struct fnl_error *error);

/* Frees what it holds. */
void fnl_clerk_fini(struct fnl_clerk *clerk);

#endif
