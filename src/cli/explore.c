/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore.h"

#include <stdlib.h>

#include <funnelsim/regimes.h>

#include "folder.h"
#include "intake.h"
#include "replay.h"
#include "watch.h"

/* What is known after Ctrl-C is still a map. */
static enum fnl_exit live(const struct fnl_options *options, fnl_map *map)
{
    struct fnl_error error = {0};
    struct fnl_watch watch;
    const struct fnl_map_futures futures = {
        .seed = options->seed,
        .replications = options->replications,
        .execution = fnl_watch_begin(&watch, options, 2),
    };
    const fnl_status status = fnl_map_live(map, &futures, &error);
    (void)fnl_watch_end(&watch);
    if (status != FNL_ERR_STOPPED)
        return fnl_console_fail(status, &error);
    fnl_console_say("stopped early: %zu of %zu points are complete", fnl_map_known(map),
                    fnl_map_points(map));
    return FNL_EXIT_STOPPED;
}

static enum fnl_exit report(const struct fnl_options *options, const fnl_map *map)
{
    struct fnl_places places;
    struct fnl_error error = {0};
    char *command = fnl_replay_text(options);
    if (!command)
        return FNL_EXIT_SYSTEM;
    const struct fnl_regimes_request request = {
        .map = map, .command = command, .writing = fnl_folder_writing(options, &places)};
    const fnl_status status = fnl_regimes_write(&request, &error);
    free(command);
    return fnl_console_fail(status, &error);
}

static enum fnl_exit check(const struct fnl_options *options)
{
    if (!options->axes[0] || !options->axes[1])
        return fnl_console_refuse("a map has two axes: --x PATH=VALUE,VALUE --y PATH=VALUE,VALUE, "
                                  "such as --x reps.count=4,8,12");
    if (!options->base && options->argument_count < 2)
        return fnl_console_refuse("a map is of two scenarios: name another, or say with --base "
                                  "BASE what the one is to be held against");
    return fnl_folder_check(options);
}

enum fnl_exit fnl_explore_map(const struct fnl_options *options)
{
    fnl_map *map = NULL;
    enum fnl_exit code = check(options);
    if (code == FNL_EXIT_DONE)
        code = fnl_intake_map(options, &map);
    if (code == FNL_EXIT_DONE)
        code = live(options, map);
    if (map && fnl_map_known(map) > 0) {
        const enum fnl_exit reported = report(options, map);
        if (reported != FNL_EXIT_DONE)
            code = reported;
    }
    fnl_map_free(map);
    return code;
}
