/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settle.h"

#include <stdio.h>
#include <string.h>

#include <funnelsim/findings.h>

#include "cover.h"
#include "intake.h"
#include "watch.h"

static enum fnl_findings_format format_of(const struct fnl_options *options)
{
    if (strcmp(options->format, "table") == 0)
        return FNL_FINDINGS_TABLE;
    if (strcmp(options->format, "md") == 0)
        return FNL_FINDINGS_MARKDOWN;
    if (strcmp(options->format, "json") == 0)
        return FNL_FINDINGS_JSON;
    return FNL_FINDINGS_TAP;
}

/* What is decided after Ctrl-C is still a result. */
static enum fnl_exit try(const struct fnl_options *options, const fnl_claims *claims,
                         fnl_trial **trial)
{
    struct fnl_error error = {0};
    struct fnl_watch watch;
    const struct fnl_trial_request request = {
        .claims = claims,
        .seed = options->seed,
        .most = options->most,
        .error = (double)options->error_rate / 100,
        .only = options->only,
        .boundaries = options->boundaries,
        .execution = fnl_watch_begin(&watch, options, 1),
    };
    const fnl_status status = fnl_trial_run(&request, trial, &error);
    (void)fnl_watch_end(&watch);
    if (status != FNL_ERR_STOPPED)
        return fnl_console_fail(status, &error);
    fnl_console_say("stopped early: what was not decided by then is undecided");
    return FNL_EXIT_STOPPED;
}

static enum fnl_exit report(const struct fnl_options *options, const fnl_trial *trial)
{
    struct fnl_error error = {0};
    const bool printed = !options->out || strcmp(options->out, "-") == 0;
    const struct fnl_findings_request request = {
        .trial = trial,
        .format = format_of(options),
        .out = stdout,
        .file = printed ? NULL : options->out,
    };
    return fnl_console_fail(fnl_findings_write(&request, &error), &error);
}

/* Of two verdicts that are not as expected the one that says more comes first. */
static enum fnl_exit exit_for(const fnl_trial *trial)
{
    if (fnl_trial_contradicted(trial) > 0)
        return FNL_EXIT_FAILED;
    return fnl_trial_unsettled(trial) > 0 ? FNL_EXIT_UNDECIDED : FNL_EXIT_DONE;
}

static enum fnl_exit settle(const struct fnl_options *options, const fnl_claims *claims)
{
    fnl_trial *trial;
    enum fnl_exit code = try(options, claims, &trial);
    if (trial) {
        const enum fnl_exit reported = report(options, trial);
        if (reported != FNL_EXIT_DONE)
            code = reported;
        else if (code == FNL_EXIT_DONE)
            code = exit_for(trial);
    }
    fnl_trial_free(trial);
    return code;
}

enum fnl_exit fnl_settle_claims(const struct fnl_options *options)
{
    fnl_claims *claims;
    enum fnl_exit code =
        fnl_intake_claims(options, options->arguments, options->argument_count, &claims);
    if (code != FNL_EXIT_DONE)
        return code;
    if (fnl_claims_count(claims) == 0)
        code = fnl_console_refuse("nothing is claimed there: a claim file has a list `claims` "
                                  "(funnelsim claims --help)");
    else
        code = options->coverage ? fnl_cover_claims(options, claims) : settle(options, claims);
    fnl_claims_free(claims);
    return code;
}
