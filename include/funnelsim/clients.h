/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clients.h - the clients of a firm, one by one and over many futures.
 *
 * Three questions that sums do not answer: which clients carry the firm, and
 * which cost more than they bring (the whale curve of client profit)? Who sends
 * whom, and do lines of referrals carry themselves (reproduction by type and
 * generation, and a family tree)? When were the people met who pay today
 * (revenue by year of first meeting)?
 */
#ifndef FUNNELSIM_CLIENTS_H
#define FUNNELSIM_CLIENTS_H

#include <stddef.h>
#include <stdint.h>

#include <funnelsim/execution.h>
#include <funnelsim/scenario.h>
#include <funnelsim/status.h>
#include <funnelsim/writing.h>

/* More futures than this are refused: each takes some kilobytes. */
#define FNL_CLIENTS_MOST 10000

struct fnl_clients_request {
    const fnl_scenario *scenario;
    uint64_t seed;
    size_t replications;  /* futures to be summed up, from the first; 2 to FNL_CLIENTS_MOST */
    uint64_t replication; /* the one of which every client is listed and drawn */
    struct fnl_execution execution;

    struct fnl_writing_request writing; /* where to, and how; only as FNL_WRITING_TABLE */
};

/*
 * Prints what the clients of those futures have in common to `out` and writes
 * tables and figures. FNL_ERR_USAGE for a figure or a format that does not exist
 * or too many futures; FNL_ERR_STOPPED when it was ended early: nothing is
 * written then. Of several ranks rank 0 alone writes.
 */
fnl_status fnl_clients_write(const struct fnl_clients_request *request, struct fnl_error *error);

/* The names of its figures, NULL-terminated, and what each shows. */
const char *const *fnl_clients_figures(void);
const char *fnl_clients_figure_about(const char *name);

#endif
