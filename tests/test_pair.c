/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/key.h"
#include "base/memory.h"
#include "busy_firm.h"
#include "experiment/pair.h"
#include "lab.h"

static struct lab *sides[2];
static const struct fnl_plan *plans[2];

/* The same firm: as it is, and asking for referrals while a pain is declined. */
static int open_two(void **state)
{
    (void)state;
    sides[0] = lab_open("%s", BUSY_FIRM("As it is"));
    sides[1] =
        lab_open("%s", BUSY_FIRM("Asking") BUSY_ASKS "accept = { policy = \"walk_away\"; };");
    plans[0] = &sides[0]->plan;
    plans[1] = &sides[1]->plan;
    return 0;
}

static int close_two(void **state)
{
    (void)state;
    lab_close(sides[0]);
    lab_close(sides[1]);
    return 0;
}

static void live(struct fnl_pair *pair, const struct fnl_plan *const both[2], uint64_t replication)
{
    struct fnl_error error = {0};
    const struct fnl_pair_future future = {LAB_SEED, replication, true};
    if (fnl_pair_live(pair, both, &future, &error) != FNL_OK)
        fail_msg("%s", error.text);
}

/* Over all twins of a change: how many, and their worth; they must be what the sums say. */
static void assert_sums(const struct fnl_pair *pair)
{
    struct fnl_pair_sums sums = {0};
    for (size_t i = 0; i < pair->count; i++) {
        sums.people[pair->twins[i].change]++;
        sums.worth[pair->twins[i].change] += pair->twins[i].worth;
    }
    assert_memory_equal(sums.people, pair->sums.people, sizeof sums.people);
    assert_memory_equal(sums.worth, pair->sums.worth, sizeof sums.worth);
}

static void worths_add_up_to_the_difference_of_the_ledgers(void **state)
{
    (void)state;
    struct fnl_pair pair = {0};
    for (uint64_t replication = 0; replication < 6; replication++) {
        fnl_money contributions[2], sum = 0;
        for (size_t side = 0; side < 2; side++) {
            lab_run(sides[side], replication, NULL);
            contributions[side] = lab_value(sides[side], FNL_CONTRIBUTION);
        }
        live(&pair, plans, replication);
        assert_sums(&pair);
        for (size_t i = 0; i < FNL_CHANGES; i++)
            sum += pair.sums.worth[i];
        for (size_t i = 0; i < FNL_MONEY_CATEGORIES; i++)
            sum += pair.sums.nobodys[i];
        assert_int_equal(sum, contributions[1] - contributions[0]);
        assert_int_equal(pair.sums.difference, sum);
    }
    fnl_pair_fini(&pair);
}

static void a_strategy_against_itself_changes_nobody(void **state)
{
    (void)state;
    const struct fnl_plan *const same[2] = {plans[0], plans[0]};
    struct fnl_pair pair = {0};
    live(&pair, same, 0);
    assert_int_equal(pair.sums.people[FNL_CHANGE_NONE], (int64_t)pair.count);
    assert_true(pair.count > 400);
    assert_int_equal(pair.sums.difference, 0);
    fnl_pair_fini(&pair);
}

/* Whatever a change says of the two fates holds. */
static void assert_change(const struct fnl_twin *twin, const struct fnl_fate *a,
                          const struct fnl_fate *b)
{
    const bool signs[2] = {a && fnl_fate_is_client(a), b && fnl_fate_is_client(b)};
    switch (twin->change) {
    case FNL_CHANGE_COMES_SIGNS:
    case FNL_CHANGE_COMES:
        assert_null(a);
        assert_int_equal(signs[1], twin->change == FNL_CHANGE_COMES_SIGNS);
        return;
    case FNL_CHANGE_GONE_SIGNS:
    case FNL_CHANGE_GONE:
        assert_null(b);
        assert_int_equal(signs[0], twin->change == FNL_CHANGE_GONE_SIGNS);
        return;
    case FNL_CHANGE_WON:
    case FNL_CHANGE_LOST:
        assert_int_equal(signs[1], twin->change == FNL_CHANGE_WON);
        assert_int_equal(signs[0], twin->change == FNL_CHANGE_LOST);
        return;
    case FNL_CHANGE_CAUSE:
        assert_false(signs[0] || signs[1]);
        return;
    case FNL_CHANGE_NONE:
        assert_int_equal(twin->worth, 0);
        return;
    default:
        assert_true(signs[0] && signs[1]);
        assert_int_equal(fnl_fate_is_there(b) && !fnl_fate_is_there(a),
                         twin->change == FNL_CHANGE_STAYS);
    }
}

static void every_change_is_what_it_says(void **state)
{
    (void)state;
    struct fnl_pair pair = {0};
    int64_t seen[FNL_CHANGES] = {0};
    for (uint64_t replication = 0; replication < 4; replication++) {
        live(&pair, plans, replication);
        for (size_t i = 0; i < pair.count; i++) {
            const struct fnl_fate *fates[2] = {NULL, NULL};
            for (size_t side = 0; side < 2; side++)
                if (pair.twins[i].index[side] != FNL_NOBODY)
                    fates[side] = &pair.fates[side].items[pair.twins[i].index[side]];
            assert_true(fates[0] || fates[1]);
            if (fates[0] && fates[1])
                assert_true(fates[0]->key == fates[1]->key);
            assert_change(&pair.twins[i], fates[0], fates[1]);
            seen[pair.twins[i].change]++;
        }
    }
    for (size_t i = 0; i < FNL_CHANGES; i++)
        assert_true(seen[i] > 0);
    fnl_pair_fini(&pair);
}

/* Held the other way round, comers are leavers and every worth changes its sign. */
static void the_other_way_round_all_is_reversed(void **state)
{
    (void)state;
    const struct fnl_plan *const turned[2] = {plans[1], plans[0]};
    struct fnl_pair there = {0}, back = {0};
    live(&there, plans, 1);
    live(&back, turned, 1);
    assert_int_equal(there.count, back.count);
    assert_int_equal(there.sums.difference, -back.sums.difference);
    assert_int_equal(there.sums.worth[FNL_CHANGE_WON], -back.sums.worth[FNL_CHANGE_LOST]);
    assert_int_equal(there.sums.people[FNL_CHANGE_COMES], back.sums.people[FNL_CHANGE_GONE]);
    assert_int_equal(there.sums.people[FNL_CHANGE_STAYS], back.sums.people[FNL_CHANGE_LEAVES]);
    fnl_pair_fini(&there);
    fnl_pair_fini(&back);
}

static void repeat(struct fnl_pair_sums *sums, int threads)
{
    struct fnl_error error = {0};
    const struct fnl_pair_many many = {.plans = plans,
                                       .seed = LAB_SEED,
                                       .replications = 5,
                                       .execution.threads = threads,
                                       .sums = sums};
    assert_int_equal(fnl_pair_repeat(&many, &error), FNL_OK);
}

static void many_futures_are_the_same_with_any_number_of_threads(void **state)
{
    (void)state;
    struct fnl_pair_sums one[5], three[5];
    struct fnl_pair pair = {0};
    repeat(one, 1);
    repeat(three, 3);
    assert_memory_equal(one, three, sizeof one);
    live(&pair, plans, 4);
    assert_memory_equal(&one[4], &pair.sums, sizeof one[4]);
    fnl_pair_fini(&pair);
}

static void what_is_stopped_says_so(void **state)
{
    (void)state;
    static const volatile sig_atomic_t stop = 1;
    struct fnl_pair_sums sums[2];
    struct fnl_error error = {0};
    const struct fnl_pair_many many = {.plans = plans,
                                       .seed = 1,
                                       .replications = 2,
                                       .execution.threads = 1,
                                       .sums = sums,
                                       .execution.stop = &stop};
    assert_int_equal(fnl_pair_repeat(&many, &error), FNL_ERR_STOPPED);
}

static void lack_of_memory_is_reported(void **state)
{
    (void)state;
    struct fnl_pair pair = {0};
    fnl_status status = FNL_ERR_MEMORY;
    const struct fnl_pair_future future = {LAB_SEED, 0, true};
    for (long after = 0; status != FNL_OK; after = after < 30 ? after + 1 : after + after / 3) {
        struct fnl_error error = {0};
        fnl_memory_fail_after(after);
        status = fnl_pair_live(&pair, plans, &future, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || (status == FNL_ERR_MEMORY && error.text[0]));
    }
    fnl_pair_fini(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worths_add_up_to_the_difference_of_the_ledgers),
        cmocka_unit_test(a_strategy_against_itself_changes_nobody),
        cmocka_unit_test(every_change_is_what_it_says),
        cmocka_unit_test(the_other_way_round_all_is_reversed),
        cmocka_unit_test(many_futures_are_the_same_with_any_number_of_threads),
        cmocka_unit_test(what_is_stopped_says_so),
        cmocka_unit_test(lack_of_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, open_two, close_two);
}
