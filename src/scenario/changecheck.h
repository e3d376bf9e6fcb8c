/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * changecheck.h - what may change on a date, and what has to stay.
 *
 * A dated change is itself a piece of a scenario, laid over what held before. Some of what
 * a scenario says holds for the whole simulation, since tables and figures speak of it as
 * of one thing: which sources, stages and kinds of meeting there are, the currency, the
 * calendar. People can come on a date; whether they go is up to the simulation.
 */
#ifndef FUNNELSIM_SCENARIO_CHANGECHECK_H
#define FUNNELSIM_SCENARIO_CHANGECHECK_H

#include <funnelsim/mistakes.h>

#include "model/settings.h"
#include "scenario/doubt.h"
#include "scenario/tree.h"

/*
 * Adds what a dated change may not change: `later` holds from the day
 * of `change` (a node of `changes`) on, `first` until then; fields of both may be in `doubt`.
 */
void fnl_changecheck_settings(const struct fnl_node *change, const struct fnl_settings *first,
                              const struct fnl_settings *later, const struct fnl_doubt *doubt,
                              struct fnl_mistakes *mistakes);

#endif
