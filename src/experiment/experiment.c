/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/experiment.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "experiment/executor.h"
#include "experiment/future.h"
#include "scenario/scenario.h"

/*
 * Cells run through the options first, then the replications, then the samples,
 * so a run that is stopped early has complete replications for all options.
 */
struct block {
    size_t groups;       /* 1, or the samples */
    size_t replications; /* in each group */
    size_t *offsets;     /* of each option's row within a replication */
    size_t width;        /* of the rows of all options together */
    int64_t *rows;
    unsigned char *done;
    size_t complete; /* groups (samples) or replications (the main block) from the first */
};

struct fnl_results {
    const fnl_scenario **options;
    struct fnl_row_layout *layouts;
    size_t count;
    uint64_t seed;
    struct block main, shaken;
    int64_t events;
};

/* What one worker keeps: a company for the plan that each option was last lived by. */
struct worker {
    size_t count;
    struct fnl_future_place *places; /* by option */
    struct fnl_recorder recorder;
};

/* One job: a block and the plans that its cells live through. */
struct task {
    const fnl_results *results;
    struct block *block;
    const struct fnl_plan *const *plans; /* by group and option */
};

static void dismiss(void *self)
{
    struct worker *worker = self;
    for (size_t i = 0; worker->places && i < worker->count; i++)
        fnl_future_leave(&worker->places[i]);
    free(worker->places);
    fnl_recorder_fini(&worker->recorder);
    free(worker);
}

static void *hire(void *self)
{
    const struct task *task = self;
    struct worker *worker = fnl_memory_zeroed(1, sizeof *worker);
    if (!worker)
        return NULL;
    worker->places = fnl_memory_zeroed(task->results->count, sizeof *worker->places);
    if (!worker->places) {
        dismiss(worker);
        return NULL;
    }
    worker->count = task->results->count;
    return worker;
}

static size_t row_at(const struct block *block, size_t group, size_t replication, size_t option)
{
    return (group * block->replications + replication) * block->width + block->offsets[option];
}

static fnl_status fill(void *self, void *workspace, size_t cell, struct fnl_error *error)
{
    const struct task *task = self;
    const size_t options = task->results->count;
    const size_t option = cell % options;
    const size_t replication = cell / options % task->block->replications;
    const size_t group = cell / options / task->block->replications;
    struct worker *worker = workspace;
    struct fnl_future_place *place = &worker->places[option];
    const fnl_status status = fnl_future_move(place, task->plans[group * options + option], error);
    if (status != FNL_OK)
        return status;
    const size_t number = group * task->block->replications + replication;
    const struct fnl_future future = {task->results->seed, number,
                                      task->block->rows +
                                          row_at(task->block, group, replication, option)};
    return fnl_future_live(place, &worker->recorder, &future, error);
}

static fnl_status make_block(struct block *block, const fnl_results *results, size_t groups,
                             size_t replications, struct fnl_error *error)
{
    block->groups = groups;
    block->replications = replications;
    block->offsets = fnl_memory_zeroed(results->count, sizeof *block->offsets);
    for (size_t i = 0; block->offsets && i < results->count; i++) {
        block->offsets[i] = block->width;
        block->width += results->layouts[i].width;
    }
    const size_t cells = groups * replications * results->count;
    block->rows = fnl_memory_zeroed(groups * replications * block->width, sizeof *block->rows);
    block->done = fnl_memory_zeroed(cells, 1);
    if (!block->offsets || !block->rows || !block->done)
        return fnl_status_fail(FNL_ERR_MEMORY, error,
                               "not enough memory for the results of %zu futures", cells);
    return FNL_OK;
}

/* How many runs of `cells` cells are done without a gap from the first. */
static size_t count_complete(const struct block *block, size_t runs, size_t cells)
{
    size_t cell = 0;
    while (cell < runs * cells && block->done[cell])
        cell++;
    return cell / cells;
}

static void count_events(fnl_results *results, const struct block *block)
{
    const size_t cells = block->groups * block->replications * results->count;
    for (size_t cell = 0; cell < cells; cell++) {
        const size_t option = cell % results->count, place = cell / results->count;
        if (block->done[cell])
            results->events +=
                block->rows[place * block->width + block->offsets[option] + FNL_EVENTS];
    }
}

static fnl_status run_block(fnl_results *results, struct block *block,
                            const struct fnl_plan *const *plans,
                            const struct fnl_experiment_request *request, struct fnl_error *error)
{
    struct task task = {results, block, plans};
    const struct fnl_job job = {.self = &task,
                                .cells = block->groups * block->replications * results->count,
                                .hire = hire,
                                .dismiss = dismiss,
                                .fill = fill,
                                .stop = request->stop,
                                .progress = request->progress,
                                .progress_self = request->progress_self};
    const fnl_status status = fnl_executor_run(&job, request->threads, block->done, error);
    count_events(results, block);
    return status;
}

static fnl_status run_main(fnl_results *results, const struct fnl_experiment_request *request,
                           struct fnl_error *error)
{
    struct block *block = &results->main;
    const struct fnl_plan **plans = fnl_memory_zeroed(results->count, sizeof *plans);
    if (!plans)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory");
    fnl_status status = make_block(block, results, 1, request->replications, error);
    if (status == FNL_OK) {
        for (size_t i = 0; i < results->count; i++)
            plans[i] = fnl_scenario_plan(results->options[i]);
        status = run_block(results, block, plans, request, error);
        block->complete = count_complete(block, block->replications, results->count);
    }
    free(plans);
    return status;
}

/* The variants of all options in all samples, and their plans. */
struct variants {
    fnl_scenario **scenarios;
    const struct fnl_plan **plans;
    size_t count;
};

static void free_variants(struct variants *variants)
{
    for (size_t i = 0; i < variants->count; i++)
        fnl_scenario_free(variants->scenarios[i]);
    free(variants->scenarios);
    free(variants->plans);
}

static fnl_status make_variants(struct variants *variants, const fnl_results *results,
                                size_t samples, struct fnl_error *error)
{
    const size_t wanted = samples * results->count;
    variants->scenarios = fnl_memory_zeroed(wanted, sizeof *variants->scenarios);
    variants->plans = fnl_memory_zeroed(wanted, sizeof *variants->plans);
    if (!variants->scenarios || !variants->plans)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory");
    for (size_t i = 0; i < wanted; i++) {
        const fnl_status status =
            fnl_scenario_shaken(results->options[i % results->count], results->seed,
                                i / results->count, samples, &variants->scenarios[i], error);
        if (status != FNL_OK)
            return status;
        variants->plans[i] = fnl_scenario_plan(variants->scenarios[i]);
        variants->count = i + 1;
    }
    return FNL_OK;
}

static size_t count_ranges(const fnl_results *results)
{
    size_t ranges = 0;
    for (size_t i = 0; i < results->count; i++)
        ranges += fnl_scenario_ranges(results->options[i]);
    return ranges;
}

static fnl_status run_shaken(fnl_results *results, const struct fnl_experiment_request *request,
                             struct fnl_error *error)
{
    if (request->samples == 0 || request->per_sample == 0 || count_ranges(results) == 0)
        return FNL_OK;
    struct block *block = &results->shaken;
    struct variants variants = {0};
    fnl_status status = make_block(block, results, request->samples, request->per_sample, error);
    if (status == FNL_OK)
        status = make_variants(&variants, results, request->samples, error);
    if (status == FNL_OK) {
        status = run_block(results, block, variants.plans, request, error);
        block->complete =
            count_complete(block, block->groups, block->replications * results->count);
    }
    free_variants(&variants);
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
    if (!results->options || !results->layouts) {
        fnl_experiment_free(results);
        return NULL;
    }
    results->count = count;
    results->seed = seed;
    return results;
}

static void take_options(fnl_results *results, const struct fnl_experiment_request *request)
{
    for (size_t i = 0; i < request->count; i++) {
        const struct fnl_plan *plan = fnl_scenario_plan(request->options[i]);
        results->options[i] = request->options[i];
        results->layouts[i] =
            fnl_indicator_layout((size_t)plan->months, plan->phases[0].settings->sources.count);
    }
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
    if (status != FNL_OK && (status != FNL_ERR_STOPPED || made->main.complete < 2)) {
        fnl_experiment_free(made);
        return status == FNL_ERR_STOPPED
                   ? fnl_status_fail(status, error, "stopped before two replications were complete")
                   : status;
    }
    *results = made;
    return status;
}

static void copy_rows(struct block *block, size_t complete, size_t each, const int64_t *rows)
{
    if (complete > 0)
        memcpy(block->rows, rows, complete * each * block->width * sizeof *rows);
    block->complete = complete;
}

fnl_status fnl_experiment_of_rows(const struct fnl_experiment_rows *rows, fnl_results **results,
                                  struct fnl_error *error)
{
    assert(rows->options > 0 && rows->complete <= rows->asked);
    *results = NULL;
    fnl_results *made = new_results(rows->options, rows->seed);
    if (!made)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory");
    for (size_t i = 0; i < rows->options; i++)
        made->layouts[i] = rows->layouts[i];

    fnl_status status = make_block(&made->main, made, 1, rows->asked, error);
    if (status == FNL_OK)
        status = make_block(&made->shaken, made, rows->samples, rows->per_sample, error);
    if (status != FNL_OK) {
        fnl_experiment_free(made);
        return status;
    }
    copy_rows(&made->main, rows->complete, 1, rows->rows);
    copy_rows(&made->shaken, rows->samples, rows->per_sample, rows->shaken);
    *results = made;
    return FNL_OK;
}

static void free_block(struct block *block)
{
    free(block->offsets);
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
    free(results);
}

size_t fnl_experiment_complete(const fnl_results *results)
{
    return results->main.complete;
}

size_t fnl_experiment_asked(const fnl_results *results)
{
    return results->main.replications;
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
    return results->main.rows + row_at(&results->main, 0, replication, option);
}

size_t fnl_experiment_samples(const fnl_results *results)
{
    return results->shaken.complete;
}

size_t fnl_experiment_per_sample(const fnl_results *results)
{
    return results->shaken.replications;
}

const int64_t *fnl_experiment_sample_row(const fnl_results *results, size_t option, size_t sample,
                                         size_t replication)
{
    assert(sample < results->shaken.complete && replication < results->shaken.replications);
    return results->shaken.rows + row_at(&results->shaken, sample, replication, option);
}
