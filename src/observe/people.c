/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/people.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "observe/name.h"

/* Where the search for `key` ends: at its slot, or at the free one that it would get. */
static size_t slot_of(const struct fnl_people *people, uint64_t key)
{
    const size_t mask = people->slot_count - 1;
    size_t slot = (size_t)key & mask;
    while (people->slots[slot] && people->items[people->slots[slot] - 1].key != key)
        slot = (slot + 1) & mask;
    return slot;
}

uint32_t fnl_people_find(const struct fnl_people *people, uint64_t key)
{
    if (people->slot_count == 0)
        return FNL_NOBODY;
    const uint32_t found = people->slots[slot_of(people, key)];
    return found ? found - 1 : FNL_NOBODY;
}

const char *fnl_people_name(const struct fnl_people *people, uint64_t key)
{
    const uint32_t id = fnl_people_find(people, key);
    return id == FNL_NOBODY ? "somebody" : people->items[id].name;
}

/* Keeps half of the slots free, so that searches stay short. */
static bool make_slots(struct fnl_people *people)
{
    if (people->slot_count >= 2 * (people->count + 1))
        return true;
    const size_t wanted = people->slot_count ? 2 * people->slot_count : 64;
    uint32_t *slots = fnl_memory_zeroed(wanted, sizeof *slots);
    if (!slots)
        return false;
    free(people->slots);
    people->slots = slots;
    people->slot_count = wanted;
    for (size_t i = 0; i < people->count; i++)
        slots[slot_of(people, people->items[i].key)] = (uint32_t)i + 1;
    return true;
}

static bool make_room(struct fnl_people *people)
{
    void *items = people->items;
    if (!fnl_memory_grow(&items, people->count, &people->capacity, sizeof *people->items))
        return false;
    people->items = items;
    return make_slots(people);
}

/* Takes `name`, which may be NULL because memory ran out. */
static uint32_t keep(struct fnl_people *people, uint64_t key, char *name)
{
    if (!name || !make_room(people)) {
        free(name);
        people->failed = true;
        return FNL_NOBODY;
    }
    const uint32_t id = (uint32_t)people->count++;
    people->items[id] = (struct fnl_person){key, name};
    people->slots[slot_of(people, key)] = id + 1;
    return id;
}

uint32_t fnl_people_add(struct fnl_people *people, uint64_t key, const char *name)
{
    return keep(people, key, fnl_memory_text(name));
}

uint64_t fnl_people_parent(const struct fnl_people *people, const struct fnl_fact *arrival)
{
    if (arrival->client == FNL_NOBODY)
        return arrival->other;
    return arrival->client < people->client_capacity ? people->clients[arrival->client] : 0;
}

void fnl_people_meet(struct fnl_people *people, const struct fnl_plan *plan,
                     const struct fnl_fact *arrival)
{
    if (arrival->detail > 0 || fnl_people_find(people, arrival->key) != FNL_NOBODY)
        return;
    const char *parent = fnl_people_name(people, fnl_people_parent(people, arrival));
    keep(people, arrival->key, fnl_name_make(plan, arrival, parent));
}

static bool make_room_for_client(struct fnl_people *people, size_t index)
{
    const size_t before = people->client_capacity;
    if (index < before)
        return true;
    void *clients = people->clients;
    const size_t wanted = index + 1 > 2 * before ? index + 1 : 2 * before;
    if (!fnl_memory_resize(&clients, wanted, sizeof *people->clients))
        return false;
    people->clients = clients;
    people->client_capacity = wanted;
    for (size_t i = before; i < wanted; i++)
        people->clients[i] = 0;
    return true;
}

void fnl_people_note_client(struct fnl_people *people, const struct fnl_fact *signature)
{
    if (make_room_for_client(people, signature->client))
        people->clients[signature->client] = signature->key;
    else
        people->failed = true;
}

/* The records of the first day's clients are taken one after the other, from 0. */
void fnl_people_note_opening(struct fnl_people *people, int64_t number, uint64_t key)
{
    fnl_people_note_client(people,
                           &(struct fnl_fact){.client = (uint32_t)(number - 1), .key = key});
}

void fnl_people_meet_opening(struct fnl_people *people, const struct fnl_plan *plan)
{
    const int64_t clients = plan->phases[0].settings->today.clients;
    for (int64_t number = 1; number <= clients; number++) {
        char name[32];
        snprintf(name, sizeof name, "opening/%" PRId64, number);
        const uint64_t key = fnl_key_part(fnl_key_text("opening"), (uint64_t)number);
        fnl_people_add(people, key, name);
        fnl_people_note_opening(people, number, key);
    }
}

void fnl_people_fini(struct fnl_people *people)
{
    for (size_t i = 0; i < people->count; i++)
        free(people->items[i].name);
    free(people->items);
    free(people->slots);
    free(people->clients);
    *people = (struct fnl_people){0};
}
