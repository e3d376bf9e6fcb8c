/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "random/law.h"
#include "random/stream.h"

static const struct fnl_stream_key some_key = {{0x2c0ffee5, 0x7a3d91b6}};

static double drawn(const struct fnl_law *law, uint64_t entity)
{
    struct fnl_stream stream;
    fnl_stream_open(&stream, some_key, entity, 1);
    return fnl_law_draw(law, &stream);
}

static struct fnl_law made(const char *name, const char *first, double a, const char *second,
                           double b)
{
    const struct fnl_law_argument arguments[] = {{first, a}, {second, b}};
    struct fnl_law law;
    struct fnl_error error = {0};
    if (fnl_law_make(name, arguments, second ? 2 : 1, &law, &error) != FNL_OK)
        fail_msg("%s", error.text);
    return law;
}

static void assert_constant(const struct fnl_law *law, double value)
{
    assert_true(fnl_law_is_constant(law));
    assert_true(fnl_law_mean(law) == value);
    assert_true(fnl_law_quantile(law, 0.2385) == value);
    assert_true(fnl_law_least(law) == value && fnl_law_greatest(law) == value);
    for (uint64_t i = 0; i < 10; i++)
        assert_true(drawn(law, i) == value);
}

static void a_law_of_zeros_is_the_constant_0(void **state)
{
    (void)state;
    const struct fnl_law law = {0};
    assert_constant(&law, 0);
}

static void a_constant_is_given_to_the_last_digit(void **state)
{
    (void)state;
    const struct fnl_law price = fnl_law_constant(1234567.89), debt = fnl_law_constant(-2.385);
    assert_constant(&price, 1234567.89);
    assert_constant(&debt, -2.385);
    const struct fnl_law named = made("constant", "value", 1234567.89, NULL, 0);
    assert_constant(&named, 1234567.89);
}

static void every_law_says_what_it_is(void **state)
{
    (void)state;
    size_t counting = 0;
    for (size_t i = 0; i < FNL_LAW_KINDS; i++) {
        const struct fnl_law_about *about = &fnl_law_abouts[i];
        assert_true(strlen(about->name) > 3 && strlen(about->parameters) > 3);
        assert_int_equal(about->about[strlen(about->about) - 1], '.');
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(about->name, fnl_law_abouts[j].name);
        counting += about->counting;
    }
    assert_int_equal(counting, 5);
    assert_string_equal(fnl_law_abouts[FNL_LAW_SPLIT_LOGNORMAL].name, "split_lognormal");
    assert_true(fnl_law_abouts[FNL_LAW_GEOMETRIC].counting);
    assert_false(fnl_law_abouts[FNL_LAW_DISCRETE].counting);
}

static void refuse_name(const char *name, const char *expected)
{
    struct fnl_law law = fnl_law_constant(7);
    struct fnl_error error = {0};
    assert_int_equal(fnl_law_make(name, NULL, 0, &law, &error), FNL_ERR_SCENARIO);
    assert_string_equal(error.text, expected);
    assert_constant(&law, 7);
}

static void an_unknown_law_is_refused_by_name(void **state)
{
    (void)state;
    refuse_name("log_normal", "there is no law \"log_normal\" (did you mean lognormal?)");
    refuse_name("zipf", "there is no law \"zipf\"; there are constant, uniform, triangular, "
                        "exponential, gamma, erlang, weibull, lognormal, split_lognormal, normal, "
                        "beta, pareto, poisson, negative_binomial, geometric, binomial, bernoulli, "
                        "discrete, empirical");
    refuse_name("discrete", "discrete takes lists of numbers: values and weights");
    refuse_name("empirical", "empirical takes lists of numbers: values, or file and column");
    assert_int_equal(fnl_law_make("zipf", NULL, 0, NULL, NULL), FNL_ERR_SCENARIO);
}

static void three_points_lie_where_they_were_put(void **state)
{
    (void)state;
    struct fnl_law law;
    assert_int_equal(fnl_law_three_points(2, 8, 25, &law, NULL), FNL_OK);
    assert_int_equal(law.kind, FNL_LAW_SPLIT_LOGNORMAL);
    assert_true(fabs(fnl_law_quantile(&law, 0.1) - 2) < 1e-12);
    assert_true(fabs(fnl_law_quantile(&law, 0.5) - 8) < 1e-12);
    assert_true(fabs(fnl_law_quantile(&law, 0.9) - 25) < 1e-12);
}

static void three_points_may_coincide(void **state)
{
    (void)state;
    struct fnl_law law;
    assert_int_equal(fnl_law_three_points(8, 8, 8, &law, NULL), FNL_OK);
    assert_constant(&law, 8);

    assert_int_equal(fnl_law_three_points(8, 8, 25, &law, NULL), FNL_OK);
    int at_typical = 0;
    for (uint64_t i = 0; i < 1000; i++) {
        assert_true(drawn(&law, i) >= 8);
        at_typical += drawn(&law, i) == 8;
    }
    assert_true(at_typical > 400 && at_typical < 600);
    assert_true(fnl_law_least(&law) == 8 && isinf(fnl_law_greatest(&law)));

    assert_int_equal(fnl_law_three_points(2, 8, 8, &law, NULL), FNL_OK);
    assert_true(fnl_law_least(&law) == 0 && fnl_law_greatest(&law) == 8);
}

static void three_points_out_of_order_are_refused(void **state)
{
    (void)state;
    struct fnl_law law = fnl_law_constant(7);
    struct fnl_error error = {0};
    assert_int_equal(fnl_law_three_points(2, 25, 8, &law, &error), FNL_ERR_SCENARIO);
    assert_string_equal(error.text,
                        "split_lognormal: one_in_ten_below is 2, typical is 25, one_in_ten_above "
                        "is 8: one_in_ten_below cannot be above typical, nor one_in_ten_above "
                        "below it");
    assert_constant(&law, 7);

    error = (struct fnl_error){0};
    assert_int_equal(fnl_law_three_points(0, 8, 25, &law, &error), FNL_ERR_SCENARIO);
    assert_string_equal(error.text, "split_lognormal: one_in_ten_below is 0: it must be greater "
                                    "than 0 (1e-15 to 1e15)");
}

static void a_discrete_law_sorts_and_accumulates(void **state)
{
    (void)state;
    double values[] = {9.25, 1234567.89, 2}, weights[] = {2, 1, 5};
    struct fnl_law law;
    assert_int_equal(fnl_law_discrete(values, weights, 3, &law, NULL), FNL_OK);
    assert_true(values[0] == 2 && values[1] == 9.25 && values[2] == 1234567.89);
    assert_true(weights[0] == 0.625 && weights[1] == 0.875 && weights[2] == 1);
    assert_true(fnl_law_least(&law) == 2 && fnl_law_greatest(&law) == 1234567.89);
    assert_true(fnl_law_quantile(&law, 0.625) == 2 && fnl_law_quantile(&law, 0.626) == 9.25);
    assert_true(fnl_law_quantile(&law, 0.876) == 1234567.89);

    int dear = 0;
    for (uint64_t i = 0; i < 1000; i++)
        dear += drawn(&law, i) == 1234567.89;
    assert_true(dear > 80 && dear < 170);
}

static void what_weighs_nothing_is_never_drawn(void **state)
{
    (void)state;
    double values[] = {1, 2, 3, 4, 5}, weights[] = {0, 0.1, 0, 0.7, 0};
    struct fnl_law law;
    assert_int_equal(fnl_law_discrete(values, weights, 5, &law, NULL), FNL_OK);
    assert_true(fnl_law_least(&law) == 2 && fnl_law_greatest(&law) == 4);
    assert_true(fnl_law_quantile(&law, 1e-12) == 2 && fnl_law_quantile(&law, 1 - 1e-12) == 4);
    for (uint64_t i = 0; i < 1000; i++)
        assert_true(drawn(&law, i) == 2 || drawn(&law, i) == 4);

    double alone[] = {3, 2.385}, certain[] = {0, 6};
    assert_int_equal(fnl_law_discrete(alone, certain, 2, &law, NULL), FNL_OK);
    assert_constant(&law, 2.385);
}

static void refuse_discrete(double *values, double *weights, size_t count, const char *expected)
{
    struct fnl_law law = fnl_law_constant(7);
    struct fnl_error error = {0};
    const double first_value = values[0], first_weight = weights[0];
    assert_int_equal(fnl_law_discrete(values, weights, count, &law, &error), FNL_ERR_SCENARIO);
    assert_string_equal(error.text, expected);
    assert_constant(&law, 7);
    assert_true(values[0] == first_value && weights[0] == first_weight);
}

static void impossible_weights_are_refused(void **state)
{
    (void)state;
    double values[] = {3, 2}, negative[] = {0.5, -1}, nothing[] = {0, 0}, none[] = {1, NAN};
    double huge[] = {1e308, 1e308}, even[] = {1, 1}, endless[] = {3, INFINITY};
    refuse_discrete(values, negative, 2, "weight 2 of 2 is -1: a weight cannot be negative");
    refuse_discrete(values, nothing, 2, "all weights are 0: at least one must be greater");
    refuse_discrete(values, none, 2, "weight 2 of 2 is nan: expected a number from -1e15 to 1e15");
    refuse_discrete(values, huge, 2,
                    "weight 1 of 2 is 1e+308: expected a number from -1e15 to 1e15");
    refuse_discrete(endless, even, 2, "value 2 of 2 is inf: expected a number from -1e15 to 1e15");
    refuse_discrete(values, even, 0, "there are no values: discrete needs at least one");
}

static void an_empirical_law_joins_what_was_observed(void **state)
{
    (void)state;
    double values[] = {12, 2, 4.5, 1.5, 4};
    struct fnl_law law;
    assert_int_equal(fnl_law_empirical(values, 5, &law, NULL), FNL_OK);
    assert_true(values[0] == 1.5 && values[4] == 12);
    assert_true(fnl_law_quantile(&law, 0.25) == 2);
    assert_true(fnl_law_quantile(&law, 0.375) == 3);
    assert_true(fnl_law_quantile(&law, 0.75) == 4.5);
    assert_true(fnl_law_mean(&law) == 4.3125);
    assert_true(fnl_law_least(&law) == 1.5 && fnl_law_greatest(&law) == 12);
    for (size_t count = 2; count <= 5; count++) {
        assert_int_equal(fnl_law_empirical(values, count, &law, NULL), FNL_OK);
        assert_true(fnl_law_quantile(&law, 1 - 0x1p-53) <= values[count - 1]);
    }

    double same[] = {2.385, 2.385};
    assert_int_equal(fnl_law_empirical(same, 2, &law, NULL), FNL_OK);
    assert_true(fnl_law_is_constant(&law) && fnl_law_mean(&law) == 2.385);
}

static void too_little_was_observed(void **state)
{
    (void)state;
    double values[] = {3, 2, NAN};
    struct fnl_law law = fnl_law_constant(7);
    struct fnl_error error = {0};
    assert_int_equal(fnl_law_empirical(values, 1, &law, &error), FNL_ERR_SCENARIO);
    assert_string_equal(error.text, "there are too few values (1): empirical needs at least two");
    error = (struct fnl_error){0};
    assert_int_equal(fnl_law_empirical(values, 3, &law, &error), FNL_ERR_SCENARIO);
    assert_string_equal(error.text, "value 3 of 3 is nan: expected a number from -1e15 to 1e15");
    assert_constant(&law, 7);
    assert_true(values[0] == 3);
}

static void a_scaled_law_multiplies_every_draw(void **state)
{
    (void)state;
    const struct fnl_law plain = made("uniform", "low", -2.5, "high", 7);
    const struct fnl_law scaled = fnl_law_scaled(fnl_law_scaled(plain, 4), 0.75);
    for (uint64_t i = 0; i < 1000; i++) {
        assert_true(fabs(drawn(&scaled, i) - 3 * drawn(&plain, i)) < 1e-5);
        assert_true(drawn(&scaled, i) == (double)(float)drawn(&scaled, i));
    }
    assert_true(fnl_law_mean(&scaled) == 6.75);
    assert_true(fnl_law_least(&scaled) == -7.5 && fnl_law_greatest(&scaled) == 21);
    assert_true(fnl_law_quantile(&scaled, 0.5) == 6.75);
}

static void scaled_to_nothing_a_law_is_the_constant_0(void **state)
{
    (void)state;
    const struct fnl_law none = fnl_law_scaled(made("pareto", "least", 2, "shape", 0.9), 0);
    assert_constant(&none, 0);
}

static void a_scaled_count_is_exact(void **state)
{
    (void)state;
    const struct fnl_law hours = fnl_law_scaled(made("poisson", "mean", 240, NULL, 0), 3600001);
    for (uint64_t i = 0; i < 100; i++)
        assert_true(fmod(drawn(&hours, i), 3600001) == 0);
}

static void bounds_that_have_more_than_24_bits_are_rounded_as_draws_are(void **state)
{
    (void)state;
    const struct fnl_law narrow = made("uniform", "low", 0.7, "high", 0.70000001);
    assert_true(fnl_law_least(&narrow) == (double)0.7f);
    for (uint64_t i = 0; i < 1000; i++) {
        assert_true(drawn(&narrow, i) >= fnl_law_least(&narrow));
        assert_true(drawn(&narrow, i) <= fnl_law_greatest(&narrow));
    }
}

static void no_draw_lies_beyond_1e30(void **state)
{
    (void)state;
    const struct fnl_law up = fnl_law_scaled(fnl_law_constant(1e15), 1e20);
    const struct fnl_law down = fnl_law_scaled(fnl_law_constant(-1e15), 1e20);
    assert_true(drawn(&up, 1) == 1e30 && drawn(&down, 1) == -1e30);
}

static void an_unbounded_law_says_so(void **state)
{
    (void)state;
    const struct fnl_law law = fnl_law_scaled(made("exponential", "mean", 2, NULL, 0), 3);
    assert_true(fnl_law_least(&law) == 0 && isinf(fnl_law_greatest(&law)));
    assert_false(fnl_law_is_constant(&law));
    const struct fnl_law heavy = made("pareto", "least", 2, "shape", 1);
    assert_true(isinf(fnl_law_mean(&heavy)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_law_of_zeros_is_the_constant_0),
        cmocka_unit_test(a_constant_is_given_to_the_last_digit),
        cmocka_unit_test(every_law_says_what_it_is),
        cmocka_unit_test(an_unknown_law_is_refused_by_name),
        cmocka_unit_test(three_points_lie_where_they_were_put),
        cmocka_unit_test(three_points_may_coincide),
        cmocka_unit_test(three_points_out_of_order_are_refused),
        cmocka_unit_test(a_discrete_law_sorts_and_accumulates),
        cmocka_unit_test(what_weighs_nothing_is_never_drawn),
        cmocka_unit_test(impossible_weights_are_refused),
        cmocka_unit_test(an_empirical_law_joins_what_was_observed),
        cmocka_unit_test(too_little_was_observed),
        cmocka_unit_test(a_scaled_law_multiplies_every_draw),
        cmocka_unit_test(scaled_to_nothing_a_law_is_the_constant_0),
        cmocka_unit_test(a_scaled_count_is_exact),
        cmocka_unit_test(bounds_that_have_more_than_24_bits_are_rounded_as_draws_are),
        cmocka_unit_test(no_draw_lies_beyond_1e30),
        cmocka_unit_test(an_unbounded_law_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
