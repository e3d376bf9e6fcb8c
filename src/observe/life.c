/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/life.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/memory.h"
#include "observe/clientstory.h"
#include "observe/leadstory.h"

const struct fnl_settings *fnl_life_settings(const struct fnl_life *life)
{
    return life->plan->phases[0].settings;
}

const char *fnl_life_name(const struct fnl_life *life, uint32_t id)
{
    return life->people.items[id].name;
}

const char *fnl_life_meeting(const struct fnl_life *life, uint32_t kind)
{
    return fnl_settings_meeting_kind(fnl_life_settings(life), kind)->name;
}

/* Everybody who is followed has an account. */
static bool open_accounts(struct fnl_life *life)
{
    const size_t before = life->account_capacity, wanted = life->people.capacity;
    if (wanted <= before)
        return true;
    void *accounts = life->accounts;
    if (!fnl_memory_resize(&accounts, wanted, sizeof *life->accounts))
        return false;
    life->accounts = accounts;
    life->account_capacity = wanted;
    for (size_t i = before; i < wanted; i++)
        life->accounts[i] = (struct fnl_account){0};
    return true;
}

/* Whoever was sent by somebody who is followed is followed in a family, else only mentioned. */
static void meet(struct fnl_life *life, const struct fnl_fact *fact)
{
    const uint64_t parent = fnl_people_parent(&life->people, fact);
    const uint32_t id = fnl_people_find(&life->people, parent);
    if (id == FNL_NOBODY || fact->detail > 0)
        return;
    life->sums.sent += fact->client == FNL_NOBODY;
    if (life->family || fact->client != FNL_NOBODY) {
        fnl_people_meet(&life->people, life->plan, fact);
    } else {
        char suffix[FNL_NAME_SUFFIX];
        fnl_tale_line(life->tale, fact->time, "%s%s, whom they sent, arrives",
                      fnl_life_name(life, id), fnl_name_suffix(fact->index, suffix));
    }
}

/* A fact is told of in one of the stories alone. */
static fnl_life_teller *teller_of(unsigned kind)
{
    return fnl_leadstory_tellers[kind] ? fnl_leadstory_tellers[kind]
                                       : fnl_clientstory_tellers[kind];
}

static void hear(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    (void)levels;
    struct fnl_life *life = self;
    if (life->people.failed)
        return;
    life->now = fact->time;
    if (fact->kind == FNL_FACT_ARRIVED)
        meet(life, fact);
    else if (fact->kind == FNL_FACT_SIGNED && fact->detail == 0)
        fnl_people_note_client(&life->people, fact);
    else if (fact->kind == FNL_FACT_MONTH_CLOSED &&
             fnl_date_of(fnl_tale_day(life->tale, fact->time)).month == 12)
        fnl_clientstory_years(life);
    life->people.failed |= !open_accounts(life);

    const uint32_t id = fnl_people_find(&life->people, fact->key);
    fnl_life_teller *const tell = teller_of(fact->kind);
    if (id == FNL_NOBODY || life->people.failed || !tell)
        return;
    life->heard = true;
    tell(life, id, fact);
}

struct fnl_listener fnl_life_begin(struct fnl_life *life, const struct fnl_plan *plan,
                                   const struct fnl_name *root, bool family, struct fnl_tale *tale)
{
    *life = (struct fnl_life){.tale = tale, .plan = plan, .root = root, .family = family};
    fnl_people_add(&life->people, root->key, root->text);
    life->people.failed |= !open_accounts(life);
    if (root->kind == FNL_NAME_CLIENT) {
        fnl_people_note_opening(&life->people, root->number, root->key);
        const bool pain = root->number <= fnl_life_settings(life)->today.pita_clients;
        fnl_tale_line(tale, 0, "%s is a client on the first day", root->text);
        if (pain)
            fnl_tale_add(tale, ", in truth a %s", fnl_life_settings(life)->labels.pita);
        life->heard = true;
        life->sums.people = life->sums.clients = 1;
        life->sums.pains = pain;
    }
    fnl_fact_set wants = FNL_FACT_BIT(FNL_FACT_MONTH_CLOSED);
    for (unsigned kind = 0; kind < FNL_FACTS; kind++)
        if (teller_of(kind))
            wants |= FNL_FACT_BIT(kind);
    return (struct fnl_listener){.self = life, .wants = wants, .hear = hear};
}

static void sum_up_family(struct fnl_life *life)
{
    const struct fnl_life_sums *sums = &life->sums;
    char members[FNL_TALE_TEXT], generations[FNL_TALE_TEXT];
    fnl_tale_note(life->tale, "The family: %s in %s",
                  fnl_tale_count(sums->people, "member", members),
                  fnl_tale_count(sums->youngest - sums->oldest + 1, "generation", generations));
    fnl_tale_add(life->tale, "; %s", fnl_tale_count(sums->clients, "client", members));
    fnl_tale_add_pains(life->tale, sums->pains, fnl_life_settings(life)->labels.pita);
    fnl_tale_add(life->tale, ".");
}

static void sum_up(struct fnl_life *life)
{
    const struct fnl_life_sums *sums = &life->sums;
    char text[FNL_TALE_TEXT], money[FNL_TALE_TEXT];
    fnl_tale_note(life->tale, "Over the whole run: %s of reps' work",
                  fnl_tale_hours(sums->worked, text));
    if (sums->contracts > 0)
        fnl_tale_add(life->tale, "; %s for %s", fnl_tale_count(sums->contracts, "contract", text),
                     fnl_tale_money(life->tale, sums->signed_for, money));
    if (sums->invoiced > 0)
        fnl_tale_add(life->tale, "; %s invoiced", fnl_tale_money(life->tale, sums->invoiced, text));
    if (sums->lost > 0)
        fnl_tale_add(life->tale, ", %s of it never paid",
                     fnl_tale_money(life->tale, sums->lost, text));
    if (sums->sent > 0)
        fnl_tale_add(life->tale, "; %s arrived", fnl_tale_count(sums->sent, "referral", text));
    fnl_tale_add(life->tale, ".");
}

void fnl_life_finish(struct fnl_life *life)
{
    if (life->people.failed)
        return;
    if (!life->heard) {
        fnl_tale_note(life->tale, "Nobody called %s comes in this future.", life->root->text);
        return;
    }
    fnl_clientstory_years(life);
    if (life->family)
        sum_up_family(life);
    sum_up(life);
}

void fnl_life_fini(struct fnl_life *life)
{
    fnl_people_fini(&life->people);
    free(life->accounts);
    *life = (struct fnl_life){0};
}
