/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/timeline.h"

#include "sketched.h"

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
        count++;
    return count;
}

static void revenue_and_cost_stand_in_one_row_a_month(void **state)
{
    (void)state;
    char *data = sketched(made_up_firm(3), fnl_timeline_revenue_cost);
    sketched_says(data, "title = 'Referrals invoices $16.6M and costs $12.0M, As we are $15.8M and "
                        "$11.9M'\n");
    sketched_says(data, "$months << EOD\n20454 326000 350000 374000 330000 330000 330000\n");
    assert_int_equal(count_of(data, "\n20454 "), 3);
    assert_int_equal(count_of(data, "\n\n\n"), 2);
    free(data);
    sketched_assert(made_up_firm(1), fnl_timeline_revenue_cost,
                    "title = 'As we are invoices $15.8M and costs $11.9M in 36 months'\n");
}

static void contribution_points_out_the_best(void **state)
{
    (void)state;
    char *data = sketched(made_up_firm(3), fnl_timeline_contribution);
    sketched_says(
        data, "title = 'In total, Referrals has earned more than As we are from Nov 2026 on'\n");
    sketched_says(data, "best = 3\nahead = 20758\n");
    sketched_says(data, "$months << EOD\n20454 20000\n20485 45000\n");
    free(data);
}

static void whoever_is_ahead_from_the_first_month_is_so_from_the_start(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(2, 50, 2);
    made_up_all(made, 1, FNL_CONTRIBUTION, MADE_UP_DOLLARS(238500));
    for (size_t future = 0; future < 50; future++)
        for (size_t month = 0; month < 2; month++)
            made_up_row(made, 1,
                        future)[fnl_indicator_series_at(&made->layout, FNL_SERIES_REVENUE, month)] =
                MADE_UP_DOLLARS(119250);
    char *data = sketched(made, fnl_timeline_contribution);
    sketched_says(data,
                  "title = 'In total, More leads has earned more than As we are from the start'\n");
    sketched_says(data, "best = 2\nahead = 20454\n");
    free(data);
}

static void a_lead_that_is_being_lost_is_called_so(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(2, 50, 12);
    made_up_all(made, 1, FNL_CONTRIBUTION, MADE_UP_DOLLARS(600000));
    for (size_t future = 0; future < 50; future++)
        for (size_t month = 0; month < 12; month++)
            made_up_row(made, 1,
                        future)[fnl_indicator_series_at(&made->layout, FNL_SERIES_REVENUE, month)] =
                MADE_UP_DOLLARS(month < 6 ? 200000 : -100000) + (int64_t)future;
    sketched_assert(made, fnl_timeline_contribution,
                    "title = 'In total, More leads has earned more than As we are from the start, "
                    "but is losing it again'\n");
}

static void contribution_points_out_nobody_where_none_is_surely_better(void **state)
{
    (void)state;
    char *data = sketched(made_up_firm(2), fnl_timeline_contribution);
    sketched_says(data, "title = 'No option is surely better than As we are'\n");
    sketched_says(data, "best = 0\nahead = NaN\n");
    free(data);
    sketched_assert(made_up_firm(1), fnl_timeline_contribution,
                    "title = 'As we are earns $3.9M in 36 months'\n");
    struct made_up *made = made_up_new(1, 5, 2);
    made_up_all(made, 0, FNL_CONTRIBUTION, -12345678);
    sketched_assert(made, fnl_timeline_contribution,
                    "title = 'As we are loses $123k in 2 months'\n");
}

static void the_best_by_another_yardstick_may_never_earn_more(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(2, 50, 2);
    made->study.judge_by = FNL_PITA_CLIENTS_END;
    made->study.matters = 0;
    made_up_all(made, 0, FNL_PITA_CLIENTS_END, 21);
    char *data = sketched(made, fnl_timeline_contribution);
    sketched_says(data, "title = 'More leads earns $0 in 2 months'\n");
    sketched_says(data, "best = 2\nahead = NaN\n");
    free(data);
}

static void differences_are_paired(void **state)
{
    (void)state;
    char *data = sketched(made_up_firm(3), fnl_timeline_difference);
    sketched_says(data, "title = 'Referrals ends $732k ahead of As we are, and is ahead in 91 of "
                        "100 futures'\n");
    sketched_says(data, "array option[3] = ['As we are', 'More leads', 'Referrals']\n");
    sketched_says(data, "array ahead[3] = [NaN, ");
    sketched_says(data, ", 20758]\n");
    sketched_says(data, "$months << EOD\n20454 -30000 -10000 10000\n");
    assert_int_equal(count_of(data, "\n20454 "), 2);
    free(data);
    struct made_up *made = made_up_new(2, 10, 1);
    for (size_t future = 0; future < 10; future++)
        made_up_row(made, 1, future)[fnl_indicator_series_at(&made->layout, FNL_SERIES_COST, 0)] =
            MADE_UP_DOLLARS(300000);
    sketched_assert(made, fnl_timeline_difference,
                    "title = 'More leads ends $300k behind As we are, and is ahead in 0 of 10 "
                    "futures'\n");
}

static void cash_has_its_lowest_and_the_credit_line(void **state)
{
    (void)state;
    char *data = sketched(made_up_firm(2), fnl_timeline_cash);
    sketched_says(data, "title = 'Cash goes lowest with More leads: $124k in Jun 2026'\n");
    sketched_says(data, "array lowest_day[2] = [20624, 20624]\n");
    sketched_says(data, "array lowest_bad[2] = [41000, -49300]\n");
    sketched_says(data, "credit = 150000\n");
    free(data);
    sketched_assert(made_up_firm(1), fnl_timeline_cash,
                    "title = 'Cash of As we are is lowest in Jun 2026: $185k'\n");
}

/* No option is named for a difference that nobody sees. */
static void cash_that_goes_as_low_is_alike(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(3, 10, 12);
    for (size_t i = 0; i < 3; i++)
        made_up_all(made, i, FNL_LOWEST_CASH, MADE_UP_DOLLARS(238500 - 3000 * (int64_t)i));
    sketched_assert(made, fnl_timeline_cash,
                    "title = 'Cash goes about as low with all 3 options: $233k in Jan 2026'\n");
    made = made_up_new(3, 10, 12);
    for (size_t i = 0; i < 3; i++)
        made_up_all(made, i, FNL_LOWEST_CASH, MADE_UP_DOLLARS(238500 - 6000 * (int64_t)i));
    sketched_assert(made, fnl_timeline_cash,
                    "title = 'Cash goes lowest with Referrals: $227k in Jan 2026'\n");
    made = made_up_new(2, 10, 12);
    for (size_t i = 0; i < 2; i++)
        made_up_row(made, i, 3)[FNL_GOES_BROKE] = 1;
    sketched_assert(made, fnl_timeline_cash,
                    "title = 'Every option breaks the credit line in 1 of 10 futures'\n");
}

static void breaking_the_credit_line_is_the_news(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(3);
    made_up_row(made, 2, 5)[FNL_GOES_BROKE] = 1;
    for (size_t future = 0; future < 30; future++)
        made_up_row(made, 1, future)[FNL_GOES_BROKE] = 1;
    sketched_assert(made, fnl_timeline_cash,
                    "title = 'More leads breaks the credit line in 30 of 100 futures'\n");
}

static void whoever_breaks_the_credit_line_as_often_is_not_blamed_alone(void **state)
{
    (void)state;
    static const struct {
        size_t options, breaking;
        const char *title;
    } cases[] = {
        {1, 1, "As we are breaks the credit line in 1 of 100 futures"},
        {3, 3, "Every option breaks the credit line in 1 of 100 futures"},
        {3, 2, "As we are and More leads each break the credit line in 1 of 100 futures"},
        {4, 3, "As we are and 2 others each break the credit line in 1 of 100 futures"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct made_up *made = made_up_firm(cases[i].options);
        for (size_t option = 0; option < cases[i].options; option++)
            made_up_all(made, option, FNL_GOES_BROKE, 0);
        for (size_t option = 0; option < cases[i].breaking; option++)
            made_up_row(made, option, 7 + option)[FNL_GOES_BROKE] = 1;
        sketched_assert(made, fnl_timeline_cash, cases[i].title);
    }
}

/* In the twelfth month of each year one of eight reps leaves. */
static void output_stands_beside_energy_and_those_who_leave(void **state)
{
    (void)state;
    char *data = sketched(made_up_firm(2), fnl_timeline_morale);
    sketched_says(data, "title = 'Energy ends at 83 % and morale at 43 % with As we are, at 65 % "
                        "and 43 % with More leads'\n");
    sketched_says(data, "$months << EOD\n20454 1 0.5 20 0\n20485 0.995 0.498 19.875 0\n");
    sketched_says(data, "20727 0.955 0.482 18.875 0.5\n");
    free(data);
    sketched_assert(made_up_firm(1), fnl_timeline_morale,
                    "title = 'Energy of the reps ends at 83 %, morale at 43 %'\n");
    sketched_assert(made_up_new(1, 1, 1), fnl_timeline_morale, "EOD\n20454 0 0 0 0\nEOD\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(revenue_and_cost_stand_in_one_row_a_month),
        cmocka_unit_test(contribution_points_out_the_best),
        cmocka_unit_test(whoever_is_ahead_from_the_first_month_is_so_from_the_start),
        cmocka_unit_test(a_lead_that_is_being_lost_is_called_so),
        cmocka_unit_test(contribution_points_out_nobody_where_none_is_surely_better),
        cmocka_unit_test(the_best_by_another_yardstick_may_never_earn_more),
        cmocka_unit_test(differences_are_paired),
        cmocka_unit_test(cash_has_its_lowest_and_the_credit_line),
        cmocka_unit_test(cash_that_goes_as_low_is_alike),
        cmocka_unit_test(breaking_the_credit_line_is_the_news),
        cmocka_unit_test(whoever_breaks_the_credit_line_as_often_is_not_blamed_alone),
        cmocka_unit_test(output_stands_beside_energy_and_those_who_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
