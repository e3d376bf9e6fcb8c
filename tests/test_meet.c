/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/question.h"
#include "policy/meet.h"
#include "tables.h"

static bool meets(const struct fnl_choice *choice, double fit, double interest)
{
    const struct fnl_meet_policy *policy = (const struct fnl_meet_policy *)choice->policy;
    return policy->meets(choice->params, &(struct fnl_meet_view){fit, interest});
}

static void the_list_is_in_order(void **state)
{
    (void)state;
    tables_check_policies("fnl_meet_policies", fnl_meet_policies, FNL_MEET_POLICIES);
    assert_string_equal(fnl_meet_policies[0]->name, "any");
}

static void any_takes_anything(void **state)
{
    (void)state;
    const struct fnl_choice any = tables_choose(fnl_meet_policies, FNL_MEET_POLICIES, "any");
    assert_true(meets(&any, 0, 0) && meets(&any, 1, 1));
}

static void good_only_wants_both(void **state)
{
    (void)state;
    struct fnl_choice good = tables_choose(fnl_meet_policies, FNL_MEET_POLICIES, "good_only");
    tables_set(&good, "fit", 0.385);
    tables_set(&good, "interest", 0.62);
    assert_true(meets(&good, 0.385, 0.62));
    assert_false(meets(&good, 0.384, 1));
    assert_false(meets(&good, 1, 0.619));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_in_order),
        cmocka_unit_test(any_takes_anything),
        cmocka_unit_test(good_only_wants_both),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
