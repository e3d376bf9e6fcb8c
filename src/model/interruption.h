/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * interruption.h - an unpaid demand that cannot wait: whoever is at work drops
 * what it is at, serves the demand, and goes on afterwards with the hours left.
 *
 * No other work interrupts a task. What becomes of a touch is decided when it is
 * begun, so an interruption costs the others only time. One job can be set
 * aside: a demand that comes while another one is served waits for it, and goes
 * before what was set aside. Whoever is about to leave, on vacation or for good,
 * is spared, and finishes first whatever it has begun.
 */
#ifndef FUNNELSIM_MODEL_INTERRUPTION_H
#define FUNNELSIM_MODEL_INTERRUPTION_H

#include <stdbool.h>
#include <stdint.h>

#include "model/task.h"

struct fnl_company;
struct fnl_rep;

/* The detail of a task of kind FNL_TASK_SCOPE that does not wait. */
#define FNL_INTERRUPTION_AT_ONCE 1

/* Whether `task` is a demand that does not wait. */
static inline bool fnl_interruption_is_at_once(const struct fnl_task *task)
{
    return task->kind == FNL_TASK_SCOPE && task->detail == FNL_INTERRUPTION_AT_ONCE;
}

/* Whether rep `index` drops its job for such a `task` now: then it is set aside, announced. */
bool fnl_interruption_for(struct fnl_company *company, uint32_t index, const struct fnl_task *task);

/* Whether the first that waits for `rep`, who set something aside, goes before it. */
bool fnl_interruption_goes_before(const struct fnl_company *company, const struct fnl_rep *rep);

#endif
