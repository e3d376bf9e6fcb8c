/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random/shape.h"

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>

/* A distribution function: the share of draws that do not exceed `x`. */
typedef double share_function(const struct fnl_law *law, double x);

/*
 * Where `share` reaches `p`, between `low`, where it does not, and `high`,
 * where it does. Halving ends when no number lies between, and needs nothing
 * of `share` but that it does not fall: GSL's own inverses of the beta and
 * gamma distributions sometimes fail to converge.
 */
static double where_reached(share_function *share, const struct fnl_law *law, double p, double low,
                            double high)
{
    for (;;) {
        const double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high)
            return high;
        if (share(law, middle) < p)
            low = middle;
        else
            high = middle;
    }
}

/* The same for a law on 0, 1, 2, ... whose greatest value is not known. */
static double count_where_reached(share_function *share, const struct fnl_law *law, double p)
{
    double low = -1, high = 1;
    while (share(law, high) < p) {
        low = high;
        high *= 2;
    }
    while (high - low > 1) {
        const double middle = floor((low + high) / 2);
        if (share(law, middle) < p)
            low = middle;
        else
            high = middle;
    }
    return high;
}

static double constant_draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    (void)stream;
    return law->a;
}

/* Also for the laws whose first parameter is their mean. */
static double a_mean(const struct fnl_law *law)
{
    return law->a;
}

static double constant_quantile(const struct fnl_law *law, double p)
{
    (void)p;
    return law->a;
}

static double uniform_quantile(const struct fnl_law *law, double p)
{
    return law->low + (law->high - law->low) * p;
}

static double uniform_draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    return uniform_quantile(law, fnl_stream_uniform(stream));
}

static double uniform_mean(const struct fnl_law *law)
{
    return law->low + (law->high - law->low) / 2;
}

static double triangular_quantile(const struct fnl_law *law, double p)
{
    const double width = law->high - law->low, rise = law->a - law->low, fall = law->high - law->a;
    return p * width < rise ? law->low + sqrt(p * width * rise)
                            : law->high - sqrt((1 - p) * width * fall);
}

static double triangular_draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    return triangular_quantile(law, fnl_stream_uniform_open(stream));
}

static double triangular_mean(const struct fnl_law *law)
{
    return (law->low + law->a + law->high) / 3;
}

static double exponential_draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    return law->a * fnl_stream_exponential(stream);
}

static double exponential_quantile(const struct fnl_law *law, double p)
{
    return -law->a * log1p(-p);
}

static double gamma_draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    return gsl_ran_gamma(fnl_stream_gsl(stream), law->a, law->b);
}

static double gamma_mean(const struct fnl_law *law)
{
    return law->a * law->b;
}

static double gamma_share(const struct fnl_law *law, double x)
{
    return gsl_cdf_gamma_P(x, law->a, 1);
}

static double gamma_quantile(const struct fnl_law *law, double p)
{
    double high = law->a + 1;
    while (gamma_share(law, high) < p)
        high *= 2;
    return law->b * where_reached(gamma_share, law, p, 0, high);
}

static double weibull_draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    return gsl_ran_weibull(fnl_stream_gsl(stream), law->b, law->a);
}

static double weibull_mean(const struct fnl_law *law)
{
    return law->b * gsl_sf_gamma(1 + 1 / law->a);
}

static double weibull_quantile(const struct fnl_law *law, double p)
{
    return law->b * pow(-log1p(-p), 1 / law->a);
}

/* The value whose logarithm lies `z` standard deviations from the median's. */
static double lognormal_value(const struct fnl_law *law, double z)
{
    return law->a * exp((z < 0 ? law->b : law->c) * z);
}

static double lognormal_draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    return lognormal_value(law, fnl_stream_normal(stream));
}

/* E[exp(s Z); Z > 0] = exp(s^2 / 2) P(Z < s), and on the other side likewise with -s. */
static double lognormal_mean(const struct fnl_law *law)
{
    const double below = exp(law->b * law->b / 2) * gsl_cdf_ugaussian_P(-law->b);
    const double above = exp(law->c * law->c / 2) * gsl_cdf_ugaussian_P(law->c);
    return law->a * (below + above);
}

static double lognormal_quantile(const struct fnl_law *law, double p)
{
    return lognormal_value(law, gsl_cdf_ugaussian_Pinv(p));
}

/*
 * Inverts the bell's distribution function from whichever end is nearer: the
 * share there is never 0, so neither is the value ever infinite, and one
 * uniform is enough however far out the bounds lie.
 */
static double normal_value(const struct fnl_law *law, double u, double rest)
{
    const double kept = 1 - law->c - law->d;
    const double below = law->c + u * kept, above = law->d + rest * kept;
    const double z = below < 0.5 ? gsl_cdf_ugaussian_Pinv(below) : gsl_cdf_ugaussian_Qinv(above);
    return law->a + law->b * z;
}

static double normal_draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    const double u = fnl_stream_uniform_open(stream);
    return normal_value(law, u, 1 - u);
}

static double normal_mean(const struct fnl_law *law)
{
    const double rise = gsl_ran_ugaussian_pdf((law->low - law->a) / law->b);
    const double fall = gsl_ran_ugaussian_pdf((law->high - law->a) / law->b);
    return law->a + law->b * (rise - fall) / (1 - law->c - law->d);
}

static double normal_quantile(const struct fnl_law *law, double p)
{
    return normal_value(law, p, 1 - p);
}

static double beta_draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    return gsl_ran_beta(fnl_stream_gsl(stream), law->a, law->b);
}

static double beta_mean(const struct fnl_law *law)
{
    return law->a / (law->a + law->b);
}

static double beta_share(const struct fnl_law *law, double x)
{
    return gsl_cdf_beta_P(x, law->a, law->b);
}

static double beta_quantile(const struct fnl_law *law, double p)
{
    return where_reached(beta_share, law, p, 0, 1);
}

static double pareto_draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    return gsl_ran_pareto(fnl_stream_gsl(stream), law->a, law->low);
}

static double pareto_mean(const struct fnl_law *law)
{
    return law->a > 1 ? law->low * law->a / (law->a - 1) : INFINITY;
}

static double pareto_quantile(const struct fnl_law *law, double p)
{
    return law->low * pow(1 - p, -1 / law->a);
}

static double poisson_draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    return gsl_ran_poisson(fnl_stream_gsl(stream), law->a);
}

static double poisson_share(const struct fnl_law *law, double x)
{
    return gsl_cdf_poisson_P((unsigned)x, law->a);
}

static double poisson_quantile(const struct fnl_law *law, double p)
{
    return count_where_reached(poisson_share, law, p);
}

static double negative_binomial_draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    return gsl_ran_negative_binomial(fnl_stream_gsl(stream), law->a, law->b);
}

static double negative_binomial_mean(const struct fnl_law *law)
{
    return law->b * (1 - law->a) / law->a;
}

static double negative_binomial_share(const struct fnl_law *law, double x)
{
    return gsl_cdf_negative_binomial_P((unsigned)x, law->a, law->b);
}

static double negative_binomial_quantile(const struct fnl_law *law, double p)
{
    return count_where_reached(negative_binomial_share, law, p);
}

/* GSL counts the trials up to the first success; we the failures before it. */
static double geometric_draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    return gsl_ran_geometric(fnl_stream_gsl(stream), law->a) - 1.0;
}

static double binomial_draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    return gsl_ran_binomial(fnl_stream_gsl(stream), law->a, (unsigned)law->b);
}

static double binomial_mean(const struct fnl_law *law)
{
    return law->a * law->b;
}

static double binomial_share(const struct fnl_law *law, double x)
{
    return gsl_cdf_binomial_P((unsigned)x, law->a, (unsigned)law->b);
}

static double binomial_quantile(const struct fnl_law *law, double p)
{
    return count_where_reached(binomial_share, law, p);
}

static double bernoulli_draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    return fnl_stream_chance(stream, law->a);
}

static double bernoulli_quantile(const struct fnl_law *law, double p)
{
    return p > 1 - law->a;
}

/* The first value whose cumulative share reaches `p` > 0: never one of weight 0. */
static double discrete_quantile(const struct fnl_law *law, double p)
{
    size_t first = 0, last = law->count - 1;
    while (first < last) {
        const size_t middle = (first + last) / 2;
        if (law->weights[middle] < p)
            first = middle + 1;
        else
            last = middle;
    }
    return law->values[first];
}

static double discrete_draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    return discrete_quantile(law, fnl_stream_uniform_open(stream));
}

static double discrete_mean(const struct fnl_law *law)
{
    double mean = 0, below = 0;
    for (size_t i = 0; i < law->count; i++) {
        mean += law->values[i] * (law->weights[i] - below);
        below = law->weights[i];
    }
    return mean;
}

/* Even the last number below 1 times the number of steps stays below the number of steps. */
static double empirical_quantile(const struct fnl_law *law, double p)
{
    const double place = p * (double)(law->count - 1);
    const size_t step = (size_t)place;
    const double low = law->values[step], high = law->values[step + 1];
    return low + (high - low) * (place - (double)step);
}

static double empirical_draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    return empirical_quantile(law, fnl_stream_uniform(stream));
}

/* The mean of the steps' middles. */
static double empirical_mean(const struct fnl_law *law)
{
    double sum = 0;
    for (size_t i = 1; i < law->count; i++)
        sum += (law->values[i - 1] + law->values[i]) / 2;
    return sum / (double)(law->count - 1);
}

const struct fnl_shape fnl_shapes[FNL_LAW_KINDS] = {
    [FNL_LAW_CONSTANT] = {constant_draw, a_mean, constant_quantile, true},
    [FNL_LAW_UNIFORM] = {uniform_draw, uniform_mean, uniform_quantile, false},
    [FNL_LAW_TRIANGULAR] = {triangular_draw, triangular_mean, triangular_quantile, false},
    [FNL_LAW_EXPONENTIAL] = {exponential_draw, a_mean, exponential_quantile, false},
    [FNL_LAW_GAMMA] = {gamma_draw, gamma_mean, gamma_quantile, false},
    [FNL_LAW_ERLANG] = {gamma_draw, gamma_mean, gamma_quantile, false},
    [FNL_LAW_WEIBULL] = {weibull_draw, weibull_mean, weibull_quantile, false},
    [FNL_LAW_LOGNORMAL] = {lognormal_draw, lognormal_mean, lognormal_quantile, false},
    [FNL_LAW_SPLIT_LOGNORMAL] = {lognormal_draw, lognormal_mean, lognormal_quantile, false},
    [FNL_LAW_NORMAL] = {normal_draw, normal_mean, normal_quantile, false},
    [FNL_LAW_BETA] = {beta_draw, beta_mean, beta_quantile, false},
    [FNL_LAW_PARETO] = {pareto_draw, pareto_mean, pareto_quantile, false},
    [FNL_LAW_POISSON] = {poisson_draw, a_mean, poisson_quantile, true},
    [FNL_LAW_NEGATIVE_BINOMIAL] = {negative_binomial_draw, negative_binomial_mean,
                                   negative_binomial_quantile, true},
    [FNL_LAW_GEOMETRIC] = {geometric_draw, negative_binomial_mean, negative_binomial_quantile,
                           true},
    [FNL_LAW_BINOMIAL] = {binomial_draw, binomial_mean, binomial_quantile, true},
    [FNL_LAW_BERNOULLI] = {bernoulli_draw, a_mean, bernoulli_quantile, true},
    [FNL_LAW_DISCRETE] = {discrete_draw, discrete_mean, discrete_quantile, true},
    [FNL_LAW_EMPIRICAL] = {empirical_draw, empirical_mean, empirical_quantile, false},
};
