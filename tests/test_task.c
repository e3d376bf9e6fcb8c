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
#include "model/task.h"

static int set_up(void **state)
{
    (void)state;
    fnl_memory_fail_after(-1);
    return 0;
}

/* A task with few different urgencies, times and keys, so that ties of every depth occur. */
static struct fnl_task some_task(uint64_t seed)
{
    const uint64_t bits = fnl_key_scatter(seed);
    return (struct fnl_task){.urgency = (int64_t)(bits % 5) - 2,
                             .ready = (fnl_time)(bits >> 8 & 3) - 1,
                             .key = bits >> 16 & 3,
                             .work = (fnl_time)seed,
                             .subject = (uint32_t)seed,
                             .version = (uint32_t)seed + 1,
                             .kind = (uint16_t)(seed % FNL_TASK_KINDS),
                             .detail = (uint16_t)(seed % 7),
                             .number = (uint32_t)seed + 2};
}

static void assert_same(const struct fnl_task *a, const struct fnl_task *b)
{
    assert_int_equal(a->urgency, b->urgency);
    assert_int_equal(a->ready, b->ready);
    assert_int_equal(a->key, b->key);
    assert_int_equal(a->work, b->work);
    assert_int_equal(a->sequence, b->sequence);
    assert_int_equal(a->subject, b->subject);
    assert_int_equal(a->version, b->version);
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->detail, b->detail);
    assert_int_equal(a->number, b->number);
}

static void push(struct fnl_queue *queue, const struct fnl_task *task)
{
    assert_true(fnl_task_push(queue, task));
}

/* The definition: urgency, then ready, then key, then sequence, each smaller first. */
static int by_definition(const void *a, const void *b)
{
    const struct fnl_task *x = a, *y = b;
    if (x->urgency != y->urgency)
        return x->urgency < y->urgency ? -1 : 1;
    if (x->ready != y->ready)
        return x->ready < y->ready ? -1 : 1;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->sequence > y->sequence) - (x->sequence < y->sequence);
}

static void urgency_goes_before_readiness_before_key_before_sequence(void **state)
{
    (void)state;
    const struct fnl_task task = {.urgency = 5, .ready = 7, .key = 9, .sequence = 11};
    struct fnl_task other = task;
    assert_false(fnl_task_before(&task, &other));

    other = (struct fnl_task){.urgency = 4, .ready = 70, .key = 90, .sequence = 110};
    assert_true(fnl_task_before(&other, &task));
    assert_false(fnl_task_before(&task, &other));
    other = (struct fnl_task){.urgency = 5, .ready = 6, .key = 90, .sequence = 110};
    assert_true(fnl_task_before(&other, &task));
    assert_false(fnl_task_before(&task, &other));
    other = (struct fnl_task){.urgency = 5, .ready = 7, .key = 8, .sequence = 110};
    assert_true(fnl_task_before(&other, &task));
    assert_false(fnl_task_before(&task, &other));
    other = (struct fnl_task){.urgency = 5, .ready = 7, .key = 9, .sequence = 10};
    assert_true(fnl_task_before(&other, &task));
    assert_false(fnl_task_before(&task, &other));
}

static void extremes_are_ordered_too(void **state)
{
    (void)state;
    const struct fnl_task first = {.urgency = INT64_MIN, .ready = INT64_MAX, .key = UINT64_MAX};
    const struct fnl_task last = {.urgency = INT64_MAX, .ready = INT64_MIN, .key = 0};
    assert_true(fnl_task_before(&first, &last));
    assert_false(fnl_task_before(&last, &first));
    const struct fnl_task low = {.key = 1}, high = {.key = UINT64_MAX};
    assert_true(fnl_task_before(&low, &high));
    assert_false(fnl_task_before(&high, &low));
}

static void tasks_come_out_in_the_order_of_a_sort(void **state)
{
    (void)state;
    enum { MOST = 600 };
    static struct fnl_task sorted[MOST];
    for (size_t count = 0; count <= MOST; count = count * 3 / 2 + 1) {
        struct fnl_queue queue = {0};
        for (size_t i = 0; i < count; i++) {
            sorted[i] = some_task(i * 1000 + count);
            push(&queue, &sorted[i]);
            sorted[i].sequence = (uint32_t)i;
        }
        qsort(sorted, count, sizeof *sorted, by_definition);
        assert_int_equal(queue.count, count);
        for (size_t i = 0; i < count; i++) {
            assert_same(fnl_task_first(&queue), &sorted[i]);
            const struct fnl_task popped = fnl_task_pop(&queue);
            assert_same(&popped, &sorted[i]);
        }
        assert_int_equal(queue.count, 0);
        fnl_task_fini(&queue);
    }
}

/* A plain array, of which the first by definition is taken: what the queue must be like. */
struct pile {
    struct fnl_task tasks[300];
    size_t count;
};

static struct fnl_task take_first(struct pile *pile)
{
    size_t first = 0;
    for (size_t i = 1; i < pile->count; i++)
        if (by_definition(&pile->tasks[i], &pile->tasks[first]) < 0)
            first = i;
    const struct fnl_task task = pile->tasks[first];
    pile->tasks[first] = pile->tasks[--pile->count];
    return task;
}

static void coming_and_going_at_random_keeps_the_order(void **state)
{
    (void)state;
    struct fnl_queue queue = {0};
    static struct pile pile;
    uint32_t sequence = 0;
    for (uint64_t step = 0; step < 20000; step++) {
        const bool grows = fnl_key_scatter(~step) % 100 < (step / 2000 % 2 ? 40 : 60);
        if (pile.count == 0 || (grows && pile.count < 300)) {
            struct fnl_task task = some_task(step);
            push(&queue, &task);
            task.sequence = sequence++;
            pile.tasks[pile.count++] = task;
        } else {
            const struct fnl_task expected = take_first(&pile), popped = fnl_task_pop(&queue);
            assert_same(&popped, &expected);
        }
        assert_int_equal(queue.count, pile.count);
    }
    fnl_task_fini(&queue);
}

/* Whatever the urgencies are changed to. */
static void a_queue_can_be_put_in_order_again(void **state)
{
    (void)state;
    enum { MOST = 300 };
    static struct fnl_task sorted[MOST];
    for (size_t count = 0; count <= MOST; count = count * 3 / 2 + 1) {
        struct fnl_queue queue = {0};
        for (size_t i = 0; i < count; i++) {
            const struct fnl_task task = some_task(i * 77 + count);
            push(&queue, &task);
        }
        for (size_t i = 0; i < count; i++) {
            queue.items[i].urgency = (int64_t)(fnl_key_part(count, i) % 1000) - 500;
            sorted[i] = queue.items[i];
        }
        qsort(sorted, count, sizeof *sorted, by_definition);
        fnl_task_order(&queue);
        for (size_t i = 0; i < count; i++) {
            const struct fnl_task popped = fnl_task_pop(&queue);
            assert_same(&popped, &sorted[i]);
        }
        fnl_task_fini(&queue);
    }
}

static void equals_leave_in_the_order_in_which_they_came(void **state)
{
    (void)state;
    struct fnl_queue queue = {0};
    for (uint32_t i = 0; i < 1000; i++)
        push(&queue, &(struct fnl_task){.urgency = 2385, .subject = i, .sequence = 999 - i});
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(fnl_task_pop(&queue).subject, i);
    fnl_task_fini(&queue);
}

static void a_queue_without_memory_stays_as_it_is(void **state)
{
    (void)state;
    struct fnl_queue queue = {0};
    fnl_memory_fail_after(0);
    assert_false(fnl_task_push(&queue, &(struct fnl_task){.key = 1}));
    assert_int_equal(queue.count, 0);

    uint64_t pushed = 0;
    while (pushed < 40) {
        fnl_memory_fail_after(0);
        const bool had_room = queue.count < queue.capacity;
        const bool added = fnl_task_push(&queue, &(struct fnl_task){.key = 100 - pushed});
        assert_int_equal(added, had_room);
        fnl_memory_fail_after(-1);
        if (!added)
            push(&queue, &(struct fnl_task){.key = 100 - pushed});
        pushed++;
        assert_int_equal(queue.count, pushed);
    }
    for (uint64_t i = 0; i < 40; i++) {
        const struct fnl_task task = fnl_task_pop(&queue);
        assert_int_equal(task.key, 61 + i);
        assert_int_equal(task.sequence, 39 - i);
    }
    fnl_task_fini(&queue);
}

static void an_emptied_queue_can_be_used_again(void **state)
{
    (void)state;
    struct fnl_queue queue = {0};
    fnl_task_fini(&queue);
    for (int round = 0; round < 3; round++) {
        push(&queue, &(struct fnl_task){.key = 5});
        push(&queue, &(struct fnl_task){.key = 5});
        assert_int_equal(fnl_task_pop(&queue).sequence, 0);
        fnl_task_fini(&queue);
        assert_null(queue.items);
        assert_int_equal(queue.count, 0);
    }
}

static void every_kind_and_use_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int kind = 0; kind < FNL_TASK_KINDS; kind++) {
        const char *name = fnl_task_name((enum fnl_task_kind)kind);
        assert_true(name && strlen(name) > 2);
        for (int other = 0; other < kind; other++)
            assert_string_not_equal(name, fnl_task_name((enum fnl_task_kind)other));
    }
    for (int use = 0; use < FNL_HOURS_USES; use++) {
        const char *name = fnl_task_use_name((enum fnl_hours_use)use);
        assert_true(name && strlen(name) > 2);
        for (int other = 0; other < use; other++)
            assert_string_not_equal(name, fnl_task_use_name((enum fnl_hours_use)other));
    }
    assert_string_equal(fnl_task_name(FNL_TASK_TOUCH), "touch");
    assert_string_equal(fnl_task_name(FNL_TASK_PROSPECTING), "prospecting");
    assert_string_equal(fnl_task_name(FNL_TASK_ADMIN), "admin");
    assert_string_equal(fnl_task_use_name(FNL_HOURS_SELLING), "selling");
    assert_string_equal(fnl_task_use_name(FNL_HOURS_PROSPECTING), "prospecting");
}

/* Whatever is taken out of the middle, the rest comes in order. */
static void a_task_may_be_taken_from_any_place(void **state)
{
    (void)state;
    for (uint64_t round = 0; round < 300; round++) {
        struct fnl_queue queue = {0};
        const size_t count = 1 + round % 23;
        for (uint64_t i = 0; i < count; i++) {
            const struct fnl_task task = some_task(round * 100 + i);
            push(&queue, &task);
        }
        const size_t place = fnl_key_scatter(round) % count;
        const struct fnl_task meant = queue.items[place];
        struct fnl_task taken;
        fnl_task_take(&queue, place, &taken);
        assert_same(&taken, &meant);
        assert_int_equal(queue.count, count - 1);
        struct fnl_task last = {.urgency = INT64_MIN};
        while (queue.count > 0) {
            const struct fnl_task next = fnl_task_pop(&queue);
            assert_int_not_equal(next.sequence, meant.sequence);
            assert_true(by_definition(&last, &next) < 0);
            last = next;
        }
        fnl_task_fini(&queue);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(urgency_goes_before_readiness_before_key_before_sequence),
        cmocka_unit_test(extremes_are_ordered_too),
        cmocka_unit_test(tasks_come_out_in_the_order_of_a_sort),
        cmocka_unit_test(coming_and_going_at_random_keeps_the_order),
        cmocka_unit_test(a_queue_can_be_put_in_order_again),
        cmocka_unit_test(equals_leave_in_the_order_in_which_they_came),
        cmocka_unit_test_setup_teardown(a_queue_without_memory_stays_as_it_is, set_up, set_up),
        cmocka_unit_test(an_emptied_queue_can_be_used_again),
        cmocka_unit_test(every_kind_and_use_has_a_name_of_its_own),
        cmocka_unit_test(a_task_may_be_taken_from_any_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
