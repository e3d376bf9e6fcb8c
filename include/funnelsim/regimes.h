/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * regimes.h - a map (funnelsim/map.h) as a table, a figure and files: where one
 * strategy is ahead, where the other, and where nobody can say.
 */
#ifndef FUNNELSIM_REGIMES_H
#define FUNNELSIM_REGIMES_H

#include <stddef.h>
#include <stdio.h>

#include <funnelsim/map.h>
#include <funnelsim/report.h>
#include <funnelsim/status.h>

struct fnl_regimes_request {
    const fnl_map *map;            /* lived through, all of it or a part */
    const char *command;           /* for the record in map.json */
    enum fnl_report_format format; /* of what goes to `out` */
    FILE *out;
    char separator;            /* of CSVs: ',' or ';' (with a decimal comma) */
    const char *folder;        /* where files go, made if it does not exist; NULL: write none */
    const char *figures;       /* "map", "all" or "none"; NULL: all, if gnuplot is there */
    const char *figure_format; /* "svg", "png", "pdf", "dumb", "sixel"; NULL: svg */
    const char *scripts;       /* folder for self-contained gnuplot scripts; NULL: none */
    const char *const *plot_folders; /* where the figures' scripts are, in order */
    size_t plot_folder_count;
};

/*
 * Prints the map and writes map.csv, map.json and the figure. FNL_ERR_USAGE for a figure or a
 * format that does not exist, FNL_ERR_IO, FNL_ERR_MEMORY. Nothing depends on the time or on the
 * number of threads, but for what is missing of a map that was ended early.
 */
fnl_status fnl_regimes_write(const struct fnl_regimes_request *request, struct fnl_error *error);

/* The names of its figures, NULL-terminated, and what each shows. */
const char *const *fnl_regimes_figures(void);
const char *fnl_regimes_figure_about(const char *name);

#endif
