/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "experiment/contrast.h"

static void assert_near(double a, double b)
{
    if (!(fabs(a - b) <= 1e-9 * fabs(b)))
        fail_msg("%.17g is not %.17g", a, b);
}

#define MONTHS  3
#define OPTIONS 2
#define FUTURES 40

/* Two options whose futures are set by hand. */
struct made {
    struct fnl_row_layout layouts[OPTIONS];
    int64_t *rows, *shaken;
    size_t futures, samples;
    fnl_results *results;
};

static int open_made(void **state)
{
    struct made *made = calloc(1, sizeof *made);
    assert_non_null(made);
    for (int i = 0; i < OPTIONS; i++)
        made->layouts[i] = fnl_indicator_layout(MONTHS, 1);
    const size_t width = made->layouts[0].width;
    made->rows = calloc(FUTURES * OPTIONS * width, sizeof(int64_t));
    made->shaken = calloc(FUTURES * OPTIONS * width, sizeof(int64_t));
    made->futures = FUTURES;
    assert_true(made->rows && made->shaken);
    *state = made;
    return 0;
}

static int close_made(void **state)
{
    struct made *made = *state;
    fnl_experiment_free(made->results);
    free(made->rows);
    free(made->shaken);
    free(made);
    return 0;
}

static int64_t *row(struct made *made, size_t option, size_t future)
{
    return made->rows + (future * OPTIONS + option) * made->layouts[0].width;
}

static int64_t *shaken(struct made *made, size_t option, size_t future)
{
    return made->shaken + (future * OPTIONS + option) * made->layouts[0].width;
}

static int64_t *month(struct made *made, size_t option, size_t future, enum fnl_series series,
                      size_t number)
{
    return row(made, option, future) +
           fnl_indicator_series_at(&made->layouts[option], series, number);
}

static const fnl_results *results(struct made *made)
{
    const struct fnl_experiment_rows rows = {.layouts = made->layouts,
                                             .options = OPTIONS,
                                             .asked = made->futures,
                                             .complete = made->futures,
                                             .rows = made->rows,
                                             .samples = made->samples,
                                             .samples_asked = made->samples,
                                             .shaken = made->shaken};
    struct fnl_error error = {0};
    fnl_experiment_free(made->results);
    assert_int_equal(fnl_experiment_of_rows(&rows, &made->results, &error), FNL_OK);
    return made->results;
}

static const struct fnl_quantity won = {FNL_QUANTITY_INDICATOR, FNL_WON, 0};

static void a_quantity_is_found_in_its_place(void **state)
{
    struct made *made = *state;
    const struct fnl_row_layout *layout = &made->layouts[0];
    int64_t *first = row(made, 0, 0), value;
    first[FNL_WON] = 7;
    first[layout->causes + FNL_CAUSE_PRICE] = 11;
    for (size_t i = 0; i < MONTHS; i++) {
        *month(made, 0, 0, FNL_SERIES_REVENUE, i) = 100 * (int64_t)(i + 1);
        *month(made, 0, 0, FNL_SERIES_COST, i) = 30;
    }
    assert_true(fnl_contrast_value(layout, first, won, &value));
    assert_int_equal(value, 7);
    const struct fnl_quantity place = {FNL_QUANTITY_PLACE, layout->causes + FNL_CAUSE_PRICE, 0};
    assert_true(fnl_contrast_value(layout, first, place, &value));
    assert_int_equal(value, 11);
    const struct fnl_quantity series = {FNL_QUANTITY_SERIES, FNL_SERIES_REVENUE, 2};
    assert_true(fnl_contrast_value(layout, first, series, &value));
    assert_int_equal(value, 300);
    const struct fnl_quantity sum = {FNL_QUANTITY_CUMULATIVE, 0, 1};
    assert_true(fnl_contrast_value(layout, first, sum, &value));
    assert_int_equal(value, 70 + 170);
    first[FNL_WON] = FNL_UNDEFINED;
    assert_false(fnl_contrast_value(layout, first, won, &value));
}

/* 1 to 40, less the two that are undefined: 3 to 40. */
static void a_spread_describes_the_futures_in_which_it_exists(void **state)
{
    struct made *made = *state;
    for (size_t i = 0; i < FUTURES; i++)
        row(made, 1, i)[FNL_WON] = i < 2 ? FNL_UNDEFINED : 41 - (int64_t)i; /* 39 .. 2 */
    struct fnl_spread spread;
    assert_int_equal(fnl_contrast_spread(results(made), 1, won, &spread), FNL_OK);
    assert_int_equal(spread.count, 38);
    assert_int_equal(spread.undefined, 2);
    assert_near(spread.mean, 20.5);
    assert_near(spread.sd, sqrt(38 * 39 / 12.0));
    assert_true(spread.median == 20 || spread.median == 21);
    assert_true(spread.low >= 5 && spread.low <= 6 && spread.high >= 35 && spread.high <= 36);
    assert_int_equal(spread.positive, 38);
    assert_int_equal(spread.negative, 0);
    assert_int_equal(spread.trust, FNL_TRUST_SOUND);
    /* Student's 2.0262 at 37 degrees of freedom. */
    const double reach = 2.026192463 * spread.sd / sqrt(38);
    assert_true(fabs(spread.noise.low - (20.5 - reach)) < 1e-6);
    assert_true(fabs(spread.noise.high - (20.5 + reach)) < 1e-6);
}

static void of_futures_in_which_it_does_not_exist_nothing_is_said(void **state)
{
    struct made *made = *state;
    for (size_t i = 0; i < FUTURES; i++)
        row(made, 0, i)[FNL_WON] = FNL_UNDEFINED;
    struct fnl_spread spread;
    assert_int_equal(fnl_contrast_spread(results(made), 0, won, &spread), FNL_OK);
    assert_int_equal(spread.count, 0);
    assert_int_equal(spread.undefined, FUTURES);
    assert_int_equal(fnl_contrast_verdict(&spread, 1, 0), FNL_VERDICT_CANNOT_TELL);
}

/* Of two that vary by hundreds and differ by 3 or 5, the difference is known to a hair. */
static void pairs_are_compared_future_by_future(void **state)
{
    struct made *made = *state;
    for (size_t i = 0; i < FUTURES; i++) {
        row(made, 0, i)[FNL_WON] = (int64_t)(i * 7919 % 1000);
        row(made, 1, i)[FNL_WON] = row(made, 0, i)[FNL_WON] - (i % 2 ? 3 : 5);
    }
    row(made, 0, 0)[FNL_WON] = FNL_UNDEFINED;
    row(made, 1, 1)[FNL_WON] = FNL_UNDEFINED;
    struct fnl_spread one, three;
    assert_int_equal(fnl_contrast_pair(results(made), 1, 0, won, 1, &one), FNL_OK);
    assert_int_equal(one.count, 38);
    assert_int_equal(one.undefined, 2);
    assert_near(one.mean, -4);
    assert_int_equal(one.negative, 38);
    assert_true(one.noise.low > -4.5 && one.noise.high < -3.5);
    assert_int_equal(fnl_contrast_pair(made->results, 1, 0, won, 3, &three), FNL_OK);
    assert_near(three.mean, -4);
    assert_true(three.noise.low < one.noise.low && three.noise.high > one.noise.high);
    struct fnl_spread back;
    assert_int_equal(fnl_contrast_pair(made->results, 0, 1, won, 1, &back), FNL_OK);
    assert_near(back.mean, 4);
    assert_near(back.noise.low, -one.noise.high);
}

static struct fnl_spread difference(double low, double high)
{
    return (struct fnl_spread){.count = 10, .positive = 5, .negative = 5, .noise = {low, high}};
}

static void verdicts_compare_the_noise_with_what_matters(void **state)
{
    (void)state;
    static const struct {
        double low, high;
        enum fnl_verdict more_is_better, less_is_better;
    } cases[] = {
        {101, 120, FNL_VERDICT_BETTER, FNL_VERDICT_WORSE},
        {-120, -101, FNL_VERDICT_WORSE, FNL_VERDICT_BETTER},
        {100, 120, FNL_VERDICT_SOMEWHAT_BETTER, FNL_VERDICT_SOMEWHAT_WORSE},
        {1, 300, FNL_VERDICT_SOMEWHAT_BETTER, FNL_VERDICT_SOMEWHAT_WORSE},
        {-300, -1, FNL_VERDICT_SOMEWHAT_WORSE, FNL_VERDICT_SOMEWHAT_BETTER},
        {-99, 99, FNL_VERDICT_TOO_CLOSE, FNL_VERDICT_TOO_CLOSE},
        {1, 99, FNL_VERDICT_TOO_CLOSE, FNL_VERDICT_TOO_CLOSE},
        {-99, 101, FNL_VERDICT_CANNOT_TELL, FNL_VERDICT_CANNOT_TELL},
        {-1, 200, FNL_VERDICT_CANNOT_TELL, FNL_VERDICT_CANNOT_TELL},
        {-INFINITY, INFINITY, FNL_VERDICT_CANNOT_TELL, FNL_VERDICT_CANNOT_TELL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct fnl_spread spread = difference(cases[i].low, cases[i].high);
        assert_int_equal(fnl_contrast_verdict(&spread, 1, 100), cases[i].more_is_better);
        assert_int_equal(fnl_contrast_verdict(&spread, -1, 100), cases[i].less_is_better);
    }
    struct fnl_spread same = difference(0, 0);
    same.positive = same.negative = 0;
    assert_int_equal(fnl_contrast_verdict(&same, 1, 0), FNL_VERDICT_SAME);
}

/* Behind by 10, 30 and 5 on average, then ahead: what it costs until it pays. */
static void a_course_says_when_it_is_behind_and_from_when_ahead(void **state)
{
    struct made *made = *state;
    struct fnl_course course;
    for (size_t i = 0; i < FUTURES; i++) {
        *month(made, 0, i, FNL_SERIES_REVENUE, 0) = 1000;
        *month(made, 1, i, FNL_SERIES_REVENUE, 0) = 1000 - (i % 2 ? 15 : 5);
        *month(made, 1, i, FNL_SERIES_COST, 1) = 20;
        *month(made, 1, i, FNL_SERIES_REVENUE, 2) = 31;
    }
    assert_int_equal(fnl_contrast_course(results(made), 1, 0, &course), FNL_OK);
    assert_int_equal(course.ahead_from, 2);
    assert_int_equal(course.last_from, 2);
    assert_int_equal(course.last_to, MONTHS - 1);
    assert_int_equal(course.worst, 1);
    assert_near(course.worst_mean, -30);
    assert_int_equal(fnl_contrast_course(made->results, 0, 1, &course), FNL_OK);
    assert_int_equal(course.ahead_from, MONTHS); /* ahead at first, not for good */
    assert_int_equal(course.last_from, 0);
    assert_int_equal(course.last_to, 1);
    assert_int_equal(course.worst, 2);
    assert_near(course.worst_mean, -1);
}

static void whoever_is_never_behind_is_ahead_from_the_first_month(void **state)
{
    struct made *made = *state;
    struct fnl_course course;
    for (size_t i = 0; i < FUTURES; i++)
        *month(made, 1, i, FNL_SERIES_REVENUE, 0) = 3;
    assert_int_equal(fnl_contrast_course(results(made), 1, 0, &course), FNL_OK);
    assert_int_equal(course.ahead_from, 0);
    assert_near(course.worst_mean, 3);
    /* Never ahead is not ahead: equal options are not. */
    for (size_t i = 0; i < FUTURES; i++)
        *month(made, 1, i, FNL_SERIES_REVENUE, 0) = 0;
    assert_int_equal(fnl_contrast_course(results(made), 1, 0, &course), FNL_OK);
    assert_int_equal(course.ahead_from, MONTHS);
    assert_int_equal(course.last_from, MONTHS);
    assert_int_equal(course.last_to, MONTHS);
}

/* Six samples: differences 1 to 6, of which one does not exist. */
static void samples_of_the_inputs_have_a_spread_of_their_own(void **state)
{
    struct made *made = *state;
    made->samples = 6;
    for (size_t i = 0; i < 6; i++) {
        shaken(made, 0, i)[FNL_WON] = 50 * (int64_t)i;
        shaken(made, 1, i)[FNL_WON] = 50 * (int64_t)i + (int64_t)i + 1;
    }
    shaken(made, 0, 5)[FNL_WON] = FNL_UNDEFINED;
    struct fnl_spread spread;
    assert_int_equal(fnl_contrast_shaken(results(made), 1, 0, won, &spread), FNL_OK);
    assert_int_equal(spread.count, 5);
    assert_int_equal(spread.undefined, 1);
    assert_near(spread.mean, 3);
    assert_int_equal(spread.positive, 5);
    made->samples = 0;
    assert_int_equal(fnl_contrast_shaken(results(made), 1, 0, won, &spread), FNL_OK);
    assert_int_equal(spread.count, 0);
}

/* A few futures make the mean: the interval leans to their side and is not trusted. */
static void skewed_numbers_are_said_to_be(void **state)
{
    struct made *made = *state;
    for (size_t i = 0; i < FUTURES; i++)
        row(made, 0, i)[FNL_WON] = i == 0 ? 100000 : 10 + (int64_t)i % 3;
    struct fnl_spread spread;
    assert_int_equal(fnl_contrast_spread(results(made), 0, won, &spread), FNL_OK);
    assert_int_equal(spread.trust, FNL_TRUST_SKEWED);
    assert_true(spread.noise.high - spread.mean > spread.mean - spread.noise.low);
}

static void memory_that_runs_out_is_reported(void **state)
{
    struct made *made = *state;
    const fnl_results *these = results(made);
    struct fnl_spread spread;
    struct fnl_course course;
    fnl_memory_fail_after(0);
    assert_int_equal(fnl_contrast_spread(these, 0, won, &spread), FNL_ERR_MEMORY);
    fnl_memory_fail_after(0);
    assert_int_equal(fnl_contrast_pair(these, 1, 0, won, 1, &spread), FNL_ERR_MEMORY);
    fnl_memory_fail_after(0);
    assert_int_equal(fnl_contrast_course(these, 1, 0, &course), FNL_ERR_MEMORY);
    fnl_memory_fail_after(-1);
}

#define MADE_TEST(test) cmocka_unit_test_setup_teardown(test, open_made, close_made)

/* --- ratios */

static const struct fnl_quantity win_rate = {FNL_QUANTITY_INDICATOR, FNL_WIN_RATE, 0};

/* So many deals of so many, in one future of an option. */
static void win(struct made *made, size_t option, size_t future, int64_t deals, int64_t of)
{
    int64_t *numbers = row(made, option, future);
    numbers[FNL_WON] = deals;
    numbers[FNL_OPPORTUNITIES] = of;
    numbers[FNL_WIN_RATE] = of > 0 ? deals * FNL_MILLION / of : FNL_UNDEFINED;
}

/* Of 40 futures 20 win 1 of 1, 19 win 3 of 20, one has no deal: 77 of 400, and not 59 %. */
static void win_small(struct made *made, size_t option)
{
    for (size_t i = 0; i < 20; i++)
        win(made, option, i, 1, 1);
    for (size_t i = 20; i < 39; i++)
        win(made, option, i, 3, 20);
    win(made, option, 39, 0, 0);
}

static void a_mean_ratio_is_that_of_all_futures_together(void **state)
{
    struct made *made = *state;
    struct fnl_spread spread;
    win_small(made, 0);
    assert_int_equal(fnl_contrast_spread(results(made), 0, win_rate, &spread), FNL_OK);
    assert_near(spread.mean, 77e6 / 400);
    assert_int_equal(spread.undefined, 1);
    assert_int_equal(spread.count, 39);
    assert_int_equal(spread.high, 1000000);
    assert_int_equal(spread.low, 150000);
}

/* Its standard error by the residuals: of 20 futures 1 - R, of 19 futures 3 - 20 R, of one 0. */
static void the_noise_of_a_ratio_is_that_of_its_residuals(void **state)
{
    struct made *made = *state;
    struct fnl_spread spread;
    win_small(made, 0);
    assert_int_equal(fnl_contrast_spread(results(made), 0, win_rate, &spread), FNL_OK);
    const double ratio = 77.0 / 400, one = 1 - ratio, many = 3 - 20 * ratio;
    const double variance = (20 * one * one + 19 * many * many) / 39;
    const double error = sqrt(variance / 40) / 10, t39 = 2.02269092; /* 97.5 % of Student's */
    assert_true(spread.trust == FNL_TRUST_SOUND);
    assert_true(fabs(spread.noise.low - (ratio - t39 * error) * 1e6) < 2);
    assert_true(fabs(spread.noise.high - (ratio + t39 * error) * 1e6) < 2);
}

/* The same in both options but for one deal in the last future. */
static void a_difference_of_ratios_is_that_of_all_futures_together(void **state)
{
    struct made *made = *state;
    struct fnl_spread difference;
    win_small(made, 0);
    win_small(made, 1);
    assert_int_equal(fnl_contrast_pair(results(made), 1, 0, win_rate, 1, &difference), FNL_OK);
    assert_true(difference.mean == 0 && difference.positive == 0);
    win(made, 1, 38, 13, 20);
    assert_int_equal(fnl_contrast_pair(results(made), 1, 0, win_rate, 1, &difference), FNL_OK);
    assert_near(difference.mean, 10e6 / 400);
    assert_int_equal(difference.positive, 1);
    assert_int_equal(difference.undefined, 1);
}

/* Samples have ratios of their own. */
static void ratios_of_samples_are_theirs(void **state)
{
    struct made *made = *state;
    struct fnl_spread difference;
    made->samples = 6;
    win_small(made, 0);
    win_small(made, 1);
    for (size_t i = 0; i < 6; i++)
        for (size_t option = 0; option < OPTIONS; option++) {
            int64_t *numbers = shaken(made, option, i);
            numbers[FNL_WON] = option == 1 ? 3 : 1;
            numbers[FNL_OPPORTUNITIES] = 8;
            numbers[FNL_WIN_RATE] = numbers[FNL_WON] * FNL_MILLION / 8;
        }
    assert_int_equal(fnl_contrast_shaken(results(made), 1, 0, win_rate, &difference), FNL_OK);
    assert_near(difference.mean, 250000);
}

static void a_ratio_of_nothing_does_not_exist(void **state)
{
    struct made *made = *state;
    struct fnl_spread spread;
    for (size_t i = 0; i < FUTURES; i++)
        win(made, 0, i, 0, 0);
    assert_int_equal(fnl_contrast_spread(results(made), 0, win_rate, &spread), FNL_OK);
    assert_int_equal(spread.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MADE_TEST(a_quantity_is_found_in_its_place),
        MADE_TEST(a_mean_ratio_is_that_of_all_futures_together),
        MADE_TEST(the_noise_of_a_ratio_is_that_of_its_residuals),
        MADE_TEST(a_difference_of_ratios_is_that_of_all_futures_together),
        MADE_TEST(ratios_of_samples_are_theirs),
        MADE_TEST(a_ratio_of_nothing_does_not_exist),
        MADE_TEST(a_spread_describes_the_futures_in_which_it_exists),
        MADE_TEST(of_futures_in_which_it_does_not_exist_nothing_is_said),
        MADE_TEST(pairs_are_compared_future_by_future),
        MADE_TEST(verdicts_compare_the_noise_with_what_matters),
        MADE_TEST(a_course_says_when_it_is_behind_and_from_when_ahead),
        MADE_TEST(whoever_is_never_behind_is_ahead_from_the_first_month),
        MADE_TEST(samples_of_the_inputs_have_a_spread_of_their_own),
        MADE_TEST(skewed_numbers_are_said_to_be),
        MADE_TEST(memory_that_runs_out_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
