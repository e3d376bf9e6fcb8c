/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rep.h - the people who sell, and their hours: one finite budget for selling,
 * service, prospecting and pain.
 *
 * A rep sells in a share of the working day, spread evenly over it: an hour of
 * selling at a share of 40 % takes two and a half hours by the clock. A new rep
 * needs more hours for the same work until it has found its feet.
 */
#ifndef FUNNELSIM_MODEL_REP_H
#define FUNNELSIM_MODEL_REP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/param.h"
#include "base/units.h"
#include "model/development.h"
#include "model/task.h"
#include "random/law.h"

struct fnl_company;
struct fnl_event;

struct fnl_reps {
    int64_t count;                  /* reps on the payroll */
    struct fnl_param_dates started; /* when each began, oldest first; those not listed: long ago */
    double selling_share;           /* of the working hours */
    fnl_money salary;               /* a year, each, all in */
    double commission;              /* of a signed contract's value */
    struct fnl_law ramp_months;     /* until a new rep works at full speed */
    double ramp_start;              /* speed on the first day, as a share */
    double skill_spread;            /* standard deviation between reps, in log-odds to go on */
    int64_t vacation_days;          /* working days off a year, in one block */
    double waiters;                 /* share of reps who never prospect, whatever is planned */
};
extern const struct fnl_param_table fnl_rep_table;

enum fnl_rep_state {
    FNL_REP_ABSENT, /* not yet begun, on vacation, or gone */
    FNL_REP_IDLE,
    FNL_REP_BUSY,
};

/* A task that was begun. */
struct fnl_rep_job {
    struct fnl_task task;
    fnl_time started; /* when it was begun */
    fnl_time resumed; /* when it was taken up again; as `started` if it never was interrupted */
    fnl_time takes;   /* hours that it is booked for */
    fnl_time done;    /* of them, those before it was taken up again */
    enum fnl_hours_use use;
    bool held; /* the other side is there (decided when it was begun) */
};

struct fnl_rep {
    uint64_t key;        /* of `rep-1`, ... */
    fnl_time began;      /* may lie before the start */
    fnl_time ramp;       /* length */
    fnl_time away_until; /* on vacation, or about to go, until then; 0: not */
    double talent;       /* log-odds to go on that it adds, as it came */
    double learnt;       /* the same, from meetings */
    double share;        /* of the working hours that it sells in now: settled between tasks */
    fnl_time hours;      /* selling hours that it has had, until `settled` */
    fnl_time settled;
    uint32_t years;           /* vacations begun: addresses their draws */
    struct fnl_queue queue;   /* its own tasks */
    fnl_time queued;          /* nominal work waiting in its queue */
    struct fnl_rep_job job;   /* at work on it, when busy */
    struct fnl_rep_job aside; /* interrupted, to be gone on with when `job` is done */
    bool is_interrupted;      /* there is something set aside */
    bool resigned;            /* leaves when its task is done: away until FNL_NEVER */
    bool left;                /* has left for good */
    bool waits;               /* for leads to come in, though prospecting is planned */
    enum fnl_role role;
    enum fnl_rep_state state;
    uint32_t version;      /* of the end of its job: changes when that is interrupted */
    uint32_t older, newer; /* neighbours among the idle */
    uint32_t blocks;       /* of prospecting, ever: names them */
    fnl_time prospected;   /* hours of prospecting done this week */
    int32_t week;          /* the week that `prospected` is of */
    uint32_t meetings;     /* held in `month` */
    int32_t month;         /* of the horizon */
    uint32_t next_client;  /* where to look for the next client to meet */
};

/* Other settings are in force: who is there has their ramp and talent, and new reps join. */
void fnl_rep_phase_begins(struct fnl_company *company);

/* A new rep begins in the place of rep `index`, who left: its index, or FNL_NOBODY when memory runs
 * out. */
uint32_t fnl_rep_replace(struct fnl_company *company, uint32_t index);

/* Whether `rep` has begun and has not left; it may be on vacation. */
bool fnl_rep_is_there(const struct fnl_company *company, const struct fnl_rep *rep);

/* How many reps of a role have not left, those on vacation and those yet to begin included. */
size_t fnl_rep_count(const struct fnl_company *company, enum fnl_role role);

/* Log-odds to go on that `rep` adds to a step that it decides. */
double fnl_rep_skill(const struct fnl_rep *rep);

/* Speed at `at`: 1 for full, less while ramping up. */
double fnl_rep_speed(const struct fnl_company *company, const struct fnl_rep *rep, fnl_time at);

/* Share of the working hours that `rep` sells in, by the settings in force. */
double fnl_rep_share(const struct fnl_company *company, const struct fnl_rep *rep);

/* Selling hours that `rep`, being there, has by the calendar between `from` and `to`, rounded up.
 */
fnl_time fnl_rep_worked(const struct fnl_company *company, const struct fnl_rep *rep, fnl_time from,
                        fnl_time to);

/* Selling hours that `rep` has had since the start, until `until`, while there. */
fnl_time fnl_rep_hours(const struct fnl_company *company, const struct fnl_rep *rep,
                       fnl_time until);

/* Closes its account of hours: from now on it sells in the share of the settings in force. */
void fnl_rep_settle(const struct fnl_company *company, struct fnl_rep *rep);

/* A rep's vacation begins. */
void fnl_rep_vacation(struct fnl_company *company, const struct fnl_event *event);

/* A rep is there: on the first day, after joining or after a vacation. */
void fnl_rep_present(struct fnl_company *company, const struct fnl_event *event);

#endif
