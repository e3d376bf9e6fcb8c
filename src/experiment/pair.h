/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pair.h - one future lived through under two strategies, and everybody in it
 * held against their twin.
 *
 * The same people come in both, with the same luck, so whatever differs between
 * a person's two fates is the strategy's doing. Each person has one change of
 * fate and one worth: what the person brought less what was posted about them
 * under the second strategy, less the same under the first. What is posted about
 * nobody alone (salaries, overhead) differs too; the worth of all changes and
 * that of nobody's money add up to the difference in contribution, to the cent.
 * That is checked in every pair against the ledgers of the two runs.
 */
#ifndef FUNNELSIM_EXPERIMENT_PAIR_H
#define FUNNELSIM_EXPERIMENT_PAIR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <funnelsim/execution.h>
#include <funnelsim/status.h>

#include "model/plan.h"
#include "observe/fate.h"
#include "observe/history.h"

/* What is different under the second strategy; of several, the first that holds. */
enum fnl_change {
    FNL_CHANGE_COMES_SIGNS, /* comes only there, and signs */
    FNL_CHANGE_COMES,       /* comes only there, for nothing */
    FNL_CHANGE_GONE_SIGNS,  /* comes only under the first, and signs there */
    FNL_CHANGE_GONE,        /* comes only under the first, for nothing */
    FNL_CHANGE_WON,         /* comes in both, and signs only there */
    FNL_CHANGE_LOST,        /* comes in both, and signs only under the first */
    FNL_CHANGE_STAYS,       /* a client in both, who has left only under the first */
    FNL_CHANGE_LEAVES,      /* a client in both, who has left only there */
    FNL_CHANGE_VALUE,       /* a client in both, with other contracts */
    FNL_CHANGE_SENDS,       /* a client in both, who sends other people */
    FNL_CHANGE_TIMING,      /* a client in both, earlier or later, or with other money */
    FNL_CHANGE_CAUSE,       /* no client in either, but it ends otherwise, or costs other money */
    FNL_CHANGE_NONE,        /* the same fate */
};
#define FNL_CHANGES (FNL_CHANGE_NONE + 1)

/* "Sign, and would not have", ... as tables print it. Static storage. */
const char *fnl_pair_change_name(enum fnl_change change);

/* A person: their index among the fates under each strategy, FNL_NOBODY where they never came. */
struct fnl_twin {
    uint32_t index[2];
    enum fnl_change change;
    fnl_money worth;
};

/* What many futures are asked for: each is one such row. */
struct fnl_pair_sums {
    int64_t people[FNL_CHANGES];
    fnl_money worth[FNL_CHANGES];
    fnl_money nobodys[FNL_MONEY_CATEGORIES]; /* differences of what is nobody's */
    fnl_money difference;                    /* in contribution */
};

/* Zero-initialise; may live through one future after another. */
struct fnl_pair {
    const struct fnl_plan *plans[2]; /* borrowed */
    struct fnl_fates fates[2];
    struct fnl_history histories[2]; /* where they are asked for */
    struct fnl_twin *twins;          /* those of the first strategy in order of arrival, then who
                                        came only under the second */
    size_t count, capacity;
    struct fnl_pair_sums sums;
};

/* Which future. */
struct fnl_pair_future {
    uint64_t seed, replication;
    bool remember; /* keep histories */
};

/*
 * Lives through that future under both plans, audits the runs and holds the
 * people against each other. FNL_ERR_AUDIT when the worths do not add up to the
 * difference of the ledgers; FNL_ERR_MEMORY.
 */
fnl_status fnl_pair_live(struct fnl_pair *pair, const struct fnl_plan *const plans[2],
                         const struct fnl_pair_future *future, struct fnl_error *error);

/* Frees what it holds. */
void fnl_pair_fini(struct fnl_pair *pair);

/* Many futures, and where their sums go. */
struct fnl_pair_many {
    const struct fnl_plan *const *plans; /* two */
    uint64_t seed;
    size_t replications;        /* numbers 0 .. replications - 1 */
    struct fnl_pair_sums *sums; /* one a future; the caller's */
    struct fnl_execution execution;
};

/* Fills `sums`, all of them in rank 0 alone, which do not depend on `threads`. FNL_ERR_STOPPED when
 * it was ended early. */
fnl_status fnl_pair_repeat(const struct fnl_pair_many *many, struct fnl_error *error);

#endif
