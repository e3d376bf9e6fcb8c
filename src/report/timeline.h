/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * timeline.h - the figures that run over the months: what their scripts
 * (plots/NAME.gp) ask for. Bands hold 8 in 10 futures, lines are means.
 */
#ifndef FUNNELSIM_REPORT_TIMELINE_H
#define FUNNELSIM_REPORT_TIMELINE_H

#include "report/sketch.h"

/* Revenue and cost of each month, a panel an option. */
void fnl_timeline_revenue_cost(struct fnl_sketch *sketch);

/* Contribution since the start, a line an option, and from when the best stays ahead. */
void fnl_timeline_contribution(struct fnl_sketch *sketch);

/* How far each option is ahead of the first in contribution since the start, paired. */
void fnl_timeline_difference(struct fnl_sketch *sketch);

/*
 * Energy and morale of the reps at the end of each month, how much they talked to people, and how
 * many of them left, a column an option: output falls before quits rise.
 */
void fnl_timeline_morale(struct fnl_sketch *sketch);

/* Cash at the end of each month, the credit line and the lowest cash. */
void fnl_timeline_cash(struct fnl_sketch *sketch);

#endif
