/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * layers.h - the figures of what each month is made of, in layers that lie on
 * one another: what their scripts (plots/NAME.gp) ask for. All numbers are
 * means over the futures.
 */
#ifndef FUNNELSIM_REPORT_LAYERS_H
#define FUNNELSIM_REPORT_LAYERS_H

#include "report/sketch.h"

/* plots/style.gp has no more shades. */
#define FNL_LAYERS_MOST 8

/*
 * The hours of the reps by what they went into, a panel an option. Those on clients who are a pain
 * lie at the bottom, where a layer is read best; what nobody used lies on top. Hours count in the
 * month in which a task was finished.
 */
void fnl_layers_hours(struct fnl_sketch *sketch);

/*
 * Losses by what they were lost to, a panel an option: the commonest of all options together at the
 * bottom. Causes that took nobody are left out; where there are more than FNL_LAYERS_MOST, the
 * top layer holds all the others.
 */
void fnl_layers_losses(struct fnl_sketch *sketch);

#endif
