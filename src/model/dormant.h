/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * dormant.h - people and deals that will come one day.
 *
 * What a meeting sets off is often felt months or years later, when whoever it
 * was about may have left and their record be another's. So whoever is to come
 * is written down here, as they will arrive, until they do. A new deal with
 * somebody who is no client any more by then does not come at all.
 */
#ifndef FUNNELSIM_MODEL_DORMANT_H
#define FUNNELSIM_MODEL_DORMANT_H

#include <stdint.h>

#include "base/units.h"
#include "model/lead.h"

struct fnl_company;
struct fnl_event;

/* Somebody who waits. */
struct fnl_dormant {
    struct fnl_lead_origin origin;
    uint32_t client_version; /* of origin.client, where there is one */
    uint32_t next_free;
};

/* Lets `origin`, whose truth is not known yet, arrive at `when`: now, where that is not later. */
void fnl_dormant_waits(struct fnl_company *company, const struct fnl_lead_origin *origin,
                       fnl_time when);

/* Somebody who waited comes (event->subject). */
void fnl_dormant_comes(struct fnl_company *company, const struct fnl_event *event);

#endif
