/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/burden.h"

#include "model/task.h"

/* Whose somebody's deeds are: a deal with a client is the client's. */
static enum fnl_burden_side side_of(const struct fnl_burden_ledger *ledger, uint64_t key)
{
    const struct fnl_fate *fate = key ? fnl_fate_of(ledger->fates, key) : NULL;
    if (!fate)
        return FNL_BURDEN_NOBODY;
    return ledger->fates->items[fate->owner].pita ? FNL_BURDEN_PAINS : FNL_BURDEN_OTHERS;
}

static void hear_arrival(struct fnl_burden_ledger *ledger, const struct fnl_fact *fact)
{
    if (fact->detail > 0 || fact->other == 0)
        return;
    const enum fnl_burden_side side = side_of(ledger, fact->other);
    ledger->burden.numbers[FNL_BURDEN_SENT_BY_PAINS] += side == FNL_BURDEN_PAINS;
    ledger->burden.numbers[FNL_BURDEN_SENT_BY_OTHERS] += side == FNL_BURDEN_OTHERS;
}

static void hear_signature(struct fnl_burden_ledger *ledger, const struct fnl_fact *fact)
{
    if (fact->detail == 0)
        ledger->burden.numbers[fact->flag ? FNL_BURDEN_PAINS_SIGNED : FNL_BURDEN_OTHERS_SIGNED]++;
}

static void hear_leaving(struct fnl_burden_ledger *ledger, const struct fnl_fact *fact)
{
    ledger->burden.numbers[FNL_BURDEN_OTHERS_LOST] +=
        side_of(ledger, fact->key) == FNL_BURDEN_OTHERS;
}

static void hear_service(struct fnl_burden_ledger *ledger, const struct fnl_fact *fact)
{
    const bool pain = side_of(ledger, fact->key) == FNL_BURDEN_PAINS;
    ledger->burden.numbers[pain ? FNL_BURDEN_POOL_PAINS : FNL_BURDEN_POOL_OTHERS] += fact->amount;
    if (!pain)
        ledger->burden.numbers[FNL_BURDEN_REFUSED] += fact->wait;
}

static void hear_task(struct fnl_burden_ledger *ledger, const struct fnl_fact *fact)
{
    if (fact->index == FNL_HOURS_PITA)
        ledger->burden.numbers[FNL_BURDEN_HOURS_PAINS] += fact->span;
    else if (fact->index == FNL_HOURS_SERVICE)
        ledger->burden.numbers[FNL_BURDEN_HOURS_SERVICE] += fact->span;
    else if (fact->index == FNL_HOURS_SELLING)
        ledger->burden.numbers[FNL_BURDEN_HOURS_SELLING] += fact->span;
}

static void hear_money(struct fnl_burden_ledger *ledger, const struct fnl_fact *fact)
{
    ledger->burden.months[ledger->fates->month][side_of(ledger, fact->key)] += fact->amount;
}

static void hear_day(struct fnl_burden_ledger *ledger, const struct fnl_fact *fact)
{
    int64_t *lowest = &ledger->burden.numbers[FNL_BURDEN_LOWEST_CASH];
    if (fact->index == 0 || fact->amount < *lowest)
        *lowest = fact->amount;
}

typedef void hearer(struct fnl_burden_ledger *ledger, const struct fnl_fact *fact);

static hearer *const hearers[FNL_FACTS] = {
    [FNL_FACT_ARRIVED] = hear_arrival, [FNL_FACT_SIGNED] = hear_signature,
    [FNL_FACT_LEFT] = hear_leaving,    [FNL_FACT_SERVED] = hear_service,
    [FNL_FACT_TASK] = hear_task,       [FNL_FACT_POSTED] = hear_money,
    [FNL_FACT_DAY_CLOSED] = hear_day,
};

static void hear(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    struct fnl_burden_ledger *ledger = self;
    (void)levels;
    if (!ledger->fates->failed)
        hearers[fact->kind](ledger, fact);
}

struct fnl_listener fnl_burden_begin(struct fnl_burden_ledger *ledger,
                                     const struct fnl_fates *fates)
{
    *ledger = (struct fnl_burden_ledger){.fates = fates};
    fnl_fact_set wants = 0;
    for (unsigned kind = 0; kind < FNL_FACTS; kind++)
        if (hearers[kind])
            wants |= FNL_FACT_BIT(kind);
    return (struct fnl_listener){.self = ledger, .wants = wants, .hear = hear};
}
