/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hindcast.h - whether a simulated year looks like the one that the firm has had.
 */
#ifndef FUNNELSIM_HINDCAST_H
#define FUNNELSIM_HINDCAST_H

#include <stdbool.h>
#include <stdio.h>

#include <funnelsim/experiment.h>
#include <funnelsim/status.h>

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
fnl_status fnl_hindcast_print(const fnl_results *results, FILE *out, bool *fits,
                              struct fnl_error *error);

#endif
