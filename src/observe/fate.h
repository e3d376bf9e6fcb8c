/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fate.h - what became of everybody in one future: one record a person, with the
 * money, the hours and the referrals that are theirs.
 *
 * Averages over futures say what a strategy is worth; they do not say to whom it
 * made a difference, which clients carry the firm, who sent whom, and how long
 * ago the people were met who pay today. All of that is asked of these records.
 *
 * Money is attributed as it is posted (model/money.h): what is posted about a
 * person is the person's, all else is nobody's. So the money of all people and
 * nobody's money add up to revenue less cost, to the cent, category by category.
 * A deal that was opened with a client is the client's: its money and its hours
 * are, too.
 */
#ifndef FUNNELSIM_OBSERVE_FATE_H
#define FUNNELSIM_OBSERVE_FATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/units.h"
#include "model/fact.h"
#include "model/lead.h"
#include "model/money.h"
#include "model/plan.h"
#include "model/task.h"
#include "observe/people.h"

/* Somebody was met before the first day: a client or an open deal of that day. */
#define FNL_FATE_BEFORE ((fnl_time)-1)

/* One person, or one deal with a client (`owner` is that client then). */
struct fnl_fate {
    uint64_t key;
    uint32_t owner;  /* index of whose record this is: its own, but for a deal with a client */
    uint32_t sender; /* index of who sent them; FNL_NOBODY: nobody */
    uint32_t source, generation;
    uint32_t way;  /* how they came, as FNL_LEAD_INDEX makes it; 0 for a client of the first day */
    bool opening;  /* a client of the first day */
    bool pita;     /* a pain, in truth */
    fnl_time met;  /* first arrival, or FNL_FATE_BEFORE */
    uint32_t year; /* of the first arrival: 0 before the first day, 1 the first, ... */

    uint32_t episodes, ended; /* begun; ended */
    enum fnl_cause cause;     /* of the last one that ended */
    uint32_t stage;           /* in which that was, + 1; 0: in none */
    fnl_time ended_at;        /* of that one; FNL_NEVER: none has ended */

    fnl_time signed_at;   /* became a client; FNL_NEVER: not; FNL_FATE_BEFORE: long ago */
    fnl_time left_at;     /* FNL_NEVER: has not left */
    fnl_money signed_for; /* the first contract; 0 for a client of the first day */
    fnl_money more;       /* contracts signed after that, without renewals */
    fnl_money earned;     /* invoiced for the first contract, until a renewal or the end */
    uint32_t deals;       /* contracts signed after the first */
    uint32_t renewals;
    uint32_t sent, sent_clients; /* people who arrived because of them; of these, who signed */

    fnl_money money[FNL_MONEY_CATEGORIES]; /* > 0 earns, < 0 costs */
    fnl_time hours[FNL_HOURS_USES];        /* of reps, finished */
    fnl_time by_pool;                      /* hours of service that the pool took */
    int64_t lent; /* invoiced cents times whole days until they are paid, within the horizon */
};

/* All of them. Zero-initialise; may be begun again and again. */
struct fnl_fates {
    const struct fnl_plan *plan; /* borrowed */
    struct fnl_people people;    /* keys and names; indices are those of `items` */
    struct fnl_fate *items;      /* in the order in which they were met, the first day's first */
    size_t capacity;

    fnl_money nobodys[FNL_MONEY_CATEGORIES]; /* posted about nobody alone */
    double pool_capacity;                    /* hours that the service pool could have worked */

    size_t years;       /* of the horizon, the last one may be a part */
    fnl_money *revenue; /* by year of the horizon and, within it, by year of first meeting:
                           years x (years + 1), see fnl_fate_revenue */
    fnl_money *mature;  /* by year: from people met over 365 days before */
    size_t month;       /* of the horizon, now */
    size_t phase;       /* of the plan, now */
    bool failed;        /* memory ran out: something is missing */
};

/* The listener that fills `fates` in a run of `plan`; forgets what was there. */
struct fnl_listener fnl_fate_begin(struct fnl_fates *fates, const struct fnl_plan *plan);

/* Frees what it holds. */
void fnl_fate_fini(struct fnl_fates *fates);

/* How many records there are. */
static inline size_t fnl_fate_count(const struct fnl_fates *fates)
{
    return fates->people.count;
}

/* The record of who has that key; NULL when they never came. */
const struct fnl_fate *fnl_fate_of(const struct fnl_fates *fates, uint64_t key);

/* The name of who has record `index`. */
static inline const char *fnl_fate_name(const struct fnl_fates *fates, size_t index)
{
    return fates->people.items[index].name;
}

/* Whether this is a person and no deal with one. */
static inline bool fnl_fate_is_person(const struct fnl_fates *fates, size_t index)
{
    return fates->items[index].owner == index;
}

/* Whether they were a client at any time; whether they still are at the end. */
static inline bool fnl_fate_is_client(const struct fnl_fate *fate)
{
    return fate->signed_at != FNL_NEVER;
}
static inline bool fnl_fate_is_there(const struct fnl_fate *fate)
{
    return fnl_fate_is_client(fate) && fate->left_at == FNL_NEVER;
}

/* What they brought less what was posted about them. */
fnl_money fnl_fate_worth(const struct fnl_fate *fate);

/* Hours of reps that went into them, and into whatever was opened with them. */
fnl_time fnl_fate_hours(const struct fnl_fate *fate);

/* Revenue of year `year` of the horizon, from 0, from people first met in year `met`, 0 for before
 * the first day, else from 1. */
static inline fnl_money fnl_fate_revenue(const struct fnl_fates *fates, size_t year, size_t met)
{
    return fates->revenue[year * (fates->years + 1) + met];
}

#endif
