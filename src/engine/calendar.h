/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * calendar.h - when people work, and which month it is.
 *
 * The clock of a run never stops, but people do: they work from `opens` for
 * `day_length` on working days that are no holidays. The calendar turns time
 * on the clock into working time and back, so that a task of so many hours,
 * begun on Friday afternoon, is done on Monday. It also knows the calendar
 * months, so that series carry real dates. An answer takes some nanoseconds,
 * for it comes from tables with one entry a day.
 *
 * All times are milliseconds since 00:00 on the first day, 0 to FNL_NEVER.
 * Working time is counted from the same moment, in milliseconds too; it is
 * one person's, and a rep's vacation is no concern of the calendar.
 *
 * A working day is the half-open span from `opens`: at its very end nobody
 * works any more. So work that fills a day is done at the end of that day, not
 * on the next morning, and what begins after it begins on the next morning.
 *
 * The tables end after the days that the rules ask for. Beyond them the
 * pattern of the week goes on without holidays, and so do the months, so that
 * whatever is booked has an end; and later than FNL_NEVER is FNL_NEVER.
 *
 * Month 0 is what is left of the first day's calendar month; all later months
 * are whole. A year that starts on 15 March has a month 0 of 17 days.
 *
 * A calendar never changes once made, and any number of threads may ask it.
 */
#ifndef FUNNELSIM_ENGINE_CALENDAR_H
#define FUNNELSIM_ENGINE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/units.h"

typedef struct fnl_calendar fnl_calendar;

/* Bits of `workdays`, from Monday, bit 0, to Sunday, bit 6. */
#define FNL_CALENDAR_WEEKDAYS 0x1fu
#define FNL_CALENDAR_ALL_DAYS 0x7fu

struct fnl_calendar_rules {
    int first_day;       /* day number (base/date.h) of the day on which the clock starts */
    int days;            /* how many days holidays can fall on, from the first; at least 1 */
    unsigned workdays;   /* the weekdays on which people work, one bit each; at least one */
    fnl_time opens;      /* start of the working day, after midnight; 0 or more */
    fnl_time day_length; /* of work, above 0; the day ends by midnight */
    const int *holidays; /* day numbers on which nobody works, in any order; those on other than
                            the `days` are ignored; only read while the calendar is made */
    size_t holiday_count;
};

/* The calendar of those rules, or NULL when memory runs out. Rules out of range are asserted. */
fnl_calendar *fnl_calendar_new(const struct fnl_calendar_rules *rules);

/* Accepts NULL. */
void fnl_calendar_free(fnl_calendar *calendar);

/* The working time before `time`. Never falls; grows by 1 a millisecond in working hours. */
fnl_time fnl_calendar_worked(const fnl_calendar *calendar, fnl_time time);

/*
 * The earliest time before which `work` has been worked, 0 to FNL_NEVER; the
 * inverse of fnl_calendar_worked().
 */
fnl_time fnl_calendar_reaches(const fnl_calendar *calendar, fnl_time work);

/*
 * When `work`, begun at `from` or as soon after as people work, is done. No
 * work at all is done at `from`, be it in the night. Two pieces one after the
 * other are done when both together would be.
 */
fnl_time fnl_calendar_finish(const fnl_calendar *calendar, fnl_time from, fnl_time work);

/* How many working days lie before day `day` of the run; day 0 is the first. */
int fnl_calendar_workdays(const fnl_calendar *calendar, int day);

/* Whether people work at `time`. */
bool fnl_calendar_is_open(const fnl_calendar *calendar, fnl_time time);

/* `time` itself when people work then, else when they begin next. */
fnl_time fnl_calendar_opens_at(const fnl_calendar *calendar, fnl_time time);

/* The day number (base/date.h) of the day of `time`. */
int fnl_calendar_day_number(const fnl_calendar *calendar, fnl_time time);

/* Which month `time` falls in; 0 is the first day's. */
int fnl_calendar_month(const fnl_calendar *calendar, fnl_time time);

/* When month `month` begins: 0 for month 0, else 00:00 on the first of a calendar month. */
fnl_time fnl_calendar_month_start(const fnl_calendar *calendar, int month);

#endif
