/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "scenario/column.h"
#include "scenario/reader.h"

#include "scratch.h"

static const char *csv(const char *text)
{
    const char *path = scratch_path("deals.csv");
    scratch_put(path, text);
    return path;
}

static void expect_numbers(const char *text, const char *column, const double *numbers,
                           size_t count)
{
    double *values;
    size_t read;
    struct fnl_error error = {0};
    const char *path = csv(text);
    assert_int_equal(fnl_column_read(path, column, &values, &read, &error), FNL_OK);
    unlink(path);
    assert_int_equal(read, count);
    for (size_t i = 0; i < count; i++)
        assert_true(values[i] == numbers[i]);
    free(values);
}

static void a_column_is_read_by_its_heading(void **state)
{
    (void)state;
    static const double numbers[] = {12, 2.385, -3e2};
    expect_numbers("stage,days\nwon,12\nlost,2.385\nwon,-3e2\n", "days", numbers, 3);
    expect_numbers("\"days\",\"a, b\"\r\n\"12\",x\r\n2.385,\"y\r\nz\"\r\n-3e2,\r\n", "days",
                   numbers, 3);
    expect_numbers("\xef\xbb\xbf"
                   "days\n\n12\n2.385\n\n-3e2",
                   "days", numbers, 3);
    expect_numbers("name;days\na;12\nb;2,385\nc;\nd;-3e2\n", "days", numbers, 3);
    expect_numbers("days,x\n", "days", NULL, 0);
    expect_numbers("x,days\n1\n1,12\n1,2.385,7\n1,-300\n", "days", numbers, 3);
}

static void expect_refusal(const char *text, const char *column, const char *said)
{
    double *values;
    size_t count;
    struct fnl_error error = {0};
    const char *path = csv(text);
    assert_int_equal(fnl_column_read(path, column, &values, &count, &error), FNL_ERR_SCENARIO);
    assert_string_equal(strstr(error.text, "deals.csv"), said);
    unlink(path);
}

static void what_is_no_number_or_no_column_is_named(void **state)
{
    (void)state;
    expect_refusal("stage,days\nwon,12\nlost,open\n", "days",
                   "deals.csv: row 3: \"open\" is no number");
    expect_refusal("days\n1e999\n", "days", "deals.csv: row 2: \"1e999\" is no number");
    expect_refusal("days\n0x10\n", "days", "deals.csv: row 2: \"0x10\" is no number");
    expect_refusal("days\n1,5\n2.5.1\n", "days", "deals.csv: row 3: \"2.5.1\" is no number");
    expect_refusal("stage,days\nwon,12\n", "dayz",
                   "deals.csv has no column \"dayz\" (did you mean \"days\"?)");
    expect_refusal("", "days", "deals.csv has no column \"days\"");
}

static void a_law_gets_its_values_from_beside_its_file(void **state)
{
    (void)state;
    const char *path = csv("days\n9\n1\n3.5\n");
    const char *file = scratch_path("base.cfg");
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    const char *text = "list = ( { days = { law = \"empirical\"; file = \"deals.csv\"; column = "
                       "\"days\"; }; } );";
    assert_int_equal(fnl_reader_text(text, file, &mistakes, &tree, NULL), FNL_OK);
    assert_int_equal(fnl_column_resolve(&tree, tree.root, &mistakes, NULL), FNL_OK);
    unlink(path);
    const struct fnl_node *law = tree.root->first->first->first;
    const struct fnl_node *values = fnl_tree_child(law, "values");
    assert_int_equal(values->count, 3);
    assert_true(values->last->real == 3.5);
    assert_string_equal(values->last->file, file);
    assert_int_equal(fnl_column_resolve(&tree, tree.root, &mistakes, NULL),
                     FNL_OK); /* needs no file any more */
    fnl_tree_fini(&tree);
}

static void a_law_whose_file_is_missing_is_a_mistake_of_the_scenario(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    const char *text = "a = { law = \"empirical\"; file = \"none.csv\"; column = \"days\"; };\n"
                       "b = { law = \"empirical\"; file = \"none.csv\"; };";
    assert_int_equal(fnl_reader_text(text, "x/base.cfg", &mistakes, &tree, NULL), FNL_OK);
    assert_int_equal(fnl_column_resolve(&tree, tree.root, &mistakes, NULL), FNL_ERR_SCENARIO);
    assert_int_equal(mistakes.count, 2);
    assert_string_equal(mistakes.items[0].text, "x/none.csv: No such file or directory");
    assert_string_equal(mistakes.items[0].path, "a.file");
    assert_string_equal(mistakes.items[1].text,
                        "an empirical law is written { law = \"empirical\"; file = \"deals.csv\"; "
                        "column = \"days\"; }");
    assert_int_equal(mistakes.items[1].line, 2);
    fnl_mistakes_fini(&mistakes);
    fnl_tree_fini(&tree);
}

static void lack_of_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    const char *path = csv("stage,days\nwon,9\nlost,1\n");
    int failures = 0;
    for (long allowed = 0; allowed < 12; allowed++) {
        double *values = NULL;
        size_t count;
        fnl_memory_fail_after(allowed); /* libcsv tries again with less when it fails there */
        const fnl_status status = fnl_column_read(path, "days", &values, &count, NULL);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        failures += status == FNL_ERR_MEMORY;
        free(values);
    }
    assert_in_range(failures, 3, 11);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_column_is_read_by_its_heading),
        cmocka_unit_test(what_is_no_number_or_no_column_is_named),
        cmocka_unit_test(a_law_gets_its_values_from_beside_its_file),
        cmocka_unit_test(a_law_whose_file_is_missing_is_a_mistake_of_the_scenario),
        cmocka_unit_test(lack_of_memory_is_said_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, scratch_enter, scratch_leave);
}
