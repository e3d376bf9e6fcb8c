/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * catalogue.h - what there is to choose from: parameters, laws, policies and
 * indicators, printed from the tables that the program itself reads by.
 */
#ifndef FUNNELSIM_CATALOGUE_H
#define FUNNELSIM_CATALOGUE_H

#include <stdbool.h>
#include <stdio.h>

#include <funnelsim/status.h>

/*
 * The parameters whose path contains `pattern` (case does not matter), and
 * behind them those whose meaning does, and before them those that people mean who say `pattern`
 * every day ("hire", "win rate"), with what is to be known of it; or all with `all`, or else the
 * essential ones; each in the order of the reference scenario. FNL_ERR_USAGE, with
 * the nearest path, when none matches.
 */
fnl_status fnl_catalogue_params(FILE *out, const char *pattern, bool all, struct fnl_error *error);

/* The laws with the parameters that each accepts. */
void fnl_catalogue_laws(FILE *out);

/* The policies by question, with their parameters. */
void fnl_catalogue_policies(FILE *out);

/* The indicators with units and definitions. */
void fnl_catalogue_indicators(FILE *out);

/* The scenario that explains every key and runs. */
fnl_status fnl_catalogue_reference(FILE *out, struct fnl_error *error);

#endif
