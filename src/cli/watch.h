/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * watch.h - long work while somebody waits for it: the seed is said, the share
 * that is done is shown, and Ctrl-C ends it with what there is.
 *
 * All commands that live through futures do it under a watch, so that how work
 * is done (threads, what is shown meanwhile) is read from the options here and
 * nowhere else.
 */
#ifndef FUNNELSIM_CLI_WATCH_H
#define FUNNELSIM_CLI_WATCH_H

#include <funnelsim/execution.h>

#include "options.h"
#include "progress.h"

struct fnl_watch {
    struct fnl_progress progress;
};

/* Begins; the execution is for requests, until the watch ends. `each` is how many pieces of the
 * work make what its user calls a future: as many as there are options, or worlds. */
struct fnl_execution fnl_watch_begin(struct fnl_watch *watch, const struct fnl_options *options,
                                     size_t each);

/* Ends it and returns the seconds that it took. */
double fnl_watch_end(struct fnl_watch *watch);

#endif
