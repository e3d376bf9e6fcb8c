/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * student.h - whether independent replications agree with a value that theory
 * gives.
 *
 * One replication's average of correlated observations says nothing of its own
 * error; the averages of many replications do. The judgement is two-sided, as
 * in judge.h, and by Student's t.
 */
#ifndef FUNNELSIM_TESTS_ORACLES_STUDENT_H
#define FUNNELSIM_TESTS_ORACLES_STUDENT_H

#include <math.h>

#include <gsl/gsl_cdf.h>

#include "judge.h"
#include "stats/moments.h"

/* Of the mean of replications against `expected`. */
static inline double student_judge(const struct fnl_moments *replications, double expected)
{
    const double count = (double)replications->count;
    const double error = sqrt(fnl_moments_variance(replications) / count);
    return 2 * gsl_cdf_tdist_Q(fabs(replications->mean - expected) / error, count - 1);
}

/* For cmocka: agrees at `level`, and is no worse than `precision` (a share of `expected`), so that
 * a test which could not fail is not taken for one that passed. */
#define assert_agrees(replications, expected, precision, level)                                    \
    do {                                                                                           \
        const struct fnl_moments *const told = (replications);                                     \
        const double error = sqrt(fnl_moments_variance(told) / (double)told->count);               \
        const double p = student_judge(told, (expected));                                          \
        if (!(p > (level)))                                                                        \
            fail_msg("%s: %g, expected %g (standard error %g, p %g)", #replications, told->mean,   \
                     (double)(expected), error, p);                                                \
        if (!(error <= (precision)*fabs((double)(expected))))                                      \
            fail_msg("%s: standard error %g is too large to tell anything of %g", #replications,   \
                     error, (double)(expected));                                                   \
    } while (0)

#endif
