/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "saving.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "command.h"
#include "crew.h"
#include "folder.h"
#include "replay.h"

#define COUNTED 40 /* room for how many results there are */

/* "1 result is", "40 results are": what is in the file. */
static const char *count(size_t pieces, char text[COUNTED])
{
    snprintf(text, COUNTED, "%zu result%s", pieces, pieces == 1 ? " is" : "s are");
    return text;
}

static void tell(void *self, const struct fnl_checkpoint_found *found)
{
    const struct fnl_options *options = self;
    char text[COUNTED];
    if (options->quiet)
        return;
    fnl_console_say("going on from %s: %s there%s", options->checkpoint, count(found->pieces, text),
                    found->damaged ? "; what stood behind was damaged, and is lived through again"
                                   : "");
}

/* Who has the file of an earlier run and chose no seed wants that of the earlier run. */
static void choose_seed(struct fnl_options *options)
{
    uint64_t seed = options->seed;
    const bool earlier = fnl_checkpoint_seed(options->saves, &seed);
    if (!fnl_options_given(options, "seed"))
        options->seed = seed;
    if (options->resume && !earlier && !options->quiet)
        fnl_console_say("nothing is in %s yet: beginning", options->checkpoint);
}

static fnl_status describe(struct fnl_options *options, struct fnl_error *error)
{
    char *command = fnl_replay_text(options);
    if (!command)
        return FNL_ERR_MEMORY;
    const struct fnl_checkpoint_work work = {
        .seed = options->seed, .command = command, .tell = tell, .self = options};
    const fnl_status status = fnl_checkpoint_describe(options->saves, &work, error);
    free(command);
    return status;
}

static bool leads_nowhere(const char *path)
{
    struct stat found;
    return lstat(path, &found) == 0 && stat(path, &found) != 0;
}

/* What else is written to the end of a link cannot be told before there is something. */
static enum fnl_exit check_path(const struct fnl_options *options)
{
    return leads_nowhere(options->checkpoint)
               ? fnl_console_refuse("--checkpoint %s: this is a link that leads to no file: name "
                                    "the file itself",
                                    options->checkpoint)
               : fnl_folder_spare(options, "checkpoint", options->checkpoint);
}

static enum fnl_exit open_file(struct fnl_options *options)
{
    struct fnl_error error = {0};
    const enum fnl_exit code = check_path(options);
    if (code != FNL_EXIT_DONE)
        return code;
    fnl_status status =
        fnl_checkpoint_open(options->checkpoint, options->resume, &options->saves, &error);
    if (status != FNL_OK)
        return fnl_console_fail(status, &error);
    choose_seed(options);
    status = describe(options, &error);
    return status == FNL_OK ? FNL_EXIT_DONE
                            : fnl_saving_end(options, fnl_console_fail(status, &error));
}

enum fnl_exit fnl_saving_begin(struct fnl_options *options)
{
    fnl_ranks *ranks = fnl_crew_ranks();
    enum fnl_exit code = FNL_EXIT_DONE;
    if (options->resume && !options->checkpoint)
        return fnl_console_refuse("--resume: from which file? --checkpoint FILE says so");
    if (!options->checkpoint)
        return FNL_EXIT_DONE;
    if (strcmp(options->command->name, "check") == 0 && !options->run)
        return fnl_console_refuse("--checkpoint: `funnelsim check` has nothing to save without "
                                  "--run");
    if (fnl_ranks_own(ranks) == 0)
        code = open_file(options);
    fnl_ranks_share(ranks, &code, sizeof code);
    fnl_ranks_share(ranks, &options->seed, sizeof options->seed);
    return code;
}

enum fnl_exit fnl_saving_end(const struct fnl_options *options, enum fnl_exit code)
{
    struct fnl_error error = {0};
    char text[COUNTED];
    if (!options->saves)
        return code;
    const size_t pieces =
        fnl_checkpoint_taken(options->saves) + fnl_checkpoint_saved(options->saves);
    if (pieces > 0 && (code == FNL_EXIT_STOPPED || code == FNL_EXIT_SYSTEM))
        fnl_console_say("%s in %s: the same command with --resume goes on from there",
                        count(pieces, text), options->checkpoint);
    const enum fnl_exit closed =
        fnl_console_fail(fnl_checkpoint_close(options->saves, &error), &error);
    return closed == FNL_EXIT_DONE ? code : closed;
}
