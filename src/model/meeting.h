/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting.h - meetings of every kind, and what may come of one.
 *
 * A kind has a length, preparation, a show rate and payoffs besides progress:
 * new business opened, a referral, something learnt, somebody who speaks for the
 * rep (advocate.h), needs found out (discovery.h). Some kinds are the touches of
 * a stage; some follow a signature, a renewal, trouble or a demand; some are
 * booked in free hours to reach a monthly target, with clients or with people
 * beyond any deal (networking.h). What one opens or whom it brings may come
 * months or years later.
 */
#ifndef FUNNELSIM_MODEL_MEETING_H
#define FUNNELSIM_MODEL_MEETING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "base/param.h"
#include "base/units.h"
#include "random/law.h"

struct fnl_company;
struct fnl_settings;
struct fnl_lead;
struct fnl_task;

#define FNL_MEETING_KINDS 16

enum fnl_meeting_when {
    FNL_MEETING_STAGE,         /* only as a stage's touch */
    FNL_MEETING_SPARE_TIME,    /* in free hours, to reach the target */
    FNL_MEETING_AFTER_WIN,     /* with the new client */
    FNL_MEETING_AFTER_TROUBLE, /* with a client whose service was refused */
    FNL_MEETING_AFTER_RENEWAL, /* with a client who signed for another term */
    FNL_MEETING_AFTER_DEMAND,  /* with a client who demanded unpaid extra work */
};

/* With whom a meeting in free hours is. */
enum fnl_meeting_whom {
    FNL_MEETING_CLIENTS,
    FNL_MEETING_NEW_PEOPLE,  /* beyond any deal (networking.h) */
    FNL_MEETING_PAST_PEOPLE, /* met so before, who have not come yet */
};

struct fnl_meeting_kind {
    const char *name;
    int when;             /* enum fnl_meeting_when */
    struct fnl_law hours; /* of a meeting outside the stages */
    double preparation;   /* hours, on top */
    double shows;         /* outside the stages */
    double missed_hours;  /* of waiting for somebody who does not come, outside the stages */
    double opens;         /* chance that it opens a new deal */
    double refers;        /* chance that it brings a referral */
    double teaches;       /* log-odds to go on that the rep gains, for good */
    int whom;             /* enum fnl_meeting_whom, of one in free hours */
    int64_t people;       /* new people who are met at once */
    struct fnl_law after; /* months until a deal that it opens, or whom it brings, comes */
    double advocates;     /* chance that whoever is met speaks for the rep from then on */
    double discovers;     /* of the needs that are not known, as the touch of a stage */
};
extern const struct fnl_param_table fnl_meeting_kind_table;

struct fnl_meetings {
    bool present;
    double target_per_month; /* meetings a rep aims at; 0: no target */
    double booking_hours;    /* to book one that only serves the target */
    struct fnl_list kinds;   /* of struct fnl_meeting_kind */
};
extern const struct fnl_param_table fnl_meeting_table;

/* The index of the kind called `name`; -1 when there is none, or `name` is empty. */
int fnl_meeting_kind_named(const struct fnl_settings *settings, const char *name);

/* The index of the first kind for free hours with such people; -1 when there is none. */
int fnl_meeting_kind_with(const struct fnl_company *company, enum fnl_meeting_whom whom);

/* The index of the first kind with that `when`, with clients; -1 when there is none. */
int fnl_meeting_kind_for(const struct fnl_company *company, enum fnl_meeting_when when);

/* Puts a meeting of `kind` with client `id` into its rep's queue. */
void fnl_meeting_book(struct fnl_company *company, uint32_t id, unsigned kind);

/*
 * Makes `*task` a meeting for an idle rep below its target, with a client or with
 * others (networking.h); false when there is no need or nobody to meet.
 */
bool fnl_meeting_fill(struct fnl_company *company, uint32_t index, struct fnl_task *task);

/*
 * A rep begins a meeting outside the stages: decides whether it takes place
 * (`*held`) and returns the hours it takes either way.
 */
fnl_time fnl_meeting_begins(struct fnl_company *company, const struct fnl_task *task, bool *held);

/* A rep has finished a meeting outside the stages, which took place or not. */
void fnl_meeting_done(struct fnl_company *company, uint32_t index, const struct fnl_task *task);

/* Rep `index` has held a meeting of `kind`: it counts for the target, and teaches. */
void fnl_meeting_count(struct fnl_company *company, uint32_t index, unsigned kind);

/* A lead's touch that was a meeting was held: its payoffs besides progress. */
void fnl_meeting_with_lead(struct fnl_company *company, uint32_t rep, struct fnl_lead *lead,
                           uint64_t touch_key, unsigned kind);

#endif
