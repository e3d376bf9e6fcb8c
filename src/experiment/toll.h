/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * toll.h - what clients cost who are a pain, measured and not assumed: the same
 * futures lived through with them and without.
 *
 * "Without" is a device (model/device.h), because nobody in the firm knows who
 * they are. There are two such worlds. In the one no pain signs any more: the
 * ones of the first day are kept, which is what a firm could come near to that
 * learnt to say no. In the other these are gone, too, from the first morning:
 * the whole difference that pains make. In both, the hours of selling to those
 * who are declined at signing are spent all the same, so what comes out is rather
 * too little.
 */
#ifndef FUNNELSIM_EXPERIMENT_TOLL_H
#define FUNNELSIM_EXPERIMENT_TOLL_H

#include <stddef.h>
#include <stdint.h>

#include <funnelsim/execution.h>
#include <funnelsim/status.h>

#include "model/plan.h"
#include "observe/burden.h"

enum fnl_toll_world {
    FNL_TOLL_AS_IT_IS,
    FNL_TOLL_NO_NEW, /* no pain signs any more */
    FNL_TOLL_NONE,   /* nor are there any from the first day */
};
#define FNL_TOLL_WORLDS (FNL_TOLL_NONE + 1)

/* Many futures, and where their burdens go. */
struct fnl_toll {
    const struct fnl_plan *plan;
    uint64_t seed;
    size_t replications;        /* numbers 0 .. replications - 1 */
    struct fnl_burden *burdens; /* by future and world; the caller's */
    struct fnl_execution execution;
};

/*
 * Fills `burdens`, all of them in rank 0 alone, which do not depend on `threads`. FNL_ERR_STOPPED
 * when it was ended early; FNL_ERR_AUDIT when the books of a run do not balance; FNL_ERR_MEMORY.
 */
fnl_status fnl_toll_take(const struct fnl_toll *toll, struct fnl_error *error);

static inline const struct fnl_burden *fnl_toll_burden(const struct fnl_toll *toll, size_t future,
                                                       enum fnl_toll_world world)
{
    return &toll->burdens[future * FNL_TOLL_WORLDS + world];
}

/*
 * What pains take by the end of month `month`, from 0, against a world without:
 * `direct` is what is lost with them, their own revenue less direct cost, which
 * the books show; `opportunity` is what comes in their place, from everybody else
 * or as less cost, which the books do not show. Without them the firm has
 * opportunity - direct more.
 */
struct fnl_toll_sum {
    fnl_money direct, opportunity;
};
struct fnl_toll_sum fnl_toll_until(const struct fnl_toll *toll, size_t future,
                                   enum fnl_toll_world without, size_t month);

#endif
