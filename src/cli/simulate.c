/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simulate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <funnelsim/report.h>

#include "command.h"
#include "crew.h"
#include "folder.h"
#include "futures.h"
#include "intake.h"
#include "replay.h"

/* The scenarios of one experiment, the yardstick first. */
struct contest {
    fnl_scenario *scenarios[FNL_OPTIONS_ARGUMENTS + 1]; /* the base and the options */
    size_t count;
    struct fnl_mistakes told; /* of all scenarios */
};

static enum fnl_exit add(struct contest *contest, const struct fnl_options *options,
                         const char *file, const char *base)
{
    const enum fnl_exit code =
        fnl_intake_load(options, file, base, &contest->told, &contest->scenarios[contest->count]);
    if (code == FNL_EXIT_DONE)
        contest->count++;
    return code;
}

/*
 * All that were named, the base too where it is an option, so that the mistakes in all of them are
 * said at once. A base that cannot even be opened is no base for the others.
 */
static enum fnl_exit add_all(struct contest *contest, const struct fnl_options *options,
                             bool with_base)
{
    enum fnl_exit worst = with_base ? add(contest, options, options->base, NULL) : FNL_EXIT_DONE;
    const bool goes_on = worst == FNL_EXIT_DONE || fnl_mistakes_any(&contest->told);
    for (size_t i = 0; i < options->argument_count && goes_on; i++) {
        const enum fnl_exit code = add(contest, options, options->arguments[i], options->base);
        if (code > worst)
            worst = code;
    }
    fnl_mistakes_print(&contest->told, stderr);
    fnl_mistakes_fini(&contest->told);
    return worst;
}

static void free_all(struct contest *contest)
{
    for (size_t i = 0; i < contest->count; i++)
        fnl_scenario_free(contest->scenarios[i]);
}

static enum fnl_exit check_comparable(const struct contest *contest)
{
    struct fnl_error error = {0};
    fnl_status status = FNL_OK;
    for (size_t i = 1; status == FNL_OK && i < contest->count; i++)
        status = fnl_scenario_comparable(contest->scenarios[0], contest->scenarios[i], &error);
    return fnl_console_fail(status, &error);
}

static enum fnl_exit report(const struct fnl_options *options, const struct fnl_futures *futures,
                            const char *command)
{
    struct fnl_places places;
    struct fnl_error error = {0};
    const struct fnl_report_request request = {
        .results = futures->results,
        .command = command,
        .writing = fnl_folder_writing(options, &places),
        /* mpirun gives ranks a terminal of its own making. */
        .seconds = isatty(STDOUT_FILENO) && !fnl_crew_ranks() ? futures->seconds : -1,
    };
    return fnl_console_fail(fnl_report_write(&request, &error), &error);
}

static enum fnl_exit report_recorded(const struct fnl_options *options,
                                     const struct fnl_futures *futures)
{
    char *command = fnl_replay_text(options);
    const enum fnl_exit code = command ? report(options, futures, command) : FNL_EXIT_SYSTEM;
    free(command);
    return code;
}

/* What cannot be written or drawn is refused now and not after minutes of work. */
static enum fnl_exit check_report(const struct contest *contest, const struct fnl_options *options)
{
    struct fnl_places places;
    struct fnl_error error = {0};
    const struct fnl_writing_request request = fnl_folder_writing(options, &places);
    const enum fnl_exit code = fnl_folder_check(options);
    if (code != FNL_EXIT_DONE)
        return code;
    return fnl_console_fail(fnl_report_check((const fnl_scenario *const *)contest->scenarios,
                                             contest->count, &request, &error),
                            &error);
}

/* Lives through it and reports. What Ctrl-C has left is reported too. */
static enum fnl_exit play(const struct contest *contest, const struct fnl_options *options)
{
    struct fnl_futures futures = {0};
    /* Samples tell how a difference widens: of a single option there is none. */
    const size_t samples = contest->count > 1 ? options->samples : 0;
    enum fnl_exit code = check_report(contest, options);
    if (code != FNL_EXIT_DONE)
        return code;
    code = fnl_futures_run(options, (const fnl_scenario *const *)contest->scenarios, contest->count,
                           samples, &futures);
    if (futures.results) {
        const enum fnl_exit reported = report_recorded(options, &futures);
        if (reported != FNL_EXIT_DONE)
            code = reported;
    }
    fnl_experiment_free(futures.results);
    return code;
}

enum fnl_exit fnl_simulate_run(const struct fnl_options *options)
{
    struct contest contest = {0};
    enum fnl_exit code = add_all(&contest, options, false);
    if (code == FNL_EXIT_DONE)
        code = play(&contest, options);
    free_all(&contest);
    return code;
}

enum fnl_exit fnl_simulate_compare(const struct fnl_options *options)
{
    struct contest contest = {0};
    enum fnl_exit code;
    if (!options->base && options->argument_count < 2)
        return fnl_console_refuse("one scenario cannot be compared: name another, or say with "
                                  "--base BASE what it is to be laid over and compared with");
    code = add_all(&contest, options, options->base);
    if (code == FNL_EXIT_DONE)
        code = check_comparable(&contest);
    if (code == FNL_EXIT_DONE)
        code = play(&contest, options);
    free_all(&contest);
    return code;
}
