/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * marketing.h - what happens to a person before sales: marketing qualifies them
 * where that is its job, holds them back or hands them over as the handoff policy
 * says, and what is handed over may be lost or late on the way.
 *
 * Clients, those who come back on our terms and people with whom sales has a deal
 * already are none of marketing's business. Of all others, whoever a rep has found
 * or a client has sent is scored like everybody, but is not handed from one desk to
 * another: only the rest, marketing's own leads, can be lost on the way, and only
 * by them sales judges what marketing is worth.
 */
#ifndef FUNNELSIM_MODEL_MARKETING_H
#define FUNNELSIM_MODEL_MARKETING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/units.h"
#include "model/lead.h"

struct fnl_company;
struct fnl_event;

/* What becomes of a lead between the two desks, for mechanisms to add to. */
struct fnl_handover {
    fnl_time delay; /* until sales has it */
    bool lost;      /* nobody will ever call */
    enum fnl_cause cause;
};

/* What marketing does about a lead costs so much, now. */
void fnl_marketing_spends(struct fnl_company *company, const struct fnl_lead *lead, fnl_money cost);

/* An episode is marketing's to begin with: it is handed over, kept, or ended. */
void fnl_marketing_takes(struct fnl_company *company, uint32_t id);

/* Asks the handoff policy; a lead that is ready is announced as handed on. */
bool fnl_marketing_finds_ready(struct fnl_company *company, struct fnl_lead *lead);

/* Hands a lead over to sales: at once, later, or in vain. */
void fnl_marketing_hands_over(struct fnl_company *company, uint32_t id);

/* Sales has the lead at last (event->subject). */
void fnl_marketing_delivers(struct fnl_company *company, const struct fnl_event *event);

/*
 * What sales makes of a lead: it got beyond the first stage or signed (`good`), or ended
 * before. Counts once, for those that marketing handed over in this episode.
 */
void fnl_marketing_is_judged(struct fnl_company *company, struct fnl_lead *lead, bool good);

#endif
