/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimwords.h"
#include "scenario/claimrow.h"
#include "scenario/soundness.h"

static void the_tables_are_sound(void **state)
{
    (void)state;
    struct fnl_mistakes mistakes = {0};
    fnl_soundness_check(&fnl_claimrow_root, &mistakes);
    fnl_mistakes_print(&mistakes, stdout);
    assert_false(fnl_mistakes_any(&mistakes));
}

static void keys_that_a_claim_must_have_and_words_that_it_may_use_are_told(void **state)
{
    (void)state;
    refuses("{ says = \"x\"; strategy = \"a\"; }", "is missing");
    refuses(PLAIN "expect = \"yes\"; }", "none of open, supported, refuted");
}

/* A list may hold what is no group, which is refused elsewhere. */
static void groups_are_met_in_order_past_what_is_none(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(
        fnl_reader_text("claims = ( 7, { id = \"A\"; }, \"x\", { id = \"B\"; } ); n = 3;",
                        "claims.cfg", &mistakes, &tree, NULL),
        FNL_OK);
    const struct fnl_node *first = fnl_claimrow_first(tree.root, "claims");
    assert_string_equal(fnl_tree_child_text(first, "id"), "A");
    const struct fnl_node *second = fnl_claimrow_next(first->next);
    assert_string_equal(fnl_tree_child_text(second, "id"), "B");
    assert_null(fnl_claimrow_next(second->next));
    assert_null(fnl_claimrow_first(tree.root, "n"));
    assert_null(fnl_claimrow_first(tree.root, "nothing"));
    fnl_tree_fini(&tree);
    fnl_mistakes_fini(&mistakes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tables_are_sound),
        cmocka_unit_test(keys_that_a_claim_must_have_and_words_that_it_may_use_are_told),
        cmocka_unit_test(groups_are_met_in_order_past_what_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
