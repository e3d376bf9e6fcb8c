/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/task.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

const char *fnl_task_name(enum fnl_task_kind kind)
{
    static const char *const names[FNL_TASK_KINDS] = {"touch",      "service", "scope",
                                                      "ask",        "meeting", "prospecting",
                                                      "networking", "admin",   "nurture"};
    return names[kind];
}

const char *fnl_task_use_name(enum fnl_hours_use use)
{
    static const char *const names[FNL_HOURS_USES] = {"selling", "service",  "bad-fit clients",
                                                      "asking",  "meetings", "prospecting",
                                                      "admin",   "nurture"};
    return names[use];
}

bool fnl_task_before(const struct fnl_task *a, const struct fnl_task *b)
{
    if (a->urgency != b->urgency)
        return a->urgency < b->urgency;
    if (a->ready != b->ready)
        return a->ready < b->ready;
    if (a->key != b->key)
        return a->key < b->key;
    return a->sequence < b->sequence;
}

/* Moves `task` down from place `i`, which is free, to where no task below goes before it. */
static void sift_down(struct fnl_queue *queue, size_t i, const struct fnl_task *task)
{
    struct fnl_task *items = queue->items;
    for (size_t child = 2 * i + 1; child < queue->count; child = 2 * i + 1) {
        /* A sum and not a branch, which could not be foreseen. */
        if (child + 1 < queue->count)
            child += fnl_task_before(&items[child + 1], &items[child]);
        if (!fnl_task_before(&items[child], task))
            break;
        items[i] = items[child];
        i = child;
    }
    items[i] = *task;
}

bool fnl_task_push(struct fnl_queue *queue, const struct fnl_task *task)
{
    void *items = queue->items;
    if (!fnl_memory_grow(&items, queue->count, &queue->capacity, sizeof *queue->items))
        return false;
    queue->items = items;

    struct fnl_task added = *task;
    added.sequence = queue->sequence++;
    size_t i = queue->count++;
    while (i > 0 && fnl_task_before(&added, &queue->items[(i - 1) / 2])) {
        queue->items[i] = queue->items[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    queue->items[i] = added;
    return true;
}

const struct fnl_task *fnl_task_first(const struct fnl_queue *queue)
{
    assert(queue->count > 0);
    return &queue->items[0];
}

void fnl_task_take(struct fnl_queue *queue, size_t place, struct fnl_task *task)
{
    assert(place < queue->count);
    struct fnl_task *items = queue->items;
    *task = items[place];
    if (place == --queue->count)
        return;
    const struct fnl_task last = items[queue->count];
    while (place > 0 && fnl_task_before(&last, &items[(place - 1) / 2])) {
        items[place] = items[(place - 1) / 2];
        place = (place - 1) / 2;
    }
    sift_down(queue, place, &last);
}

struct fnl_task fnl_task_pop(struct fnl_queue *queue)
{
    struct fnl_task first;
    fnl_task_take(queue, 0, &first);
    return first;
}

void fnl_task_order(struct fnl_queue *queue)
{
    for (size_t i = queue->count / 2; i-- > 0;) {
        const struct fnl_task task = queue->items[i];
        sift_down(queue, i, &task);
    }
}

void fnl_task_fini(struct fnl_queue *queue)
{
    free(queue->items);
    *queue = (struct fnl_queue){0};
}
