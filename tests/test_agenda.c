/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/key.h"
#include "base/memory.h"
#include "engine/agenda.h"

static int set_up(void **state)
{
    *state = fnl_agenda_new();
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    fnl_memory_fail_after(-1);
    fnl_agenda_free(*state);
    return 0;
}

static void plan(fnl_agenda *agenda, fnl_time time, uint8_t kind, uint64_t key, uint32_t detail)
{
    const struct fnl_event event = {.time = time, .kind = kind, .key = key, .detail = detail};
    fnl_agenda_plan(agenda, &event);
}

static void expect_details(fnl_agenda *agenda, const char *details)
{
    struct fnl_event event;
    for (; *details; details++) {
        assert_true(fnl_agenda_next(agenda, &event));
        assert_int_equal(event.detail, *details);
    }
    assert_false(fnl_agenda_next(agenda, &event));
}

static void the_soonest_event_runs_first(void **state)
{
    fnl_agenda *agenda = *state;
    plan(agenda, 2385, 1, 9, 'c');
    plan(agenda, 17, 1, 9, 'a');
    plan(agenda, 86400001, 1, 9, 'd');
    plan(agenda, 18, 1, 9, 'b');
    expect_details(agenda, "abcd");
}

static void at_one_time_the_smaller_kind_runs_first(void **state)
{
    fnl_agenda *agenda = *state;
    plan(agenda, 2385, 255, 1, 'd');
    plan(agenda, 2385, 7, 2, 'c');
    plan(agenda, 2385, 0, 3, 'b');
    plan(agenda, 2384, 255, 4, 'a');
    expect_details(agenda, "abcd");
}

static void at_one_time_and_kind_the_smaller_key_runs_first(void **state)
{
    fnl_agenda *agenda = *state;
    plan(agenda, 2385, 7, UINT64_MAX, 'd');
    plan(agenda, 2385, 7, UINT64_C(1) << 63, 'c');
    plan(agenda, 2385, 7, UINT64_C(1) << 32, 'b');
    plan(agenda, 2385, 7, 5, 'a');
    expect_details(agenda, "abcd");
}

static void equal_events_run_in_planning_order(void **state)
{
    fnl_agenda *agenda = *state;
    const char order[] = "abcdefghijklmnopqrstuvwxyz";
    for (const char *c = order; *c; c++)
        plan(agenda, 2385, 7, 5, (uint32_t)*c);
    expect_details(agenda, order);
}

static void an_event_comes_back_as_it_was_planned(void **state)
{
    fnl_agenda *agenda = *state;
    const struct fnl_event planned[] = {
        {.time = 0},
        {2385, UINT64_C(0x0123456789abcdef), 0x89abcdef, 0x01234567, 0xfedcba98, 0xa5},
        {FNL_NEVER, UINT64_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT8_MAX},
    };
    for (size_t i = 0; i < 3; i++)
        fnl_agenda_plan(agenda, &planned[2 - i]);
    for (size_t i = 0; i < 3; i++) {
        struct fnl_event event;
        assert_true(fnl_agenda_next(agenda, &event));
        assert_true(event.time == planned[i].time);
        assert_true(event.key == planned[i].key);
        assert_int_equal(event.subject, planned[i].subject);
        assert_int_equal(event.version, planned[i].version);
        assert_int_equal(event.detail, planned[i].detail);
        assert_int_equal(event.kind, planned[i].kind);
    }
}

static void the_clock_is_the_time_of_the_last_event_taken(void **state)
{
    fnl_agenda *agenda = *state;
    struct fnl_event event = {.detail = 'x'};
    assert_int_equal(fnl_agenda_now(agenda), 0);
    plan(agenda, 2385, 1, 1, 'a');
    assert_int_equal(fnl_agenda_now(agenda), 0);
    fnl_agenda_next(agenda, &event);
    assert_int_equal(fnl_agenda_now(agenda), 2385);
    plan(agenda, 2385, 0, 0, 'b');
    expect_details(agenda, "b");
    assert_int_equal(fnl_agenda_now(agenda), 2385);
}

static void an_empty_agenda_leaves_event_and_clock_alone(void **state)
{
    fnl_agenda *agenda = *state;
    struct fnl_event event = {.time = 41, .detail = 'x'};
    assert_false(fnl_agenda_next(agenda, &event));
    plan(agenda, 2385, 1, 1, 'a');
    expect_details(agenda, "a");
    assert_false(fnl_agenda_next(agenda, &event));
    assert_int_equal(event.time, 41);
    assert_int_equal(event.detail, 'x');
    assert_int_equal(fnl_agenda_now(agenda), 2385);
    assert_true(fnl_agenda_next_time(agenda) == FNL_NEVER);
    assert_int_equal(fnl_agenda_pending(agenda), 0);
}

/*
 * How long after now events are planned: laws that an order by buckets may
 * stumble over. Kinds and keys come from few values, so that ties of every sort
 * abound wherever times are equal.
 */
typedef fnl_time delay_law(uint64_t bits);

static fnl_time within_a_few_ms(uint64_t bits)
{
    return (fnl_time)(bits % 7);
}

static fnl_time at_once(uint64_t bits)
{
    (void)bits;
    return 0;
}

static fnl_time within_a_month(uint64_t bits)
{
    return (fnl_time)(bits % (uint64_t)FNL_MONTH);
}

static fnl_time on_some_day(uint64_t bits)
{
    return (fnl_time)(bits % 40) * FNL_DAY;
}

/* As likely between 1 and 2 ms as between 4 and 9 years. */
static fnl_time of_any_magnitude(uint64_t bits)
{
    return (fnl_time)((UINT64_C(1) << bits % 38) + (bits >> 8) % (UINT64_C(1) << bits % 38));
}

static fnl_time soon_or_hardly_ever(uint64_t bits)
{
    return bits % 9 ? (fnl_time)(bits % 3600007) : FNL_NEVER / 20000;
}

/* Most of them in a moment far away. */
static fnl_time in_bursts(uint64_t bits)
{
    return bits % 5 ? 100 * FNL_DAY + (fnl_time)(bits % 3) : (fnl_time)(bits % 90000);
}

static delay_law *const delay_laws[] = {within_a_few_ms, at_once,          within_a_month,
                                        on_some_day,     of_any_magnitude, soon_or_hardly_ever,
                                        in_bursts};
enum { DELAY_LAWS = sizeof delay_laws / sizeof *delay_laws };

static struct fnl_event made_from(uint64_t bits, fnl_time time)
{
    return (struct fnl_event){.time = time,
                              .kind = (uint8_t)(bits >> 40 & 3),
                              .key = bits >> 44 & 3,
                              .detail = (uint32_t)(bits >> 32)};
}

/* The slow truth: events in planning order, searched from end to end. */
enum { REFERENCE_ROOM = 600 };

struct reference {
    struct fnl_event events[REFERENCE_ROOM];
    size_t count;
};

static bool runs_before(const struct fnl_event *a, const struct fnl_event *b)
{
    if (a->time != b->time)
        return a->time < b->time;
    return a->kind != b->kind ? a->kind < b->kind : a->key < b->key;
}

static size_t soonest_of(const struct reference *reference)
{
    size_t soonest = 0;
    for (size_t i = 1; i < reference->count; i++)
        if (runs_before(&reference->events[i], &reference->events[soonest]))
            soonest = i;
    return soonest;
}

static void plan_in_both(fnl_agenda *agenda, struct reference *reference, delay_law *delay,
                         uint64_t bits)
{
    const struct fnl_event event = made_from(bits, fnl_agenda_now(agenda) + delay(bits));
    fnl_agenda_plan(agenda, &event);
    reference->events[reference->count++] = event;
}

static void take_from_both(fnl_agenda *agenda, struct reference *reference)
{
    struct fnl_event event;
    assert_int_equal(fnl_agenda_next(agenda, &event), reference->count > 0);
    if (reference->count == 0)
        return;
    const size_t soonest = soonest_of(reference);
    assert_true(event.time == reference->events[soonest].time);
    assert_int_equal(event.detail, reference->events[soonest].detail);
    reference->count--;
    for (size_t i = soonest; i < reference->count; i++)
        reference->events[i] = reference->events[i + 1];
}

/* The number pending swells and shrinks, down to nothing, at first little by little. */
static bool plans_at(uint64_t step, uint64_t bits)
{
    const uint64_t phase = step < 4000 ? 100 : 1500;
    const bool is_swelling = step / phase % 2 == 0;
    return bits >> 24 & 3 ? is_swelling : !is_swelling;
}

static void compare_with_a_plain_search(fnl_agenda *agenda, delay_law *delay)
{
    static struct reference reference;
    reference.count = 0;
    for (uint64_t step = 0; step < 24000; step++) {
        const uint64_t bits = fnl_key_scatter(step);
        if (plans_at(step, bits) && reference.count < REFERENCE_ROOM)
            plan_in_both(agenda, &reference, delay, bits);
        else
            take_from_both(agenda, &reference);

        assert_int_equal(fnl_agenda_pending(agenda), reference.count);
        const fnl_time next =
            reference.count ? reference.events[soonest_of(&reference)].time : FNL_NEVER;
        assert_true(fnl_agenda_next_time(agenda) == next);
    }
}

static void the_order_is_that_of_a_plain_search(void **state)
{
    for (size_t law = 0; law < DELAY_LAWS; law++) {
        compare_with_a_plain_search(*state, delay_laws[law]);
        fnl_agenda_restart(*state);
    }
}

static void the_order_is_that_of_a_plain_search_when_the_law_changes(void **state)
{
    static struct reference reference;
    reference.count = 0;
    for (uint64_t step = 0; step < 60000; step++) {
        const uint64_t bits = fnl_key_scatter(step);
        if (plans_at(step, bits) && reference.count < REFERENCE_ROOM)
            plan_in_both(*state, &reference, delay_laws[step / 700 % DELAY_LAWS], bits);
        else
            take_from_both(*state, &reference);
    }
}

/* Planned in one go, and each replaced by another one `holds` times in all. */
static void keep_many_pending(fnl_agenda *agenda, delay_law *delay, uint64_t many, uint64_t holds)
{
    struct fnl_event before = {0}, event;
    for (uint64_t i = 0; i < many + holds; i++) {
        const uint64_t bits = fnl_key_scatter(i);
        if (i >= many) {
            assert_true(fnl_agenda_next(agenda, &event));
            assert_false(event.time < before.time);
            before = event;
        }
        event = made_from(bits, fnl_agenda_now(agenda) + delay(bits));
        fnl_agenda_plan(agenda, &event);
    }
    assert_int_equal(fnl_agenda_pending(agenda), many);
    fnl_agenda_next(agenda, &before);
    for (uint64_t i = 1; i < many; i++, before = event) {
        assert_true(fnl_agenda_next(agenda, &event));
        assert_false(runs_before(&event, &before));
    }
    assert_false(fnl_agenda_next(agenda, &event));
}

static void many_events_come_out_in_order(void **state)
{
    for (size_t law = 0; law < DELAY_LAWS; law++) {
        keep_many_pending(*state, delay_laws[law], 70000, 100000);
        fnl_agenda_restart(*state);
    }
}

/* Most of what is near is put away at the very moment when the shelf is nearly full. */
static void the_shelf_may_become_full(void **state)
{
    fnl_agenda *agenda = *state;
    const struct {
        fnl_time first, step;
        int count;
    } lines[] = {{1, 0, 1}, {10, 0, 15}, {20, 0, 16}, {20, 7, 16}, {10, 0, 16}, {15, 0, 1}};
    size_t planned = 0;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        for (int k = 0; k < lines[i].count; k++, planned++)
            plan(agenda, lines[i].first + k * lines[i].step, 1, planned, 0);
    assert_int_equal(fnl_agenda_pending(agenda), planned);

    struct fnl_event event;
    for (fnl_time last = 0; fnl_agenda_next(agenda, &event); last = event.time, planned--)
        assert_true(event.time >= last);
    assert_int_equal(planned, 0);
}

static void a_restarted_agenda_is_as_good_as_new(void **state)
{
    fnl_agenda *agenda = *state;
    struct fnl_event event;
    for (uint32_t i = 0; i < 100; i++)
        plan(agenda, 2385 + i, 1, 1, i);
    fnl_agenda_next(agenda, &event);
    fnl_agenda_restart(agenda);
    assert_int_equal(fnl_agenda_pending(agenda), 0);
    assert_int_equal(fnl_agenda_now(agenda), 0);
    assert_false(fnl_agenda_next(agenda, &event));

    /* Later than what was forgotten, so that any trace of that would come first. */
    plan(agenda, 99998, 1, 1, 'b');
    plan(agenda, 99997, 1, 1, 'a');
    assert_true(fnl_agenda_next(agenda, &event));
    assert_int_equal(event.detail, 'a');
    plan(agenda, 99999, 1, 1, 'c');
    expect_details(agenda, "bc");
}

static void a_restart_leaves_nothing_behind_of_many(void **state)
{
    struct fnl_event event;
    for (int round = 0; round < 3; round++) {
        for (uint64_t i = 0; i < 3000; i++)
            plan(*state, within_a_month(fnl_key_scatter(i)), 1, i, 1);
        for (int i = 0; i < 100; i++)
            fnl_agenda_next(*state, &event);
        fnl_agenda_restart(*state);
        keep_many_pending(*state, within_a_month, 1500, 1000);
        fnl_agenda_restart(*state);
    }
}

static void memory_is_used_again(void **state)
{
    fnl_agenda *agenda = *state;
    for (uint32_t i = 0; i < 1000; i++)
        plan(agenda, i, 1, 1, i);

    fnl_memory_fail_after(0);
    struct fnl_event event;
    for (uint32_t i = 0; i < 10000; i++) {
        fnl_agenda_next(agenda, &event);
        plan(agenda, event.time + 2385, 1, 1, i);
    }
    fnl_agenda_restart(agenda);
    for (uint32_t i = 0; i < 1000; i++)
        plan(agenda, i, 1, 1, i);
    assert_false(fnl_agenda_has_failed(agenda));
    assert_int_equal(fnl_agenda_pending(agenda), 1000);
}

/* Plans events until one is lost, and says how many are pending then. */
static uint32_t fill_to_failure(fnl_agenda *agenda)
{
    uint32_t planned = 0;
    fnl_memory_fail_after(0);
    while (!fnl_agenda_has_failed(agenda)) {
        assert_true(planned < 1000000);
        plan(agenda, 5000000 - planned, 1, 1, planned);
        planned++;
    }
    assert_int_equal(fnl_agenda_pending(agenda), planned - 1);
    return planned - 1;
}

/* Takes out events whose details count down from below `count` to 0. */
static void expect_countdown(fnl_agenda *agenda, uint32_t count)
{
    struct fnl_event event;
    while (count-- > 0) {
        assert_true(fnl_agenda_next(agenda, &event));
        assert_int_equal(event.detail, count);
    }
    assert_false(fnl_agenda_next(agenda, &event));
}

static void failing_to_grow_loses_one_event_and_is_remembered(void **state)
{
    fnl_agenda *agenda = *state;
    plan(agenda, 9000000, 1, 1, 0);
    fnl_agenda_restart(agenda);
    const uint32_t kept = fill_to_failure(agenda);
    assert_true(kept > 0);
    plan(agenda, 1, 1, 1, kept);
    assert_true(fnl_agenda_has_failed(agenda));
    expect_countdown(agenda, kept + 1);
    assert_true(fnl_agenda_has_failed(agenda));
    fnl_agenda_restart(agenda);
    assert_false(fnl_agenda_has_failed(agenda));
}

static void a_few_events_need_no_memory(void **state)
{
    const uint32_t kept = fill_to_failure(*state);
    assert_true(kept > 0);
    expect_countdown(*state, kept);
    assert_true(fnl_agenda_next_time(*state) == FNL_NEVER);
}

/* Growing asks for memory several times; whichever is refused, one event is lost and all is well.
 */
static void any_request_for_memory_may_be_refused(void **state)
{
    fnl_agenda *agenda = *state;
    uint32_t lost = 0;
    for (long request = 0; request < 30; request++, fnl_agenda_restart(agenda)) {
        fnl_memory_fail_after(request);
        for (uint32_t i = 0; i < 64U << request; i++) {
            if (fnl_agenda_has_failed(agenda) || i > 100000)
                break;
            plan(agenda, 5000000 - i, 1, 1, i);
        }
        fnl_memory_fail_after(-1);
        lost += fnl_agenda_has_failed(agenda);
        struct fnl_event event;
        for (size_t pending = fnl_agenda_pending(agenda); pending > 0; pending--) {
            assert_true(fnl_agenda_next(agenda, &event));
            assert_int_equal(event.detail, pending - 1);
        }
        assert_false(fnl_agenda_next(agenda, &event));
    }
    assert_true(lost >= 8);
}

static void without_memory_there_is_no_agenda(void **state)
{
    (void)state;
    fnl_memory_fail_after(0);
    assert_null(fnl_agenda_new());
    fnl_memory_fail_after(-1);
    fnl_agenda_free(NULL);
}

/* Whether planning at `time` once the clock reads 2385 ends the process. */
static bool aborts_at(fnl_time time)
{
    fflush(NULL);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        fclose(stderr);
        signal(SIGABRT, SIG_DFL);
        struct fnl_event event;
        fnl_agenda *agenda = fnl_agenda_new();
        plan(agenda, 2385, 1, 1, 'a');
        fnl_agenda_next(agenda, &event);
        plan(agenda, time, 1, 1, 'b');
        fnl_agenda_free(agenda);
        _exit(0);
    }
    int outcome = 0;
    assert_int_equal(waitpid(child, &outcome, 0), child);
    return WIFSIGNALED(outcome) && WTERMSIG(outcome) == SIGABRT;
}

static void planning_the_past_or_beyond_never_is_a_bug(void **state)
{
    (void)state;
    assert_true(aborts_at(2384));
    assert_false(aborts_at(2385));
    assert_false(aborts_at(FNL_NEVER));
    assert_true(aborts_at(FNL_NEVER + 1));
}

#define WITH_AGENDA(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_AGENDA(the_soonest_event_runs_first),
        WITH_AGENDA(at_one_time_the_smaller_kind_runs_first),
        WITH_AGENDA(at_one_time_and_kind_the_smaller_key_runs_first),
        WITH_AGENDA(equal_events_run_in_planning_order),
        WITH_AGENDA(an_event_comes_back_as_it_was_planned),
        WITH_AGENDA(the_clock_is_the_time_of_the_last_event_taken),
        WITH_AGENDA(an_empty_agenda_leaves_event_and_clock_alone),
        WITH_AGENDA(the_order_is_that_of_a_plain_search),
        WITH_AGENDA(the_order_is_that_of_a_plain_search_when_the_law_changes),
        WITH_AGENDA(many_events_come_out_in_order),
        WITH_AGENDA(the_shelf_may_become_full),
        WITH_AGENDA(a_restarted_agenda_is_as_good_as_new),
        WITH_AGENDA(a_restart_leaves_nothing_behind_of_many),
        WITH_AGENDA(memory_is_used_again),
        WITH_AGENDA(failing_to_grow_loses_one_event_and_is_remembered),
        WITH_AGENDA(a_few_events_need_no_memory),
        WITH_AGENDA(any_request_for_memory_may_be_refused),
        cmocka_unit_test(without_memory_there_is_no_agenda),
        cmocka_unit_test(planning_the_past_or_beyond_never_is_a_bug),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
