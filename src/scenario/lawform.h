/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lawform.h - the forms in which a file may say how a number varies.
 *
 *     cost = 164;                                    always that
 *     days = [2, 8, 25];                             one in ten faster, typical, one in ten slower
 *     size = { typical = 28000; one_in_ten_above = 90000; };
 *                                                    a lognormal; one_in_ten_below too
 *     size = { law = "gamma"; mean = "28k"; shape = 2; };
 *                                                    any law of random/law.h
 *     mood = { law = "discrete"; values = [1, 2, 5]; weights = [3, 2, 1]; };
 *     days = { law = "empirical"; file = "won-deals.csv"; column = "days"; };
 *                                                    or values = [...]
 *
 * Arguments may carry units in quotes. The law is kept in the row's own unit: hours, days, major
 * units of money, events a month; whoever draws converts to milliseconds and cents.
 */
#ifndef FUNNELSIM_SCENARIO_LAWFORM_H
#define FUNNELSIM_SCENARIO_LAWFORM_H

#include "random/law.h"
#include "scenario/reading.h"

/* Whether `node` has a form that only a law has: a list or a group. */
bool fnl_lawform_is_law(const struct fnl_node *node);

/*
 * Reads a law; false with mistakes. Its arrays are in the reading's arena. A law must have a mean,
 * in the row's range, and give nothing negative where the range has nothing negative; a single draw
 * may still leave the range, and whoever draws keeps it there. Of a law without a mean (a pareto
 * with a shape of 1 or less) no figure that follows would ever settle: what a contract is worth,
 * what people are bought, what a client takes, and every average over futures. Counting laws are
 * refused where a rate is meant: a volume is the rate of a Poisson field, so the number in a month
 * varies without them.
 */
bool fnl_lawform_read(struct fnl_reading *reading, const struct fnl_node *node,
                      const struct fnl_param *row, struct fnl_law *law);

#endif
