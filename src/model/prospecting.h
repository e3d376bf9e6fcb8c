/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * prospecting.h - what a rep does with free hours: look for new people, or wait.
 */
#ifndef FUNNELSIM_MODEL_PROSPECTING_H
#define FUNNELSIM_MODEL_PROSPECTING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/units.h"

struct fnl_company;
struct fnl_settings;
struct fnl_source;
struct fnl_task;

/* Whether reps who prospect search `source`; where they keep lists, target accounts come from these
 * alone. */
bool fnl_prospecting_searches(const struct fnl_settings *settings, const struct fnl_source *source);

/*
 * Asks the slack policy what idle rep `index` does. True, with the block in
 * `*task`, when it prospects; false when it waits or there is nowhere to
 * prospect. The sources that are searched, and the rep's list of target accounts
 * as one of them (target.h), take turns.
 */
bool fnl_prospecting_fill(struct fnl_company *company, uint32_t index, struct fnl_task *task);

/* A block is done: the people found arrive, or the account on the list has been touched. */
void fnl_prospecting_done(struct fnl_company *company, uint32_t index, const struct fnl_task *task);

#endif
