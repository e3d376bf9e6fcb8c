/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * market.h - the days on which people come: reads each source's cell of the
 * day and plans the arrivals under its curve.
 */
#ifndef FUNNELSIM_MODEL_MARKET_H
#define FUNNELSIM_MODEL_MARKET_H

#include <stdint.h>

#include "base/units.h"

struct fnl_company;
struct fnl_event;

/* Other settings are in force: shares out the extra budget. */
void fnl_market_phase_begins(struct fnl_company *company);

/* Plans the arrivals of day `day` from all sources. */
void fnl_market_day(struct fnl_company *company, int day);

/* A point of a source's field arrives (event->subject the source, event->detail the index). */
void fnl_market_arrival(struct fnl_company *company, const struct fnl_event *event);

#endif
