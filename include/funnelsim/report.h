/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report.h - results as people read them: a table and a sentence on the screen,
 * CSV and JSON for other programs, figures for slides.
 */
#ifndef FUNNELSIM_REPORT_H
#define FUNNELSIM_REPORT_H

#include <funnelsim/experiment.h>
#include <funnelsim/status.h>
#include <funnelsim/writing.h>

struct fnl_report_request {
    const fnl_results *results;
    const char *command;                /* as it was typed, for the record in run.json */
    struct fnl_writing_request writing; /* where to, and how */
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

/*
 * Whether what is asked for can be made of `count` of these options, to be known before the
 * experiment takes its time. FNL_ERR_USAGE for a figure or format that does not exist, or a figure
 * that needs what the options do not have; FNL_ERR_MEMORY.
 */
fnl_status fnl_report_check(const fnl_scenario *const *options, size_t count,
                            const struct fnl_writing_request *request, struct fnl_error *error);

/* The names of all figures, NULL-terminated, and what each shows. */
const char *const *fnl_report_figures(void);
const char *fnl_report_figure_about(const char *name);

#endif
