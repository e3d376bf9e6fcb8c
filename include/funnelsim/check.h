/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check.h - what a scenario says between the lines: what its figures imply, and
 * which of them are guesses.
 */
#ifndef FUNNELSIM_CHECK_H
#define FUNNELSIM_CHECK_H

#include <stdio.h>

#include <funnelsim/scenario.h>
#include <funnelsim/status.h>

/*
 * What the figures imply if nobody waits, on average over the people of each source:
 * people, hours and money for each client signed; how full selling and service would
 * make the reps, today and in a year; then the guesses, and what is pointed out about the evidence.
 */
fnl_status fnl_check_imply(const fnl_scenario *scenario, FILE *out, struct fnl_error *error);

#endif
