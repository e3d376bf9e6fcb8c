/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/toll.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "experiment/executor.h"
#include "experiment/future.h"
#include "experiment/signature.h"
#include "observe/auditor.h"

static const fnl_device_set devices[FNL_TOLL_WORLDS] = {
    [FNL_TOLL_NO_NEW] = FNL_DEVICE_NO_NEW_PAINS,
    [FNL_TOLL_NONE] = FNL_DEVICE_NO_PAINS,
};

/* The job: the worlds of one future after the other. */
struct taking {
    const struct fnl_toll *toll;
    struct fnl_plan plans[FNL_TOLL_WORLDS];
};

struct worker {
    struct fnl_future_place places[FNL_TOLL_WORLDS];
    struct fnl_fates fates;
    struct fnl_burden_ledger ledger;
};

static void *hire(void *self)
{
    struct worker *worker = fnl_memory_zeroed(1, sizeof *worker);
    for (size_t world = 0; worker && world < FNL_TOLL_WORLDS; world++)
        worker->places[world].stop = ((const struct taking *)self)->toll->execution.stop;
    return worker;
}

static void dismiss(void *self)
{
    struct worker *worker = self;
    for (size_t world = 0; world < FNL_TOLL_WORLDS; world++)
        fnl_future_leave(&worker->places[world]);
    fnl_fate_fini(&worker->fates);
    free(worker);
}

/* One future of one world. */
static fnl_status live(struct worker *worker, const struct fnl_toll *toll, size_t cell,
                       struct fnl_error *error)
{
    const struct fnl_future_place *place = &worker->places[cell % FNL_TOLL_WORLDS];
    const size_t future = cell / FNL_TOLL_WORLDS;
    struct fnl_auditor auditor;
    struct fnl_accounts accounts;
    const struct fnl_listener listeners[] = {fnl_fate_begin(&worker->fates, place->plan),
                                             fnl_burden_begin(&worker->ledger, &worker->fates),
                                             fnl_auditor_begin(&auditor)};
    fnl_status status =
        fnl_company_run(place->company, toll->seed, future, listeners, 3, &accounts);
    if (status == FNL_OK && (worker->fates.failed || worker->fates.people.failed))
        status = FNL_ERR_MEMORY;
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
    const size_t world = cell % FNL_TOLL_WORLDS;
    fnl_status status = fnl_future_move(&worker->places[world], &taking->plans[world], error);
    if (status == FNL_OK)
        status = live(worker, toll, cell, error);
    toll->burdens[cell] = worker->ledger.burden;
    return status;
}

static struct fnl_place place(void *self, size_t cell)
{
    const struct fnl_toll *toll = ((const struct taking *)self)->toll;
    return (struct fnl_place){&toll->burdens[cell], sizeof *toll->burdens};
}

static uint64_t sign(const struct fnl_toll *toll)
{
    uint64_t signature = fnl_signature_begin("toll", toll->seed);
    signature = fnl_signature_plan(signature, toll->plan);
    return fnl_signature_with(signature, sizeof *toll->burdens);
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
                                .place = place,
                                .signature = sign(toll)};
    return fnl_executor_run(&job, &toll->execution, NULL, error);
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
