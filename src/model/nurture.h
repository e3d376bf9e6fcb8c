/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * nurture.h - keeping in touch with people who are not ready, until they are.
 *
 * Two sorts of people are nurtured. Those whom marketing does not hand on under the
 * policy "after_nurture" are touched every so many days until their score reaches the
 * bar and sales gets them, until they want no more of it, or until there have been as
 * many touches as are made at most; then they are kept by marketing for good. And of
 * those who were lost to no decision, went dark or were kept by marketing without any
 * nurture, a share is touched while dormant: seed that may come up. Each touch may
 * wake them, on top of those who come back by themselves (group returns), and each
 * makes them warmer for the day on which they do.
 *
 * A touch raises trust and interest by a share of what is missing, for good. It costs
 * money when a desk of marketing's does it. When reps do it, it takes their hours and
 * waits in their queues among the rest of their work, and who is nurtured before sales
 * belongs to the rep from the start.
 *
 * The interest of whoever becomes ready is as fresh as the touch that made them so:
 * the delay of an answer (group response) is counted from there.
 */
#ifndef FUNNELSIM_MODEL_NURTURE_H
#define FUNNELSIM_MODEL_NURTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"
#include "base/units.h"

struct fnl_company;
struct fnl_event;
struct fnl_levels;
struct fnl_mechanism;
struct fnl_task;

enum fnl_nurturer { FNL_NURTURE_BY_DESK, FNL_NURTURE_BY_REPS };

/* Why somebody is nurtured, noted in a lead's record. */
enum fnl_nurtured {
    FNL_NURTURED_NOT,
    FNL_NURTURED_KEPT,    /* before sales, in an open episode */
    FNL_NURTURED_DORMANT, /* after an episode's end */
};

struct fnl_nurture {
    bool present;
    int who;                   /* enum fnl_nurturer */
    fnl_time every;            /* between touches */
    fnl_money cost_per_touch;  /* of a desk's touch */
    double hours_per_touch;    /* of a rep's touch */
    int64_t touches;           /* at most, for one person and episode; 0: nobody is nurtured */
    double trust_per_touch;    /* share of the missing trust that a touch gives */
    double interest_per_touch; /* the same of interest */
    double lost_per_touch;     /* share whom a touch makes want no more of it */
    double dormant;            /* share of those lost for the time being who are nurtured */
    double wakes_per_touch;    /* share of them whom a touch brings back */
};
extern const struct fnl_param_table fnl_nurture_table;

extern const struct fnl_mechanism fnl_nurture_mechanism;

/* A touch is due (event->subject; event->detail = n-th of the episode, from 0). */
void fnl_nurture_due(struct fnl_company *company, const struct fnl_event *event);

/* Rep `index` has made a touch, and keeps a lead that was nobody's. */
void fnl_nurture_done(struct fnl_company *company, uint32_t index, const struct fnl_task *task);

#endif
