/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/experiment.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "experiment/executor.h"
#include "experiment/future.h"
#include "experiment/signature.h"
#include "scenario/scenario.h"

/*
 * The rows stand future by future, and within one option by option; and the
 * cells of the executor run through them in that order, so that a run that is
 * stopped early has complete futures of all options. A sample of the uncertain
 * inputs is one cell, because its options move together or not at all; behind
 * its rows stands a 1 where they did not.
 */
struct block {
    size_t futures; /* or samples */
    size_t each;    /* cells in each of them */
    size_t stride;  /* numbers from one to the next */
    int64_t *rows;
    unsigned char *done; /* by cell */
    size_t complete;     /* futures from the first */
};

struct fnl_results {
    const fnl_scenario **options;
    struct fnl_row_layout *layouts;
    size_t *offsets; /* of each option's row within a future */
    size_t width;    /* of the rows of all options together */
    size_t count;
    uint64_t seed;
    struct block main, shaken;
    size_t misfits; /* samples in which all options stayed as stated, of the complete ones */
    int64_t events;
};

/* A company takes little time to set up beside a future, and in a large firm much memory. */
enum { PLACES = 16 };

struct worker {
    struct fnl_future_place places[PLACES]; /* options take turns where there are more */
    size_t count;
    fnl_scenario **variants; /* by option; NULL: the option as stated */
    struct fnl_recorder recorder;
};

/* One job: a block to be filled. */
struct task {
    fnl_results *results;
    struct block *block;
    const struct fnl_execution *execution;
};

static void vacate(struct worker *worker)
{
    for (size_t i = 0; i < PLACES; i++)
        fnl_future_leave(&worker->places[i]);
    for (size_t i = 0; i < worker->count; i++) {
        fnl_scenario_free(worker->variants[i]);
        worker->variants[i] = NULL;
    }
}

static void dismiss(void *self)
{
    struct worker *worker = self;
    vacate(worker);
    free(worker->variants);
    fnl_recorder_fini(&worker->recorder);
    free(worker);
}

static void *hire(void *self)
{
    const struct task *task = self;
    struct worker *worker = fnl_memory_zeroed(1, sizeof *worker);
    if (!worker)
        return NULL;
    worker->variants = fnl_memory_zeroed(task->results->count, sizeof(fnl_scenario *));
    if (!worker->variants) {
        dismiss(worker);
        return NULL;
    }
    worker->count = task->results->count;
    return worker;
}

/* One future of one option. */
struct future {
    size_t number, option;
};

static int64_t *row_at(const fnl_results *results, const struct block *block, struct future future)
{
    return block->rows + future.number * block->stride + results->offsets[future.option];
}

/* Where it stands whether the options of a sample stayed as stated. */
static int64_t *unfit_at(const fnl_results *results, size_t sample)
{
    return results->shaken.rows + sample * results->shaken.stride + results->width;
}

/* Lived through, recorded, audited. */
static fnl_status live(const struct task *task, struct worker *worker, struct future future,
                       struct fnl_error *error)
{
    const fnl_results *results = task->results;
    const fnl_scenario *variant = worker->variants[future.option];
    const struct fnl_plan *plan =
        fnl_scenario_plan(variant ? variant : results->options[future.option]);
    struct fnl_future_place *place = &worker->places[future.option % PLACES];
    place->stop = task->execution->stop;
    const fnl_status status = fnl_future_move(place, plan, error);
    if (status != FNL_OK)
        return status;
    int64_t *row = row_at(results, task->block, future);
    return fnl_future_live(place, &worker->recorder,
                           &(struct fnl_future){results->seed, future.number, row}, error);
}

static fnl_status fill_future(void *self, void *worker, size_t cell, struct fnl_error *error)
{
    const struct task *task = self;
    const size_t options = task->results->count;
    return live(task, worker, (struct future){cell / options, cell % options}, error);
}

/*
 * Moves what is uncertain in all options. Where that does not fit together in
 * one of them, none moves: options are compared at the same inputs.
 */
static fnl_status shake(const struct task *task, struct worker *worker, size_t sample,
                        struct fnl_error *error)
{
    const fnl_results *results = task->results;
    for (size_t i = 0; i < results->count; i++) {
        const fnl_status status =
            fnl_scenario_shaken(results->options[i], results->seed, sample, task->block->futures,
                                &worker->variants[i], error);
        if (status == FNL_ERR_SCENARIO) {
            *unfit_at(results, sample) = 1;
            vacate(worker);
            return FNL_OK;
        }
        if (status != FNL_OK)
            return status;
    }
    return FNL_OK;
}

/* The variants are made here and not beforehand: however many samples, few exist at a time. */
static fnl_status fill_sample(void *self, void *workspace, size_t sample, struct fnl_error *error)
{
    const struct task *task = self;
    struct worker *worker = workspace;
    fnl_status status = shake(task, worker, sample, error);
    for (size_t i = 0; status == FNL_OK && i < worker->count; i++)
        status = live(task, worker, (struct future){sample, i}, error);
    vacate(worker);
    return status;
}

static fnl_status make_block(struct block *block, const fnl_results *results, size_t futures,
                             size_t each, struct fnl_error *error)
{
    block->futures = futures;
    block->each = each;
    block->stride = results->width + (block == &results->shaken);
    block->rows = fnl_memory_zeroed(futures * block->stride, sizeof *block->rows);
    block->done = fnl_memory_zeroed(futures * each, 1);
    if (!block->rows || !block->done)
        return fnl_status_fail(FNL_ERR_MEMORY, error,
                               "not enough memory for the results of %zu futures",
                               futures * results->count);
    return FNL_OK;
}

/* How many futures are done without a gap from the first. */
static size_t count_complete(const struct block *block)
{
    size_t cell = 0;
    while (cell < block->futures * block->each && block->done[cell])
        cell++;
    return cell / block->each;
}

static void count_events(fnl_results *results, const struct block *block)
{
    for (size_t number = 0; number < block->complete; number++)
        for (size_t option = 0; option < results->count; option++)
            results->events += row_at(results, block, (struct future){number, option})[FNL_EVENTS];
}

static struct fnl_place place_of_future(void *self, size_t cell)
{
    const struct task *task = self;
    const fnl_results *results = task->results;
    const size_t option = cell % results->count;
    return (struct fnl_place){
        row_at(results, task->block, (struct future){cell / results->count, option}),
        results->layouts[option].width * sizeof *task->block->rows};
}

static struct fnl_place place_of_sample(void *self, size_t sample)
{
    const struct block *block = ((const struct task *)self)->block;
    return (struct fnl_place){block->rows + sample * block->stride,
                              block->stride * sizeof *block->rows};
}

/* What the rows of futures depend on, in the order of the options. */
static uint64_t sign(const fnl_results *results, const char *kind)
{
    uint64_t signature = fnl_signature_begin(kind, results->seed);
    for (size_t i = 0; i < results->count; i++) {
        signature = fnl_signature_plan(signature, fnl_scenario_plan(results->options[i]));
        signature = fnl_signature_with(signature, results->layouts[i].width);
    }
    return signature;
}

/* What the executor tells of one block, as a part of all futures of all options: a sample has one
   of each option. */
static void tell(void *self, size_t done, size_t total)
{
    const struct task *task = self;
    const fnl_results *results = task->results;
    const struct fnl_execution *execution = task->execution;
    const size_t before = task->block == &results->shaken ? results->main.futures : 0;
    (void)total;
    execution->progress(execution->progress_self,
                        before * results->count + done * (results->count / task->block->each),
                        (results->main.futures + results->shaken.futures) * results->count);
}

/* Does one of the two kinds of work. */
static fnl_status run_block(const struct task *task, struct fnl_job job, struct fnl_error *error)
{
    struct block *block = task->block;
    struct fnl_execution execution = *task->execution;
    execution.progress = execution.progress ? tell : NULL;
    execution.progress_self = (void *)task;
    job.self = (void *)task;
    job.cells = block->futures * block->each;
    job.hire = hire;
    job.dismiss = dismiss;
    const fnl_status status = fnl_executor_run(&job, &execution, block->done, error);
    block->complete = count_complete(block);
    count_events(task->results, block);
    return status;
}

static bool has_ranges(const fnl_results *results)
{
    for (size_t i = 0; i < results->count; i++)
        if (fnl_scenario_ranges(results->options[i]) > 0)
            return true;
    return false;
}

static fnl_status run_main(fnl_results *results, const struct fnl_experiment_request *request,
                           struct fnl_error *error)
{
    const struct task task = {results, &results->main, &request->execution};
    const struct fnl_job job = {
        .fill = fill_future, .place = place_of_future, .signature = sign(results, "futures")};
    const fnl_status status =
        make_block(task.block, results, request->replications, results->count, error);
    return status == FNL_OK ? run_block(&task, job, error) : status;
}

static fnl_status run_shaken(fnl_results *results, const struct fnl_experiment_request *request,
                             struct fnl_error *error)
{
    struct block *block = &results->shaken;
    const struct task task = {results, block, &request->execution};
    struct fnl_job job = {.fill = fill_sample, .place = place_of_sample};
    if (block->futures == 0)
        return FNL_OK;
    /* How far each input moves in a sample depends on how many samples there are. */
    job.signature = fnl_signature_with(sign(results, "samples"), block->futures);
    fnl_status status = make_block(block, results, block->futures, 1, error);
    if (status == FNL_OK)
        status = run_block(&task, job, error);
    for (size_t sample = 0; sample < block->complete; sample++)
        results->misfits += *unfit_at(results, sample) != 0;
    return status;
}

/* Room for the results of `count` options. */
static fnl_results *new_results(size_t count, uint64_t seed)
{
    fnl_results *results = fnl_memory_zeroed(1, sizeof *results);
    if (!results)
        return NULL;
    results->options = fnl_memory_zeroed(count, sizeof *results->options);
    results->layouts = fnl_memory_zeroed(count, sizeof *results->layouts);
    results->offsets = fnl_memory_zeroed(count, sizeof *results->offsets);
    if (!results->options || !results->layouts || !results->offsets) {
        fnl_experiment_free(results);
        return NULL;
    }
    results->count = count;
    results->seed = seed;
    return results;
}

static void lay_out(fnl_results *results, size_t option, struct fnl_row_layout layout)
{
    results->layouts[option] = layout;
    results->offsets[option] = results->width;
    results->width += layout.width;
}

static void take_options(fnl_results *results, const struct fnl_experiment_request *request)
{
    for (size_t i = 0; i < request->count; i++) {
        const struct fnl_plan *plan = fnl_scenario_plan(request->options[i]);
        results->options[i] = request->options[i];
        lay_out(
            results, i,
            fnl_indicator_layout((size_t)plan->months, plan->phases[0].settings->sources.count));
    }
    results->shaken.futures = has_ranges(results) ? request->samples : 0;
}

/* Whoever has all the rows gives them away where there is enough to look at. */
static fnl_status present(fnl_results *made, fnl_status status, fnl_results **results,
                          struct fnl_error *error)
{
    if (status == FNL_OK || (status == FNL_ERR_STOPPED && made->main.complete >= 2)) {
        *results = made;
        return status;
    }
    fnl_experiment_free(made);
    return status == FNL_ERR_STOPPED
               ? fnl_status_fail(status, error, "stopped before two replications were complete")
               : status;
}

fnl_status fnl_experiment_run(const struct fnl_experiment_request *request, fnl_results **results,
                              struct fnl_error *error)
{
    assert(request->count > 0);
    *results = NULL;
    if (request->replications < 2 || request->replications > FNL_EXPERIMENT_MOST)
        return fnl_status_fail(FNL_ERR_USAGE, error, "%zu replications: expected 2 to %d",
                               request->replications, FNL_EXPERIMENT_MOST);
    fnl_results *made = new_results(request->count, request->seed);
    if (!made)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory");
    take_options(made, request);

    fnl_status status = run_main(made, request, error);
    if (status == FNL_OK)
        status = run_shaken(made, request, error);
    if (fnl_ranks_own(request->execution.ranks) == 0)
        return present(made, status, results, error);
    fnl_experiment_free(made);
    return status;
}

static void copy_rows(struct block *block, const fnl_results *results, size_t complete,
                      const int64_t *rows)
{
    for (size_t i = 0; i < complete; i++)
        memcpy(block->rows + i * block->stride, rows + i * results->width,
               results->width * sizeof *rows);
    block->complete = complete;
}

fnl_status fnl_experiment_of_rows(const struct fnl_experiment_rows *rows, fnl_results **results,
                                  struct fnl_error *error)
{
    assert(rows->options > 0 && rows->complete <= rows->asked);
    assert(rows->samples <= rows->samples_asked && rows->misfits <= rows->samples);
    *results = NULL;
    fnl_results *made = new_results(rows->options, rows->seed);
    if (!made)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory");
    for (size_t i = 0; i < rows->options; i++)
        lay_out(made, i, rows->layouts[i]);

    fnl_status status = make_block(&made->main, made, rows->asked, 1, error);
    if (status == FNL_OK)
        status = make_block(&made->shaken, made, rows->samples_asked, 1, error);
    if (status != FNL_OK) {
        fnl_experiment_free(made);
        return status;
    }
    copy_rows(&made->main, made, rows->complete, rows->rows);
    copy_rows(&made->shaken, made, rows->samples, rows->shaken);
    made->misfits = rows->misfits;
    *results = made;
    return FNL_OK;
}

static void free_block(struct block *block)
{
    free(block->rows);
    free(block->done);
}

void fnl_experiment_free(fnl_results *results)
{
    if (!results)
        return;
    free_block(&results->main);
    free_block(&results->shaken);
    free(results->options);
    free(results->layouts);
    free(results->offsets);
    free(results);
}

size_t fnl_experiment_complete(const fnl_results *results)
{
    return results->main.complete;
}

size_t fnl_experiment_asked(const fnl_results *results)
{
    return results->main.futures;
}

int64_t fnl_experiment_events(const fnl_results *results)
{
    return results->events;
}

size_t fnl_experiment_options(const fnl_results *results)
{
    return results->count;
}

const fnl_scenario *fnl_experiment_option(const fnl_results *results, size_t option)
{
    return results->options[option];
}

const struct fnl_row_layout *fnl_experiment_layout(const fnl_results *results, size_t option)
{
    return &results->layouts[option];
}

uint64_t fnl_experiment_seed(const fnl_results *results)
{
    return results->seed;
}

const int64_t *fnl_experiment_row(const fnl_results *results, size_t option, size_t replication)
{
    assert(replication < results->main.complete);
    return row_at(results, &results->main, (struct future){replication, option});
}

size_t fnl_experiment_samples(const fnl_results *results)
{
    return results->shaken.complete;
}

size_t fnl_experiment_samples_asked(const fnl_results *results)
{
    return results->shaken.futures;
}

size_t fnl_experiment_misfits(const fnl_results *results)
{
    return results->misfits;
}

const int64_t *fnl_experiment_sample_row(const fnl_results *results, size_t option, size_t sample)
{
    assert(sample < results->shaken.complete);
    return row_at(results, &results->shaken, (struct future){sample, option});
}
