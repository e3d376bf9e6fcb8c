/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * volume.h - how many people a source brings in a day, on average: a month's
 * volume, shared out over its days, with the season, the ramp after its launch
 * and waves of attention.
 */
#ifndef FUNNELSIM_MODEL_VOLUME_H
#define FUNNELSIM_MODEL_VOLUME_H

#include <stdbool.h>
#include <stdint.h>

struct fnl_company;

/* A day in the calendar, looked up once for all sources. */
struct fnl_volume_day {
    int day;                /* of the horizon */
    int number;             /* its day number */
    int month;              /* 1 to 12 */
    int month_start;        /* day number */
    int workdays, days_off; /* in the month */
    bool is_workday;
};

/* Day `day` of the horizon. */
struct fnl_volume_day fnl_volume_look_up(const struct fnl_company *company, int day);

/* People a day from source `index` on `day`. */
double fnl_volume_rate(const struct fnl_company *company, uint32_t index,
                       const struct fnl_volume_day *day);

/*
 * Other settings are in force: a source that is to bring people for the first
 * time is launched today, and its ramp begins.
 */
void fnl_volume_phase_begins(struct fnl_company *company);

#endif
