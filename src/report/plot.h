/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plot.h - from what a figure shows to a picture in a file.
 *
 * How a figure looks is not said in C. Each one has a gnuplot script,
 * plots/NAME.gp, and all share plots/style.gp: sizes, fonts, colours, terminals.
 * Whoever wants another look edits a script. The program that gnuplot gets is
 *
 *     a line that says what this is
 *     the figure's numbers and words     (report/figure.h)
 *     format = 'svg'                     and, in a program to be kept, output = 'NAME.svg'
 *     the text of style.gp
 *     the text of NAME.gp
 *
 * and so is complete in itself: written to a file it runs with gnuplot alone.
 *
 * Scripts are looked for in several directories, each script by itself, so
 * that a directory of one's own needs to hold only what is different. The
 * current directory is never one of them unless somebody says so, because a
 * script may do whatever its reader may do.
 */
#ifndef FUNNELSIM_REPORT_PLOT_H
#define FUNNELSIM_REPORT_PLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <funnelsim/status.h>

#include "report/figure.h"

enum fnl_plot_format {
    FNL_PLOT_SVG,
    FNL_PLOT_PNG,  /* 1600 x 900, for slides */
    FNL_PLOT_PDF,  /* a page of 16:9 */
    FNL_PLOT_DUMB, /* text of 100 x 30 characters, for a terminal */
    FNL_PLOT_SIXEL /* a picture for a terminal that can show it */
};

/* How to draw one figure. All pointers are the caller's. */
struct fnl_plot {
    const char *script;             /* "revenue-cost", for revenue-cost.gp */
    const char *const *directories; /* at least one, best first, ends with NULL */
    enum fnl_plot_format format;
};

/* The `count` directories as such a list, to be freed; NULL when memory runs out. */
const char **fnl_plot_places(const char *const *directories, size_t count);

/* The format that is called `name` ("svg", "png", "pdf", "dumb", "sixel"); false for none. */
bool fnl_plot_format_named(const char *name, enum fnl_plot_format *format);

/* What a file of this format ends with, without the dot: "svg", "txt" for dumb. Static storage. */
const char *fnl_plot_extension(enum fnl_plot_format format);

/*
 * Draws `figure` into a file that appears at `path` whole or not at all; "-" is
 * standard output. FNL_ERR_USAGE when no directory has the script; FNL_ERR_IO
 * when gnuplot is missing, fails or takes too long, when what comes out is not
 * a complete picture, or when it cannot be written; FNL_ERR_MEMORY.
 */
fnl_status fnl_plot_render(const struct fnl_plot *plot, const fnl_figure *figure, const char *path,
                           struct fnl_error *error);

/*
 * The same, but the picture goes to `stream`; what goes wrong with that stays
 * recorded in it. For pictures on a terminal.
 */
fnl_status fnl_plot_print(const struct fnl_plot *plot, const fnl_figure *figure, FILE *stream,
                          struct fnl_error *error);

/*
 * Removes what an earlier run drew of the same figure into `folder` as another
 * kind of picture (SCRIPT.svg, .png or .pdf), lest old numbers stand beside new
 * ones. What is no regular file stays. FNL_ERR_IO, FNL_ERR_MEMORY.
 */
fnl_status fnl_plot_remove_others(const struct fnl_plot *plot, const char *folder,
                                  struct fnl_error *error);

/*
 * Writes the program instead of running it. Run in any directory, it leaves
 * the picture there as SCRIPT.EXTENSION. Needs no gnuplot. Errors as above.
 */
fnl_status fnl_plot_write_program(const struct fnl_plot *plot, const fnl_figure *figure,
                                  const char *path, struct fnl_error *error);

#endif
