/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * writing.h - a report on its way out: what it prints, the files of its folder,
 * the figures that were chosen, and the line that says what was written.
 *
 * Whoever reports has tables and figures of its own; where they go is the same
 * for all. Figures that nobody asked for are drawn where there are a gnuplot
 * and scripts for it, and cost one line where there are not; figures that were
 * asked for and cannot be drawn are a failure.
 *
 *     status = fnl_writing_begin(&writing, &request, &figures, error);
 *     ... print to request.out ...
 *     status = fnl_writing_files(&writing, names, write_table, &it, error);
 *     status = fnl_writing_told(&writing, error);
 *     fnl_writing_end(&writing);
 */
#ifndef FUNNELSIM_REPORT_WRITING_H
#define FUNNELSIM_REPORT_WRITING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <funnelsim/status.h>
#include <funnelsim/writing.h>

#include "report/figure.h"
#include "report/plot.h"

/* No report has more figures. */
#define FNL_WRITING_FIGURES 32

/* The figures that there are to choose from. */
struct fnl_writing_figures {
    const char *const *names; /* ended by NULL */
    const void *self;
    /* What a figure needs and there is not; NULL where it can be drawn. Or NULL: all can be. */
    const char *(*lacks)(const void *self, const char *name);
    /* Makes one; `*figure` is to be freed even after a failure. */
    fnl_status (*make)(const void *self, const char *name, fnl_figure **figure);
};

struct fnl_writing {
    const struct fnl_writing_request *request;
    struct fnl_writing_figures figures;
    const char *chosen[FNL_WRITING_FIGURES]; /* to be drawn, or at least to be kept as scripts */
    size_t chosen_count;
    bool undrawn; /* no figure is to be drawn */
    enum fnl_plot_format format;
    const char **places; /* of the figures' scripts, ending with NULL */

    char **files; /* names of those in the folder */
    size_t file_count, file_capacity;
};

/*
 * Chooses the figures. FNL_ERR_USAGE for a separator, a figure or a format that does not exist, or
 * a figure that lacks what it needs; FNL_ERR_MEMORY. To be ended even after a failure; the request
 * and what the figures point to must live as long.
 */
fnl_status fnl_writing_begin(struct fnl_writing *writing, const struct fnl_writing_request *request,
                             const struct fnl_writing_figures *figures, struct fnl_error *error);

/* Whether `out` has taken all that was printed; FNL_ERR_IO otherwise. */
fnl_status fnl_writing_check(const struct fnl_writing *writing, struct fnl_error *error);

/* Writes `part` of what `self` has to a file. */
typedef fnl_status (*fnl_writing_contents)(const void *self, size_t part, FILE *stream,
                                           struct fnl_error *error);

/*
 * All that goes to files of a report whose tables have names that are known beforehand: makes the
 * folder, writes table `names[part]` as `part`, up to the NULL behind them, and draws. Nothing of
 * it is done unless `out` has taken what was printed.
 */
fnl_status fnl_writing_files(struct fnl_writing *writing, const char *const *names,
                             fnl_writing_contents write, const void *self, struct fnl_error *error);

/* The same step by step. Makes the folder, if there is to be one. */
fnl_status fnl_writing_folder(struct fnl_writing *writing, struct fnl_error *error);

/* A file of the folder, which there must be; it appears whole or not at all. */
fnl_status fnl_writing_file(struct fnl_writing *writing, const char *name,
                            fnl_writing_contents write, const void *self, size_t part,
                            struct fnl_error *error);

/* Draws the figures, to files or to `out`, and keeps their scripts. */
fnl_status fnl_writing_draw(struct fnl_writing *writing, struct fnl_error *error);

/*
 * The last that is printed, below tables alone: "Wrote out/run/: ...". FNL_ERR_MEMORY; FNL_ERR_IO
 * where `out` has not taken all of it.
 */
fnl_status fnl_writing_told(const struct fnl_writing *writing, struct fnl_error *error);

/* Frees what it holds. */
void fnl_writing_end(struct fnl_writing *writing);

#endif
