/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * focus.h - the bright, shiny object: reps who leave what is in hand for what
 * is new, and what it costs to turn from one thing to another.
 *
 * Whenever a rep touches another lead than the one it touched last it needs some
 * time to find its way in. And with a chance, whatever the order of work says,
 * it takes up the shiniest lead that waits for it: the one whose source
 * has the largest contracts on average, and of these the newest.
 * The work order `newest_big` is the same as a habit.
 */
#ifndef FUNNELSIM_MODEL_FOCUS_H
#define FUNNELSIM_MODEL_FOCUS_H

#include <stdbool.h>

#include "base/param.h"
#include "base/units.h"

struct fnl_mechanism;

struct fnl_focus {
    bool present;
    double hours_to_switch; /* of a rep, when it turns from one lead to another */
    double distracted;      /* chance, each time it looks for work, to take the shiniest lead */
};
extern const struct fnl_param_table fnl_focus_table;

extern const struct fnl_mechanism fnl_focus_mechanism;

#endif
