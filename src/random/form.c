/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random/form.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "random/maker.h"

/* Room for all names that a law knows and their values. */
#define LIST_TEXT 400

/* What values a parameter may have; `expected` completes "gamma: shape is -2: ...". */
struct range {
    double low, high;
    bool whole;
    const char *expected;
};

static const struct range any = {-FNL_MAKER_LARGEST, FNL_MAKER_LARGEST, false,
                                 "expected a number from -1e15 to 1e15"};
static const struct range amount = {0, FNL_MAKER_LARGEST, false,
                                    "it cannot be negative (nor above 1e15)"};
static const struct range positive = {1 / FNL_MAKER_LARGEST, FNL_MAKER_LARGEST, false,
                                      "it must be greater than 0 (1e-15 to 1e15)"};
static const struct range deviation = {0, FNL_MAKER_LARGEST, false,
                                       "a spread cannot be negative (nor above 1e15)"};
static const struct range sigma = {0, FNL_MAKER_MOST_SIGMA, false,
                                   "a spread cannot be negative (nor above 5)"};
static const struct range cv = {0, 30, false, "a spread cannot be negative (nor above 30)"};
static const struct range share = {0, 1, false, "it must lie between 0 and 1 (0 % and 100 %)"};
static const struct range count_mean = {0, 1e5, false, "it cannot be negative (nor above 100000)"};
static const struct range trials = {0, 1e5, true, "expected a whole number from 0 to 100000"};
static const struct range stages = {1, 1e5, true, "expected a whole number from 1 to 100000"};
static const struct range gamma_shape = {1e-3, FNL_MAKER_MOST_GAMMA_SHAPE, false,
                                         "it must be greater than 0 (0.001 to 100000)"};
static const struct range weibull_shape = {0.1, 1000, false,
                                           "it must be greater than 0 (0.1 to 1000)"};
static const struct range pareto_shape = {FNL_MAKER_LEAST_PARETO_SHAPE, 1e6, false,
                                          "it must be 0.5 or more (and at most 1e6): below, "
                                          "the tail outweighs all the rest"};
static const struct range beta_weight = {FNL_MAKER_LEAST_BETA_WEIGHT,
                                         FNL_MAKER_MOST_BETA_WEIGHT / 2, false,
                                         "it must be greater than 0 (0.001 to 500000)"};
static const struct range variance_ratio = {1, FNL_MAKER_MOST_VARIANCE_RATIO, false,
                                            "it cannot be below 1, which is poisson's (nor above "
                                            "10000)"};
static const struct range successes = {1e-3, FNL_MAKER_MOST_SUCCESSES, false,
                                       "it must be greater than 0 (0.001 to 1e9)"};

static const struct parameter {
    enum fnl_law_kind kind;
    const char *name;
    const struct range *range;
} parameters[] = {
    {FNL_LAW_CONSTANT, "value", &any},
    {FNL_LAW_UNIFORM, "low", &any},
    {FNL_LAW_UNIFORM, "high", &any},
    {FNL_LAW_TRIANGULAR, "low", &any},
    {FNL_LAW_TRIANGULAR, "typical", &any},
    {FNL_LAW_TRIANGULAR, "high", &any},
    {FNL_LAW_EXPONENTIAL, "mean", &amount},
    {FNL_LAW_EXPONENTIAL, "rate", &positive},
    {FNL_LAW_GAMMA, "mean", &amount},
    {FNL_LAW_GAMMA, "shape", &gamma_shape},
    {FNL_LAW_GAMMA, "cv", &cv},
    {FNL_LAW_GAMMA, "scale", &amount},
    {FNL_LAW_ERLANG, "stages", &stages},
    {FNL_LAW_ERLANG, "mean", &amount},
    {FNL_LAW_WEIBULL, "shape", &weibull_shape},
    {FNL_LAW_WEIBULL, "scale", &amount},
    {FNL_LAW_WEIBULL, "mean", &amount},
    {FNL_LAW_WEIBULL, "median", &amount},
    {FNL_LAW_LOGNORMAL, "median", &positive},
    {FNL_LAW_LOGNORMAL, "sigma", &sigma},
    {FNL_LAW_LOGNORMAL, "mean", &positive},
    {FNL_LAW_LOGNORMAL, "cv", &cv},
    {FNL_LAW_LOGNORMAL, "typical", &positive},
    {FNL_LAW_LOGNORMAL, "one_in_ten_above", &positive},
    {FNL_LAW_LOGNORMAL, "one_in_ten_below", &positive},
    {FNL_LAW_SPLIT_LOGNORMAL, "typical", &positive},
    {FNL_LAW_SPLIT_LOGNORMAL, "one_in_ten_above", &positive},
    {FNL_LAW_SPLIT_LOGNORMAL, "one_in_ten_below", &positive},
    {FNL_LAW_NORMAL, "mean", &any},
    {FNL_LAW_NORMAL, "sd", &deviation},
    {FNL_LAW_NORMAL, "low", &any},
    {FNL_LAW_NORMAL, "high", &any},
    {FNL_LAW_BETA, "mean", &share},
    {FNL_LAW_BETA, "sd", &deviation},
    {FNL_LAW_BETA, "alpha", &beta_weight},
    {FNL_LAW_BETA, "beta", &beta_weight},
    {FNL_LAW_PARETO, "least", &positive},
    {FNL_LAW_PARETO, "typical", &positive},
    {FNL_LAW_PARETO, "mean", &positive},
    {FNL_LAW_PARETO, "shape", &pareto_shape},
    {FNL_LAW_POISSON, "mean", &count_mean},
    {FNL_LAW_NEGATIVE_BINOMIAL, "mean", &count_mean},
    {FNL_LAW_NEGATIVE_BINOMIAL, "variance_ratio", &variance_ratio},
    {FNL_LAW_NEGATIVE_BINOMIAL, "shape", &successes},
    {FNL_LAW_GEOMETRIC, "mean", &count_mean},
    {FNL_LAW_BINOMIAL, "trials", &trials},
    {FNL_LAW_BINOMIAL, "chance", &share},
    {FNL_LAW_BERNOULLI, "chance", &share},
};
#define PARAMETERS (sizeof parameters / sizeof *parameters)

/* One set of parameters, as read from fnl_law_abouts. */
struct word {
    const char *start;
    size_t length;
    bool optional;
};
struct form {
    struct word words[FNL_MAKER_NAMES];
    size_t count;
};

/* Reads the set that `text` begins with; returns where the next one begins. */
static const char *read_form(const char *text, struct form *form)
{
    form->count = 0;
    while (*text && *text != '|') {
        assert(form->count < FNL_MAKER_NAMES);
        struct word *word = &form->words[form->count++];
        word->optional = *text == '[';
        word->start = text + word->optional;
        word->length = strcspn(word->start, "], |");
        text = word->start + word->length;
        text += strspn(text, "], ");
    }
    return text + strspn(text, "| ");
}

static const struct fnl_law_argument *
find_argument(const struct word *word, const struct fnl_law_argument *arguments, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(arguments[i].name) == word->length &&
            strncmp(arguments[i].name, word->start, word->length) == 0)
            return &arguments[i];
    return NULL;
}

/* Whether the arguments are just those of `form`; puts them in its order. */
static bool fits(const struct form *form, const struct fnl_law_argument *arguments, size_t count,
                 double values[FNL_MAKER_NAMES])
{
    size_t found = 0;
    for (size_t i = 0; i < form->count; i++) {
        const struct fnl_law_argument *argument = find_argument(&form->words[i], arguments, count);
        if (!argument && !form->words[i].optional)
            return false;
        values[i] = argument ? argument->value : NAN;
        found += argument != NULL;
    }
    return found == count;
}

/* The maker of the form that the arguments are in; NULL when they are in none. */
static fnl_maker *find_maker(enum fnl_law_kind kind, const struct fnl_law_argument *arguments,
                             size_t count, double values[FNL_MAKER_NAMES])
{
    const char *text = fnl_law_abouts[kind].parameters;
    for (size_t i = 0; *text; i++) {
        struct form form;
        assert(i < FNL_MAKER_FORMS);
        text = read_form(text, &form);
        if (fits(&form, arguments, count, values))
            return fnl_makers[kind][i];
    }
    return NULL;
}

static size_t count_words(const struct form *form, bool optional)
{
    size_t count = 0;
    for (size_t i = 0; i < form->count; i++)
        count += form->words[i].optional == optional;
    return count;
}

/* Adds the words of `form` that are optional, or those that are not: "a", "a and b", "a, b and c".
 */
static void add_words(const struct form *form, bool optional, char text[FNL_FORM_WORDS])
{
    size_t left = count_words(form, optional);
    for (size_t i = 0; i < form->count; i++) {
        const struct word *word = &form->words[i];
        if (word->optional != optional)
            continue;
        const size_t length = strlen(text);
        left--;
        snprintf(text + length, FNL_FORM_WORDS - length, "%.*s%s", (int)word->length, word->start,
                 left > 1    ? ", "
                 : left == 1 ? " and "
                             : "");
    }
}

const char *fnl_form_words(enum fnl_law_kind kind, char text[FNL_FORM_WORDS])
{
    static const char or [] = ", or ", with[] = ", with or without ";
    text[0] = '\0';
    for (const char *rest = fnl_law_abouts[kind].parameters; *rest;) {
        struct form form;
        rest = read_form(rest, &form);
        if (text[0])
            strncat(text, or, FNL_FORM_WORDS - 1 - strlen(text));
        add_words(&form, false, text);
        if (count_words(&form, true) > 0) {
            strncat(text, with, FNL_FORM_WORDS - 1 - strlen(text));
            add_words(&form, true, text);
        }
    }
    assert(strlen(text) + 1 < FNL_FORM_WORDS);
    return text;
}

static fnl_status refuse_unknown(enum fnl_law_kind kind, const char *name, struct fnl_error *error)
{
    const char *known[PARAMETERS];
    size_t count = 0;
    for (size_t i = 0; i < PARAMETERS; i++)
        if (parameters[i].kind == kind)
            known[count++] = parameters[i].name;
    const char *nearest = fnl_text_nearest(name, known, count);
    char words[FNL_FORM_WORDS];
    return fnl_status_fail(FNL_ERR_SCENARIO, error, "%s: unknown parameter %.100s%s%s%s; give %s",
                           fnl_law_abouts[kind].name, name, nearest ? " (did you mean " : "",
                           nearest ? nearest : "", nearest ? "?)" : "",
                           fnl_form_words(kind, words));
}

static fnl_status check_argument(enum fnl_law_kind kind, const struct fnl_law_argument *argument,
                                 struct fnl_error *error)
{
    const struct parameter *parameter = NULL;
    for (size_t i = 0; i < PARAMETERS && !parameter; i++)
        if (parameters[i].kind == kind && strcmp(parameters[i].name, argument->name) == 0)
            parameter = &parameters[i];
    if (!parameter)
        return refuse_unknown(kind, argument->name, error);

    const struct range *range = parameter->range;
    const double value = argument->value;
    if (value >= range->low && value <= range->high && (!range->whole || value == floor(value)))
        return FNL_OK;
    return fnl_status_fail(FNL_ERR_SCENARIO, error, "%s: %s is %.9g: %s", fnl_law_abouts[kind].name,
                           argument->name, value,
                           isfinite(value) ? range->expected : "expected a finite number");
}

static fnl_status check_arguments(enum fnl_law_kind kind, const struct fnl_law_argument *arguments,
                                  size_t count, struct fnl_error *error)
{
    for (size_t i = 0; i < count; i++) {
        const fnl_status status = check_argument(kind, &arguments[i], error);
        if (status != FNL_OK)
            return status;
        for (size_t j = 0; j < i; j++)
            if (strcmp(arguments[i].name, arguments[j].name) == 0)
                return fnl_status_fail(FNL_ERR_SCENARIO, error, "%s: %s is given twice",
                                       fnl_law_abouts[kind].name, arguments[i].name);
    }
    return FNL_OK;
}

/* Writes "low is 5, high is 3" into `text`. The arguments are known to the law and all differ. */
static void list_arguments(const struct fnl_law_argument *arguments, size_t count,
                           char text[LIST_TEXT])
{
    size_t length = 0;
    text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        length += (size_t)snprintf(text + length, LIST_TEXT - length, "%s%s is %.9g",
                                   i > 0 ? ", " : "", arguments[i].name, arguments[i].value);
        assert(length < LIST_TEXT);
    }
}

fnl_status fnl_form_read(enum fnl_law_kind kind, const struct fnl_law_argument *arguments,
                         size_t count, struct fnl_law *law, struct fnl_error *error)
{
    const struct fnl_law_about *about = &fnl_law_abouts[kind];
    const fnl_status status = check_arguments(kind, arguments, count, error);
    if (status != FNL_OK)
        return status;

    char given[LIST_TEXT], words[FNL_FORM_WORDS];
    list_arguments(arguments, count, given);
    double values[FNL_MAKER_NAMES];
    fnl_maker *const make = find_maker(kind, arguments, count, values);
    if (!make)
        return fnl_status_fail(FNL_ERR_SCENARIO, error, "%s: give %s; here %s", about->name,
                               fnl_form_words(kind, words),
                               count > 0 ? given : "it has none of them");

    struct fnl_law made;
    const char *reason = make(values, &made);
    if (reason)
        return fnl_status_fail(FNL_ERR_SCENARIO, error, "%s: %s: %s", about->name, given, reason);
    *law = made;
    return FNL_OK;
}
