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

#include "lab.h"
#include "made_up.h"

/* Dollars over the ten months, spent on something in every future. */
static void spend(struct made_up *made, size_t option, enum fnl_category category, int64_t dollars)
{
    for (size_t future = 0; future < 20; future++)
        made_up_row(made, option, future)[made->layout.categories + category] -=
            MADE_UP_DOLLARS(dollars);
}

/* Options that may spend so many dollars a month and have so many hours a month. */
static struct made_up *contest(size_t count, const int64_t *money, const int64_t *hours)
{
    struct made_up *made = made_up_new(count, 20, 10);
    for (size_t i = 0; i < count; i++) {
        made->options[i].allowance.a_month = MADE_UP_DOLLARS(money[i]);
        made->options[i].allowance.from = made->study.start;
        made_up_all(made, i, FNL_EXTRA_ALLOWED, MADE_UP_DOLLARS(10 * money[i]));
        spend(made, i, FNL_MONEY_LEADS, 10 * money[i]);
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

#define NO_VERDICT                                                                                 \
    "  Whether that is fair is yours to say: to hire or buy more may be the idea; its cost is "    \
    "counted.\n"

#define NUMBERS(...) ((const int64_t[]){__VA_ARGS__})

static void equal_money_and_hours_are_fair(void **state)
{
    (void)state;
    assert_line(contest(3, NUMBERS(6000, 6000, 6000), NUMBERS(520, 520, 520)), true,
                "Fair fight: each may spend $6,000 a month more on finding business; the same 8 "
                "reps' hours.     yes\n");
    assert_line(contest(2, NUMBERS(0, 0), NUMBERS(520, 520)), true,
                "Fair fight: each may spend nothing more on finding business; the same 8 reps' "
                "hours.     yes\n");
}

static void the_firm_as_it_is_may_have_nothing_to_spend(void **state)
{
    (void)state;
    assert_line(contest(3, NUMBERS(0, 6000, 6000), NUMBERS(520, 520, 520)), false,
                "Fair fight among the other 2: each may spend $6,000 a month more on finding "
                "business; the same 8 reps' hours.     yes\n"
                "  As we are may spend nothing more; what the others spend is among their "
                "costs.\n");
    assert_line(contest(2, NUMBERS(0, 6000), NUMBERS(520, 520)), false,
                "Fair fight: not quite. Against As we are:\n"
                "  More leads may spend $6,000 a month more on finding business.\n" NO_VERDICT);
}

static void different_allowances_are_listed(void **state)
{
    (void)state;
    assert_line(contest(3, NUMBERS(0, 6000, 9000), NUMBERS(520, 520, 520)), false,
                "Fair fight: not quite. Against As we are:\n"
                "  More leads may spend $6,000 a month more on finding business.\n"
                "  Referrals may spend $9,000 a month more on finding business.\n" NO_VERDICT);
    assert_line(contest(3, NUMBERS(6000, 6000, 4500), NUMBERS(520, 520, 520)), false,
                "Fair fight: not quite. Against As we are:\n"
                "  Referrals may spend $1,500 a month less on finding business.\n" NO_VERDICT);
}

static void different_hours_are_listed(void **state)
{
    (void)state;
    struct made_up *made = contest(2, NUMBERS(0, 0), NUMBERS(520, 650));
    made->options[1].reps = 10;
    assert_line(made, false,
                "Fair fight: not quite. Against As we are:\n"
                "  More leads has 130 rep hours a month more.\n" NO_VERDICT);
}

static void a_hundredth_is_no_difference(void **state)
{
    (void)state;
    assert_line(contest(2, NUMBERS(6000, 6000), NUMBERS(1000, 1010)), true,
                "Fair fight: each may spend $6,000 a month more on finding business; the same 8 "
                "reps' hours.     yes\n");
    assert_line(contest(2, NUMBERS(6000, 6000), NUMBERS(1000, 1011)), false,
                "Fair fight: not quite. Against As we are:\n"
                "  More leads has 11 rep hours a month more.\n" NO_VERDICT);
}

static void an_allowance_may_begin_later_or_vary(void **state)
{
    (void)state;
    struct made_up *made = contest(2, NUMBERS(6000, 6000), NUMBERS(520, 520));
    for (size_t i = 0; i < 2; i++)
        made->options[i].allowance.from = fnl_date_month_start(made->study.start, 3);
    assert_line(made, true,
                "Fair fight: each may spend $6,000 a month more (from Apr 2026) on finding "
                "business; the same 8 reps' hours.     yes\n");
    made = contest(2, NUMBERS(6000, 6000), NUMBERS(520, 520));
    made->options[0].allowance.a_month = made->options[1].allowance.a_month = -1;
    assert_line(made, true,
                "Fair fight: each may spend $60k more on finding business; the same 8 reps' "
                "hours.     yes\n");
}

static void more_money_for_leads_is_said_though_nobody_allowed_it(void **state)
{
    (void)state;
    struct made_up *made = contest(3, NUMBERS(0, 0, 0), NUMBERS(520, 520, 520));
    made->options[1].name = "Website x2";
    for (size_t i = 0; i < 3; i++)
        spend(made, i, FNL_MONEY_LEADS, 50000);
    spend(made, 1, FNL_MONEY_LEADS, 65830);
    spend(made, 2, FNL_MONEY_REWARDS, 505);
    assert_line(made, false,
                "Fair fight: not quite. Against As we are:\n"
                "  Website x2 spends $6,583 a month more on leads.\n" NO_VERDICT);
}

static void money_of_several_kinds_is_for_finding_business(void **state)
{
    (void)state;
    struct made_up *made = contest(3, NUMBERS(0, 0, 0), NUMBERS(520, 520, 520));
    spend(made, 0, FNL_MONEY_LEADS, 50000);
    spend(made, 1, FNL_MONEY_CAMPAIGNS, 40000);
    spend(made, 1, FNL_MONEY_REWARDS, 4000);
    spend(made, 2, FNL_MONEY_MARKETING, 55000);
    spend(made, 2, FNL_MONEY_REWARDS, 4000);
    assert_line(made, false,
                "Fair fight: not quite. Against As we are:\n"
                "  More leads spends $600 a month less on finding business.\n"
                "  Referrals spends $900 a month more on finding business.\n" NO_VERDICT);
}

/* What is spent of an allowance is no surprise; what is spent besides it is. */
static void allowances_may_be_spent(void **state)
{
    (void)state;
    struct made_up *made = contest(3, NUMBERS(0, 6000, 6000), NUMBERS(520, 520, 520));
    assert_line(made, false,
                "Fair fight among the other 2: each may spend $6,000 a month more on finding "
                "business; the same 8 reps' hours.     yes\n"
                "  As we are may spend nothing more; what the others spend is among their "
                "costs.\n");
    made = contest(3, NUMBERS(0, 6000, 6000), NUMBERS(520, 520, 520));
    spend(made, 2, FNL_MONEY_REWARDS, 7000);
    assert_line(made, false,
                "Fair fight: not quite. Against As we are:\n"
                "  More leads may spend $6,000 a month more on finding business.\n"
                "  Referrals may spend $6,000 a month more on finding business; spends $700 a "
                "month more on finding business besides.\n" NO_VERDICT);
}

static void other_hours_of_service_are_said(void **state)
{
    (void)state;
    struct made_up *made = contest(3, NUMBERS(0, 0, 0), NUMBERS(520, 520, 520));
    for (size_t i = 0; i < 3; i++) {
        made->options[i].service_hours = 500;
        made->options[i].service_cost = MADE_UP_DOLLARS(25000);
    }
    made->options[1].service_hours = 620.25;
    made->options[1].service_cost = MADE_UP_DOLLARS(31000);
    made->options[2].service_cost = MADE_UP_DOLLARS(24000);
    assert_line(made, false,
                "Fair fight: not quite. Against As we are:\n"
                "  More leads has 120 service hours a month more; pays $6,000 a month more for "
                "service.\n"
                "  Referrals pays $1,000 a month less for service.\n" NO_VERDICT);
}

static void another_first_day_is_said(void **state)
{
    (void)state;
    struct made_up *made = contest(3, NUMBERS(0, 0, 0), NUMBERS(520, 520, 600));
    made->study.words.pita = "PITA";
    made->options[1].today = (struct fnl_study_today){.clients = 5, .cash = 1};
    made->options[0].today = (struct fnl_study_today){
        .pita_clients = 1, .open_deals = 12, .cash = 1, .credit_line = MADE_UP_DOLLARS(150000)};
    made->options[2].today = made->options[0].today;
    made->options[2].today.cash += MADE_UP_DOLLARS(50000);
    assert_line(made, false,
                "Fair fight: not quite. Against As we are:\n"
                "  More leads begins with 5 more clients, 1 fewer PITA, 12 fewer open deals, "
                "$150,000 less credit.\n"
                "  Referrals has 80 rep hours a month more; begins with $50,000 more "
                "cash.\n" NO_VERDICT);
}

static void teams_have_words_of_their_own(void **state)
{
    (void)state;
    struct made_up *made = contest(2, NUMBERS(0, 0), NUMBERS(520, 520));
    made->study.words.rep = "seller";
    made->options[0].reps = made->options[1].reps = 1;
    assert_line(made, true,
                "Fair fight: each may spend nothing more on finding business; the same seller's "
                "hours.     yes\n");
    made = contest(2, NUMBERS(0, 0), NUMBERS(520, 520));
    made->options[0].reps = 0;
    assert_line(made, true,
                "Fair fight: each may spend nothing more on finding business; the same hours of "
                "reps.     yes\n");
}

static void what_was_not_spent_is_said(void **state)
{
    (void)state;
    struct made_up *made = contest(3, NUMBERS(6000, 6000, 6000), NUMBERS(520, 520, 520));
    spend(made, 0, FNL_MONEY_LEADS, -60000);
    made_up_all(made, 0, FNL_EXTRA_SPENT, 0);
    spend(made, 2, FNL_MONEY_LEADS, -9000);
    made_up_all(made, 2, FNL_EXTRA_SPENT, MADE_UP_DOLLARS(51000));
    assert_line(made, true,
                "Fair fight: each may spend $6,000 a month more on finding business; the same 8 "
                "reps' hours.     yes\n"
                "  Not all of it was spent: As we are $0 of $60k, Referrals $51k of $60k.\n");
}

#define FAIR                                                                                       \
    "Fair fight: each may spend $6,000 a month more on finding business; the same 8 reps' "        \
    "hours.     yes\n"

static struct made_up *dearer(double least, double most, bool answered)
{
    struct made_up *made = contest(2, NUMBERS(6000, 6000), NUMBERS(520, 520));
    made->options[1].price = (struct fnl_price){.least = least, .most = most, .answered = answered};
    return made;
}

/* More money for the same, and no question asked. */
static void a_price_that_nobody_minds_is_pointed_out(void **state)
{
    (void)state;
    assert_line(dearer(0.1, 0.1, false), true,
                FAIR
                "  More leads charges 10 % more for new contracts, and nothing here says that "
                "anybody minds: put in what you expect to lose (price.level; or stages[*].go_on, "
                "clients.renewal).\n");
    assert_line(dearer(-0.05, 0.02385, false), true,
                FAIR "  More leads charges up to 5.0 % less for new contracts, and nothing here "
                     "says that anybody likes it: put in what you expect to gain (price.level; or "
                     "stages[*].go_on, "
                     "clients.renewal).\n");
    assert_line(dearer(0.1, 0.1, true), true, FAIR);
    assert_line(dearer(0.0001, 0.0001, false), true, FAIR);
}

#define UNPAID                                                                                     \
    "those who only develop cost nothing as stated: say what one of them costs a year, as in "     \
    "development = { salary = 45000; }.\n"

/* What does nothing, and who is not paid, with the words of scenario/implied.h. */
static void what_does_nothing_or_costs_nothing_is_pointed_out(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Firm\"; sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                 "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; }, { name = \"B\"; hours = 1; "
                 "go_on = 0.5; } );"
                 "reps = { count = 8; salary = 60000; }; development = { count = 2; };"
                 "accept = { policy = \"walk_away\"; };");
    struct made_up *made = contest(2, NUMBERS(6000, 6000), NUMBERS(520, 520));
    made->options[1].last = lab->settings;
    assert_line(made, true,
                FAIR "  More leads does less than it seems: nobody shows red flags before signing: "
                     "say what clients who are a pain do, pita = { }; in the firm for the usual.\n"
                     "  More leads seems cheaper than it is: " UNPAID);
    made = contest(2, NUMBERS(6000, 6000), NUMBERS(520, 520));
    made->options[0].last = made->options[1].last = lab->settings;
    assert_line(made, true, /* what does nothing in the first does nothing in its variants */
                FAIR
                "  As we are does less than it seems: nobody shows red flags before signing: say "
                "what clients who are a pain do, pita = { }; in the firm for the usual.\n"
                "  As we are seems cheaper than it is: " UNPAID
                "  More leads seems cheaper than it is: " UNPAID);
    lab_close(lab);
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
        cmocka_unit_test(more_money_for_leads_is_said_though_nobody_allowed_it),
        cmocka_unit_test(money_of_several_kinds_is_for_finding_business),
        cmocka_unit_test(allowances_may_be_spent),
        cmocka_unit_test(other_hours_of_service_are_said),
        cmocka_unit_test(another_first_day_is_said),
        cmocka_unit_test(teams_have_words_of_their_own),
        cmocka_unit_test(what_was_not_spent_is_said),
        cmocka_unit_test(a_price_that_nobody_minds_is_pointed_out),
        cmocka_unit_test(what_does_nothing_or_costs_nothing_is_pointed_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
