/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "stats/moments.h"

static struct fnl_moments moments_of(const double *values, size_t count)
{
    struct fnl_moments moments = {0};
    for (size_t i = 0; i < count; i++)
        fnl_moments_add(&moments, values[i]);
    return moments;
}

static void assert_near(double got, double expected, double tolerance)
{
    if (!(fabs(got - expected) <= tolerance))
        fail_msg("%.17g is not within %g of %.17g", got, tolerance, expected);
}

static void eight_numbers_give_what_pencil_and_paper_give(void **state)
{
    (void)state;
    const struct fnl_moments moments = moments_of((double[]){2, 4, 4, 4, 5, 5, 7, 9}, 8);
    assert_true(moments.count == 8);
    assert_near(moments.mean, 5, 1e-15);
    assert_near(fnl_moments_variance(&moments), 32.0 / 7, 1e-14);
    assert_near(fnl_moments_skewness(&moments), 0.65625, 1e-14);
    assert_near(fnl_moments_kurtosis(&moments), -0.21875, 1e-14);
}

/* One success in five: (1 - 2p) / sqrt(pq) = 1.5 and (1 - 6pq) / (pq) = 0.25. */
static void the_shape_of_a_coin_is_known(void **state)
{
    (void)state;
    const struct fnl_moments coin = moments_of((double[]){0, 0, 2.385, 0, 0}, 5);
    assert_near(fnl_moments_skewness(&coin), 1.5, 1e-14);
    assert_near(fnl_moments_kurtosis(&coin), 0.25, 1e-14);
    const struct fnl_moments turned = moments_of((double[]){0, 0, -2.385, 0, 0}, 5);
    assert_near(fnl_moments_skewness(&turned), -1.5, 1e-14);
    assert_near(fnl_moments_kurtosis(&turned), 0.25, 1e-14);
}

static void what_does_not_vary_has_no_shape(void **state)
{
    (void)state;
    const struct fnl_moments none = {0}, one = moments_of((double[]){0.1}, 1);
    const struct fnl_moments equal = moments_of((double[]){0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, 7);
    assert_true(isnan(fnl_moments_variance(&none)));
    assert_true(isnan(fnl_moments_variance(&one)));
    assert_true(fnl_moments_variance(&equal) == 0 && equal.mean == 0.1);
    assert_true(isnan(fnl_moments_skewness(&none)));
    assert_true(isnan(fnl_moments_skewness(&equal)));
    assert_true(isnan(fnl_moments_kurtosis(&equal)));
}

/* NIST Statistical Reference Datasets NumAcc3 and NumAcc4: certified deviation 0.1. */
static void the_reference_datasets_of_nist_are_met(void **state)
{
    (void)state;
    const double bases[] = {1000000, 10000000};
    for (int set = 0; set < 2; set++) {
        struct fnl_moments moments = {0};
        fnl_moments_add(&moments, bases[set] + 0.2);
        for (int i = 0; i < 1000; i++)
            fnl_moments_add(&moments, bases[set] + (i % 2 ? 0.3 : 0.1));
        assert_near(moments.mean, bases[set] + 0.2, 1e-8);
        /* The inputs themselves are rounded to 1.9e-9 at ten million. */
        assert_near(sqrt(fnl_moments_variance(&moments)), 0.1, 2e-9);
        assert_near(fnl_moments_skewness(&moments), 0, 1e-6);
    }
}

static void merged_blocks_agree_with_one_pass(void **state)
{
    (void)state;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 11);
    struct fnl_moments once = {0}, blocks[10] = {{0}}, merged = {0};
    for (size_t i = 0; i < 5000; i++) {
        const double value = 1e4 + gsl_ran_exponential(rng, 2.385);
        fnl_moments_add(&once, value);
        fnl_moments_add(&blocks[i % 100 ? i % 7 : 9], value); /* blocks 7 and 8 stay empty */
    }
    for (int i = 0; i < 10; i++)
        fnl_moments_merge(&merged, &blocks[i]);

    assert_true(merged.count == 5000);
    assert_near(merged.mean, once.mean, 1e-10);
    assert_near(fnl_moments_variance(&merged), fnl_moments_variance(&once), 1e-10);
    assert_near(fnl_moments_skewness(&merged), fnl_moments_skewness(&once), 1e-9);
    assert_near(fnl_moments_kurtosis(&merged), fnl_moments_kurtosis(&once), 1e-9);
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eight_numbers_give_what_pencil_and_paper_give),
        cmocka_unit_test(the_shape_of_a_coin_is_known),
        cmocka_unit_test(what_does_not_vary_has_no_shape),
        cmocka_unit_test(the_reference_datasets_of_nist_are_met),
        cmocka_unit_test(merged_blocks_agree_with_one_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
