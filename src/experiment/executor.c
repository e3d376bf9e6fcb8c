/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/executor.h"

#include <omp.h>
#include <stdlib.h>

#include "base/memory.h"
#include "experiment/checkpoint.h"
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
    const fnl_status status = fnl_checkpoint_begin(checkpoint, job->signature, error);
    if (status != FNL_OK)
        return status;
    while (!is_stopped(execution) && fnl_checkpoint_next(checkpoint, &cell))
        if (cell < job->cells && !done[cell] &&
            fnl_checkpoint_take(checkpoint, job->place(job->self, (size_t)cell)))
            done[cell] = 1;
    return FNL_OK;
}

/* A cell that cannot be saved has failed: whoever asked for it wants no more to be lost. */
static fnl_status save(const struct fnl_job *job, const struct fnl_execution *execution,
                       size_t cell, struct fnl_error *error)
{
    if (!execution->checkpoint)
        return FNL_OK;
    return fnl_checkpoint_save(execution->checkpoint, cell, job->place(job->self, cell), error);
}

static void fill(const struct fnl_job *job, void *worker, size_t cell, struct fnl_supply *supply)
{
    struct fnl_error error = {FNL_OK, ""};
    fnl_status status =
        worker ? job->fill(job->self, worker, cell, &error)
               : fnl_status_fail(FNL_ERR_MEMORY, &error, "not enough memory for a worker");
    if (status == FNL_OK)
        status = save(job, supply->execution, cell, &error);
    fnl_supply_note(supply, cell, status, &error);
}

static void work(const struct fnl_job *job, struct fnl_supply *supply)
{
    void *worker = job->hire(job->self);
    size_t cell;
    while (fnl_supply_take(supply, &cell) == FNL_SUPPLY_CELL)
        fill(job, worker, cell, supply);
    if (worker)
        job->dismiss(worker);
}

static fnl_status run(const struct fnl_job *job, const struct fnl_execution *execution,
                      unsigned char *done, struct fnl_error *error)
{
    const int threads = execution->threads > 0 ? execution->threads : omp_get_num_procs();
    struct fnl_supply supply;
    const fnl_status status = take_saved(job, execution, done, error);
    if (status != FNL_OK)
        return status;
    fnl_supply_init(&supply, execution, job->cells, done);
    if (supply.finished > 0 && execution->progress)
        execution->progress(execution->progress_self, supply.finished, job->cells);
#pragma omp parallel num_threads(threads)
    work(job, &supply);
    return fnl_supply_outcome(&supply, error);
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
