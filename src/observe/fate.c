/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/fate.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define MONTHS_A_YEAR 12
#define YEAR          (365 * FNL_DAY)

/* Records keep step with the people met; false when memory ran out. */
static bool make_room(struct fnl_fates *fates)
{
    const size_t before = fates->capacity;
    if (fates->people.count <= before)
        return true;
    void *items = fates->items;
    const size_t wanted = 2 * before > fates->people.count ? 2 * before : fates->people.count;
    if (!fnl_memory_resize(&items, wanted, sizeof *fates->items)) {
        fates->failed = true;
        return false;
    }
    fates->items = items;
    fates->capacity = wanted;
    return true;
}

static struct fnl_fate *find(struct fnl_fates *fates, uint64_t key)
{
    const uint32_t index = fnl_people_find(&fates->people, key);
    return index == FNL_NOBODY || fates->failed ? NULL : &fates->items[index];
}

/* The person, or the client whose deal has that key. */
static struct fnl_fate *find_owner(struct fnl_fates *fates, uint64_t key)
{
    const struct fnl_fate *fate = find(fates, key);
    return fate ? &fates->items[fate->owner] : NULL;
}

/* Begins the record with that index, the last one; nothing is known of them yet. */
static struct fnl_fate *add(struct fnl_fates *fates, uint32_t index)
{
    if (index == FNL_NOBODY || !make_room(fates)) {
        fates->failed = true;
        return NULL;
    }
    fates->items[index] = (struct fnl_fate){.key = fates->people.items[index].key,
                                            .owner = index,
                                            .sender = FNL_NOBODY,
                                            .met = FNL_FATE_BEFORE,
                                            .ended_at = FNL_NEVER,
                                            .signed_at = FNL_NEVER,
                                            .left_at = FNL_NEVER};
    return &fates->items[index];
}

static void add_opening(struct fnl_fates *fates)
{
    const struct fnl_settings *settings = fates->plan->phases[0].settings;
    fnl_people_meet_opening(&fates->people, fates->plan);
    for (size_t i = 0; i < fates->people.count; i++) {
        struct fnl_fate *fate = add(fates, (uint32_t)i);
        if (!fate)
            return;
        fate->opening = true;
        fate->pita = (int64_t)i < settings->today.pita_clients;
        fate->signed_at = FNL_FATE_BEFORE;
    }
}

/* Whom they owe it to: who sent them, or the client whose deal it is. */
static void link_up(struct fnl_fates *fates, struct fnl_fate *fate, const struct fnl_fact *fact)
{
    const uint64_t parent = fnl_people_parent(&fates->people, fact);
    const uint32_t index = parent ? fnl_people_find(&fates->people, parent) : FNL_NOBODY;
    if (index == FNL_NOBODY)
        return;
    if (fact->client != FNL_NOBODY) {
        fate->owner = fates->items[index].owner;
    } else {
        fate->sender = fates->items[index].owner;
        fates->items[fate->sender].sent++;
    }
}

static void hear_arrival(struct fnl_fates *fates, const struct fnl_fact *fact)
{
    struct fnl_fate *fate = find(fates, fact->key);
    if (!fate) {
        fnl_people_meet(&fates->people, fates->plan, fact);
        fate = add(fates, fnl_people_find(&fates->people, fact->key));
        if (!fate)
            return;
        const bool opening = fact->index >> 28 == FNL_CHANNEL_OPENING;
        fate->source = fact->source;
        fate->generation = fact->generation;
        fate->way = fact->index;
        fate->pita = fact->flag;
        fate->met = opening ? FNL_FATE_BEFORE : fact->time;
        fate->year = opening ? 0 : (uint32_t)(fates->month / MONTHS_A_YEAR + 1);
        link_up(fates, fate, fact);
    }
    fate->episodes++;
}

static void hear_end(struct fnl_fates *fates, const struct fnl_fact *fact)
{
    struct fnl_fate *fate = find(fates, fact->key);
    if (!fate)
        return;
    fate->ended++;
    fate->cause = (enum fnl_cause)fact->detail;
    fate->stage = fact->index;
    fate->ended_at = fact->time;
}

/* Whoever signs again is a client still, or, after they had left, is one again. */
static void hear_signature(struct fnl_fates *fates, const struct fnl_fact *fact)
{
    struct fnl_fate *fate = find_owner(fates, fact->key);
    if (!fate)
        return;
    if (fact->detail == 0)
        fnl_people_note_client(&fates->people, fact);
    if (fnl_fate_is_client(fate)) {
        fate->left_at = FNL_NEVER;
        fate->deals++;
        fate->more += fact->amount;
        return;
    }
    fate->signed_at = fact->time;
    fate->signed_for = fact->amount;
    if (fate->sender != FNL_NOBODY)
        fates->items[fate->sender].sent_clients++;
}

static void hear_renewal(struct fnl_fates *fates, const struct fnl_fact *fact)
{
    struct fnl_fate *fate = find_owner(fates, fact->key);
    if (fate)
        fate->renewals++;
}

static void hear_leaving(struct fnl_fates *fates, const struct fnl_fact *fact)
{
    struct fnl_fate *fate = find_owner(fates, fact->key);
    if (fate)
        fate->left_at = fact->time;
}

/* Whole days until an invoice is paid; what the horizon does not see is not counted. */
static int64_t days_lent(const struct fnl_fates *fates, const struct fnl_fact *fact)
{
    const fnl_time until = fact->until < fates->plan->end ? fact->until : fates->plan->end;
    return (until - fact->time) / FNL_DAY;
}

static void hear_invoice(struct fnl_fates *fates, const struct fnl_fact *fact)
{
    struct fnl_fate *fate = find_owner(fates, fact->key);
    if (!fate)
        return;
    if (fate->renewals == 0)
        fate->earned += fact->amount;
    if (fact->until != FNL_NEVER)
        fate->lent += fact->amount * days_lent(fates, fact);
}

static void hear_service(struct fnl_fates *fates, const struct fnl_fact *fact)
{
    struct fnl_fate *fate = find_owner(fates, fact->key);
    if (fate)
        fate->by_pool += fact->amount;
}

static void hear_task(struct fnl_fates *fates, const struct fnl_fact *fact)
{
    struct fnl_fate *fate = find_owner(fates, fact->key);
    if (fate)
        fate->hours[fact->index] += fact->span;
}

static void note_revenue(struct fnl_fates *fates, const struct fnl_fate *fate,
                         const struct fnl_fact *fact)
{
    const size_t year = fates->month / MONTHS_A_YEAR;
    const fnl_time known_since = fate->met == FNL_FATE_BEFORE ? 0 : fate->met;
    fates->revenue[year * (fates->years + 1) + fate->year] += fact->amount;
    if (fact->time > known_since + YEAR)
        fates->mature[year] += fact->amount;
}

/* The service pool is paid once a month, for the hours that it has in that month. */
static void note_nobodys(struct fnl_fates *fates, const struct fnl_fact *fact)
{
    fates->nobodys[fact->detail] += fact->amount;
    if (fact->detail == FNL_MONEY_SERVICE)
        fates->pool_capacity += fates->plan->phases[fates->phase].settings->service.hours_per_month;
}

static void hear_money(struct fnl_fates *fates, const struct fnl_fact *fact)
{
    struct fnl_fate *fate = fact->key ? find_owner(fates, fact->key) : NULL;
    if (!fate) {
        note_nobodys(fates, fact);
        return;
    }
    fate->money[fact->detail] += fact->amount;
    if (fact->detail == FNL_MONEY_REVENUE)
        note_revenue(fates, fate, fact);
}

static void hear_month(struct fnl_fates *fates, const struct fnl_fact *fact)
{
    (void)fact;
    if (fates->month + 1 < (size_t)fates->plan->months)
        fates->month++;
}

static void hear_phase(struct fnl_fates *fates, const struct fnl_fact *fact)
{
    fates->phase = fact->index;
}

typedef void hearer(struct fnl_fates *fates, const struct fnl_fact *fact);

static hearer *const hearers[FNL_FACTS] = {
    [FNL_FACT_ARRIVED] = hear_arrival,  [FNL_FACT_ENDED] = hear_end,
    [FNL_FACT_SIGNED] = hear_signature, [FNL_FACT_RENEWED] = hear_renewal,
    [FNL_FACT_LEFT] = hear_leaving,     [FNL_FACT_INVOICED] = hear_invoice,
    [FNL_FACT_SERVED] = hear_service,   [FNL_FACT_TASK] = hear_task,
    [FNL_FACT_POSTED] = hear_money,     [FNL_FACT_MONTH_CLOSED] = hear_month,
    [FNL_FACT_PHASE] = hear_phase,
};

static void hear(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    struct fnl_fates *fates = self;
    (void)levels;
    if (!fates->failed)
        hearers[fact->kind](fates, fact);
}

struct fnl_listener fnl_fate_begin(struct fnl_fates *fates, const struct fnl_plan *plan)
{
    fnl_fate_fini(fates);
    fates->plan = plan;
    fates->years = ((size_t)plan->months + MONTHS_A_YEAR - 1) / MONTHS_A_YEAR;
    fates->revenue = fnl_memory_zeroed(fates->years * (fates->years + 1), sizeof *fates->revenue);
    fates->mature = fnl_memory_zeroed(fates->years, sizeof *fates->mature);
    fates->failed = !fates->revenue || !fates->mature;
    if (!fates->failed)
        add_opening(fates);
    fates->failed = fates->failed || fates->people.failed;
    fnl_fact_set wants = 0;
    for (unsigned kind = 0; kind < FNL_FACTS; kind++)
        if (hearers[kind])
            wants |= FNL_FACT_BIT(kind);
    return (struct fnl_listener){.self = fates, .wants = wants, .hear = hear};
}

void fnl_fate_fini(struct fnl_fates *fates)
{
    fnl_people_fini(&fates->people);
    free(fates->items);
    free(fates->revenue);
    free(fates->mature);
    *fates = (struct fnl_fates){0};
}

const struct fnl_fate *fnl_fate_of(const struct fnl_fates *fates, uint64_t key)
{
    const uint32_t index = fnl_people_find(&fates->people, key);
    return index == FNL_NOBODY ? NULL : &fates->items[index];
}

fnl_money fnl_fate_worth(const struct fnl_fate *fate)
{
    fnl_money worth = 0;
    for (size_t i = 0; i < FNL_MONEY_CATEGORIES; i++)
        worth += fate->money[i];
    return worth;
}

fnl_time fnl_fate_hours(const struct fnl_fate *fate)
{
    fnl_time hours = 0;
    for (size_t i = 0; i < FNL_HOURS_USES; i++)
        hours += fate->hours[i];
    return hours;
}
