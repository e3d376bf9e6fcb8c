/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "follow.h"

#include <stdio.h>

#include <funnelsim/trace.h>

#include "intake.h"
#include "seed.h"

enum fnl_exit fnl_follow_trace(const struct fnl_options *options)
{
    fnl_scenario *scenario;
    struct fnl_error error = {0};
    if (options->family && !options->follow)
        return fnl_console_refuse("whose family? --family needs --follow NAME");
    enum fnl_exit code =
        fnl_intake_load(options, options->arguments[0], options->base, NULL, &scenario);
    if (code != FNL_EXIT_DONE)
        return code;
    fnl_seed_announce(options);
    const struct fnl_trace_request request = {
        .scenario = scenario,
        .seed = options->seed,
        .replication = options->future,
        .follow = options->follow,
        .family = options->family,
        .from = options->from,
        .to = options->to,
        .limit = options->limit,
        .out = stdout,
    };
    code = fnl_console_fail(fnl_trace_run(&request, &error), &error);
    fnl_scenario_free(scenario);
    return code;
}
