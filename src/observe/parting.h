/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parting.h - where two histories of the same person part, and in what words.
 *
 * In two strategies the same person has the same luck: as long as nothing that
 * is done differently reaches them, their two histories are the same to the
 * millisecond. So the first difference is where the other strategy reached them,
 * most often as a rep who had no time, and the first other answer is where that
 * turned their fate.
 */
#ifndef FUNNELSIM_OBSERVE_PARTING_H
#define FUNNELSIM_OBSERVE_PARTING_H

#include <stdbool.h>
#include <stdio.h>

#include "model/fact.h"
#include "model/plan.h"
#include "observe/history.h"
#include "observe/tale.h"

/* One place in both histories; NULL for a history that has ended there. */
struct fnl_parting {
    const struct fnl_fact *facts[2];
};

/* The first place where anything differs, be it a minute. False where nothing does. */
bool fnl_parting_first(const struct fnl_history_part *a, const struct fnl_history_part *b,
                       struct fnl_parting *parting);

/* The first place where something else happens: another answer, another end, another price. */
bool fnl_parting_turn(const struct fnl_history_part *a, const struct fnl_history_part *b,
                      struct fnl_parting *parting);

/* By what two histories part first. */
enum fnl_parting_cause {
    FNL_PARTING_REP,    /* another rep has them */
    FNL_PARTING_TIME,   /* they are worked on earlier or later, or for longer */
    FNL_PARTING_ASK,    /* they are asked for a referral, or not, or answer otherwise */
    FNL_PARTING_CARE,   /* a meeting with the client, or service refused to it, or not */
    FNL_PARTING_ANSWER, /* our answer when they would sign */
    FNL_PARTING_OTHER,
};
#define FNL_PARTING_CAUSES (FNL_PARTING_OTHER + 1)

enum fnl_parting_cause fnl_parting_cause_of(const struct fnl_parting *parting);

/* "Given to another rep", ... as tables print it. Static storage. */
const char *fnl_parting_cause_name(enum fnl_parting_cause cause);

/*
 * Says what `fact` says of a person, without the person: "2026-05-02: does not
 * go on from Proposal, the chance was 21 in 100". `tale` has the currency and
 * the first day; "nothing more" where `fact` is NULL.
 */
void fnl_parting_say(const struct fnl_tale *tale, const struct fnl_plan *plan,
                     const struct fnl_fact *fact, FILE *out);

#endif
