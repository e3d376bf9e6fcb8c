/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * quarter.h - fiscal quarters: three calendar months each, the first of a year
 * from the month in which the business year begins.
 */
#ifndef FUNNELSIM_MODEL_QUARTER_H
#define FUNNELSIM_MODEL_QUARTER_H

#include <stdbool.h>

#include "base/units.h"

struct fnl_company;
struct fnl_settings;

struct fnl_quarter {
    int number;      /* the one of the run's first day is 1 */
    fnl_time begins; /* may lie before the run */
    fnl_time ends;   /* when the next one begins; may lie beyond the run */
};

/* The fiscal quarter of the company's time. */
struct fnl_quarter fnl_quarter_now(const struct fnl_company *company);

/* Share of `quarter` that is still to come, 0 to 1. */
double fnl_quarter_left(const struct fnl_company *company, const struct fnl_quarter *quarter);

/* Whether the company's month is the last one of its fiscal quarter. */
bool fnl_quarter_ends_with_month(const struct fnl_company *company);

/* Whether `month` of the run, from 0, is. */
bool fnl_quarter_ends_in(const struct fnl_settings *settings, int month);

#endif
