/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * portfolio.h - the files of a report: its tables as CSVs and its figures, all in
 * one folder, figures in the terminal instead where they are asked for as text,
 * and their scripts to keep.
 *
 * A report says what it has, as lists of names and functions, and what was asked
 * for; what is common to all reports of that kind is here.
 */
#ifndef FUNNELSIM_REPORT_PORTFOLIO_H
#define FUNNELSIM_REPORT_PORTFOLIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <funnelsim/status.h>

#include "report/figure.h"

/* A figure, and what it shows in a phrase; drawn by plots/NAME.gp. False: no memory. */
struct fnl_portfolio_figure {
    const char *name, *about;
    bool (*draw)(const void *self, fnl_figure *figure);
};

/* A CSV by its file's name. False: no memory. */
struct fnl_portfolio_sheet {
    const char *name;
    bool (*write)(const void *self, char separator, FILE *out);
};

/* What there is, for `self` to draw and write; and what was asked for, as in a request. */
struct fnl_portfolio {
    const struct fnl_portfolio_figure *figures;
    size_t figure_count;
    const struct fnl_portfolio_sheet *sheets;
    size_t sheet_count;

    FILE *out;
    bool silent;        /* says nothing of what the folder holds */
    const char *folder; /* NULL: write none */
    char separator;     /* of CSVs */
    const char *chosen; /* names with commas, "all" or "none"; NULL: all, if gnuplot is there */
    const char *figure_format;       /* NULL: svg */
    const char *scripts;             /* folder, or NULL */
    const char *const *plot_folders; /* where the figures' scripts are, in order */
    size_t plot_folder_count;
};

/* The figure of that name of the `count` there are, or NULL. */
const struct fnl_portfolio_figure *fnl_portfolio_named(const struct fnl_portfolio_figure *figures,
                                                       size_t count, const char *name);

/* Whether there are such figures and such a format, before any work: FNL_ERR_USAGE. */
fnl_status fnl_portfolio_check(const struct fnl_portfolio *portfolio, struct fnl_error *error);

/* Writes all of it and says to `out` what the folder holds then. FNL_ERR_MEMORY, FNL_ERR_IO. */
fnl_status fnl_portfolio_write(const struct fnl_portfolio *portfolio, const void *self,
                               struct fnl_error *error);

#endif
