/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tracer.h - one future told as a story: the listener behind `funnelsim trace`.
 *
 * Averages convince analysts; people are convinced by somebody to whom it
 * happened. As every person has a name and the same luck in every strategy,
 * anybody can be followed through a future, and through the next one in which
 * the firm did better. There are three sorts of story: the life of a person or
 * of their family of referrals (observe/life.h), the days of a rep
 * (observe/diary.h) and, with nobody to follow, the chronicle of the firm
 * (observe/chronicle.h), which tells the names that may be followed.
 */
#ifndef FUNNELSIM_OBSERVE_TRACER_H
#define FUNNELSIM_OBSERVE_TRACER_H

#include <stdbool.h>
#include <stdio.h>

#include <funnelsim/status.h>

#include "model/fact.h"
#include "model/plan.h"
#include "observe/chronicle.h"
#include "observe/diary.h"
#include "observe/life.h"
#include "observe/name.h"
#include "observe/tale.h"

/* What to tell. */
struct fnl_tracer_request {
    const struct fnl_name *follow; /* as fnl_name_find read it; NULL: the firm. Borrowed */
    bool family;                   /* follow whom a person sent, too; not for reps */
    fnl_time from, until;          /* only what happens from `from` to before `until` */
    size_t limit;                  /* lines told at most; 0: all */
};

/* Zero-initialise. One story at a time. */
struct fnl_tracer {
    struct fnl_tale tale;
    struct fnl_life life;
    struct fnl_diary diary;
    struct fnl_chronicle chronicle;
    const struct fnl_people *people; /* of the one that listens */
    void (*sum_up)(struct fnl_tracer *tracer);
};

/*
 * Begins to tell a run of `plan` to `out`; the listener is for that run. All is
 * borrowed until fnl_tracer_finish. What fails meanwhile is reported there.
 */
struct fnl_listener fnl_tracer_begin(struct fnl_tracer *tracer, const struct fnl_plan *plan,
                                     const struct fnl_tracer_request *request, FILE *out);

/*
 * After the run: sums it up and flushes `out`. FNL_ERR_MEMORY when memory ran
 * out while listening, FNL_ERR_IO when not all could be written; what was
 * written until then is of no use.
 */
fnl_status fnl_tracer_finish(struct fnl_tracer *tracer, struct fnl_error *error);

/* Frees what it holds. */
void fnl_tracer_fini(struct fnl_tracer *tracer);

#endif
