/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * deal.h - a lead's walk through the stages: touches and gaps, voicemail and
 * no-shows, qualification, and the decision at the end.
 */
#ifndef FUNNELSIM_MODEL_DEAL_H
#define FUNNELSIM_MODEL_DEAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/units.h"

struct fnl_company;
struct fnl_event;
struct fnl_lead;
struct fnl_rep;
struct fnl_task;

/* Other settings are in force: how fast interest decays, which touches are meetings. */
void fnl_deal_phase_begins(struct fnl_company *company);

/* Puts a lead at the beginning of `stage`; the first touch of all is ready at once. */
void fnl_deal_enter_stage(struct fnl_company *company, uint32_t id, unsigned stage);

/* The gap is over (event->subject): the next touch joins the queue. */
void fnl_deal_touch_due(struct fnl_company *company, const struct fnl_event *event);

/* What the contract with `lead` would be worth at list price. */
fnl_money fnl_deal_value(const struct fnl_company *company, const struct fnl_lead *lead);

/*
 * A rep begins a touch: decides whether it takes place (`*held`) and returns
 * the hours it takes either way.
 */
fnl_time fnl_deal_touch_begins(struct fnl_company *company, const struct fnl_task *task,
                               bool *held);

/* A rep has finished a touch: its job, which took place or not. */
void fnl_deal_touch_done(struct fnl_company *company, uint32_t index, const struct fnl_task *task);

/* A touch that waits for no rep and takes none of their hours (event->subject; device.h). */
void fnl_deal_touch_at_once(struct fnl_company *company, const struct fnl_event *event);

#endif
