/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * date.h - dates of the Gregorian calendar as day numbers.
 *
 * A day number counts days since 1970-01-01, which is 0. There are no time
 * zones and no leap seconds: a day is 24 hours. The functions know the days from
 * 0000-03-01 to 9999-12-31, counted by today's calendar throughout.
 */
#ifndef FUNNELSIM_BASE_DATE_H
#define FUNNELSIM_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>

/* Years that a scenario may name; day numbers stay well inside an int. */
#define FNL_DATE_FIRST_YEAR 1900
#define FNL_DATE_LAST_YEAR  2200

/* Room for "2026-04-01" or "Apr 2026" and the terminating zero. */
#define FNL_DATE_TEXT 16

struct fnl_date {
    int year, month, day; /* 2026, 1 to 12, 1 to 31 */
};

/* The day number of a date that exists. */
int fnl_date_number(struct fnl_date date);

/* The date with that day number. */
struct fnl_date fnl_date_of(int number);

/* 0 for Monday to 6 for Sunday. */
int fnl_date_weekday(int number);

/* 28 to 31; `month` is 1 to 12. */
int fnl_date_month_days(int year, int month);

/* The day number of the first day of the month that lies `months` after the month of `number`. */
int fnl_date_month_start(int number, int months);

/*
 * Reads "2026-04-01", or "2026-04" as its first day. False, leaving `*number`
 * alone, when the text is anything else or the date does not exist.
 */
bool fnl_date_read(const char *text, int *number);

/* Writes "2026-04-01" into `text` and returns it. */
const char *fnl_date_text(int number, char text[FNL_DATE_TEXT]);

/* Writes "Apr 2026" into `text` and returns it. */
const char *fnl_date_month_text(int number, char text[FNL_DATE_TEXT]);

/* 1 to 12 for "Jan" to "Dec" or "January" to "December" in any case; 0 for other text. */
int fnl_date_month_named(const char *text);

#endif
