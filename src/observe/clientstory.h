/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clientstory.h - the part of a life that is told of a client: renewals and prices,
 * service, meetings, requests and referrals, until they leave.
 *
 * What happens every month - invoices, ordinary service - is noted in an account, and
 * told once a year.
 */
#ifndef FUNNELSIM_OBSERVE_CLIENTSTORY_H
#define FUNNELSIM_OBSERVE_CLIENTSTORY_H

#include "observe/life.h"

/* What tells of each kind of fact; NULL: it is no part of this. */
extern fnl_life_teller *const fnl_clientstory_tellers[FNL_FACTS];

/* Tells the year so far of one who is followed, if there is anything to tell, and begins the next.
 */
void fnl_clientstory_year(struct fnl_life *life, uint32_t id);

/* The same of all who are followed. */
void fnl_clientstory_years(struct fnl_life *life);

#endif
