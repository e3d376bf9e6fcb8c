/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * miss.h - where a missed year came from: the leads, the follow-up, or both.
 *
 * "We gave you leads that you did not close." "The leads were lousy." Both can be
 * asked of the same futures: how would the year have been with perfect leads, and
 * all else as it was; with perfect follow-up, and the leads as they were; and
 * with both? The same people come on the same days, with the same luck. What is
 * perfect is the most that there is to be had, on either side, and no plan:
 *
 * Perfect leads: everybody new who comes has fit, budget, need and interest, an
 * address that is good and a record that is complete, and knows what we do; none is
 * a pain; marketing hands over all of them at once.
 *
 * Perfect follow-up: no lead is late or forgotten on its way to sales, waits for a
 * rep, is lost between two or left alone for lack of trust in marketing; nobody is
 * given up on who can be reached, and nobody who is worth it is turned away by a
 * rep's test. It takes none of the reps' hours.
 */
#ifndef FUNNELSIM_MISS_H
#define FUNNELSIM_MISS_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <funnelsim/execution.h>
#include <funnelsim/scenario.h>
#include <funnelsim/status.h>
#include <funnelsim/writing.h>

/* In so many worlds each future is lived through. */
#define FNL_MISS_WORLDS 8

struct fnl_miss_request {
    const fnl_scenario *scenario; /* of 12 months at least; later ones make no difference */
    int64_t target;               /* minor units that the year should have brought; 0:
                                     quota.per_year, and where that is not said none */
    uint64_t seed;
    size_t replications; /* futures, from the first; at least 2 */
    struct fnl_execution execution;

    FILE *out;
    enum fnl_writing_format format;
    char separator; /* of the CSV: ',' or ';' (with a decimal comma) */
};

/*
 * Writes to `out` what the year was and would have been in each world, whose the
 * miss is, and a sentence for each side of the quarrel. FNL_ERR_USAGE for fewer
 * than 12 months or 2 futures; FNL_ERR_STOPPED when it was ended early: nothing is
 * written then.
 */
fnl_status fnl_miss_write(const struct fnl_miss_request *request, struct fnl_error *error);

#endif
