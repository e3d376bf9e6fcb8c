/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tale.h - one future told line by line: when, who, what.
 *
 * A line begins with its date and time of day and is a sentence. It may grow
 * after it was begun, because what came of a thing is announced after the thing
 * itself; so a line ends when the next one begins. Lines outside a window of
 * time are passed over, and so are those beyond a limit, which are counted.
 *
 * Amounts are said in whole units of the currency, work in hours (`1.5 h`) and
 * waiting by the clock (`3 h 20 min`, `2 days`).
 */
#ifndef FUNNELSIM_OBSERVE_TALE_H
#define FUNNELSIM_OBSERVE_TALE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <funnelsim/status.h>

#include "base/units.h"
#include "model/fact.h"
#include "model/lead.h"

/* Fill in the first group of fields; leave the rest zero. */
struct fnl_tale {
    FILE *out;            /* borrowed */
    const char *currency; /* ISO code; borrowed */
    int start;            /* day number of time 0 */
    fnl_time from, until; /* lines are shown from `from` to before `until` */
    size_t limit;         /* lines shown at most; 0: all */

    size_t shown, left_out; /* lines within the window: shown, beyond the limit */
    bool open;              /* the last line is shown and has not ended */
};

/* Begins a line. */
void fnl_tale_line(struct fnl_tale *tale, fnl_time time, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds to the line begun last, unless that is not shown. */
void fnl_tale_add(struct fnl_tale *tale, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A line without a date, below the tale; it is always shown. */
void fnl_tale_note(struct fnl_tale *tale, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Whether lines at `time` are within the window. */
bool fnl_tale_covers(const struct fnl_tale *tale, fnl_time time);

/* Ends the last line and says how many were left out. FNL_ERR_IO when not all could be written. */
fnl_status fnl_tale_finish(struct fnl_tale *tale, struct fnl_error *error);

/* Room for what the functions below write into `text` and return. */
#define FNL_TALE_TEXT 48

/* "$25,000", "-$40", "CHF 25,000". */
const char *fnl_tale_money(const struct fnl_tale *tale, fnl_money amount, char *text);

/* "0.25 h" with at most two decimals below ten hours, "71.5 h" with at most one from there on. */
const char *fnl_tale_hours(fnl_time hours, char *text);

/* "at once" below a minute, "48 min", "3 h 20 min", from ten hours on "24 h", from two days on
 * "2 days". */
const char *fnl_tale_wait(fnl_time wait, char *text);

/* What a task did before it was begun: "at once", "after 3 h 20 min in the queue". */
const char *fnl_tale_queued(fnl_time wait, char *text);

/* "2026-03-17". */
const char *fnl_tale_date(const struct fnl_tale *tale, fnl_time time, char *text);

/* The day number of `time`. */
int fnl_tale_day(const struct fnl_tale *tale, fnl_time time);

/* "1 name", "2 names". */
const char *fnl_tale_count(int64_t count, const char *noun, char *text);

/*
 * Adds to the open line ", 19 of them bad-fit clients", said of clients just counted; nothing where
 * there is none. `label` is the scenario's word.
 */
void fnl_tale_add_pains(struct fnl_tale *tale, int64_t count, const char *label);

/* "is lost on price", said of a person or a deal; static storage. */
const char *fnl_tale_ending(enum fnl_cause cause);

/* "leaves", "is let go", said of a client; static storage. */
const char *fnl_tale_farewell(enum fnl_farewell farewell);

#endif
