/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/key.h"
#include "base/memory.h"
#include "report/forest.h"

#define MOST 500

static struct fnl_person names[MOST];
static struct fnl_fate records[MOST];
static struct fnl_fates fates;
static struct fnl_forest forest;

static int begin(void **state)
{
    (void)state;
    fates = (struct fnl_fates){.items = records, .people = {.items = names}};
    return 0;
}

/* A client who was sent by the client with index `sender`, or by nobody; its index. */
static uint32_t add(uint32_t sender)
{
    const uint32_t index = (uint32_t)fates.people.count++;
    records[index] = (struct fnl_fate){.key = index + 1, .owner = index, .sender = sender};
    return index;
}

static const struct fnl_forest_spot *spot_of(uint32_t index)
{
    for (size_t i = 0; i < forest.count; i++)
        if (forest.spots[i].index == index)
            return &forest.spots[i];
    return NULL;
}

static void who_sends_stands_in_the_middle_of_whom_it_sent(void **state)
{
    (void)state;
    const uint32_t root = add(FNL_NOBODY), alone = add(FNL_NOBODY);
    const uint32_t first = add(root), second = add(root), third = add(second), fourth = add(second);
    assert_true(fnl_forest_grow(&forest, &fates));
    assert_int_equal(forest.count, 5);
    assert_int_equal(forest.clients, 6);
    assert_int_equal(forest.sent, 4);
    assert_int_equal(forest.deepest, 2);
    assert_int_equal(forest.columns, 1);
    assert_null(spot_of(alone));
    assert_int_equal(spot_of(root)->parent, -1);
    assert_true(spot_of(first)->row == 0 && spot_of(third)->row == 1);
    assert_true(spot_of(fourth)->row == 2 && spot_of(second)->row == 1.5);
    assert_true(spot_of(root)->row == 0.75);
    assert_int_equal(spot_of(third)->depth, 2);
    assert_int_equal(forest.spots[spot_of(third)->parent].index, second);
}

static void the_largest_family_comes_first(void **state)
{
    (void)state;
    const uint32_t small = add(FNL_NOBODY), large = add(FNL_NOBODY), same = add(FNL_NOBODY);
    add(small);
    add(large);
    add(large);
    add(same);
    assert_true(fnl_forest_grow(&forest, &fates));
    assert_int_equal(forest.spots[0].index, large);
    assert_int_equal(forest.spots[3].index, small); /* who was met first, of equals */
    assert_int_equal(forest.spots[5].index, same);
}

static void many_families_fill_columns_and_the_rest_is_left_out(void **state)
{
    (void)state;
    for (int i = 0; i < 110; i++)
        add(add(FNL_NOBODY));
    assert_true(fnl_forest_grow(&forest, &fates));
    assert_int_equal(forest.columns, FNL_FOREST_COLUMNS);
    assert_int_equal(forest.count, 200); /* 100 families of two; there would be 102 rows */
    assert_int_equal(forest.left_out, 20);
    for (size_t i = 0; i < forest.count; i++)
        assert_true(forest.spots[i].column < FNL_FOREST_COLUMNS &&
                    forest.spots[i].row < FNL_FOREST_ROWS);
}

static void a_family_taller_than_the_page_is_cut(void **state)
{
    (void)state;
    const uint32_t root = add(FNL_NOBODY);
    for (int i = 0; i < 50; i++)
        add(root);
    assert_true(fnl_forest_grow(&forest, &fates));
    assert_int_equal(forest.count, 1 + FNL_FOREST_ROWS);
    assert_int_equal(forest.left_out, 50 - FNL_FOREST_ROWS);
    assert_true(spot_of(root)->row == (FNL_FOREST_ROWS - 1) / 2.0);
}

static void deep_families_take_a_column_for_themselves(void **state)
{
    (void)state;
    for (int family = 0; family < 40; family++) {
        uint32_t sender = add(FNL_NOBODY);
        for (int i = 0; i < (family == 7 ? 7 : 1); i++)
            sender = add(sender);
    }
    assert_true(fnl_forest_grow(&forest, &fates));
    assert_int_equal(forest.deepest, 7);
    assert_int_equal(forest.columns, 1);
}

static void lack_of_memory_is_noticed(void **state)
{
    (void)state;
    add(add(FNL_NOBODY));
    for (long after = 0; after < 2; after++) {
        fnl_memory_fail_after(after);
        assert_false(fnl_forest_grow(&forest, &fates));
        fnl_memory_fail_after(-1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(who_sends_stands_in_the_middle_of_whom_it_sent, begin),
        cmocka_unit_test_setup(the_largest_family_comes_first, begin),
        cmocka_unit_test_setup(many_families_fill_columns_and_the_rest_is_left_out, begin),
        cmocka_unit_test_setup(a_family_taller_than_the_page_is_cut, begin),
        cmocka_unit_test_setup(deep_families_take_a_column_for_themselves, begin),
        cmocka_unit_test_setup(lack_of_memory_is_noticed, begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
