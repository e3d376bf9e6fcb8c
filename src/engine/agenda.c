/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A heap of four children a node, which is half as deep as a binary one and
 * finds the four side by side in memory. Two habits keep it quick:
 *
 * Taking the top leaves it open. Most events plan another one, which then sinks
 * from the top in one pass, where a pop and a push would take two. Only when
 * the next event is wanted first does the last one move up to close the gap.
 *
 * Behind the last event all slots are vacant and lie after everything, so that
 * a node always has four children to compare.
 */
#include "engine/agenda.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

enum { CHILDREN = 4, KIND_BITS = 8 };

/* No event has this order, for times end at 2^50. */
static const uint64_t vacant = UINT64_MAX;

struct slot {
    uint64_t order; /* time and kind in one number */
    uint64_t key;
    uint32_t sequence; /* counts the planned events */
    uint32_t version, subject, detail;
};

struct fnl_agenda {
    struct slot *slots; /* room for `capacity` events and CHILDREN - 1 vacant slots after them */
    size_t count;       /* slots in use, an open top included */
    size_t capacity;
    fnl_time now;
    uint32_t sequence; /* of the next event to be planned */
    bool top_is_open;  /* the event in the first slot has been taken and none has come for it */
    bool has_failed;
};

fnl_agenda *fnl_agenda_new(void)
{
    return fnl_memory_zeroed(1, sizeof(fnl_agenda));
}

void fnl_agenda_free(fnl_agenda *agenda)
{
    if (!agenda)
        return;
    free(agenda->slots);
    free(agenda);
}

static void vacate(struct slot *slots, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        slots[i] = (struct slot){.order = vacant};
}

void fnl_agenda_restart(fnl_agenda *agenda)
{
    vacate(agenda->slots, 0, agenda->count);
    agenda->count = 0;
    agenda->now = 0;
    agenda->sequence = 0;
    agenda->top_is_open = false;
    agenda->has_failed = false;
}

/*
 * Two times are seldom equal, so the processor foresees the first branch. The
 * sequence may wrap around, for it only has to tell which of two pending
 * events was planned first.
 */
static inline bool comes_before(const struct slot *a, const struct slot *b)
{
    if (a->order != b->order)
        return a->order < b->order;
    if (a->key != b->key)
        return a->key < b->key;
    return (int32_t)(a->sequence - b->sequence) < 0;
}

/*
 * Which child is soonest cannot be foreseen, and a wrong guess costs more than
 * the comparisons. Played as a tournament, the first two winners are sums, so
 * that compilers have no reason to branch on them.
 */
static inline size_t soonest_child(const struct slot *slots, size_t first)
{
    const size_t left = first + comes_before(&slots[first + 1], &slots[first]);
    const size_t right = first + 2 + comes_before(&slots[first + 3], &slots[first + 2]);
    return comes_before(&slots[right], &slots[left]) ? right : left;
}

/* Finds the place of `event` from the top down; what is in the first slot is lost. */
static void sink(struct slot *slots, size_t count, const struct slot *event)
{
    size_t place = 0;
    for (size_t first = 1; first < count; first = CHILDREN * place + 1) {
        const size_t child = soonest_child(slots, first);
        if (!comes_before(&slots[child], event))
            break;
        slots[place] = slots[child];
        place = child;
    }
    slots[place] = *event;
}

/* Finds the place of `event` from the bottom up; what is in slot `place` is lost. */
static void rise(struct slot *slots, size_t place, const struct slot *event)
{
    while (place > 0) {
        const size_t parent = (place - 1) / CHILDREN;
        if (!comes_before(event, &slots[parent]))
            break;
        slots[place] = slots[parent];
        place = parent;
    }
    slots[place] = *event;
}

static bool grow(fnl_agenda *agenda)
{
    const size_t capacity = agenda->capacity ? 2 * agenda->capacity : 64;
    const size_t with_vacant = capacity + CHILDREN - 1;
    void *slots = agenda->slots;
    if (!fnl_memory_resize(&slots, with_vacant, sizeof *agenda->slots))
        return false;
    agenda->slots = slots;
    agenda->capacity = capacity;
    vacate(agenda->slots, agenda->count, with_vacant);
    return true;
}

void fnl_agenda_plan(fnl_agenda *agenda, const struct fnl_event *event)
{
    assert(event->time >= agenda->now && event->time <= FNL_NEVER);
    const struct slot slot = {
        .order = (uint64_t)event->time << KIND_BITS | event->kind,
        .key = event->key,
        .sequence = agenda->sequence++,
        .version = event->version,
        .subject = event->subject,
        .detail = event->detail,
    };
    if (agenda->top_is_open) {
        agenda->top_is_open = false;
        sink(agenda->slots, agenda->count, &slot);
    } else if (agenda->count < agenda->capacity || grow(agenda)) {
        rise(agenda->slots, agenda->count++, &slot);
    } else {
        agenda->has_failed = true;
    }
}

static void close_top(fnl_agenda *agenda)
{
    agenda->top_is_open = false;
    const size_t last = --agenda->count;
    const struct slot event = agenda->slots[last];
    vacate(agenda->slots, last, last + 1);
    if (last > 0)
        sink(agenda->slots, last, &event);
}

static fnl_time time_of(const struct slot *slot)
{
    return (fnl_time)(slot->order >> KIND_BITS);
}

bool fnl_agenda_next(fnl_agenda *agenda, struct fnl_event *event)
{
    if (agenda->top_is_open)
        close_top(agenda);
    if (agenda->count == 0)
        return false;

    const struct slot *top = &agenda->slots[0];
    *event = (struct fnl_event){
        .time = time_of(top),
        .key = top->key,
        .subject = top->subject,
        .version = top->version,
        .detail = top->detail,
        .kind = (uint8_t)top->order,
    };
    agenda->top_is_open = true;
    agenda->now = event->time;
    return true;
}

fnl_time fnl_agenda_next_time(const fnl_agenda *agenda)
{
    if (fnl_agenda_pending(agenda) == 0)
        return FNL_NEVER;
    return time_of(&agenda->slots[agenda->top_is_open ? soonest_child(agenda->slots, 1) : 0]);
}

fnl_time fnl_agenda_now(const fnl_agenda *agenda)
{
    return agenda->now;
}

size_t fnl_agenda_pending(const fnl_agenda *agenda)
{
    return agenda->count - agenda->top_is_open;
}

bool fnl_agenda_has_failed(const fnl_agenda *agenda)
{
    return agenda->has_failed;
}
