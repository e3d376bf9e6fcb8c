/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * twins.h - to whom a strategy made a difference: one future under two
 * strategies, and the people whose fate changed.
 *
 * A mean difference says that a strategy pays; it does not say how. In one
 * future the same people come in both strategies, with the same luck, so each of
 * them can be held against their twin: who signed that would have been lost, who
 * came only through a referral, who left, why, and what it was worth. The worths
 * and what belongs to nobody (salaries, overhead) add up to the difference in
 * contribution, to the cent.
 */
#ifndef FUNNELSIM_TWINS_H
#define FUNNELSIM_TWINS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <funnelsim/execution.h>
#include <funnelsim/scenario.h>
#include <funnelsim/status.h>

struct fnl_twins_request {
    const fnl_scenario *options[2]; /* what is, and what is held against it; comparable */
    uint64_t seed, replication;     /* which future; replications count from 0 */
    size_t top;                     /* people told, those with the largest worth either way */
    size_t replications; /* > 0: instead of one future sum up this many, from the first */
    struct fnl_execution execution;

    FILE *out;
    bool csv;       /* a row for each person whose fate changed, instead of tables and stories */
    char separator; /* of the CSV: ',' or ';' (with a decimal comma) */
};

/*
 * Lives through that future under both and writes to `out` how many fates
 * changed, by kind of change, what that was worth, and the people with the
 * largest worth told side by side; or over many futures the kinds alone, with
 * the range in which 8 futures in 10 lie. FNL_ERR_USAGE for a CSV of many
 * futures; FNL_ERR_STOPPED when it was ended early: nothing is written then. Of
 * several ranks rank 0 alone writes about many futures.
 */
fnl_status fnl_twins_write(const struct fnl_twins_request *request, struct fnl_error *error);

#endif
