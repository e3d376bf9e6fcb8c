/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "futures.h"

#include "interrupt.h"
#include "progress.h"
#include "seed.h"

enum fnl_exit fnl_futures_run(const struct fnl_options *options,
                              const fnl_scenario *const *scenarios, size_t count, size_t samples,
                              struct fnl_futures *futures)
{
    struct fnl_error error = {0};
    fnl_seed_announce(options);
    struct fnl_progress progress = fnl_progress_begin(options->quiet);
    const struct fnl_experiment_request request = {
        .options = scenarios,
        .count = count,
        .seed = options->seed,
        .replications = options->replications,
        .samples = samples,
        .per_sample = 1,
        .threads = (int)options->threads,
        .stop = fnl_interrupt_catch(),
        .progress = fnl_progress_tell,
        .progress_self = &progress,
    };
    const fnl_status status = fnl_experiment_run(&request, &futures->results, &error);
    fnl_interrupt_release();
    futures->seconds = fnl_progress_end(&progress);

    if (status != FNL_ERR_STOPPED || !futures->results)
        return fnl_console_fail(status, &error);
    fnl_console_say("stopped early: %zu of %zu futures are complete, and what follows is made of "
                    "these alone",
                    fnl_experiment_complete(futures->results),
                    fnl_experiment_asked(futures->results));
    return FNL_EXIT_STOPPED;
}
