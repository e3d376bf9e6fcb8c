/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scenario/checking.h"
#include "scenario/reader.h"

/* reps = { count = 2; }; sources = ( { name = "Door"; } ); */
static int plant(void **state)
{
    static struct fnl_tree tree;
    struct fnl_mistakes mistakes = {0};
    *state = &tree;
    return fnl_reader_text("reps = { count = 2; }; sources = ( { name = \"Door\"; } );", "firm.cfg",
                           &mistakes, &tree, NULL) != FNL_OK;
}

static int fell(void **state)
{
    fnl_tree_fini(*state);
    return 0;
}

static void a_group_is_where_it_was_said_or_else_the_root(void **state)
{
    const struct fnl_tree *tree = *state;
    const struct fnl_checking checking = {.root = tree->root};
    assert_ptr_equal(fnl_checking_group(&checking, "reps"), fnl_tree_child(tree->root, "reps"));
    assert_ptr_equal(fnl_checking_group(&checking, "quota"), tree->root);
}

static void an_item_is_where_it_was_said_or_else_its_list_or_the_root(void **state)
{
    const struct fnl_tree *tree = *state;
    const struct fnl_checking checking = {.root = tree->root};
    const struct fnl_node *sources = fnl_tree_child(tree->root, "sources");
    assert_ptr_equal(fnl_checking_item(&checking, "sources", "Door"), sources->first);
    assert_ptr_equal(fnl_checking_item(&checking, "sources", "Window"), sources);
    assert_ptr_equal(fnl_checking_item(&checking, "stages", "Door"), tree->root);
}

static void a_field_in_doubt_is_not_sound(void **state)
{
    (void)state;
    static const struct fnl_settings settings;
    struct fnl_doubt doubt = {0};
    const struct fnl_checking checking = {.settings = &settings, .doubt = &doubt};
    const struct fnl_checking trusting = {.settings = &settings};
    assert_true(fnl_doubt_cast(&doubt, &settings.quota.per_year, sizeof settings.quota.per_year));
    assert_false(FNL_CHECKING_SOUND(&checking, settings.quota.per_year));
    assert_false(FNL_CHECKING_SOUND(&checking, settings.quota));
    assert_true(FNL_CHECKING_SOUND(&checking, settings.currency));
    assert_true(FNL_CHECKING_SOUND(&trusting, settings.quota));
    fnl_doubt_fini(&doubt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_group_is_where_it_was_said_or_else_the_root),
        cmocka_unit_test(an_item_is_where_it_was_said_or_else_its_list_or_the_root),
        cmocka_unit_test(a_field_in_doubt_is_not_sound),
    };
    return cmocka_run_group_tests(tests, plant, fell);
}
