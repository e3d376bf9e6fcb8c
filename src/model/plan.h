/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plan.h - what a run is told to live through: a calendar, a horizon, and one
 * set of settings after another, each in force from a date.
 */
#ifndef FUNNELSIM_MODEL_PLAN_H
#define FUNNELSIM_MODEL_PLAN_H

#include <stddef.h>
#include <stdint.h>

#include "base/units.h"
#include "engine/calendar.h"
#include "model/device.h"
#include "model/settings.h"

/* Settings in force from `from` on; of several that begin on the first day the last is. */
struct fnl_phase {
    fnl_time from;   /* the first is 0; ascending */
    const char *say; /* what changes, in the author's words; "" for the first */
    const struct fnl_settings *settings;
    int new_reps; /* who join at `from` */
};

/*
 * The past is the firm before anybody had plans for it: its clients, open deals
 * and reps of the first day are drawn as it was, and what a strategy laid over it
 * does otherwise begins with the first day. It may list other sources and stages
 * than the phases do: they are met by name. NULL: as the first phase.
 *
 * All phases have the same sources, stages and meeting kinds in the same
 * order. Borrowed by the run, which changes nothing in it; several runs may
 * share one at the same time.
 */
struct fnl_plan {
    const fnl_calendar *calendar;    /* covers the horizon */
    fnl_time end;                    /* of the horizon */
    int months;                      /* calendar months in it */
    const struct fnl_settings *past; /* NULL: as the first phase */
    const struct fnl_phase *phases;
    size_t count;                      /* at least 1 */
    const struct fnl_open_deal *deals; /* open on the first day, from a file; stages of the past */
    size_t deal_count;                 /* 0: today.open_deals says how many */
    fnl_device_set devices;            /* of an experiment; none of a scenario's own plan */
    uint64_t digest; /* of all that the scenario says, by which others know it again; 0: of none */
};

#endif
