/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/executor.h"

#include <omp.h>
#include <stdlib.h>

#include "base/memory.h"
#include "experiment/supply.h"

static void fill(const struct fnl_job *job, void *worker, size_t cell, struct fnl_supply *supply)
{
    struct fnl_error error = {FNL_OK, ""};
    const fnl_status status =
        worker ? job->fill(job->self, worker, cell, &error)
               : fnl_status_fail(FNL_ERR_MEMORY, &error, "not enough memory for a worker");
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
    fnl_supply_init(&supply, execution, job->cells, done);
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
