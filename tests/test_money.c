/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/money.h"
#include "model/state.h"

#define FIRM                                                                                       \
    "name = \"Money\"; months = 3; sources = ( { name = \"Door\"; kind = \"inbound\"; %s } );"     \
    "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } );"

static struct lab *firm(const char *source, const char *more)
{
    return lab_open(FIRM "%s", source, more);
}

static void every_category_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < FNL_MONEY_CATEGORIES; i++)
        for (int j = 0; j < i; j++)
            assert_string_not_equal(fnl_money_category_name((enum fnl_category)i),
                                    fnl_money_category_name((enum fnl_category)j));
    assert_string_equal(fnl_money_category_name(FNL_MONEY_BAD_DEBT), "bad debt");
}

/* What a month costs whatever is sold, paid on its last day. */
static void each_month_costs_what_it_costs(void **state)
{
    (void)state;
    struct lab *lab = firm("cost_per_month = 70;",
                           "reps = { count = 3; salary = 50000; }; costs = { overhead = 999.99; };"
                           "service = { cost_per_month = 10; }; today = { cash = 100000; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const fnl_money month = 3 * 416666 + 99999 + 1000 + 7000;
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(lab_month(lab, FNL_SERIES_COST, i), month);
    assert_int_equal(lab_month(lab, FNL_SERIES_CASH, 0), 10000000 - month);
    assert_int_equal(lab_value(lab, FNL_CASH_END), 10000000 - 3 * month);
    assert_int_equal(lab_money(lab, FNL_MONEY_SALARIES), -9 * 416666);
    assert_int_equal(lab_money(lab, FNL_MONEY_CAMPAIGNS), -21000);
    const struct fnl_fact *salaries = lab_tape_fact(&tape, FNL_FACT_POSTED, 0);
    assert_int_equal(salaries->time, 31 * FNL_DAY - 1);
    assert_int_equal(salaries->until, salaries->time);
    /* Not a day earlier does cash move. */
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_DAY_CLOSED, 29)->amount, 10000000);
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_DAY_CLOSED, 30)->amount, 10000000 - month);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* 36.5 % a year on 1,000.00 of debt are 1.00 for each night, and then a bit more. */
static void debt_bears_interest_from_day_to_day(void **state)
{
    (void)state;
    struct lab *lab = firm("", "reps = { count = 1; }; costs = { interest = 0.365; };"
                               "today = { cash = -1000; credit_line = 5000; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    fnl_money cash = -100000;
    for (size_t day = 0; day < 90; day++) {
        cash -= fnl_units_scaled(-cash, 0.365 / 365);
        assert_int_equal(lab_tape_fact(&tape, FNL_FACT_DAY_CLOSED, day)->amount, cash);
    }
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_DAY_CLOSED, 0)->amount, -100100);
    assert_int_equal(lab_money(lab, FNL_MONEY_INTEREST), cash + 100000);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_BROKE), 0);
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void the_credit_line_may_be_used_up_but_not_passed(void **state)
{
    (void)state;
    for (int over = 0; over < 2; over++) {
        char more[200];
        snprintf(more, sizeof more,
                 "reps = { count = 1; }; costs = { overhead = %s; interest = 0.0; };"
                 "today = { cash = 100; credit_line = 200; };",
                 over ? "100.01" : "100");
        struct lab *lab = firm("", more);
        lab_run(lab, 0, NULL);
        assert_int_equal(lab_value(lab, FNL_GOES_BROKE), over);
        assert_int_equal(lab_value(lab, FNL_LOWEST_CASH), over ? -20003 : -20000);
        assert_int_equal(lab_value(lab, FNL_LOWEST_CASH_DATE), 90 * FNL_DAY - 1);
        lab_close(lab);
    }
}

/* Postings by hand, on day 10: what moves when. */
static void cash_moves_on_the_day_of_payment(void **state)
{
    (void)state;
    struct lab *lab = firm("", "reps = { count = 1; };");
    lab_run(lab, 0, NULL);
    struct fnl_company *company = lab->company;
    company->now = 10 * FNL_DAY + 5;
    fnl_money_post(company, &(struct fnl_posting){.category = FNL_MONEY_REVENUE,
                                                  .amount = 700,
                                                  .paid = 20 * FNL_DAY + 1});
    fnl_money_post(company, &(struct fnl_posting){.category = FNL_MONEY_LEADS,
                                                  .amount = -300,
                                                  .paid = 20 * FNL_DAY + 9});
    fnl_money_post(company, &(struct fnl_posting){.category = FNL_MONEY_LEADS,
                                                  .amount = -11,
                                                  .paid = 3 * FNL_DAY}); /* late: today */
    fnl_money_post(company, &(struct fnl_posting){.category = FNL_MONEY_BAD_DEBT,
                                                  .amount = -5000,
                                                  .paid = 20 * FNL_DAY}); /* no cash moves */
    fnl_money_post(company, &(struct fnl_posting){
                                .category = FNL_MONEY_REVENUE, .amount = 900, .paid = FNL_NEVER});
    fnl_money_post(
        company,
        &(struct fnl_posting){.category = FNL_MONEY_REVENUE, .amount = 900, .paid = company->end});
    assert_int_equal(company->due_in[20], 700);
    assert_int_equal(company->due_out[20], 300);
    assert_int_equal(company->due_out[10], 11);
    for (int day = 0; day < company->days; day++)
        assert_true(day == 20 || company->due_in[day] == 0);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_category_has_a_name_of_its_own),
        cmocka_unit_test(each_month_costs_what_it_costs),
        cmocka_unit_test(debt_bears_interest_from_day_to_day),
        cmocka_unit_test(the_credit_line_may_be_used_up_but_not_passed),
        cmocka_unit_test(cash_moves_on_the_day_of_payment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
