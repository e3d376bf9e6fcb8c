/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "futures.h"

#include "watch.h"

static void tell_what_is_left(const fnl_results *results)
{
    const size_t complete = fnl_experiment_complete(results), asked = fnl_experiment_asked(results);
    if (complete < asked)
        fnl_console_say("stopped early: %zu of %zu futures are complete, and what follows is made "
                        "of these alone",
                        complete, asked);
    else
        fnl_console_say("stopped early: all %zu futures are complete, but the inputs that state a "
                        "range were moved in %zu of %zu alone",
                        asked, fnl_experiment_samples(results),
                        fnl_experiment_samples_asked(results));
}

enum fnl_exit fnl_futures_run(const struct fnl_options *options,
                              const fnl_scenario *const *scenarios, size_t count, size_t samples,
                              struct fnl_futures *futures)
{
    struct fnl_error error = {0};
    struct fnl_watch watch;
    const struct fnl_experiment_request request = {
        .options = scenarios,
        .count = count,
        .seed = options->seed,
        .replications = options->replications,
        .samples = samples,
        .execution = fnl_watch_begin(&watch, options, count),
    };
    const fnl_status status = fnl_experiment_run(&request, &futures->results, &error);
    futures->seconds = fnl_watch_end(&watch);

    if (status != FNL_ERR_STOPPED || !futures->results)
        return fnl_console_fail(status, &error);
    tell_what_is_left(futures->results);
    return FNL_EXIT_STOPPED;
}
