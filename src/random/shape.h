/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * shape.h - how each kind of law is drawn, and its mean and quantiles.
 *
 * One row for each kind, in the kinds' order. A row sees a law that has been
 * checked (random/form.c): within those limits none of these functions fails,
 * loops without end or lets GSL report an error. They give values before
 * scaling and rounding, which are the same for all kinds (random/law.c).
 *
 * What the fields of struct fnl_law hold:
 *
 *   constant           a value
 *   uniform            (low and high say it all)
 *   triangular         a mode
 *   exponential        a mean
 *   gamma, erlang      a shape, b scale
 *   weibull            a shape, b scale
 *   lognormal, split   a median, b sigma below the median, c sigma above it
 *   normal             a mean, b standard deviation, both before truncation;
 *                      c share of that bell below low, d share above high
 *   beta               a alpha, b beta
 *   pareto             a shape
 *   poisson            a mean
 *   negative_binomial  a chance of success p, b number of successes n (GSL's terms)
 *   geometric          a chance of success p, b 1
 *   binomial           a chance, b trials
 *   bernoulli          a chance
 *   discrete           values, weights, count
 *   empirical          values, count
 */
#ifndef FUNNELSIM_RANDOM_SHAPE_H
#define FUNNELSIM_RANDOM_SHAPE_H

#include <stdbool.h>

#include "random/law.h"
#include "random/stream.h"

struct fnl_shape {
    double (*draw)(const struct fnl_law *law, struct fnl_stream *stream);
    double (*mean)(const struct fnl_law *law);
    double (*quantile)(const struct fnl_law *law, double p); /* 0 < p < 1 */
    bool exact; /* draws are not rounded: counts and values taken from the scenario */
};

extern const struct fnl_shape fnl_shapes[FNL_LAW_KINDS];

#endif
