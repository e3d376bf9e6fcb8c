/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/question.h"
#include "policy/research.h"
#include "tables.h"

static double completes_to(struct fnl_choice choice, double known, double value)
{
    const struct fnl_research_view view = {known, value};
    return ((const struct fnl_research_policy *)choice.policy)->completes_to(choice.params, &view);
}

static void the_list_is_in_order(void **state)
{
    (void)state;
    tables_check_policies("fnl_research_policies", fnl_research_policies, FNL_RESEARCH_POLICIES);
    assert_string_equal(fnl_research_policies[0]->name, "nobody");
    for (size_t i = 0; i < FNL_RESEARCH_POLICIES; i++)
        assert_non_null(
            ((const struct fnl_research_policy *)fnl_research_policies[i])->completes_to);
}

static void nobody_looks_anything_up(void **state)
{
    (void)state;
    const struct fnl_choice choice =
        tables_choose(fnl_research_policies, FNL_RESEARCH_POLICIES, "nobody");
    assert_true(completes_to(choice, 0, 1e6) == 0);
    assert_true(completes_to(choice, 0.385, 0) == 0.385);
}

static void only_who_is_worth_it_is_looked_up(void **state)
{
    (void)state;
    struct fnl_choice choice =
        tables_choose(fnl_research_policies, FNL_RESEARCH_POLICIES, "before_first_touch");
    tables_set(&choice, "to", 0.77);
    assert_true(completes_to(choice, 0.1, 0) == 0.77);
    tables_set(&choice, "worth", 2000000);
    assert_true(completes_to(choice, 0.1, 19999.99) == 0.1);
    assert_true(completes_to(choice, 0.1, 20000) == 0.77);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_in_order),
        cmocka_unit_test(nobody_looks_anything_up),
        cmocka_unit_test(only_who_is_worth_it_is_looked_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
