/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/history.h"

#include <stdlib.h>

#include "base/memory.h"

#define WANTED                                                                                     \
    (FNL_FACT_BIT(FNL_FACT_ARRIVED) | FNL_FACT_BIT(FNL_FACT_HANDED_ON) |                           \
     FNL_FACT_BIT(FNL_FACT_ASSIGNED) | FNL_FACT_BIT(FNL_FACT_STAGE) |                              \
     FNL_FACT_BIT(FNL_FACT_TOUCH) | FNL_FACT_BIT(FNL_FACT_QUALIFIED) |                             \
     FNL_FACT_BIT(FNL_FACT_DECIDED) | FNL_FACT_BIT(FNL_FACT_CLOSING) |                             \
     FNL_FACT_BIT(FNL_FACT_ENDED) | FNL_FACT_BIT(FNL_FACT_SIGNED) |                                \
     FNL_FACT_BIT(FNL_FACT_RENEWED) | FNL_FACT_BIT(FNL_FACT_LEFT) |                                \
     FNL_FACT_BIT(FNL_FACT_MEETING) | FNL_FACT_BIT(FNL_FACT_ASKED) |                               \
     FNL_FACT_BIT(FNL_FACT_REFERRED) | FNL_FACT_BIT(FNL_FACT_SERVED) |                             \
     FNL_FACT_BIT(FNL_FACT_CONCEDED) | FNL_FACT_BIT(FNL_FACT_REFORMED) |                           \
     FNL_FACT_BIT(FNL_FACT_PUSHED))

/* Service is a turn only where it is refused. */
static bool is_a_turn(const struct fnl_fact *fact)
{
    return fact->kind != FNL_FACT_SERVED || fact->wait > 0;
}

static void hear(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    struct fnl_history *history = self;
    void *facts = history->facts;
    (void)levels;
    if (history->failed || !is_a_turn(fact))
        return;
    if (!fnl_memory_grow(&facts, history->count, &history->capacity, sizeof *history->facts)) {
        history->failed = true;
        return;
    }
    history->facts = facts;
    history->facts[history->count++] = *fact;
}

struct fnl_listener fnl_history_begin(struct fnl_history *history)
{
    fnl_history_fini(history);
    return (struct fnl_listener){.self = history, .wants = WANTED, .hear = hear};
}

/* Merges two sorted runs of `from` into `to`; of one person's facts the earlier stays first. */
static void merge(const struct fnl_fact *facts, const size_t *from, size_t *to, size_t middle,
                  size_t end)
{
    size_t left = 0, right = middle;
    for (size_t i = 0; i < end; i++) {
        const bool takes_right =
            left == middle || (right < end && facts[from[right]].key < facts[from[left]].key);
        to[i] = takes_right ? from[right++] : from[left++];
    }
}

/* A merge sort from the bottom up: it is stable, which qsort need not be. */
static size_t *sort(const struct fnl_fact *facts, size_t *order, size_t *spare, size_t count)
{
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t at = 0; at < count; at += 2 * width) {
            const size_t rest = count - at;
            const size_t middle = width < rest ? width : rest;
            merge(facts, order + at, spare + at, middle, 2 * width < rest ? 2 * width : rest);
        }
        size_t *sorted = spare;
        spare = order;
        order = sorted;
    }
    return order;
}

bool fnl_history_finish(struct fnl_history *history)
{
    size_t *order = fnl_memory_zeroed(history->count, sizeof *order);
    size_t *spare = fnl_memory_zeroed(history->count, sizeof *spare);
    if (!order || !spare || history->failed) {
        free(order);
        free(spare);
        return false;
    }
    for (size_t i = 0; i < history->count; i++)
        order[i] = i;
    history->order = sort(history->facts, order, spare, history->count);
    free(history->order == order ? spare : order);
    return true;
}

/* The first place in the order whose key is not below `key`. */
static size_t place_of(const struct fnl_history *history, uint64_t key)
{
    size_t low = 0, high = history->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (history->facts[history->order[middle]].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct fnl_history_part fnl_history_of(const struct fnl_history *history, uint64_t key)
{
    const size_t first = place_of(history, key);
    size_t end = first;
    while (end < history->count && history->facts[history->order[end]].key == key)
        end++;
    return (struct fnl_history_part){history->facts, history->order + first, end - first};
}

void fnl_history_fini(struct fnl_history *history)
{
    free(history->facts);
    free(history->order);
    *history = (struct fnl_history){0};
}
