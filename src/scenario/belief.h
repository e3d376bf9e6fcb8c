/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * belief.h - what somebody believes who says "2.5, and I am 8 in 10 sure that
 * it lies between 1.5 and 4".
 *
 * The stated value is the median, and one in ten is left on either side of the
 * range. Between and beyond, the belief is a normal distribution with a spread
 * of its own on either side (a split normal: Fisher, "On the mathematical
 * foundations of theoretical statistics", speaks of the two halves of
 * different curves; central banks draw their fan charts with it), on the scale
 * on which the quantity lives: log-odds for shares, logarithms for what cannot
 * be negative, the number itself otherwise. Where an end of the range has no
 * place on that scale (0 %, 100 %, nothing), that side is a normal on the
 * number itself.
 */
#ifndef FUNNELSIM_SCENARIO_BELIEF_H
#define FUNNELSIM_SCENARIO_BELIEF_H

#include "base/param.h"

/*
 * The value that the belief exceeds with a chance of 1 - `u`, in the row's unit and kept in its
 * range. low <= median <= high, 0 < u < 1. At 0.1, 0.5 and 0.9 it is low, median and high.
 */
double fnl_belief_quantile(const struct fnl_param *row, double median, double low, double high,
                           double u);

#endif
