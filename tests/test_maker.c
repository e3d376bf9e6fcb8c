/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <gsl/gsl_cdf.h>

#include "random/maker.h"
#include "random/stream.h"
#include "stated.h"

static void a_law_is_the_same_in_whichever_numbers_it_is_stated(void **state)
{
    (void)state;
    assert_same_law(MADE("exponential", {{"mean", 2.5}}), MADE("exponential", {{"rate", 0.4}}));
    assert_same_law(MADE("gamma", {{"mean", 6}, {"shape", 2.5}}),
                    MADE("gamma", {{"shape", 2.5}, {"scale", 2.4}}));
    assert_same_law(MADE("gamma", {{"mean", 6}, {"shape", 6.25}}),
                    MADE("gamma", {{"mean", 6}, {"cv", 0.4}}));
    assert_same_law(MADE("beta", {{"mean", 0.4}, {"sd", 0.2}}),
                    MADE("beta", {{"alpha", 2}, {"beta", 3}}));
    assert_same_law(MADE("pareto", {{"least", 2}, {"shape", 2.5}}),
                    MADE("pareto", {{"least", 2}, {"mean", 2 * 2.5 / 1.5}}));
    assert_same_law(MADE("pareto", {{"least", 2}, {"shape", 2.5}}),
                    MADE("pareto", {{"least", 2}, {"typical", 2 * pow(2, 0.4)}}));
    assert_same_law(MADE("negative_binomial", {{"mean", 3}, {"variance_ratio", 2.5}}),
                    MADE("negative_binomial", {{"mean", 3}, {"shape", 2}}));
    assert_same_law(MADE("lognormal", {{"typical", 8}, {"one_in_ten_above", 24}}),
                    MADE("lognormal", {{"typical", 8}, {"one_in_ten_below", 8.0 / 3}}));
    assert_same_law(MADE("lognormal", {{"mean", 5}, {"cv", 1}}),
                    MADE("lognormal", {{"median", 5 / sqrt(2)}, {"sigma", sqrt(log(2))}}));
}

static void numbers_mean_what_their_names_say(void **state)
{
    (void)state;
    const struct fnl_law size = MADE("lognormal", {{"typical", 28000}, {"one_in_ten_above", 9e4}});
    assert_near(fnl_law_quantile(&size, 0.5), 28000);
    assert_near(fnl_law_quantile(&size, 0.9), 90000);
    const struct fnl_law days =
        MADE("lognormal", {{"typical", 8}, {"one_in_ten_above", 25}, {"one_in_ten_below", 2}});
    assert_int_equal(days.kind, FNL_LAW_SPLIT_LOGNORMAL);
    assert_near(fnl_law_quantile(&days, 0.1), 2);
    const struct fnl_law life = MADE("weibull", {{"shape", 1.4}, {"median", 3.3}});
    assert_near(fnl_law_quantile(&life, 0.5), 3.3);
    const struct fnl_law mean_life = MADE("weibull", {{"shape", 1.4}, {"mean", 3.3}});
    assert_near(fnl_law_mean(&mean_life), 3.3);
    const struct fnl_law rare = MADE("pareto", {{"least", 2}, {"typical", 3}});
    assert_near(fnl_law_quantile(&rare, 0.5), 3);
    const struct fnl_law peak = MADE("triangular", {{"low", 2}, {"typical", 2}, {"high", 8}});
    assert_near(fnl_law_mean(&peak), 4);
}

/* Each has no room to vary and is the constant that it has become, exactly. */
static const struct {
    struct stated stated;
    double value;
} certainties[] = {
    {{"uniform", {{"low", 2.385}, {"high", 2.385}}}, 2.385},
    {{"triangular", {{"low", 2.385}, {"typical", 2.385}, {"high", 2.385}}}, 2.385},
    {{"exponential", {{"mean", 0}}}, 0},
    {{"gamma", {{"mean", 0}, {"shape", 2}}}, 0},
    {{"gamma", {{"mean", 2.385}, {"cv", 0}}}, 2.385},
    {{"gamma", {{"shape", 2}, {"scale", 0}}}, 0},
    {{"erlang", {{"stages", 3}, {"mean", 0}}}, 0},
    {{"weibull", {{"shape", 2}, {"scale", 0}}}, 0},
    {{"weibull", {{"shape", 2}, {"mean", 0}}}, 0},
    {{"weibull", {{"shape", 2}, {"median", 0}}}, 0},
    {{"lognormal", {{"median", 2.385}, {"sigma", 0}}}, 2.385},
    {{"lognormal", {{"mean", 2.385}, {"cv", 0}}}, 2.385},
    {{"lognormal", {{"typical", 2.385}, {"one_in_ten_above", 2.385}}}, 2.385},
    {{"lognormal", {{"typical", 2.385}, {"one_in_ten_below", 2.385}}}, 2.385},
    {{"normal", {{"mean", -2.385}, {"sd", 0}}}, -2.385},
    {{"normal", {{"mean", 2.385}, {"sd", 0}, {"low", 2}, {"high", 3}}}, 2.385},
    {{"normal", {{"mean", 2}, {"sd", 1}, {"low", 2.385}, {"high", 2.385}}}, 2.385},
    {{"beta", {{"mean", 0}, {"sd", 0.1}}}, 0},
    {{"beta", {{"mean", 1}, {"sd", 0.1}}}, 1},
    {{"beta", {{"mean", 0.2385}, {"sd", 0}}}, 0.2385},
    {{"pareto", {{"least", 2.385}, {"typical", 2.385}}}, 2.385},
    {{"pareto", {{"least", 2.385}, {"mean", 2.385}}}, 2.385},
    {{"gamma", {{"mean", 2.385}, {"cv", 1e-300}}}, 2.385},
    {{"beta", {{"mean", 0.2385}, {"sd", 1e-300}}}, 0.2385},
    {{"poisson", {{"mean", 0}}}, 0},
    {{"negative_binomial", {{"mean", 0}, {"variance_ratio", 3}}}, 0},
    {{"negative_binomial", {{"mean", 0}, {"variance_ratio", 1}}}, 0},
    {{"negative_binomial", {{"mean", 0}, {"shape", 3}}}, 0},
    {{"geometric", {{"mean", 0}}}, 0},
    {{"binomial", {{"trials", 0}, {"chance", 0.5}}}, 0},
    {{"binomial", {{"trials", 12}, {"chance", 0}}}, 0},
    {{"binomial", {{"trials", 12}, {"chance", 1}}}, 12},
    {{"bernoulli", {{"chance", 0}}}, 0},
    {{"bernoulli", {{"chance", 1}}}, 1},
};

static void a_law_without_room_is_the_constant_it_has_become(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof certainties / sizeof *certainties; i++) {
        const struct fnl_law law = made(&certainties[i].stated);
        const double value = certainties[i].value;
        assert_int_equal(law.kind, FNL_LAW_CONSTANT);
        assert_true(fnl_law_is_constant(&law));
        assert_true(fnl_law_mean(&law) == value && fnl_law_quantile(&law, 0.3) == value);
        assert_true(fnl_law_least(&law) == value && fnl_law_greatest(&law) == value);
        struct fnl_stream stream;
        fnl_stream_open(&stream, fnl_stream_key(42, 0), i, 1);
        assert_true(fnl_law_draw(&law, &stream) == value);
    }
}

static void counts_without_extra_variance_are_poisson(void **state)
{
    (void)state;
    const struct fnl_law exact = MADE("negative_binomial", {{"mean", 3}, {"variance_ratio", 1}});
    const struct fnl_law near =
        MADE("negative_binomial", {{"mean", 3}, {"variance_ratio", 1 + 1e-12}});
    assert_int_equal(exact.kind, FNL_LAW_POISSON);
    assert_int_equal(near.kind, FNL_LAW_POISSON);
    assert_true(fnl_law_mean(&near) == 3);
}

static void a_bell_is_cut_at_0_unless_it_says_where(void **state)
{
    (void)state;
    const struct fnl_law hours = MADE("normal", {{"mean", 2}, {"sd", 1}});
    assert_true(fnl_law_least(&hours) == 0 && isinf(fnl_law_greatest(&hours)));
    const struct fnl_law effect = MADE("normal", {{"mean", -0.3}, {"sd", 1}, {"low", -1e15}});
    assert_near(fnl_law_mean(&effect), -0.3);
    assert_true(fabs(fnl_law_quantile(&effect, 0.5) + 0.3) < 1e-12);
    const struct fnl_law slice = MADE("normal", {{"mean", 0}, {"sd", 1}, {"low", 4.7}});
    assert_near(fnl_law_quantile(&slice, 0.5),
                gsl_cdf_ugaussian_Qinv(gsl_cdf_ugaussian_Q(4.7) / 2));
}

/* Numbers of which each may be, but not all together. */
static const struct {
    struct stated stated;
    const char *text;
} refusals[] = {
    {{"lognormal", {{"typical", 8}, {"one_in_ten_above", 5}}},
     "lognormal: typical is 8, one_in_ten_above is 5: one_in_ten_below cannot be above typical, "
     "nor one_in_ten_above below it"},
    {{"lognormal", {{"typical", 8}, {"one_in_ten_below", 9}}},
     "lognormal: typical is 8, one_in_ten_below is 9: one_in_ten_below cannot be above typical, "
     "nor one_in_ten_above below it"},
    {{"lognormal", {{"typical", 8}, {"one_in_ten_above", 8000}}},
     "lognormal: typical is 8, one_in_ten_above is 8000: one in ten cannot be more than 600 times "
     "away from typical"},
    {{"gamma", {{"mean", 3}, {"cv", 0.001}}},
     "gamma: mean is 3, cv is 0.001: the least spread is a cv of 0.00317, or 0 for none"},
    {{"uniform", {{"low", 5}, {"high", 3}}},
     "uniform: low is 5, high is 3: low cannot be above high"},
    {{"triangular", {{"low", 5}, {"typical", 4}, {"high", 7}}},
     "triangular: low is 5, typical is 4, high is 7: typical must lie between low and high"},
    {{"triangular", {{"low", 5}, {"typical", 8}, {"high", 7}}},
     "triangular: low is 5, typical is 8, high is 7: typical must lie between low and high"},
    {{"normal", {{"mean", 0}, {"sd", 1}}},
     "normal: mean is 0, sd is 1: nothing below 0 is drawn unless `low` says so; give low"},
    {{"normal", {{"mean", -0.3}, {"sd", 1}}},
     "normal: mean is -0.3, sd is 1: nothing below 0 is drawn unless `low` says so; give low"},
    {{"normal", {{"mean", 0}, {"sd", 1}, {"low", 5}}},
     "normal: mean is 0, sd is 1, low is 5: less than a millionth of the bell lies between low and "
     "high"},
    {{"normal", {{"mean", 9}, {"sd", 1}, {"high", 4}}},
     "normal: mean is 9, sd is 1, high is 4: less than a millionth of the bell lies between low "
     "and high"},
    {{"normal", {{"mean", 9}, {"sd", 1}, {"high", -4}}},
     "normal: mean is 9, sd is 1, high is -4: low (0 where nothing is said) cannot be above high"},
    {{"normal", {{"mean", 9}, {"sd", 0}, {"high", 4}}},
     "normal: mean is 9, sd is 0, high is 4: without spread, mean must lie between low and high"},
    {{"beta", {{"mean", 0.4}, {"sd", 0.6}}},
     "beta: mean is 0.4, sd is 0.6: so great a spread would put all at 0 or 1; that is bernoulli"},
    {{"beta", {{"mean", 0.4}, {"sd", 0.0001}}},
     "beta: mean is 0.4, sd is 0.0001: the least sd is a thousandth of what would put all at 0 or "
     "1, or 0 for none"},
    {{"pareto", {{"least", 2}, {"typical", 1}}},
     "pareto: least is 2, typical is 1: typical cannot be below least"},
    {{"pareto", {{"least", 2}, {"typical", 9}}},
     "pareto: least is 2, typical is 9: typical cannot be more than 4 times least"},
    {{"pareto", {{"least", 2}, {"mean", 1}}},
     "pareto: least is 2, mean is 1: mean cannot be below least"},
    {{"negative_binomial", {{"mean", 3}, {"variance_ratio", 0.5}}},
     "negative_binomial: variance_ratio is 0.5: it cannot be below 1, which is poisson's (nor "
     "above 10000)"},
    {{"negative_binomial", {{"mean", 99999}, {"shape", 0.01}}},
     "negative_binomial: mean is 99999, shape is 0.01: the variance would be more than 10000 times "
     "the mean"},
};

static void what_cannot_be_together_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct fnl_law law = fnl_law_constant(7);
        struct fnl_error error = {0};
        assert_int_equal(make(&refusals[i].stated, &law, &error), FNL_ERR_SCENARIO);
        assert_string_equal(error.text, refusals[i].text);
        assert_true(law.kind == FNL_LAW_CONSTANT && law.a == 7);
        assert_int_equal(make(&refusals[i].stated, &law, NULL), FNL_ERR_SCENARIO);
    }
}

/* The corners of what is accepted. */
static const struct stated extremes[] = {
    {"uniform", {{"low", -1e15}, {"high", 1e15}}},
    {"uniform", {{"low", 1}, {"high", 1 + 0x1p-52}}},
    {"triangular", {{"low", -1e15}, {"typical", 1e15}, {"high", 1e15}}},
    {"triangular", {{"low", 0}, {"typical", 0}, {"high", 1e-300}}},
    {"exponential", {{"mean", 1e15}}},
    {"exponential", {{"mean", 1e-300}}},
    {"exponential", {{"rate", 1e-15}}},
    {"gamma", {{"mean", 1e15}, {"shape", 1e-3}}},
    {"gamma", {{"mean", 1e15}, {"shape", 1e5}}},
    {"gamma", {{"mean", 1}, {"cv", 30}}},
    {"gamma", {{"mean", 1}, {"cv", 0.0032}}},
    {"erlang", {{"stages", 100000}, {"mean", 1}}},
    {"weibull", {{"shape", 0.1}, {"scale", 1e15}}},
    {"weibull", {{"shape", 1000}, {"median", 1e-15}}},
    {"lognormal", {{"median", 1e15}, {"sigma", 5}}},
    {"lognormal", {{"median", 1e-15}, {"sigma", 5}}},
    {"lognormal", {{"mean", 1e15}, {"cv", 30}}},
    {"split_lognormal", {{"one_in_ten_below", 1}, {"typical", 600}, {"one_in_ten_above", 360000}}},
    {"normal", {{"mean", 0}, {"sd", 1}, {"low", 4.75}}},
    {"normal", {{"mean", 4.75}, {"sd", 1}, {"high", 0}, {"low", -1e15}}},
    {"normal", {{"mean", 0}, {"sd", 1e15}, {"low", -1e10}, {"high", 1e10}}},
    {"normal", {{"mean", 1e15}, {"sd", 1e-300}}},
    {"beta", {{"alpha", 1e-3}, {"beta", 1e-3}}},
    {"beta", {{"alpha", 1e-3}, {"beta", 5e5}}},
    {"beta", {{"alpha", 5e5}, {"beta", 5e5}}},
    {"beta", {{"mean", 0.5}, {"sd", 0.499}}},
    {"beta", {{"mean", 0.4}, {"sd", 0.0005}}},
    {"beta", {{"mean", 1e-6}, {"sd", 1.1e-6}}},
    {"pareto", {{"least", 1e15}, {"shape", 0.5}}},
    {"pareto", {{"least", 1}, {"shape", 1e6}}},
    {"pareto", {{"least", 1}, {"typical", 1 + 0x1p-52}}},
    {"pareto", {{"least", 1}, {"mean", 1 + 0x1p-52}}},
    {"pareto", {{"least", 1}, {"typical", 4}}},
    {"poisson", {{"mean", 1e5}}},
    {"poisson", {{"mean", 1e-300}}},
    {"negative_binomial", {{"mean", 1e5}, {"variance_ratio", 1e4}}},
    {"negative_binomial", {{"mean", 1e5}, {"variance_ratio", 1.0002}}},
    {"negative_binomial", {{"mean", 1e-12}, {"variance_ratio", 1e4}}},
    {"negative_binomial", {{"mean", 1e5}, {"shape", 1e9}}},
    {"negative_binomial", {{"mean", 9}, {"shape", 1e-3}}},
    {"geometric", {{"mean", 1e5}}},
    {"geometric", {{"mean", 1e-300}}},
    {"binomial", {{"trials", 1e5}, {"chance", 1e-300}}},
    {"binomial", {{"trials", 1e5}, {"chance", 0.5}}},
    {"binomial", {{"trials", 1e5}, {"chance", 1 - 0x1p-53}}},
    {"bernoulli", {{"chance", 1e-300}}},
};

/* GSL's error handler is left as it is: an error would abort the test. */
static void at_the_limits_of_what_is_accepted_all_is_well(void **state)
{
    (void)state;
    static const double shares[] = {1e-300, 1e-9, 0.1, 0.5, 0.9, 1 - 1e-9, 1 - 0x1p-53};
    for (size_t i = 0; i < sizeof extremes / sizeof *extremes; i++) {
        const struct fnl_law law = made(&extremes[i]);
        const double least = fnl_law_least(&law), greatest = fnl_law_greatest(&law);
        double before = -INFINITY;
        for (size_t j = 0; j < sizeof shares / sizeof *shares; j++) {
            const double x = fnl_law_quantile(&law, shares[j]);
            assert_true(isfinite(x) && x >= before && (float)x >= least && (float)x <= greatest);
            before = x;
        }
        assert_true((float)fnl_law_mean(&law) >= least && (float)fnl_law_mean(&law) <= greatest);
        for (uint64_t j = 0; j < 2000; j++) {
            struct fnl_stream stream;
            fnl_stream_open(&stream, fnl_stream_key(42, i), j, 1);
            const double x = fnl_law_draw(&law, &stream);
            assert_true(isfinite(x) && x >= least && x <= greatest);
            assert_true(!fnl_law_abouts[law.kind].counting || (x == floor(x) && x < 0x1p24));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_law_is_the_same_in_whichever_numbers_it_is_stated),
        cmocka_unit_test(numbers_mean_what_their_names_say),
        cmocka_unit_test(a_law_without_room_is_the_constant_it_has_become),
        cmocka_unit_test(counts_without_extra_variance_are_poisson),
        cmocka_unit_test(a_bell_is_cut_at_0_unless_it_says_where),
        cmocka_unit_test(what_cannot_be_together_is_refused),
        cmocka_unit_test(at_the_limits_of_what_is_accepted_all_is_well),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
