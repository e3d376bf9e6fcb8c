/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/question.h"
#include "policy/qualify.h"
#include "tables.h"

static struct fnl_qualify_test test_of(const struct fnl_choice *choice)
{
    return ((const struct fnl_qualify_policy *)choice->policy)->test(choice->params);
}

static struct fnl_choice choose(const char *name)
{
    struct fnl_choice choice = tables_choose(fnl_qualify_policies, FNL_QUALIFY_POLICIES, name);
    if (choice.policy->params) {
        tables_set(&choice, "sensitivity", 0.85);
        tables_set(&choice, "specificity", 0.70);
        tables_set(&choice, "takes", 20 * (double)FNL_MINUTE);
        tables_set(&choice, "bar", 0.5);
    }
    return choice;
}

static void the_list_is_in_order(void **state)
{
    (void)state;
    tables_check_policies("fnl_qualify_policies", fnl_qualify_policies, FNL_QUALIFY_POLICIES);
    assert_string_equal(fnl_qualify_policies[0]->name, "nobody");
    for (size_t i = 0; i < FNL_QUALIFY_POLICIES; i++)
        assert_non_null(((const struct fnl_qualify_policy *)fnl_qualify_policies[i])->test);
}

static void nobody_tests_and_it_takes_nothing(void **state)
{
    (void)state;
    const struct fnl_choice choice = choose("nobody");
    const struct fnl_qualify_test test = test_of(&choice);
    assert_int_equal(test.by, FNL_QUALIFIED_BY_NOBODY);
    assert_int_equal(test.takes, 0);
    assert_int_equal(test.hour_costs, 0);
}

static void check_test(const struct fnl_qualify_test *test)
{
    assert_true(test->sensitivity == 0.85);
    assert_true(test->specificity == 0.70);
    assert_int_equal(test->takes, 20 * FNL_MINUTE);
    assert_true(test->bar == 0.5);
}

static void a_rep_tests_in_its_own_time_which_costs_nothing_more(void **state)
{
    (void)state;
    const struct fnl_choice choice = choose("rep");
    const struct fnl_qualify_test test = test_of(&choice);
    assert_int_equal(test.by, FNL_QUALIFIED_BY_REP);
    check_test(&test);
    assert_int_equal(test.hour_costs, 0);
}

static void marketing_tests_at_a_price(void **state)
{
    (void)state;
    struct fnl_choice choice = choose("marketing");
    tables_set(&choice, "hour_costs", 4500);
    const struct fnl_qualify_test test = test_of(&choice);
    assert_int_equal(test.by, FNL_QUALIFIED_BY_MARKETING);
    check_test(&test);
    assert_int_equal(test.hour_costs, 4500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_in_order),
        cmocka_unit_test(nobody_tests_and_it_takes_nothing),
        cmocka_unit_test(a_rep_tests_in_its_own_time_which_costs_nothing_more),
        cmocka_unit_test(marketing_tests_at_a_price),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
