/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "scenario/path.h"
#include "scenario/reader.h"

static void a_path_is_cut_into_steps(void **state)
{
    (void)state;
    struct fnl_path path;
    assert_int_equal(fnl_path_read("meetings.kinds[group demo].hours", &path, NULL), FNL_OK);
    assert_int_equal(path.count, 3);
    assert_string_equal(path.steps[0].key, "meetings");
    assert_int_equal(path.steps[0].pick, FNL_PATH_WHOLE);
    assert_string_equal(path.steps[1].key, "kinds");
    assert_int_equal(path.steps[1].pick, FNL_PATH_NAMED);
    assert_string_equal(path.steps[1].word, "group demo");
    assert_string_equal(path.steps[2].key, "hours");

    assert_int_equal(fnl_path_read("sources[*].days[#3]", &path, NULL), FNL_OK);
    assert_int_equal(path.steps[0].pick, FNL_PATH_EVERY);
    assert_int_equal(path.steps[1].pick, FNL_PATH_NUMBER);
    assert_int_equal(path.steps[1].number, 3);

    assert_int_equal(fnl_path_read("sources[kind=list]", &path, NULL), FNL_OK);
    assert_int_equal(path.steps[0].pick, FNL_PATH_KIND);
    assert_string_equal(path.steps[0].word, "list");
    assert_int_equal(fnl_path_read("sources[a.b]", &path, NULL), FNL_OK);
    assert_string_equal(path.steps[0].word, "a.b");
}

static void what_is_no_path_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        ".",
        "a.",
        ".a",
        "a..b",
        "a[",
        "a[]",
        "a[b",
        "a]",
        "a[b]c",
        "[b]",
        "a[#0]",
        "a[#x]",
        "a[#1x]",
        "a[#-1]",
        "a[kind=]",
        "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q",
        "a[b].",
    };
    struct fnl_path path;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fnl_error error = {0};
        assert_int_equal(fnl_path_read(wrong[i], &path, &error), FNL_ERR_USAGE);
        char said[200];
        snprintf(said, sizeof said,
                 "\"%s\" is not a path, such as reps.count or sources[Website].cost_each",
                 wrong[i]);
        assert_string_equal(error.text, said);
    }
    char longest[FNL_TREE_PATH + 1];
    memset(longest, 'a', FNL_TREE_PATH);
    longest[FNL_TREE_PATH] = '\0';
    struct fnl_error error = {0};
    assert_int_equal(fnl_path_read(longest, &path, &error), FNL_ERR_USAGE);
    longest[FNL_TREE_PATH - 1] = '\0';
    assert_int_equal(fnl_path_read(longest, &path, NULL), FNL_OK);
}

static const char *const text =
    "reps = { count = 6; };\n"
    "sources = ( { name = \"Website\"; kind = \"inbound\"; cost = 1; },\n"
    "            { name = \"Bought list\"; kind = \"list\"; cost = 2; },\n"
    "            { name = \"Rented list\"; kind = \"list\"; cost = 3; } );\n"
    "claims = ( { say = \"a\"; }, { say = \"b\"; } );\n";

static void what_stands_at_a_path_is_got(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(fnl_reader_text(text, NULL, &mistakes, &tree, NULL), FNL_OK);
    assert_int_equal(fnl_path_get(tree.root, "reps.count", NULL)->integer, 6);
    assert_int_equal(fnl_path_get(tree.root, "sources[Bought list].cost", NULL)->integer, 2);
    assert_int_equal(fnl_path_get(tree.root, "sources[kind=list].cost", NULL)->integer, 2);
    assert_int_equal(fnl_path_get(tree.root, "sources[*].cost", NULL)->integer, 1);
    assert_int_equal(fnl_path_get(tree.root, "sources[#3].cost", NULL)->integer, 3);
    assert_string_equal(fnl_path_get(tree.root, "claims[#2].say", NULL)->text, "b");
    assert_int_equal(fnl_path_get(tree.root, "sources", NULL)->count, 3);
    fnl_tree_fini(&tree);
}

static void what_is_missing_gets_the_nearest_name(void **state)
{
    (void)state;
    static const struct {
        const char *path, *said;
    } wrong[] = {
        {"resp.count", "resp.count: there is no resp (did you mean reps?)"},
        {"reps.cuont", "reps.cuont: there is no cuont (did you mean count?)"},
        {"reps.count.x", "reps.count.x: there is no x"},
        {"sources[Webste].cost",
         "sources[Webste].cost: there is no such item (did you mean Website?)"},
        {"sources[kind=lists].cost",
         "sources[kind=lists].cost: there is no such item (did you mean list?)"},
        {"sources[#4].cost",
         "sources[#4].cost: there is no such item; there are Website, Bought list, Rented list"},
        {"reps[a].cost", "reps[a].cost: there is no such item"},
        {"sources.cost", "sources.cost: there is no cost"},
    };
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(fnl_reader_text(text, NULL, &mistakes, &tree, NULL), FNL_OK);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fnl_error error = {0};
        assert_null(fnl_path_get(tree.root, wrong[i].path, &error));
        assert_int_equal(error.status, FNL_ERR_USAGE);
        assert_string_equal(error.text, wrong[i].said);
    }
    fnl_tree_fini(&tree);
}

/* Whether a place belongs to what a path means does not depend on whether anything is said there.
 */
static void a_path_covers_what_it_names_and_all_in_it(void **state)
{
    (void)state;
    static const struct {
        const char *path, *place;
        bool covers;
    } cases[] = {
        {"reps", "reps.count", true},
        {"reps.count", "reps.count", true},
        {"reps.count", "reps", false},
        {"reps.count", "reps.salary", false},
        {"reps.count", "reps.counts", false},
        {"morale", "morale.fades_in", true},
        {"sources", "sources[Bought list].cost", true},
        {"sources[*]", "sources[Bought list].cost", true},
        {"sources[*].cost", "sources[Bought list].cost", true},
        {"sources[*].trust", "sources[Bought list].trust", true},
        {"sources[*].cost", "sources[Bought list].trust", false},
        {"sources[Website].cost", "sources[Bought list].cost", false},
        {"sources[Website].cost", "sources[Website].cost", true},
        {"sources[kind=list].cost", "sources[Rented list].cost", true},
        {"sources[kind=list].cost", "sources[Website].cost", false},
        {"sources[#3].cost", "sources[Rented list].cost", true},
        {"sources[#2].cost", "sources[Rented list].cost", false},
        {"sources[Website]", "sources", false},
        {"sources[Fair].cost", "sources[Fair].cost", false},
        {"claims[#2]", "claims[#2].say", true},
        {"claims[#2]", "claims[#1].say", false},
        {"reps[*].count", "reps.count", false},
        {"levers[*].size", "levers[Price].size", false},
        {"reps..count", "reps.count", false},
    };
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(fnl_reader_text(text, NULL, &mistakes, &tree, NULL), FNL_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (fnl_path_covers(tree.root, cases[i].path, cases[i].place) != cases[i].covers)
            fail_msg("%s and %s", cases[i].path, cases[i].place);
    fnl_tree_fini(&tree);
}

/* Of more than there is room for the first are named. */
static void of_many_items_the_first_are_named(void **state)
{
    (void)state;
    char many[4000] = "sources = ( ", *end = many + strlen(many);
    for (int i = 0; i < 60; i++)
        end += sprintf(end, "%s{ name = \"Way %d\"; }", i > 0 ? ", " : "", i);
    strcpy(end, " );\n");
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    assert_int_equal(fnl_reader_text(many, NULL, &mistakes, &tree, NULL), FNL_OK);
    assert_null(fnl_path_get(tree.root, "sources[#61].cost", &error));
    assert_non_null(strstr(error.text, "there are Way 0, Way 1, "));
    assert_string_equal(error.text + strlen(error.text) - strlen("Way 23, ..."), "Way 23, ...");
    fnl_tree_fini(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_is_cut_into_steps),
        cmocka_unit_test(what_is_no_path_is_refused),
        cmocka_unit_test(what_stands_at_a_path_is_got),
        cmocka_unit_test(what_is_missing_gets_the_nearest_name),
        cmocka_unit_test(a_path_covers_what_it_names_and_all_in_it),
        cmocka_unit_test(of_many_items_the_first_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
