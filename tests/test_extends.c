/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/memory.h"
#include "little_firm.h"
#include "scenario/extends.h"
#include "scenario/path.h"
#include "scratch.h"

static void put(const char *name, const char *text)
{
    scratch_put(scratch_path(name), text);
}

static fnl_status load(const char *name, struct fnl_tree *tree, struct fnl_mistakes *mistakes,
                       struct fnl_error *error)
{
    return fnl_extends_load(&little_firm, scratch_path(name), mistakes, tree, error);
}

static const struct fnl_node *at(const struct fnl_tree *tree, const char *path)
{
    const struct fnl_node *node = fnl_path_get(tree->root, path, NULL);
    assert_non_null(node);
    return node;
}

static void a_chain_of_files_is_one_tree(void **state)
{
    (void)state;
    assert_int_equal(mkdir(scratch_path("packs"), 0700), 0);
    assert_int_equal(mkdir(scratch_path("acme"), 0700), 0);
    put("packs/pack.cfg", "months = 36;\nreps = { count = 6; ramp = 5; };\n");
    put("acme/base.cfg", "extends = \"../packs/pack.cfg\";\n\nreps = { count = 7; };\n");
    put("acme/more.cfg", "extends = \"base.cfg\"; reps = { salary = 9; };\n");
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(load("acme/more.cfg", &tree, &mistakes, NULL), FNL_OK);
    assert_int_equal(at(&tree, "months")->integer, 36);
    assert_int_equal(at(&tree, "reps.count")->integer, 7);
    assert_int_equal(at(&tree, "reps.count")->line, 3);
    assert_non_null(strstr(at(&tree, "reps.count")->file, "/acme/base.cfg"));
    assert_non_null(strstr(at(&tree, "reps.ramp")->file, "/acme/../packs/pack.cfg"));
    assert_int_equal(at(&tree, "reps.salary")->integer, 9);
    assert_non_null(strstr(tree.root->file, "/acme/more.cfg"));
    assert_null(fnl_tree_child(tree.root, "extends"));
    fnl_tree_fini(&tree);
}

static void a_strategy_lies_over_any_base(void **state)
{
    (void)state;
    put("mine.cfg", "reps = { count = 2; };");
    put("stock.cfg", "extends = \"not-there.cfg\"; reps = { salary = 9; };");
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(load("mine.cfg", &tree, &mistakes, NULL), FNL_OK);
    assert_int_equal(
        fnl_extends_over(&little_firm, scratch_path("stock.cfg"), &mistakes, &tree, NULL), FNL_OK);
    assert_int_equal(at(&tree, "reps.count")->integer, 2);
    assert_int_equal(at(&tree, "reps.salary")->integer, 9);
    assert_null(fnl_tree_child(tree.root, "extends"));
    fnl_tree_fini(&tree);
}

/* What it would have said of the base is not known, so nothing can be held against that. */
static void a_text_that_is_not_acceptable_leaves_nothing(void **state)
{
    (void)state;
    put("mine.cfg", "reps = { count = 2; };");
    put("stock.cfg", "reps = { salary = 12 %; };");
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(load("mine.cfg", &tree, &mistakes, NULL), FNL_OK);
    assert_int_equal(
        fnl_extends_over(&little_firm, scratch_path("stock.cfg"), &mistakes, &tree, NULL),
        FNL_ERR_SCENARIO);
    assert_int_equal(mistakes.count, 1);
    assert_null(tree.root);

    put("stock.cfg", "reps = { salary = 9; };"); /* over a base that was refused */
    assert_int_equal(
        fnl_extends_over(&little_firm, scratch_path("stock.cfg"), &mistakes, &tree, NULL), FNL_OK);
    assert_true(tree.root->refused);
    assert_int_equal(at(&tree, "reps.salary")->integer, 9);
    fnl_mistakes_fini(&mistakes);
    fnl_tree_fini(&tree);
}

/* The only mistake, without the scratch directory in front. */
static const char *only_mistake(const struct fnl_mistakes *mistakes)
{
    assert_int_equal(mistakes->count, 1);
    return mistakes->items[0].text;
}

static void files_in_a_circle_are_found(void **state)
{
    (void)state;
    put("a.cfg", "extends = \"b.cfg\";");
    put("b.cfg", "\nextends = \"./a.cfg\";");
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(load("a.cfg", &tree, &mistakes, NULL), FNL_ERR_SCENARIO);
    char said[4000];
    snprintf(said, sizeof said,
             "files extend each other in a circle: %s/a.cfg -> %s/b.cfg -> %s/./a.cfg", scratch,
             scratch, scratch);
    assert_string_equal(only_mistake(&mistakes), said);
    assert_int_equal(mistakes.items[0].line, 2);
    assert_string_equal(mistakes.items[0].path, "extends");
    assert_true(tree.root->refused);
    fnl_tree_fini(&tree);
    fnl_mistakes_fini(&mistakes);
}

static void a_chain_has_an_end(void **state)
{
    (void)state;
    for (int i = 0; i < FNL_EXTENDS_DEPTH + 2; i++) {
        char name[40], text[60];
        snprintf(name, sizeof name, "f%d.cfg", i);
        snprintf(text, sizeof text, "extends = \"f%d.cfg\";", i + 1);
        put(name, text);
    }
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(load("f0.cfg", &tree, &mistakes, NULL), FNL_ERR_SCENARIO);
    assert_int_equal(strncmp(only_mistake(&mistakes), "too many files extend each other: ", 34), 0);
    fnl_tree_fini(&tree);
    fnl_mistakes_fini(&mistakes);
}

static void a_missing_base_is_told_where_it_is_named(void **state)
{
    (void)state;
    put("a.cfg", "months = 3;\nextends = \"basline.cfg\";");
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    assert_int_equal(load("a.cfg", &tree, &mistakes, &error), FNL_ERR_SCENARIO);
    assert_non_null(strstr(only_mistake(&mistakes), "/basline.cfg: No such file or directory"));
    assert_int_equal(mistakes.items[0].line, 2);
    assert_int_equal(error.status, FNL_OK);
    assert_int_equal(at(&tree, "months")->integer, 3); /* for finding what else is wrong */
    assert_true(tree.root->refused);
    fnl_tree_fini(&tree);
    fnl_mistakes_fini(&mistakes);

    put("a.cfg", "extends = 3;");
    assert_int_equal(load("a.cfg", &tree, &mistakes, &error), FNL_ERR_SCENARIO);
    assert_string_equal(only_mistake(&mistakes), "a file is named in quotes: \"baseline.cfg\"");
    fnl_tree_fini(&tree);
    fnl_mistakes_fini(&mistakes);

    assert_int_equal(load("none.cfg", &tree, &mistakes, &error), FNL_ERR_USAGE);
    assert_non_null(strstr(error.text, "/none.cfg: No such file or directory"));
}

static void mistakes_of_every_file_are_told(void **state)
{
    (void)state;
    put("base.cfg", "reps = { count = 12 % };");
    put("a.cfg", "extends = \"base.cfg\";");
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(load("a.cfg", &tree, &mistakes, NULL), FNL_ERR_SCENARIO);
    assert_string_equal(only_mistake(&mistakes), "12 % needs quotes: write \"12 %\"");
    fnl_tree_fini(&tree);
    fnl_mistakes_fini(&mistakes);

    put("base.cfg", "sources = ( { name = \"Website\"; } );");
    put("a.cfg", "extends = \"base.cfg\"; sources = ( { name = \"Websit\"; } );");
    assert_int_equal(load("a.cfg", &tree, &mistakes, NULL), FNL_ERR_SCENARIO);
    assert_string_equal(
        only_mistake(&mistakes),
        "there is none of that name to change (did you mean \"Website\"? a new one says new = "
        "true)");
    assert_true(at(&tree, "sources[#2]")->refused);
    fnl_tree_fini(&tree);
    fnl_mistakes_fini(&mistakes);
}

/* Shorthand of the base must not survive what a strategy says in full, nor the reverse. */
static void shorthand_is_written_out_in_each_file(void **state)
{
    (void)state;
    put("base.cfg", "sources = ( { name = \"Website\"; out_of_ten = { fit = 5; need = 6; }; } );");
    put("a.cfg",
        "extends = \"base.cfg\";\n"
        "sources = ( { name = \"Website\"; fit = 0.9; } );\n"
        "changes = ( { from = \"2026-04\"; sources = ( { name = \"Website\"; out_of_ten = { "
        "need = 10; }; } ); } );");
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(load("a.cfg", &tree, &mistakes, NULL), FNL_OK);
    assert_true(at(&tree, "sources[Website].fit")->real == 0.9);
    assert_string_equal(at(&tree, "sources[Website].need.law")->text, "beta");
    assert_true(at(&tree, "changes[#1].sources[Website].need")->real == 1);
    fnl_tree_fini(&tree);

    put("a.cfg", "sources = ( { name = \"Website\"; out_of_ten = { fit = 50; }; } );");
    assert_int_equal(load("a.cfg", &tree, &mistakes, NULL), FNL_ERR_SCENARIO);
    assert_string_equal(only_mistake(&mistakes),
                        "50 is not how many of ten, a number from 0 to 10");
    assert_true(at(&tree, "sources[Website].fit")->refused);
    fnl_tree_fini(&tree);
    fnl_mistakes_fini(&mistakes);
}

static void lack_of_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    put("base.cfg", "reps = { count = 7; };");
    put("a.cfg", "extends = \"base.cfg\"; reps = { salary = 9; };");
    fnl_status status = FNL_ERR_MEMORY;
    long allowed = 0;
    for (; status != FNL_OK && allowed < 100; allowed++) {
        struct fnl_tree tree = {0};
        struct fnl_mistakes mistakes = {0};
        struct fnl_error error = {0};
        fnl_memory_fail_after(allowed);
        status = load("a.cfg", &tree, &mistakes, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        assert_int_equal(error.status, status);
        fnl_mistakes_fini(&mistakes);
        fnl_tree_fini(&tree);
    }
    assert_in_range(allowed, 8, 99);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_chain_of_files_is_one_tree),
        SCRATCH_TEST(a_strategy_lies_over_any_base),
        SCRATCH_TEST(a_text_that_is_not_acceptable_leaves_nothing),
        SCRATCH_TEST(files_in_a_circle_are_found),
        SCRATCH_TEST(a_chain_has_an_end),
        SCRATCH_TEST(a_missing_base_is_told_where_it_is_named),
        SCRATCH_TEST(mistakes_of_every_file_are_told),
        SCRATCH_TEST(shorthand_is_written_out_in_each_file),
        SCRATCH_TEST(lack_of_memory_is_said_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
