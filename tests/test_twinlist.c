/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/key.h"
#include "base/memory.h"
#include "hearsay.h"
#include "report/twinlist.h"

static struct fnl_person people[] = {{1, (char *)"opening/1"}, {2, (char *)"website/2026-03-17/4"}};
static struct fnl_fate records[2][2];
static struct fnl_twin twins[4];
static struct fnl_pair pair;

static int make(void **state)
{
    (void)state;
    pair = (struct fnl_pair){.plans = {&hearsay_plan, &hearsay_plan}, .twins = twins, .count = 4};
    for (size_t side = 0; side < 2; side++) {
        pair.fates[side].items = records[side];
        pair.fates[side].people.items = people;
        pair.fates[side].people.count = 2;
        records[side][0] = (struct fnl_fate){.opening = true,
                                             .pita = true,
                                             .met = FNL_FATE_BEFORE,
                                             .signed_at = FNL_FATE_BEFORE,
                                             .left_at = FNL_NEVER,
                                             .sent = 2};
        records[side][1] = (struct fnl_fate){.owner = 1,
                                             .met = 75 * FNL_DAY,
                                             .episodes = 1,
                                             .ended = 1,
                                             .cause = FNL_CAUSE_PRICE,
                                             .signed_at = FNL_NEVER,
                                             .left_at = FNL_NEVER};
    }
    records[0][0].money[FNL_MONEY_REVENUE] = 238500;
    records[0][0].money[FNL_MONEY_BAD_DEBT] = -500;
    records[1][0].left_at = 30 * FNL_DAY;
    records[1][0].deals = 1;
    twins[0] = (struct fnl_twin){{0, 0}, FNL_CHANGE_LEAVES, -238000};
    twins[1] = (struct fnl_twin){{1, FNL_NOBODY}, FNL_CHANGE_GONE, 700};
    twins[2] = (struct fnl_twin){{1, 1}, FNL_CHANGE_NONE, 0};
    twins[3] = (struct fnl_twin){{1, 1}, FNL_CHANGE_CAUSE, 238000};
    return 0;
}

static void the_largest_worth_either_way_comes_first(void **state)
{
    (void)state;
    size_t count;
    size_t *order = fnl_twinlist_rank(&pair, &count);
    assert_int_equal(count, 3); /* who has the same fate is not listed */
    assert_int_equal(order[0], 0);
    assert_int_equal(order[1], 3);
    assert_int_equal(order[2], 1);
    free(order);
}

static void everybody_has_a_row(void **state)
{
    (void)state;
    static const size_t order[] = {0, 1};
    char *text;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    fnl_twinlist_write(&pair, order, 2, ',', out);
    fclose(out);
    hearsay_assert_same(
        text,
        "person,source,pita,change,worth,comes_1,episodes_1,outcome_1,signed_1,value_1,contracts_1,"
        "left_1,sent_1,revenue_1,direct_cost_1,comes_2,episodes_2,outcome_2,signed_2,value_2,"
        "contracts_2,left_2,sent_2,revenue_2,direct_cost_2\n"
        "opening/1,,1,\"Leave, and would have stayed\",-2380.00,,0,client,,0.00,1,,2,2385.00,5.00,"
        ",0,left,,0.00,2,2026-01-31,2,0.00,0.00\n"
        "website/2026-03-17/4,website,0,Would have come for nothing,7.00,2026-03-17,1,on price,,"
        "0.00,0,,0,0.00,0.00,,,,,,,,,,\n");
    free(text);
}

static void lack_of_memory_is_noticed(void **state)
{
    (void)state;
    size_t count;
    for (long after = 0; after < 2; after++) {
        fnl_memory_fail_after(after);
        assert_null(fnl_twinlist_rank(&pair, &count));
        fnl_memory_fail_after(-1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_largest_worth_either_way_comes_first, make),
        cmocka_unit_test_setup(everybody_has_a_row, make),
        cmocka_unit_test_setup(lack_of_memory_is_noticed, make),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
