/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define BAR         24  /* columns */
#define LINE        60  /* columns that are enough to cover what was drawn */
#define REDRAW      0.1 /* seconds */
#define STAGE_NAMES 2

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

struct fnl_progress fnl_progress_begin(bool quiet)
{
    const double began_at = now();
    return (struct fnl_progress){
        .shown = !quiet && isatty(STDERR_FILENO),
        .drawn_at = began_at,
        .began_at = began_at,
    };
}

static void draw(const struct fnl_progress *progress, double share)
{
    static const char *const stages[STAGE_NAMES] = {"futures", "uncertain figures"};
    static const char full[] = "########################", empty[] = "........................";
    const int columns = (int)(share * BAR);
    fprintf(stderr, "\r%.*s%.*s %3d %%  %-*s", columns, full, BAR - columns, empty,
            (int)(share * 100), LINE - BAR - 8,
            stages[progress->stage < STAGE_NAMES ? progress->stage : STAGE_NAMES - 1]);
    (void)fflush(stderr);
}

void fnl_progress_tell(void *self, size_t done, size_t total)
{
    struct fnl_progress *progress = self;
    if (done < progress->done)
        progress->stage++;
    progress->done = done;
    if (!progress->shown || now() - progress->drawn_at < REDRAW)
        return;
    progress->drawn_at = now();
    progress->on_screen = true;
    draw(progress, total ? (double)done / (double)total : 1);
}

double fnl_progress_end(struct fnl_progress *progress)
{
    if (progress->on_screen)
        fprintf(stderr, "\r%*s\r", LINE, "");
    progress->on_screen = false;
    return now() - progress->began_at;
}
