/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * grounds.h - what the figures of a scenario rest on.
 *
 * A result is no better than the guesses that carry it. So they are counted
 * and listed with what was said for them, and evidence that will not convince
 * anybody is pointed out at its line.
 *
 *     74 values are in use. You state 9 of them: 2 as a guess, 7 without
 *     evidence. ...
 *
 *     Guesses                value   8 in 10 sure   what was said of it
 *       pita.hours_factor    2.5 x   1.5 x to 4 x   no published figure
 */
#ifndef FUNNELSIM_REPORT_GROUNDS_H
#define FUNNELSIM_REPORT_GROUNDS_H

#include <stdio.h>

#include <funnelsim/status.h>

#include "scenario/scenario.h"

/* Prints all that for a terminal. FNL_OK or FNL_ERR_MEMORY. */
fnl_status fnl_grounds_print(const fnl_scenario *scenario, FILE *out, struct fnl_error *error);

#endif
