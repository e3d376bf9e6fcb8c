/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check.h - what a scenario says between the lines: what its figures imply,
 * which of them are guesses, and whether it looks like last year.
 */
#ifndef FUNNELSIM_CHECK_H
#define FUNNELSIM_CHECK_H

#include <stdbool.h>
#include <stdio.h>

#include <funnelsim/experiment.h>
#include <funnelsim/scenario.h>
#include <funnelsim/status.h>

/*
 * What the figures imply if nobody waits, on average over the people of each source:
 * people, hours and money for each client signed; how full selling and service would
 * make the reps, today and in a year; then the guesses, and what is pointed out about the evidence.
 */
fnl_status fnl_check_imply(const fnl_scenario *scenario, FILE *out, struct fnl_error *error);

/*
 * The first simulated year beside `actuals`, from results of this one scenario,
 * and whether it looks like last year.
 *
 * Last year was one of the futures that there might have been, so even of the
 * best picture one total in five lies outside of 8 in 10 futures. `*fits` is
 * false only if a total lies where fewer than 1 in 100 futures come, on either
 * side: five totals that are pictured well are then all accepted in 9 of 10
 * years or more. Where there is nothing to compare, which is said, it is true.
 */
fnl_status fnl_check_actuals(const fnl_results *results, FILE *out, bool *fits,
                             struct fnl_error *error);

#endif
