/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ear.h"
#include "observe/outcome.h"

static void ends_make_the_win_rate_the_cycle_and_the_hours_that_led_nowhere(void **state)
{
    struct ear *ear = *state;
    const fnl_time hours = FNL_HOUR;
    say(ear,
        (struct fnl_fact){.kind = FNL_FACT_TASK, .index = FNL_HOURS_SELLING, .span = 20 * hours});
    const struct fnl_fact won = {
        .kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_WON, .other = 1, .span = 3 * hours};
    for (int days = 10; days <= 50; days += 20) {
        struct fnl_fact fact = won;
        fact.wait = days * FNL_DAY;
        say(ear, fact);
    }
    say(ear, (struct fnl_fact){.kind = FNL_FACT_ENDED,
                               .detail = FNL_CAUSE_PRICE,
                               .other = 1,
                               .span = 5 * hours,
                               .wait = 7 * FNL_DAY});
    say(ear, (struct fnl_fact){
                 .kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_WENT_DARK, .span = hours, .wait = -1});
    finish(ear, (struct fnl_accounts){.hours_worked = 20 * hours, .hours_available = 100 * hours});
    assert_int_equal(ear->row[FNL_WON], 3);
    assert_int_equal(ear->row[FNL_OPPORTUNITIES], 4);
    assert_int_equal(ear->row[FNL_WIN_RATE], 750000);
    assert_int_equal(ear->row[FNL_CYCLE], 30 * FNL_DAY);
    assert_int_equal(ear->row[FNL_HOURS_NOWHERE], 400000); /* 6 of 15 */
    const int64_t *spent = ear->row + ear->recorder.layout.spent_on;
    assert_int_equal(spent[FNL_SPENT_ON_WON], 9 * hours);
    assert_int_equal(spent[FNL_SPENT_ON_UNWON], 6 * hours);
    assert_int_equal(spent[FNL_SPENT_ON_OPEN], 5 * hours);
    assert_int_equal(spent[FNL_SPENT_ON_REST], 80 * hours);
    assert_int_equal(ear->row[FNL_UTILISATION], 200000);
    const int64_t *causes = ear->row + ear->recorder.layout.causes;
    assert_int_equal(causes[FNL_CAUSE_PRICE], 1);
    assert_int_equal(causes[FNL_CAUSE_WENT_DARK], 1);
    assert_int_equal(cause_of(ear, FNL_CAUSE_WON, 0), 3);
    assert_int_equal(cause_of(ear, FNL_CAUSE_PRICE, 0), 1);
    assert_int_equal(cause_of(ear, FNL_CAUSE_PRICE, 1), 0);
    assert_int_equal(month_of(ear, FNL_SERIES_ENDED_UNWON, 0), 2);
}

/* Two hours of a touch and one for a bad-fit client are done of what is not finished. */
static void hours_add_up_though_tasks_are_in_work_at_the_horizon(void **state)
{
    struct ear *ear = *state;
    const fnl_time hours = FNL_HOUR;
    say(ear,
        (struct fnl_fact){.kind = FNL_FACT_TASK, .index = FNL_HOURS_SELLING, .span = 20 * hours});
    say(ear, (struct fnl_fact){
                 .kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_WON, .other = 1, .span = 3 * hours});
    finish(ear,
           (struct fnl_accounts){
               .hours_unfinished = {[FNL_HOURS_SELLING] = 2 * hours, [FNL_HOURS_PITA] = 1 * hours},
               .hours_worked = 23 * hours,
               .hours_available = 100 * hours + 1});
    const int64_t *spent = ear->row + ear->recorder.layout.spent_on;
    int64_t sum = 0;
    for (int on = 0; on < FNL_SPENT_ON_COUNT; on++)
        sum += spent[on];
    assert_int_equal(sum, 100 * hours + 1);
    assert_int_equal(spent[FNL_SPENT_ON_OPEN], 19 * hours);
    assert_int_equal(spent[FNL_SPENT_ON_PITA], hours);
    assert_int_equal(spent[FNL_SPENT_ON_REST], 77 * hours + 1);
}

static void of_nothing_there_is_no_share_no_median_and_no_price(void **state)
{
    struct ear *ear = *state;
    ear->settings.today.clients = ear->settings.today.pita_clients = 0;
    finish(ear, (struct fnl_accounts){0});
    static const enum fnl_indicator undefined[] = {FNL_WIN_RATE,
                                                   FNL_CYCLE,
                                                   FNL_FIRST_WAIT,
                                                   FNL_COST_PER_WIN,
                                                   FNL_DEAL_VALUE,
                                                   FNL_HOURS_NOWHERE,
                                                   FNL_PITA_HOURS,
                                                   FNL_UTILISATION,
                                                   FNL_CONTRIBUTION_PER_HOUR,
                                                   FNL_REFERRAL_LINE_IDEAL,
                                                   FNL_REFERRAL_LINE_PITA};
    for (size_t i = 0; i < sizeof undefined / sizeof *undefined; i++)
        assert_true(ear->row[undefined[i]] == FNL_UNDEFINED);
    assert_int_equal(ear->row[FNL_WON], 0);
    assert_int_equal(ear->row[FNL_MISSES_QUOTA], 1);
}

/* 10 clients, 4 of them pains, on the first day; then one of each kind from each. */
static void lines_of_referral_are_clients_by_clients(void **state)
{
    struct ear *ear = *state;
    for (int pain = 0; pain < 2; pain++)
        for (uint64_t by = FNL_SENT_BY_NOBODY; by <= FNL_SENT_BY_PITA; by++)
            say(ear, (struct fnl_fact){.kind = FNL_FACT_SIGNED, .flag = pain, .other = by});
    say(ear, (struct fnl_fact){.kind = FNL_FACT_SIGNED, .detail = 1, .other = FNL_SENT_BY_GOOD});
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_REFERRAL_LINE_IDEAL], 222222); /* 2 by 6 + 3 */
    assert_int_equal(ear->row[FNL_REFERRAL_LINE_PITA], 285714);  /* 2 by 4 + 3 */
    assert_int_equal(source_of(ear, 0, FNL_BY_SOURCE_PITA), 3);
}

/* A firm that ended in its second month keeps the cash of its last day. */
static void the_cash_of_the_end_stays(void **state)
{
    struct ear *ear = *state;
    ear->levels.cash = 40;
    end_months(ear, 1);
    ear->levels.cash = -30;
    say(ear, (struct fnl_fact){.kind = FNL_FACT_DAY_CLOSED, .amount = -30});
    end_months(ear, 1);
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(month_of(ear, FNL_SERIES_CASH, 0), 40);
    for (size_t month = 1; month < 14; month++)
        assert_int_equal(month_of(ear, FNL_SERIES_CASH, month), -30);
    assert_int_equal(ear->row[FNL_CASH_END], -30);
}

static void committed_deals_and_pains_are_counted(void **state)
{
    struct ear *ear = *state;
    for (int i = 0; i < 4; i++)
        say(ear, (struct fnl_fact){.kind = FNL_FACT_ENDED,
                                   .detail = i == 0 ? FNL_CAUSE_WON : FNL_CAUSE_PRICE,
                                   .day = i < 3});
    end_months(ear, 1);
    for (int i = 0; i < 5; i++)
        say(ear, (struct fnl_fact){.kind = FNL_FACT_SIGNED, .flag = i > 3, .detail = i == 2});
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_COMMITTED_WIN_RATE], 333333);
    assert_int_equal(ear->row[FNL_PITA_SIGNED], 250000);
    assert_int_equal(month_of(ear, FNL_SERIES_PITA_SIGNED, 1), 1);
}

/* The run begins in 1970-01, the business year in February: quarters end with January, April ... */
static void pains_at_the_end_of_quarters_are_counted_apart(void **state)
{
    struct ear *ear = *state;
    const struct {
        int signed_good, signed_bad;
    } months[] = {{3, 1}, {0, 5}, {2, 7}, {1, 2}};
    for (size_t i = 0; i < 4; i++) {
        for (int k = 0; k < months[i].signed_good + months[i].signed_bad; k++)
            say(ear, (struct fnl_fact){.kind = FNL_FACT_SIGNED, .flag = k < months[i].signed_bad});
        say(ear, (struct fnl_fact){.kind = FNL_FACT_SIGNED, .detail = 1}); /* a client's new deal */
        end_months(ear, 1);
    }
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_PITA_SIGNED_LATE], 428571); /* 1 and 2 of 4 and 3 */
}

static void no_quarters_end_has_no_share_of_pains(void **state)
{
    struct ear *ear = *state;
    end_months(ear, 1);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_SIGNED, .flag = true});
    end_months(ear, 1);
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_PITA_SIGNED_LATE], FNL_UNDEFINED);
}

/* A quarter of an hour for each of 3 who are not there, and 2 who are. */
static void touches_that_fail_are_counted_with_their_hours(void **state)
{
    struct ear *ear = *state;
    const struct fnl_fact missed = {.kind = FNL_FACT_TOUCH, .span = FNL_HOUR / 4};
    const struct fnl_fact held = {.kind = FNL_FACT_TOUCH, .span = 2 * FNL_HOUR, .flag = true};
    for (int i = 0; i < 3; i++)
        say(ear, missed);
    for (int i = 0; i < 2; i++)
        say(ear, held);
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_MISSED_TOUCHES], 600000);
    assert_int_equal(ear->row[FNL_MISSED_HOURS], FNL_HOUR * 3 / 8);
}

static void without_touches_and_invoices_there_is_no_mean(void **state)
{
    struct ear *ear = *state;
    say(ear, (struct fnl_fact){.kind = FNL_FACT_INVOICED, .amount = 100, .until = FNL_NEVER});
    finish(ear, (struct fnl_accounts){0});
    assert_true(ear->row[FNL_MISSED_TOUCHES] == FNL_UNDEFINED);
    assert_true(ear->row[FNL_MISSED_HOURS] == FNL_UNDEFINED);
    assert_true(ear->row[FNL_DAYS_TO_PAY] == FNL_UNDEFINED);
    assert_true(ear->row[FNL_DAYS_TO_PAY_PITA] == FNL_UNDEFINED);
}

/* By amount: 300 after 10 days, 100 after 50 and, of a pain, 100 after 90; never is left out. */
static void days_to_pay_are_weighed_by_the_amount(void **state)
{
    struct ear *ear = *state;
    const struct fnl_fact invoice = {.kind = FNL_FACT_INVOICED, .time = 5 * FNL_DAY + 7};
    struct fnl_fact fact = invoice;
    fact.amount = 30000;
    fact.until = 15 * FNL_DAY + 100;
    say(ear, fact);
    fact.amount = 10000;
    fact.until = 55 * FNL_DAY;
    say(ear, fact);
    fact.until = 95 * FNL_DAY + 5;
    fact.flag = true;
    say(ear, fact);
    fact.until = FNL_NEVER;
    say(ear, fact);
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_DAYS_TO_PAY],
                     fnl_units_days((300 * 10 + 100 * 50 + 100 * 90) / 500.0));
    assert_int_equal(ear->row[FNL_DAYS_TO_PAY_PITA], 90 * FNL_DAY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        EAR_TEST(ends_make_the_win_rate_the_cycle_and_the_hours_that_led_nowhere),
        EAR_TEST(hours_add_up_though_tasks_are_in_work_at_the_horizon),
        EAR_TEST(of_nothing_there_is_no_share_no_median_and_no_price),
        EAR_TEST(lines_of_referral_are_clients_by_clients),
        EAR_TEST(the_cash_of_the_end_stays),
        EAR_TEST(committed_deals_and_pains_are_counted),
        EAR_TEST(pains_at_the_end_of_quarters_are_counted_apart),
        EAR_TEST(no_quarters_end_has_no_share_of_pains),
        EAR_TEST(touches_that_fail_are_counted_with_their_hours),
        EAR_TEST(without_touches_and_invoices_there_is_no_mean),
        EAR_TEST(days_to_pay_are_weighed_by_the_amount),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
