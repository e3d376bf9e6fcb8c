/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "scenario/buffer.h"

static void texts_are_joined_in_order(void **state)
{
    (void)state;
    struct fnl_buffer buffer = {0};
    fnl_buffer_add(&buffer, "one");
    fnl_buffer_format(&buffer, " %d", 2);
    fnl_buffer_bytes(&buffer, " three and more", 6);
    assert_string_equal(buffer.text, "one 2 three");
    assert_int_equal(buffer.length, 11);
    fnl_buffer_fini(&buffer);
    assert_null(buffer.text);
}

static void it_grows_as_far_as_needed(void **state)
{
    (void)state;
    struct fnl_buffer buffer = {0};
    for (int i = 0; i < 10000; i++)
        fnl_buffer_format(&buffer, "%05d,", i);
    assert_int_equal(buffer.length, 60000);
    assert_int_equal(strncmp(buffer.text + 6 * 9999, "09999,", 6), 0);
    fnl_buffer_fini(&buffer);
}

static void lack_of_memory_is_remembered(void **state)
{
    (void)state;
    struct fnl_buffer buffer = {0};
    fnl_memory_fail_after(0);
    fnl_buffer_add(&buffer, "lost");
    fnl_buffer_add(&buffer, "also lost, although there is memory again");
    assert_true(buffer.exhausted);
    assert_int_equal(buffer.length, 0);
    fnl_buffer_fini(&buffer);
    assert_false(buffer.exhausted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_joined_in_order),
        cmocka_unit_test(it_grows_as_far_as_needed),
        cmocka_unit_test(lack_of_memory_is_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
