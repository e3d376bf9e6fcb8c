/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/pair.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/memory.h"
#include "experiment/executor.h"
#include "experiment/signature.h"
#include "model/company.h"
#include "observe/auditor.h"
#include "observe/recorder.h"

const char *fnl_pair_change_name(enum fnl_change change)
{
    static const char *const names[FNL_CHANGES] = {
        [FNL_CHANGE_COMES_SIGNS] = "Come only then, and sign",
        [FNL_CHANGE_COMES] = "Come only then, for nothing",
        [FNL_CHANGE_GONE_SIGNS] = "Would have come and signed",
        [FNL_CHANGE_GONE] = "Would have come for nothing",
        [FNL_CHANGE_WON] = "Sign, and would not have",
        [FNL_CHANGE_LOST] = "Would have signed, and do not",
        [FNL_CHANGE_STAYS] = "Stay, and would have left",
        [FNL_CHANGE_LEAVES] = "Leave, and would have stayed",
        [FNL_CHANGE_VALUE] = "Sign for another value",
        [FNL_CHANGE_SENDS] = "Send other people",
        [FNL_CHANGE_TIMING] = "Clients at another time or cost",
        [FNL_CHANGE_CAUSE] = "Unsigned, but otherwise",
        [FNL_CHANGE_NONE] = "The same fate",
    };
    return names[change];
}

/* --- one run */

/* What a run leaves behind besides the fates. */
struct ledger {
    struct fnl_recorder recorder;
    struct fnl_auditor auditor;
    struct fnl_accounts accounts;
    int64_t *row;
};

static fnl_status check(struct ledger *ledger, const struct fnl_pair_future *future,
                        fnl_status status, struct fnl_error *error)
{
    if (status == FNL_OK)
        status = fnl_recorder_finish(&ledger->recorder, &ledger->accounts);
    if (status != FNL_OK)
        return fnl_status_fail(status, error, "%s in replication %" PRIu64, fnl_status_text(status),
                               future->replication);
    return fnl_auditor_check(&ledger->auditor, &ledger->accounts, error);
}

static fnl_status run(struct fnl_pair *pair, size_t side, const struct fnl_pair_future *future,
                      struct ledger *ledger, struct fnl_error *error)
{
    const struct fnl_plan *plan = pair->plans[side];
    fnl_company *company = fnl_company_new(plan);
    const struct fnl_listener listeners[] = {
        fnl_recorder_begin(&ledger->recorder, plan, ledger->row),
        fnl_auditor_begin(&ledger->auditor), fnl_fate_begin(&pair->fates[side], plan),
        fnl_history_begin(&pair->histories[side])};
    fnl_status status = FNL_ERR_MEMORY;
    if (company)
        status = fnl_company_run(company, future->seed, future->replication, listeners,
                                 future->remember ? 4 : 3, &ledger->accounts);
    fnl_company_free(company);
    if (status == FNL_OK && pair->fates[side].failed)
        status = FNL_ERR_MEMORY;
    if (status == FNL_OK && !fnl_history_finish(&pair->histories[side]))
        status = FNL_ERR_MEMORY;
    return check(ledger, future, status, error);
}

/* The contribution as the ledger has it, who knows nothing of people. */
static fnl_status live(struct fnl_pair *pair, size_t side, const struct fnl_pair_future *future,
                       fnl_money *contribution, struct fnl_error *error)
{
    const struct fnl_plan *plan = pair->plans[side];
    const struct fnl_row_layout layout =
        fnl_indicator_layout((size_t)plan->months, plan->phases[0].settings->sources.count);
    struct ledger ledger = {.row = fnl_memory_zeroed(layout.width, sizeof *ledger.row)};
    if (!ledger.row)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory");
    const fnl_status status = run(pair, side, future, &ledger, error);
    *contribution = ledger.row[FNL_CONTRIBUTION];
    fnl_recorder_fini(&ledger.recorder);
    free(ledger.row);
    return status;
}

/* --- twins */

static bool is_same_money(const struct fnl_fate *a, const struct fnl_fate *b)
{
    for (size_t i = 0; i < FNL_MONEY_CATEGORIES; i++)
        if (a->money[i] != b->money[i])
            return false;
    return true;
}

static enum fnl_change change_of_clients(const struct fnl_fate *a, const struct fnl_fate *b)
{
    if (fnl_fate_is_there(a) != fnl_fate_is_there(b))
        return fnl_fate_is_there(b) ? FNL_CHANGE_STAYS : FNL_CHANGE_LEAVES;
    if (a->signed_for != b->signed_for || a->more != b->more)
        return FNL_CHANGE_VALUE;
    if (a->sent != b->sent || a->sent_clients != b->sent_clients)
        return FNL_CHANGE_SENDS;
    if (a->signed_at != b->signed_at || a->left_at != b->left_at || !is_same_money(a, b))
        return FNL_CHANGE_TIMING;
    return FNL_CHANGE_NONE;
}

static enum fnl_change change_of_both(const struct fnl_fate *a, const struct fnl_fate *b)
{
    if (fnl_fate_is_client(a) != fnl_fate_is_client(b))
        return fnl_fate_is_client(b) ? FNL_CHANGE_WON : FNL_CHANGE_LOST;
    if (fnl_fate_is_client(a))
        return change_of_clients(a, b);
    const bool same = a->episodes == b->episodes && a->ended == b->ended &&
                      (a->ended == 0 || a->cause == b->cause) && is_same_money(a, b);
    return same ? FNL_CHANGE_NONE : FNL_CHANGE_CAUSE;
}

/* Either may be NULL, not both. */
static enum fnl_change change_of(const struct fnl_fate *a, const struct fnl_fate *b)
{
    if (!a)
        return fnl_fate_is_client(b) ? FNL_CHANGE_COMES_SIGNS : FNL_CHANGE_COMES;
    if (!b)
        return fnl_fate_is_client(a) ? FNL_CHANGE_GONE_SIGNS : FNL_CHANGE_GONE;
    return change_of_both(a, b);
}

static fnl_money worth_of(const struct fnl_fate *fate)
{
    return fate ? fnl_fate_worth(fate) : 0;
}

static uint32_t index_of(const struct fnl_fates *fates, const struct fnl_fate *fate)
{
    return fate ? (uint32_t)(fate - fates->items) : FNL_NOBODY;
}

static bool add(struct fnl_pair *pair, const struct fnl_fate *a, const struct fnl_fate *b)
{
    void *twins = pair->twins;
    if (!fnl_memory_grow(&twins, pair->count, &pair->capacity, sizeof *pair->twins))
        return false;
    pair->twins = twins;
    const struct fnl_twin twin = {
        .index = {index_of(&pair->fates[0], a), index_of(&pair->fates[1], b)},
        .change = change_of(a, b),
        .worth = worth_of(b) - worth_of(a),
    };
    pair->twins[pair->count++] = twin;
    pair->sums.people[twin.change]++;
    pair->sums.worth[twin.change] += twin.worth;
    return true;
}

static bool match(struct fnl_pair *pair)
{
    const struct fnl_fates *first = &pair->fates[0], *second = &pair->fates[1];
    for (size_t i = 0; i < fnl_fate_count(first); i++)
        if (fnl_fate_is_person(first, i) &&
            !add(pair, &first->items[i], fnl_fate_of(second, first->items[i].key)))
            return false;
    for (size_t i = 0; i < fnl_fate_count(second); i++)
        if (fnl_fate_is_person(second, i) && !fnl_fate_of(first, second->items[i].key) &&
            !add(pair, NULL, &second->items[i]))
            return false;
    return true;
}

/* --- the sum of it */

static fnl_money add_up(struct fnl_pair *pair)
{
    fnl_money sum = 0;
    for (size_t i = 0; i < FNL_CHANGES; i++)
        sum += pair->sums.worth[i];
    for (size_t i = 0; i < FNL_MONEY_CATEGORIES; i++) {
        pair->sums.nobodys[i] = pair->fates[1].nobodys[i] - pair->fates[0].nobodys[i];
        sum += pair->sums.nobodys[i];
    }
    return sum;
}

static fnl_status audit(struct fnl_pair *pair, const fnl_money contributions[2],
                        struct fnl_error *error)
{
    const fnl_money sum = add_up(pair);
    pair->sums.difference = contributions[1] - contributions[0];
    if (sum == pair->sums.difference && pair->sums.worth[FNL_CHANGE_NONE] == 0)
        return FNL_OK;
    return fnl_status_fail(FNL_ERR_AUDIT, error,
                           "the worth of all changes does not add up: %" PRId64 " is not %" PRId64
                           " (please report this)",
                           sum, pair->sums.difference);
}

fnl_status fnl_pair_live(struct fnl_pair *pair, const struct fnl_plan *const plans[2],
                         const struct fnl_pair_future *future, struct fnl_error *error)
{
    fnl_money contributions[2] = {0, 0};
    fnl_status status = FNL_OK;
    pair->count = 0;
    pair->sums = (struct fnl_pair_sums){0};
    for (size_t side = 0; side < 2 && status == FNL_OK; side++) {
        pair->plans[side] = plans[side];
        status = live(pair, side, future, &contributions[side], error);
    }
    if (status != FNL_OK)
        return status;
    if (!match(pair))
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for all the people");
    return audit(pair, contributions, error);
}

void fnl_pair_fini(struct fnl_pair *pair)
{
    for (size_t side = 0; side < 2; side++) {
        fnl_fate_fini(&pair->fates[side]);
        fnl_history_fini(&pair->histories[side]);
    }
    free(pair->twins);
    *pair = (struct fnl_pair){0};
}

/* --- many futures */

static void *hire(void *self)
{
    (void)self;
    return fnl_memory_zeroed(1, sizeof(struct fnl_pair));
}

static void dismiss(void *worker)
{
    fnl_pair_fini(worker);
    free(worker);
}

static fnl_status fill(void *self, void *worker, size_t cell, struct fnl_error *error)
{
    const struct fnl_pair_many *many = self;
    struct fnl_pair *pair = worker;
    const struct fnl_pair_future future = {.seed = many->seed, .replication = cell};
    const fnl_status status = fnl_pair_live(pair, many->plans, &future, error);
    many->sums[cell] = pair->sums;
    return status;
}

static struct fnl_place place(void *self, size_t cell)
{
    const struct fnl_pair_many *many = self;
    return (struct fnl_place){&many->sums[cell], sizeof *many->sums};
}

static uint64_t sign(const struct fnl_pair_many *many)
{
    uint64_t signature = fnl_signature_begin("pair", many->seed);
    signature = fnl_signature_plan(signature, many->plans[0]);
    signature = fnl_signature_plan(signature, many->plans[1]);
    return fnl_signature_with(signature, sizeof *many->sums);
}

fnl_status fnl_pair_repeat(const struct fnl_pair_many *many, struct fnl_error *error)
{
    struct fnl_pair_many work = *many;
    const struct fnl_job job = {.self = &work,
                                .cells = many->replications,
                                .hire = hire,
                                .dismiss = dismiss,
                                .fill = fill,
                                .place = place,
                                .signature = sign(many)};
    return fnl_executor_run(&job, &many->execution, NULL, error);
}
