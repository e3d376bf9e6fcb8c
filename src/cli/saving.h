/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * saving.h - long work that can be taken up again: --checkpoint and --resume.
 *
 * The file is opened before a command does anything, so that what is wrong with it is said at once,
 * and because it may know the seed: who did not choose one goes on with that of the earlier run.
 * Of several ranks rank 0 has the file; the others hear from it how that went, and the seed.
 */
#ifndef FUNNELSIM_CLI_SAVING_H
#define FUNNELSIM_CLI_SAVING_H

#include "console.h"
#include "options.h"

/* Opens the file that the options name, if any, as options->saves. Says why not. */
enum fnl_exit fnl_saving_begin(struct fnl_options *options);

/* Closes it after a command that ended with `code`, and says how to go on where there is something
 * left to do. Returns what to end with. */
enum fnl_exit fnl_saving_end(const struct fnl_options *options, enum fnl_exit code);

#endif
