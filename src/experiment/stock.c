/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/stock.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "experiment/executor.h"
#include "experiment/future.h"
#include "experiment/signature.h"
#include "scenario/scenario.h"

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for the futures of claims");
}

/* --- asking ------------------------------------------------------------------------------------*/

/* Whether the cell is of that world, and can give the metric: it does already, or has not begun. */
static bool can_give(const struct fnl_stock_cell *cell, const struct fnl_stock_wish *wish,
                     const char *digest)
{
    return strcmp(cell->digest, digest) == 0 && cell->plan.devices == wish->devices &&
           (cell->columns[wish->metric] > 0 || cell->lived == 0);
}

static struct fnl_stock_cell *new_cell(struct fnl_stock *stock, const struct fnl_stock_wish *wish)
{
    void *cells = stock->cells;
    if (!fnl_memory_grow(&cells, stock->count, &stock->capacity, sizeof *stock->cells))
        return NULL;
    stock->cells = cells;
    struct fnl_stock_cell *cell = &stock->cells[stock->count++];
    *cell = (struct fnl_stock_cell){.plan = *fnl_scenario_plan(wish->scenario)};
    cell->plan.devices = wish->devices;
    fnl_scenario_digest(wish->scenario, cell->digest);
    return cell;
}

fnl_status fnl_stock_add(struct fnl_stock *stock, const struct fnl_stock_wish *wish, size_t *cell,
                         struct fnl_error *error)
{
    char digest[FNL_SCENARIO_DIGEST];
    struct fnl_stock_cell *found = NULL;
    fnl_scenario_digest(wish->scenario, digest);
    for (size_t i = 0; i < stock->count && !found; i++)
        if (can_give(&stock->cells[i], wish, digest))
            found = &stock->cells[i];
    if (!found)
        found = new_cell(stock, wish);
    if (!found)
        return out_of_memory(error);
    if (found->columns[wish->metric] == 0)
        found->columns[wish->metric] = (unsigned char)++found->width;
    *cell = (size_t)(found - stock->cells);
    return FNL_OK;
}

fnl_status fnl_stock_own(struct fnl_stock *stock, fnl_scenario *scenario, struct fnl_error *error)
{
    void *owned = stock->owned;
    if (!fnl_memory_grow(&owned, stock->owned_count, &stock->owned_capacity,
                         sizeof *stock->owned)) {
        fnl_scenario_free(scenario);
        return out_of_memory(error);
    }
    stock->owned = owned;
    stock->owned[stock->owned_count++] = scenario;
    return FNL_OK;
}

/* --- living ------------------------------------------------------------------------------------*/

/* One job: futures of the needed cells, cell by cell. */
struct shift {
    struct fnl_stock *stock;
    size_t futures; /* up to which */
};

/* Where one future of one scenario is lived through, and its whole row. */
struct worker {
    struct fnl_future_place place;
    struct fnl_recorder recorder;
    int64_t *row;
    size_t room;
};

static void dismiss(void *self)
{
    struct worker *worker = self;
    fnl_future_leave(&worker->place);
    fnl_recorder_fini(&worker->recorder);
    free(worker->row);
    free(worker);
}

static void *hire(void *self)
{
    (void)self;
    return fnl_memory_zeroed(1, sizeof(struct worker));
}

static size_t missing(const struct fnl_stock_cell *cell, size_t futures)
{
    return cell->needed && cell->lived < futures ? futures - cell->lived : 0;
}

static size_t width_of(const struct fnl_plan *plan)
{
    return fnl_indicator_layout((size_t)plan->months, plan->phases[0].settings->sources.count)
        .width;
}

static fnl_status make_room(struct worker *worker, size_t width, struct fnl_error *error)
{
    void *row = worker->row;
    if (width <= worker->room)
        return FNL_OK;
    if (!fnl_memory_resize(&row, width, sizeof *worker->row))
        return out_of_memory(error);
    worker->row = row;
    worker->room = width;
    return FNL_OK;
}

static void keep_values(const struct fnl_stock_cell *cell, size_t future, const int64_t *row)
{
    for (size_t metric = 0; metric < FNL_INDICATORS; metric++)
        if (cell->columns[metric] > 0)
            cell->values[future * cell->width + cell->columns[metric] - 1] = row[metric];
}

/* Of which cell of the stock `*number` is a future; then the how-manieth of those that it lacks. */
static const struct fnl_stock_cell *cell_at(const struct shift *shift, size_t *number)
{
    const struct fnl_stock_cell *cell = shift->stock->cells;
    for (; *number >= missing(cell, shift->futures); cell++)
        *number -= missing(cell, shift->futures);
    return cell;
}

static struct fnl_place place(void *self, size_t number)
{
    const struct fnl_stock_cell *cell = cell_at(self, &number);
    return (struct fnl_place){&cell->values[(cell->lived + number) * cell->width],
                              cell->width * sizeof *cell->values};
}

static fnl_status fill(void *self, void *workspace, size_t number, struct fnl_error *error)
{
    const struct shift *shift = self;
    struct worker *worker = workspace;
    const struct fnl_stock_cell *cell = cell_at(shift, &number);
    fnl_status status = make_room(worker, width_of(&cell->plan), error);
    worker->place.stop = shift->stock->execution.stop;
    if (status == FNL_OK)
        status = fnl_future_move(&worker->place, &cell->plan, error);
    const struct fnl_future future = {shift->stock->seed, cell->lived + number, worker->row};
    if (status == FNL_OK)
        status = fnl_future_live(&worker->place, &worker->recorder, &future, error);
    if (status == FNL_OK)
        keep_values(cell, future.replication, worker->row);
    return status;
}

/* What the executor tells of one job, as a part of all that has been done. */
static void tell(void *self, size_t done, size_t total)
{
    const struct fnl_stock *stock = self;
    stock->execution.progress(stock->execution.progress_self, stock->lived + done,
                              stock->lived + total);
}

static fnl_status make_values(struct fnl_stock *stock, size_t futures, struct fnl_error *error)
{
    for (size_t i = 0; i < stock->count; i++) {
        struct fnl_stock_cell *cell = &stock->cells[i];
        void *values = cell->values;
        if (missing(cell, futures) == 0)
            continue;
        if (!fnl_memory_resize(&values, futures * cell->width, sizeof *cell->values))
            return out_of_memory(error);
        cell->values = values;
    }
    return FNL_OK;
}

/* Which futures of what, and what is kept of each. */
static uint64_t sign(const struct shift *shift)
{
    uint64_t signature = fnl_signature_begin("stock", shift->stock->seed);
    for (size_t i = 0; i < shift->stock->count; i++) {
        const struct fnl_stock_cell *cell = &shift->stock->cells[i];
        if (missing(cell, shift->futures) == 0)
            continue;
        signature = fnl_signature_plan(signature, &cell->plan);
        signature = fnl_signature_with(signature, cell->lived);
        signature = fnl_signature_with(signature, shift->futures);
        for (size_t metric = 0; metric < FNL_INDICATORS; metric++)
            signature = fnl_signature_with(signature, cell->columns[metric]);
    }
    return signature;
}

static fnl_status work_off(struct fnl_stock *stock, size_t futures, size_t cells,
                           struct fnl_error *error)
{
    struct shift shift = {stock, futures};
    struct fnl_execution execution = stock->execution;
    const struct fnl_job job = {.self = &shift,
                                .cells = cells,
                                .hire = hire,
                                .dismiss = dismiss,
                                .fill = fill,
                                .place = place,
                                .all_need = true,
                                .signature = sign(&shift)};
    execution.progress = execution.progress ? tell : NULL;
    execution.progress_self = stock;
    return fnl_executor_run(&job, &execution, NULL, error);
}

fnl_status fnl_stock_live(struct fnl_stock *stock, size_t futures, struct fnl_error *error)
{
    size_t cells = 0;
    for (size_t i = 0; i < stock->count; i++)
        cells += missing(&stock->cells[i], futures);
    fnl_status status = make_values(stock, futures, error);
    if (status == FNL_OK && cells > 0)
        status = work_off(stock, futures, cells, error);
    for (size_t i = 0; i < stock->count; i++) {
        if (status == FNL_OK && missing(&stock->cells[i], futures) > 0)
            stock->cells[i].lived = futures;
        stock->cells[i].needed = false;
    }
    stock->lived += status == FNL_OK ? cells : 0;
    return status;
}

int64_t fnl_stock_value(const struct fnl_stock *stock, size_t cell, size_t metric, size_t future)
{
    const struct fnl_stock_cell *its = &stock->cells[cell];
    assert(its->columns[metric] > 0 && future < its->lived);
    return its->values[future * its->width + its->columns[metric] - 1];
}

void fnl_stock_fini(struct fnl_stock *stock)
{
    for (size_t i = 0; i < stock->count; i++)
        free(stock->cells[i].values);
    for (size_t i = 0; i < stock->owned_count; i++)
        fnl_scenario_free(stock->owned[i]);
    free(stock->cells);
    free(stock->owned);
    *stock = (struct fnl_stock){0};
}
