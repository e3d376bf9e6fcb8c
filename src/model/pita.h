/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pita.h - pain-in-the-ass clients: what they do before and after the sale.
 *
 * The trait is latent. Before the sale it shows as red flags, a noisy test;
 * after it, it multiplies service hours, asks for unpaid work that jumps the
 * queue, pays late, squeezes the price and is never quite content. No figure
 * for any of this is published, so every default here is a guess with a wide
 * range, to be varied.
 */
#ifndef FUNNELSIM_MODEL_PITA_H
#define FUNNELSIM_MODEL_PITA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"
#include "base/units.h"
#include "random/law.h"

struct fnl_company;
struct fnl_event;
struct fnl_lead;

struct fnl_pita {
    bool present;
    double flags_seen;          /* share of pains who show red flags before they sign */
    double false_alarms;        /* share of good people who show some too */
    double hours_factor;        /* on service hours */
    double scope_per_year;      /* unpaid extra demands, each */
    struct fnl_law scope_hours; /* of each demand */
    double late_factor;         /* on the days to payment */
    double discount;            /* squeezed out of the price at signing */
    double mood_cap;            /* they are never happier than this */
    double on_renewal;          /* logit */
    double extra_meetings;      /* touches a stage in which they review what we can */
    double expedites;           /* share of the demands that interrupt whatever the rep is at */
};
extern const struct fnl_param_table fnl_pita_table;

/* Whether `lead` shows red flags to whoever is about to sign it. */
bool fnl_pita_shows_flags(struct fnl_company *company, const struct fnl_lead *lead);

/* Reviews that `lead`, which is at the beginning of a stage, wants at its end: none of others. */
uint8_t fnl_pita_reviews(const struct fnl_company *company, const struct fnl_lead *lead);

/* Unpaid demands of a pain in the month that begins now. */
void fnl_pita_month(struct fnl_company *company, uint32_t id);

/* An unpaid demand comes in. */
void fnl_pita_demand(struct fnl_company *company, const struct fnl_event *event);

#endif
