/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * crosscheck.h - what no single value can tell: whether the parts of a scenario
 * fit together.
 *
 * Each mistake stands at the line that would have to change, and says what to
 * put there. The checks themselves live with their subjects (framecheck.h,
 * sourcecheck.h, stagecheck.h, ...): here they are one list. What a dated change
 * may change is for changecheck.h.
 */
#ifndef FUNNELSIM_SCENARIO_CROSSCHECK_H
#define FUNNELSIM_SCENARIO_CROSSCHECK_H

#include <funnelsim/mistakes.h>

#include "model/settings.h"
#include "scenario/doubt.h"
#include "scenario/tree.h"

/*
 * Adds all that does not fit together in `settings`, which were bound from `root`. Nothing is
 * concluded from fields that are in `doubt`, which may be NULL.
 */
void fnl_crosscheck_settings(const struct fnl_node *root, const struct fnl_settings *settings,
                             const struct fnl_doubt *doubt, struct fnl_mistakes *mistakes);

#endif
