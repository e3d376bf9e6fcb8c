/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/memory.h"
#include "little_firm.h"
#include "scenario/buffer.h"
#include "scenario/changes.h"
#include "scenario/path.h"
#include "scenario/reader.h"

static void read_text(const char *text, struct fnl_tree *tree)
{
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(fnl_reader_text(text, "a.cfg", &mistakes, tree, NULL), FNL_OK);
}

static int64_t reps(const struct fnl_changes *changes, size_t phase)
{
    return fnl_path_get(changes->phases[phase].tree.root, "reps.count", NULL)->integer;
}

static void each_day_of_change_begins_a_phase(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    struct fnl_changes changes = {0};
    read_text("reps = { count = 6; salary = 5; };\n"
              "changes = ( { from = \"2026-07-01\"; say = \"two more\"; reps = { count = 8; }; },\n"
              "            { from = \"2026-04\"; say = \"one\"; reps = { count = 7; }; },\n"
              "            { from = \"2026-07-01\"; pita = { late = 3; }; say = \"and pains\"; },\n"
              "            { from = \"2026-07-01\"; months = 9; } );",
              &tree);
    assert_int_equal(fnl_changes_read(&little_firm, &tree, &mistakes, &changes, NULL), FNL_OK);
    fnl_tree_fini(&tree);

    assert_int_equal(changes.count, 3);
    assert_int_equal(changes.phases[0].from, INT_MIN);
    assert_string_equal(changes.phases[0].say, "");
    assert_int_equal(reps(&changes, 0), 6);
    assert_null(fnl_tree_child(changes.phases[0].tree.root, "pita"));

    char text[FNL_DATE_TEXT];
    assert_string_equal(fnl_date_text(changes.phases[1].from, text), "2026-04-01");
    assert_string_equal(changes.phases[1].say, "one");
    assert_int_equal(reps(&changes, 1), 7);

    assert_string_equal(fnl_date_text(changes.phases[2].from, text), "2026-07-01");
    assert_string_equal(changes.phases[2].say, "two more; and pains");
    assert_int_equal(reps(&changes, 2), 8);
    const struct fnl_node *last = changes.phases[2].tree.root;
    assert_int_equal(fnl_path_get(last, "pita.late", NULL)->line, 4);
    assert_int_equal(fnl_path_get(last, "reps.salary", NULL)->integer, 5);
    assert_null(fnl_path_get(last, "months", NULL)); /* that is fixed, whatever a change says */
    for (size_t i = 0; i < 3; i++) {
        assert_null(fnl_tree_child(changes.phases[i].tree.root, "changes"));
        assert_null(fnl_tree_child(changes.phases[i].tree.root, "from"));
        assert_null(fnl_tree_child(changes.phases[i].tree.root, "say"));
    }
    fnl_changes_fini(&changes);
    assert_int_equal(changes.count, 0);
}

static void without_changes_there_is_one_phase(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    struct fnl_changes changes = {0};
    read_text("reps = { count = 6; };", &tree);
    assert_int_equal(fnl_changes_read(&little_firm, &tree, &mistakes, &changes, NULL), FNL_OK);
    assert_int_equal(changes.count, 1);
    assert_true(fnl_tree_same(changes.phases[0].tree.root, tree.root));
    fnl_changes_fini(&changes);
    fnl_tree_fini(&tree);
}

static void what_is_no_change_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *path, *said;
    } wrong[] = {
        {"changes = { };", "changes", "expected a list: ( { from = \"2026-04-01\"; ... }, ... )"},
        {"changes = ( 3 );", "changes[#1]", "a change is a group: { from = \"2026-04-01\"; ... }"},
        {"changes = ( { months = 3; } );", "changes[#1].from",
         "is missing: the day from which the change holds"},
        {"changes = ( { from = \"April\"; } );", "changes[#1].from",
         "\"April\" is not a date of the calendar, written as \"2026-04-01\" or \"2026-04\""},
        {"changes = ( { frm = \"2026-04\"; } );", "changes[#1].frm",
         "unknown key (did you mean from?)"},
        {"changes = ( { from = \"2026-04\"; sya = \"x\"; } );", "changes[#1].sya",
         "unknown key (did you mean say?)"},
        {"changes = ( { from = \"2026-04\"; say = 3; } );", "changes[#1].say",
         "3 is not a text in quotes"},
        {"changes = ( { from = \"2026-04\"; changes = ( ); } );", "changes[#1].changes",
         "a change cannot hold changes"},
        {"sources = ( { name = \"a\"; } ); changes = ( { from = \"2026-04\"; sources = ( { name = "
         "\"b\"; } ); } );",
         "sources[b]",
         "there is none of that name to change (a new one says new = true); there are a"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fnl_tree tree = {0};
        struct fnl_mistakes mistakes = {0};
        struct fnl_changes changes = {0};
        read_text(wrong[i].text, &tree);
        assert_int_equal(fnl_changes_read(&little_firm, &tree, &mistakes, &changes, NULL),
                         FNL_ERR_SCENARIO);
        assert_int_equal(mistakes.count, 1);
        assert_string_equal(mistakes.items[0].path, wrong[i].path);
        assert_string_equal(mistakes.items[0].text, wrong[i].said);
        assert_in_range(changes.count, 1, 2); /* good for finding more that is wrong */
        fnl_changes_fini(&changes);
        fnl_mistakes_fini(&mistakes);
        fnl_tree_fini(&tree);
    }
}

static void more_changes_than_a_plan_has_are_refused(void **state)
{
    (void)state;
    struct fnl_buffer text = {0};
    fnl_buffer_add(&text, "changes = (");
    for (int i = 0; i <= FNL_CHANGES_MOST; i++)
        fnl_buffer_add(&text, "{ from = \"2026-04\"; },");
    fnl_buffer_add(&text, ");");
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    struct fnl_changes changes = {0};
    read_text(text.text, &tree);
    assert_int_equal(fnl_changes_read(&little_firm, &tree, &mistakes, &changes, NULL),
                     FNL_ERR_SCENARIO);
    assert_string_equal(mistakes.items[0].text, "there are more than 200 changes");
    fnl_changes_fini(&changes);
    fnl_mistakes_fini(&mistakes);
    fnl_tree_fini(&tree);
    fnl_buffer_fini(&text);
}

static void the_change_that_begins_a_phase_is_found(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    read_text("changes = ( 3, ( 4 ), { from = \"2026-05\"; }, { frm = \"2026-04\"; },\n"
              "{ from = \"2026-04-01\"; }, { from = \"2026-06\"; } );",
              &tree);
    const struct fnl_node *found =
        fnl_changes_node(&little_firm, tree.root, fnl_date_number((struct fnl_date){2026, 4, 1}));
    assert_non_null(fnl_tree_child(found, "frm"));
    found =
        fnl_changes_node(&little_firm, tree.root, fnl_date_number((struct fnl_date){2026, 6, 1}));
    assert_int_equal(found->line, 2);
    fnl_tree_fini(&tree);
}

static void lack_of_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    read_text("changes = ( { from = \"2026-04\"; say = \"x\"; }, { from = \"2026-05\"; } );",
              &tree);
    fnl_status status = FNL_ERR_MEMORY;
    long allowed = 0;
    for (; status != FNL_OK && allowed < 100; allowed++) {
        struct fnl_mistakes mistakes = {0};
        struct fnl_changes changes = {0};
        struct fnl_error error = {0};
        fnl_memory_fail_after(allowed);
        status = fnl_changes_read(&little_firm, &tree, &mistakes, &changes, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        assert_int_equal(error.status, status);
        fnl_changes_fini(&changes);
        fnl_mistakes_fini(&mistakes);
    }
    assert_in_range(allowed, 5, 99);
    fnl_tree_fini(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_day_of_change_begins_a_phase),
        cmocka_unit_test(without_changes_there_is_one_phase),
        cmocka_unit_test(what_is_no_change_is_refused),
        cmocka_unit_test(more_changes_than_a_plan_has_are_refused),
        cmocka_unit_test(the_change_that_begins_a_phase_is_found),
        cmocka_unit_test(lack_of_memory_is_said_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
