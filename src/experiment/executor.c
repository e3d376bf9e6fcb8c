/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/executor.h"

#include <omp.h>
#include <stdbool.h>

/* What the threads of one job share; changed only inside the critical section. */
struct progress {
    const struct fnl_job *job;
    const struct fnl_execution *execution;
    unsigned char *done;
    size_t finished;
    size_t failed_cell; /* the first by number; job->cells while none has failed */
    struct fnl_error error;
};

static void note_result(struct progress *progress, size_t cell, fnl_status status,
                        const struct fnl_error *error)
{
    const struct fnl_execution *execution = progress->execution;
    if (status == FNL_OK) {
        if (progress->done)
            progress->done[cell] = 1;
        progress->finished++;
        if (execution->progress)
            execution->progress(execution->progress_self, progress->finished, progress->job->cells);
    } else if (status != FNL_ERR_STOPPED && cell < progress->failed_cell) {
#pragma omp atomic write
        progress->failed_cell = cell;
        progress->error = *error;
        progress->error.status = status;
    }
}

/* Cells before a failed one are still filled, so that the first failure by number is the one that
   is told, whichever thread was held up. */
static bool is_needless(const struct progress *progress, size_t cell)
{
    const volatile sig_atomic_t *stop = progress->execution->stop;
    size_t failed;
#pragma omp atomic read
    failed = progress->failed_cell;
    return cell > failed || (stop && *stop);
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

/* The analyser does not follow `done` into the parallel region, where it is written. */
// NOLINTNEXTLINE(readability-non-const-parameter)
fnl_status fnl_executor_run(const struct fnl_job *job, const struct fnl_execution *execution,
                            unsigned char *done, struct fnl_error *error)
{
    struct progress progress = {
        .job = job, .execution = execution, .done = done, .failed_cell = job->cells};
    const int threads = execution->threads > 0 ? execution->threads : omp_get_num_procs();

#pragma omp parallel num_threads(threads)
    {
        void *worker = job->hire(job->self);
        work(&progress, worker);
        if (worker)
            job->dismiss(worker);
    }
    if (progress.failed_cell < job->cells)
        return fnl_status_fail(progress.error.status, error, "%s", progress.error.text);
    return progress.finished < job->cells ? FNL_ERR_STOPPED : FNL_OK;
}
