/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * networking.h - meetings with people beyond any deal, of which business comes
 * much later.
 *
 * Of the meetings in free hours that serve the target (meeting.h) a share is
 * with new people, and a share with people met before who have not come yet;
 * all others are with clients. Each such meeting may light a spark: with
 *
 *     chance = logistic(logit(sparks) + on_fit * (fit - fit_reference) + skill)
 *
 * somebody who had no thought of buying will come as a lead one day, after a
 * delay with a heavy tail, with the trust gained by then, to the rep they met.
 * So a firm that stops meeting new people does not feel it for a while, and then
 * for long. What these people are like is as the source says that the group
 * names; how long ago each was first met goes with them to the sale.
 *
 * Whoever is to be met has to be found first: the hours of booking are spent
 * also on people whom the policy of question `meet` then will not see.
 *
 * On the first day there are people who were met in earlier years
 * (today.people_met_per_month), as the firm was then.
 */
#ifndef FUNNELSIM_MODEL_NETWORKING_H
#define FUNNELSIM_MODEL_NETWORKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/param.h"
#include "base/units.h"
#include "random/law.h"

struct fnl_company;
struct fnl_mechanism;
struct fnl_settings;
struct fnl_task;

struct fnl_networking {
    bool present;
    const char *source;   /* whose people they are; "": of the first that reps prospect in, else of
                             the first that is not of referrals */
    double new_share;     /* of the meetings in free hours: with new people */
    double past_share;    /* with people met before, who have not come yet */
    double sparks;        /* chance that somebody met will come one day, at the reference of fit */
    double on_fit;        /* log-odds of that between fit 0 and 1 */
    double fit_reference; /* fit at which `sparks` holds */
    double trust;         /* gained by each meeting */
    struct fnl_law after; /* months from the spark until they come */
};
extern const struct fnl_param_table fnl_networking_table;

extern const struct fnl_mechanism fnl_networking_mechanism;

/* Somebody whom a rep has met and who has not come yet. */
struct fnl_acquaintance {
    uint64_t key;
    fnl_time met;    /* the first time */
    uint32_t source; /* index */
    uint32_t rep;    /* who met them */
    uint32_t index;  /* as at their arrival: FNL_LEAD_INDEX */
    uint16_t times;  /* met so far */
    bool sparked;    /* will come one day */
};
struct fnl_acquaintances {
    struct fnl_acquaintance *items;
    size_t count, capacity;
};

/* The source called `networking.source` or the one it stands for; FNL_NOBODY when there is none. */
uint32_t fnl_networking_source(const struct fnl_settings *settings);

/*
 * Makes `*task` the next meeting in free hours of rep `index` with new or past
 * people, when it is their turn; false when it is that of a client, or there is
 * nobody or no kind of meeting for it.
 */
bool fnl_networking_fill(struct fnl_company *company, uint32_t index, struct fnl_task *task);

/* A rep begins such a meeting: whether it takes place (`*held`), and its hours either way. */
fnl_time fnl_networking_begins(struct fnl_company *company, const struct fnl_task *task,
                               bool *held);

/* A rep has finished such a meeting, which took place or not: sparks and advocates. */
void fnl_networking_done(struct fnl_company *company, uint32_t index, const struct fnl_task *task);

/*
 * Whom the reps met before the first day. To be asked twice, in the past and on the first day: what
 * comes of such meetings is told by the group as the firm had it, or, where that had none, as the
 * strategy laid over it has it.
 */
void fnl_networking_past(struct fnl_company *company);

#endif
