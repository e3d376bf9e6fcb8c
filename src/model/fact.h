/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fact.h - what the model announces, as it happens.
 *
 * The model keeps only what its own decisions need. Whatever is to be known of
 * a run besides - money by source, hours by use, one person's story - is heard
 * by listeners from these facts, and more of it can be had by running the same
 * future again with another listener.
 */
#ifndef FUNNELSIM_MODEL_FACT_H
#define FUNNELSIM_MODEL_FACT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/units.h"

/* The comment says what the fields mean that are not the same for all kinds. */
enum fnl_fact_kind {
    FNL_FACT_ARRIVED,       /* a person: index = n-th of source and day, or of its referrer;
                               day = of the cell; other = key of the referrer; flag = a pain;
                               detail = episode (0: new) */
    FNL_FACT_TRAITS,        /* what somebody who arrived is like, in millionths: amount = fit,
                               span = budget, wait = need, until = interest */
    FNL_FACT_HANDED_ON,     /* to sales; amount = score in millionths, -1 if none was made;
                               detail = index of the signal shown + 1, 0 for none */
    FNL_FACT_ASSIGNED,      /* rep, FNL_NOBODY: the shared queue */
    FNL_FACT_STAGE,         /* detail = stage entered, index = episode */
    FNL_FACT_TOUCH,         /* finished: flag = it took place; span = hours; detail = stage;
                               index = meeting kind + 1 or 0; wait = from ready to begun;
                               day = n-th touch of the stage, from 0; other = 1 for the first talk
                               of all with this person; amount = 1 for a review by a pain */
    FNL_FACT_QUALIFIED,     /* flag = passed */
    FNL_FACT_DECIDED,       /* who goes on from a stage: flag = this one does; amount = the chance
                               there was, in millionths; detail = stage; span = log-odds that the
                               person added, wait = that the rep did, until = that
                               mechanisms did, in millionths */
    FNL_FACT_CLOSING,       /* somebody would sign: flag = red flags were seen; detail = our answer
                               (enum fnl_accept_verdict); amount = price asked, in millionths of
                               the usual; 0 when we decline; index = 1 if the rep
                               overlooked red flags */
    FNL_FACT_ENDED,         /* detail = cause; span = hours spent; wait = first talk to now or -1;
                               index = last stage + 1, 0 if none was entered; flag = a pain;
                               other = 1 for an opportunity: talked to and not disqualified;
                               day = 1 if its rep had committed it in the last forecast;
                               amount = requests in this episode (microclose.h) */
    FNL_FACT_WILL_RETURN,   /* until = when */
    FNL_FACT_SIGNED,        /* client = index; amount = value; index = generation;
                               flag = a pain; detail = 1 for new business with a client;
                               other = enum fnl_sent_by; day = the fiscal quarter (quarter.h) in
                               whose forecast it was last, 0 for none; wait = since we first
                               met them */
    FNL_FACT_RENEWED,       /* client; amount = value of the new term; detail = 1 at the price
                               that we asked */
    FNL_FACT_LEFT,          /* client; detail = 1 before the end of its term; flag = a pain;
                               index = enum fnl_farewell */
    FNL_FACT_INVOICED,      /* client; amount, with the fee of who will be late; until = when it is
                               paid, FNL_NEVER: never; wait = since we first met them */
    FNL_FACT_SERVED,        /* client; span = hours wanted; wait = of them refused; amount = of them
                               taken by the pool; flag = a pain; detail = 1 for an unpaid demand */
    FNL_FACT_TASK,          /* finished: detail = kind; index = use; span = hours; wait = from ready
                               to begun; flag = it took place; client or FNL_NOBODY */
    FNL_FACT_MEETING,       /* held outside the stages: client; index = kind; flag = a pain */
    FNL_FACT_ASKED,         /* client; flag = names will come; index = how many */
    FNL_FACT_REFERRED,      /* client gives a name; index = n-th; until = when it comes */
    FNL_FACT_POSTED,        /* money: detail = category; amount; index = owner kind; until = paid;
                               key = of the person whom it is about, 0 for nobody alone; flag =
                               spent of the allowance */
    FNL_FACT_DAY_CLOSED,    /* amount = cash; index = day */
    FNL_FACT_MONTH_CLOSED,  /* index = month; the levels are in struct fnl_levels */
    FNL_FACT_REP_JOINED,    /* rep; index = who was there before it + 1, 0 for nobody */
    FNL_FACT_REP_AWAY,      /* rep; until = back */
    FNL_FACT_REP_LEFT,      /* rep, for good; amount = its clients, who go to others */
    FNL_FACT_PHASE,         /* a dated change takes effect; index = which, from 1 */
    FNL_FACT_BROKE,         /* cash fell below the credit line; amount = cash */
    FNL_FACT_CONCEDED,      /* client asks for a lower price; flag = granted; amount = what is off
                               this term's invoices to come; index = how many were granted before */
    FNL_FACT_REFORMED,      /* client; a pain is one no more */
    FNL_FACT_APPROACHED,    /* an account on a rep's list was touched; index = as of its arrival;
                               day = n-th touch, from 1; flag = it agrees to talk */
    FNL_FACT_PUSHED,        /* a deal, to decide before the quarter ends: flag = it keeps its own
                               date; detail = stage */
    FNL_FACT_QUOTA,         /* rep, at the end of a fiscal quarter: amount = attained, span = quota;
                               detail = what is counted (enum fnl_quota_measure); flag = made */
    FNL_FACT_FORECAST,      /* rep, at the beginning of one: amount = what it expects to sign;
                               index = deals that it commits */
    FNL_FACT_FORECAST_CAME, /* rep, at the end of one: amount = what came of the deals that it was
                               asked about, span = what it had expected */
    FNL_FACT_NETWORKED,   /* rep met somebody beyond any deal: index = as at their arrival; detail =
                             meeting kind; flag = they will come one day; other = 1 for the first
                             time; wait = n-th person of the meeting, from 0 */
    FNL_FACT_ADVOCATE,    /* somebody speaks for rep from now on; client or FNL_NOBODY */
    FNL_FACT_REQUEST,     /* a lead asks us to do something: index = n-th of the episode, from 1;
                             detail = stage */
    FNL_FACT_INTERRUPTED, /* rep drops a task for a demand of client that cannot wait; detail =
                             kind of the task, other = key of whom it is about; span = hours of
                             it that are done, wait = that are left */
    FNL_FACT_NURTURED,    /* somebody who is not ready, or lost for the time being, is kept in
                             touch with: index = n-th touch of the episode, from 0; detail = enum
                             fnl_nurtured; flag = they let us */
};
#define FNL_FACTS (FNL_FACT_NURTURED + 1)

/* Who sent a new client. */
enum fnl_sent_by { FNL_SENT_BY_NOBODY, FNL_SENT_BY_GOOD, FNL_SENT_BY_PITA };

/* Why a client leaves. */
enum fnl_farewell {
    FNL_FAREWELL_THEIRS,    /* it wants to */
    FNL_FAREWELL_FIRED,     /* we do not want it any more */
    FNL_FAREWELL_OUR_PRICE, /* it would stay, but not at the price that we ask now */
};

/* One bit for each kind. */
typedef uint64_t fnl_fact_set;
#define FNL_FACT_BIT(kind) ((fnl_fact_set)1 << (kind))
#define FNL_FACT_ALL       ((FNL_FACT_BIT(FNL_FACTS - 1) << 1) - 1)

struct fnl_fact {
    enum fnl_fact_kind kind;
    fnl_time time;
    uint64_t key; /* of the person, client or rep it is about; 0 for the firm */
    uint64_t other;
    int64_t amount;
    fnl_time span, wait, until;
    uint32_t source; /* index; FNL_NOBODY where there is none */
    uint32_t rep;    /* index; FNL_NOBODY where there is none */
    uint32_t client; /* index; FNL_NOBODY where there is none */
    uint32_t index;
    uint32_t detail;
    int32_t day;
    uint32_t generation;
    bool flag;
};

/* How things stand, for listeners at the end of a month. */
struct fnl_levels {
    int64_t open_leads, clients, pita_clients, waiting_tasks, reps;
    fnl_time waiting_hours;   /* nominal work in the queues of the reps */
    fnl_time pool_hours;      /* the service pool's backlog when it last took something */
    fnl_time available_hours; /* selling hours of the reps present, since the start */
    fnl_money cash, allowed, spent;
    int64_t energy, morale; /* of the reps on average, in millionths (morale.h) */
    int64_t market_left;    /* share of the market not contacted yet, in millionths (depletion.h) */
    int64_t unreached;      /* share of those with need never talked to, in millionths; -1: nobody
                               knows (depletion.h) */
    int64_t goodwill;       /* of the market, in millionths (goodwill.h) */
    int64_t nurtured;       /* people whom we keep in touch with (nurture.h) */
    int64_t alignment;      /* trust of sales in marketing's leads, in millionths (alignment.h) */
};

/* Somebody who wants to know. */
struct fnl_listener {
    void *self;
    fnl_fact_set wants;
    void (*hear)(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels);
};

#endif
