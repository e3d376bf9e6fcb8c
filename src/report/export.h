/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * export.h - the results as tables of CSV, for spreadsheets and scripts.
 *
 *     summary.csv      a row an option and indicator: its distribution over the futures
 *     series.csv       a row an option, month and series: likewise; the month by its first day
 *     futures.csv      a row an option and future: every indicator
 *     differences.csv  a row an option after the first and indicator: it less the first, paired
 *     sources.csv      a row an option and source: people at each stage, money, hours
 *     losses.csv       a row an option and cause: episodes lost, and their part of all that were
 *     losses-by-month.csv  a row an option, month and cause: episodes lost in it
 *     hours.csv        a row an option and use: rep hours, and their part of all there were
 *     money.csv        a row an option and category: what it earned or, below 0, cost
 *
 * Futures are counted from 0, as the seed's replications are. Money is in major
 * units, shares go from 0 to 1, spans are in days. What does not exist is an
 * empty cell. low_1_in_10 and high_1_in_10 (low, high) are what 1 future in 10
 * lies below and above; noise_low and noise_high enclose the mean with a
 * confidence of 95 %, in differences.csv for all pairs of options together. The
 * mean of a ratio, such as win_rate, is the ratio of its sums over the futures.
 * `ahead` counts the futures in which the option is better (more, where neither
 * is); the columns that begin with shaken_ say the same of futures in which the
 * uncertain inputs moved, too. The verdict takes what matters into account for
 * the indicator that the study judges by alone, and is empty where neither more
 * nor less is better. Tables of sources, losses, hours and money hold means over
 * the futures. An episode is one time that somebody was in the funnel: whoever comes back and
 * is lost again is lost in two. A source's finding_cost is that of leads, campaigns, marketing,
 * rewards and commission, without the salaries that are in the indicators cost
 * and cost_per_win; finding_cost_per_win is its mean by the mean number of wins.
 */
#ifndef FUNNELSIM_REPORT_EXPORT_H
#define FUNNELSIM_REPORT_EXPORT_H

#include <stddef.h>
#include <stdio.h>

#include <funnelsim/status.h>

#include "report/study.h"

/* The tables of a study, in the order above; differences only where there are two options. */
size_t fnl_export_count(const struct fnl_study *study);

/* "summary.csv": the file of table `index`. */
const char *fnl_export_file(const struct fnl_study *study, size_t index);

/*
 * Writes that table with ',' or ';' between its cells. FNL_ERR_MEMORY; what
 * goes wrong with the stream stays recorded in it.
 */
fnl_status fnl_export_write(const struct fnl_study *study, size_t index, char separator,
                            FILE *stream);

#endif
