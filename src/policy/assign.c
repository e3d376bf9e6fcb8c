/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/assign.h"

#include <assert.h>

#include "base/key.h"
#include "model/question.h"

static uint32_t choose_nobody(const void *params, const struct fnl_assign_view *view)
{
    (void)params;
    (void)view;
    return FNL_NOBODY;
}

static const struct fnl_assign_policy shared_queue = {
    .base = {.name = "shared_queue",
             .about =
                 "All leads wait in one line; the next rep who is free takes the first of it."},
    .choose = choose_nobody,
};

/* Those who are away lose their turn, to all others alike; if all are, the next in turn gets it. */
static uint32_t choose_in_turn(const void *params, const struct fnl_assign_view *view)
{
    (void)params;
    assert(view->reps > 0);
    for (size_t i = 0; i < view->reps; i++) {
        const size_t rep = (view->turn + i) % view->reps;
        if (view->loads[rep] != FNL_NEVER)
            return (uint32_t)rep;
    }
    return (uint32_t)(view->turn % view->reps);
}

static const struct fnl_assign_policy round_robin = {
    .base = {.name = "round_robin",
             .about =
                 "Leads go to the reps in turn, whatever each has to do; the rep keeps the lead."},
    .choose = choose_in_turn,
};

/* A lesser load is seldom found in a long row: foreseen, none has to wait for the one before it. */
static uint32_t choose_least_loaded(const void *params, const struct fnl_assign_view *view)
{
    (void)params;
    size_t chosen = 0;
    fnl_time least = view->loads[0];
    for (size_t rep = 1; rep < view->reps; rep++) {
        if (__builtin_expect(view->loads[rep] < least, 0)) {
            least = view->loads[rep];
            chosen = rep;
        }
    }
    return (uint32_t)chosen;
}

static const struct fnl_assign_policy least_loaded = {
    .base = {.name = "least_loaded",
             .about =
                 "A lead goes to the rep with the fewest hours of work waiting, who keeps it."},
    .choose = choose_least_loaded,
};

const struct fnl_policy *const fnl_assign_policies[FNL_ASSIGN_POLICIES] = {
    &least_loaded.base, &round_robin.base, &shared_queue.base};
