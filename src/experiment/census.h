/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * census.h - a firm's clients, counted in many futures: who carries it, who
 * sends whom, and when the people were met who pay.
 */
#ifndef FUNNELSIM_EXPERIMENT_CENSUS_H
#define FUNNELSIM_EXPERIMENT_CENSUS_H

#include <stddef.h>
#include <stdint.h>

#include <funnelsim/execution.h>
#include <funnelsim/status.h>

#include "model/plan.h"
#include "observe/fate.h"
#include "observe/kinship.h"
#include "observe/margin.h"

/* Points of the whale curve: after 0 %, 1 %, ... 100 % of the clients. */
#define FNL_CENSUS_POINTS 101

/* Years of the longest horizon. */
#define FNL_CENSUS_YEARS 20

/* One future. All are whole numbers, so that futures add up to the same in any order. */
struct fnl_census_row {
    /* People: who was won back is one client here, and a new client twice of the indicators'. */
    int64_t clients, winners, pitas, losing_pitas;
    fnl_money total, peak, pita_profit, contribution;
    fnl_money curve[FNL_CENSUS_POINTS];
    fnl_money rests[FNL_MARGIN_RESTS];
    struct fnl_kinship kinship;
    fnl_money revenue[FNL_CENSUS_YEARS][FNL_CENSUS_YEARS + 1]; /* as fnl_fate_revenue has it */
    fnl_money mature[FNL_CENSUS_YEARS]; /* from people met over 365 days before */
};

/* One future in full. Zero-initialise. */
struct fnl_census {
    struct fnl_fates fates;
    struct fnl_margins margins;
    struct fnl_census_row row;
};

/*
 * Lives through replication `replication` of `seed` and counts. FNL_ERR_AUDIT when the books do
 * not balance, or the profits of the clients and the rest are not the contribution of the ledger;
 * FNL_ERR_MEMORY.
 */
fnl_status fnl_census_take(struct fnl_census *census, const struct fnl_plan *plan, uint64_t seed,
                           uint64_t replication, struct fnl_error *error);

/* Frees what it holds. */
void fnl_census_fini(struct fnl_census *census);

/* Many futures, and where their rows go. */
struct fnl_census_many {
    const struct fnl_plan *plan;
    uint64_t seed;
    size_t replications;         /* numbers 0 .. replications - 1 */
    struct fnl_census_row *rows; /* one a future; the caller's */
    struct fnl_execution execution;
};

/* Fills `rows`, all of them in rank 0 alone, which do not depend on `threads`. FNL_ERR_STOPPED when
 * it was ended early. */
fnl_status fnl_census_repeat(const struct fnl_census_many *many, struct fnl_error *error);

#endif
