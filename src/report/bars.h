/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bars.h - the figures of what totals are made of: what their scripts
 * (plots/NAME.gp) ask for. All numbers are means over the futures.
 */
#ifndef FUNNELSIM_REPORT_BARS_H
#define FUNNELSIM_REPORT_BARS_H

#include "report/sketch.h"

/*
 * How many people of each source reached each stage, of one option: the one
 * that is surely better than the first, else the first. Sources from which
 * nobody came are left out; where there are more than FNL_SKETCH_MOST, the last
 * column holds all the others.
 */
void fnl_bars_funnel(struct fnl_sketch *sketch);

/* What the hours of the reps went into, a bar an option. */
void fnl_bars_hours(struct fnl_sketch *sketch);

/* What became of those who did not sign, a column an option; causes that took nobody are left out.
 */
void fnl_bars_losses(struct fnl_sketch *sketch);

#endif
