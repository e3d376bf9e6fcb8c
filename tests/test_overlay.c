/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "little_firm.h"
#include "scenario/overlay.h"
#include "scenario/reader.h"
#include "scenario/write.h"

static const char *const base_text =
    "months = 36;\n"
    "reps = { count = 6; ramp = \"5 months\"; quota = { per_quarter = 75000; }; };\n"
    "sources = (\n"
    "  { name = \"Website\"; kind = \"inbound\"; cost_each = { value = 164; range = (150, 180); }; "
    "},\n"
    "  { name = \"Bought list\"; kind = \"list\"; days = [2, 8, 25]; },\n"
    "  { name = \"Rented list\"; kind = \"list\"; }\n"
    ");\n"
    "payments = ( { day = \"2026-01\"; amount = 1; }, { day = \"2026-02\"; amount = 2; } );\n"
    "ask = { policy = \"everybody\"; per_client_year = 3; };\n"
    "labels = { pita = \"bad-fit client\"; rep = \"rep\"; };\n"
    "changes = ( { from = \"2026-06\"; } );\n";

static void read_text(const char *text, const char *file, struct fnl_tree *tree)
{
    struct fnl_mistakes mistakes = {0};
    const fnl_status status = fnl_reader_text(text, file, &mistakes, tree, NULL);
    fnl_mistakes_print(&mistakes, stderr);
    assert_int_equal(status, FNL_OK);
}

static fnl_status lay(const char *overlay, struct fnl_tree *tree, struct fnl_mistakes *mistakes)
{
    struct fnl_tree over = {0};
    read_text(overlay, "over.cfg", &over);
    read_text(base_text, "base.cfg", tree);
    const fnl_status status =
        fnl_overlay_merge(&little_firm, tree, tree->root, over.root, mistakes, NULL);
    fnl_tree_fini(&over);
    return status;
}

/* What `overlay` makes of the part `key` of the base, as text. */
static void expect_part(const char *overlay, const char *key, const char *expected)
{
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    const fnl_status status = lay(overlay, &tree, &mistakes);
    fnl_mistakes_print(&mistakes, stderr);
    assert_int_equal(status, FNL_OK);
    struct fnl_buffer text = {0};
    fnl_write_value(&text, fnl_tree_child(tree.root, key));
    assert_string_equal(text.text, expected);
    fnl_buffer_fini(&text);
    fnl_tree_fini(&tree);
}

static void groups_merge_key_by_key(void **state)
{
    (void)state;
    expect_part(
        "reps = { count = 7; salary = 9; };", "reps",
        "{ count = 7; ramp = \"5 months\"; quota = { per_quarter = 75000; }; salary = 9; }");
    expect_part("reps = { quota = { per_quarter = 1; }; };", "reps",
                "{ count = 6; ramp = \"5 months\"; quota = { per_quarter = 1; }; }");
    expect_part("pita = { late = 9; };", "pita", "{ late = 9; }");
    expect_part("months = 12;", "months", "12");
}

static void values_replace_whole(void **state)
{
    (void)state;
    expect_part("sources = ( { name = \"Website\"; cost_each = 200; } );", "sources",
                "({ name = \"Website\"; kind = \"inbound\"; cost_each = 200; }, { name = \"Bought "
                "list\"; kind = \"list\"; days = [2, 8, 25]; }, { name = \"Rented list\"; kind = "
                "\"list\"; })");
    expect_part(
        "sources = ( { name = \"Website\"; cost_each = { value = 1; }; },\n"
        "            { name = \"Bought list\"; days = { typical = 3; }; } );",
        "sources",
        "({ name = \"Website\"; kind = \"inbound\"; cost_each = { value = 1; }; }, { name = "
        "\"Bought list\"; kind = \"list\"; days = { typical = 3; }; }, { name = \"Rented "
        "list\"; kind = \"list\"; })");
    expect_part("payments = ( { day = \"2026-03\"; amount = 3; } );", "payments",
                "({ day = \"2026-03\"; amount = 3; })");
    expect_part("reps = 5;", "reps", "5");
}

static void a_kind_means_every_item_of_it(void **state)
{
    (void)state;
    expect_part(
        "sources = ( { kind = \"list\"; cost_each = 6; } );", "sources",
        "({ name = \"Website\"; kind = \"inbound\"; cost_each = { value = 164; range = [150, "
        "180]; }; }, { name = \"Bought list\"; kind = \"list\"; days = [2, 8, 25]; cost_each = "
        "6; }, { name = \"Rented list\"; kind = \"list\"; cost_each = 6; })");
    expect_part(
        "sources = ( { kind = \"list\"; remove = true; } );", "sources",
        "({ name = \"Website\"; kind = \"inbound\"; cost_each = { value = 164; range = [150, "
        "180]; }; })");
}

static void items_are_added_and_removed_on_demand(void **state)
{
    (void)state;
    expect_part(
        "sources = ( { name = \"Website\"; remove = true; },\n"
        "            { name = \"Fair\"; kind = \"event\"; new = true; before = \"Rented list\"; "
        "},\n"
        "            { name = \"Post\"; kind = \"list\"; new = true; } );",
        "sources",
        "({ name = \"Bought list\"; kind = \"list\"; days = [2, 8, 25]; }, { name = \"Fair\"; "
        "kind = \"event\"; }, { name = \"Rented list\"; kind = \"list\"; }, { name = \"Post\"; "
        "kind = \"list\"; })");
    expect_part(
        "sources = ( { name = \"Bought list\"; remove = true; },\n"
        "            { name = \"Bought list\"; new = true; kind = \"event\"; } );",
        "sources",
        "({ name = \"Website\"; kind = \"inbound\"; cost_each = { value = 164; range = [150, "
        "180]; }; }, { name = \"Rented list\"; kind = \"list\"; }, { name = \"Bought list\"; kind "
        "= \"event\"; })");
}

static void a_new_policy_drops_the_old_ones_keys(void **state)
{
    (void)state;
    expect_part("ask = { policy = \"ideal_clients\"; hours_per_ask = 1; };", "ask",
                "{ policy = \"ideal_clients\"; hours_per_ask = 1; }");
    expect_part("ask = { policy = \"everybody\"; };", "ask",
                "{ policy = \"everybody\"; per_client_year = 3; }");
    expect_part("ask = { per_client_year = 4; };", "ask",
                "{ policy = \"everybody\"; per_client_year = 4; }");
}

static void what_is_read_elsewhere_merges_by_key_and_changes_add_up(void **state)
{
    (void)state;
    expect_part("labels = { rep = \"seller\"; };", "labels",
                "{ pita = \"bad-fit client\"; rep = \"seller\"; }");
    expect_part("changes = ( { from = \"2026-04\"; } );", "changes",
                "({ from = \"2026-06\"; }, { from = \"2026-04\"; })");
}

static void a_first_list_needs_no_new(void **state)
{
    (void)state;
    struct fnl_tree tree = {0}, over = {0};
    struct fnl_mistakes mistakes = {0};
    read_text("", "base.cfg", &tree);
    read_text("sources = ( { name = \"a\"; }, { name = \"b\"; new = true; before = \"a\"; } );",
              "over.cfg", &over);
    assert_int_equal(fnl_overlay_merge(&little_firm, &tree, tree.root, over.root, &mistakes, NULL),
                     FNL_OK);
    struct fnl_buffer text = {0};
    fnl_write_value(&text, fnl_tree_child(tree.root, "sources"));
    assert_string_equal(text.text, "({ name = \"a\"; }, { name = \"b\"; })");
    fnl_buffer_fini(&text);
    fnl_tree_fini(&over);
    fnl_tree_fini(&tree);
}

static void every_node_remembers_its_file(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(
        lay("\nsources = ( { name = \"Website\"; cost_each = 9; } );", &tree, &mistakes), FNL_OK);
    const struct fnl_node *website = fnl_tree_item(fnl_tree_child(tree.root, "sources"), "Website");
    assert_string_equal(fnl_tree_child(website, "cost_each")->file, "over.cfg");
    assert_int_equal(fnl_tree_child(website, "cost_each")->line, 2);
    assert_string_equal(fnl_tree_child(website, "kind")->file, "base.cfg");
    assert_int_equal(fnl_tree_child(website, "kind")->line, 4);
    fnl_tree_fini(&tree);
}

#define NAMES "; there are Website, Bought list, Rented list"

static void what_meets_nothing_is_a_mistake(void **state)
{
    (void)state;
    static const struct {
        const char *overlay, *said;
    } wrong[] = {
        {"sources = ( { name = \"Bought lst\"; } );",
         "over.cfg:1: sources[Bought lst]: there is none of that name to change (did you mean "
         "\"Bought "
         "list\"? a "
         "new one says new = true)\n"},
        {"sources = ( { name = \"Zoo\"; } );",
         "over.cfg:1: sources[Zoo]: there is none of that "
         "name to change (a new one says new = true)" NAMES "\n"},
        {"sources = ( { name = \"Zoo\"; remove = true; } );",
         "over.cfg:1: sources[Zoo]: there is none of that name to change (a new one says new = "
         "true)" NAMES "\n"},
        {"sources = ( { name = \"Website\"; new = true; } );",
         "over.cfg:1: sources[Website].new: there is one of that name already: without new = true "
         "it is changed\n"},
        {"sources = ( { name = \"Website\"; before = \"Bought list\"; } );",
         "over.cfg:1: sources[Website].before: only what is new is given a place, and this is "
         "there already\n"},
        {"sources = ( { name = \"Zoo\"; new = true; before = \"Park\"; } );",
         "over.cfg:1: sources[Zoo].before: there is no \"Park\" to stand before\n"},
        {"sources = ( { name = \"Zoo\"; new = true; before = \"Web site\"; } );",
         "over.cfg:1: sources[Zoo].before: there is no \"Web site\" to stand before (did you mean "
         "\"Website\"?)\n"},
        {"sources = ( { kind = \"lists\"; } );",
         "over.cfg:1: sources[#1].kind: there is none of "
         "kind \"lists\" to change (did you mean \"list\"?)\n"},
        {"sources = ( { cost_each = 3; }, 7 );", "over.cfg:1: sources[#1]: which one is meant is "
                                                 "said by name = \"...\", or by kind = \"...\" "
                                                 "for all of a kind\n"
                                                 "over.cfg:1: sources[#2]: which one is meant is "
                                                 "said by name = \"...\", or by kind = \"...\" "
                                                 "for all of a kind\n"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fnl_tree tree = {0};
        struct fnl_mistakes mistakes = {0};
        assert_int_equal(lay(wrong[i].overlay, &tree, &mistakes), FNL_ERR_SCENARIO);
        char *said = NULL;
        size_t length = 0;
        FILE *stream = open_memstream(&said, &length);
        fnl_mistakes_print(&mistakes, stream);
        fclose(stream);
        assert_string_equal(said, wrong[i].said);
        free(said);
        fnl_mistakes_fini(&mistakes);
        fnl_tree_fini(&tree);
    }
}

static void lack_of_memory_is_said(void **state)
{
    (void)state;
    struct fnl_tree tree = {0}, over = {0};
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    char large[9000];
    memset(large, 'x', sizeof large);
    large[sizeof large - 1] = '\0';
    struct fnl_buffer text = {0};
    fnl_buffer_format(&text, "name = \"%s\"; about = \"%s\";", large, large);
    read_text("months = 3;", "base.cfg", &tree);
    read_text(text.text, "over.cfg", &over);
    fnl_memory_fail_after(0);
    assert_int_equal(
        fnl_overlay_merge(&little_firm, &tree, tree.root, over.root, &mistakes, &error),
        FNL_ERR_MEMORY);
    fnl_memory_fail_after(-1);
    assert_int_equal(error.status, FNL_ERR_MEMORY);
    fnl_buffer_fini(&text);
    fnl_tree_fini(&over);
    fnl_tree_fini(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_merge_key_by_key),
        cmocka_unit_test(values_replace_whole),
        cmocka_unit_test(a_kind_means_every_item_of_it),
        cmocka_unit_test(items_are_added_and_removed_on_demand),
        cmocka_unit_test(a_new_policy_drops_the_old_ones_keys),
        cmocka_unit_test(what_is_read_elsewhere_merges_by_key_and_changes_add_up),
        cmocka_unit_test(a_first_list_needs_no_new),
        cmocka_unit_test(every_node_remembers_its_file),
        cmocka_unit_test(what_meets_nothing_is_a_mistake),
        cmocka_unit_test(lack_of_memory_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
