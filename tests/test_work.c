/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/key.h"
#include "model/question.h"
#include "policy/work.h"
#include "tables.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static int64_t urgency_by(const char *name, const struct fnl_work_view *view)
{
    const struct fnl_choice choice = tables_choose(fnl_work_policies, FNL_WORK_POLICIES, name);
    return ((const struct fnl_work_policy *)choice.policy)->urgency(choice.params, view);
}

static bool goes_first(const char *name, const struct fnl_work_view *a,
                       const struct fnl_work_view *b)
{
    return urgency_by(name, a) < urgency_by(name, b);
}

/* A share of 1, the same for the same number. */
static double share(uint64_t i)
{
    return (double)(fnl_key_scatter(i) >> 11) / 9007199254740992.0;
}

/* A touch of a lead that came `arrived` after the start and has waited for the task since `ready`.
 */
static struct fnl_work_view touch(fnl_time arrived, fnl_time ready)
{
    return (struct fnl_work_view){.kind = FNL_TASK_TOUCH,
                                  .ready = ready,
                                  .arrived = arrived,
                                  .declared = 0.5,
                                  .decay = 93 * FNL_MINUTE,
                                  .value = 25000};
}

/* Any other task: it knows nothing but since when it waits. */
static struct fnl_work_view other(enum fnl_task_kind kind, fnl_time ready)
{
    return (struct fnl_work_view){
        .kind = kind, .ready = ready, .arrived = ready, .declared = 0.5, .decay = 93 * FNL_MINUTE};
}

static void the_list_is_in_order(void **state)
{
    (void)state;
    tables_check_policies("fnl_work_policies", fnl_work_policies, FNL_WORK_POLICIES);
    assert_string_equal(fnl_work_policies[0]->name, "first_come");
    for (size_t i = 0; i < FNL_WORK_POLICIES; i++) {
        const struct fnl_work_policy *policy = (const struct fnl_work_policy *)fnl_work_policies[i];
        assert_non_null(policy->urgency);
        assert_int_equal(policy->wants_declared, strcmp(policy->base.name, "hottest_first") == 0);
    }
}

/* However long anything else has waited, however hot, new or large it is. */
static void unpaid_demands_jump_every_queue(void **state)
{
    (void)state;
    const fnl_time end = 240 * 31 * FNL_DAY;
    const struct fnl_work_view demand = other(FNL_TASK_SCOPE, end);
    struct fnl_work_view best = touch(end, 0);
    best.declared = 1;
    best.decay = 10000 * FNL_HOUR;
    best.value = 1e12;
    struct fnl_work_view oldest = touch(0, 0);
    oldest.declared = 1;
    const struct fnl_work_view service = other(FNL_TASK_SERVICE, 0);
    for (size_t i = 0; i < FNL_WORK_POLICIES; i++) {
        const char *name = fnl_work_policies[i]->name;
        assert_true(goes_first(name, &demand, &best));
        assert_true(goes_first(name, &demand, &oldest));
        assert_true(goes_first(name, &demand, &service));
    }
}

static void first_come_goes_by_waiting_alone(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < 1000; i++) {
        struct fnl_work_view a = touch((fnl_time)(share(4 * i) * 1e9), 5000);
        struct fnl_work_view b = touch((fnl_time)(share(4 * i + 1) * 1e9), 5001);
        a.declared = share(4 * i + 2);
        b.value = 1e6 * share(4 * i + 3);
        assert_true(goes_first("first_come", &a, &b));
    }
    const struct fnl_work_view service = other(FNL_TASK_SERVICE, 4999), lead = touch(0, 5000);
    assert_true(goes_first("first_come", &service, &lead));
}

static double interest_left(const struct fnl_work_view *view, fnl_time at)
{
    return view->declared * exp(-(double)(at - view->arrived) / (double)view->decay);
}

/* Ranked once when it is queued, and right at every later moment. */
static void hottest_first_ranks_by_the_interest_that_is_left(void **state)
{
    (void)state;
    int compared = 0;
    for (uint64_t i = 0; i < 20000; i++) {
        const fnl_time decay = (fnl_time)(FNL_MINUTE * (1 + 600 * share(6 * i)));
        struct fnl_work_view views[2];
        for (uint64_t j = 0; j < 2; j++) {
            views[j] = touch((fnl_time)(5 * (double)decay * share(6 * i + 1 + j)), 0);
            views[j].ready = views[j].arrived + (fnl_time)(share(6 * i + 3 + j) * 1e8);
            views[j].declared = 0.001 + 0.999 * share(7 * i + j);
            views[j].decay = decay;
        }
        const int64_t lead =
            urgency_by("hottest_first", &views[1]) - urgency_by("hottest_first", &views[0]);
        if (lead >= -2 && lead <= 2)
            continue; /* as hot as each other, to the millisecond */
        compared++;
        for (int later = 0; later < 5; later++) {
            const fnl_time at = 5 * decay + later * 4 * decay;
            assert_true((interest_left(&views[0], at) > interest_left(&views[1], at)) ==
                        (lead > 0));
        }
    }
    assert_true(compared > 19000);
}

static void without_interest_a_lead_is_cold_and_not_infinitely_so(void **state)
{
    (void)state;
    struct fnl_work_view none = touch(1000, 1000), little = touch(1000, 1000);
    none.declared = 0;
    little.declared = 0.001;
    assert_int_equal(urgency_by("hottest_first", &none), urgency_by("hottest_first", &little));
    const struct fnl_work_view usual = touch(1000, 1000);
    assert_true(goes_first("hottest_first", &usual, &none));
    none.arrived += FNL_DAY; /* new, so warmer than one that has cooled for a day */
    assert_true(goes_first("hottest_first", &none, &usual));
}

static void newest_first_takes_whoever_came_last(void **state)
{
    (void)state;
    struct fnl_work_view old = touch(1000, 9000000), young = touch(1001, 9000001);
    old.declared = 1;
    old.value = 1e9;
    assert_true(goes_first("newest_first", &young, &old));
    /* How long the task has waited does not matter, only the lead's age. */
    young.ready = 5;
    assert_true(goes_first("newest_first", &young, &old));
}

static void service_first_serves_and_then_takes_the_rest_by_waiting(void **state)
{
    (void)state;
    const fnl_time end = 240 * 31 * FNL_DAY;
    const struct fnl_work_view last = other(FNL_TASK_SERVICE, end), lead = touch(0, 0);
    assert_true(goes_first("service_first", &last, &lead));
    const struct fnl_work_view first = other(FNL_TASK_SERVICE, end - 1);
    assert_true(goes_first("service_first", &first, &last));
    const struct fnl_work_view second = touch(0, 1), block = other(FNL_TASK_PROSPECTING, 2);
    assert_true(goes_first("service_first", &lead, &second));
    assert_true(goes_first("service_first", &second, &block));
}

static void best_value_first_takes_the_largest_contracts(void **state)
{
    (void)state;
    struct fnl_work_view small = touch(0, 0), large = touch(0, FNL_DAY);
    small.value = 25000.50;
    large.value = 25000.51;
    assert_true(goes_first("best_value_first", &large, &small));
    small.value = large.value;
    assert_int_equal(urgency_by("best_value_first", &small),
                     urgency_by("best_value_first", &large)); /* then by waiting */

    static const enum fnl_task_kind kinds[] = {FNL_TASK_SERVICE, FNL_TASK_ASK, FNL_TASK_MEETING,
                                               FNL_TASK_PROSPECTING};
    const struct fnl_work_view service = other(FNL_TASK_SERVICE, 0);
    small.value = 0.01;
    for (size_t i = 0; i < LENGTH(kinds); i++) {
        const struct fnl_work_view task = other(kinds[i], 0);
        assert_true(goes_first("best_value_first", &small, &task));
        assert_int_equal(urgency_by("best_value_first", &task),
                         urgency_by("best_value_first", &service));
    }
}

/* The head start is what a touch of the favoured half may have waited less. */
static void opening_and_closing_have_a_head_start(void **state)
{
    (void)state;
    static const char *const names[] = {"opening_first", "closing_first"};
    for (int closing = 0; closing <= 1; closing++) {
        struct fnl_choice choice =
            tables_choose(fnl_work_policies, FNL_WORK_POLICIES, names[closing]);
        const struct fnl_work_policy *policy = (const struct fnl_work_policy *)choice.policy;
        tables_set(&choice, "head_start", 3.0 * (double)FNL_DAY);
        for (int stage = 0; stage <= 4; stage++) {
            struct fnl_work_view view = touch(0, 10 * FNL_DAY);
            view.progress = stage / 4.0;
            const bool first = closing ? stage > 2 : stage <= 2;
            assert_int_equal(policy->urgency(choice.params, &view), (first ? 7 : 10) * FNL_DAY);
        }
        const struct fnl_work_view service = other(FNL_TASK_SERVICE, 5);
        assert_int_equal(policy->urgency(choice.params, &service), 5);
    }
}

/* A factor of two counts for more than any time; within it the newest goes first. */
static void newest_big_goes_by_doublings_then_by_newness(void **state)
{
    (void)state;
    const fnl_time end = 240 * 31 * FNL_DAY;
    struct fnl_work_view old_big = touch(0, 0), new_small = touch(end, end),
                         newer = touch(FNL_DAY, 0);
    old_big.value = 65536;
    new_small.value = 65535.9;
    newer.value = 131071;
    assert_true(goes_first("newest_big", &old_big, &new_small));
    assert_true(goes_first("newest_big", &newer, &old_big));
    newer.value = 65536;
    old_big.value = 131071;
    assert_true(goes_first("newest_big", &newer, &old_big));
    newer.value = old_big.value = 0;
    assert_true(goes_first("newest_big", &newer, &old_big));
    const struct fnl_work_view service = other(FNL_TASK_SERVICE, 0);
    assert_true(goes_first("newest_big", &new_small, &service));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_in_order),
        cmocka_unit_test(unpaid_demands_jump_every_queue),
        cmocka_unit_test(first_come_goes_by_waiting_alone),
        cmocka_unit_test(hottest_first_ranks_by_the_interest_that_is_left),
        cmocka_unit_test(without_interest_a_lead_is_cold_and_not_infinitely_so),
        cmocka_unit_test(newest_first_takes_whoever_came_last),
        cmocka_unit_test(service_first_serves_and_then_takes_the_rest_by_waiting),
        cmocka_unit_test(best_value_first_takes_the_largest_contracts),
        cmocka_unit_test(opening_and_closing_have_a_head_start),
        cmocka_unit_test(newest_big_goes_by_doublings_then_by_newness),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
