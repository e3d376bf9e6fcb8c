/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * future.h - one future of one plan: lived through, recorded and audited.
 *
 * A company takes long to set up and is quick to start again, so whoever lives
 * through many futures keeps a place for it and moves only when the plan changes.
 */
#ifndef FUNNELSIM_EXPERIMENT_FUTURE_H
#define FUNNELSIM_EXPERIMENT_FUTURE_H

#include <signal.h>
#include <stddef.h>
#include <stdint.h>

#include <funnelsim/status.h>

#include "model/company.h"
#include "observe/recorder.h"

/* Where futures are lived through. Zero-initialise before use. */
struct fnl_future_place {
    fnl_company *company;
    const struct fnl_plan *plan;       /* that it lives by; somebody else's */
    const volatile sig_atomic_t *stop; /* set to non-zero to end a future early; or NULL */
};

/* Sets the place up for `plan`, unless it is. FNL_ERR_MEMORY. */
fnl_status fnl_future_move(struct fnl_future_place *place, const struct fnl_plan *plan,
                           struct fnl_error *error);

/* Which future, and where its row goes. */
struct fnl_future {
    uint64_t seed;
    size_t replication;
    int64_t *row; /* as wide as the plan's layout */
};

/*
 * Lives through it. FNL_ERR_STOPPED when it was ended early, FNL_ERR_SCENARIO when time stands
 * still in it, FNL_ERR_AUDIT when its books do not balance, FNL_ERR_MEMORY.
 */
fnl_status fnl_future_live(const struct fnl_future_place *place, struct fnl_recorder *recorder,
                           const struct fnl_future *future, struct fnl_error *error);

/* Frees the company and leaves an empty place. */
void fnl_future_leave(struct fnl_future_place *place);

#endif
