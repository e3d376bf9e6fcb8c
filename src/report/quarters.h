/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * quarters.h - the figures that run over fiscal quarters: what their scripts
 * (plots/NAME.gp) ask for. Bands hold 8 in 10 futures, bars are means.
 *
 * A quarter is three months, counted from the month in which the option's
 * business year begins. One that began before the run, or ends after it, is
 * left out: nothing is known of it as a whole.
 */
#ifndef FUNNELSIM_REPORT_QUARTERS_H
#define FUNNELSIM_REPORT_QUARTERS_H

#include <stddef.h>

#include "report/sketch.h"

/* How many whole fiscal quarters of an option lie in the months of the study. */
size_t fnl_quarters_count(const struct fnl_study *study, size_t option);

/* What the reps expected of each quarter at its beginning, and what came of it; a panel an option.
 */
void fnl_quarters_forecast(struct fnl_sketch *sketch);

#endif
