/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/date.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const month_names[12] = {"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};

/*
 * Counts in years that begin in March, so that the leap day comes last, and in
 * eras of 400 years, after which the Gregorian calendar repeats (146,097 days).
 */
int fnl_date_number(struct fnl_date date)
{
    const int year = date.year - (date.month <= 2);
    const int era = year / 400, year_of_era = year % 400;
    const int day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct fnl_date fnl_date_of(int number)
{
    const int shifted = number + 719468;
    assert(shifted >= 0);
    const int era = shifted / 146097, day_of_era = shifted % 146097;
    const int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int shifted_month = (5 * day_of_year + 2) / 153;
    const int month = shifted_month + (shifted_month < 10 ? 3 : -9);
    return (struct fnl_date){
        .year = year_of_era + era * 400 + (month <= 2),
        .month = month,
        .day = day_of_year - (153 * shifted_month + 2) / 5 + 1,
    };
}

int fnl_date_weekday(int number)
{
    const int thursday = 3; /* 1970-01-01 */
    return ((number + thursday) % 7 + 7) % 7;
}

int fnl_date_month_days(int year, int month)
{
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

int fnl_date_month_start(int number, int months)
{
    const struct fnl_date date = fnl_date_of(number);
    const int count = date.year * 12 + date.month - 1 + months;
    return fnl_date_number((struct fnl_date){count / 12, count % 12 + 1, 1});
}

static bool is_digits(const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!isdigit((unsigned char)text[i]))
            return false;
    return true;
}

bool fnl_date_read(const char *text, int *number)
{
    const size_t length = strlen(text);
    if (length != 7 && length != 10)
        return false;
    if (!is_digits(text, 4) || text[4] != '-' || !is_digits(text + 5, 2))
        return false;
    if (length == 10 && (text[7] != '-' || !is_digits(text + 8, 2)))
        return false;

    struct fnl_date date = {0, 0, 1};
    sscanf(text, "%4d-%2d-%2d", &date.year, &date.month, &date.day);
    if (date.year < FNL_DATE_FIRST_YEAR || date.year > FNL_DATE_LAST_YEAR || date.month < 1 ||
        date.month > 12 || date.day < 1 || date.day > fnl_date_month_days(date.year, date.month))
        return false;

    *number = fnl_date_number(date);
    return true;
}

const char *fnl_date_text(int number, char text[FNL_DATE_TEXT])
{
    const struct fnl_date date = fnl_date_of(number);
    snprintf(text, FNL_DATE_TEXT, "%04d-%02d-%02d", date.year % 10000, date.month % 100,
             date.day % 100);
    return text;
}

const char *fnl_date_month_text(int number, char text[FNL_DATE_TEXT])
{
    const struct fnl_date date = fnl_date_of(number);
    snprintf(text, FNL_DATE_TEXT, "%.3s %04d", month_names[date.month - 1], date.year % 10000);
    return text;
}

int fnl_date_month_named(const char *text)
{
    for (int i = 0; i < 12; i++)
        if (strcasecmp(text, month_names[i]) == 0 ||
            (strlen(text) == 3 && strncasecmp(text, month_names[i], 3) == 0))
            return i + 1;
    return 0;
}
