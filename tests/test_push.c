/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/question.h"
#include "policy/push.h"
#include "tables.h"

static struct fnl_choice choose(const char *name)
{
    return tables_choose(fnl_push_policies, FNL_PUSH_POLICIES, name);
}

static void the_list_is_in_order(void **state)
{
    (void)state;
    tables_check_policies("fnl_push_policies", fnl_push_policies, FNL_PUSH_POLICIES);
    assert_string_equal(fnl_push_policies[0]->name, "none");
}

static void none_has_no_terms(void **state)
{
    (void)state;
    const struct fnl_choice none = choose("none");
    assert_null(((const struct fnl_push_policy *)none.policy)->terms);
}

static void the_terms_are_those_that_are_said(void **state)
{
    (void)state;
    struct fnl_choice quarter_end = choose("quarter_end");
    tables_set(&quarter_end, "days", 21 * (double)FNL_DAY);
    tables_set(&quarter_end, "stages", 2);
    tables_set(&quarter_end, "discount", 0.15);
    tables_set(&quarter_end, "own_date", 0.25);
    tables_set(&quarter_end, "on_going_on", -0.7);
    const struct fnl_push_terms terms =
        ((const struct fnl_push_policy *)quarter_end.policy)->terms(quarter_end.params);
    assert_int_equal(terms.days, 21 * FNL_DAY);
    assert_int_equal(terms.stages, 2);
    assert_true(terms.discount == 0.15);
    assert_true(terms.own_date == 0.25);
    assert_true(terms.on_going_on == -0.7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_in_order),
        cmocka_unit_test(none_has_no_terms),
        cmocka_unit_test(the_terms_are_those_that_are_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
