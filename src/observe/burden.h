/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * burden.h - whose money, hours and people they are in one future: of clients who
 * are a pain, of everybody else, or of nobody alone.
 *
 * Every posting belongs to a pain, to somebody who is none, or to nobody (as in
 * observe/fate.h, which must hear everything first), so the three sums are the
 * contribution, to the cent, month by month. Held against the same future without
 * pains, the first sum is what the books show of them, and the other two are what
 * no book shows.
 */
#ifndef FUNNELSIM_OBSERVE_BURDEN_H
#define FUNNELSIM_OBSERVE_BURDEN_H

#include <stdint.h>

#include "base/units.h"
#include "model/fact.h"
#include "observe/fate.h"

/* Months of the longest horizon. */
#define FNL_BURDEN_MONTHS 240

/* Whose. */
enum fnl_burden_side { FNL_BURDEN_PAINS, FNL_BURDEN_OTHERS, FNL_BURDEN_NOBODY };
#define FNL_BURDEN_SIDES (FNL_BURDEN_NOBODY + 1)

/* What is counted in a future. The order is that of tables. */
enum fnl_burden_number {
    FNL_BURDEN_PAINS_SIGNED,  /* new clients who are a pain */
    FNL_BURDEN_HOURS_PAINS,   /* of reps: service, extra demands and meetings of pains */
    FNL_BURDEN_HOURS_SERVICE, /* of reps: service of clients who are none */
    FNL_BURDEN_HOURS_SELLING, /* of reps: on leads */
    FNL_BURDEN_POOL_PAINS,    /* hours that the service pool took for pains */
    FNL_BURDEN_POOL_OTHERS,   /* and for others */
    FNL_BURDEN_REFUSED, /* hours of service that clients who are none wanted and nobody took */
    FNL_BURDEN_OTHERS_SIGNED, /* new clients who are no pain */
    FNL_BURDEN_SENT_BY_PAINS, /* people who came because pains had sent them */
    FNL_BURDEN_SENT_BY_OTHERS,
    FNL_BURDEN_OTHERS_LOST, /* clients who are no pain and left */
    FNL_BURDEN_LOWEST_CASH, /* at the end of a day */
};
#define FNL_BURDEN_NUMBERS (FNL_BURDEN_LOWEST_CASH + 1)

/* One future. All are whole numbers: ms, counts and minor units. */
struct fnl_burden {
    int64_t numbers[FNL_BURDEN_NUMBERS];
    fnl_money months[FNL_BURDEN_MONTHS][FNL_BURDEN_SIDES]; /* revenue less cost, in the month */
};

/* A burden while it grows. */
struct fnl_burden_ledger {
    const struct fnl_fates *fates; /* borrowed, while it listens */
    struct fnl_burden burden;
};

/* The listener that fills a ledger from the beginning; it stands behind that of `fates` in the
 * list. */
struct fnl_listener fnl_burden_begin(struct fnl_burden_ledger *ledger,
                                     const struct fnl_fates *fates);

#endif
