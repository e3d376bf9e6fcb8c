/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

static int set_up(void **state)
{
    (void)state;
    fnl_memory_fail_after(-1);
    return 0;
}

static void fresh_items_are_zero(void **state)
{
    (void)state;
    /* Used before, so that it is not the system's zeroed pages that we see. */
    unsigned char *used = fnl_memory_zeroed(1000, 1);
    assert_non_null(used);
    memset(used, 0xa5, 1000);
    free(used);

    unsigned char *bytes = fnl_memory_zeroed(125, 8);
    assert_non_null(bytes);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(bytes[i], 0);
    free(bytes);
}

static void no_items_are_something_all_the_same(void **state)
{
    (void)state;
    void *block = fnl_memory_zeroed(0, 24);
    assert_non_null(block);
    free(block);

    block = NULL;
    assert_true(fnl_memory_resize(&block, 0, 24));
    assert_non_null(block);
    assert_true(fnl_memory_resize(&block, 0, 24));
    assert_non_null(block);
    free(block);
}

static void resizing_keeps_what_fits(void **state)
{
    (void)state;
    void *block = NULL;
    assert_true(fnl_memory_resize(&block, 10, sizeof(int)));
    for (int i = 0; i < 10; i++)
        ((int *)block)[i] = 2385 + i;
    assert_true(fnl_memory_resize(&block, 100000, sizeof(int)));
    for (int i = 0; i < 10; i++)
        assert_int_equal(((int *)block)[i], 2385 + i);
    ((int *)block)[99999] = 1;
    assert_true(fnl_memory_resize(&block, 3, sizeof(int)));
    for (int i = 0; i < 3; i++)
        assert_int_equal(((int *)block)[i], 2385 + i);
    free(block);
}

/* Sizes whose product is beyond a size_t, so that multiplying carelessly gives little or nothing.
 */
static void a_product_that_does_not_fit_is_refused(void **state)
{
    (void)state;
    const size_t half = SIZE_MAX / 2 + 1;
    void *block = fnl_memory_zeroed(1, 8), *before = block;
    assert_non_null(block);
    assert_false(fnl_memory_resize(&block, half, 2));
    assert_false(fnl_memory_resize(&block, 2, half));
    assert_false(fnl_memory_resize(&block, half + 1, 2));
    assert_false(fnl_memory_resize(&block, SIZE_MAX / 24 + 1, 24));
    assert_false(fnl_memory_resize(&block, SIZE_MAX, SIZE_MAX));
    assert_null(fnl_memory_zeroed(half, 2));
    assert_null(fnl_memory_zeroed(2, half));
    assert_null(fnl_memory_zeroed(SIZE_MAX, SIZE_MAX));
    assert_ptr_equal(block, before);

    size_t capacity = SIZE_MAX / 24;
    assert_false(fnl_memory_grow(&block, capacity, &capacity, 24));
    assert_int_equal(capacity, SIZE_MAX / 24);
    assert_ptr_equal(block, before);
    free(block);
}

static void growing_starts_at_16_and_doubles(void **state)
{
    (void)state;
    void *block = NULL;
    size_t capacity = 0, expected = 16;
    for (size_t count = 0; count < 10000; count++) {
        const void *before = block;
        assert_true(fnl_memory_grow(&block, count, &capacity, sizeof(uint64_t)));
        if (count == expected)
            expected *= 2;
        else if (count > 0)
            assert_ptr_equal(block, before);
        assert_int_equal(capacity, expected);
        ((uint64_t *)block)[count] = count * count;
    }
    for (size_t i = 0; i < 10000; i++)
        assert_int_equal(((uint64_t *)block)[i], i * i);
    free(block);
}

static void only_the_chosen_allocation_fails(void **state)
{
    (void)state;
    for (long chosen = 0; chosen < 5; chosen++) {
        fnl_memory_fail_after(chosen);
        for (long i = 0; i < 10; i++) {
            void *block = fnl_memory_zeroed(1, 1);
            assert_int_equal(block == NULL, i == chosen);
            free(block);
        }
    }
}

static void a_negative_countdown_fails_none(void **state)
{
    (void)state;
    fnl_memory_fail_after(0);
    fnl_memory_fail_after(-1);
    for (int i = 0; i < 10; i++) {
        void *block = fnl_memory_zeroed(1, 1);
        assert_non_null(block);
        free(block);
    }
}

static void *allocate(void *unused)
{
    (void)unused;
    return fnl_memory_zeroed(1, 1);
}

static void other_threads_do_not_fail(void **state)
{
    (void)state;
    fnl_memory_fail_after(0);
    pthread_t thread;
    void *block = NULL;
    assert_int_equal(pthread_create(&thread, NULL, allocate, NULL), 0);
    assert_int_equal(pthread_join(thread, &block), 0);
    assert_non_null(block);
    free(block);
    assert_null(allocate(NULL));
}

static void every_way_in_can_be_made_to_fail(void **state)
{
    (void)state;
    void *block = fnl_memory_zeroed(2, 8), *before = block;
    size_t capacity = 2;
    memset(block, 0x5a, 16);

    fnl_memory_fail_after(0);
    assert_null(fnl_memory_zeroed(1, 8));
    fnl_memory_fail_after(0);
    assert_null(fnl_memory_text("abc"));
    fnl_memory_fail_after(0);
    assert_null(fnl_memory_format("%d", 7));
    fnl_memory_fail_after(0);
    assert_false(fnl_memory_resize(&block, 100, 8));
    fnl_memory_fail_after(0);
    assert_false(fnl_memory_grow(&block, 2, &capacity, 8));

    assert_ptr_equal(block, before);
    assert_int_equal(capacity, 2);
    for (int i = 0; i < 16; i++)
        assert_int_equal(((unsigned char *)block)[i], 0x5a);
    free(block);
}

static void room_that_is_there_needs_no_allocation(void **state)
{
    (void)state;
    void *block = NULL;
    size_t capacity = 0;
    assert_true(fnl_memory_grow(&block, 0, &capacity, 8));
    fnl_memory_fail_after(0);
    for (size_t count = 0; count < capacity; count++)
        assert_true(fnl_memory_grow(&block, count, &capacity, 8));
    assert_false(fnl_memory_grow(&block, capacity, &capacity, 8));
    free(block);
}

static void a_copy_of_a_text_is_its_own(void **state)
{
    (void)state;
    char original[] = "Angebot & Pr\xc3\xbc"
                      "fung, 100 %s %n";
    char *copy = fnl_memory_text(original);
    assert_non_null(copy);
    assert_ptr_not_equal(copy, original);
    assert_string_equal(copy, original);
    original[0] = 'X';
    assert_int_equal(copy[0], 'A');
    free(copy);

    copy = fnl_memory_text("");
    assert_string_equal(copy, "");
    free(copy);
}

static void formats_give_texts_of_any_length(void **state)
{
    (void)state;
    char *text = fnl_memory_format("%s:%d: %.3f %c%%", "a.cfg", 12, 2.385, 'x');
    assert_string_equal(text, "a.cfg:12: 2.385 x%");
    free(text);
    text = fnl_memory_format("%s", "");
    assert_string_equal(text, "");
    free(text);

    for (int length = 1; length < 300000; length = length * 3 + 1) {
        text = fnl_memory_format("%0*d|%s", length, 7, "end");
        assert_non_null(text);
        assert_int_equal(strlen(text), (size_t)length + 4);
        assert_string_equal(text + length - 1, "7|end");
        assert_true(length == 1 || text[0] == '0');
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(fresh_items_are_zero, set_up, set_up),
        cmocka_unit_test_setup_teardown(no_items_are_something_all_the_same, set_up, set_up),
        cmocka_unit_test_setup_teardown(resizing_keeps_what_fits, set_up, set_up),
        cmocka_unit_test_setup_teardown(a_product_that_does_not_fit_is_refused, set_up, set_up),
        cmocka_unit_test_setup_teardown(growing_starts_at_16_and_doubles, set_up, set_up),
        cmocka_unit_test_setup_teardown(only_the_chosen_allocation_fails, set_up, set_up),
        cmocka_unit_test_setup_teardown(a_negative_countdown_fails_none, set_up, set_up),
        cmocka_unit_test_setup_teardown(other_threads_do_not_fail, set_up, set_up),
        cmocka_unit_test_setup_teardown(every_way_in_can_be_made_to_fail, set_up, set_up),
        cmocka_unit_test_setup_teardown(room_that_is_there_needs_no_allocation, set_up, set_up),
        cmocka_unit_test_setup_teardown(a_copy_of_a_text_is_its_own, set_up, set_up),
        cmocka_unit_test_setup_teardown(formats_give_texts_of_any_length, set_up, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
