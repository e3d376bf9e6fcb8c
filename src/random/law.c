/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random/law.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/units.h"
#include "random/form.h"
#include "random/maker.h"
#include "random/shape.h"

/* No draw is greater: it leaves room to convert units within a float's range. */
#define LARGEST_DRAW 1e30

const struct fnl_law_about fnl_law_abouts[FNL_LAW_KINDS] = {
    [FNL_LAW_CONSTANT] = {"constant", "value", "Always the same value.", false},
    [FNL_LAW_UNIFORM] = {"uniform", "low, high",
                         "Anything between two bounds, all equally likely: when only the bounds "
                         "are known.",
                         false},
    [FNL_LAW_TRIANGULAR] = {"triangular", "low, typical, high",
                            "Between two bounds and most often near `typical`, the peak: a rough "
                            "guess with firm limits.",
                            false},
    [FNL_LAW_EXPONENTIAL] = {"exponential", "mean | rate",
                             "Waiting for something that may happen at any moment, however long "
                             "one has waited; `rate` is 1 / mean.",
                             false},
    [FNL_LAW_GAMMA] = {"gamma", "mean, shape | mean, cv | shape, scale",
                       "Durations and amounts above 0 with a moderate tail; `cv` is the standard "
                       "deviation over the mean, and the larger `shape`, the less spread.",
                       false},
    [FNL_LAW_ERLANG] = {"erlang", "stages, mean",
                        "The time to get through `stages` steps, each exponential; `mean` is that "
                        "of the whole.",
                        false},
    [FNL_LAW_WEIBULL] = {"weibull", "shape, scale | shape, mean | shape, median",
                         "Lifetimes: with `shape` above 1 the end grows likelier with age, below "
                         "1 it grows less likely; 63 in 100 lie below `scale`.",
                         false},
    [FNL_LAW_LOGNORMAL] = {"lognormal",
                           "typical, one_in_ten_above | typical, one_in_ten_below | "
                           "one_in_ten_below, typical, one_in_ten_above | median, sigma | mean, cv",
                           "Deal sizes and durations: above 0, most of them small, a few very "
                           "large; half lie below `typical`, which is the median.",
                           false},
    [FNL_LAW_SPLIT_LOGNORMAL] = {"split_lognormal", "one_in_ten_below, typical, one_in_ten_above",
                                 "A lognormal with a spread of its own on either side of "
                                 "`typical`, the median: for the three numbers that people know.",
                                 false},
    [FNL_LAW_NORMAL] = {"normal", "mean, sd, [low], [high]",
                        "The bell curve, cut off below `low` (0 where nothing is said) and above "
                        "`high`; `mean` and `sd` are those before it is cut.",
                        false},
    [FNL_LAW_BETA] = {"beta", "mean, sd | alpha, beta",
                      "Shares between 0 and 1 that differ from one to the next; `sd` is their "
                      "standard deviation.",
                      false},
    [FNL_LAW_PARETO] = {"pareto", "least, typical | least, mean | least, shape",
                        "Nothing below `least`, most of them near it and a very few enormous: the "
                        "smaller `shape`, the heavier the tail; half lie below `typical`.",
                        false},
    [FNL_LAW_POISSON] = {"poisson", "mean",
                         "How many of many things that happen independently of each other.", true},
    [FNL_LAW_NEGATIVE_BINOMIAL] = {"negative_binomial", "mean, variance_ratio | mean, shape",
                                   "Counts that vary more than a poisson's: their variance is "
                                   "`variance_ratio` times the mean, and the larger `shape`, the "
                                   "nearer to poisson.",
                                   true},
    [FNL_LAW_GEOMETRIC] = {"geometric", "mean",
                           "How many failures before the first success, from 0.", true},
    [FNL_LAW_BINOMIAL] = {"binomial", "trials, chance",
                          "How many successes in so many trials with the same chance.", true},
    [FNL_LAW_BERNOULLI] = {"bernoulli", "chance", "1 with that chance, else 0.", true},
    [FNL_LAW_DISCRETE] = {"discrete", "values, weights",
                          "One of the values listed, each with a chance in proportion to its "
                          "weight.",
                          false},
    [FNL_LAW_EMPIRICAL] =
        {"empirical", "values | file, column",
         "As observed: anything between the least and the greatest of the "
         "values, as often as they lie there; from a list, or from the `column` of "
         "a CSV `file` beside the scenario.",
         false},
};

struct fnl_law fnl_law_constant(double x)
{
    assert(isfinite(x));
    return (struct fnl_law){.kind = FNL_LAW_CONSTANT, .a = x, .low = x, .high = x, .scale = 1};
}

/* The law's place in fnl_law_abouts, or FNL_LAW_KINDS. */
static size_t find(const char *name)
{
    size_t kind = 0;
    while (kind < FNL_LAW_KINDS && strcmp(name, fnl_law_abouts[kind].name) != 0)
        kind++;
    return kind;
}

static fnl_status refuse_name(const char *name, struct fnl_error *error)
{
    const char *names[FNL_LAW_KINDS];
    char list[FNL_LAW_KINDS * 20] = "";
    for (size_t i = 0; i < FNL_LAW_KINDS; i++) {
        names[i] = fnl_law_abouts[i].name;
        strcat(strcat(list, i > 0 ? ", " : ""), names[i]);
    }
    const char *nearest = fnl_text_nearest(name, names, FNL_LAW_KINDS);
    if (nearest)
        return fnl_status_fail(FNL_ERR_SCENARIO, error,
                               "there is no law \"%.100s\" (did you mean %s?)", name, nearest);
    return fnl_status_fail(FNL_ERR_SCENARIO, error, "there is no law \"%.100s\"; there are %s",
                           name, list);
}

fnl_status fnl_law_make(const char *name, const struct fnl_law_argument *arguments, size_t count,
                        struct fnl_law *law, struct fnl_error *error)
{
    const size_t kind = find(name);
    char words[FNL_FORM_WORDS];
    if (kind == FNL_LAW_KINDS)
        return refuse_name(name, error);
    if (kind == FNL_LAW_DISCRETE || kind == FNL_LAW_EMPIRICAL)
        return fnl_status_fail(FNL_ERR_SCENARIO, error, "%s takes lists of numbers: %s", name,
                               fnl_form_words((enum fnl_law_kind)kind, words));
    return fnl_form_read((enum fnl_law_kind)kind, arguments, count, law, error);
}

fnl_status fnl_law_three_points(double low, double typical, double high, struct fnl_law *law,
                                struct fnl_error *error)
{
    const struct fnl_law_argument points[] = {
        {"one_in_ten_below", low}, {"typical", typical}, {"one_in_ten_above", high}};
    return fnl_form_read(FNL_LAW_SPLIT_LOGNORMAL, points, 3, law, error);
}

static fnl_status check_numbers(const char *what, const double *numbers, size_t count,
                                struct fnl_error *error)
{
    for (size_t i = 0; i < count; i++)
        if (!(fabs(numbers[i]) <= FNL_MAKER_LARGEST))
            return fnl_status_fail(FNL_ERR_SCENARIO, error,
                                   "%s %zu of %zu is %.9g: expected a number from -1e15 to 1e15",
                                   what, i + 1, count, numbers[i]);
    return FNL_OK;
}

static fnl_status check_weights(const double *weights, size_t count, struct fnl_error *error)
{
    const fnl_status status = check_numbers("weight", weights, count, error);
    if (status != FNL_OK)
        return status;

    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (weights[i] < 0)
            return fnl_status_fail(FNL_ERR_SCENARIO, error,
                                   "weight %zu of %zu is %.9g: a weight cannot be negative", i + 1,
                                   count, weights[i]);
        sum += weights[i];
    }
    if (sum <= 0)
        return fnl_status_fail(FNL_ERR_SCENARIO, error,
                               "all weights are 0: at least one must be greater");
    return FNL_OK;
}

/* By insertion: the lists are as long as somebody cared to type. */
static void sort_pairs(double *values, double *weights, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const double value = values[i], weight = weights[i];
        size_t place = i;
        for (; place > 0 && values[place - 1] > value; place--) {
            values[place] = values[place - 1];
            weights[place] = weights[place - 1];
        }
        values[place] = value;
        weights[place] = weight;
    }
}

/* The last share is exactly 1, and so is that of any value of weight 0 after it. */
static void accumulate(double *weights, size_t count)
{
    for (size_t i = 1; i < count; i++)
        weights[i] += weights[i - 1];
    const double sum = weights[count - 1];
    for (size_t i = 0; i < count; i++)
        weights[i] /= sum;
}

fnl_status fnl_law_discrete(double *values, double *weights, size_t count, struct fnl_law *law,
                            struct fnl_error *error)
{
    if (count < 1)
        return fnl_status_fail(FNL_ERR_SCENARIO, error,
                               "there are no values: discrete needs at least one");
    fnl_status status = check_numbers("value", values, count, error);
    if (status == FNL_OK)
        status = check_weights(weights, count, error);
    if (status != FNL_OK)
        return status;

    sort_pairs(values, weights, count);
    accumulate(weights, count);
    size_t least = 0, greatest = count - 1;
    while (weights[least] <= 0)
        least++;
    while (greatest > 0 && weights[greatest - 1] >= 1)
        greatest--;
    *law = (struct fnl_law){.kind = FNL_LAW_DISCRETE,
                            .scale = 1,
                            .count = count,
                            .low = values[least],
                            .high = values[greatest],
                            .values = values,
                            .weights = weights};
    return FNL_OK;
}

static int compare(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

fnl_status fnl_law_empirical(double *values, size_t count, struct fnl_law *law,
                             struct fnl_error *error)
{
    if (count < 2)
        return fnl_status_fail(FNL_ERR_SCENARIO, error,
                               "there are too few values (%zu): empirical needs at least two",
                               count);
    const fnl_status status = check_numbers("value", values, count, error);
    if (status != FNL_OK)
        return status;

    qsort(values, count, sizeof *values, compare);
    *law = (struct fnl_law){.kind = FNL_LAW_EMPIRICAL,
                            .scale = 1,
                            .count = count,
                            .low = values[0],
                            .high = values[count - 1],
                            .values = values};
    return FNL_OK;
}

struct fnl_law fnl_law_scaled(struct fnl_law law, double factor)
{
    assert(isfinite(factor) && factor >= 0);
    if (factor <= 0)
        return fnl_law_constant(0);
    law.scale *= factor;
    return law;
}

static double clamped(double x, double low, double high)
{
    return x < low ? low : x > high ? high : x;
}

/* The last step of every draw, and of the bounds that draws keep to. */
static double finished(const struct fnl_law *law, double x)
{
    const double scaled = clamped(x * law->scale, -LARGEST_DRAW, LARGEST_DRAW);
    return fnl_shapes[law->kind].exact ? scaled : fnl_units_rounded(scaled);
}

/* A bound is only ever overstepped by the last bit of a sum or a product. */
double fnl_law_draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    const double x = fnl_shapes[law->kind].draw(law, stream);
    return finished(law, clamped(x, law->low, law->high));
}

double fnl_law_mean(const struct fnl_law *law)
{
    return fnl_shapes[law->kind].mean(law) * law->scale;
}

double fnl_law_quantile(const struct fnl_law *law, double p)
{
    assert(p > 0 && p < 1);
    return clamped(fnl_shapes[law->kind].quantile(law, p), law->low, law->high) * law->scale;
}

double fnl_law_least(const struct fnl_law *law)
{
    return isinf(law->low) ? law->low : finished(law, law->low);
}

double fnl_law_greatest(const struct fnl_law *law)
{
    return isinf(law->high) ? law->high : finished(law, law->high);
}
