/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * referral.h - clients who bring others: unasked, when asked, and from
 * meetings with people who never bought.
 *
 * Who is willing follows how engaged a client is (Advisor Impact 2010: of
 * 1,000 clients of advisers the engaged quarter referred, all of them, twice a
 * year on average; the content seldom; the complacent not at all). A referred
 * person resembles the one who referred it, starts with trust, moves faster,
 * and remembers its referrer and its generation.
 */
#ifndef FUNNELSIM_MODEL_REFERRAL_H
#define FUNNELSIM_MODEL_REFERRAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"
#include "base/units.h"
#include "random/law.h"

struct fnl_company;
struct fnl_client;
struct fnl_lead;
struct fnl_event;
struct fnl_task;

struct fnl_referrals {
    bool present;
    double engaged_from, content_from, complacent_from; /* moods at which a class begins */
    double engaged, content, complacent, disgruntled;   /* names a year, unasked */
    double asked_engaged, asked_content, asked_complacent,
        asked_disgruntled; /* chance to say yes */
    struct fnl_law names_per_yes;
    struct fnl_law asked_after; /* days from an ask until the person who was named gets in touch */
    double ruled_out;           /* share of referred people who never talk to us */
    double likeness;            /* how far they take after their referrer in fit, 0 to 1 */
    double pita_likeness;       /* how many times likelier a pain brings a pain */
    double ask_costs_mood;      /* satisfaction lost by each ask */
};
extern const struct fnl_param_table fnl_referral_table;

/* Names that a client gives unasked in the month that begins now. */
void fnl_referral_unasked(struct fnl_company *company, uint32_t id);

/* Puts an ask to the client's rep when the policy wants one this month. */
void fnl_referral_consider_ask(struct fnl_company *company, uint32_t id, bool just_succeeded);

/* An ask was held: names follow, or not. */
void fnl_referral_asked(struct fnl_company *company, const struct fnl_task *task);

/* A referral of a client (event->subject) comes in. */
void fnl_referral_arrives(struct fnl_company *company, const struct fnl_event *event);

/* A client gives a name in its meeting `number`, from 0: they come at `when`. */
void fnl_referral_from_meeting(struct fnl_company *company, uint32_t id, uint32_t number,
                               fnl_time when);

/* A lead that has not bought sends somebody after touch number `touch`: they come at `when`. */
void fnl_referral_from_lead(struct fnl_company *company, struct fnl_lead *lead, uint32_t touch,
                            fnl_time when);

#endif
