/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * chronicle.h - the big events of one future: contracts signed, clients lost,
 * changes of plan, reps who join, cash below zero, and a line at the end of
 * each month. Whoever is named in it can be followed by that name. The window of
 * the tale chooses lines; sums are of whole months, and of the whole run.
 */
#ifndef FUNNELSIM_OBSERVE_CHRONICLE_H
#define FUNNELSIM_OBSERVE_CHRONICLE_H

#include <stdint.h>

#include "model/fact.h"
#include "model/plan.h"
#include "observe/people.h"
#include "observe/tale.h"

struct fnl_chronicle_sums {
    int64_t people, contracts, left; /* new people; contracts signed; clients who left */
    fnl_money signed_for, invoiced, cost;
};

/* Zero-initialise. */
struct fnl_chronicle {
    struct fnl_tale *tale;       /* borrowed */
    const struct fnl_plan *plan; /* borrowed */
    struct fnl_people people;    /* everybody who has come */
    struct fnl_chronicle_sums month, all;
    int64_t quotas, quotas_made; /* of reps, at the end of this month's fiscal quarter */
    fnl_money forecast, came;    /* the same: what was expected, and what came of it */
    fnl_money cash, lowest;      /* at the last day's end; at the worst day's */
    fnl_time lowest_at;
    bool day_ended; /* before that, both are the opening cash */
};

/* The listener that writes the chronicle. All is borrowed until the end. */
struct fnl_listener fnl_chronicle_begin(struct fnl_chronicle *chronicle,
                                        const struct fnl_plan *plan, struct fnl_tale *tale);

/* After the run: the sum of it all. */
void fnl_chronicle_finish(struct fnl_chronicle *chronicle);

/* Frees what it holds. */
void fnl_chronicle_fini(struct fnl_chronicle *chronicle);

#endif
