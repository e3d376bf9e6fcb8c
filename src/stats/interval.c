/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/interval.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>

#include "base/units.h"

/* The chance that the interval lies wholly on one given side of the truth. */
static double tail(double confidence)
{
    assert(confidence > 0 && confidence < 1);
    return (1 - confidence) / 2;
}

static double student(int64_t count, double confidence)
{
    return gsl_cdf_tdist_Qinv(tail(confidence), (double)(count - 1));
}

struct fnl_interval fnl_interval_mean(const struct fnl_tally *tally, double confidence)
{
    if (tally->count < 2)
        return (struct fnl_interval){-INFINITY, INFINITY};
    const double mean = fnl_tally_mean(tally);
    const double reach = student(tally->count, confidence) * fnl_tally_standard_error(tally);
    return (struct fnl_interval){mean - reach, mean + reach};
}

/*
 * The t statistic that Hall's transformation takes to `y`. With b = skewness /
 * sqrt(count), the transformation of t is y = t + b t^2 / 3 + b^2 t^3 / 27 + b / 6.
 */
static double unbent(double y, double b)
{
    /* The limit, to eight digits: the difference of near equals below has no more. */
    if (fabs(b) < 1e-8)
        return y;
    return 3 * (cbrt(1 + b * (y - b / 6)) - 1) / b;
}

struct fnl_interval fnl_interval_skewed(const struct fnl_moments *moments, double confidence)
{
    if (moments->count < 2)
        return (struct fnl_interval){-INFINITY, INFINITY};
    if (!(moments->m2 > 0))
        return (struct fnl_interval){moments->mean, moments->mean};

    const double n = (double)moments->count;
    const double error = sqrt(fnl_moments_variance(moments) / n);
    const double t = student(moments->count, confidence);
    const double bend = fnl_moments_skewness(moments) / sqrt(n);
    return (struct fnl_interval){
        .low = moments->mean - error * fmax(t, unbent(t, bend)),
        .high = moments->mean - error * fmin(-t, unbent(-t, bend)),
    };
}

/* The question that the lower bound of a share answers: P(successes or more of count | p) = tail.
 */
struct bound {
    int64_t successes, count;
    double tail;
};

static double excess(double p, void *of)
{
    const struct bound *bound = of;
    const double a = (double)bound->successes, b = (double)(bound->count - bound->successes + 1);
    return gsl_cdf_beta_P(p, a, b) - bound->tail;
}

/*
 * Finds where `excess`, which rises from -tail at 0 to 1 - tail at 1, is zero.
 * GSL's own inverse of this function does not converge for some bounds (6 of
 * 400 is one). The solver lives on the stack, because GSL's allocation ends
 * the process when it fails.
 */
static double solve(struct bound *bound)
{
    _Alignas(max_align_t) unsigned char state[256];
    assert(gsl_root_fsolver_brent->size <= sizeof state);
    gsl_root_fsolver solver = {.type = gsl_root_fsolver_brent, .state = state};
    gsl_function function = {.function = excess, .params = bound};

    gsl_root_fsolver_set(&solver, &function, 0, 1);
    for (int i = 0; i < 200; i++) {
        gsl_root_fsolver_iterate(&solver);
        if (gsl_root_test_interval(solver.x_lower, solver.x_upper, 1e-30, 1e-14) == GSL_SUCCESS)
            break;
    }
    return solver.root;
}

static double lower_bound(int64_t successes, int64_t count, double confidence)
{
    if (successes == 0)
        return 0;
    return solve(&(struct bound){successes, count, tail(confidence)});
}

struct fnl_interval fnl_interval_share(int64_t successes, int64_t count, double confidence)
{
    assert(0 <= successes && successes <= count && count <= FNL_INTERVAL_MOST);
    return (struct fnl_interval){
        .low = lower_bound(successes, count, confidence),
        .high = 1 - lower_bound(count - successes, count, confidence),
    };
}

double fnl_interval_bonferroni(double confidence, int64_t comparisons)
{
    assert(comparisons >= 1);
    return 1 - 2 * tail(confidence) / (double)comparisons;
}

int64_t fnl_interval_needed(const struct fnl_tally *tally, double reach, double confidence)
{
    assert(reach > 0);
    if (tally->count < 2)
        return (int64_t)1 << 62;
    const double z = gsl_cdf_ugaussian_Qinv(tail(confidence));
    const double ratio = fnl_tally_sd(tally) / reach;
    return fnl_units_integer(fmax(2, ceil(z * z * (ratio * ratio + 0.5))));
}
