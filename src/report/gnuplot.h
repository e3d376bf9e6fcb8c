/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gnuplot.h - the pipe to gnuplot.
 *
 * gnuplot is started without a shell and without anybody's ~/.gnuplotrc, is
 * given its program through a pipe, and everything that it says is read back:
 * the picture from its standard output, its complaints from the other one. It
 * opens no file, so that writing the picture, and noticing a full disk, is
 * left to report/file.h: gnuplot itself ends with "success" on a full disk.
 *
 * The pipe is one half of a pair of sockets, because a write to such a pipe
 * can be asked to fail without a signal when gnuplot has died; the dispositions
 * of the process's signals are thus left alone.
 */
#ifndef FUNNELSIM_REPORT_GNUPLOT_H
#define FUNNELSIM_REPORT_GNUPLOT_H

#include <stdbool.h>
#include <stddef.h>

#include <funnelsim/status.h>

/* How long one figure may take, in seconds; an ordinary one takes a tenth of one. */
#define FNL_GNUPLOT_DEADLINE 30

/* Room for a version such as "5.4 patchlevel 4" and the terminating zero. */
#define FNL_GNUPLOT_VERSION 64

/* What gnuplot answered. */
struct fnl_gnuplot_answer {
    char *output; /* what came from its standard output; to be freed by fnl_gnuplot_fini */
    size_t length;
    char complaints[600]; /* the beginning of what came from its standard error, trimmed */
};

/*
 * Runs `program` in the gnuplot that PATH finds, for at most `seconds`, then
 * kills it. Returns FNL_ERR_IO when there is none, when it took too long or
 * when it ended in failure, and then quotes its complaints; FNL_ERR_MEMORY. An
 * answer with complaints may still be FNL_OK: gnuplot warns, too. `*answer`
 * needs no preparation and is safe to free after a failure as well.
 */
fnl_status fnl_gnuplot_run(const char *program, int seconds, struct fnl_gnuplot_answer *answer,
                           struct fnl_error *error);

/* Frees the output. */
void fnl_gnuplot_fini(struct fnl_gnuplot_answer *answer);

/*
 * Whether there is a gnuplot that runs; if so, its version. Ask this before
 * default figures, which are left out where there is none; and tell the user
 * so in one line.
 */
bool fnl_gnuplot_version(char text[FNL_GNUPLOT_VERSION]);

#endif
