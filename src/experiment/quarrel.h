/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * quarrel.h - where a missed year came from: the same futures with perfect leads,
 * with perfect follow-up and with both (model/device.h).
 *
 * What is missing is measured in each world, in each future: the new business of
 * the first year against a target; nothing where it is reached. Where there is no
 * target it is what lies between the year and that with both perfect. So what
 * each side would have filled is a difference between two worlds with the same
 * people and the same luck:
 *
 *     only leads       what better leads fill that no follow-up would
 *     only follow-up   the other way round
 *     overlap          what either would have filled; below 0: what it takes both
 *                      to fill, while each alone does not
 *     neither          what is missing even then
 *
 * These four are all of the miss, to the cent. To name one share for each side
 * the overlap is halved, which is the value of Shapley (1953, "A value for
 * n-person games") of a game of two.
 */
#ifndef FUNNELSIM_EXPERIMENT_QUARREL_H
#define FUNNELSIM_EXPERIMENT_QUARREL_H

#include <stddef.h>
#include <stdint.h>

#include <funnelsim/execution.h>
#include <funnelsim/scenario.h>
#include <funnelsim/status.h>

#include "base/units.h"
#include "stats/interval.h"

enum fnl_quarrel_world {
    FNL_QUARREL_AS_IT_WAS,
    FNL_QUARREL_LEADS,
    FNL_QUARREL_FOLLOW_UP,
    FNL_QUARREL_BOTH,
    FNL_QUARREL_NO_WAITING, /* the two parts of perfect follow-up, each by itself */
    FNL_QUARREL_NOBODY_DROPPED,
    FNL_QUARREL_PROSPECTING, /* what is planned is done */
    FNL_QUARREL_NO_PAINS,
};
#define FNL_QUARREL_WORLDS (FNL_QUARREL_NO_PAINS + 1)

/* Money of a future. */
enum fnl_quarrel_part {
    FNL_QUARREL_MISS,                /* what is missing as it was */
    FNL_QUARREL_FILLED_BY_LEADS,     /* with nothing else changed */
    FNL_QUARREL_FILLED_BY_FOLLOW_UP, /* the same */
    FNL_QUARREL_FILLED_BY_BOTH,
    FNL_QUARREL_ONLY_LEADS,
    FNL_QUARREL_ONLY_FOLLOW_UP,
    FNL_QUARREL_OVERLAP,
    FNL_QUARREL_NEITHER,
    FNL_QUARREL_OF_LEADS,     /* with half of the overlap */
    FNL_QUARREL_OF_FOLLOW_UP, /* with the rest of it */
};
#define FNL_QUARREL_PARTS (FNL_QUARREL_OF_FOLLOW_UP + 1)

struct fnl_quarrel {
    const fnl_scenario *scenario; /* of 12 months at least */
    fnl_money target;             /* 0: none */
    uint64_t seed;
    size_t replications; /* numbers 0 .. replications - 1 */
    struct fnl_execution execution;

    fnl_money *years; /* by future and world: new business of the first year; the caller's */
    int64_t *full;    /* by future: how full the reps are as it was, in millionths; the caller's */
};

/*
 * Fills `years` and `full`, which do not depend on `threads`. FNL_ERR_STOPPED when it was ended
 * early; FNL_ERR_AUDIT when the books of a run do not balance; FNL_ERR_MEMORY.
 */
fnl_status fnl_quarrel_take(const struct fnl_quarrel *quarrel, struct fnl_error *error);

static inline fnl_money fnl_quarrel_year(const struct fnl_quarrel *quarrel,
                                         enum fnl_quarrel_world world, size_t future)
{
    return quarrel->years[future * FNL_QUARREL_WORLDS + world];
}

/* A part of the miss of a future. */
fnl_money fnl_quarrel_part_of(const struct fnl_quarrel *quarrel, enum fnl_quarrel_part part,
                              size_t future);

/* A part as a share of the miss, both summed up over all futures. */
struct fnl_quarrel_share {
    double value;              /* NaN where nothing is missing */
    struct fnl_interval noise; /* of the simulation, with a chance of 95 % */
};
struct fnl_quarrel_share fnl_quarrel_share_of(const struct fnl_quarrel *quarrel,
                                              enum fnl_quarrel_part part);

#endif
