/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random/maker.h"

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sf_gamma.h>

/* The standard normal quantile of 9 in 10. */
#define NINE_IN_TEN 1.2815515655446004

/* A bell cut down to less than this share of itself is taken for a slip. */
#define LEAST_KEPT 1e-6

static struct fnl_law law_of(enum fnl_law_kind kind, double a, double b, double low, double high)
{
    return (struct fnl_law){.kind = kind, .a = a, .b = b, .low = low, .high = high, .scale = 1};
}

static const char *constant(const double v[], struct fnl_law *law)
{
    *law = fnl_law_constant(v[0]);
    return NULL;
}

static const char *uniform(const double v[], struct fnl_law *law)
{
    const double low = v[0], high = v[1];
    if (low > high)
        return "low cannot be above high";
    *law = low < high ? law_of(FNL_LAW_UNIFORM, 0, 0, low, high) : fnl_law_constant(low);
    return NULL;
}

static const char *triangular(const double v[], struct fnl_law *law)
{
    const double low = v[0], typical = v[1], high = v[2];
    if (low > typical || typical > high)
        return "typical must lie between low and high";
    *law = low < high ? law_of(FNL_LAW_TRIANGULAR, typical, 0, low, high) : fnl_law_constant(low);
    return NULL;
}

static const char *exponential_mean(const double v[], struct fnl_law *law)
{
    const double mean = v[0];
    *law = mean > 0 ? law_of(FNL_LAW_EXPONENTIAL, mean, 0, 0, INFINITY) : fnl_law_constant(0);
    return NULL;
}

static const char *exponential_rate(const double v[], struct fnl_law *law)
{
    return exponential_mean((double[]){1 / v[0]}, law);
}

static const char *gamma_shape_scale(const double v[], struct fnl_law *law)
{
    const double shape = v[0], scale = v[1];
    *law = scale > 0 ? law_of(FNL_LAW_GAMMA, shape, scale, 0, INFINITY) : fnl_law_constant(0);
    return NULL;
}

static const char *gamma_mean_shape(const double v[], struct fnl_law *law)
{
    return gamma_shape_scale((double[]){v[1], v[0] / v[1]}, law);
}

static const char *gamma_mean_cv(const double v[], struct fnl_law *law)
{
    const double mean = v[0], square = v[1] * v[1];
    if (square <= 0) {
        *law = fnl_law_constant(mean);
        return NULL;
    }
    if (square * FNL_MAKER_MOST_GAMMA_SHAPE < 1)
        return "the least spread is a cv of 0.00317, or 0 for none";
    return gamma_mean_shape((double[]){mean, 1 / square}, law);
}

static const char *erlang(const double v[], struct fnl_law *law)
{
    const double count = v[0], mean = v[1];
    *law =
        mean > 0 ? law_of(FNL_LAW_ERLANG, count, mean / count, 0, INFINITY) : fnl_law_constant(0);
    return NULL;
}

static const char *weibull_shape_scale(const double v[], struct fnl_law *law)
{
    const double shape = v[0], scale = v[1];
    *law = scale > 0 ? law_of(FNL_LAW_WEIBULL, shape, scale, 0, INFINITY) : fnl_law_constant(0);
    return NULL;
}

static const char *weibull_shape_mean(const double v[], struct fnl_law *law)
{
    return weibull_shape_scale((double[]){v[0], v[1] / gsl_sf_gamma(1 + 1 / v[0])}, law);
}

static const char *weibull_shape_median(const double v[], struct fnl_law *law)
{
    return weibull_shape_scale((double[]){v[0], v[1] / pow(M_LN2, 1 / v[0])}, law);
}

/* A lognormal with one sigma below its median and another above it. */
static struct fnl_law lognormal(enum fnl_law_kind kind, double median, double below, double above)
{
    if (below <= 0 && above <= 0)
        return fnl_law_constant(median);
    struct fnl_law law =
        law_of(kind, median, below, below > 0 ? 0 : median, above > 0 ? INFINITY : median);
    law.c = above;
    return law;
}

static const char *lognormal_median_sigma(const double v[], struct fnl_law *law)
{
    *law = lognormal(FNL_LAW_LOGNORMAL, v[0], v[1], v[1]);
    return NULL;
}

static const char *lognormal_mean_cv(const double v[], struct fnl_law *law)
{
    const double square = v[1] * v[1];
    return lognormal_median_sigma((double[]){v[0] / sqrt(1 + square), sqrt(log1p(square))}, law);
}

/* The sigma of a lognormal of which one in ten lies beyond `high` / `low` times its median. */
static const char *find_sigma(double low, double high, double *found)
{
    *found = log(high / low) / NINE_IN_TEN;
    if (low > high)
        return "one_in_ten_below cannot be above typical, nor one_in_ten_above below it";
    if (*found > FNL_MAKER_MOST_SIGMA)
        return "one in ten cannot be more than 600 times away from typical";
    return NULL;
}

static const char *lognormal_typical_above(const double v[], struct fnl_law *law)
{
    double found;
    const char *reason = find_sigma(v[0], v[1], &found);
    return reason ? reason : lognormal_median_sigma((double[]){v[0], found}, law);
}

static const char *lognormal_typical_below(const double v[], struct fnl_law *law)
{
    double found;
    const char *reason = find_sigma(v[1], v[0], &found);
    return reason ? reason : lognormal_median_sigma((double[]){v[0], found}, law);
}

static const char *lognormal_three_points(const double v[], struct fnl_law *law)
{
    double below, above;
    const char *reason = find_sigma(v[0], v[1], &below);
    if (!reason)
        reason = find_sigma(v[1], v[2], &above);
    if (!reason)
        *law = lognormal(FNL_LAW_SPLIT_LOGNORMAL, v[1], below, above);
    return reason;
}

/*
 * What people give a bell for (hours, amounts, shares) is hardly ever negative,
 * so it is cut at 0 unless they say where. A mean of 0 or less shows that they
 * mean something else, and must say it.
 */
static const char *normal(const double v[], struct fnl_law *law)
{
    const double mean = v[0], sd = v[1];
    if (isnan(v[2]) && mean <= 0 && sd > 0)
        return "nothing below 0 is drawn unless `low` says so; give low";
    const double low = isnan(v[2]) ? fmin(0, mean) : v[2], high = isnan(v[3]) ? INFINITY : v[3];
    if (low > high)
        return "low (0 where nothing is said) cannot be above high";

    if (sd <= 0) {
        *law = fnl_law_constant(mean);
        return mean < low || mean > high ? "without spread, mean must lie between low and high"
                                         : NULL;
    }
    if (low >= high) {
        *law = fnl_law_constant(low);
        return NULL;
    }
    *law = law_of(FNL_LAW_NORMAL, mean, sd, low, high);
    law->c = gsl_cdf_ugaussian_P((low - mean) / sd);
    law->d = gsl_cdf_ugaussian_Q((high - mean) / sd);
    return 1 - law->c - law->d < LEAST_KEPT
               ? "less than a millionth of the bell lies between low and high"
               : NULL;
}

static const char *beta_alpha_beta(const double v[], struct fnl_law *law)
{
    *law = law_of(FNL_LAW_BETA, v[0], v[1], 0, 1);
    return NULL;
}

/* The variance of a beta is mean (1 - mean) / (alpha + beta + 1). */
static const char *beta_mean_sd(const double v[], struct fnl_law *law)
{
    const double mean = v[0], square = v[1] * v[1], most = mean * (1 - mean);
    if (square <= 0 || most <= 0) {
        *law = fnl_law_constant(mean);
        return NULL;
    }
    if (square * FNL_MAKER_MOST_BETA_WEIGHT < most)
        return "the least sd is a thousandth of what would put all at 0 or 1, or 0 for none";
    const double weight = most / square - 1;
    if (weight * fmin(mean, 1 - mean) < FNL_MAKER_LEAST_BETA_WEIGHT)
        return "so great a spread would put all at 0 or 1; that is bernoulli";
    return beta_alpha_beta((double[]){weight * mean, weight * (1 - mean)}, law);
}

static const char *pareto_least_shape(const double v[], struct fnl_law *law)
{
    const double least = v[0], shape = v[1];
    *law = law_of(FNL_LAW_PARETO, shape, 0, least, INFINITY);
    return NULL;
}

static const char *pareto_least_typical(const double v[], struct fnl_law *law)
{
    const double least = v[0], typical = v[1], rise = log(typical / least) / M_LN2;
    if (typical < least)
        return "typical cannot be below least";
    if (rise * FNL_MAKER_LEAST_PARETO_SHAPE > 1)
        return "typical cannot be more than 4 times least";
    if (rise <= 0) {
        *law = fnl_law_constant(least);
        return NULL;
    }
    return pareto_least_shape((double[]){least, 1 / rise}, law);
}

static const char *pareto_least_mean(const double v[], struct fnl_law *law)
{
    const double least = v[0], mean = v[1];
    if (mean < least)
        return "mean cannot be below least";
    if (mean <= least) {
        *law = fnl_law_constant(least);
        return NULL;
    }
    return pareto_least_shape((double[]){least, mean / (mean - least)}, law);
}

static const char *poisson(const double v[], struct fnl_law *law)
{
    const double mean = v[0];
    *law = mean > 0 ? law_of(FNL_LAW_POISSON, mean, 0, 0, INFINITY) : fnl_law_constant(0);
    return NULL;
}

static const char *negative_binomial_mean_shape(const double v[], struct fnl_law *law)
{
    const double mean = v[0], shape = v[1], ratio = 1 + mean / shape;
    if (ratio > FNL_MAKER_MOST_VARIANCE_RATIO)
        return "the variance would be more than 10000 times the mean";
    if (mean <= 0 || shape > FNL_MAKER_MOST_SUCCESSES)
        return poisson(v, law);
    *law = law_of(FNL_LAW_NEGATIVE_BINOMIAL, 1 / ratio, shape, 0, INFINITY);
    return NULL;
}

static const char *negative_binomial_mean_ratio(const double v[], struct fnl_law *law)
{
    const double mean = v[0], ratio = v[1];
    if (mean <= 0 || ratio <= 1)
        return poisson(v, law);
    return negative_binomial_mean_shape((double[]){mean, mean / (ratio - 1)}, law);
}

static const char *geometric(const double v[], struct fnl_law *law)
{
    const double mean = v[0];
    *law =
        mean > 0 ? law_of(FNL_LAW_GEOMETRIC, 1 / (1 + mean), 1, 0, INFINITY) : fnl_law_constant(0);
    return NULL;
}

static const char *binomial(const double v[], struct fnl_law *law)
{
    const double count = v[0], chance = v[1];
    if (count <= 0 || chance <= 0 || chance >= 1)
        *law = fnl_law_constant(chance > 0 ? count : 0);
    else
        *law = law_of(FNL_LAW_BINOMIAL, chance, count, 0, count);
    return NULL;
}

static const char *bernoulli(const double v[], struct fnl_law *law)
{
    const double chance = v[0];
    if (chance <= 0 || chance >= 1)
        *law = fnl_law_constant(chance);
    else
        *law = law_of(FNL_LAW_BERNOULLI, chance, 0, 0, 1);
    return NULL;
}

/* In the order in which fnl_law_abouts lists each law's sets of parameters. */
fnl_maker *const fnl_makers[FNL_LAW_KINDS][FNL_MAKER_FORMS] = {
    [FNL_LAW_CONSTANT] = {constant},
    [FNL_LAW_UNIFORM] = {uniform},
    [FNL_LAW_TRIANGULAR] = {triangular},
    [FNL_LAW_EXPONENTIAL] = {exponential_mean, exponential_rate},
    [FNL_LAW_GAMMA] = {gamma_mean_shape, gamma_mean_cv, gamma_shape_scale},
    [FNL_LAW_ERLANG] = {erlang},
    [FNL_LAW_WEIBULL] = {weibull_shape_scale, weibull_shape_mean, weibull_shape_median},
    [FNL_LAW_LOGNORMAL] = {lognormal_typical_above, lognormal_typical_below, lognormal_three_points,
                           lognormal_median_sigma, lognormal_mean_cv},
    [FNL_LAW_SPLIT_LOGNORMAL] = {lognormal_three_points},
    [FNL_LAW_NORMAL] = {normal},
    [FNL_LAW_BETA] = {beta_mean_sd, beta_alpha_beta},
    [FNL_LAW_PARETO] = {pareto_least_typical, pareto_least_mean, pareto_least_shape},
    [FNL_LAW_POISSON] = {poisson},
    [FNL_LAW_NEGATIVE_BINOMIAL] = {negative_binomial_mean_ratio, negative_binomial_mean_shape},
    [FNL_LAW_GEOMETRIC] = {geometric},
    [FNL_LAW_BINOMIAL] = {binomial},
    [FNL_LAW_BERNOULLI] = {bernoulli},
};
