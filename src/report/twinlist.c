/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/twinlist.h"

#include <assert.h>
#include <stdlib.h>

#include "base/key.h"
#include "base/memory.h"
#include "report/csv.h"

static const struct fnl_settings *settings_of(const struct fnl_pair *pair)
{
    return pair->plans[0]->phases[0].settings;
}

struct place {
    fnl_money size;
    size_t twin;
};

static int by_size(const void *a, const void *b)
{
    const struct place *left = a, *right = b;
    if (left->size != right->size)
        return left->size > right->size ? -1 : 1;
    return left->twin < right->twin ? -1 : 1;
}

static size_t collect(const struct fnl_pair *pair, struct place *places)
{
    size_t count = 0;
    for (size_t i = 0; i < pair->count; i++) {
        const fnl_money worth = pair->twins[i].worth;
        if (pair->twins[i].change != FNL_CHANGE_NONE)
            places[count++] = (struct place){worth < 0 ? -worth : worth, i};
    }
    qsort(places, count, sizeof *places, by_size);
    return count;
}

size_t *fnl_twinlist_rank(const struct fnl_pair *pair, size_t *count)
{
    struct place *places = fnl_memory_zeroed(pair->count, sizeof *places);
    size_t *order = fnl_memory_zeroed(pair->count, sizeof *order);
    if (!places || !order) {
        free(places);
        free(order);
        return NULL;
    }
    *count = collect(pair, places);
    for (size_t i = 0; i < *count; i++)
        order[i] = places[i].twin;
    free(places);
    return order;
}

static void write_header(struct fnl_csv *csv)
{
    static const char *const columns[] = {"person", "source", "pita", "change", "worth"};
    static const char *const each[] = {"comes",   "episodes",   "outcome", "signed",
                                       "value",   "contracts",  "left",    "sent",
                                       "revenue", "direct_cost"};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        fnl_csv_text(csv, columns[i]);
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
            char name[32];
            snprintf(name, sizeof name, "%s_%zu", each[i], side + 1);
            fnl_csv_text(csv, name);
        }
    fnl_csv_end(csv);
}

static const char *outcome_of(const struct fnl_fate *fate)
{
    if (fnl_fate_is_client(fate))
        return fnl_fate_is_there(fate) ? "client" : "left";
    return fate->episodes > fate->ended ? "open" : fnl_lead_cause_name(fate->cause);
}

/* A day of the horizon; nothing for one before it and for never. */
static void write_day(const struct fnl_pair *pair, struct fnl_csv *csv, fnl_time time)
{
    if (time == FNL_FATE_BEFORE || time == FNL_NEVER)
        fnl_csv_nothing(csv);
    else
        fnl_csv_date(csv, settings_of(pair)->start + (int)(time / FNL_DAY));
}

static void write_fate(const struct fnl_pair *pair, struct fnl_csv *csv,
                       const struct fnl_fate *fate)
{
    if (!fate) {
        for (size_t i = 0; i < 10; i++)
            fnl_csv_nothing(csv);
        return;
    }
    write_day(pair, csv, fate->met);
    fnl_csv_integer(csv, fate->episodes);
    fnl_csv_text(csv, outcome_of(fate));
    write_day(pair, csv, fate->signed_at);
    fnl_csv_money(csv, fate->signed_for);
    fnl_csv_integer(csv, (int64_t)fate->deals + (fate->signed_at != FNL_NEVER));
    write_day(pair, csv, fate->left_at);
    fnl_csv_integer(csv, fate->sent);
    fnl_csv_money(csv, fate->money[FNL_MONEY_REVENUE]);
    fnl_csv_money(csv, fate->money[FNL_MONEY_REVENUE] - fnl_fate_worth(fate));
}

static void write_source(const struct fnl_pair *pair, struct fnl_csv *csv,
                         const struct fnl_fate *fate)
{
    if (fate->opening)
        fnl_csv_nothing(csv);
    else
        fnl_csv_text(csv, fnl_settings_source(settings_of(pair), fate->source)->name);
}

static void write_twin(const struct fnl_pair *pair, size_t twin, struct fnl_csv *csv)
{
    const struct fnl_twin *both = &pair->twins[twin];
    const struct fnl_fate *fates[2] = {NULL, NULL};
    for (size_t side = 0; side < 2; side++)
        if (both->index[side] != FNL_NOBODY)
            fates[side] = &pair->fates[side].items[both->index[side]];
    const size_t side = fates[0] ? 0 : 1;
    assert(fates[side]); /* who comes in neither is no twin */
    fnl_csv_text(csv, fnl_fate_name(&pair->fates[side], both->index[side]));
    write_source(pair, csv, fates[side]);
    fnl_csv_integer(csv, fates[side]->pita);
    fnl_csv_text(csv, fnl_pair_change_name(both->change));
    fnl_csv_money(csv, both->worth);
    write_fate(pair, csv, fates[0]);
    write_fate(pair, csv, fates[1]);
    fnl_csv_end(csv);
}

void fnl_twinlist_write(const struct fnl_pair *pair, const size_t *order, size_t count,
                        char separator, FILE *out)
{
    struct fnl_csv csv;
    fnl_csv_init(&csv, out, separator);
    write_header(&csv);
    for (size_t i = 0; i < count; i++)
        write_twin(pair, order[i], &csv);
}
