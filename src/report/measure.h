/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * measure.h - a value of any measure, said to people and written for programs.
 *
 * Result rows hold integers: cents, milliseconds, millionths. What they become
 * on the screen, in a cell of CSV and in JSON depends on what is measured, and
 * is settled here for all reports alike. Values come as doubles because most
 * are means over futures. They are given in the unit of the row.
 *
 *     measure   screen          for programs                  difference, screen
 *     money     $3.3M           major units                   +$0.7M
 *     count     21              the number                    +6.0
 *     share     54 %            0 to 1                        -23 points
 *     span      71 days         days                          -19 days
 *     hours     1,240 h         hours                         +310 h
 *     date      Sep 2026        ISO date; differences in days +31 days
 *     flag      88 in 100       0 to 1                        -14 in 100
 *     factor    0.3             the number                    +0.1
 */
#ifndef FUNNELSIM_REPORT_MEASURE_H
#define FUNNELSIM_REPORT_MEASURE_H

#include <funnelsim/indicators.h>

#include "report/csv.h"
#include "report/json.h"
#include "report/number.h"
#include "report/study.h"

/* For people; finite. Texts are as in report/number.h, and so is the room that they need. */
const char *fnl_measure_text(const struct fnl_study *study, enum fnl_measure measure, double value,
                             char text[FNL_NUMBER_TEXT]);

/* "58 days to 90 days": from the lower to the higher of two values; one where they look the same.
 */
const char *fnl_measure_range(const struct fnl_study *study, enum fnl_measure measure, double low,
                              double high, char text[FNL_NUMBER_TEXT]);

/* A difference of two values, with its sign unless it rounds to nothing. */
const char *fnl_measure_difference(const struct fnl_study *study, enum fnl_measure measure,
                                   double value, char text[FNL_NUMBER_TEXT]);

/* The unit of what programs read: "USD", "count", "share", "days", "hours", "date", "factor". */
const char *fnl_measure_unit(const struct fnl_study *study, enum fnl_measure measure);

/* The same of differences and standard deviations: those of dates are in days. */
const char *fnl_measure_difference_unit(const struct fnl_study *study, enum fnl_measure measure);

/* `value` in that unit; of a date, the days since the start. */
double fnl_measure_exact(enum fnl_measure measure, double value);

/* A cell with a value, or with a difference; empty for what is not finite. */
void fnl_measure_cell(const struct fnl_study *study, enum fnl_measure measure, double value,
                      struct fnl_csv *csv);
void fnl_measure_difference_cell(enum fnl_measure measure, double value, struct fnl_csv *csv);

/* The same for JSON: a new reference, null for what is not finite; NULL without memory. */
json_t *fnl_measure_json(const struct fnl_study *study, enum fnl_measure measure, double value);
json_t *fnl_measure_difference_json(enum fnl_measure measure, double value);

#endif
