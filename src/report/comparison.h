/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * comparison.h - the table: one column an option, one row an indicator.
 *
 * Which number of many futures stands in a cell is the same in all columns:
 *
 *   - Money that adds up (new business, revenue, cost, contribution, what was
 *     not spent), counts, shares and chances are means, so that revenue less
 *     cost is contribution in every column.
 *   - Lowest cash, its date and the cycle are medians, because one future in
 *     ruin or one stubborn deal would move a mean to where no future is. In
 *     parentheses stands what 1 future in 10 is worse than.
 *
 * Futures in which a number does not exist (the cycle of nobody) are left out
 * of it and a mark says so; another mark stands beside a mean that is made by
 * a few futures and is not to be trusted far (stats/trust.h).
 *
 * With a single option there is a second column: where 8 in 10 futures lie.
 */
#ifndef FUNNELSIM_REPORT_COMPARISON_H
#define FUNNELSIM_REPORT_COMPARISON_H

#include <stdio.h>

#include <funnelsim/status.h>

#include "report/study.h"

/* Prints the table and its notes for a terminal `width` columns wide. FNL_ERR_MEMORY. */
fnl_status fnl_comparison_print(const struct fnl_study *study, size_t width, FILE *stream,
                                struct fnl_error *error);

/* The same in Markdown. */
fnl_status fnl_comparison_markdown(const struct fnl_study *study, FILE *stream,
                                   struct fnl_error *error);

#endif
