/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/quarter.h"

#include "base/date.h"
#include "model/state.h"

#define MONTHS 3

/* Months from the beginning of the fiscal quarter in which the run begins to its `month`. */
static int months_since(const struct fnl_settings *settings, int month)
{
    const int first = fnl_date_of(settings->start).month;
    const int year_starts = fnl_date_month_named(settings->fiscal_year_starts);
    return (first - year_starts + 12) % MONTHS + month;
}

/* When the month begins that lies `months` after the present one. */
static fnl_time month_start(const struct fnl_company *company, int months)
{
    const int start = company->settings->start;
    return (fnl_date_month_start(start, company->month + months) - start) * FNL_DAY;
}

struct fnl_quarter fnl_quarter_now(const struct fnl_company *company)
{
    const int months = months_since(company->settings, company->month), into = months % MONTHS;
    return (struct fnl_quarter){.number = months / MONTHS + 1,
                                .begins = month_start(company, -into),
                                .ends = month_start(company, MONTHS - into)};
}

double fnl_quarter_left(const struct fnl_company *company, const struct fnl_quarter *quarter)
{
    return (double)(quarter->ends - company->now) / (double)(quarter->ends - quarter->begins);
}

bool fnl_quarter_ends_with_month(const struct fnl_company *company)
{
    return fnl_quarter_ends_in(company->settings, company->month);
}

bool fnl_quarter_ends_in(const struct fnl_settings *settings, int month)
{
    return months_since(settings, month) % MONTHS == MONTHS - 1;
}
