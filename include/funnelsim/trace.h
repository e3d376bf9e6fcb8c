/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * trace.h - one future of a scenario, told as a story.
 *
 * Anybody in it may be followed by name: a person (`website/2026-03-17/4`), a
 * client of the first day (`opening/3`), an open deal (`open-deal/3`) or a rep
 * (`rep-3`). With nobody to follow, the story is that of the firm, and names
 * those who are worth following.
 */
#ifndef FUNNELSIM_TRACE_H
#define FUNNELSIM_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <funnelsim/scenario.h>
#include <funnelsim/status.h>

struct fnl_trace_request {
    const fnl_scenario *scenario;
    uint64_t seed, replication; /* which future; replications count from 0 */
    const char *follow;         /* a name; NULL: the firm */
    bool family;                /* follow whom the person sent, too, and whom these sent ... */
    const char *from, *to;      /* first and last day told, "2026-03-17" or "2026-03"; NULL: all */
    size_t limit;               /* lines told at most; 0: all */
    FILE *out;                  /* where the story goes */
};

/*
 * Lives through that future once and tells it. FNL_ERR_USAGE for a name or a
 * date that cannot be read or does not fit the scenario, or a family of a rep
 * or of nobody; nothing is written then. FNL_ERR_IO when the story could not be
 * written to the end.
 */
fnl_status fnl_trace_run(const struct fnl_trace_request *request, struct fnl_error *error);

#endif
