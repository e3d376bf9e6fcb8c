/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "scratch.h"
#include "scenario/claimcell.h"
#include "scenario/path.h"
#include "scenario/reader.h"

#define FIRM                                                                                       \
    "name = \"Firm\"; months = 6; start = \"2026-01\"; reps = { count = 4; salary = 7; };\n"       \
    "changes = ( { from = \"2026-03\"; name = \"Spring\"; }, { from = \"2026-05\"; name = "        \
    "\"May\"; "                                                                                    \
    "} );"

/* A firm, and a cell that lies in a file of claims. */
struct given {
    struct fnl_tree firm, written, tree;
    struct fnl_mistakes mistakes;
    struct fnl_lookup folders;
    struct fnl_claimform_cell cell;
    struct fnl_claimcell_ground ground;
};

static void open_given(struct given *given, const char *cell)
{
    *given = (struct given){0};
    const char *file = scratch_path("claims.cfg");
    assert_int_equal(fnl_reader_text(FIRM, "firm.cfg", &given->mistakes, &given->firm, NULL),
                     FNL_OK);
    assert_int_equal(fnl_reader_text(cell, file, &given->mistakes, &given->written, NULL), FNL_OK);
    given->cell.file = fnl_tree_child(given->written.root, "file");
    given->cell.set = fnl_tree_child(given->written.root, "set");
    given->cell.at = fnl_tree_child(given->written.root, "at");
    given->cell.months = given->cell.at ? given->cell.at->integer : 0;
    given->ground = (struct fnl_claimcell_ground){&given->firm, &given->folders};
}

static fnl_status put_together(struct given *given)
{
    return fnl_claimcell_tree(&given->ground, &given->cell, &given->mistakes, &given->tree, NULL);
}

static void close_given(struct given *given)
{
    fnl_tree_fini(&given->tree);
    fnl_tree_fini(&given->written);
    fnl_tree_fini(&given->firm);
    fnl_mistakes_fini(&given->mistakes);
}

static int64_t number(const struct given *given, const char *path)
{
    const struct fnl_node *node = fnl_path_get(given->tree.root, path, NULL);
    assert_non_null(node);
    return node->integer;
}

static size_t count_changes(const struct given *given)
{
    const struct fnl_node *changes = fnl_tree_child(given->tree.root, "changes");
    return changes ? changes->count : 0;
}

static void a_plain_cell_is_the_firm_itself(void **state)
{
    (void)state;
    struct given given;
    open_given(&given, "");
    assert_int_equal(put_together(&given), FNL_OK);
    assert_int_equal(number(&given, "reps.count"), 4);
    assert_int_equal(number(&given, "months"), 6);
    assert_int_equal(count_changes(&given), 2);
    close_given(&given);
}

static void a_strategy_lies_over_the_firm_and_figures_lie_over_both(void **state)
{
    (void)state;
    struct given given;
    scratch_put(scratch_path("more.cfg"),
                "extends = \"nowhere.cfg\"; reps = { count = 7; salary = 8; };");
    open_given(&given, "file = \"more.cfg\"; set = (\"reps.count=9\", \"months=5\");");
    assert_int_equal(put_together(&given), FNL_OK);
    assert_int_equal(number(&given, "reps.count"), 9);
    assert_int_equal(number(&given, "reps.salary"), 8);
    assert_int_equal(number(&given, "months"), 5);
    close_given(&given);
    open_given(&given, "set = \"reps.count=9\";");
    assert_int_equal(put_together(&given), FNL_OK);
    assert_int_equal(number(&given, "reps.count"), 9);
    assert_int_equal(number(&given, "reps.salary"), 7);
    close_given(&given);
}

static void what_lies_beyond_the_horizon_is_cut(void **state)
{
    (void)state;
    struct given given;
    open_given(&given, "at = 4;");
    assert_int_equal(put_together(&given), FNL_OK);
    assert_int_equal(number(&given, "months"), 4);
    assert_int_equal(count_changes(&given), 1);
    close_given(&given);
}

/* The rest is put together all the same, for what else may be wrong with it. */
static void what_is_wrong_is_said_where_it_was_written(void **state)
{
    (void)state;
    struct given given;
    open_given(&given, "file = \"moore.cfg\";");
    assert_int_equal(put_together(&given), FNL_ERR_SCENARIO);
    assert_int_equal(given.mistakes.count, 1);
    assert_non_null(strstr(given.mistakes.items[0].text, "moore.cfg: No such file"));
    assert_string_equal(given.mistakes.items[0].file, scratch_path("claims.cfg"));
    close_given(&given);
    open_given(&given, "set = (\"repz.count=3\", \"reps.count\", \"months=3\");");
    assert_int_equal(put_together(&given), FNL_ERR_SCENARIO);
    assert_int_equal(given.mistakes.count, 2);
    assert_int_equal(number(&given, "months"), 3);
    close_given(&given);
}

static void failing_memory_is_survived(void **state)
{
    (void)state;
    struct given given;
    size_t failures = 0;
    fnl_status status = FNL_ERR_MEMORY;
    scratch_put(scratch_path("more.cfg"), "reps = { count = 7; };");
    open_given(&given, "file = \"more.cfg\"; set = \"reps.salary=9\"; at = 4;");
    for (long i = 0; status != FNL_OK; i++) {
        fnl_tree_fini(&given.tree);
        given.tree = (struct fnl_tree){0};
        fnl_memory_fail_after(i);
        status = put_together(&given);
        fnl_memory_fail_after(-1);
        failures += status != FNL_OK;
    }
    assert_true(failures > 4);
    close_given(&given);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_plain_cell_is_the_firm_itself),
        SCRATCH_TEST(a_strategy_lies_over_the_firm_and_figures_lie_over_both),
        SCRATCH_TEST(what_lies_beyond_the_horizon_is_cut),
        SCRATCH_TEST(what_is_wrong_is_said_where_it_was_written),
        SCRATCH_TEST(failing_memory_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
