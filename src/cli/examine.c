/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "examine.h"

#include <stdbool.h>
#include <stdio.h>

#include <funnelsim/check.h>
#include <funnelsim/hindcast.h>

#include "futures.h"
#include "intake.h"

static enum fnl_exit show_actuals(const struct fnl_options *options, const fnl_scenario *scenario)
{
    struct fnl_futures futures = {0};
    struct fnl_error error = {0};
    enum fnl_exit code = fnl_futures_run(options, &scenario, 1, 0, &futures);
    if (futures.results) {
        bool fits;
        const fnl_status status = fnl_hindcast_print(futures.results, stdout, &fits, &error);
        const enum fnl_exit shown = fnl_console_fail(status, &error);
        if (shown != FNL_EXIT_DONE)
            code = shown;
        else if (code == FNL_EXIT_DONE && !fits)
            code = FNL_EXIT_FAILED;
    }
    fnl_experiment_free(futures.results);
    return code;
}

/* Last year is compared with one year: a cycle is longer where there is more time to win. */
static enum fnl_exit live_through_a_year(const struct fnl_options *options, const char *file,
                                         const fnl_scenario *scenario)
{
    fnl_scenario *year;
    if (options->months > 0 || fnl_scenario_months(scenario) <= 12)
        return show_actuals(options, scenario);
    enum fnl_exit code = fnl_intake_year(options, file, &year);
    if (code == FNL_EXIT_DONE)
        code = show_actuals(options, year);
    fnl_scenario_free(year);
    return code;
}

/* What is claimed in the file, if anything, with the strategies that it names. */
static enum fnl_exit check_claims(const struct fnl_options *options, const char *file)
{
    fnl_claims *claims;
    const enum fnl_exit code = fnl_intake_claims(options, &file, 1, &claims);
    if (code != FNL_EXIT_DONE)
        return code;
    const size_t count = fnl_claims_count(claims);
    if (count > 0)
        printf("%zu claim%s to be settled by `funnelsim claims`:\n", count, count == 1 ? "" : "s");
    for (size_t i = 0; i < count; i++)
        printf("  %s %s\n", fnl_claims_id(claims, i), fnl_claims_says(claims, i));
    if (count > 0)
        putchar('\n');
    fnl_claims_free(claims);
    return FNL_EXIT_DONE;
}

static enum fnl_exit examine(const struct fnl_options *options, const char *file)
{
    fnl_scenario *scenario;
    struct fnl_error error = {0};
    enum fnl_exit code = fnl_intake_load(options, file, options->base, NULL, &scenario);
    if (code != FNL_EXIT_DONE)
        return code;
    code = check_claims(options, file);
    if (code == FNL_EXIT_DONE)
        code = fnl_console_fail(fnl_check_imply(scenario, stdout, &error), &error);
    if (code == FNL_EXIT_DONE && options->run)
        code = live_through_a_year(options, file, scenario);
    fnl_scenario_free(scenario);
    return code;
}

enum fnl_exit fnl_examine_check(const struct fnl_options *options)
{
    enum fnl_exit worst = FNL_EXIT_DONE;
    for (size_t i = 0; i < options->argument_count && worst != FNL_EXIT_STOPPED; i++) {
        if (options->argument_count > 1)
            printf("%s%s\n", i ? "\n" : "", options->arguments[i]);
        const enum fnl_exit code = examine(options, options->arguments[i]);
        if (code > worst)
            worst = code;
    }
    return worst;
}
