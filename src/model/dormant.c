/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/dormant.h"

#include <assert.h>

#include "base/memory.h"
#include "model/state.h"

/* A place in the pool; FNL_NOBODY when memory runs out. */
static uint32_t take_place(struct fnl_company *company)
{
    struct fnl_pool_of_dormant *pool = &company->dormant;
    if (pool->free != FNL_NOBODY) {
        const uint32_t id = pool->free;
        pool->free = pool->items[id].next_free;
        return id;
    }
    void *items = pool->items;
    if (!fnl_memory_grow(&items, pool->count, &pool->capacity, sizeof *pool->items)) {
        company->failed = true;
        return FNL_NOBODY;
    }
    pool->items = items;
    return (uint32_t)pool->count++;
}

void fnl_dormant_waits(struct fnl_company *company, const struct fnl_lead_origin *origin,
                       fnl_time when)
{
    assert(!origin->truth);
    if (when <= company->now) {
        fnl_lead_arrives(company, origin);
        return;
    }
    if (when >= company->end)
        return;
    const uint32_t id = take_place(company);
    if (id == FNL_NOBODY)
        return;
    struct fnl_dormant *dormant = &company->dormant.items[id];
    dormant->origin = *origin;
    if (origin->client != FNL_NOBODY)
        dormant->client_version = company->clients.items[origin->client].version;
    fnl_company_plan(company, FNL_EVENT_DORMANT, when, origin->key, id, 0);
}

void fnl_dormant_comes(struct fnl_company *company, const struct fnl_event *event)
{
    struct fnl_dormant *dormant = &company->dormant.items[event->subject];
    struct fnl_lead_origin origin = dormant->origin;
    const uint32_t version = dormant->client_version;
    dormant->next_free = company->dormant.free;
    company->dormant.free = event->subject;
    if (origin.client != FNL_NOBODY) {
        const struct fnl_client *client = &company->clients.items[origin.client];
        if (client->version != version)
            return;
        origin.rep = client->rep;
    }
    fnl_lead_arrives(company, &origin);
}
