/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two pairs of tables that are each other's inverse. The first: how many working days lie before a
 * day, and which day is the n-th working day. Both end in one week more than
 * the rules ask for, without holidays. A day beyond the tables is looked up in
 * that week, so many whole weeks earlier, and the weeks are added afterwards.
 * The second: in which month a day lies, and on which day a month begins.
 */
#include "engine/calendar.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/memory.h"

enum { WEEK = 7, SHORTEST_MONTH = 28 };

struct fnl_calendar {
    fnl_time opens, day_length;
    int first_day;
    int days;          /* on which holidays can fall; the last week of the tables follows them */
    int working_days;  /* among `days` */
    int working_week;  /* working days in a week without holidays */
    int32_t *before;   /* working days before each day; days + WEEK + 1 entries */
    int32_t *days_at;  /* the day of each working day; working_days + working_week are in use */
    int32_t *month_of; /* the month of each day; days entries */
    int32_t *starts;   /* the first day of each month that begins on one of the `days` */
    int months;        /* in `starts` */
};

/* One moment, as the tables see it. */
struct spot {
    int64_t working_days;   /* before its day */
    int64_t is_working_day; /* 1 or 0 */
    fnl_time since_opening; /* of its day; negative early in the morning */
};

static bool are_acceptable(const struct fnl_calendar_rules *rules)
{
    return rules->days > 0 && rules->workdays > 0 && rules->workdays <= FNL_CALENDAR_ALL_DAYS &&
           rules->opens >= 0 && rules->day_length > 0 &&
           rules->opens + rules->day_length <= FNL_DAY;
}

/* Sets `marks` to 1 for each working day of the tables and to 0 for the others. */
static void mark_working_days(const struct fnl_calendar_rules *rules, int32_t *marks)
{
    for (int day = 0; day < rules->days + WEEK; day++)
        marks[day] = rules->workdays >> fnl_date_weekday(rules->first_day + day) & 1;
    for (size_t i = 0; i < rules->holiday_count; i++) {
        const int day = rules->holidays[i] - rules->first_day;
        if (day >= 0 && day < rules->days)
            marks[day] = 0;
    }
}

static void count_working_days(fnl_calendar *calendar, const struct fnl_calendar_rules *rules)
{
    int32_t *before = calendar->before;
    mark_working_days(rules, before + 1);
    for (int day = 0; day < rules->days + WEEK; day++) {
        if (before[day + 1])
            calendar->days_at[before[day]] = day;
        before[day + 1] += before[day];
    }
    calendar->working_days = before[rules->days];
    calendar->working_week = before[rules->days + WEEK] - before[rules->days];
}

/* The month that day `day` of the run falls in, found without a table. */
static int month_of_day(const fnl_calendar *calendar, int day)
{
    const struct fnl_date first = fnl_date_of(calendar->first_day);
    const struct fnl_date date = fnl_date_of(calendar->first_day + day);
    return (date.year - first.year) * 12 + date.month - first.month;
}

static void count_months(fnl_calendar *calendar)
{
    for (int day = 0; day < calendar->days; day++) {
        calendar->month_of[day] = month_of_day(calendar, day);
        if (calendar->month_of[day] == calendar->months)
            calendar->starts[calendar->months++] = day;
    }
}

fnl_calendar *fnl_calendar_new(const struct fnl_calendar_rules *rules)
{
    assert(are_acceptable(rules));
    fnl_calendar *calendar = fnl_memory_zeroed(1, sizeof *calendar);
    if (!calendar)
        return NULL;

    const size_t days = (size_t)rules->days;
    calendar->before = fnl_memory_zeroed(days + WEEK + 1, sizeof *calendar->before);
    calendar->days_at = fnl_memory_zeroed(days + WEEK, sizeof *calendar->days_at);
    calendar->month_of = fnl_memory_zeroed(days, sizeof *calendar->month_of);
    calendar->starts = fnl_memory_zeroed(days / SHORTEST_MONTH + 2, sizeof *calendar->starts);
    if (!calendar->before || !calendar->days_at || !calendar->month_of || !calendar->starts) {
        fnl_calendar_free(calendar);
        return NULL;
    }

    calendar->opens = rules->opens;
    calendar->day_length = rules->day_length;
    calendar->first_day = rules->first_day;
    calendar->days = rules->days;
    count_working_days(calendar, rules);
    count_months(calendar);
    return calendar;
}

void fnl_calendar_free(fnl_calendar *calendar)
{
    if (!calendar)
        return;
    free(calendar->before);
    free(calendar->days_at);
    free(calendar->month_of);
    free(calendar->starts);
    free(calendar);
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static struct spot find(const fnl_calendar *calendar, fnl_time time)
{
    assert(time >= 0 && time <= FNL_NEVER);
    const int64_t day = time / FNL_DAY;
    const int64_t weeks = day < calendar->days ? 0 : (day - calendar->days) / WEEK;
    const int32_t *before = &calendar->before[day - WEEK * weeks];
    return (struct spot){
        .working_days = before[0] + weeks * calendar->working_week,
        .is_working_day = before[1] - before[0],
        .since_opening = time % FNL_DAY - calendar->opens,
    };
}

static bool is_open(const fnl_calendar *calendar, const struct spot *spot)
{
    return spot->is_working_day && spot->since_opening >= 0 &&
           spot->since_opening < calendar->day_length;
}

/* When the working day begins that has `working_days` before it, or later than FNL_NEVER. */
static fnl_time opening(const fnl_calendar *calendar, int64_t working_days)
{
    const int64_t weeks = working_days < calendar->working_days
                              ? 0
                              : (working_days - calendar->working_days) / calendar->working_week;
    const int64_t day =
        calendar->days_at[working_days - weeks * calendar->working_week] + WEEK * weeks;
    return smaller(day, FNL_NEVER / FNL_DAY + 1) * FNL_DAY + calendar->opens;
}

static fnl_time worked_until(const fnl_calendar *calendar, const struct spot *spot)
{
    const fnl_time today = smaller(spot->since_opening, calendar->day_length);
    return spot->working_days * calendar->day_length +
           (today > 0 ? today * spot->is_working_day : 0);
}

fnl_time fnl_calendar_worked(const fnl_calendar *calendar, fnl_time time)
{
    const struct spot spot = find(calendar, time);
    return worked_until(calendar, &spot);
}

static fnl_time reach(const fnl_calendar *calendar, fnl_time work)
{
    if (work == 0)
        return 0;
    const int64_t full_days = (work - 1) / calendar->day_length;
    const fnl_time on_the_last = work - full_days * calendar->day_length;
    return smaller(opening(calendar, full_days) + on_the_last, FNL_NEVER);
}

fnl_time fnl_calendar_reaches(const fnl_calendar *calendar, fnl_time work)
{
    assert(work >= 0 && work <= FNL_NEVER);
    return reach(calendar, work);
}

fnl_time fnl_calendar_finish(const fnl_calendar *calendar, fnl_time from, fnl_time work)
{
    assert(work >= 0 && work <= FNL_NEVER);
    const struct spot spot = find(calendar, from);
    /* Most work is done on the day on which it is begun, and dividing takes long. */
    if (work == 0 ||
        (is_open(calendar, &spot) && spot.since_opening + work <= calendar->day_length))
        return smaller(from + work, FNL_NEVER);
    return reach(calendar, worked_until(calendar, &spot) + work);
}

int fnl_calendar_workdays(const fnl_calendar *calendar, int day)
{
    return (int)find(calendar, day * FNL_DAY).working_days;
}

bool fnl_calendar_is_open(const fnl_calendar *calendar, fnl_time time)
{
    const struct spot spot = find(calendar, time);
    return is_open(calendar, &spot);
}

fnl_time fnl_calendar_opens_at(const fnl_calendar *calendar, fnl_time time)
{
    const struct spot spot = find(calendar, time);
    if (is_open(calendar, &spot))
        return time;
    const bool is_evening = spot.is_working_day && spot.since_opening >= 0;
    return smaller(opening(calendar, spot.working_days + is_evening), FNL_NEVER);
}

int fnl_calendar_day_number(const fnl_calendar *calendar, fnl_time time)
{
    assert(time >= 0 && time <= FNL_NEVER);
    return calendar->first_day + (int)(time / FNL_DAY);
}

int fnl_calendar_month(const fnl_calendar *calendar, fnl_time time)
{
    assert(time >= 0 && time <= FNL_NEVER);
    const int day = (int)(time / FNL_DAY);
    return day < calendar->days ? calendar->month_of[day] : month_of_day(calendar, day);
}

fnl_time fnl_calendar_month_start(const fnl_calendar *calendar, int month)
{
    assert(month >= 0);
    if (month < calendar->months)
        return calendar->starts[month] * FNL_DAY;
    return (fnl_date_month_start(calendar->first_day, month) - calendar->first_day) * FNL_DAY;
}
