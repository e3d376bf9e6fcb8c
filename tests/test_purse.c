/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/settings.h"
#include "model/state.h"

/* A company of which only the purse is in use. */
static struct fnl_settings settings;
static struct fnl_company company_with(fnl_money budget)
{
    settings.extra_budget = budget;
    return (struct fnl_company){.settings = &settings};
}

static void without_an_allowance_everything_is_affordable_and_nothing_is_bought(void **state)
{
    (void)state;
    struct fnl_company company = company_with(0);
    fnl_purse_fill(&company);
    assert_true(fnl_purse_affords(&company, 1000000));
    assert_false(fnl_purse_holds(&company, 1));
    fnl_purse_spend(&company, 500);
    fnl_purse_promise(&company, 500);
    assert_int_equal(company.purse.spent, 0);
    assert_int_equal(company.purse.promised, 0);
}

static void the_allowance_comes_in_month_by_month(void **state)
{
    (void)state;
    struct fnl_company company = company_with(600);
    fnl_purse_fill(&company);
    assert_true(fnl_purse_affords(&company, 600) && fnl_purse_holds(&company, 600));
    assert_false(fnl_purse_affords(&company, 601));
    fnl_purse_spend(&company, 450);
    assert_false(fnl_purse_affords(&company, 151));
    fnl_purse_fill(&company);
    assert_true(fnl_purse_affords(&company, 750));
    assert_int_equal(company.purse.allowed, 1200);
    assert_int_equal(company.purse.spent, 450);
}

static void a_promise_is_set_aside_until_it_is_kept_or_falls_through(void **state)
{
    (void)state;
    struct fnl_company company = company_with(600);
    fnl_purse_fill(&company);
    fnl_purse_promise(&company, 200);
    fnl_purse_promise(&company, 300);
    assert_false(fnl_purse_affords(&company, 101));
    assert_int_equal(company.purse.spent, 0);
    fnl_purse_keep_promise(&company, 200);
    assert_int_equal(company.purse.spent, 200);
    assert_false(fnl_purse_affords(&company, 101));
    fnl_purse_drop_promise(&company, 300);
    assert_true(fnl_purse_affords(&company, 400));
    assert_int_equal(company.purse.promised, 0);
}

/* A reward that was promised before the allowance began is an ordinary cost. */
static void older_promises_are_not_kept_from_the_purse(void **state)
{
    (void)state;
    struct fnl_company company = company_with(0);
    fnl_purse_promise(&company, 200);
    settings.extra_budget = 100;
    fnl_purse_fill(&company);
    fnl_purse_keep_promise(&company, 200);
    assert_int_equal(company.purse.spent, 0);
    fnl_purse_drop_promise(&company, 200);
    assert_true(fnl_purse_affords(&company, 100));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_an_allowance_everything_is_affordable_and_nothing_is_bought),
        cmocka_unit_test(the_allowance_comes_in_month_by_month),
        cmocka_unit_test(a_promise_is_set_aside_until_it_is_kept_or_falls_through),
        cmocka_unit_test(older_promises_are_not_kept_from_the_purse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
