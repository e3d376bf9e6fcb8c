/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/quarters.h"

#include "sketched.h"

/* A forecast and what came of it, of one option in all futures, in the month that ends a quarter.
 */
static void came(struct made_up *made, size_t option, size_t month, double expected, double signs)
{
    for (size_t future = 0; future < made->futures; future++) {
        int64_t *row = made_up_row(made, option, future);
        row[fnl_indicator_series_at(&made->layout, FNL_SERIES_FORECAST, month)] =
            MADE_UP_DOLLARS(expected);
        row[fnl_indicator_series_at(&made->layout, FNL_SERIES_FORECAST_CAME, month)] =
            MADE_UP_DOLLARS(signs);
    }
}

static void a_quarter_has_what_was_expected_beside_what_came(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(1, 10, 7);
    came(made, 0, 2, 150000, 110000);
    came(made, 0, 5, 210000, 128500);
    for (size_t future = 0; future < 5; future++)
        made_up_row(made, 0,
                    future)[fnl_indicator_series_at(&made->layout, FNL_SERIES_FORECAST, 2)] =
            MADE_UP_DOLLARS(150000 + 2000 * (double)future);
    char *data = sketched(made, fnl_quarters_forecast);
    sketched_says(data, "title = 'Reps expected half as much again as came: $181k a quarter "
                        "against $119k'\n");
    sketched_says(data, "$quarters << EOD\n20454 150000 152000 157000 110000 110000 110000\n"
                        "20544 210000 210000 210000 128500 128500 128500\nEOD\n");
    free(data);
}

static void quarters_are_those_of_the_business_year(void **state)
{
    (void)state;
    struct fnl_settings settings = {.fiscal_year_starts = "Feb"};
    struct made_up *made = made_up_new(2, 3, 6);
    made->options[1].last = &settings;
    assert_int_equal(fnl_quarters_count(&made->study, 0), 2);
    assert_int_equal(fnl_quarters_count(&made->study, 1), 1);
    settings.fiscal_year_starts = "December";
    assert_int_equal(fnl_quarters_count(&made->study, 1), 1);
    came(made, 1, 4, 2385, 0);
    char *data = sketched(made, fnl_quarters_forecast);
    sketched_says(data, "\n\n\n20513 2385 2385 2385 0 0 0\nEOD\n");
    free(data);
}

static void a_run_shorter_than_a_quarter_has_none(void **state)
{
    (void)state;
    struct fnl_settings settings = {.fiscal_year_starts = "Mar"};
    struct made_up *made = made_up_new(1, 1, 1);
    made->options[0].last = &settings;
    assert_int_equal(fnl_quarters_count(&made->study, 0), 0);
    sketched_assert(made, fnl_quarters_forecast, "$quarters << EOD\nEOD\n");
}

static void the_title_says_how_far_off_the_reps_were(void **state)
{
    (void)state;
    static const struct {
        double expected, came;
        const char *title;
    } cases[] = {
        {0, 0, "Reps expected nothing"},
        {23850, 0, "Reps expected what never came: $24k a quarter against $0"},
        {23850, 24000, "Reps expected about as much as came: $24k a quarter against $24k"},
        {23850, 17200, "Reps expected 39 % more than came: $24k a quarter against $17k"},
        {23850, 31800, "Reps expected 25 % less than came: $24k a quarter against $32k"},
        {23850, 16000, "Reps expected half as much again as came: $24k a quarter against $16k"},
        {23850, 12000, "Reps expected twice as much as came: $24k a quarter against $12k"},
        {23850, 8500, "Reps expected 2.8 times as much as came: $24k a quarter against $8.5k"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct made_up *made = made_up_new(1, 2, 3);
        came(made, 0, 2, cases[i].expected, cases[i].came);
        char *data = sketched(made, fnl_quarters_forecast);
        sketched_says(data, cases[i].title);
        free(data);
    }
}

static void the_title_of_two_options_says_it_of_both(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(2, 2, 3);
    came(made, 0, 2, 23850, 17200);
    came(made, 1, 2, 23850, 0);
    made->study.words.rep = "Vertreter";
    sketched_assert(made, fnl_quarters_forecast,
                    "title = 'Vertreters expected 39 % more than came with As we are, and what "
                    "never came with More leads'\n");
    made = made_up_new(2, 2, 3);
    came(made, 0, 2, 23850, 17200);
    came(made, 1, 2, 23850, 17200);
    sketched_assert(made, fnl_quarters_forecast,
                    "title = 'Reps expected 39 % more than came, with As we are as with More "
                    "leads'\n");
}

/* Of three options only the second has a forecast: nothing is said of the others. */
static void the_title_is_of_the_option_that_has_a_forecast(void **state)
{
    (void)state;
    static const struct fnl_settings without = {0}, with = {.forecast = {.present = true}};
    struct made_up *made = made_up_new(3, 2, 3);
    for (size_t i = 0; i < 3; i++)
        made->options[i].last = i == 1 ? &with : &without;
    came(made, 1, 2, 23850, 17200);
    sketched_assert(made, fnl_quarters_forecast,
                    "title = 'Reps expected 39 % more than came with More leads: $24k a quarter "
                    "against $17k'\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quarter_has_what_was_expected_beside_what_came),
        cmocka_unit_test(quarters_are_those_of_the_business_year),
        cmocka_unit_test(a_run_shorter_than_a_quarter_has_none),
        cmocka_unit_test(the_title_says_how_far_off_the_reps_were),
        cmocka_unit_test(the_title_of_two_options_says_it_of_both),
        cmocka_unit_test(the_title_is_of_the_option_that_has_a_forecast),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
