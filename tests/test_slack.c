/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/question.h"
#include "policy/slack.h"
#include "tables.h"

static fnl_time block_of(const struct fnl_choice *choice, fnl_time prospected)
{
    const struct fnl_slack_view view = {.prospected = prospected, .willing = 1};
    return ((const struct fnl_slack_policy *)choice->policy)->block(choice->params, &view);
}

static struct fnl_choice plan(double hours_per_week, double block_hours, double avoidance)
{
    struct fnl_choice choice = tables_choose(fnl_slack_policies, FNL_SLACK_POLICIES, "prospect");
    tables_set(&choice, "hours_per_week", hours_per_week);
    tables_set(&choice, "block_hours", block_hours);
    tables_set(&choice, "avoidance", avoidance);
    return choice;
}

static void the_list_is_in_order(void **state)
{
    (void)state;
    tables_check_policies("fnl_slack_policies", fnl_slack_policies, FNL_SLACK_POLICIES);
    assert_string_equal(fnl_slack_policies[0]->name, "wait");
    for (size_t i = 0; i < FNL_SLACK_POLICIES; i++)
        assert_non_null(((const struct fnl_slack_policy *)fnl_slack_policies[i])->block);
}

static void waiting_is_all_that_wait_does(void **state)
{
    (void)state;
    const struct fnl_choice choice = tables_choose(fnl_slack_policies, FNL_SLACK_POLICIES, "wait");
    assert_int_equal(block_of(&choice, 0), 0);
    assert_int_equal(block_of(&choice, 100 * FNL_HOUR), 0);
}

/* Takes blocks until there is none; their number goes to `*blocks`, their sum is returned. */
static fnl_time week_of(const struct fnl_choice *choice, int *blocks)
{
    fnl_time done = 0;
    for (*blocks = 0; *blocks < 2000; ++*blocks) {
        const fnl_time block = block_of(choice, done);
        if (block <= 0)
            return done;
        done += block;
    }
    fail_msg("the week has no end");
    return done;
}

static void a_week_of_blocks_is_the_plan_less_what_is_avoided(void **state)
{
    (void)state;
    static const struct {
        double hours, block, avoidance;
        fnl_time done;
        int blocks;
    } cases[] = {
        {5, 1, 0, 5 * FNL_HOUR, 5},
        {5, 2, 0, 5 * FNL_HOUR, 3},
        {2.385, 1, 0, 8586000, 3},
        {5, 1, 0.6, 2 * FNL_HOUR, 2},
        {8, 0.1, 0.5, 4 * FNL_HOUR, 40},
        {3, 24, 0, 3 * FNL_HOUR, 1},
        {5, 1, 1, 0, 0},
        {0, 1, 0, 0, 0},
        {100, 0.1, 0, 100 * FNL_HOUR, 1000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct fnl_choice choice = plan(cases[i].hours, cases[i].block, cases[i].avoidance);
        int blocks = 0;
        assert_int_equal(week_of(&choice, &blocks), cases[i].done);
        assert_int_equal(blocks, cases[i].blocks);
    }
}

static void the_last_block_is_what_is_left(void **state)
{
    (void)state;
    const struct fnl_choice choice = plan(5, 2, 0);
    assert_int_equal(block_of(&choice, 0), 2 * FNL_HOUR);
    assert_int_equal(block_of(&choice, 3 * FNL_HOUR), 2 * FNL_HOUR);
    assert_int_equal(block_of(&choice, 4 * FNL_HOUR), FNL_HOUR);
    assert_int_equal(block_of(&choice, 5 * FNL_HOUR), 0);
}

/* A dated change may lower the plan in the middle of a week. */
static void whoever_has_done_more_than_the_plan_waits(void **state)
{
    (void)state;
    const struct fnl_choice choice = plan(2, 1, 0);
    assert_int_equal(block_of(&choice, 2 * FNL_HOUR + 1), 0);
    assert_int_equal(block_of(&choice, 5 * FNL_HOUR), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_in_order),
        cmocka_unit_test(waiting_is_all_that_wait_does),
        cmocka_unit_test(a_week_of_blocks_is_the_plan_less_what_is_avoided),
        cmocka_unit_test(the_last_block_is_what_is_left),
        cmocka_unit_test(whoever_has_done_more_than_the_plan_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
