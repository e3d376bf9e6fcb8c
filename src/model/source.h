/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * source.h - where people come from, how many, at what price, and what they
 * are like.
 *
 * A source is a kind of door. Inbound people raise a hand, a list is bought, an
 * event has dates, outbound and target people are found by reps in the hours
 * they spend prospecting, and the referral source only says what referred
 * people are like: how many come is up to the clients.
 */
#ifndef FUNNELSIM_MODEL_SOURCE_H
#define FUNNELSIM_MODEL_SOURCE_H

#include <stdbool.h>

#include "base/param.h"
#include "base/units.h"
#include "random/law.h"

enum fnl_source_kind {
    FNL_SOURCE_INBOUND,
    FNL_SOURCE_LIST,
    FNL_SOURCE_EVENT,
    FNL_SOURCE_OUTBOUND,
    FNL_SOURCE_TARGET,
    FNL_SOURCE_REFERRAL,
};

/* What the people of a source are counted as until sales has spoken to them. */
enum fnl_source_counting {
    FNL_COUNT_BY_KIND, /* lists bring names, all others leads */
    FNL_COUNT_LEAD,
    FNL_COUNT_INQUIRY,
    FNL_COUNT_NAME,
};

struct fnl_source {
    const char *name; /* the firm's word for it; unique */
    int kind;         /* enum fnl_source_kind */
    int counts_as;    /* enum fnl_source_counting */

    struct fnl_law leads_per_month;    /* people a calendar month; redrawn each month if a law */
    struct fnl_param_plan seasonality; /* factor for January to December, on leads_per_month */
    struct fnl_law ramp_months;        /* months from its first day to full volume */
    double weekend;                    /* volume on a day off, as a share of a working day's */
    double bursts_per_year;            /* sudden waves of attention */
    double burst_factor;               /* volume in a wave, as a multiple */
    double burst_days;                 /* how long a wave lasts */
    struct fnl_param_dates dates;      /* of an event */
    struct fnl_law people_per_event;
    double found_per_hour; /* outbound, target: people a rep finds in an hour of prospecting */

    fnl_money cost_each;      /* for each person */
    fnl_money cost_per_month; /* whether people come or not */
    fnl_money cost_per_event;

    struct fnl_law fit;         /* how well they match the ideal client, 0 to 1 */
    struct fnl_law budget;      /* whether they have the money, 0 to 1 */
    struct fnl_law need;        /* whether they have the need, 0 to 1 */
    struct fnl_law interest;    /* how much they want to talk, 0 to 1 */
    struct fnl_law trust;       /* in us, on the first day, 0 to 1 */
    double pita;                /* share who turn out to be a pain */
    struct fnl_law deal_factor; /* on contract_value */
    double bad_contact;         /* share of records by which nobody can be reached */
    double reliability;         /* how far what the source declares can be believed, 0 to 1 */
    double completeness;        /* of what is needed to know of them, share that is known */
    const char *segment;        /* name of the segment that its people are of; "": of any */
    double gap_factor;          /* on the gaps between touches: below 1, they move faster */
    double awareness;           /* of us, of somebody new, 0 to 1 (awareness.h) */
};

extern const struct fnl_param_table fnl_source_table;

/* True for people who are not yet leads: names and inquiries are counted apart. */
bool fnl_source_brings_leads(const struct fnl_source *source);

/* True for people who do not come by themselves: reps find them. */
static inline bool fnl_source_is_prospected(const struct fnl_source *source)
{
    return source->kind == FNL_SOURCE_OUTBOUND || source->kind == FNL_SOURCE_TARGET;
}

#endif
