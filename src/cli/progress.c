/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "progress.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "console.h"

#define WIDEST 79   /* columns */
#define REDRAW 0.2  /* seconds, on a terminal */
#define REPORT 60.0 /* seconds, in a log */

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static size_t taken(const fnl_checkpoint *saves)
{
    return saves ? fnl_checkpoint_taken(saves) : 0;
}

struct fnl_progress fnl_progress_begin(bool quiet, size_t each, const fnl_checkpoint *saves)
{
    const double began_at = now();
    return (struct fnl_progress){
        .quiet = quiet,
        .on_terminal = isatty(STDERR_FILENO),
        .saves = saves,
        .pace = fnl_pace_begin(each, taken(saves), began_at),
        .began_at = began_at,
    };
}

/* The last column stays free: some terminals go to the next line when it is taken. */
static size_t columns(void)
{
    struct winsize window;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_col < 2)
        return WIDEST;
    return window.ws_col <= WIDEST ? window.ws_col - 1U : WIDEST;
}

static void draw(struct fnl_progress *progress)
{
    char line[FNL_PACE_TEXT];
    fnl_pace_line(&progress->pace, columns(), line);
    fprintf(stderr, "\r%-*s", progress->on_screen, line);
    (void)fflush(stderr);
    progress->on_screen = (int)strlen(line);
}

static void report(const struct fnl_progress *progress)
{
    char text[FNL_PACE_TEXT];
    fnl_pace_sentence(&progress->pace, text);
    fnl_console_say("%s", text);
}

void fnl_progress_tell(void *self, size_t done, size_t total)
{
    struct fnl_progress *progress = self;
    const double time = now();
    if (progress->quiet)
        return;
    fnl_pace_tell(&progress->pace, done, total, taken(progress->saves), time);
    if (!fnl_pace_is_due(&progress->pace, progress->on_terminal ? REDRAW : REPORT, time))
        return;
    if (progress->on_terminal)
        draw(progress);
    else
        report(progress);
}

double fnl_progress_end(struct fnl_progress *progress)
{
    if (progress->on_screen > 0)
        fprintf(stderr, "\r%*s\r", progress->on_screen, "");
    progress->on_screen = 0;
    return now() - progress->began_at;
}
