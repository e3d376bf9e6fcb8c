/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "little_firm.h"
#include "scenario/digest.h"
#include "scenario/reader.h"

static uint64_t digest(const char *text)
{
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    uint64_t digest = 0;
    assert_int_equal(fnl_reader_text(text, "x.cfg", &mistakes, &tree, NULL), FNL_OK);
    assert_int_equal(fnl_digest_tree(&little_firm, tree.root, &digest), FNL_OK);
    fnl_tree_fini(&tree);
    return digest;
}

static const char plain[] = "months = 36; reps = { count = 6; ramp = 5; }; sources = ( { name = "
                            "\"a\"; kind = \"inbound\"; }, { name = \"b\"; kind = \"list\"; } );";

static void layout_comments_and_the_order_of_keys_do_not_count(void **state)
{
    (void)state;
    assert_int_equal(digest(plain),
                     digest("# A firm.\nreps = {\n\tramp = 5;\n  count = 6; # people\n};\nsources "
                            "= ( { kind = \"inbound\"; name = \"a\"; }, { kind = \"list\"; name = "
                            "\"b\" } )\nmonths : 36"));
}

static void keys_inside_a_value_may_stand_in_any_order(void **state)
{
    (void)state;
    static const char *const laws[] = {
        "sources = ( { name = \"a\"; kind = \"list\"; days = { law = \"gamma\"; mean = 4; shape = "
        "2; }; } );",
        "sources = ( { name = \"a\"; kind = \"list\"; days = { shape = 2; mean = 4; law = "
        "\"gamma\"; }; } );"};
    assert_int_equal(digest(laws[0]), digest(laws[1]));
}

static void whatever_is_said_otherwise_counts(void **state)
{
    (void)state;
    static const char *const others[] = {
        "months = 37; reps = { count = 6; ramp = 5; }; sources = ( { name = \"a\"; kind = "
        "\"inbound\"; }, { name = \"b\"; kind = \"list\"; } );",
        "months = 36; reps = { count = 6; ramp = 6; }; sources = ( { name = \"a\"; kind = "
        "\"inbound\"; }, { name = \"b\"; kind = \"list\"; } );",
        "months = 36; reps = { count = 6; ramp = 5; }; sources = ( { name = \"b\"; kind = "
        "\"list\"; }, { name = \"a\"; kind = \"inbound\"; } );",
        "months = 36; reps = { count = 6; ramp = 5; }; sources = ( { name = \"a\"; kind = "
        "\"inbound\"; } );",
    };
    uint64_t seen[5] = {digest(plain)};
    for (size_t i = 0; i < 4; i++) {
        seen[i + 1] = digest(others[i]);
        for (size_t k = 0; k <= i; k++)
            assert_int_not_equal(seen[i + 1], seen[k]);
    }
}

static void what_came_before_counts(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    uint64_t one = 1, two = 2;
    assert_int_equal(fnl_reader_text(plain, NULL, &mistakes, &tree, NULL), FNL_OK);
    assert_int_equal(fnl_digest_tree(&little_firm, tree.root, &one), FNL_OK);
    assert_int_equal(fnl_digest_tree(&little_firm, tree.root, &two), FNL_OK);
    assert_int_not_equal(one, two);
    fnl_tree_fini(&tree);
}

static uint64_t digest_deals(const struct fnl_open_deal *deals, size_t count)
{
    uint64_t digest = 0;
    fnl_digest_deals(deals, count, &digest);
    return digest;
}

static void every_part_of_every_deal_counts(void **state)
{
    (void)state;
    static const struct fnl_open_deal lists[][2] = {
        {{1, 250000, -FNL_DAY}, {0, 0, 0}}, {{2, 250000, -FNL_DAY}, {0, 0, 0}},
        {{1, 250001, -FNL_DAY}, {0, 0, 0}}, {{1, 250000, -2 * FNL_DAY}, {0, 0, 0}},
        {{0, 0, 0}, {1, 250000, -FNL_DAY}},
    };
    for (size_t i = 0; i < 5; i++) {
        assert_int_not_equal(digest_deals(lists[i], 1), digest_deals(lists[i], 2));
        for (size_t k = 0; k < i; k++)
            assert_int_not_equal(digest_deals(lists[i], 2), digest_deals(lists[k], 2));
    }
    assert_int_equal(digest_deals(NULL, 0), 0);
}

static void lack_of_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    long allowed = 0;
    fnl_status status = FNL_ERR_MEMORY;
    assert_int_equal(fnl_reader_text(plain, NULL, &mistakes, &tree, NULL), FNL_OK);
    for (; status != FNL_OK; allowed++) {
        uint64_t made = 0;
        fnl_memory_fail_after(allowed);
        status = fnl_digest_tree(&little_firm, tree.root, &made);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || (status == FNL_ERR_MEMORY && made == 0));
    }
    assert_in_range(allowed, 4, 500);
    fnl_tree_fini(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(layout_comments_and_the_order_of_keys_do_not_count),
        cmocka_unit_test(keys_inside_a_value_may_stand_in_any_order),
        cmocka_unit_test(whatever_is_said_otherwise_counts),
        cmocka_unit_test(what_came_before_counts),
        cmocka_unit_test(every_part_of_every_deal_counts),
        cmocka_unit_test(lack_of_memory_is_said_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
