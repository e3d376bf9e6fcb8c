/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "scenario/doubt.h"

static void a_doubt_is_cast_on_every_byte_of_a_field_and_on_no_other(void **state)
{
    (void)state;
    static const struct {
        int before;
        struct {
            double first, second;
        } field;
        int after;
    } all = {0};
    struct fnl_doubt doubt = {.count = 0};
    assert_false(fnl_doubt_any(&doubt, &all, sizeof all));
    assert_true(fnl_doubt_cast(&doubt, &all.field, sizeof all.field));
    assert_false(fnl_doubt_any(&doubt, &all.before, sizeof all.before));
    assert_true(fnl_doubt_any(&doubt, &all.field.first, sizeof all.field.first));
    assert_true(fnl_doubt_any(&doubt, &all.field.second, sizeof all.field.second));
    assert_false(fnl_doubt_any(&doubt, &all.after, sizeof all.after));
    assert_true(fnl_doubt_any(&doubt, &all, sizeof all)); /* some of it is */
    fnl_doubt_fini(&doubt);
    assert_false(fnl_doubt_any(&doubt, &all, sizeof all));
}

static void there_need_not_be_any(void **state)
{
    (void)state;
    assert_false(fnl_doubt_any(NULL, &state, sizeof state));
}

static void many_doubts_are_remembered(void **state)
{
    (void)state;
    static const char fields[500];
    struct fnl_doubt doubt = {.count = 0};
    for (size_t i = 0; i < sizeof fields; i += 3)
        assert_true(fnl_doubt_cast(&doubt, &fields[i], 1));
    for (size_t i = 0; i < sizeof fields; i++)
        assert_int_equal(fnl_doubt_any(&doubt, &fields[i], 1), i % 3 == 0);
    fnl_doubt_fini(&doubt);
}

static void lack_of_memory_is_said(void **state)
{
    (void)state;
    struct fnl_doubt doubt = {.count = 0};
    fnl_memory_fail_after(0);
    const bool cast = fnl_doubt_cast(&doubt, &doubt, 1);
    fnl_memory_fail_after(-1);
    assert_false(cast);
    fnl_doubt_fini(&doubt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_doubt_is_cast_on_every_byte_of_a_field_and_on_no_other),
        cmocka_unit_test(there_need_not_be_any),
        cmocka_unit_test(many_doubts_are_remembered),
        cmocka_unit_test(lack_of_memory_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
