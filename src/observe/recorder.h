/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * recorder.h - the listener that fills a row while a future is lived through:
 * ledger and indicators in one pass.
 *
 * Each fact is counted as it is heard. What the levels say at the end of each month
 * is for observe/monthend.h, and what all that was counted comes to, once the run is
 * over, for observe/outcome.h.
 */
#ifndef FUNNELSIM_OBSERVE_RECORDER_H
#define FUNNELSIM_OBSERVE_RECORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <funnelsim/status.h>

#include "model/company.h"
#include "observe/indicator.h"

/* How many months the first year has. */
#define FNL_RECORDER_YEAR 12

/* A growing array of spans, for a median. */
struct fnl_recorder_spans {
    int64_t *items;
    size_t count, capacity;
};

/* Invoices that will be paid, and the days until then, each day of each of their cents. */
struct fnl_recorder_credit {
    fnl_money invoiced;
    double until_paid; /* a sum of whole numbers */
};

/* Reused by one thread from one replication to the next; zero-initialise. */
struct fnl_recorder {
    const struct fnl_plan *plan; /* borrowed */
    struct fnl_row_layout layout;
    int64_t *row;                            /* being filled; borrowed */
    size_t month;                            /* of the horizon, now */
    struct fnl_recorder_spans cycles, waits; /* of won deals; of first touches */
    fnl_time available;                      /* selling hours until the last month's end */
    fnl_time hours_ended, hours_unwon;       /* on leads that ended; of them unwon */
    int64_t signed_good, signed_bad;         /* new clients, by what they are */
    int64_t signed_late, signed_bad_late;    /* of them in the last months of fiscal quarters */
    int64_t from_good, from_bad;             /* new clients, by who sent them */
    int64_t quotas, quotas_made;             /* of reps' quarters */
    double attained;                         /* sum of what was attained / quota */
    fnl_money forecasts_came;                /* of the deals in them, all quarters */
    fnl_money forecasts_missed;              /* how far they were from that, quarter by quarter */
    int64_t committed, committed_won;        /* deals that ended */
    int64_t requests_won, requests_unwon;    /* on deals won; on opportunities that were not */
    int64_t unwon;                           /* opportunities that were not won */
    int64_t talks, missed;                   /* touches of leads that took place, and others */
    fnl_time hours_missed;                   /* on the others */
    struct fnl_recorder_credit credit[2];    /* to good clients, to pains */
    fnl_money cash;                          /* at the last month's end */
    fnl_money last_cash;                     /* at the last day's end */
    size_t closed;                           /* months */
    bool failed;                             /* memory ran out */
};

/* Makes `recorder` write to `row` (layout.width int64s, cleared here) and returns its listener. */
struct fnl_listener fnl_recorder_begin(struct fnl_recorder *recorder, const struct fnl_plan *plan,
                                       int64_t *row);

/* Completes the row after the run; FNL_ERR_MEMORY when memory ran out while listening. */
fnl_status fnl_recorder_finish(struct fnl_recorder *recorder, const struct fnl_accounts *accounts);

/* Frees what it holds. */
void fnl_recorder_fini(struct fnl_recorder *recorder);

#endif
