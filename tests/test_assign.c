/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/key.h"
#include "model/question.h"
#include "policy/assign.h"
#include "tables.h"

enum { REPS = 7 };

static uint32_t chosen_by(const char *name, const fnl_time *loads, size_t reps, uint32_t turn)
{
    const struct fnl_choice choice = tables_choose(fnl_assign_policies, FNL_ASSIGN_POLICIES, name);
    const struct fnl_assign_view view = {.reps = reps, .loads = loads, .turn = turn};
    return ((const struct fnl_assign_policy *)choice.policy)->choose(choice.params, &view);
}

static void the_list_is_in_order(void **state)
{
    (void)state;
    tables_check_policies("fnl_assign_policies", fnl_assign_policies, FNL_ASSIGN_POLICIES);
    assert_string_equal(fnl_assign_policies[0]->name, "least_loaded");
    for (size_t i = 0; i < FNL_ASSIGN_POLICIES; i++)
        assert_non_null(((const struct fnl_assign_policy *)fnl_assign_policies[i])->choose);
}

static void a_shared_queue_names_nobody(void **state)
{
    (void)state;
    const fnl_time loads[REPS] = {0};
    for (uint32_t turn = 0; turn < 20; turn++)
        assert_int_equal(chosen_by("shared_queue", loads, REPS, turn), FNL_NOBODY);
}

static void round_robin_takes_all_in_turn_whatever_they_have_to_do(void **state)
{
    (void)state;
    const fnl_time loads[REPS] = {FNL_HOUR, 0, 2385 * FNL_HOUR, 5, 0, FNL_NEVER - 1, 1};
    for (uint32_t turn = 0; turn < 50; turn++)
        assert_int_equal(chosen_by("round_robin", loads, REPS, turn), turn % REPS);
    assert_int_equal(chosen_by("round_robin", loads, REPS, UINT32_MAX), UINT32_MAX % REPS);
    assert_int_equal(chosen_by("round_robin", loads, 1, 12), 0);
}

static void round_robin_passes_over_the_absent(void **state)
{
    (void)state;
    const fnl_time loads[REPS] = {FNL_NEVER, 0, FNL_NEVER, FNL_NEVER, 9, 0, FNL_NEVER};
    static const uint32_t expected[REPS] = {1, 1, 4, 4, 4, 5, 1};
    for (uint32_t turn = 0; turn < 5 * REPS; turn++)
        assert_int_equal(chosen_by("round_robin", loads, REPS, turn), expected[turn % REPS]);
}

static void least_loaded_has_the_least_and_of_equals_the_first(void **state)
{
    (void)state;
    const fnl_time loads[REPS] = {9 * FNL_HOUR, 5, 7, 4, FNL_HOUR, 4, 8};
    assert_int_equal(chosen_by("least_loaded", loads, REPS, 2385), 3);
    assert_int_equal(chosen_by("least_loaded", loads, 3, 0), 1);
    assert_int_equal(chosen_by("least_loaded", loads, 1, 0), 0);
    const fnl_time idle[REPS] = {0};
    assert_int_equal(chosen_by("least_loaded", idle, REPS, 4), 0);
}

static void least_loaded_passes_over_the_absent(void **state)
{
    (void)state;
    for (uint64_t trial = 0; trial < 20000; trial++) {
        fnl_time loads[REPS];
        bool somebody = false;
        for (uint64_t rep = 0; rep < REPS; rep++) {
            const uint64_t bits = fnl_key_part(trial, rep);
            loads[rep] = bits % 2 ? FNL_NEVER : (fnl_time)(bits >> 8) % (40 * FNL_HOUR);
            somebody = somebody || bits % 2 == 0;
        }
        const uint32_t chosen = chosen_by("least_loaded", loads, REPS, (uint32_t)trial);
        assert_true(chosen < REPS);
        assert_true(!somebody || loads[chosen] != FNL_NEVER);
        for (size_t rep = 0; rep < REPS; rep++)
            assert_true(loads[chosen] <= loads[rep]);
    }
}

/* Nobody is there: the lead must wait in somebody's queue all the same. */
static void where_all_are_absent_somebody_gets_it(void **state)
{
    (void)state;
    fnl_time loads[REPS];
    for (size_t rep = 0; rep < REPS; rep++)
        loads[rep] = FNL_NEVER;
    for (uint32_t turn = 0; turn < 20; turn++) {
        assert_int_equal(chosen_by("round_robin", loads, REPS, turn), turn % REPS);
        assert_true(chosen_by("least_loaded", loads, REPS, turn) < REPS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_in_order),
        cmocka_unit_test(a_shared_queue_names_nobody),
        cmocka_unit_test(round_robin_takes_all_in_turn_whatever_they_have_to_do),
        cmocka_unit_test(round_robin_passes_over_the_absent),
        cmocka_unit_test(least_loaded_has_the_least_and_of_equals_the_first),
        cmocka_unit_test(least_loaded_passes_over_the_absent),
        cmocka_unit_test(where_all_are_absent_somebody_gets_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
