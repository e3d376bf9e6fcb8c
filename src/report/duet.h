/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * duet.h - one person told twice, side by side, and why the two differ.
 *
 *     3. Website/2026-03-17/4, worth +$52,341
 *          As we are    arrives 2026-03-17, is lost on price in Proposal on 2026-05-02
 *          Referrals    arrives 2026-03-17, signs for $61,000 on 2026-05-09, is still a client
 *          First apart  2026-03-17: talks with rep-3 (touch 1 of Discovery), at once
 *                       2026-03-18: talks with rep-3 (touch 1 of Discovery), after 26 h in the
 * queue It turns     2026-05-02: does not go on from Proposal, the chance was 21 in 100 2026-05-09:
 * goes on from Proposal, the chance was 34 in 100
 *
 * Of two lines that belong together the first is of the first strategy.
 */
#ifndef FUNNELSIM_REPORT_DUET_H
#define FUNNELSIM_REPORT_DUET_H

#include <stdbool.h>
#include <stdio.h>

#include "experiment/pair.h"

/* What the telling needs besides the pair. */
struct fnl_duet {
    const struct fnl_pair *pair; /* with histories */
    const char *names[2];        /* of the strategies, cleaned */
    FILE *out;

    /* Of the line being told; leave zero. */
    FILE *line;
    char *text;
    size_t length;
    bool failed;
};

/* Tells of twin `twin` of the pair, as the `number`-th. False when memory ran out. */
bool fnl_duet_tell(struct fnl_duet *duet, size_t twin, size_t number);

#endif
