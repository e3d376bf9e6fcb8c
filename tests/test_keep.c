/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/question.h"
#include "policy/keep.h"
#include "tables.h"

static struct fnl_choice choose(const char *name)
{
    return tables_choose(fnl_keep_policies, FNL_KEEP_POLICIES, name);
}

static struct fnl_keep_answer decide(const struct fnl_choice *choice, struct fnl_keep_view view)
{
    return ((const struct fnl_keep_policy *)choice->policy)->decide(choice->params, &view);
}

static void the_list_is_in_order(void **state)
{
    (void)state;
    tables_check_policies("fnl_keep_policies", fnl_keep_policies, FNL_KEEP_POLICIES);
    assert_string_equal(fnl_keep_policies[0]->name, "all");
}

static void good_clients_are_kept_as_they_are_by_every_policy(void **state)
{
    (void)state;
    for (size_t i = 0; i < FNL_KEEP_POLICIES; i++) {
        const struct fnl_choice choice = choose(fnl_keep_policies[i]->name);
        for (int ends = 0; ends <= 1; ends++) {
            const struct fnl_keep_view view = {.term_ends = ends};
            assert_int_equal(decide(&choice, view).verdict, FNL_KEEP);
        }
    }
}

static void pains_are_fired_when_the_term_ends_or_at_once(void **state)
{
    (void)state;
    struct fnl_choice fire = choose("fire");
    const struct fnl_keep_view during = {.pita = true}, at_end = {.pita = true, .term_ends = true};
    tables_set(&fire, "at_once", 0);
    assert_int_equal(decide(&fire, during).verdict, FNL_KEEP);
    assert_int_equal(decide(&fire, at_end).verdict, FNL_FIRE);
    tables_set(&fire, "at_once", 1);
    assert_int_equal(decide(&fire, during).verdict, FNL_FIRE);
}

static void pains_are_asked_for_more_once_at_the_end(void **state)
{
    (void)state;
    struct fnl_choice reprice = choose("reprice");
    tables_set(&reprice, "price_factor", 1.75);
    tables_set(&reprice, "takes_it", 0.385);
    struct fnl_keep_view view = {.pita = true};
    assert_int_equal(decide(&reprice, view).verdict, FNL_KEEP);
    view.term_ends = true;
    const struct fnl_keep_answer answer = decide(&reprice, view);
    assert_int_equal(answer.verdict, FNL_REPRICE);
    assert_true(answer.price_factor == 1.75 && answer.takes_it == 0.385);
    view.repriced = true;
    assert_int_equal(decide(&reprice, view).verdict, FNL_KEEP);
}

static void hours_are_put_into_pains_every_month(void **state)
{
    (void)state;
    struct fnl_choice reform = choose("reform");
    tables_set(&reform, "hours_per_month", 2.5);
    tables_set(&reform, "works_per_month", 0.03);
    const struct fnl_keep_answer answer = decide(&reform, (struct fnl_keep_view){.pita = true});
    assert_int_equal(answer.verdict, FNL_REFORM);
    assert_int_equal(answer.hours, fnl_units_hours(2.5));
    assert_true(answer.works == 0.03);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_in_order),
        cmocka_unit_test(good_clients_are_kept_as_they_are_by_every_policy),
        cmocka_unit_test(pains_are_fired_when_the_term_ends_or_at_once),
        cmocka_unit_test(pains_are_asked_for_more_once_at_the_end),
        cmocka_unit_test(hours_are_put_into_pains_every_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
