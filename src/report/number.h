/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * number.h - how values are said to people, and written for programs.
 *
 * A figure with more digits than it deserves is read as more certain than it
 * is. So what people see is rounded to about two significant digits, with its
 * unit, and what must be compared shares a scale. What programs read (CSV,
 * JSON, gnuplot's data) is exact where it is an integer and has at most 9
 * significant digits where it is not.
 *
 * All rounding is to the nearest, halves away from zero, and is done on
 * integers; the locale has no say in it: the decimal point is a point.
 *
 * Every function writes into `text`, which holds FNL_NUMBER_TEXT bytes, and
 * returns it. Amounts are in minor units, a hundred to the major unit.
 */
#ifndef FUNNELSIM_REPORT_NUMBER_H
#define FUNNELSIM_REPORT_NUMBER_H

#include <stdint.h>

#include "base/units.h"

/* Room for any value that this file writes, and the terminating zero. */
#define FNL_NUMBER_TEXT 96

/* The fineness at which amounts of money are shown together. */
struct fnl_number_scale {
    fnl_money unit;     /* what one of the shown figures stands for, in minor units */
    int decimals;       /* 0 to 2, shown after the point */
    const char *suffix; /* "", "k", "M" or "bn"; static storage */
};

/*
 * What stands before an amount in the currency with ISO code `code`: "$" for
 * USD, likewise EUR, GBP, JPY and INR; for any other the code and a space, of
 * which the first 15 bytes are taken.
 */
const char *fnl_number_currency(const char *code, char *text);

/*
 * The scale on which `amount` has two significant digits, and no more than
 * three before the point: whole units to 999, thousands with one decimal
 * below 10k and none to 999k, millions with one decimal below 100M ($15.6M,
 * because it stands in one row with $3.3M), then none, then billions likewise.
 */
struct fnl_number_scale fnl_number_scale_of(fnl_money amount);

/* The scale on which `amount` has three significant digits, for the ends of ranges. */
struct fnl_number_scale fnl_number_scale_fine(fnl_money amount);

/* "$3.3M", "-$40k", "$640", "CHF 3.3M", on the amount's own scale. */
const char *fnl_number_money(fnl_money amount, const char *code, char *text);

/* The same on a given scale, so that 60 thousand beside 1.34 million reads "$0.06M". */
const char *fnl_number_money_on(fnl_money amount, const char *code, struct fnl_number_scale scale,
                                char *text);

/* A difference: "+$0.7M", "-$0.7M"; what rounds to nothing has no sign. */
const char *fnl_number_difference(fnl_money amount, const char *code, struct fnl_number_scale scale,
                                  char *text);

/*
 * "$0.06M to $1.34M": both ends on the fine scale of the larger. Where the
 * range reaches from a loss to a gain the gain has its sign: "-$0.39M to +$1.79M".
 */
const char *fnl_number_money_range(fnl_money low, fnl_money high, const char *code, char *text);

/* "+$24k to +$933k": the same of differences, each of which has its sign. */
const char *fnl_number_difference_range(fnl_money low, fnl_money high, const char *code,
                                        char *text);

/* All of it, for sums that somebody fixed: "$6,000", "-$1,234,567", without the minor units. */
const char *fnl_number_money_whole(fnl_money amount, const char *code, char *text);

/* Major units with two decimals and nothing else, for programs: "-1234.05". */
const char *fnl_number_money_exact(fnl_money amount, char *text);

/*
 * A share of one: "54 %"; below ten per cent with one decimal, "5.2 %". What
 * is not quite nothing or all does not say so: "under 0.1 %", "over 99 %".
 * Asserts that `share` is finite.
 */
const char *fnl_number_share(double share, char *text);

/* A chance, counted: "88 in 100", "under 1 in 100", "over 99 in 100". Asserts 0 to 1. */
const char *fnl_number_in_100(double chance, char *text);

/*
 * A stretch of time at two significant digits: "25 min" below an hour, "4.2 h"
 * below two days, else "71 days". From 100 days on, all of them: "126 days".
 */
const char *fnl_number_span(fnl_time span, char *text);

/* Hours of work, which never turn into days: "4.2 h", "61 h", "1,240 h". */
const char *fnl_number_hours(fnl_time hours, char *text);

/* A count that may be a mean: "2.5" below ten unless it is whole, else "21", "1,140". Finite. */
const char *fnl_number_count(double count, char *text);

/* A finite real with at most 9 significant digits, for programs: "0.25", "1e+20"; never "-0". */
const char *fnl_number_real(double real, char *text);

#endif
