/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/executor.h"

#include <omp.h>
#include <stdlib.h>

#include "base/memory.h"
#include "experiment/checkpoint.h"
#include "experiment/clerk.h"
#include "experiment/supply.h"

static bool is_stopped(const struct fnl_execution *execution)
{
    return execution->stop && *execution->stop;
}

/* Takes what an earlier run has left of the job. */
static fnl_status take_saved(const struct fnl_job *job, const struct fnl_execution *execution,
                             unsigned char *done, struct fnl_error *error)
{
    fnl_checkpoint *checkpoint = execution->checkpoint;
    uint64_t cell;
    if (!checkpoint)
        return FNL_OK;
    fnl_checkpoint_heed(checkpoint, execution->stop);
    const fnl_status status = fnl_checkpoint_begin(checkpoint, job->signature, error);
    if (status != FNL_OK)
        return status;
    while (!is_stopped(execution) && fnl_checkpoint_next(checkpoint, &cell))
        if (cell < job->cells && !done[cell] &&
            fnl_checkpoint_take(checkpoint, job->place(job->self, (size_t)cell)))
            done[cell] = 1;
    return FNL_OK;
}

static void fill(const struct fnl_job *job, void *worker, size_t cell, struct fnl_supply *supply)
{
    struct fnl_error error = {FNL_OK, ""};
    fnl_status status =
        worker ? job->fill(job->self, worker, cell, &error)
               : fnl_status_fail(FNL_ERR_MEMORY, &error, "not enough memory for a worker");
    if (status == FNL_OK)
        status = fnl_checkpoint_save(supply->execution->checkpoint, cell,
                                     job->place(job->self, cell), &error);
    fnl_supply_note(supply, cell, status, &error);
}

static void work(const struct fnl_job *job, struct fnl_supply *supply)
{
    void *worker = job->hire(job->self);
    size_t cell;
    enum fnl_supply_turn turn;
    while ((turn = fnl_supply_take(supply, &cell)) != FNL_SUPPLY_END) {
        if (turn == FNL_SUPPLY_CELL)
            fill(job, worker, cell, supply);
        else
            fnl_ranks_nap(FNL_RANKS_SHORTLY);
    }
    if (worker)
        job->dismiss(worker);
}

static fnl_status work_alone(const struct fnl_job *job, struct fnl_supply *supply, int threads,
                             struct fnl_error *error)
{
#pragma omp parallel num_threads(threads)
    work(job, supply);
    return fnl_supply_outcome(supply, error);
}

/* The thread that opened the ranks is the one that may talk to them, and does nothing else. */
static void work_or_talk(const struct fnl_job *job, struct fnl_supply *supply,
                         struct fnl_clerk *clerk)
{
    if (omp_get_thread_num() > 0)
        work(job, supply);
    else
        while (fnl_clerk_step(clerk))
            fnl_ranks_nap(FNL_RANKS_LATER);
}

static fnl_status work_together(const struct fnl_job *job, struct fnl_supply *supply, int threads,
                                struct fnl_error *error)
{
    struct fnl_clerk clerk;
    if (omp_get_thread_limit() <= threads)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "OMP_THREAD_LIMIT is %d: a rank needs %d threads to work and one to "
                               "talk to the others",
                               omp_get_thread_limit(), threads);
    omp_set_dynamic(0); /* fewer threads than we ask for would leave nobody to work */
    fnl_status status =
        fnl_clerk_begin(&clerk, supply->execution->ranks, job, supply, (size_t)threads, error);
    if (status == FNL_OK) {
#pragma omp parallel num_threads(threads + 1)
        work_or_talk(job, supply, &clerk);
        status = fnl_clerk_end(&clerk, error);
    }
    fnl_clerk_fini(&clerk);
    return status;
}

static fnl_status run(const struct fnl_job *job, const struct fnl_execution *execution,
                      unsigned char *done, struct fnl_error *error)
{
    fnl_ranks *ranks = execution->ranks;
    const int threads = execution->threads > 0 ? execution->threads : fnl_ranks_threads(ranks);
    struct fnl_supply supply;
    const fnl_status status = take_saved(job, execution, done, error);
    if (status != FNL_OK)
        return status;
    if (fnl_ranks_own(ranks) > 0)
        fnl_supply_init_given(&supply, execution, job->cells, done);
    else
        fnl_supply_init(&supply, execution, job->cells, done);
    if (supply.finished > 0 && execution->progress)
        execution->progress(execution->progress_self, supply.finished, job->cells);
    return fnl_ranks_count(ranks) > 1 ? work_together(job, &supply, threads, error)
                                      : work_alone(job, &supply, threads, error);
}

fnl_status fnl_executor_run(const struct fnl_job *job, const struct fnl_execution *execution,
                            unsigned char *done, struct fnl_error *error)
{
    if (done)
        return run(job, execution, done, error);
    unsigned char *own = fnl_memory_zeroed(job->cells, 1);
    if (!own)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory");
    const fnl_status status = run(job, execution, own, error);
    free(own);
    return status;
}
