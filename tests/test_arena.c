/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "scenario/arena.h"

static void pieces_are_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    struct fnl_arena arena = {0};
    unsigned char *pieces[1000];
    for (size_t i = 0; i < 1000; i++) {
        const size_t bytes = 1 + i % 47;
        pieces[i] = fnl_arena_zeroed(&arena, bytes, 1);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
        for (size_t k = 0; k < bytes; k++)
            assert_int_equal(pieces[i][k], 0);
        memset(pieces[i], (int)(i % 251) + 1, bytes);
    }
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(pieces[i][i % 47], i % 251 + 1);
    fnl_arena_fini(&arena);
}

static void a_piece_may_be_larger_than_a_block(void **state)
{
    (void)state;
    struct fnl_arena arena = {0};
    char *large = fnl_arena_zeroed(&arena, 100000, 3);
    assert_non_null(large);
    memset(large, 'x', 300000);
    assert_string_equal(fnl_arena_text(&arena, "behind it"), "behind it");
    fnl_arena_fini(&arena);
    assert_null(arena.blocks);
}

static void nothing_is_a_piece_too(void **state)
{
    (void)state;
    struct fnl_arena arena = {0};
    assert_non_null(fnl_arena_zeroed(&arena, 0, 8));
    fnl_arena_fini(&arena);
}

static void more_than_memory_can_hold_is_refused(void **state)
{
    (void)state;
    struct fnl_arena arena = {0};
    assert_null(fnl_arena_zeroed(&arena, SIZE_MAX / 2, 3));
    assert_null(fnl_arena_zeroed(&arena, SIZE_MAX - 20, 1));
    fnl_memory_fail_after(0);
    assert_null(fnl_arena_text(&arena, "no memory"));
    fnl_memory_fail_after(-1);
    assert_non_null(fnl_arena_text(&arena, "memory again"));
    fnl_arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_zeroed_aligned_and_apart),
        cmocka_unit_test(a_piece_may_be_larger_than_a_block),
        cmocka_unit_test(nothing_is_a_piece_too),
        cmocka_unit_test(more_than_memory_can_hold_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
