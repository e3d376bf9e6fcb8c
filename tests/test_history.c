/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/memory.h"
#include "observe/history.h"

static struct fnl_history history;
static struct fnl_listener listener;

static void announce(enum fnl_fact_kind kind, uint64_t key, int64_t amount)
{
    const struct fnl_fact fact = {.kind = kind, .key = key, .amount = amount};
    if (listener.wants & FNL_FACT_BIT(kind))
        listener.hear(listener.self, &fact, &(struct fnl_levels){0});
}

static int end(void **state)
{
    (void)state;
    fnl_history_fini(&history);
    return 0;
}

/* Keys in no order, so many that the sort has runs that are not full. */
static void everybody_gets_their_own_back_in_order(void **state)
{
    (void)state;
    listener = fnl_history_begin(&history);
    for (int64_t i = 0; i < 2385; i++)
        announce(FNL_FACT_TOUCH, (uint64_t)(i * 7919 % 23) << 60 | (uint64_t)(i * 7919 % 23), i);
    assert_true(fnl_history_finish(&history));
    size_t all = 0;
    for (uint64_t person = 0; person < 23; person++) {
        const struct fnl_history_part part = fnl_history_of(&history, person << 60 | person);
        for (size_t n = 0; n < part.count; n++) {
            assert_int_equal((uint64_t)(fnl_history_fact(&part, n)->amount * 7919 % 23), person);
            if (n > 0)
                assert_true(fnl_history_fact(&part, n - 1)->amount <
                            fnl_history_fact(&part, n)->amount);
        }
        all += part.count;
    }
    assert_int_equal(all, 2385);
    assert_int_equal(fnl_history_of(&history, 77).count, 0);
}

static void what_happens_every_month_is_left_out(void **state)
{
    (void)state;
    listener = fnl_history_begin(&history);
    announce(FNL_FACT_INVOICED, 1, 100);
    announce(FNL_FACT_SERVED, 1, 0);
    announce(FNL_FACT_RENEWED, 1, 100);
    listener.hear(listener.self,
                  &(struct fnl_fact){.kind = FNL_FACT_SERVED, .key = 1, .wait = FNL_HOUR},
                  &(struct fnl_levels){0});
    assert_true(fnl_history_finish(&history));
    const struct fnl_history_part part = fnl_history_of(&history, 1);
    assert_int_equal(part.count, 2);
    assert_int_equal(fnl_history_fact(&part, 0)->kind, FNL_FACT_RENEWED);
    assert_int_equal(fnl_history_fact(&part, 1)->kind, FNL_FACT_SERVED);
}

static void nothing_heard_is_nothing_told(void **state)
{
    (void)state;
    listener = fnl_history_begin(&history);
    assert_true(fnl_history_finish(&history));
    assert_int_equal(fnl_history_of(&history, 1).count, 0);
}

static void lack_of_memory_is_noticed(void **state)
{
    (void)state;
    bool complete = false;
    for (long after = 0; !complete; after++) {
        fnl_memory_fail_after(after);
        listener = fnl_history_begin(&history);
        for (int64_t i = 0; i < 40; i++)
            announce(FNL_FACT_TOUCH, (uint64_t)i, i);
        complete = fnl_history_finish(&history);
        fnl_memory_fail_after(-1);
        assert_int_equal(complete, after >= 5); /* 16, 32, 64 facts; two orders */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(everybody_gets_their_own_back_in_order, end),
        cmocka_unit_test_teardown(what_happens_every_month_is_left_out, end),
        cmocka_unit_test_teardown(nothing_heard_is_nothing_told, end),
        cmocka_unit_test_teardown(lack_of_memory_is_noticed, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
