/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pains.h - what clients cost who are a pain: what the books show of them, and
 * what no book shows.
 *
 * Every such client brings revenue, and the books say that this is good. What
 * they do not say is what else the hours would have brought that went into them:
 * other clients, referrals from good ones, renewals. That opportunity cost is
 * measured here. Every future is lived through three times, with the same people
 * and the same luck: as it is; with every deal declined at signing whose client
 * would be a pain; and with those let go, too, who are there on the first day. No
 * rule of a firm could do that, for nobody knows beforehand who they are: it is
 * an experiment's device.
 *
 * The direct margin is the revenue of these clients less what was posted about
 * them (bad debt, commission, rewards), as the books have it. All else that
 * differs is opportunity cost. The two add up to the difference in contribution,
 * to the cent, in every future and every month.
 */
#ifndef FUNNELSIM_PAINS_H
#define FUNNELSIM_PAINS_H

#include <stddef.h>
#include <stdint.h>

#include <funnelsim/execution.h>
#include <funnelsim/scenario.h>
#include <funnelsim/status.h>
#include <funnelsim/writing.h>

/* More futures than this are refused: each takes some kilobytes. */
#define FNL_PAINS_MOST 10000

/* In so many worlds each future is lived through. */
#define FNL_PAINS_WORLDS 3

struct fnl_pains_request {
    const fnl_scenario *scenario;
    uint64_t seed;
    size_t replications; /* futures, from the first; 2 to FNL_PAINS_MOST */
    struct fnl_execution execution;

    struct fnl_writing_request writing; /* where to, and how */
};

/*
 * Writes what pains take and cost to `out`, and tables and the figure to the
 * folder. FNL_ERR_USAGE for a figure or a format that does not exist, or too many
 * futures; FNL_ERR_STOPPED when it was ended early: nothing is written then. Of
 * several ranks rank 0 alone writes.
 */
fnl_status fnl_pains_write(const struct fnl_pains_request *request, struct fnl_error *error);

/* The names of its figures, NULL-terminated, and what each shows. */
const char *const *fnl_pains_figures(void);
const char *fnl_pains_figure_about(const char *name);

#endif
