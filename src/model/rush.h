/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rush.h - deals that are made to decide before the quarter ends.
 *
 * The push policy (model/question.h) says which: those in the last stages whose
 * next touch would fall beyond the end of the fiscal quarter. In its last days
 * the touch is pulled forward and joins the queue at once, unless the client
 * has a date of its own, which no push makes sooner. Either way the deal was
 * pushed: from then on it is less likely to go on, and if it signs, it does so
 * at a discount. What is signed sooner is not signed later.
 *
 * When a gap begins it is known whether it will reach beyond the quarter's end;
 * so the push is planned then, and the policy in force on its day is asked
 * whether it holds.
 */
#ifndef FUNNELSIM_MODEL_RUSH_H
#define FUNNELSIM_MODEL_RUSH_H

#include <stdint.h>

#include "base/units.h"

struct fnl_company;
struct fnl_event;
struct fnl_lead;

/* The next touch of lead `id` is due at `due`: plans the push, if it will be pushed before. */
void fnl_rush_plan(struct fnl_company *company, uint32_t id, fnl_time due);

/* A lead that waits for a touch beyond the quarter's end is pushed (event->subject). */
void fnl_rush_due(struct fnl_company *company, const struct fnl_event *event);

/* Log-odds to go on that having been pushed adds; factor on the price, for the same reason. */
double fnl_rush_on_going_on(const struct fnl_company *company, const struct fnl_lead *lead);
double fnl_rush_on_price(const struct fnl_company *company, const struct fnl_lead *lead);

#endif
