/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/question.h"
#include "policy/concede.h"
#include "tables.h"

static struct fnl_choice choose(const char *name)
{
    return tables_choose(fnl_concede_policies, FNL_CONCEDE_POLICIES, name);
}

static bool grants(const struct fnl_choice *choice, double satisfaction, int32_t months_left)
{
    const struct fnl_concede_view view = {.satisfaction = satisfaction, .months_left = months_left};
    return ((const struct fnl_concede_policy *)choice->policy)->grants(choice->params, &view);
}

static void the_list_is_in_order(void **state)
{
    (void)state;
    tables_check_policies("fnl_concede_policies", fnl_concede_policies, FNL_CONCEDE_POLICIES);
    assert_string_equal(fnl_concede_policies[0]->name, "all");
}

static void all_and_none_do_not_look(void **state)
{
    (void)state;
    const struct fnl_choice all = choose("all"), none = choose("none");
    for (int32_t months = 0; months < 20; months += 6) {
        assert_true(grants(&all, 0.1, months) && grants(&all, 0.9, months));
        assert_false(grants(&none, 0.1, months) || grants(&none, 0.9, months));
    }
}

static void the_unhappy_and_those_who_may_leave_soon_are_at_risk(void **state)
{
    (void)state;
    struct fnl_choice at_risk = choose("at_risk");
    tables_set(&at_risk, "satisfaction_below", 0.385);
    tables_set(&at_risk, "months_left", 3);
    assert_true(grants(&at_risk, 0.38, 12));
    assert_false(grants(&at_risk, 0.385, 12));
    assert_false(grants(&at_risk, 0.9, 4));
    assert_true(grants(&at_risk, 0.9, 3));
    assert_true(grants(&at_risk, 0.9, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_in_order),
        cmocka_unit_test(all_and_none_do_not_look),
        cmocka_unit_test(the_unhappy_and_those_who_may_leave_soon_are_at_risk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
