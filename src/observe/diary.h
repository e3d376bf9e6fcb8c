/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * diary.h - a rep's days: a line for each task, when it was finished, with what
 * came of it, and a sum at the end of each month.
 *
 * A month's sum and the sum of it all are over what lies within the window of
 * the tale, so they add up the lines above them.
 */
#ifndef FUNNELSIM_OBSERVE_DIARY_H
#define FUNNELSIM_OBSERVE_DIARY_H

#include <stdint.h>

#include "model/fact.h"
#include "model/plan.h"
#include "model/task.h"
#include "observe/name.h"
#include "observe/people.h"
#include "observe/tale.h"

struct fnl_diary_sums {
    int64_t tasks, contracts;
    fnl_money signed_for;
    fnl_time hours[FNL_HOURS_USES];
};

/* Zero-initialise. */
struct fnl_diary {
    struct fnl_tale *tale;       /* borrowed */
    const struct fnl_plan *plan; /* borrowed */
    const struct fnl_name *rep;  /* borrowed */
    struct fnl_people people;    /* everybody who has come */
    struct fnl_diary_sums month, all;
    uint64_t at_hand; /* key of who the last task was about; 0: nobody */
    fnl_time at, now; /* of the last task; of the last fact */
};

/* The listener that writes the diary of `rep`. All is borrowed until the end. */
struct fnl_listener fnl_diary_begin(struct fnl_diary *diary, const struct fnl_plan *plan,
                                    const struct fnl_name *rep, struct fnl_tale *tale);

/* After the run: what is left of the last month, and the sum of it all. */
void fnl_diary_finish(struct fnl_diary *diary);

/* Frees what it holds. */
void fnl_diary_fini(struct fnl_diary *diary);

#endif
