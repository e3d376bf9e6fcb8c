/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <funnelsim/mistakes.h>

#include "base/memory.h"

static int set_up(void **state)
{
    (void)state;
    fnl_memory_fail_after(-1);
    return 0;
}

/* What is printed; free with free(). */
static char *printed(const struct fnl_mistakes *mistakes)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    fnl_mistakes_print(mistakes, stream);
    assert_int_equal(fclose(stream), 0);
    return text;
}

static void assert_printed(const struct fnl_mistakes *mistakes, const char *expected)
{
    char *text = printed(mistakes);
    assert_string_equal(text, expected);
    free(text);
}

static void where_there_are_none_nothing_is_said(void **state)
{
    (void)state;
    struct fnl_mistakes mistakes = {0};
    assert_false(fnl_mistakes_any(&mistakes));
    assert_printed(&mistakes, "");
    fnl_mistakes_fini(&mistakes);
}

static void each_is_a_line_with_as_much_of_its_place_as_is_known(void **state)
{
    (void)state;
    struct fnl_mistakes mistakes = {0};
    fnl_mistakes_add(&mistakes, "a.cfg", 14, "sources[website].fit", "unknown key (%s)", "fit?");
    fnl_mistakes_add(&mistakes, "a.cfg", 0, "ask.reward", "%.3f is too much", 2.385);
    fnl_mistakes_add(&mistakes, "a.cfg", 7, NULL, "a comma is missing");
    fnl_mistakes_add(&mistakes, "b.cfg", 0, NULL, "it is empty");
    fnl_mistakes_add(&mistakes, NULL, 0, "months", "there is no month %d", 13);
    fnl_mistakes_add(&mistakes, NULL, 9, NULL, "100 %% wrong");
    assert_true(fnl_mistakes_any(&mistakes));
    assert_int_equal(mistakes.count, 6);
    assert_false(mistakes.exhausted);
    assert_printed(&mistakes, "a.cfg:14: sources[website].fit: unknown key (fit?)\n"
                              "a.cfg: ask.reward: 2.385 is too much\n"
                              "a.cfg:7: a comma is missing\n"
                              "b.cfg: it is empty\n"
                              "months: there is no month 13\n"
                              "100 % wrong\n");
    fnl_mistakes_fini(&mistakes);
}

static void what_is_added_is_copied(void **state)
{
    (void)state;
    struct fnl_mistakes mistakes = {0};
    char file[] = "a.cfg", path[] = "ask.%s%n", word[] = "%s%n";
    fnl_mistakes_add(&mistakes, file, 3, path, "what is %s?", word);
    memset(file, 'x', sizeof file - 1);
    memset(path, 'x', sizeof path - 1);
    memset(word, 'x', sizeof word - 1);
    assert_string_equal(mistakes.items[0].file, "a.cfg");
    assert_int_equal(mistakes.items[0].line, 3);
    assert_string_equal(mistakes.items[0].path, "ask.%s%n");
    assert_string_equal(mistakes.items[0].text, "what is %s%n?");
    assert_printed(&mistakes, "a.cfg:3: ask.%s%n: what is %s%n?\n");
    fnl_mistakes_fini(&mistakes);
}

static void many_stay_in_the_order_found(void **state)
{
    (void)state;
    struct fnl_mistakes mistakes = {0};
    for (int i = 0; i < 1000; i++)
        fnl_mistakes_add(&mistakes, "a.cfg", 1000 - i, NULL, "number %d", i);
    assert_int_equal(mistakes.count, 1000);
    for (int i = 0; i < 1000; i++) {
        char expected[32];
        snprintf(expected, sizeof expected, "number %d", i);
        assert_string_equal(mistakes.items[i].text, expected);
        assert_int_equal(mistakes.items[i].line, 1000 - i);
    }
    fnl_mistakes_fini(&mistakes);
}

static void taking_from_another_list_adds_what_is_new(void **state)
{
    (void)state;
    struct fnl_mistakes mistakes = {0}, more = {0};
    fnl_mistakes_add(&mistakes, "a.cfg", 3, "months", "too few");
    fnl_mistakes_add(&more, "a.cfg", 3, "months", "too few");
    fnl_mistakes_add(&more, "a.cfg", 4, "months", "too few");
    fnl_mistakes_add(&more, "a.cfg", 3, "month", "too few");
    fnl_mistakes_add(&more, "a.cfg", 3, NULL, "too few");
    fnl_mistakes_add(&more, NULL, 3, "months", "too few");
    fnl_mistakes_add(&more, "a.cfg", 3, "months", "too many");
    fnl_mistakes_take(&mistakes, &more);
    assert_false(fnl_mistakes_any(&more));
    assert_printed(&mistakes, "a.cfg:3: months: too few\n"
                              "a.cfg:4: months: too few\n"
                              "a.cfg:3: month: too few\n"
                              "a.cfg:3: too few\n"
                              "months: too few\n"
                              "a.cfg:3: months: too many\n");

    fnl_mistakes_add(&more, "b.cfg", 1, NULL, "late");
    more.exhausted = true;
    fnl_mistakes_take(&mistakes, &more);
    assert_int_equal(mistakes.count, 7);
    assert_true(mistakes.exhausted);
    fnl_mistakes_fini(&mistakes);
}

static void a_sentence_that_is_too_long_is_cut(void **state)
{
    (void)state;
    char longer[5000];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    struct fnl_mistakes mistakes = {0};
    fnl_mistakes_add(&mistakes, longer, 1, longer, "%s", longer);
    fnl_mistakes_add(&mistakes, "a.cfg", 1, NULL, "%.999s", longer);
    fnl_mistakes_add(&mistakes, "a.cfg", 1, NULL, "%.1000s", longer);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(strlen(mistakes.items[i].text), 999);
        assert_memory_equal(mistakes.items[i].text, longer, 999);
    }
    /* Names of files and paths are not. */
    assert_string_equal(mistakes.items[0].file, longer);
    assert_string_equal(mistakes.items[0].path, longer);
    fnl_mistakes_fini(&mistakes);
}

static void an_emptied_list_can_be_used_again(void **state)
{
    (void)state;
    struct fnl_mistakes mistakes = {0};
    fnl_memory_fail_after(0);
    fnl_mistakes_add(&mistakes, NULL, 0, NULL, "lost");
    fnl_mistakes_add(&mistakes, NULL, 0, NULL, "kept");
    fnl_mistakes_fini(&mistakes);
    assert_false(fnl_mistakes_any(&mistakes));
    fnl_mistakes_fini(&mistakes);

    fnl_mistakes_add(&mistakes, NULL, 0, NULL, "new");
    assert_printed(&mistakes, "new\n");
    fnl_mistakes_fini(&mistakes);
}

/* Adds 40, which takes two enlargements of the list and three texts each. */
static void add_forty(struct fnl_mistakes *mistakes)
{
    for (int i = 0; i < 40; i++)
        fnl_mistakes_add(mistakes, "a.cfg", i + 1, "ask", "number %d", i);
}

static void whatever_allocation_fails_it_is_said_and_the_rest_is_kept(void **state)
{
    (void)state;
    for (long chosen = 0; chosen < 40 * 3 + 3; chosen++) {
        struct fnl_mistakes mistakes = {0};
        fnl_memory_fail_after(chosen);
        add_forty(&mistakes);
        fnl_memory_fail_after(-1);

        assert_true(mistakes.exhausted);
        assert_true(fnl_mistakes_any(&mistakes));
        assert_true(mistakes.count == 39 || mistakes.count == 40);
        char *text = printed(&mistakes);
        assert_non_null(strstr(text, "out of memory"));
        assert_null(strstr(text, "(null)"));
        assert_non_null(strstr(text, chosen < 100 ? "number 39\n" : "number 0\n"));
        free(text);
        fnl_mistakes_fini(&mistakes);
    }

    struct fnl_mistakes mistakes = {0};
    fnl_memory_fail_after(40 * 3 + 3);
    add_forty(&mistakes);
    assert_int_equal(mistakes.count, 40);
    assert_false(mistakes.exhausted);
    fnl_mistakes_fini(&mistakes);
}

static void where_nothing_could_be_kept_there_still_was_something(void **state)
{
    (void)state;
    struct fnl_mistakes mistakes = {0};
    fnl_memory_fail_after(0);
    fnl_mistakes_add(&mistakes, "a.cfg", 1, "ask", "wrong");
    assert_int_equal(mistakes.count, 0);
    assert_true(fnl_mistakes_any(&mistakes));
    assert_printed(&mistakes, "out of memory: there may be more mistakes than are shown\n");
    fnl_mistakes_fini(&mistakes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where_there_are_none_nothing_is_said),
        cmocka_unit_test(each_is_a_line_with_as_much_of_its_place_as_is_known),
        cmocka_unit_test(what_is_added_is_copied),
        cmocka_unit_test(many_stay_in_the_order_found),
        cmocka_unit_test(taking_from_another_list_adds_what_is_new),
        cmocka_unit_test(a_sentence_that_is_too_long_is_cut),
        cmocka_unit_test_setup_teardown(an_emptied_list_can_be_used_again, set_up, set_up),
        cmocka_unit_test_setup_teardown(whatever_allocation_fails_it_is_said_and_the_rest_is_kept,
                                        set_up, set_up),
        cmocka_unit_test_setup_teardown(where_nothing_could_be_kept_there_still_was_something,
                                        set_up, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
