/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * quantity.h - a number with its unit, as people write it: "40 %", "1 in 3 a
 * year", "9 h", "250k", "2.5 x".
 *
 * A unit in quotes ends the dispute whether 12 meant 12 % or 12 times, hours or
 * minutes. What comes out is a number in the unit of the row that asked.
 *
 * Thousands may be separated by commas or spaces ("6,000", "6 000"). What else
 * people write, a currency sign or a decimal comma, is refused with the same
 * number as it should be written, and so is an amount such as "6.000", which is
 * six to some and six thousand to others. Nor is a factor a change: "+10 %" is
 * refused for "1.1 x".
 *
 * A day has 24 hours, a week 7 days, a month 30.4375 days (a twelfth of a year)
 * and a year 365.25 days; a rate counts 12 months or 4 quarters a year. Because
 * a working day is not 24 hours, days and longer are refused where hours or
 * minutes are asked for.
 */
#ifndef FUNNELSIM_SCENARIO_QUANTITY_H
#define FUNNELSIM_SCENARIO_QUANTITY_H

#include <stdbool.h>

#include "base/param.h"

/* Room for a quantity, and for what is wrong with one. */
#define FNL_QUANTITY_TEXT    64
#define FNL_QUANTITY_PROBLEM 300

/*
 * Reads `text` as a quantity in `unit`. On failure writes a sentence that quotes it and says what
 * to write instead into `problem`, and leaves `*number` alone. The number is finite.
 */
bool fnl_quantity_read(const char *text, enum fnl_param_unit unit, double *number,
                       char problem[FNL_QUANTITY_PROBLEM]);

/*
 * Writes `number` with `unit` as people would, with at most 9 significant digits, into `text` and
 * returns it. fnl_quantity_read understands it, but for an amount with tenths of cents.
 */
const char *fnl_quantity_text(double number, enum fnl_param_unit unit,
                              char text[FNL_QUANTITY_TEXT]);

/* What a quantity in `unit` is, with examples: `a share, such as "40 %", "1 in 3" or 0.4`. */
const char *fnl_quantity_example(enum fnl_param_unit unit);

/* Milliseconds in one of a unit of time (minutes to months); 0 for any other unit. */
double fnl_quantity_milliseconds(enum fnl_param_unit unit);

#endif
