/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * law.h - how a number varies: a probability distribution with the parameters
 * that people know.
 *
 * A law is made once, from names and numbers as they stand in a scenario, and
 * is then complete: all that can be refused has been refused, so drawing never
 * fails, hangs or returns nonsense (GSL's own samplers do, on bad parameters).
 * A law whose parameters leave no room (no spread, a chance of 0 or 100 %) is
 * the constant it has become.
 *
 * Draws of continuous laws are rounded to 24 significant bits (base/units.h).
 * Constants, counts and the values of a discrete law are given as they are: no
 * logarithm stands between them and the scenario, and a price of 1,234,567.89
 * stays one. No draw lies beyond +-1e30.
 *
 * What each law takes is in random/form.c, how each is drawn in random/shape.c.
 */
#ifndef FUNNELSIM_RANDOM_LAW_H
#define FUNNELSIM_RANDOM_LAW_H

#include <stdbool.h>
#include <stddef.h>

#include <funnelsim/status.h>

#include "random/stream.h"

enum fnl_law_kind {
    FNL_LAW_CONSTANT,
    FNL_LAW_UNIFORM,
    FNL_LAW_TRIANGULAR,
    FNL_LAW_EXPONENTIAL,
    FNL_LAW_GAMMA,
    FNL_LAW_ERLANG,
    FNL_LAW_WEIBULL,
    FNL_LAW_LOGNORMAL,
    FNL_LAW_SPLIT_LOGNORMAL, /* median, and a spread of its own on either side */
    FNL_LAW_NORMAL,          /* truncated to its bounds */
    FNL_LAW_BETA,
    FNL_LAW_PARETO,
    FNL_LAW_POISSON,
    FNL_LAW_NEGATIVE_BINOMIAL,
    FNL_LAW_GEOMETRIC,
    FNL_LAW_BINOMIAL,
    FNL_LAW_BERNOULLI,
    FNL_LAW_DISCRETE,
    FNL_LAW_EMPIRICAL,
};
#define FNL_LAW_KINDS (FNL_LAW_EMPIRICAL + 1)

/* Plain data; copy freely. Zeroed, it is the constant 0. */
struct fnl_law {
    enum fnl_law_kind kind;
    double a, b, c, d;    /* what they mean is the kind's own affair: random/shape.h */
    double low, high;     /* least and greatest value, before scaling; equal for a constant */
    double scale;         /* every draw is multiplied by it; 1 unless fnl_law_scaled */
    const double *values; /* discrete, empirical: owned by who made the law, ascending; else NULL */
    const double *weights; /* discrete: cumulative probabilities, the last is 1; else NULL */
    size_t count;          /* of values */
};

/* One named number, as in `{ law = "gamma"; mean = 4; shape = 2; }`. */
struct fnl_law_argument {
    const char *name;
    double value;
};

/* What `funnelsim laws` prints of a law. */
struct fnl_law_about {
    const char *name; /* "lognormal" */
    /*
     * The sets of parameters it accepts, in this notation (random/form.h says them in words):
     * "median, sigma | mean, cv"; a name in brackets may be left out. Drives
     * fnl_law_make too. Those of discrete and empirical are lists of numbers,
     * or where a scenario has them from.
     */
    const char *parameters;
    const char *about; /* what it is and when to use it, in a sentence or two */
    bool counting;     /* its values are counts: refused where a rate is meant */
};
extern const struct fnl_law_about fnl_law_abouts[FNL_LAW_KINDS];

/* The law that always gives `x`. */
struct fnl_law fnl_law_constant(double x);

/*
 * Makes the law named `name` from its arguments. FNL_ERR_SCENARIO, with a
 * sentence that names the parameter, its value and what was expected, when the
 * law does not exist, an argument is unknown, missing, repeated, not finite or
 * impossible; `*law` is then unchanged. Does not make discrete and empirical
 * laws. `lognormal` is also what { typical = 28000; one_in_ten_above = 90000; }
 * and { one_in_ten_below = 2; typical = 8; one_in_ten_above = 25; } mean where
 * no law is named.
 */
fnl_status fnl_law_make(const char *name, const struct fnl_law_argument *arguments, size_t count,
                        struct fnl_law *law, struct fnl_error *error);

/*
 * The law of which one in ten lies below `low`, half below `typical` and one in
 * ten above `high`: a split lognormal. 0 < low <= typical <= high.
 */
fnl_status fnl_law_three_points(double low, double typical, double high, struct fnl_law *law,
                                struct fnl_error *error);

/*
 * The law that gives `values[i]` with a chance in proportion to `weights[i]`.
 * Sorts both arrays by value and turns the weights into cumulative shares, in
 * place; the law borrows them. Weights are >= 0 and not all 0; no value or
 * weight lies beyond +-1e15; `count` >= 1. When refused, `*law` and both arrays are unchanged.
 */
fnl_status fnl_law_discrete(double *values, double *weights, size_t count, struct fnl_law *law,
                            struct fnl_error *error);

/*
 * The law of observed values: inverts their empirical distribution function,
 * joined by straight lines from the least (share 0) to the greatest (share 1),
 * the others at equal steps of share between (Law, "Simulation Modeling and
 * Analysis", on empirical distributions; its mean is therefore not quite the
 * values' mean). Sorts `values` in place and borrows it. No value lies
 * beyond +-1e15; `count` >= 2. When refused, `*law` and `values` are unchanged.
 */
fnl_status fnl_law_empirical(double *values, size_t count, struct fnl_law *law,
                             struct fnl_error *error);

/* `law` with every draw multiplied by `factor`, which is finite and >= 0. */
struct fnl_law fnl_law_scaled(struct fnl_law law, double factor);

/* One draw. */
double fnl_law_draw(const struct fnl_law *law, struct fnl_stream *stream);

/*
 * Mean (infinite for a pareto with shape <= 1), and the value that a share `p`
 * in (0,1) of the draws does not exceed. Neither is rounded.
 */
double fnl_law_mean(const struct fnl_law *law);
double fnl_law_quantile(const struct fnl_law *law, double p);

/* The least and the greatest value it can give; infinite where there is no bound. */
double fnl_law_least(const struct fnl_law *law);
double fnl_law_greatest(const struct fnl_law *law);

/* True for the law that always gives one value. */
static inline bool fnl_law_is_constant(const struct fnl_law *law)
{
    return law->low >= law->high;
}

#endif
