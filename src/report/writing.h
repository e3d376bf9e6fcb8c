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
 *     status = fnl_writing_folder(&writing, error);
 *     status = fnl_writing_file(&writing, "summary.csv", write_table, &it, 0, error);
 *     status = fnl_writing_draw(&writing, error);
 *     status = fnl_writing_told(&writing);
 *     fnl_writing_end(&writing);
 */
#ifndef FUNNELSIM_REPORT_WRITING_H
#define FUNNELSIM_REPORT_WRITING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <funnelsim/status.h>

#include "report/figure.h"
#include "report/plot.h"

/* No report has more figures. */
#define FNL_WRITING_FIGURES 32

/* What is wanted; all of it is the caller's. */
struct fnl_writing_request {
    FILE *out;
    bool silent;                     /* `out` is for programs: no remarks on figures and files */
    const char *folder;              /* where files go, made if it is missing; NULL: write none */
    const char *figures;             /* names with commas, "all" or "none"; NULL: all, if there
                                        is gnuplot */
    const char *figure_format;       /* "svg", "png", "pdf", "dumb", "sixel"; NULL: svg */
    const char *scripts;             /* folder for self-contained gnuplot scripts; NULL: none */
    const char *const *plot_folders; /* where the figures' scripts are, in order */
    size_t plot_folder_count;
};

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
    const struct fnl_writing_figures *figures;
    const char *chosen[FNL_WRITING_FIGURES]; /* to be drawn, or at least to be kept as scripts */
    size_t chosen_count;
    bool undrawn; /* no figure is to be drawn */
    enum fnl_plot_format format;
    const char **places; /* of the figures' scripts, ending with NULL */

    char **files; /* names of those in the folder */
    size_t file_count, file_capacity;
};

/*
 * Chooses the figures. FNL_ERR_USAGE for a figure or a format that does not exist, or a figure that
 * lacks what it needs; FNL_ERR_MEMORY. To be ended even after a failure; what it was given must
 * live as long.
 */
fnl_status fnl_writing_begin(struct fnl_writing *writing, const struct fnl_writing_request *request,
                             const struct fnl_writing_figures *figures, struct fnl_error *error);

/* Whether `out` has taken all that was printed; FNL_ERR_IO otherwise. */
fnl_status fnl_writing_check(const struct fnl_writing *writing, struct fnl_error *error);

/* Makes the folder, if there is to be one. */
fnl_status fnl_writing_folder(struct fnl_writing *writing, struct fnl_error *error);

/* Writes `part` of what `self` has to a file. */
typedef fnl_status (*fnl_writing_contents)(const void *self, size_t part, FILE *stream,
                                           struct fnl_error *error);

/* A file of the folder, which there must be; it appears whole or not at all. */
fnl_status fnl_writing_file(struct fnl_writing *writing, const char *name,
                            fnl_writing_contents write, const void *self, size_t part,
                            struct fnl_error *error);

/* Draws the figures, to files or to `out`, and keeps their scripts. */
fnl_status fnl_writing_draw(struct fnl_writing *writing, struct fnl_error *error);

/* Says on `out` what was written: "Wrote out/run/: ...". FNL_ERR_MEMORY. */
fnl_status fnl_writing_told(const struct fnl_writing *writing);

/* Frees what it holds. */
void fnl_writing_end(struct fnl_writing *writing);

#endif
