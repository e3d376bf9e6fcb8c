/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "scenario/tree.h"

static struct fnl_node *group(struct fnl_tree *tree, struct fnl_node *parent, const char *name)
{
    struct fnl_node *node = fnl_tree_node(tree, FNL_NODE_GROUP, name);
    assert_non_null(node);
    if (parent)
        fnl_tree_insert(parent, node, NULL);
    return node;
}

static struct fnl_node *integer(struct fnl_tree *tree, struct fnl_node *parent, const char *name,
                                int64_t value)
{
    struct fnl_node *node = fnl_tree_node(tree, FNL_NODE_INTEGER, name);
    assert_non_null(node);
    node->integer = value;
    fnl_tree_insert(parent, node, NULL);
    return node;
}

/* sources = ( { name = "website"; cost_each = 164; }, { weights = ( 7, 8 ); } ); months = 36; */
static void plant(struct fnl_tree *tree)
{
    tree->root = group(tree, NULL, NULL);
    struct fnl_node *sources = fnl_tree_node(tree, FNL_NODE_LIST, "sources");
    fnl_tree_insert(tree->root, sources, NULL);
    struct fnl_node *website = group(tree, sources, NULL);
    fnl_tree_insert(website, fnl_tree_text(tree, "name", "website"), NULL);
    fnl_tree_place(tree, integer(tree, website, "cost_each", 164), "base.cfg", 3);
    struct fnl_node *weights = fnl_tree_node(tree, FNL_NODE_LIST, "weights");
    fnl_tree_insert(group(tree, sources, NULL), weights, NULL);
    integer(tree, weights, NULL, 7);
    integer(tree, weights, NULL, 8);
    integer(tree, tree->root, "months", 36);
}

static const struct fnl_node *cost(const struct fnl_tree *tree)
{
    const struct fnl_node *sources = fnl_tree_child(tree->root, "sources");
    return fnl_tree_child(fnl_tree_item(sources, "website"), "cost_each");
}

static void children_and_items_are_found_by_name(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    plant(&tree);
    assert_int_equal(cost(&tree)->integer, 164);
    assert_null(fnl_tree_child(tree.root, "month"));
    assert_null(fnl_tree_item(fnl_tree_child(tree.root, "sources"), "web"));
    assert_null(fnl_tree_child(fnl_tree_child(tree.root, "sources"), "name"));
    assert_null(fnl_tree_child_text(tree.root, "months"));
    assert_int_equal(tree.root->count, 2);
    fnl_tree_fini(&tree);
    assert_null(tree.root);
}

static void the_names_of_a_list_are_told(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    char text[FNL_TREE_NAMES], name[FNL_TREE_NAMES];
    plant(&tree);
    struct fnl_node *sources = fnl_tree_child(tree.root, "sources");
    assert_string_equal(fnl_tree_names(sources, text), "; there are website");
    assert_string_equal(fnl_tree_names(sources->last->first, text), "");
    struct fnl_node *fair = group(&tree, sources, NULL), *stray = group(&tree, sources, NULL);
    fnl_tree_insert(fair, fnl_tree_text(&tree, "name", "Trade fair"), NULL);
    fnl_tree_insert(stray, fnl_tree_text(&tree, "name", "Faire"), NULL);
    stray->refused = true;
    assert_string_equal(fnl_tree_names(sources, text), "; there are website, Trade fair");
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    fnl_tree_insert(group(&tree, sources, NULL), fnl_tree_text(&tree, "name", name), NULL);
    assert_string_equal(fnl_tree_names(sources, text), "; there are website, Trade fair, ...");
    fnl_tree_fini(&tree);
}

static void a_path_names_items_and_counts_the_nameless(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    plant(&tree);
    char text[FNL_TREE_PATH];
    assert_string_equal(fnl_tree_path(cost(&tree), text), "sources[website].cost_each");
    const struct fnl_node *second = fnl_tree_child(tree.root, "sources")->last;
    assert_string_equal(fnl_tree_path(second->first->last, text), "sources[#2].weights[#2]");
    assert_string_equal(fnl_tree_path(tree.root, text), "");
    fnl_tree_fini(&tree);
}

static void a_path_that_is_too_long_is_cut(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_node *node = group(&tree, NULL, NULL);
    for (int i = 0; i < 40; i++)
        node = group(&tree, node, "a_key_of_twenty_char");
    char text[FNL_TREE_PATH];
    assert_int_equal(strlen(fnl_tree_path(node, text)), FNL_TREE_PATH - 1);
    fnl_tree_fini(&tree);
}

static void nodes_go_in_before_others_and_come_out_again(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_node *root = group(&tree, NULL, NULL);
    struct fnl_node *b = integer(&tree, root, "b", 2), *d = integer(&tree, root, "d", 4);
    struct fnl_node *a = fnl_tree_node(&tree, FNL_NODE_INTEGER, "a");
    struct fnl_node *c = fnl_tree_node(&tree, FNL_NODE_INTEGER, "c");
    fnl_tree_insert(root, a, b);
    fnl_tree_insert(root, c, d);
    assert_ptr_equal(root->first, a);
    assert_ptr_equal(a->next, b);
    assert_ptr_equal(b->next, c);
    assert_ptr_equal(c->next, d);
    fnl_tree_detach(d);
    assert_ptr_equal(root->last, c);
    fnl_tree_detach(a);
    assert_ptr_equal(root->first, b);
    fnl_tree_insert(root, d, NULL);
    assert_ptr_equal(c->next, d);
    fnl_tree_detach(b);
    fnl_tree_detach(c);
    fnl_tree_detach(d);
    assert_null(root->first);
    assert_null(root->last);
    assert_int_equal(root->count, 0);
    fnl_tree_fini(&tree);
}

static void a_copy_says_the_same_and_outlives_the_original(void **state)
{
    (void)state;
    struct fnl_tree tree = {0}, other = {0};
    plant(&tree);
    other.root = fnl_tree_copy(&other, tree.root);
    assert_true(fnl_tree_same(tree.root, other.root));
    fnl_tree_child(other.root, "months")->integer = 37;
    assert_false(fnl_tree_same(tree.root, other.root));
    fnl_tree_fini(&tree);
    assert_string_equal(cost(&other)->file, "base.cfg");
    assert_int_equal(cost(&other)->line, 3);
    fnl_tree_fini(&other);
}

static void a_mistake_knows_its_place_and_is_said_once(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    plant(&tree);
    struct fnl_mistakes mistakes = {0};
    fnl_tree_complain(cost(&tree), NULL, &mistakes, "%d is wrong", 164);
    fnl_tree_complain(tree.root, "start", &mistakes, "is missing");
    fnl_tree_complain(cost(&tree), NULL, &mistakes, "%d is wrong", 164);
    fnl_tree_complain(cost(&tree)->parent, "kind", &mistakes, "is missing");
    fnl_tree_complain(cost(&tree)->parent, "cost_each", &mistakes, "is too much");
    assert_int_equal(mistakes.count, 4);
    assert_string_equal(mistakes.items[3].file, "base.cfg");
    assert_int_equal(mistakes.items[3].line, 3);
    assert_string_equal(mistakes.items[3].path, "sources[website].cost_each");
    assert_string_equal(mistakes.items[0].file, "base.cfg");
    assert_int_equal(mistakes.items[0].line, 3);
    assert_string_equal(mistakes.items[0].path, "sources[website].cost_each");
    assert_string_equal(mistakes.items[0].text, "164 is wrong");
    assert_string_equal(mistakes.items[1].path, "start");
    assert_string_equal(mistakes.items[2].path, "sources[website].kind");
    fnl_mistakes_fini(&mistakes);
    fnl_tree_fini(&tree);
}

static void lack_of_memory_leaves_nothing_behind(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    plant(&tree);
    for (long allowed = 0; allowed < 2; allowed++) {
        struct fnl_tree other = {0};
        fnl_memory_fail_after(allowed);
        other.root = fnl_tree_copy(&other, tree.root);
        fnl_memory_fail_after(-1);
        assert_int_equal(other.root != NULL, allowed > 0);
        fnl_tree_fini(&other);
    }
    fnl_tree_fini(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(children_and_items_are_found_by_name),
        cmocka_unit_test(the_names_of_a_list_are_told),
        cmocka_unit_test(a_path_names_items_and_counts_the_nameless),
        cmocka_unit_test(a_path_that_is_too_long_is_cut),
        cmocka_unit_test(nodes_go_in_before_others_and_come_out_again),
        cmocka_unit_test(a_copy_says_the_same_and_outlives_the_original),
        cmocka_unit_test(a_mistake_knows_its_place_and_is_said_once),
        cmocka_unit_test(lack_of_memory_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
