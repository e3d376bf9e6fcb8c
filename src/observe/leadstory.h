/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * leadstory.h - the part of a life that is told of a lead: how they came, who worked on
 * them, what they decided, and how each episode ended.
 *
 * Deals that are opened with a client are told of in the same words.
 */
#ifndef FUNNELSIM_OBSERVE_LEADSTORY_H
#define FUNNELSIM_OBSERVE_LEADSTORY_H

#include "observe/life.h"

/* What tells of each kind of fact; NULL: it is no part of this. */
extern fnl_life_teller *const fnl_leadstory_tellers[FNL_FACTS];

#endif
