/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/executor.h"

#include <omp.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"
#include "experiment/checkpoint.h"

/* What the threads of one job share; changed only inside the critical section. */
struct progress {
    const struct fnl_job *job;
    const struct fnl_execution *execution;
    unsigned char *done;
    size_t finished;
    size_t failed_cell; /* the first by number; job->cells while none has failed */
    struct fnl_error error;
};

static void tell(const struct progress *progress)
{
    const struct fnl_execution *execution = progress->execution;
    if (execution->progress)
        execution->progress(execution->progress_self, progress->finished, progress->job->cells);
}

static void note_failure(struct progress *progress, size_t cell, fnl_status status,
                         const struct fnl_error *error)
{
    if (status == FNL_ERR_STOPPED || cell >= progress->failed_cell)
        return;
#pragma omp atomic write
    progress->failed_cell = cell;
    progress->error = *error;
    progress->error.status = status;
}

/* A cell that cannot be saved has failed: whoever asked for it wants no more to be lost. */
static bool save(struct progress *progress, size_t cell)
{
    const struct fnl_job *job = progress->job;
    struct fnl_error error = {FNL_OK, ""};
    if (!progress->execution->checkpoint)
        return true;
    const fnl_status status = fnl_checkpoint_save(progress->execution->checkpoint, cell,
                                                  job->place(job->self, cell), &error);
    if (status != FNL_OK)
        note_failure(progress, cell, status, &error);
    return status == FNL_OK;
}

static void note_result(struct progress *progress, size_t cell, fnl_status status,
                        const struct fnl_error *error)
{
    if (status != FNL_OK) {
        note_failure(progress, cell, status, error);
    } else if (save(progress, cell)) {
        progress->done[cell] = 1;
        progress->finished++;
        tell(progress);
    }
}

static bool is_stopped(const struct progress *progress)
{
    const volatile sig_atomic_t *stop = progress->execution->stop;
    return stop && *stop;
}

/* Cells before a failed one are still filled, so that the first failure by number is the one that
   is told, whichever thread was held up. */
static bool is_needless(const struct progress *progress, size_t cell)
{
    size_t failed;
#pragma omp atomic read
    failed = progress->failed_cell;
    return progress->done[cell] || cell > failed || is_stopped(progress);
}

static void work(struct progress *progress, void *worker)
{
    const struct fnl_job *job = progress->job;
/* Monotonic, because some runtimes otherwise give each thread a range of its own to begin with, and
   a failure would come late. */
#pragma omp for schedule(monotonic : dynamic, 1)
    for (size_t cell = 0; cell < job->cells; cell++) {
        if (is_needless(progress, cell))
            continue;
        struct fnl_error error = {FNL_OK, ""};
        const fnl_status status =
            worker ? job->fill(job->self, worker, cell, &error)
                   : fnl_status_fail(FNL_ERR_MEMORY, &error, "not enough memory for a worker");
#pragma omp critical(fnl_executor)
        note_result(progress, cell, status, &error);
    }
}

/* Takes what an earlier run has left of the job. */
static fnl_status take_saved(struct progress *progress, struct fnl_error *error)
{
    const struct fnl_job *job = progress->job;
    fnl_checkpoint *checkpoint = progress->execution->checkpoint;
    uint64_t cell;
    if (!checkpoint)
        return FNL_OK;
    const fnl_status status = fnl_checkpoint_begin(checkpoint, job->signature, error);
    if (status != FNL_OK)
        return status;
    while (!is_stopped(progress) && fnl_checkpoint_next(checkpoint, &cell))
        if (cell < job->cells && !progress->done[cell] &&
            fnl_checkpoint_take(checkpoint, job->place(job->self, (size_t)cell))) {
            progress->done[cell] = 1;
            progress->finished++;
        }
    if (progress->finished > 0)
        tell(progress);
    return FNL_OK;
}

static void work_together(struct progress *progress)
{
    const struct fnl_job *job = progress->job;
    const int wanted = progress->execution->threads;
#pragma omp parallel num_threads(wanted > 0 ? wanted : omp_get_num_procs())
    {
        void *worker = job->hire(job->self);
        work(progress, worker);
        if (worker)
            job->dismiss(worker);
    }
}

static fnl_status run(struct progress *progress, struct fnl_error *error)
{
    const fnl_status status = take_saved(progress, error);
    if (status != FNL_OK)
        return status;
    if (progress->finished < progress->job->cells)
        work_together(progress);
    if (progress->failed_cell < progress->job->cells)
        return fnl_status_fail(progress->error.status, error, "%s", progress->error.text);
    return progress->finished < progress->job->cells ? FNL_ERR_STOPPED : FNL_OK;
}

fnl_status fnl_executor_run(const struct fnl_job *job, const struct fnl_execution *execution,
                            unsigned char *done, struct fnl_error *error)
{
    unsigned char *own = done ? NULL : fnl_memory_zeroed(job->cells, 1);
    struct progress progress = {
        .job = job, .execution = execution, .done = done ? done : own, .failed_cell = job->cells};
    if (!progress.done)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for a job");
    const fnl_status status = run(&progress, error);
    free(own);
    return status;
}
