/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * writing.h - where a report goes and how it is written. Whatever is reported,
 * this is asked for alike: something on the screen or for another program, and a
 * folder with tables and figures.
 */
#ifndef FUNNELSIM_WRITING_H
#define FUNNELSIM_WRITING_H

#include <stddef.h>
#include <stdio.h>

enum fnl_writing_format {
    FNL_WRITING_TABLE, /* for a terminal; the files that were written are listed below */
    FNL_WRITING_CSV,
    FNL_WRITING_JSON,
    FNL_WRITING_MARKDOWN,
};

/* What is wanted; all of it is the caller's. */
struct fnl_writing_request {
    FILE *out;
    enum fnl_writing_format format; /* of what goes to `out` */
    char separator;                 /* of CSVs: ',' or ';' (with a decimal comma) */
    const char *folder; /* where files go, made if it does not exist; NULL: write none */

    const char *figures; /* names with commas, "all" or "none"; NULL: all, if gnuplot is there */
    const char
        *figure_format;  /* "svg", "png", "pdf", "dumb" (to `out`), "sixel" (to `out`); NULL: svg */
    const char *scripts; /* folder for self-contained gnuplot scripts of those figures, and of all
                            where none are drawn; NULL: write none */
    const char *const *plot_folders; /* where the figures' scripts are looked for, in order */
    size_t plot_folder_count;        /* at least 1 where figures are drawn or scripts kept */
};

#endif
