/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * admin.h - administration: so much of it has to be done, and it swells to fill
 * the hours that are left (Parkinson 1955: work expands so as to fill the time
 * available for its completion).
 *
 * On the first day of each week of a run every rep who is there finds its duty
 * of the week in its queue, in blocks, where it waits for its turn like any other
 * work. In free hours, when neither the target of meetings nor the policy of
 * question `slack` wants anything, a rep does another block, up to so many hours
 * a week. A block is finished first, like any other task: whoever calls in the
 * meantime waits, unless it is a demand that cannot (interruption.h). The hours
 * are selling hours: what a rep does besides in the rest of its day
 * (reps.selling_share) has been taken out already.
 *
 * Meetings to reach the target come first, so it is the target that keeps admin
 * small, and a team without one is left with its desk.
 */
#ifndef FUNNELSIM_MODEL_ADMIN_H
#define FUNNELSIM_MODEL_ADMIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"

struct fnl_company;
struct fnl_mechanism;
struct fnl_task;

struct fnl_admin {
    bool present;
    double hours_per_week; /* that have to be done */
    double swells_to; /* hours a week at most, the duty included, where there is nothing else */
    double block;     /* hours of one block */
};
extern const struct fnl_param_table fnl_admin_table;

extern const struct fnl_mechanism fnl_admin_mechanism;

/* Makes `*task` a block of admin for an idle rep; false when it has swollen as far as it does. */
bool fnl_admin_fill(struct fnl_company *company, uint32_t index, struct fnl_task *task);

#endif
