/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recount.h"

#include <stdio.h>
#include <string.h>

#include <funnelsim/clients.h>
#include <funnelsim/miss.h>
#include <funnelsim/pains.h>
#include <funnelsim/twins.h>

#include "folder.h"
#include "intake.h"
#include "watch.h"

/* --- twins */

/* The two sides: two scenarios, or the base and one that is laid over it. */
static enum fnl_exit load_sides(const struct fnl_options *options, fnl_scenario *sides[2])
{
    const bool base_is_a_side = options->argument_count == 1;
    const char *first = base_is_a_side ? options->base : options->arguments[0];
    const char *second = options->arguments[options->argument_count - 1];
    const enum fnl_exit one =
        fnl_intake_load(options, first, base_is_a_side ? NULL : options->base, NULL, &sides[0]);
    const enum fnl_exit other = fnl_intake_load(options, second, options->base, NULL, &sides[1]);
    return one > other ? one : other;
}

static enum fnl_exit write_twins(const struct fnl_options *options, fnl_scenario *const sides[2])
{
    struct fnl_error error = {0};
    struct fnl_watch watch;
    const struct fnl_twins_request request = {
        .options = {sides[0], sides[1]},
        .seed = options->seed,
        .replication = options->future,
        .top = options->top,
        .replications = fnl_options_given(options, "replications") ? options->replications : 0,
        .execution = fnl_watch_begin(&watch, options, 1),
        .out = stdout,
        .csv = strcmp(options->format, "csv") == 0,
        .separator = options->separator[0],
    };
    const fnl_status status = fnl_twins_write(&request, &error);
    (void)fnl_watch_end(&watch);
    return fnl_console_fail(status, &error);
}

static enum fnl_exit check_twins(const struct fnl_options *options)
{
    if (!options->base && options->argument_count < 2)
        return fnl_console_refuse("twins are of two scenarios: name another, or say with --base "
                                  "BASE what the one is to be held against");
    if (strcmp(options->format, "table") != 0 && strcmp(options->format, "csv") != 0)
        return fnl_console_refuse("--format %s: twins are told as table or csv", options->format);
    return FNL_EXIT_DONE;
}

enum fnl_exit fnl_recount_twins(const struct fnl_options *options)
{
    fnl_scenario *sides[2] = {NULL, NULL};
    struct fnl_error error = {0};
    enum fnl_exit code = check_twins(options);
    if (code == FNL_EXIT_DONE)
        code = load_sides(options, sides);
    if (code == FNL_EXIT_DONE)
        code = fnl_console_fail(fnl_scenario_comparable(sides[0], sides[1], &error), &error);
    if (code == FNL_EXIT_DONE)
        code = write_twins(options, sides);
    fnl_scenario_free(sides[0]);
    fnl_scenario_free(sides[1]);
    return code;
}

/* --- one scenario */

/* Writes what is to be known of a scenario. */
typedef fnl_status recounter(const struct fnl_options *options, const fnl_scenario *scenario,
                             const struct fnl_execution *execution, struct fnl_error *error);

static enum fnl_exit recount(const struct fnl_options *options, recounter *write, size_t each)
{
    fnl_scenario *scenario;
    struct fnl_error error = {0};
    const enum fnl_exit code =
        fnl_intake_load(options, options->arguments[0], options->base, NULL, &scenario);
    if (code != FNL_EXIT_DONE)
        return code;
    struct fnl_watch watch;
    const struct fnl_execution execution = fnl_watch_begin(&watch, options, each);
    const fnl_status status = write(options, scenario, &execution, &error);
    (void)fnl_watch_end(&watch);
    fnl_scenario_free(scenario);
    return fnl_console_fail(status, &error);
}

/* --- clients */

static fnl_status write_clients(const struct fnl_options *options, const fnl_scenario *scenario,
                                const struct fnl_execution *execution, struct fnl_error *error)
{
    struct fnl_places places;
    const struct fnl_clients_request request = {
        .scenario = scenario,
        .seed = options->seed,
        .replications = options->replications,
        .replication = options->future,
        .execution = *execution,
        .writing = fnl_folder_writing(options, &places),
    };
    return fnl_clients_write(&request, error);
}

enum fnl_exit fnl_recount_clients(const struct fnl_options *options)
{
    const enum fnl_exit code = fnl_folder_check(options);
    return code == FNL_EXIT_DONE ? recount(options, write_clients, 1) : code;
}

/* --- pains */

static fnl_status write_pains(const struct fnl_options *options, const fnl_scenario *scenario,
                              const struct fnl_execution *execution, struct fnl_error *error)
{
    struct fnl_places places;
    const struct fnl_pains_request request = {
        .scenario = scenario,
        .seed = options->seed,
        .replications = options->replications,
        .execution = *execution,
        .writing = fnl_folder_writing(options, &places),
    };
    return fnl_pains_write(&request, error);
}

enum fnl_exit fnl_recount_pains(const struct fnl_options *options)
{
    const enum fnl_exit code = fnl_folder_check(options);
    return code == FNL_EXIT_DONE ? recount(options, write_pains, FNL_PAINS_WORLDS) : code;
}

/* --- blame */

static fnl_status write_miss(const struct fnl_options *options, const fnl_scenario *scenario,
                             const struct fnl_execution *execution, struct fnl_error *error)
{
    const struct fnl_miss_request request = {
        .scenario = scenario,
        .target = (int64_t)options->target * 100,
        .seed = options->seed,
        .replications = options->replications,
        .execution = *execution,
        .out = stdout,
        .format = fnl_options_format(options),
        .separator = options->separator[0],
    };
    return fnl_miss_write(&request, error);
}

enum fnl_exit fnl_recount_blame(const struct fnl_options *options)
{
    struct fnl_options year = *options;
    if (!fnl_options_given(options, "months"))
        year.months = 12; /* what comes after the year makes no difference to it */
    return recount(&year, write_miss, FNL_MISS_WORLDS);
}
