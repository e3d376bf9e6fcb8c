/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "scenario/reader.h"
#include "scenario/reading.h"

static const struct fnl_param row = {
    .name = "key", .type = FNL_PARAM_NUMBER, .unit = FNL_UNIT_DAYS, .low = 1, .high = 9};

/* The value of `key` in `text`, which must outlive it. */
static struct fnl_node *read_key(struct fnl_tree *tree, const char *text)
{
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(fnl_reader_text(text, "a.cfg", &mistakes, tree, NULL), FNL_OK);
    return tree->root->first;
}

static void numbers_come_from_numbers_and_quantities(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_arena arena = {0};
    struct fnl_mistakes mistakes = {0};
    struct fnl_reading reading = {.arena = &arena, .mistakes = &mistakes};
    const struct fnl_node *list = read_key(&tree, "key = (3, 2.5, \"48 h\");");
    double *numbers;
    assert_true(fnl_reading_numbers(&reading, list, FNL_UNIT_DAYS, &numbers));
    assert_true(numbers[0] == 3 && numbers[1] == 2.5 && numbers[2] == 2);
    fnl_arena_fini(&arena);
    fnl_tree_fini(&tree);
}

static void every_bad_number_of_a_list_is_told(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_arena arena = {0};
    struct fnl_mistakes mistakes = {0};
    struct fnl_reading reading = {.arena = &arena, .mistakes = &mistakes};
    const struct fnl_node *list = read_key(&tree, "key = (3, \"x\", { a = 1; }, (1), false);");
    double *numbers;
    assert_false(fnl_reading_numbers(&reading, list, FNL_UNIT_DAYS, &numbers));
    assert_int_equal(reading.found, 4);
    assert_int_equal(mistakes.count, 4);
    assert_string_equal(mistakes.items[1].text,
                        "a group is not a time, such as \"66 days\" or a number of days");
    assert_string_equal(mistakes.items[1].path, "key[#3]");
    fnl_mistakes_fini(&mistakes);
    fnl_arena_fini(&arena);
    fnl_tree_fini(&tree);
}

static void the_ends_of_a_range_belong_to_it(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    struct fnl_reading reading = {.mistakes = &mistakes};
    const struct fnl_node *node = read_key(&tree, "key = 3;");
    assert_true(fnl_reading_in_range(&reading, node, &row, 1));
    assert_true(fnl_reading_in_range(&reading, node, &row, 9));
    assert_false(fnl_reading_in_range(&reading, node, &row, nextafter(1, 0)));
    assert_false(fnl_reading_in_range(&reading, node, &row, nextafter(9, 10)));
    assert_false(fnl_reading_in_range(&reading, node, &row, NAN));
    const struct fnl_param unbounded = {.type = FNL_PARAM_NUMBER};
    assert_true(fnl_reading_in_range(&reading, node, &unbounded, -1e300));
    fnl_mistakes_fini(&mistakes);
    fnl_tree_fini(&tree);
}

static void a_repeated_mistake_counts_but_is_said_once(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    struct fnl_reading reading = {.mistakes = &mistakes};
    const struct fnl_node *node = read_key(&tree, "key = 3;");
    assert_false(fnl_reading_complain(&reading, node, NULL, "no %d", 3));
    assert_false(fnl_reading_complain(&reading, node, NULL, "no %d", 3));
    assert_int_equal(reading.found, 2);
    assert_int_equal(mistakes.count, 1);
    fnl_mistakes_fini(&mistakes);
    fnl_tree_fini(&tree);
}

static void lack_of_memory_is_noted(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_arena arena = {0};
    struct fnl_mistakes mistakes = {0};
    struct fnl_reading reading = {.arena = &arena, .mistakes = &mistakes};
    const struct fnl_node *list = read_key(&tree, "key = (3, 2);");
    double *numbers;
    fnl_memory_fail_after(0);
    assert_false(fnl_reading_numbers(&reading, list, FNL_UNIT_DAYS, &numbers));
    fnl_memory_fail_after(-1);
    assert_true(reading.exhausted);
    fnl_tree_fini(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_come_from_numbers_and_quantities),
        cmocka_unit_test(every_bad_number_of_a_list_is_told),
        cmocka_unit_test(the_ends_of_a_range_belong_to_it),
        cmocka_unit_test(a_repeated_mistake_counts_but_is_said_once),
        cmocka_unit_test(lack_of_memory_is_noted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
