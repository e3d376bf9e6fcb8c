/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "scenario/lawform.h"
#include "scenario/reader.h"

static const struct fnl_param days = {.name = "days",
                                      .type = FNL_PARAM_LAW,
                                      .unit = FNL_UNIT_DAYS,
                                      .low = 0,
                                      .high = 3650,
                                      .drawn = FNL_DRAWN_USE};
static const struct fnl_param volume = {.name = "volume",
                                        .type = FNL_PARAM_LAW,
                                        .unit = FNL_UNIT_PER_MONTH,
                                        .low = 0,
                                        .high = 1e6,
                                        .drawn = FNL_DRAWN_MONTH};
static const struct fnl_param share = {.name = "share",
                                       .type = FNL_PARAM_LAW,
                                       .unit = FNL_UNIT_SHARE,
                                       .low = 0,
                                       .high = 1,
                                       .drawn = FNL_DRAWN_ENTITY};
static const struct fnl_param size = {.name = "size",
                                      .type = FNL_PARAM_LAW,
                                      .unit = FNL_UNIT_MONEY,
                                      .low = 0,
                                      .high = 1e9,
                                      .drawn = FNL_DRAWN_ENTITY};
static const struct fnl_param effect = {.name = "effect",
                                        .type = FNL_PARAM_LAW,
                                        .unit = FNL_UNIT_LOGIT,
                                        .low = -5,
                                        .high = 5,
                                        .drawn = FNL_DRAWN_ENTITY};

struct desk {
    struct fnl_tree tree;
    struct fnl_arena arena;
    struct fnl_mistakes mistakes;
    struct fnl_reading reading;
    struct fnl_law law;
};

static bool read_law(struct desk *desk, const struct fnl_param *row, const char *value)
{
    char text[400];
    *desk = (struct desk){.reading = {.arena = &desk->arena, .mistakes = &desk->mistakes}};
    snprintf(text, sizeof text, "key = %s;", value);
    assert_int_equal(fnl_reader_text(text, "a.cfg", &desk->mistakes, &desk->tree, NULL), FNL_OK);
    return fnl_lawform_read(&desk->reading, desk->tree.root->first, row, &desk->law);
}

static void clear(struct desk *desk)
{
    fnl_mistakes_fini(&desk->mistakes);
    fnl_arena_fini(&desk->arena);
    fnl_tree_fini(&desk->tree);
}

static void expect_quantile(const struct fnl_param *row, const char *value, double p,
                            double expected)
{
    struct desk desk;
    const bool read = read_law(&desk, row, value);
    fnl_mistakes_print(&desk.mistakes, stderr);
    assert_true(read);
    assert_true(fabs(fnl_law_quantile(&desk.law, p) - expected) <= 1e-6 * fabs(expected));
    clear(&desk);
}

static void each_form_gives_the_law_that_it_says(void **state)
{
    (void)state;
    expect_quantile(&days, "9", 0.3, 9);
    expect_quantile(&days, "\"9 h\"", 0.3, 0.375);
    expect_quantile(&days, "{ typical = \"9 h\"; basis = \"measured\"; }", 0.9, 0.375);
    expect_quantile(&days, "[2, 8.0, \"25 days\"]", 0.1, 2);
    expect_quantile(&days, "[2, 8.0, \"25 days\"]", 0.5, 8);
    expect_quantile(&days, "[2, 8.0, \"25 days\"]", 0.9, 25);
    expect_quantile(&size, "{ typical = \"28k\"; one_in_ten_above = 90000; }", 0.9, 90000);
    expect_quantile(&size, "{ typical = \"28k\"; one_in_ten_above = 90000; }", 0.5, 28000);
    expect_quantile(&days, "{ typical = 8; one_in_ten_below = 2; one_in_ten_above = 25; }", 0.1, 2);
    expect_quantile(&days, "{ law = \"uniform\"; low = \"1 week\"; high = \"2 weeks\"; }", 0.5,
                    10.5);
    expect_quantile(&days, "{ law = \"constant\"; value = 5; }", 0.5, 5);
    expect_quantile(&days, "{ law = \"exponential\"; mean = 4; source = \"x\"; }", 0.5, 4 * log(2));
    expect_quantile(&volume, "{ law = \"exponential\"; mean = \"48 a year\"; }", 0.5, 4 * log(2));
    expect_quantile(&days, "{ law = \"discrete\"; values = [5, 1]; weights = [1, 3]; }", 0.7, 1);
    expect_quantile(&days, "{ law = \"discrete\"; values = [5, 1]; weights = [1, 3]; }", 0.8, 5);
    expect_quantile(&days, "{ law = \"empirical\"; values = [9, 1, 3]; }", 0.5, 3);
    expect_quantile(&size, "{ law = \"pareto\"; least = 2385; typical = 4769; }", 0.5, 4769);
    expect_quantile(&effect, "{ law = \"uniform\"; low = -2; high = 1; }", 0.5, -0.5);
}

static void an_argument_without_unit_may_be_a_share_in_quotes(void **state)
{
    (void)state;
    struct desk desk;
    assert_true(read_law(&desk, &days, "{ law = \"gamma\"; mean = \"3 days\"; cv = \"20 %\"; }"));
    assert_true(fabs(fnl_law_mean(&desk.law) - 3) < 1e-9);
    clear(&desk);
}

#define NO_AVERAGE                                                                                 \
    "a pareto of this shape has no average, so nothing computed from it would ever settle: give "  \
    "a "                                                                                           \
    "shape above 1, or a typical value below twice the least"

static void what_is_wrong_is_said(void **state)
{
    (void)state;
    static const struct {
        const struct fnl_param *row;
        const char *value, *said;
    } wrong[] = {
        {&days, "[2, 8]",
         "three numbers are expected: one in ten is below, typical, one in ten is above"},
        {&days, "[\"2 x\", 8, 25]",
         "\"2 x\" is not a time, such as \"66 days\" or a number of days"},
        {&days, "{ mean = 4; }",
         "a law has a name, law = \"lognormal\", or is said by `typical` and `one_in_ten_above`"},
        {&days, "{ law = 4; }", "a law's name is a text in quotes"},
        {&days, "{ law = \"lognormall\"; median = 4; sigma = 1; }",
         "there is no law \"lognormall\" (did you mean lognormal?)"},
        {&days, "{ law = \"gamma\"; mean = 4; shape = -2; }",
         "gamma: shape is -2: it must be greater than 0 (0.001 to 100000)"},
        {&days, "{ law = \"gamma\"; mean = \"40 %\"; shape = true; }",
         "true is not a time, such as \"66 days\" or a number of days"},
        {&days, "{ law = \"exponential\"; mean = 9999; }",
         "an average of 9999 days is out of range: expected 0 to 3650 days"},
        {&days, "{ law = \"pareto\"; least = 2; shape = 1; }", NO_AVERAGE},
        {&size, "{ law = \"pareto\"; least = 2385; typical = 4770; }", NO_AVERAGE},
        {&days, "{ law = \"uniform\"; low = -2; high = 5; }",
         "this law can give negative numbers, which make no sense here"},
        {&days, "{ law = \"discrete\"; values = [1, 2]; weights = [1]; }",
         "there are 2 values and 1 weights: each value has one"},
        {&days, "{ law = \"discrete\"; values = [1, 2]; }",
         "numbers are expected: weights = [3, 5, 8]"},
        {&days, "{ law = \"discrete\"; values = [1]; weights = [1]; mean = 3; }", "unknown key"},
        {&days, "{ law = \"empirical\"; }", "numbers are expected: values = [3, 5, 8]"},
        {&share, "12", "12 is more than a whole: did you mean \"12 %\"?"},
        {&share, "[0.1, 30, 50]", "50 is more than a whole: did you mean \"50 %\"?"},
        {&share, "{ law = \"uniform\"; low = 3; high = 9; }",
         "an average of 600 % is out of range: expected 0 % to 100 %"},
        {&volume, "{ law = \"poisson\"; mean = 40; }",
         "poisson counts, and here a rate is meant: a plain 40 already stands for a number that "
         "varies around 40 (Poisson); a law for the rate itself is one such as gamma"},
        {&days,
         "{ law = \"gamma\"; a = 1; b = 1; c = 1; d = 1; e = 1; f = 1; g = 1; h = 1; i = 1; }",
         "no law takes so many arguments"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct desk desk;
        assert_false(read_law(&desk, wrong[i].row, wrong[i].value));
        assert_true(desk.mistakes.count > 0);
        assert_string_equal(desk.mistakes.items[desk.mistakes.count - 1].text, wrong[i].said);
        clear(&desk);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_form_gives_the_law_that_it_says),
        cmocka_unit_test(an_argument_without_unit_may_be_a_share_in_quotes),
        cmocka_unit_test(what_is_wrong_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
