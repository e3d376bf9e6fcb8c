/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * progress.h - the line that shows, on a terminal and while long work goes on,
 * how much of it is done.
 *
 * It is redrawn in place on standard error and removed at the end, so nothing
 * of it stays. There is none when standard error is no terminal.
 */
#ifndef FUNNELSIM_CLI_PROGRESS_H
#define FUNNELSIM_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct fnl_progress {
    bool shown;      /* there is somebody to see it */
    bool on_screen;  /* something of it stands there */
    size_t done;     /* when it was last told */
    int stage;       /* how often the count has begun anew */
    double drawn_at; /* seconds on the clock below */
    double began_at;
};

/* Begins; nothing is shown with `quiet`. */
struct fnl_progress fnl_progress_begin(bool quiet);

/* `done` of `total`; `self` is a struct fnl_progress. A smaller `done` than before begins the
 * next stage of the work: first the futures, then the samples of what is uncertain. */
void fnl_progress_tell(void *self, size_t done, size_t total);

/* Removes the line and returns the seconds since it began. */
double fnl_progress_end(struct fnl_progress *progress);

#endif
