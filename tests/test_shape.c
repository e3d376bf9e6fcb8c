/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <gsl/gsl_math.h>

#include "judge.h"
#include "random/law.h"
#include "random/stream.h"

enum { DRAWS = 100000 };

static const struct fnl_stream_key some_key = {{0x2c0ffee5, 0x7a3d91b6}};

/* Distribution functions, each written down from the definition and the case's parameters alone. */

static double uniform(double x)
{
    return gsl_cdf_flat_P(x, -2.385, 7.1);
}

static double triangular(double x)
{
    return x < 2.385 ? (x - 1) * (x - 1) / (8 * 1.385) : 1 - (9 - x) * (9 - x) / (8 * 6.615);
}

static double exponential(double x)
{
    return gsl_cdf_exponential_P(x, 3.7);
}

static double gamma_plain(double x)
{
    return gsl_cdf_gamma_P(x, 2.385, 5.2 / 2.385);
}

static double gamma_flat(double x)
{
    return gsl_cdf_gamma_P(x, 1 / 2.56, 5.2 * 2.56);
}

static double gamma_narrow(double x)
{
    return gsl_cdf_gamma_P(x, 400, 0.03);
}

/* Law's sum of four stages: 1 - exp(-y) (1 + y + y^2/2 + y^3/6). */
static double erlang(double x)
{
    const double y = x * 4 / 6.2;
    return 1 - exp(-y) * (1 + y + y * y / 2 + y * y * y / 6);
}

static double weibull_falling(double x)
{
    return gsl_cdf_weibull_P(x, 3.1, 0.8);
}

static double weibull_rising(double x)
{
    return gsl_cdf_weibull_P(x, 4 / tgamma(1 + 1 / 2.2), 2.2);
}

static double lognormal(double x)
{
    return gsl_cdf_lognormal_P(x, log(8), 0.6);
}

/* One in ten below 2, half below 8, one in ten above 25. */
static double split(double x)
{
    const double nine = gsl_cdf_ugaussian_Pinv(0.9);
    const double sigma = x < 8 ? log(8.0 / 2) / nine : log(25.0 / 8) / nine;
    return gsl_cdf_ugaussian_P(log(x / 8) / sigma);
}

static double cut_bell(double x, double mean, double sd, double low, double high)
{
    const double all =
        gsl_cdf_ugaussian_P((high - mean) / sd) - gsl_cdf_ugaussian_P((low - mean) / sd);
    return (gsl_cdf_ugaussian_P((x - mean) / sd) - gsl_cdf_ugaussian_P((low - mean) / sd)) / all;
}

static double normal_whole(double x)
{
    return gsl_cdf_gaussian_P(x - 50, 2);
}

static double normal_at_0(double x)
{
    return cut_bell(x, 1, 2, 0, 1000);
}

static double normal_far_above(double x)
{
    return 1 - gsl_cdf_ugaussian_Q(x) / gsl_cdf_ugaussian_Q(4);
}

static double normal_far_below(double x)
{
    return cut_bell(x, 5, 1, 0, 1);
}

static double normal_both(double x)
{
    return cut_bell(x, 0.3, 1, -1, 1.5);
}

static double beta_hill(double x)
{
    return gsl_cdf_beta_P(x, 9.2, 13.8);
}

static double beta_cup(double x)
{
    return gsl_cdf_beta_P(x, 0.3, 0.6);
}

static double beta_slope(double x)
{
    return gsl_cdf_beta_P(x, 2.5, 0.7);
}

static double pareto(double x)
{
    return gsl_cdf_pareto_P(x, 5.5, 2);
}

/* Through 1.5, 2, 4, 4.5 and 12 at shares 0, 1/4, 1/2, 3/4 and 1. */
static double empirical(double x)
{
    return x < 2     ? (x - 1.5) / 2
           : x < 4   ? 0.25 + (x - 2) / 8
           : x < 4.5 ? 0.5 + (x - 4) / 2
                     : 0.75 + (x - 4.5) / 30;
}

static double poisson_few(double k)
{
    return gsl_cdf_poisson_P((unsigned)k, 3.7);
}

static double poisson_many(double k)
{
    return gsl_cdf_poisson_P((unsigned)k, 240);
}

static double negative_binomial(double k)
{
    return gsl_cdf_negative_binomial_P((unsigned)k, 0.4, 4.0 / 1.5);
}

static double negative_binomial_flat(double k)
{
    return gsl_cdf_negative_binomial_P((unsigned)k, 0.7 / 4.7, 0.7);
}

static double geometric(double k)
{
    return 1 - pow(2.2 / 3.2, k + 1);
}

static double binomial_few(double k)
{
    return gsl_cdf_binomial_P((unsigned)k, 0.3, 12);
}

static double binomial_many(double k)
{
    return gsl_cdf_binomial_P((unsigned)k, 0.41, 400);
}

static double bernoulli(double k)
{
    return k < 1 ? 1 - 0.37 : 1;
}

static double discrete(double k)
{
    return k < 2 ? 0 : k < 5 ? 0.5 : k < 9 ? 0.6 : 1;
}

static const double infinite = INFINITY;
static const double observed[5] = {4.5, 1.5, 12, 2, 4};
static const double listed[4] = {9, 5, 2, 7}, list_weights[4] = {4, 1, 5, 0};

/* Means and variances are exact, or computed to 16 digits by numerical integration. */
static const struct sample {
    const char *law;
    struct fnl_law_argument arguments[4];
    double mean, variance, low, high;
    double (*share)(double x);
} samples[] = {
    {"uniform", {{"low", -2.385}, {"high", 7.1}}, 2.3575, 89.965225 / 12, -2.385, 7.1, uniform},
    {"triangular",
     {{"low", 1}, {"typical", 2.385}, {"high", 9}},
     4.128333333333333,
     3.046568055555556,
     1,
     9,
     triangular},
    {"exponential", {{"mean", 3.7}}, 3.7, 13.69, 0, infinite, exponential},
    {"exponential", {{"rate", 1 / 3.7}}, 3.7, 13.69, 0, infinite, exponential},
    {"gamma", {{"mean", 5.2}, {"shape", 2.385}}, 5.2, 27.04 / 2.385, 0, infinite, gamma_plain},
    {"gamma", {{"mean", 5.2}, {"cv", 1.6}}, 5.2, 27.04 * 2.56, 0, infinite, gamma_flat},
    {"gamma", {{"shape", 400}, {"scale", 0.03}}, 12, 0.36, 0, infinite, gamma_narrow},
    {"erlang", {{"stages", 4}, {"mean", 6.2}}, 6.2, 38.44 / 4, 0, infinite, erlang},
    {"weibull",
     {{"shape", 0.8}, {"scale", 3.1}},
     3.512309598589974,
     19.6010841096565,
     0,
     infinite,
     weibull_falling},
    {"weibull", {{"shape", 2.2}, {"mean", 4}}, 4, 3.683775811657971, 0, infinite, weibull_rising},
    {"lognormal",
     {{"median", 8}, {"sigma", 0.6}},
     9.577738904974481,
     39.75064294934704,
     0,
     infinite,
     lognormal},
    {"split_lognormal",
     {{"one_in_ten_below", 2}, {"typical", 8}, {"one_in_ten_above", 25}},
     11.66322974224695,
     173.4179059925172,
     0,
     infinite,
     split},
    {"normal", {{"mean", 50}, {"sd", 2}}, 50, 4, 0, infinite, normal_whole},
    {"normal",
     {{"mean", 1}, {"sd", 2}},
     2.018320867674067,
     1.944701742785468,
     0,
     infinite,
     normal_at_0},
    {"normal",
     {{"mean", 0}, {"sd", 1}, {"low", 4}},
     4.225607144489471,
     0.04667283839742263,
     4,
     infinite,
     normal_far_above},
    {"normal",
     {{"mean", 5}, {"sd", 1}, {"high", 1}},
     0.7831692193989753,
     0.03829028732911924,
     0,
     1,
     normal_far_below},
    {"normal",
     {{"mean", 0.3}, {"sd", 1}, {"low", -1}, {"high", 1.5}},
     0.2710485993208046,
     0.4208276263889804,
     -1,
     1.5,
     normal_both},
    {"beta", {{"mean", 0.4}, {"sd", 0.1}}, 0.4, 0.01, 0, 1, beta_hill},
    {"beta", {{"alpha", 0.3}, {"beta", 0.6}}, 1 / 3.0, 0.18 / 0.81 / 1.9, 0, 1, beta_cup},
    {"beta", {{"alpha", 2.5}, {"beta", 0.7}}, 2.5 / 3.2, 1.75 / 10.24 / 4.2, 0, 1, beta_slope},
    {"pareto",
     {{"least", 2}, {"shape", 5.5}},
     11 / 4.5,
     4 * 5.5 / (4.5 * 4.5 * 3.5),
     2,
     infinite,
     pareto},
    {"empirical", {{0}}, 17.25 / 4, 7.21484375, 1.5, 12, empirical},
    {"poisson", {{"mean", 3.7}}, 3.7, 3.7, 0, infinite, poisson_few},
    {"poisson", {{"mean", 240}}, 240, 240, 0, infinite, poisson_many},
    {"negative_binomial",
     {{"mean", 4}, {"variance_ratio", 2.5}},
     4,
     10,
     0,
     infinite,
     negative_binomial},
    {"negative_binomial",
     {{"mean", 4}, {"shape", 0.7}},
     4,
     4 + 16 / 0.7,
     0,
     infinite,
     negative_binomial_flat},
    {"geometric", {{"mean", 2.2}}, 2.2, 2.2 * 3.2, 0, infinite, geometric},
    {"binomial", {{"trials", 12}, {"chance", 0.3}}, 3.6, 2.52, 0, 12, binomial_few},
    {"binomial", {{"trials", 400}, {"chance", 0.41}}, 164, 96.76, 0, 400, binomial_many},
    {"bernoulli", {{"chance", 0.37}}, 0.37, 0.37 * 0.63, 0, 1, bernoulli},
    {"discrete", {{0}}, 5.1, 10.89, 2, 9, discrete},
};
enum { SAMPLES = sizeof samples / sizeof *samples };

/* Three judgements of each; all of them together are wrong in 1 of 100 seeds at most. */
#define LEVEL (0.01 / (3 * SAMPLES))

/* Valid until the next call. */
static struct fnl_law law_of(const struct sample *sample)
{
    static double values[5], weights[4];
    struct fnl_law law = {0};
    struct fnl_error error = {0};
    size_t count = 0;
    while (count < 4 && sample->arguments[count].name)
        count++;

    if (sample->share == empirical) {
        memcpy(values, observed, sizeof observed);
        fnl_law_empirical(values, 5, &law, &error);
    } else if (sample->share == discrete) {
        memcpy(values, listed, sizeof listed);
        memcpy(weights, list_weights, sizeof list_weights);
        fnl_law_discrete(values, weights, 4, &law, &error);
    } else {
        fnl_law_make(sample->law, sample->arguments, count, &law, &error);
    }
    if (error.status != FNL_OK)
        fail_msg("%s", error.text);
    return law;
}

static bool is_discrete(const struct fnl_law *law)
{
    return fnl_law_abouts[law->kind].counting || law->kind == FNL_LAW_DISCRETE;
}

static double draws[DRAWS];

/* Fills `draws` from the sample's law, each from a stream of its own, as in a run. */
static struct fnl_law draw(size_t index)
{
    const struct fnl_law law = law_of(&samples[index]);
    for (uint64_t i = 0; i < DRAWS; i++) {
        struct fnl_stream stream;
        fnl_stream_open(&stream, some_key, i, (uint32_t)index);
        draws[i] = fnl_law_draw(&law, &stream);
    }
    return law;
}

static void accept(size_t index, const char *what, double p)
{
    if (!(p > LEVEL))
        fail_msg("sample %zu, %s: the %s is off: p is %g", index, samples[index].law, what, p);
}

static void means_and_variances_are_right(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLES; i++) {
        draw(i);
        accept(i, "mean", judge_mean(draws, DRAWS, samples[i].mean, samples[i].variance));
        accept(i, "variance", judge_variance(draws, DRAWS, samples[i].mean, samples[i].variance));
    }
}

/* Chi-square over the counts, neighbours being taken together until 20 are expected. */
static double judge_frequencies(double (*share)(double), double greatest)
{
    enum { MOST = 1000 };
    static double frequency[MOST + 1];
    double seen[MOST] = {0}, expected[MOST] = {0}, before = 0;
    memset(frequency, 0, sizeof frequency);
    for (size_t i = 0; i < DRAWS; i++)
        frequency[(size_t)judge_smaller(draws[i], MOST)]++;

    size_t bin = 0;
    for (size_t k = 0; k <= MOST && (double)k <= greatest; k++) {
        const double up_to = k < MOST ? share((double)k) : 1;
        if (expected[bin] >= 20 && (1 - before) * DRAWS >= 20)
            bin++;
        seen[bin] += frequency[k];
        expected[bin] += (up_to - before) * DRAWS;
        before = up_to;
    }
    return judge_counts(seen, expected, bin + 1);
}

static void frequencies_are_right(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLES; i++) {
        const struct fnl_law law = draw(i);
        if (is_discrete(&law))
            accept(i, "shape", judge_frequencies(samples[i].share, samples[i].high));
        else
            accept(i, "shape", judge_shape(draws, DRAWS, samples[i].share));
    }
}

static void draws_keep_to_their_bounds(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLES; i++) {
        const struct fnl_law law = draw(i);
        const double least = fnl_law_least(&law), greatest = fnl_law_greatest(&law);
        assert_true(least == (double)(float)samples[i].low);
        assert_true(greatest == (double)(float)samples[i].high);
        for (size_t j = 0; j < DRAWS; j++)
            assert_true(draws[j] >= least && draws[j] <= greatest && isfinite(draws[j]));
    }
}

static void draws_have_24_bits(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLES; i++) {
        const struct fnl_law law = draw(i);
        for (size_t j = 0; j < DRAWS; j++) {
            assert_true(draws[j] == (double)(float)draws[j]);
            assert_true(!is_discrete(&law) || draws[j] == floor(draws[j]));
        }
    }
}

static void means_are_known(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLES; i++) {
        const struct fnl_law law = law_of(&samples[i]);
        assert_true(fabs(fnl_law_mean(&law) / samples[i].mean - 1) < 1e-9);
        const struct fnl_law scaled = fnl_law_scaled(law, 2.5);
        assert_true(fabs(fnl_law_mean(&scaled) / samples[i].mean - 2.5) < 1e-9);
    }
}

/* At a quantile of p a share p lies at or below; of whole numbers, at the one before less. */
static void quantiles_invert_the_distribution(void **state)
{
    (void)state;
    static const double shares[] = {1e-9, 1e-4, 0.02385, 0.1,   0.25,
                                    0.5,  0.75, 0.9,     0.999, 1 - 1e-9};
    for (size_t i = 0; i < SAMPLES; i++) {
        const struct fnl_law law = law_of(&samples[i]);
        for (size_t j = 0; j < sizeof shares / sizeof *shares; j++) {
            const double p = shares[j], x = fnl_law_quantile(&law, p);
            const double at = samples[i].share(x);
            if (!is_discrete(&law))
                assert_true(fabs(at - p) < 1e-11 + 1e-9 * p);
            else
                assert_true(at >= p - 1e-14 && (x < 1 || samples[i].share(x - 1) < p));
        }
    }
}

/*
 * FNV-1a of the bits of 20,000 draws of each sample. They hold for any
 * compiler and processor: a draw that differs in its last bit somewhere is
 * rounded to the same 24. A change here is a change of everybody's results.
 */
static const uint64_t digests[SAMPLES] = {
    UINT64_C(0xed26fed5f3e9727f), UINT64_C(0xc4071a8fe30cbd55), UINT64_C(0x9e5917b441530c04),
    UINT64_C(0xaeca3f44cf44a4e5), UINT64_C(0xb99e3b84812ad4ee), UINT64_C(0x80fdd9c3c5780feb),
    UINT64_C(0x081715553dc7f82c), UINT64_C(0x6ae5683db9e49f0a), UINT64_C(0x56777ca313ac9a50),
    UINT64_C(0xeab50804c69d1bac), UINT64_C(0xc1a7ad38f84bb58d), UINT64_C(0x730e39463b766f1c),
    UINT64_C(0x44dbc5daeb40e3a5), UINT64_C(0xb9a286ad91f90920), UINT64_C(0x6cbb42e7a699b83c),
    UINT64_C(0x2d805b3e56d1bb4c), UINT64_C(0xe99e131fcea57e42), UINT64_C(0x832976a58021fc12),
    UINT64_C(0xe76ad8641797080d), UINT64_C(0x5d10522323a3ab46), UINT64_C(0x7ceb4998a7476f5b),
    UINT64_C(0x9da4b6e258478921), UINT64_C(0xe8718eff469b655c), UINT64_C(0x5a558c86146e60dd),
    UINT64_C(0x511bb606e040e2bd), UINT64_C(0xf932fe926abee493), UINT64_C(0x1a9dad1c1e0c8581),
    UINT64_C(0x906072c1953359b3), UINT64_C(0xc9d8050d40e21740), UINT64_C(0x1e54f66dcfe25a38),
    UINT64_C(0x1c461b82f0d1e817),
};

static void draws_are_the_same_on_every_machine(void **state)
{
    (void)state;
    int changed = 0;
    for (size_t i = 0; i < SAMPLES; i++) {
        uint64_t digest = UINT64_C(0xcbf29ce484222325);
        draw(i);
        for (size_t j = 0; j < 20000; j++) {
            uint64_t bits;
            memcpy(&bits, &draws[j], sizeof bits);
            for (int byte = 0; byte < 8; byte++)
                digest = (digest ^ (bits >> 8 * byte & 255)) * UINT64_C(0x100000001b3);
        }
        if (digest != digests[i])
            print_error("sample %zu, %s: 0x%016llx\n", i, samples[i].law,
                        (unsigned long long)digest);
        changed += digest != digests[i];
    }
    assert_int_equal(changed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_and_variances_are_right),
        cmocka_unit_test(frequencies_are_right),
        cmocka_unit_test(draws_keep_to_their_bounds),
        cmocka_unit_test(draws_have_24_bits),
        cmocka_unit_test(means_are_known),
        cmocka_unit_test(quantiles_invert_the_distribution),
        cmocka_unit_test(draws_are_the_same_on_every_machine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
