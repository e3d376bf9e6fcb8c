/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * regimes.h - a map (funnelsim/map.h) as a table, a figure and files: where one
 * strategy is ahead, where the other, and where nobody can say.
 */
#ifndef FUNNELSIM_REGIMES_H
#define FUNNELSIM_REGIMES_H

#include <funnelsim/map.h>
#include <funnelsim/status.h>
#include <funnelsim/writing.h>

struct fnl_regimes_request {
    const fnl_map *map;                 /* lived through, all of it or a part */
    const char *command;                /* for the record in map.json */
    struct fnl_writing_request writing; /* where to, and how */
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
