/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * life.h - the story of one person, or of one person's family of referrals.
 *
 * It tells how they came, who worked on them and how long they waited, how each
 * episode ended and what became of them as a client. What happens every month -
 * invoices, ordinary service - is told once a year. The deals that are opened
 * with a client belong to its story. A family is everybody who was sent by the
 * person, by somebody whom they sent, and so on.
 *
 * How the facts of a lead are told is for observe/leadstory.h, and those of a client
 * for observe/clientstory.h: here they are heard, and summed up.
 *
 * The story says what we know because we made it up and nobody in it can know:
 * whether somebody will turn out to be a pain, and when they will be back. The
 * window of the tale chooses lines; sums are of whole years, and of the whole run.
 */
#ifndef FUNNELSIM_OBSERVE_LIFE_H
#define FUNNELSIM_OBSERVE_LIFE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/fact.h"
#include "model/plan.h"
#include "observe/account.h"
#include "observe/name.h"
#include "observe/people.h"
#include "observe/tale.h"

/* What adds up over all who are followed. */
struct fnl_life_sums {
    int64_t people, clients, pains; /* who came; who signed; of them pains */
    int64_t contracts, sent;        /* signed, renewals not counted; people sent who arrived */
    fnl_money signed_for, invoiced, lost;
    fnl_time worked;           /* hours of reps */
    uint32_t oldest, youngest; /* generations of who came */
};

/* Zero-initialise. */
struct fnl_life {
    struct fnl_tale *tale;       /* borrowed */
    const struct fnl_plan *plan; /* borrowed */
    const struct fnl_name *root; /* borrowed */
    bool family;
    struct fnl_people people;     /* who are followed */
    struct fnl_account *accounts; /* of this year, by index in `people` */
    size_t account_capacity;
    struct fnl_life_sums sums;
    bool heard;   /* anything of anybody who is followed */
    fnl_time now; /* of the last fact */
};

/* Tells of a fact about person `id` of those who are followed. */
typedef void fnl_life_teller(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact);

/* For those who tell: the settings of the first day, a person's name, and that of a kind of
 * meeting; all borrowed. */
const struct fnl_settings *fnl_life_settings(const struct fnl_life *life);
const char *fnl_life_name(const struct fnl_life *life, uint32_t id);
const char *fnl_life_meeting(const struct fnl_life *life, uint32_t kind);

/*
 * The listener that tells the story of `root`, a person or a client of the
 * first day, and of the family too when `family`. All is borrowed until the end.
 */
struct fnl_listener fnl_life_begin(struct fnl_life *life, const struct fnl_plan *plan,
                                   const struct fnl_name *root, bool family, struct fnl_tale *tale);

/* After the run: what is left of the last year, and the sum of it all. */
void fnl_life_finish(struct fnl_life *life);

/* Frees what it holds. */
void fnl_life_fini(struct fnl_life *life);

#endif
