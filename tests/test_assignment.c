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
#include "scenario/assignment.h"
#include "scenario/path.h"
#include "scenario/reader.h"
#include "scenario/write.h"

static const char *const base_text = "months = 36;\n"
                                     "reps = { count = 6; };\n"
                                     "sources = (\n"
                                     "  { name = \"Website\"; kind = \"inbound\"; cost_each = { "
                                     "value = 164; range = (150, 180); }; },\n"
                                     "  { name = \"Bought list\"; kind = \"list\"; days = { law = "
                                     "\"gamma\"; mean = 4; shape = 2; }; },\n"
                                     "  { name = \"Rented list\"; kind = \"list\"; }\n"
                                     ");\n"
                                     "payments = ( { amount = 1; }, { amount = 2; } );\n"
                                     "ask = { policy = \"everybody\"; per_client_year = 3; };\n";

static void read_base(struct fnl_tree *tree)
{
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(fnl_reader_text(base_text, "base.cfg", &mistakes, tree, NULL), FNL_OK);
}

/* What then stands at `path`, as text. */
static void expect_after(const char *assignment, const char *path, const char *expected)
{
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    read_base(&tree);
    const fnl_status status =
        fnl_assignment_read(&little_firm, &tree, assignment, &mistakes, &error);
    fnl_mistakes_print(&mistakes, stderr);
    assert_int_equal(status, FNL_OK);
    const struct fnl_node *node = fnl_path_get(tree.root, path, &error);
    assert_non_null(node);
    struct fnl_buffer text = {0};
    fnl_write_value(&text, node);
    assert_string_equal(text.text, expected);
    fnl_buffer_fini(&text);
    fnl_tree_fini(&tree);
}

static void one_place_is_set(void **state)
{
    (void)state;
    expect_after("months=12", "months", "12");
    expect_after("reps.count = 7", "reps.count", "7");
    expect_after("sources[Bought list].leads_per_month=40", "sources[Bought list].leads_per_month",
                 "40");
    expect_after("sources[Website].cost_each=200", "sources[Website].cost_each", "200");
    expect_after("sources[Website].fit=40 %", "sources[Website].fit", "\"40 %\"");
    expect_after("sources[Website].days=[2, 8, 25]", "sources[Website].days", "[2, 8, 25]");
    expect_after("start=2026-04-01", "start", "\"2026-04-01\"");
    expect_after("payments[#2].amount=9", "payments[#2].amount", "9");
    expect_after("payments[#2].amount=9", "payments[#1].amount", "1");
}

static void many_places_are_set_at_once(void **state)
{
    (void)state;
    expect_after("sources[*].cost_each=5", "sources[Website].cost_each", "5");
    expect_after("sources[*].cost_each=5", "sources[Rented list].cost_each", "5");
    expect_after("sources[kind=list].cost_each=5", "sources[Rented list].cost_each", "5");
    expect_after("sources[kind=list].cost_each=5", "sources[Website].cost_each",
                 "{ value = 164; range = [150, 180]; }");
}

static void missing_groups_are_made(void **state)
{
    (void)state;
    expect_after("pita.late=9", "pita", "{ late = 9; }");
    expect_after("reps.quota.per_quarter=250k", "reps.quota", "{ per_quarter = \"250k\"; }");
    expect_after("sources[Website].trip.cost=1", "sources[Website].trip", "{ cost = 1; }");
    expect_after("labels.pita=bad fit", "labels.pita", "\"bad fit\"");
}

static void a_path_goes_into_a_value_that_is_written_out(void **state)
{
    (void)state;
    expect_after("sources[Bought list].days.mean=5", "sources[Bought list].days",
                 "{ law = \"gamma\"; mean = 5; shape = 2; }");
    expect_after("sources[Website].cost_each.value=170", "sources[Website].cost_each",
                 "{ value = 170; range = [150, 180]; }");
}

static void a_new_policy_drops_the_old_ones_keys(void **state)
{
    (void)state;
    expect_after("ask.policy=ideal_clients", "ask", "{ policy = \"ideal_clients\"; }");
    expect_after("ask.policy=everybody", "ask", "{ policy = \"everybody\"; per_client_year = 3; }");
    expect_after("ask.per_client_year=1", "ask",
                 "{ policy = \"everybody\"; per_client_year = 1; }");
}

static void what_cannot_be_set_is_explained(void **state)
{
    (void)state;
    static const struct {
        const char *assignment, *said;
    } wrong[] = {
        {"months", "\"months\" is not PATH=VALUE, such as reps.count=7\n"},
        {"sources[a=b]", "\"sources[a=b]\" is not PATH=VALUE, such as reps.count=7\n"},
        {"reps..count=7", "\"reps..count\" is not a path, such as reps.count or "
                          "sources[Website].cost_each\n"},
        {"months=[1", "months: the [ that opens here is never closed: a ] is missing\n"},
        {"resp.count=7", "resp.count: there is no resp (did you mean reps?)\n"},
        {"sources[Webste].cost_each=1",
         "sources[Webste].cost_each: there is no such item (did you mean Website?)\n"},
        {"sources.cost_each=1",
         "sources.cost_each: sources is a list: say which of it, sources[name] or sources[*]\n"},
        {"sources[Website]=1", "sources[Website]: an item is set key by key, not whole\n"},
        {"reps.ramp.x=1", "reps.ramp.x: ramp is a value and has no keys\n"},
        {"reps.count.x=1", "reps.count.x: count is a value and has no keys\n"},
        {"claims[#1].say=1", "claims[#1].say: there is no list claims\n"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fnl_tree tree = {0};
        struct fnl_mistakes mistakes = {0};
        read_base(&tree);
        assert_int_equal(
            fnl_assignment_read(&little_firm, &tree, wrong[i].assignment, &mistakes, NULL),
            FNL_ERR_SCENARIO);
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

static void keys_groups_and_items_are_taken_out(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    read_base(&tree);
    assert_int_equal(fnl_assignment_remove(&little_firm, &tree, "ask", &mistakes, NULL), FNL_OK);
    assert_null(fnl_tree_child(tree.root, "ask"));
    assert_int_equal(
        fnl_assignment_remove(&little_firm, &tree, "sources[kind=list]", &mistakes, NULL), FNL_OK);
    assert_int_equal(fnl_tree_child(tree.root, "sources")->count, 1);
    assert_int_equal(
        fnl_assignment_remove(&little_firm, &tree, "sources[*].cost_each", &mistakes, NULL),
        FNL_OK);
    assert_int_equal(fnl_tree_child(tree.root, "sources")->first->count, 2);
    assert_int_equal(fnl_assignment_remove(&little_firm, &tree, "ask", &mistakes, NULL),
                     FNL_ERR_SCENARIO);
    assert_string_equal(mistakes.items[0].text, "there is nothing to take out");
    assert_int_equal(fnl_assignment_remove(&little_firm, &tree, "pita.late", &mistakes, NULL),
                     FNL_ERR_SCENARIO);
    assert_string_equal(mistakes.items[1].text, "there is no pita");
    fnl_mistakes_fini(&mistakes);
    fnl_tree_fini(&tree);
}

/* That the text, said in line 12 of a file, is refused there with the path and the sentence. */
static void refuses_said(const char *text, const char *path, const char *sentence)
{
    struct fnl_tree tree = {0}, other = {0};
    struct fnl_mistakes mistakes = {0};
    read_base(&tree);
    struct fnl_node *said = fnl_tree_text(&other, "set", text);
    assert_true(fnl_tree_place(&other, said, "claims.cfg", 12));
    assert_int_equal(fnl_assignment_said(&little_firm, &tree, said, &mistakes, NULL),
                     FNL_ERR_SCENARIO);
    assert_int_equal(mistakes.count, 1);
    assert_string_equal(mistakes.items[0].file, "claims.cfg");
    assert_int_equal(mistakes.items[0].line, 12);
    if (path)
        assert_string_equal(mistakes.items[0].path, path);
    else
        assert_null(mistakes.items[0].path);
    assert_non_null(strstr(mistakes.items[0].text, sentence));
    fnl_mistakes_fini(&mistakes);
    fnl_tree_fini(&tree);
    fnl_tree_fini(&other);
}

static void what_a_file_says_stands_where_it_says_it(void **state)
{
    (void)state;
    refuses_said("repz.count=3", "repz.count", "did you mean reps?");
    refuses_said("reps.count", NULL, "is not PATH=VALUE");
    refuses_said("reps.count=(", "reps.count", "");
    struct fnl_tree tree = {0}, other = {0};
    struct fnl_mistakes mistakes = {0};
    read_base(&tree);
    struct fnl_node *said = fnl_tree_text(
        &other, "set", "sources[Website].days={ law = \"gamma\"; mean = 4; shape = 2; }");
    assert_true(fnl_tree_place(&other, said, "claims.cfg", 12));
    assert_int_equal(fnl_assignment_said(&little_firm, &tree, said, &mistakes, NULL), FNL_OK);
    fnl_tree_fini(&other);
    const struct fnl_node *mean = fnl_path_get(tree.root, "sources[Website].days.mean", NULL);
    assert_string_equal(mean->file, "claims.cfg");
    assert_int_equal(mean->line, 12);
    fnl_tree_fini(&tree);
}

static void lack_of_memory_is_said(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    read_base(&tree);
    fnl_memory_fail_after(0);
    assert_int_equal(fnl_assignment_read(&little_firm, &tree, "months=1", &mistakes, &error),
                     FNL_ERR_MEMORY);
    fnl_memory_fail_after(-1);
    assert_int_equal(error.status, FNL_ERR_MEMORY);
    fnl_mistakes_fini(&mistakes);
    fnl_tree_fini(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_place_is_set),
        cmocka_unit_test(many_places_are_set_at_once),
        cmocka_unit_test(missing_groups_are_made),
        cmocka_unit_test(a_path_goes_into_a_value_that_is_written_out),
        cmocka_unit_test(a_new_policy_drops_the_old_ones_keys),
        cmocka_unit_test(what_cannot_be_set_is_explained),
        cmocka_unit_test(keys_groups_and_items_are_taken_out),
        cmocka_unit_test(what_a_file_says_stands_where_it_says_it),
        cmocka_unit_test(lack_of_memory_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
