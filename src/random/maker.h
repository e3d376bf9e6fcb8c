/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * maker.h - from each set of parameters that a law accepts to the law itself.
 *
 * People state a law in the numbers that they know; it is kept in the numbers
 * that its draws need (random/shape.h). What cannot be true of the numbers
 * taken together is found here; what is wrong with one alone, in random/form.c.
 */
#ifndef FUNNELSIM_RANDOM_MAKER_H
#define FUNNELSIM_RANDOM_MAKER_H

#include "random/law.h"

/* The most parameters in a set, and the most sets of a law. */
#define FNL_MAKER_NAMES 4
#define FNL_MAKER_FORMS 5

/* No parameter, and no value that is listed, lies farther from 0. */
#define FNL_MAKER_LARGEST 1e15

/* Beyond this spread one in ten lies more than 600 times the median away. */
#define FNL_MAKER_MOST_SIGMA 5.0

/* Above, GSL's distribution function of the gamma reports errors. */
#define FNL_MAKER_MOST_GAMMA_SHAPE 1e5

/* Of alpha + beta: above, GSL's distribution function of the beta gives up. */
#define FNL_MAKER_MOST_BETA_WEIGHT 1e6

/* Of alpha and of beta: below, the values are 0 and 1 and hardly anything between. */
#define FNL_MAKER_LEAST_BETA_WEIGHT 1e-3

/* Below, more than one value in 10^15 passes 10^30 times the least, and the mean is meaningless. */
#define FNL_MAKER_LEAST_PARETO_SHAPE 0.5

/* Keeps every draw of a negative binomial far below 2^24. */
#define FNL_MAKER_MOST_VARIANCE_RATIO 1e4

/* A negative binomial of more successes than this is a poisson to all purposes. */
#define FNL_MAKER_MOST_SUCCESSES 1e9

/*
 * Makes `*law` from the values of one set, in its order and NAN where one was
 * left out. Each value is in its range already. Returns NULL, or why the values
 * cannot be together, with `*law` undefined.
 */
typedef const char *fnl_maker(const double v[], struct fnl_law *law);

/* Those of each law, in the order in which fnl_law_abouts lists its sets; NULL after the last. */
extern fnl_maker *const fnl_makers[FNL_LAW_KINDS][FNL_MAKER_FORMS];

#endif
