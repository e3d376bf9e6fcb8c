/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * state.h - everything that a running company is at one moment. Only the model
 * includes this.
 *
 * Records live in pools and are named by small indices; a freed record's version
 * changes, so that an event or a task that still names it is seen to be stale.
 */
#ifndef FUNNELSIM_MODEL_STATE_H
#define FUNNELSIM_MODEL_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/key.h"
#include "engine/agenda.h"
#include "model/client.h"
#include "model/company.h"
#include "model/dormant.h"
#include "model/lead.h"
#include "model/mechanism.h"
#include "model/networking.h"
#include "model/past.h"
#include "model/purpose.h"
#include "model/purse.h"
#include "model/question.h"
#include "model/rep.h"
#include "model/service.h"
#include "random/stream.h"

/* Kinds of event; at one moment, smaller ones come first. */
enum fnl_event_kind {
    FNL_EVENT_DAY = 1,    /* the day before is settled, changes take effect, arrivals are planned */
    FNL_EVENT_HIRE,       /* the place of a rep who left is filled */
    FNL_EVENT_REP,        /* a rep is there */
    FNL_EVENT_VACATION,   /* a rep goes on vacation */
    FNL_EVENT_ARRIVAL,    /* somebody comes from a source */
    FNL_EVENT_RETURN,     /* somebody who was lost is back */
    FNL_EVENT_REFERRAL,   /* somebody comes from a client */
    FNL_EVENT_DORMANT,    /* what a meeting set off long ago comes */
    FNL_EVENT_HANDOVER,   /* sales has a lead that was on its way */
    FNL_EVENT_NURTURE,    /* a touch of nurture is due */
    FNL_EVENT_TOUCH,      /* a lead's next touch is due */
    FNL_EVENT_CLIENT,     /* a client's month begins */
    FNL_EVENT_DEMAND,     /* a pain wants something extra */
    FNL_EVENT_CONCESSION, /* a pain wants a lower price */
    FNL_EVENT_DONE,       /* a rep has finished a task */
    FNL_EVENT_OPENS,      /* the working day begins: idle reps look for work */
    FNL_EVENT_PUSH,       /* a lead is pushed to decide before the quarter ends */
    FNL_EVENT_AT_ONCE,    /* a touch that waits for nobody (device.h) */
};
#define FNL_EVENT_KINDS (FNL_EVENT_AT_ONCE + 1)

/* A growing array of records with a list of free ones. */
struct fnl_pool_of_leads {
    struct fnl_lead *items;
    size_t count, capacity;
    uint32_t free; /* first free record, linked through `rep`; FNL_NOBODY: none */
    size_t in_use;
};
struct fnl_pool_of_clients {
    struct fnl_client *items;
    size_t count, capacity;
    uint32_t free; /* linked through `rep` */
};
struct fnl_pool_of_dormant {
    struct fnl_dormant *items;
    size_t count, capacity;
    uint32_t free; /* linked through `next_free` */
};

/* Where the reps of one role, and what waits for any of them, meet. */
struct fnl_line {
    uint32_t idle_first, idle_last; /* longest idle first */
    struct fnl_queue shared;        /* tasks for whoever is free first */
    uint32_t turn;                  /* of them, the rep after the one who was given the last lead */
};

struct fnl_company {
    const struct fnl_plan *plan;
    const struct fnl_settings *settings; /* of the present phase, or of the past */
    bool in_past;                        /* the first day is being set up */
    struct fnl_past past;
    struct fnl_mechanisms mechanisms;
    size_t phase;

    struct fnl_stream_key key;
    const volatile sig_atomic_t *stop; /* not 0: end the run; NULL: nobody can */
    const struct fnl_listener *listeners;
    size_t listener_count;
    fnl_fact_set listened; /* by any listener */
    fnl_fact_set wanted;   /* by any listener or mechanism */

    fnl_agenda *agenda;
    fnl_time now;
    fnl_time end;
    bool failed;     /* memory ran out */
    bool stuck;      /* too much happens at one moment: time does not go on */
    int64_t at_once; /* events since the clock last moved */
    bool stopped;    /* the firm went broke and its scenario says that this is the end */

    struct fnl_pool_of_leads leads;
    struct fnl_pool_of_clients clients;
    struct fnl_pool_of_dormant dormant;
    struct fnl_acquaintances acquaintances; /* networking.h */
    struct fnl_rep *reps;
    fnl_time *loads;                /* by rep, for the assign policy */
    size_t rep_count, rep_capacity; /* with those who have left; grows with those who come */
    size_t departed, vacancies;     /* reps who have left; their places that are to be filled */
    size_t developers;              /* of the reps, those whose role is to develop */
    size_t developer_vacancies;     /* of the vacancies */
    struct fnl_line lines[FNL_ROLES];
    uint64_t owners; /* clients given an owner in turn */

    /* Derived from names and settings once, or once a phase. */
    uint64_t *source_keys, *stage_keys;
    int stage_meetings[FNL_STAGES]; /* index of the meeting kind of its touches; -1: none */
    int early_stage; /* index of the stage after which the accept policy is asked, too; -1: none */
    double *extra_rates;     /* people a day bought with extra budget, by source */
    double *contract_values; /* on average, major units, by source */
    int *launched;           /* day from which a source has had a volume, from 1; 0: none */
    struct fnl_decay decay;
    uint32_t referral_source; /* index; FNL_NOBODY: nobody can be referred */
    struct fnl_qualify_test test;
    int month; /* of the horizon */

    struct fnl_pool pool;
    struct fnl_purse purse;

    fnl_money cash;
    fnl_money *due_in,
        *due_out; /* cash that comes and goes on each day of the horizon, both >= 0 */
    int days;
    bool broke;

    struct fnl_levels levels;
    struct fnl_accounts accounts;
};

/* Tells the listeners that want it. */
void fnl_company_tell(struct fnl_company *company, const struct fnl_fact *fact);

/* True when somebody wants to hear of `kind`: building a fact nobody hears costs time. */
static inline bool fnl_company_is_heard(const struct fnl_company *company, enum fnl_fact_kind kind)
{
    return company->wanted & FNL_FACT_BIT(kind);
}

/* Whether an experiment has set any of `devices`. */
static inline bool fnl_company_has(const struct fnl_company *company, fnl_device_set devices)
{
    return company->plan->devices & devices;
}

/* Plans an event; memory running out is noticed by the company once a step. */
void fnl_company_plan(struct fnl_company *company, enum fnl_event_kind kind, fnl_time time,
                      uint64_t key, uint32_t subject, uint32_t version);

/* The same with all that an event has. */
void fnl_company_plan_event(struct fnl_company *company, const struct fnl_event *event);

/* One draw of `law`; no stream is opened for a constant. */
double fnl_company_draw(const struct fnl_company *company, const struct fnl_law *law,
                        uint64_t entity, enum fnl_purpose purpose);

/* True with probability `p`; no stream is opened for 0 and 1. */
bool fnl_company_chance(const struct fnl_company *company, double p, uint64_t entity,
                        enum fnl_purpose purpose);

/* The first number of a stream that is for nothing else: 0 to 1, or of mean 0 and spread 1. */
static inline double fnl_company_uniform(const struct fnl_company *company, uint64_t entity,
                                         enum fnl_purpose purpose)
{
    struct fnl_stream stream;
    fnl_stream_open(&stream, company->key, entity, purpose);
    return fnl_stream_uniform(&stream);
}
static inline double fnl_company_normal(const struct fnl_company *company, uint64_t entity,
                                        enum fnl_purpose purpose)
{
    struct fnl_stream stream;
    fnl_stream_open(&stream, company->key, entity, purpose);
    return fnl_stream_normal(&stream);
}

/* How many points of a Poisson process of `mean` fall; their places, (0,1), go to `places`. */
#define FNL_COMPANY_POINTS 64
size_t fnl_company_points(const struct fnl_company *company, double mean, uint64_t entity,
                          enum fnl_purpose purpose, double places[FNL_COMPANY_POINTS]);

/* Whether people work on day `day` of the horizon, from 0. */
bool fnl_company_is_workday(const struct fnl_company *company, int day);

static inline const struct fnl_source *fnl_company_source(const struct fnl_company *company,
                                                          uint32_t index)
{
    return fnl_settings_source(company->settings, index);
}

static inline const struct fnl_stage *fnl_company_stage(const struct fnl_company *company,
                                                        unsigned index)
{
    return fnl_settings_stage(company->settings, index);
}

#endif
