/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report.h - results as people read them: a table and a sentence on the screen,
 * CSV and JSON for other programs, figures for slides.
 */
#ifndef FUNNELSIM_REPORT_H
#define FUNNELSIM_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <funnelsim/experiment.h>
#include <funnelsim/status.h>

enum fnl_report_format {
    FNL_REPORT_TABLE,
    FNL_REPORT_CSV,
    FNL_REPORT_JSON,
    FNL_REPORT_MARKDOWN,
};

struct fnl_report_request {
    const fnl_results *results;
    const char *command;           /* as it was typed, for the record in run.json */
    const char *folder;            /* where files go, made if it does not exist; NULL: write none */
    enum fnl_report_format format; /* of what goes to `out` */
    FILE *out;
    char separator; /* of CSVs: ',' or ';' (with a decimal comma) */

    const char *figures; /* names with commas, "all" or "none"; NULL: all, if gnuplot is there */
    const char
        *figure_format;  /* "svg", "png", "pdf", "dumb" (to `out`), "sixel" (to `out`); NULL: svg */
    const char *scripts; /* folder for self-contained gnuplot scripts of those figures, and of all
                            where none are drawn; NULL: write none */
    const char *const *plot_folders; /* where the figures' scripts are looked for, in order */
    size_t plot_folder_count;        /* at least 1 where figures are drawn or scripts kept */

    double
        seconds; /* that the experiment took, for the heading on a terminal; negative: leave out */
};

/*
 * Prints the table (one column an option) and, for two options or more, the
 * verdict, and writes the files. Figures that nobody asked for and that cannot
 * be drawn for want of gnuplot cost one line on `out`; figures asked for by
 * `figures` or `figure_format` are FNL_ERR_IO. Every file appears whole or not
 * at all. FNL_ERR_USAGE for a figure or format that does not exist.
 */
fnl_status fnl_report_write(const struct fnl_report_request *request, struct fnl_error *error);

/* The names of all figures, NULL-terminated, and what each shows. */
const char *const *fnl_report_figures(void);
const char *fnl_report_figure_about(const char *name);

#endif
