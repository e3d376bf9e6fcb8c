/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * crew.h - the program as one of several ranks that do one thing together
 * (funnelsim/ranks.h), of which one is seen.
 *
 * The others do the same and are silent: what they print goes nowhere, they write
 * no files and draw nothing, and what they say on standard error is kept until
 * the end. There it is said by rank 0 where it is news: if all say that an option
 * is misspelt, it is said once. Who ends before that says it itself.
 */
#ifndef FUNNELSIM_CLI_CREW_H
#define FUNNELSIM_CLI_CREW_H

#include <funnelsim/ranks.h>

#include "options.h"

/* Meets the others. To be called before anything is said; what is wrong is said. */
enum fnl_exit fnl_crew_open(void);

/* The ranks; NULL for none. */
fnl_ranks *fnl_crew_ranks(void);

/*
 * Whether this rank has a part in the command: rank 0 in every one, the others
 * where futures are lived through. Theirs is to be silent, and their options are
 * changed so.
 */
bool fnl_crew_takes_part(struct fnl_options *options);

/* Waits for all; returns the exit code of all. */
enum fnl_exit fnl_crew_close(enum fnl_exit code);

#endif
