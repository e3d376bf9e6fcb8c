/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * framecheck.h - checks of the frame in which a firm works: when the simulation starts,
 * in what money it counts and is judged, and in which hours work is done.
 */
#ifndef FUNNELSIM_SCENARIO_FRAMECHECK_H
#define FUNNELSIM_SCENARIO_FRAMECHECK_H

#include "scenario/checking.h"

/* It starts on the first of a month, and the fiscal year with a month that there is. */
void fnl_framecheck_dates(const struct fnl_checking *checking);

/* The currency is a code of three letters, and options are judged by an indicator that there is. */
void fnl_framecheck_money(const struct fnl_checking *checking);

/* Work is done on days of the week, and ends by midnight. */
void fnl_framecheck_hours(const struct fnl_checking *checking);

#endif
