/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * progress.h - how far long work has come, said while it goes on (pace.h).
 *
 * On a terminal it is a line on standard error that is redrawn in place and
 * removed at the end, so that nothing of it stays. Where standard error is no
 * terminal there is nobody to watch, but a log that somebody looks into hours
 * later: it gets a plain line a minute, and none of work that is done sooner.
 */
#ifndef FUNNELSIM_CLI_PROGRESS_H
#define FUNNELSIM_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

#include <funnelsim/checkpoint.h>

#include "pace.h"

struct fnl_progress {
    bool quiet;
    bool on_terminal;
    int on_screen;               /* columns of what stands there */
    const fnl_checkpoint *saves; /* or NULL */
    struct fnl_pace pace;
    double began_at; /* seconds */
};

/* Begins; nothing is said with `quiet`. `each` pieces make a future; what is taken from `saves`,
 * unless NULL, has been done by an earlier run. */
struct fnl_progress fnl_progress_begin(bool quiet, size_t each, const fnl_checkpoint *saves);

/* `done` of `total`; `self` is a struct fnl_progress. */
void fnl_progress_tell(void *self, size_t done, size_t total);

/* Removes the line and returns the seconds since it began. */
double fnl_progress_end(struct fnl_progress *progress);

#endif
