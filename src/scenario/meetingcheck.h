/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meetingcheck.h - checks of the kinds of meeting, with clients, leads and people
 * beyond any deal. That a stage's meeting is one of the kinds is checked with the stages,
 * by scenario/stagecheck.h.
 */
#ifndef FUNNELSIM_SCENARIO_MEETINGCHECK_H
#define FUNNELSIM_SCENARIO_MEETINGCHECK_H

#include "scenario/checking.h"

/* There are no more kinds than there is room for. */
void fnl_meetingcheck_count(const struct fnl_checking *checking);

/* One kind for each occasion: a second one would never be held. */
void fnl_meetingcheck_occasions(const struct fnl_checking *checking);

/* Others than clients and leads are met in spare time alone, and what comes of it is said by
 * networking. */
void fnl_meetingcheck_whom(const struct fnl_checking *checking);

/* The shares of those met add up to at most 1, and they come for a source that there is. */
void fnl_meetingcheck_networking(const struct fnl_checking *checking);

#endif
