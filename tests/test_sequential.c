/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "stats/sequential.h"

#define TRIALS 4000
#define MEANS  3

static const struct fnl_sequential usual = {.most = 800, .error = 0.05};

static void looks_double_up_to_the_limit(void **state)
{
    (void)state;
    static const size_t futures[] = {50, 100, 200, 400, 800};
    assert_int_equal(fnl_sequential_looks(&usual), 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(fnl_sequential_futures(&usual, i), futures[i]);
    const struct fnl_sequential odd = {.most = 730, .error = 0.05};
    assert_int_equal(fnl_sequential_looks(&odd), 5);
    assert_int_equal(fnl_sequential_futures(&odd, 3), 400);
    assert_int_equal(fnl_sequential_futures(&odd, 4), 730);
    const struct fnl_sequential least = {.most = 50, .error = 0.02};
    assert_int_equal(fnl_sequential_looks(&least), 1);
    assert_true(fabs(fnl_sequential_confidence(&least) - 0.98) < 1e-12);
    assert_true(fabs(fnl_sequential_confidence(&usual) - 0.99) < 1e-12);
    const struct fnl_sequential vast = {.most = 1000000, .error = 0.05};
    assert_int_equal(fnl_sequential_looks(&vast), 16);
}

/* --- the stated error is kept --------------------------------------------------------------- */

typedef double draw(const gsl_rng *rng);

static double normal(const gsl_rng *rng)
{
    return gsl_ran_gaussian_ziggurat(rng, 1);
}

/* Coefficient of variation 1, skewness 4; less its mean, in standard deviations. */
static double lognormal(const gsl_rng *rng)
{
    const double sigma2 = log(2);
    return exp(sqrt(sigma2) * normal(rng) - sigma2 / 2) - 1;
}

/* The same with its long tail on the other side, where a mean looks too high for long. */
static double mirrored(const gsl_rng *rng)
{
    return -lognormal(rng);
}

/* Coefficient of variation 3, skewness 36, on that side. */
static double heavy(const gsl_rng *rng)
{
    const double sigma2 = log(10);
    return 1 - exp(sqrt(sigma2) * normal(rng) - sigma2 / 2);
}

static double difference(const gsl_rng *rng)
{
    return lognormal(rng) - lognormal(rng);
}

/* What a whole trial says of means that lie `above` their thresholds, in standard deviations. */
static enum fnl_sequential_verdict settle(const gsl_rng *rng, draw *of, double above, size_t count)
{
    struct fnl_sequential_mean means[MEANS] = {0};
    enum fnl_sequential_verdict verdict = FNL_SEQUENTIAL_UNDECIDED;
    size_t seen = 0;
    for (size_t look = 0; look < fnl_sequential_looks(&usual) && verdict == 0; look++) {
        for (; seen < fnl_sequential_futures(&usual, look); seen++)
            for (size_t i = 0; i < count; i++)
                fnl_moments_add(&means[i].moments, of(rng) + above);
        verdict = fnl_sequential_judge(&usual, look, means, count);
    }
    return verdict;
}

/* Of many trials the share that ends with `verdict`: its exact interval. */
static struct fnl_interval share_of(enum fnl_sequential_verdict verdict, draw *of, double above,
                                    size_t count)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 20260717);
    int64_t met = 0;
    for (int i = 0; i < TRIALS; i++)
        met += settle(rng, of, above, count) == verdict;
    gsl_rng_free(rng);
    const struct fnl_interval share = fnl_interval_share(met, TRIALS, 0.998);
    return share;
}

static void what_is_false_is_seldom_supported(void **state)
{
    (void)state;
    draw *const laws[] = {normal, lognormal, mirrored, heavy, difference};
    for (size_t i = 0; i < 5; i++) {
        assert_true(share_of(FNL_SEQUENTIAL_SUPPORTED, laws[i], 0, 1).high < usual.error);
        assert_true(share_of(FNL_SEQUENTIAL_SUPPORTED, laws[i], -0.03, 1).high < usual.error);
    }
}

static void what_is_true_is_seldom_refuted(void **state)
{
    (void)state;
    draw *const laws[] = {normal, lognormal, mirrored, heavy, difference};
    for (size_t i = 0; i < 5; i++) {
        assert_true(share_of(FNL_SEQUENTIAL_REFUTED, laws[i], 0.001, 1).high < usual.error);
        assert_true(share_of(FNL_SEQUENTIAL_REFUTED, laws[i], 0.001, MEANS).high < usual.error);
    }
}

/* The procedure is not so careful that it decides nothing. */
static void what_is_plain_is_decided(void **state)
{
    (void)state;
    assert_true(share_of(FNL_SEQUENTIAL_SUPPORTED, normal, 0.2, 1).low > 0.99);
    assert_true(share_of(FNL_SEQUENTIAL_REFUTED, normal, -0.2, MEANS).low > 0.99);
    assert_true(share_of(FNL_SEQUENTIAL_SUPPORTED, normal, 0.3, MEANS).low > 0.99);
}

/* Why all this: 95 % intervals at every look are wrong far more often than 5 times in 100. */
static void looking_again_and_again_at_95_percent_goes_wrong(void **state)
{
    (void)state;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 4711);
    int wrong = 0;
    for (int i = 0; i < TRIALS; i++) {
        struct fnl_tally tally = {0};
        bool out = false;
        for (size_t look = 0; look < 5; look++) {
            while (tally.count < (int64_t)fnl_sequential_futures(&usual, look))
                fnl_tally_add(&tally, llround(1e6 * normal(rng)));
            const struct fnl_interval interval = fnl_interval_mean(&tally, 0.95);
            out = out || interval.low > 0 || interval.high < 0;
        }
        wrong += out;
    }
    gsl_rng_free(rng);
    const struct fnl_interval share = fnl_interval_share(wrong, TRIALS, 0.998);
    assert_true(share.low < 0.16 && share.high > 0.16 && share.low > 0.13);
}

/* --- what a look says ------------------------------------------------------------------------ */

/* `count` values around `mean`, alternately one more and one less. */
static struct fnl_sequential_mean around(double mean, double threshold, size_t count)
{
    struct fnl_sequential_mean made = {.threshold = threshold};
    for (size_t i = 0; i < count; i++)
        fnl_moments_add(&made.moments, mean + (i % 2 ? 1 : -1));
    return made;
}

static struct fnl_sequential_mean always(double value, double threshold, size_t count)
{
    struct fnl_sequential_mean made = {.threshold = threshold};
    for (size_t i = 0; i < count; i++)
        fnl_moments_add(&made.moments, value);
    return made;
}

static void all_means_must_be_above_and_one_that_is_not_is_enough(void **state)
{
    (void)state;
    struct fnl_sequential_mean means[] = {around(2.385, 1, 50), around(3, 2, 50)};
    assert_int_equal(fnl_sequential_judge(&usual, 0, means, 2), FNL_SEQUENTIAL_SUPPORTED);
    means[1] = around(2.1, 2, 50);
    assert_int_equal(fnl_sequential_judge(&usual, 0, means, 2), FNL_SEQUENTIAL_UNDECIDED);
    means[1] = around(1, 2, 50);
    assert_int_equal(fnl_sequential_judge(&usual, 0, means, 2), FNL_SEQUENTIAL_REFUTED);
    assert_int_equal(fnl_sequential_judge(&usual, 0, means, 1), FNL_SEQUENTIAL_SUPPORTED);
}

/* t(49, .995) is 2.680, of one of two, t(49, .9975), 2.940; the standard error is 1/7. */
static void one_of_several_is_refuted_at_its_share_of_the_error(void **state)
{
    (void)state;
    struct fnl_sequential_mean means[] = {around(5, 0, 50), around(-2.8 / 7, 0, 50)};
    assert_int_equal(fnl_sequential_judge(&usual, 0, &means[1], 1), FNL_SEQUENTIAL_REFUTED);
    assert_int_equal(fnl_sequential_judge(&usual, 0, means, 2), FNL_SEQUENTIAL_UNDECIDED);
    means[1] = around(-3.0 / 7, 0, 50);
    assert_int_equal(fnl_sequential_judge(&usual, 0, means, 2), FNL_SEQUENTIAL_REFUTED);
    means[0] = around(2.8 / 7, 0, 50);
    means[1] = around(2.8 / 7, 0, 50);
    assert_int_equal(fnl_sequential_judge(&usual, 0, means, 2), FNL_SEQUENTIAL_SUPPORTED);
}

static void values_that_are_all_the_same_are_believed_at_the_last_look(void **state)
{
    (void)state;
    const struct fnl_sequential_mean same = always(0, 0, 50), more = always(2.385, 0, 50),
                                     many = always(0, 0, 800), above = always(2.385, 0, 800);
    assert_true(fnl_sequential_is_constant(&same));
    assert_int_equal(fnl_sequential_judge(&usual, 0, &same, 1), FNL_SEQUENTIAL_UNDECIDED);
    assert_int_equal(fnl_sequential_judge(&usual, 0, &more, 1), FNL_SEQUENTIAL_UNDECIDED);
    assert_int_equal(fnl_sequential_judge(&usual, 4, &many, 1), FNL_SEQUENTIAL_REFUTED);
    assert_int_equal(fnl_sequential_judge(&usual, 4, &above, 1), FNL_SEQUENTIAL_SUPPORTED);
    const struct fnl_sequential_mean none = {.threshold = 0}, other = around(1, 0, 50);
    assert_false(fnl_sequential_is_constant(&none));
    assert_false(fnl_sequential_is_constant(&other));
}

static void a_mean_that_is_often_undefined_decides_nothing(void **state)
{
    (void)state;
    struct fnl_sequential_mean mean = around(5, 0, 90);
    mean.undefined = 10;
    assert_false(fnl_sequential_is_undefined(&mean));
    assert_int_equal(fnl_sequential_judge(&usual, 1, &mean, 1), FNL_SEQUENTIAL_SUPPORTED);
    mean.undefined = 11;
    assert_true(fnl_sequential_is_undefined(&mean));
    assert_int_equal(fnl_sequential_judge(&usual, 4, &mean, 1), FNL_SEQUENTIAL_UNDECIDED);
    struct fnl_sequential_mean two[] = {mean, around(-5, 0, 90)};
    assert_int_equal(fnl_sequential_judge(&usual, 1, two, 2), FNL_SEQUENTIAL_REFUTED);
    const struct fnl_sequential_mean never = {.undefined = 50};
    assert_int_equal(fnl_sequential_judge(&usual, 4, &never, 1), FNL_SEQUENTIAL_UNDECIDED);
}

/* One huge value among many small ones: the interval is the longer one. */
static void a_mean_made_by_few_futures_has_the_longer_interval(void **state)
{
    (void)state;
    struct fnl_sequential_mean mean = around(0, 0, 49);
    fnl_moments_add(&mean.moments, 100);
    const struct fnl_interval longer = fnl_sequential_interval(&mean, 0.99);
    const struct fnl_interval plain = fnl_interval_skewed(&mean.moments, 0.99);
    const struct fnl_interval ten = fnl_interval_skewed(&mean.moments, 0.999);
    assert_true(longer.high > plain.high && longer.low < plain.low);
    assert_true(fabs(longer.high - ten.high) < 1e-9);
    const struct fnl_sequential_mean calm = around(2.385, 0, 50);
    assert_true(fnl_sequential_interval(&calm, 0.99).high ==
                fnl_interval_skewed(&calm.moments, 0.99).high);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks_double_up_to_the_limit),
        cmocka_unit_test(what_is_false_is_seldom_supported),
        cmocka_unit_test(what_is_true_is_seldom_refuted),
        cmocka_unit_test(what_is_plain_is_decided),
        cmocka_unit_test(looking_again_and_again_at_95_percent_goes_wrong),
        cmocka_unit_test(all_means_must_be_above_and_one_that_is_not_is_enough),
        cmocka_unit_test(one_of_several_is_refuted_at_its_share_of_the_error),
        cmocka_unit_test(values_that_are_all_the_same_are_believed_at_the_last_look),
        cmocka_unit_test(a_mean_that_is_often_undefined_decides_nothing),
        cmocka_unit_test(a_mean_made_by_few_futures_has_the_longer_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
