/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * company.h - one future of one firm: the run itself.
 *
 * A company is given a plan and the seed and number of a replication, lives
 * through the horizon event by event, and announces what happens. Two companies
 * never share anything that changes.
 */
#ifndef FUNNELSIM_MODEL_COMPANY_H
#define FUNNELSIM_MODEL_COMPANY_H

#include <signal.h>
#include <stdint.h>

#include <funnelsim/status.h>

#include "model/fact.h"
#include "model/plan.h"
#include "model/task.h"

typedef struct fnl_company fnl_company;

/* Counts by which a finished run can be audited; all equalities are in observe/auditor. */
struct fnl_accounts {
    int64_t episodes;                          /* begun */
    int64_t open_episodes;                     /* not ended at the horizon */
    fnl_time hours_begun;                      /* booked by tasks that reps began */
    fnl_time hours_finished;                   /* of tasks that they finished */
    fnl_time hours_at_work;                    /* of tasks still in work at the horizon */
    fnl_time hours_worked;                     /* until the horizon, finished or not */
    fnl_time hours_unfinished[FNL_HOURS_USES]; /* of them, on tasks still in work, by use */
    fnl_time hours_available;                  /* selling hours while reps were there */
    fnl_money opening_cash, receipts, payments, cash;
    fnl_money opening_receipts; /* of the receipts, what was invoiced before the first day */
    fnl_money receivable;       /* invoiced, and to be paid after the last day lived through */
    fnl_money payable;          /* costs, the same way */
    fnl_money allowed, spent;   /* of the purse */
    int64_t opening_clients, clients_signed, clients_left, clients;
    int64_t referrals;     /* people who arrived with a referrer */
    int64_t events;        /* handled */
    uint64_t peak_pending; /* events planned at one time, at most */
    uint64_t peak_leads;   /* records in use at one time, at most */
};

/* A company able to run `plan`; NULL when memory runs out. `plan` is borrowed. */
fnl_company *fnl_company_new(const struct fnl_plan *plan);

/* Frees it. Accepts NULL. */
void fnl_company_free(fnl_company *company);

/*
 * From now on a run ends at once when `*stop` is not 0: a future of a large firm
 * takes many seconds. NULL, as at first: nothing ends it.
 */
void fnl_company_heed(fnl_company *company, const volatile sig_atomic_t *stop);

/*
 * Lives through replication `replication` of seed `seed`, announcing to
 * `listeners`. A company may run one replication after another; each begins
 * afresh. FNL_ERR_MEMORY when memory ran out, FNL_ERR_SCENARIO when the settings
 * make time stand still, FNL_ERR_STOPPED when it was ended; what was announced until then is of no
 * use then.
 * `*accounts` is filled unless NULL.
 */
fnl_status fnl_company_run(fnl_company *company, uint64_t seed, uint64_t replication,
                           const struct fnl_listener *listeners, size_t count,
                           struct fnl_accounts *accounts);

#endif
