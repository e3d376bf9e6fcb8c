/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lineage.h - who sends whom: new clients sent per client by what both are and by
 * generation (observe/kinship.h), and the family trees of one future.
 */
#ifndef FUNNELSIM_REPORT_LINEAGE_H
#define FUNNELSIM_REPORT_LINEAGE_H

#include <stdbool.h>
#include <stdio.h>

#include <funnelsim/status.h>

#include "report/roster.h"

/* Prints the tables for a terminal. */
fnl_status fnl_lineage_print(const struct fnl_roster *roster, FILE *out, struct fnl_error *error);

/* The same as a CSV: a row a generation, type of sender and type of sent. False: no memory. */
bool fnl_lineage_export(const struct fnl_roster *roster, char separator, FILE *out);

/* The trees, the largest families first, as plots/family.gp expects them. False: no memory. */
bool fnl_lineage_draw(const struct fnl_roster *roster, fnl_figure *figure);

#endif
