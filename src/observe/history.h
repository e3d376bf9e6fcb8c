/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * history.h - what happened to everybody in one future, in order: a listener
 * that keeps the facts of which a life is made, and gives them back person by
 * person.
 *
 * Kept are the turns of a life - arrival, assignment, stages, touches, answers,
 * ends, signatures, renewals, asks, referrals - and not what happens every month.
 */
#ifndef FUNNELSIM_OBSERVE_HISTORY_H
#define FUNNELSIM_OBSERVE_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/fact.h"

/* Zero-initialise; may be begun again and again. */
struct fnl_history {
    struct fnl_fact *facts;
    size_t *order; /* indices of facts by person and then by time; after fnl_history_finish */
    size_t count, capacity;
    bool failed; /* memory ran out: something is missing */
};

/* One person's part of it: `count` facts, the n-th being facts[order[n]]. */
struct fnl_history_part {
    const struct fnl_fact *facts;
    const size_t *order;
    size_t count;
};

/* The listener that fills `history`; forgets what was there. */
struct fnl_listener fnl_history_begin(struct fnl_history *history);

/* After the run: makes it ready to be asked. False when memory ran out, now or while listening. */
bool fnl_history_finish(struct fnl_history *history);

/* What happened to who has that key; nothing when they never came. */
struct fnl_history_part fnl_history_of(const struct fnl_history *history, uint64_t key);

static inline const struct fnl_fact *fnl_history_fact(const struct fnl_history_part *part, size_t n)
{
    return &part->facts[part->order[n]];
}

/* Frees what it holds. */
void fnl_history_fini(struct fnl_history *history);

#endif
