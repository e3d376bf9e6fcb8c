/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/date.h"
#include "report/fairness.h"

#include "made_up.h"

/* Options that may spend so many dollars a month and have so many hours a month. */
static struct made_up *contest(size_t count, const int64_t *money, const int64_t *hours)
{
    struct made_up *made = made_up_new(count, 20, 10);
    for (size_t i = 0; i < count; i++) {
        made->options[i].allowance.a_month = MADE_UP_DOLLARS(money[i]);
        made->options[i].allowance.from = made->study.start;
        made_up_all(made, i, FNL_EXTRA_ALLOWED, MADE_UP_DOLLARS(10 * money[i]));
        made_up_all(made, i, FNL_EXTRA_SPENT, MADE_UP_DOLLARS(10 * money[i]));
        for (size_t future = 0; future < 20; future++)
            for (size_t month = 0; month < 10; month++)
                made_up_row(made, i, future)[fnl_indicator_series_at(
                    &made->layout, FNL_SERIES_HOURS_AVAILABLE, month)] = hours[i] * FNL_HOUR;
    }
    return made;
}

static void assert_line(struct made_up *made, bool holds, const char *expected)
{
    const struct fnl_study *study = made_up_study(made);
    char *text = fnl_fairness_text(study);
    assert_string_equal(text, expected);
    assert_int_equal(fnl_fairness_holds(study), holds);
    free(text);
    made_up_free(made);
}

#define NUMBERS(...) ((const int64_t[]){__VA_ARGS__})

static void equal_money_and_hours_are_fair(void **state)
{
    (void)state;
    assert_line(
        contest(3, NUMBERS(6000, 6000, 6000), NUMBERS(520, 520, 520)), true,
        "Fair fight: yes. Each may spend $6,000 a month more on finding business; the same 8 "
        "reps' hours.\n");
    assert_line(
        contest(2, NUMBERS(0, 0), NUMBERS(520, 520)), true,
        "Fair fight: yes. Each may spend nothing more on finding business; the same 8 reps' "
        "hours.\n");
}

static void the_firm_as_it_is_may_have_nothing_to_spend(void **state)
{
    (void)state;
    assert_line(contest(3, NUMBERS(0, 6000, 6000), NUMBERS(520, 520, 520)), false,
                "Fair fight among the other 2: yes. Each may spend $6,000 a month more on finding "
                "business; the same 8 reps' hours.\n"
                "  As we are may spend nothing more; what the others spend is among their "
                "costs.\n");
    assert_line(
        contest(2, NUMBERS(0, 6000), NUMBERS(520, 520)), false,
        "Fair fight: not quite. More leads may spend $6,000 a month more on finding business, "
        "As we are nothing more; the same 8 reps' hours.\n");
}

static void different_allowances_are_listed(void **state)
{
    (void)state;
    assert_line(
        contest(3, NUMBERS(0, 6000, 9000), NUMBERS(520, 520, 520)), false,
        "Fair fight: not quite. More leads may spend $6,000 a month more on finding business, "
        "Referrals $9,000 a month more, As we are nothing more; the same 8 reps' "
        "hours.\n");
    assert_line(contest(5, NUMBERS(0, 6000, 6000, 0, 0), NUMBERS(520, 520, 520, 520, 520)), false,
                "Fair fight: not quite. More leads and Referrals may spend $6,000 a month more on "
                "finding business, the others nothing more; the same 8 reps' hours.\n");
    assert_line(
        contest(5, NUMBERS(6000, 0, 6000, 6000, 9000), NUMBERS(520, 520, 520, 520, 520)), false,
        "Fair fight: not quite. As we are, Referrals and Walk away may spend $6,000 a month "
        "more on finding business, Twenty meetings $9,000 a month more, More leads nothing "
        "more; the same 8 reps' hours.\n");
}

static void different_hours_are_listed(void **state)
{
    (void)state;
    struct made_up *made = contest(2, NUMBERS(0, 0), NUMBERS(520, 650));
    made->options[1].reps = 10;
    assert_line(made, false,
                "Fair fight: not quite. Each may spend nothing more on finding business; rep hours "
                "5,200 h with As we are, 6,500 h with More leads.\n");
    assert_line(contest(4, NUMBERS(0, 0, 0, 0), NUMBERS(520, 650, 520, 650)), false,
                "Fair fight: not quite. Each may spend nothing more on finding business; rep hours "
                "5,200 h with As we are and Referrals, 6,500 h with the others.\n");
}

static void a_hundredth_is_no_difference(void **state)
{
    (void)state;
    assert_line(
        contest(2, NUMBERS(6000, 6000), NUMBERS(1000, 1010)), true,
        "Fair fight: yes. Each may spend $6,000 a month more on finding business; the same 8 "
        "reps' hours.\n");
    assert_line(contest(2, NUMBERS(6000, 6000), NUMBERS(1000, 1011)), false,
                "Fair fight: not quite. Each may spend $6,000 a month more on finding business; "
                "rep hours 10,000 h with As we are, 10,110 h with More leads.\n");
}

static void an_allowance_may_begin_later_or_vary(void **state)
{
    (void)state;
    struct made_up *made = contest(2, NUMBERS(6000, 6000), NUMBERS(520, 520));
    for (size_t i = 0; i < 2; i++)
        made->options[i].allowance.from = fnl_date_month_start(made->study.start, 3);
    assert_line(made, true,
                "Fair fight: yes. Each may spend $6,000 a month more (from Apr 2026) on finding "
                "business; the same 8 reps' hours.\n");
    made = contest(2, NUMBERS(6000, 6000), NUMBERS(520, 520));
    made->options[0].allowance.a_month = made->options[1].allowance.a_month = -1;
    assert_line(made, true,
                "Fair fight: yes. Each may spend $60k more on finding business; the same 8 reps' "
                "hours.\n");
}

static void teams_have_words_of_their_own(void **state)
{
    (void)state;
    struct made_up *made = contest(2, NUMBERS(0, 0), NUMBERS(520, 520));
    made->study.words.rep = "seller";
    made->options[0].reps = made->options[1].reps = 1;
    assert_line(
        made, true,
        "Fair fight: yes. Each may spend nothing more on finding business; the same seller's "
        "hours.\n");
    made = contest(2, NUMBERS(0, 0), NUMBERS(520, 520));
    made->options[0].reps = 0;
    assert_line(
        made, true,
        "Fair fight: yes. Each may spend nothing more on finding business; the same hours of "
        "reps.\n");
}

static void what_was_not_spent_is_said(void **state)
{
    (void)state;
    struct made_up *made = contest(3, NUMBERS(6000, 6000, 6000), NUMBERS(520, 520, 520));
    made_up_all(made, 0, FNL_EXTRA_SPENT, 0);
    made_up_all(made, 2, FNL_EXTRA_SPENT, MADE_UP_DOLLARS(51000));
    assert_line(
        made, true,
        "Fair fight: yes. Each may spend $6,000 a month more on finding business; the same 8 "
        "reps' hours.\n"
        "  Not all of it was spent: As we are $0 of $60k, Referrals $51k of $60k.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_money_and_hours_are_fair),
        cmocka_unit_test(the_firm_as_it_is_may_have_nothing_to_spend),
        cmocka_unit_test(different_allowances_are_listed),
        cmocka_unit_test(different_hours_are_listed),
        cmocka_unit_test(a_hundredth_is_no_difference),
        cmocka_unit_test(an_allowance_may_begin_later_or_vary),
        cmocka_unit_test(teams_have_words_of_their_own),
        cmocka_unit_test(what_was_not_spent_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
