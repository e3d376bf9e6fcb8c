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
struct fnl_task;

/*
 * Asks the slack policy what idle rep `rep` does. True, with the hours of a
 * block in `*hours`, when it prospects; false when it waits or there is no
 * source to prospect in.
 */
bool fnl_prospecting_wanted(struct fnl_company *company, uint32_t index, fnl_time *hours);

/* A block is done: the people found arrive. */
void fnl_prospecting_done(struct fnl_company *company, uint32_t index, fnl_time hours);

#endif
