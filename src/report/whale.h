/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * whale.h - who carries the firm: the profit of its clients, from the best to the
 * worst (observe/margin.h), as tables, as CSVs and as a figure.
 */
#ifndef FUNNELSIM_REPORT_WHALE_H
#define FUNNELSIM_REPORT_WHALE_H

#include <stdbool.h>
#include <stdio.h>

#include <funnelsim/status.h>

#include "report/roster.h"

/* Prints the tables for a terminal. */
fnl_status fnl_whale_print(const struct fnl_roster *roster, FILE *out, struct fnl_error *error);

/* The curve over many futures, and every client of the one that is shown. False: no memory. */
bool fnl_whale_export(const struct fnl_roster *roster, char separator, FILE *out);
bool fnl_whale_list(const struct fnl_roster *roster, char separator, FILE *out);

/* The figure, as plots/whale.gp expects it. False: no memory. */
bool fnl_whale_draw(const struct fnl_roster *roster, fnl_figure *figure);

#endif
