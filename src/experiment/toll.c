/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/toll.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "experiment/executor.h"
#include "experiment/future.h"
#include "observe/auditor.h"

static const fnl_device_set devices[FNL_TOLL_WORLDS] = {
    [FNL_TOLL_NO_NEW] = FNL_DEVICE_NO_NEW_PAINS,
    [FNL_TOLL_NONE] = FNL_DEVICE_NO_PAINS,
};

/* The job: cells are futures of one world after the other, so that workers rarely move. */
struct taking {
    const struct fnl_toll *toll;
    struct fnl_plan plans[FNL_TOLL_WORLDS];
};

struct worker {
    struct fnl_future_place place;
    struct fnl_fates fates;
};

static void *hire(void *self)
{
    struct worker *worker = fnl_memory_zeroed(1, sizeof *worker);
    if (worker)
        worker->place.stop = ((const struct taking *)self)->toll->stop;
    return worker;
}

static void dismiss(void *self)
{
    struct worker *worker = self;
    fnl_future_leave(&worker->place);
    fnl_fate_fini(&worker->fates);
    free(worker);
}

static fnl_status live(struct worker *worker, const struct fnl_toll *toll, size_t future,
                       struct fnl_burden *burden, struct fnl_error *error)
{
    struct fnl_auditor auditor;
    struct fnl_accounts accounts;
    const struct fnl_listener listeners[] = {fnl_fate_begin(&worker->fates, worker->place.plan),
                                             fnl_burden_begin(burden, &worker->fates),
                                             fnl_auditor_begin(&auditor)};
    fnl_status status =
        fnl_company_run(worker->place.company, toll->seed, future, listeners, 3, &accounts);
    if (status == FNL_OK && (worker->fates.failed || worker->fates.people.failed))
        status = FNL_ERR_MEMORY;
    burden->fates = NULL;
    if (status != FNL_OK)
        return fnl_status_fail(status, error, "%s in replication %zu", fnl_status_text(status),
                               future);
    return fnl_auditor_check(&auditor, &accounts, error);
}

static fnl_status fill(void *self, void *workspace, size_t cell, struct fnl_error *error)
{
    const struct taking *taking = self;
    const struct fnl_toll *toll = taking->toll;
    struct worker *worker = workspace;
    const size_t world = cell / toll->replications, future = cell % toll->replications;
    fnl_status status = fnl_future_move(&worker->place, &taking->plans[world], error);
    if (status == FNL_OK)
        status =
            live(worker, toll, future, &toll->burdens[future * FNL_TOLL_WORLDS + world], error);
    return status;
}

fnl_status fnl_toll_take(const struct fnl_toll *toll, struct fnl_error *error)
{
    struct taking taking = {.toll = toll};
    assert(toll->plan->months <= FNL_BURDEN_MONTHS);
    for (size_t i = 0; i < FNL_TOLL_WORLDS; i++) {
        taking.plans[i] = *toll->plan;
        taking.plans[i].devices = devices[i];
    }
    const struct fnl_job job = {.self = &taking,
                                .cells = toll->replications * FNL_TOLL_WORLDS,
                                .hire = hire,
                                .dismiss = dismiss,
                                .fill = fill,
                                .stop = toll->stop,
                                .progress = toll->progress,
                                .progress_self = toll->progress_self};
    return fnl_executor_run(&job, toll->threads, NULL, error);
}

struct fnl_toll_sum fnl_toll_until(const struct fnl_toll *toll, size_t future,
                                   enum fnl_toll_world without, size_t month)
{
    const struct fnl_burden *with = fnl_toll_burden(toll, future, FNL_TOLL_AS_IT_IS);
    const struct fnl_burden *gone = fnl_toll_burden(toll, future, without);
    struct fnl_toll_sum sum = {0, 0};
    for (size_t i = 0; i <= month; i++) {
        sum.direct += with->months[i][FNL_BURDEN_PAINS] - gone->months[i][FNL_BURDEN_PAINS];
        for (size_t side = FNL_BURDEN_OTHERS; side < FNL_BURDEN_SIDES; side++)
            sum.opportunity += gone->months[i][side] - with->months[i][side];
    }
    return sum;
}
