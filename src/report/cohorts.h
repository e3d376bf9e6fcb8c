/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cohorts.h - when the people were met who pay today: the revenue of each year by
 * the year of the first meeting, as a table, a CSV and a figure.
 */
#ifndef FUNNELSIM_REPORT_COHORTS_H
#define FUNNELSIM_REPORT_COHORTS_H

#include <stdbool.h>
#include <stdio.h>

#include <funnelsim/status.h>

#include "report/roster.h"

/* Prints the table for a terminal. */
fnl_status fnl_cohorts_print(const struct fnl_roster *roster, FILE *out, struct fnl_error *error);

/* The same as a CSV, with ranges. False: no memory. */
bool fnl_cohorts_export(const struct fnl_roster *roster, char separator, FILE *out);

/* The figure, as plots/cohorts.gp expects it. False: no memory. */
bool fnl_cohorts_draw(const struct fnl_roster *roster, fnl_figure *figure);

#endif
