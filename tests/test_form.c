/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "random/form.h"
#include "stated.h"

/* A parameter's value, such that any set of them can be true together. */
static double plausible(const char *name)
{
    static const struct fnl_law_argument values[] = {
        {"low", 0.1},     {"least", 2},   {"one_in_ten_below", 2},
        {"typical", 5},   {"high", 25},   {"one_in_ten_above", 25},
        {"mean", 0.4},    {"sd", 0.1},    {"chance", 0.4},
        {"stages", 3},    {"trials", 12}, {"variance_ratio", 1.8},
        {"median", 2.25}, {"shape", 1.4}, {"scale", 2},
        {"rate", 0.7},    {"cv", 0.8},    {"sigma", 0.9},
        {"alpha", 2},     {"beta", 3},    {"value", 2.385},
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (strcmp(name, values[i].name) == 0)
            return values[i].value;
    fail_msg("no value for %s", name);
    return NAN;
}

/* Calls `visit` with every set of parameters that `funnelsim laws` lists. */
static int visit_sets(void (*visit)(const char *law, struct fnl_law_argument *, size_t count))
{
    int sets = 0;
    for (size_t kind = 0; kind < FNL_LAW_DISCRETE; kind++) {
        char text[200], *rest = text;
        snprintf(text, sizeof text, "%s", fnl_law_abouts[kind].parameters);
        while (rest) {
            char *bar = strstr(rest, " | ");
            if (bar)
                *bar = '\0';
            struct fnl_law_argument arguments[STATED_MOST];
            size_t count = 0;
            for (char *name = strtok(rest, ", []"); name; name = strtok(NULL, ", []"))
                arguments[count++] = (struct fnl_law_argument){name, plausible(name)};
            visit(fnl_law_abouts[kind].name, arguments, count);
            rest = bar ? bar + 3 : NULL;
            sets++;
        }
    }
    return sets;
}

static void accept_set(const char *name, struct fnl_law_argument *arguments, size_t count)
{
    struct fnl_law law;
    struct fnl_error error = {0};
    if (strcmp(name, "pareto") == 0 && strcmp(arguments[1].name, "mean") == 0)
        arguments[1].value = 3;
    if (fnl_law_make(name, arguments, count, &law, &error) != FNL_OK)
        fail_msg("%s", error.text);

    struct fnl_law_argument swapped[STATED_MOST];
    for (size_t i = 0; i < count; i++)
        swapped[i] = arguments[count - 1 - i];
    struct fnl_law other;
    assert_int_equal(fnl_law_make(name, swapped, count, &other, NULL), FNL_OK);
    assert_same_law(law, other);
}

static void every_listed_set_is_accepted_in_any_order(void **state)
{
    (void)state;
    assert_int_equal(visit_sets(accept_set), 30);
}

static void refuse_each(const char *name, struct fnl_law_argument *arguments, size_t count)
{
    static const double nonsense[] = {NAN, INFINITY, -INFINITY};
    for (size_t i = 0; i < count; i++) {
        const double value = arguments[i].value;
        for (size_t j = 0; j < 3; j++) {
            char expected[200];
            struct fnl_error error = {0};
            struct fnl_law law = fnl_law_constant(7);
            arguments[i].value = nonsense[j];
            snprintf(expected, sizeof expected, "%s: %s is %g: expected a finite number", name,
                     arguments[i].name, nonsense[j]);
            assert_int_equal(fnl_law_make(name, arguments, count, &law, &error), FNL_ERR_SCENARIO);
            assert_string_equal(error.text, expected);
            assert_true(law.a == 7);
        }
        arguments[i].value = value;
    }
}

static void no_parameter_may_be_infinite_or_no_number(void **state)
{
    (void)state;
    assert_int_equal(visit_sets(refuse_each), 30);
}

static void refuse_twice(const char *name, struct fnl_law_argument *arguments, size_t count)
{
    char expected[200];
    struct fnl_error error = {0};
    struct fnl_law law;
    arguments[count] = arguments[0];
    snprintf(expected, sizeof expected, "%s: %s is given twice", name, arguments[0].name);
    assert_int_equal(fnl_law_make(name, arguments, count + 1, &law, &error), FNL_ERR_SCENARIO);
    assert_string_equal(error.text, expected);
}

static void no_parameter_may_be_given_twice(void **state)
{
    (void)state;
    assert_int_equal(visit_sets(refuse_twice), 30);
}

static void each_law_says_in_words_what_it_takes(void **state)
{
    (void)state;
    char words[FNL_FORM_WORDS];
    assert_string_equal(fnl_form_words(FNL_LAW_CONSTANT, words), "value");
    assert_string_equal(fnl_form_words(FNL_LAW_EXPONENTIAL, words), "mean, or rate");
    assert_string_equal(fnl_form_words(FNL_LAW_BETA, words), "mean and sd, or alpha and beta");
    assert_string_equal(fnl_form_words(FNL_LAW_TRIANGULAR, words), "low, typical and high");
    assert_string_equal(fnl_form_words(FNL_LAW_NORMAL, words),
                        "mean and sd, with or without low and high");
    for (size_t kind = 0; kind < FNL_LAW_KINDS; kind++)
        assert_null(strpbrk(fnl_form_words((enum fnl_law_kind)kind, words), "[]|"));
}

/* What people get wrong, and what they are told. */
static const struct {
    struct stated stated;
    const char *text;
} refusals[] = {
    {{"lognormal", {{"median", 8}, {"sigma", -1}}},
     "lognormal: sigma is -1: a spread cannot be negative (nor above 5)"},
    {{"lognormal", {{"median", 8}, {"sigma", 5.5}}},
     "lognormal: sigma is 5.5: a spread cannot be negative (nor above 5)"},
    {{"lognormal", {{"median", 0}, {"sigma", 1}}},
     "lognormal: median is 0: it must be greater than 0 (1e-15 to 1e15)"},
    {{"lognormal", {{"median", 8}, {"sgima", 1}}},
     "lognormal: unknown parameter sgima (did you mean sigma?); give typical and one_in_ten_above, "
     "or typical and one_in_ten_below, or one_in_ten_below, typical and one_in_ten_above, or "
     "median "
     "and sigma, or mean and cv"},
    {{"gamma", {{"mean", 3}}},
     "gamma: give mean and shape, or mean and cv, or shape and scale; here mean is 3"},
    {{"gamma", {{"mean", 3}, {"scale", 2}}},
     "gamma: give mean and shape, or mean and cv, or shape and scale; here mean is 3, scale is 2"},
    {{"gamma", {{"mean", 3}, {"shape", 2}, {"scale", 2}}},
     "gamma: give mean and shape, or mean and cv, or shape and scale; here mean is 3, shape is 2, "
     "scale is 2"},
    {{"gamma", {{NULL, 0}}},
     "gamma: give mean and shape, or mean and cv, or shape and scale; here it has none of them"},
    {{"gamma", {{"mean", 3}, {"xyz", 2}}},
     "gamma: unknown parameter xyz; give mean and shape, or mean and cv, or shape and scale"},
    {{"gamma", {{"shape", -0.5}, {"scale", 2}}},
     "gamma: shape is -0.5: it must be greater than 0 (0.001 to 100000)"},
    {{"gamma", {{"mean", 3}, {"cv", 31}}},
     "gamma: cv is 31: a spread cannot be negative (nor above 30)"},
    {{"constant", {{"value", 2e15}}},
     "constant: value is 2e+15: expected a number from -1e15 to 1e15"},
    {{"uniform", {{"min", 5}, {"high", 7}}}, "uniform: unknown parameter min; give low and high"},
    {{"exponential", {{"mean", -1}}},
     "exponential: mean is -1: it cannot be negative (nor above 1e15)"},
    {{"exponential", {{"rate", 0}}},
     "exponential: rate is 0: it must be greater than 0 (1e-15 to 1e15)"},
    {{"erlang", {{"stages", 2.5}, {"mean", 3}}},
     "erlang: stages is 2.5: expected a whole number from 1 to 100000"},
    {{"erlang", {{"stages", 0}, {"mean", 3}}},
     "erlang: stages is 0: expected a whole number from 1 to 100000"},
    {{"weibull", {{"shape", 0.05}, {"mean", 3}}},
     "weibull: shape is 0.05: it must be greater than 0 (0.1 to 1000)"},
    {{"normal", {{"mean", 5}, {"sd", -1}}},
     "normal: sd is -1: a spread cannot be negative (nor above 1e15)"},
    {{"beta", {{"mean", 12}, {"sd", 0.1}}},
     "beta: mean is 12: it must lie between 0 and 1 (0 % and 100 %)"},
    {{"beta", {{"alpha", -1}, {"beta", -1}}},
     "beta: alpha is -1: it must be greater than 0 (0.001 to 500000)"},
    {{"pareto", {{"least", 2}, {"shape", 0}}},
     "pareto: shape is 0: it must be 0.5 or more (and at most 1e6): below, the tail outweighs all "
     "the rest"},
    {{"poisson", {{"mean", 1e12}}},
     "poisson: mean is 1e+12: it cannot be negative (nor above 100000)"},
    {{"poisson", {{"mean", -1}}}, "poisson: mean is -1: it cannot be negative (nor above 100000)"},
    {{"negative_binomial", {{"mean", 3}, {"shape", 1e12}}},
     "negative_binomial: shape is 1e+12: it must be greater than 0 (0.001 to 1e9)"},
    {{"geometric", {{"mean", -1}}},
     "geometric: mean is -1: it cannot be negative (nor above 100000)"},
    {{"binomial", {{"trials", 10}, {"chance", 1.5}}},
     "binomial: chance is 1.5: it must lie between 0 and 1 (0 % and 100 %)"},
    {{"binomial", {{"trials", 2.385}, {"chance", 0.5}}},
     "binomial: trials is 2.385: expected a whole number from 0 to 100000"},
    {{"binomial", {{"trials", 1e9}, {"chance", 0.5}}},
     "binomial: trials is 1e+09: expected a whole number from 0 to 100000"},
    {{"bernoulli", {{"chance", -0.1}}},
     "bernoulli: chance is -0.1: it must lie between 0 and 1 (0 % and 100 %)"},
};

static void what_is_impossible_is_refused_in_plain_words(void **state)
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_law_says_in_words_what_it_takes),
        cmocka_unit_test(every_listed_set_is_accepted_in_any_order),
        cmocka_unit_test(no_parameter_may_be_infinite_or_no_number),
        cmocka_unit_test(no_parameter_may_be_given_twice),
        cmocka_unit_test(what_is_impossible_is_refused_in_plain_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
