/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/stage.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_stage_table", &fnl_stage_table);
    assert_int_equal(fnl_stage_table.size, sizeof(struct fnl_stage));
}

static void only_what_no_two_firms_share_is_required(void **state)
{
    (void)state;
    static const char *const required[] = {"name", "hours", "go_on"};
    size_t found = 0;
    for (size_t i = 0; i < fnl_stage_table.count; i++) {
        const struct fnl_param *row = &fnl_stage_table.rows[i];
        if (row->standard)
            continue;
        assert_true(found < 3);
        assert_string_equal(row->name, required[found++]);
    }
    assert_int_equal(found, 3);
}

static void a_touch_and_a_try_are_the_least_there_can_be(void **state)
{
    (void)state;
    for (size_t i = 0; i < fnl_stage_table.count; i++) {
        const struct fnl_param *row = &fnl_stage_table.rows[i];
        if (strcmp(row->name, "touches") == 0 || strcmp(row->name, "tries") == 0)
            assert_true(row->low == 1);
    }
}

static void touches_are_held_unless_too_many_tries_in_a_row_fail(void **state)
{
    (void)state;
    const struct fnl_stage stage = {.shows = 0.4, .tries = 3, .touches = fnl_law_constant(2.385)};
    const double once = 1 - 0.6 * 0.6 * 0.6, oftener = 1 - 0.2 * 0.2 * 0.2;
    assert_true(fabs(fnl_stage_holds(&stage, 0, 1) - once) < 1e-12);
    assert_true(fabs(fnl_stage_holds(&stage, 0, 2.385) - pow(once, 2.385)) < 1e-12);
    assert_true(fabs(fnl_stage_holds(&stage, log(6), 2) - oftener * oftener) < 1e-6);
    assert_true(fnl_stage_touches(&stage) == 2.385);
    assert_true(fnl_stage_touches(&(struct fnl_stage){.tries = 1}) == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(only_what_no_two_firms_share_is_required),
        cmocka_unit_test(a_touch_and_a_try_are_the_least_there_can_be),
        cmocka_unit_test(touches_are_held_unless_too_many_tries_in_a_row_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
