/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/target.h"

#include <math.h>

#include "model/awareness.h"
#include "model/mechanism.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_targets, accounts, COUNT, NONE, 0, 1000, "20", "0", NEVER, ESSENTIAL,
              "accounts on the list of each rep; 0: there are no lists", "guess: 20 names",
              "How many firms that fit best does each rep have on a list?"),
    FNL_PARAM(fnl_targets, hours_per_touch, NUMBER, HOURS, 0.01, 24, "0.25", NULL, NEVER, TUNING,
              "a rep's hours for one touch of an account, with what is looked up before it",
              "guess", "How long do you prepare and make a call to a firm that you want?"),
    FNL_PARAM(fnl_targets, agrees, SHARE, SHARE, 0, 1, "5 %", "0", NEVER, TUNING,
              "chance that a touch ends in a yes to a first talk, with somebody who is interested "
              "and knows you",
              "benchmark: 4.7 % of talks lead to a meeting (Belkins 2025; Cognism 2024); about 20 "
              "of 100 accounts agree in the end (19: RAIN Group)",
              "Of a hundred calls to people who know you, how many end with a date?"),
    FNL_PARAM(fnl_targets, touches, COUNT, NONE, 1, 1000, "12", NULL, NEVER, TUNING,
              "touches without a yes after which an account is given up",
              "guess: a first meeting takes 8 on average (RAIN Group)",
              "After how many calls do you give up a firm that you want?"),
    FNL_PARAM(fnl_targets, rests, SPAN, DAYS, 0, 365, "7 days", NULL, NEVER, TUNING,
              "time between two touches of an account, at least", "guess",
              "How long do you leave somebody alone between two calls?"),
    FNL_PARAM(
        fnl_targets, refreshed, SPAN, DAYS, 1, 3650, "30 days", NULL, NEVER, TUNING,
        "time after which the empty places on the list are filled; at once when all are empty",
        "guess: once a month", "How often do you write your list of targets anew?"),
    FNL_PARAM(fnl_targets, chosen_from, COUNT, NONE, 1, 1000, "5", "1", NEVER, TUNING,
              "accounts that are looked at for each place on the list: the one that seems to fit "
              "best is taken",
              "guess", "For each firm on the list, how many did you look at?"),
    FNL_PARAM(fnl_targets, sight_noise, NUMBER, NONE, 0, 1, "0.2", "0", NEVER, EXPERT,
              "standard deviation of how well an account seems to fit, from the outside", "guess",
              NULL),
};
const struct fnl_param_table fnl_target_table = FNL_PARAM_TABLE(rows, struct fnl_targets);

/* A place on a list. */
struct account {
    struct fnl_lead person; /* as it will arrive: key, source, rep and truth */
    fnl_time touched;       /* last; -FNL_NEVER before */
    uint32_t index;         /* of its arrival */
    uint16_t touches;
    bool taken; /* there is an account at this place */
};

struct list {
    fnl_time written; /* last */
    uint32_t listed;  /* accounts ever: names them */
    bool begun;
    struct account places[];
};

static size_t longest_list(const struct fnl_company *company)
{
    int64_t most = 0;
    for (size_t i = 0; i < company->plan->count; i++)
        if (company->plan->phases[i].settings->targets.accounts > most)
            most = company->plan->phases[i].settings->targets.accounts;
    return (size_t)most;
}

static size_t list_size(const struct fnl_company *company)
{
    return sizeof(struct list) + longest_list(company) * sizeof(struct account);
}

static size_t state_size(const struct fnl_company *company)
{
    return company->rep_capacity * list_size(company);
}

static struct list *list_of(const struct fnl_company *company, uint32_t index)
{
    char *lists = fnl_mechanism_state(company, FNL_MECHANISM_TARGET);
    return (struct list *)(void *)(lists + index * list_size(company));
}

bool fnl_target_lists_are_kept(const struct fnl_settings *settings)
{
    return settings->targets.present && settings->targets.accounts > 0;
}

/* The n-th source of kind target, in turn; FNL_NOBODY where there is none. */
static uint32_t source_in_turn(const struct fnl_company *company, uint32_t n)
{
    const struct fnl_settings *settings = company->settings;
    uint32_t count = 0;
    for (uint32_t i = 0; i < settings->sources.count; i++)
        count += fnl_settings_source(settings, i)->kind == FNL_SOURCE_TARGET;
    if (count == 0)
        return FNL_NOBODY;
    uint32_t i = 0;
    for (n %= count; fnl_settings_source(settings, i)->kind != FNL_SOURCE_TARGET || n-- > 0;)
        i++;
    return i;
}

static double noise(const struct fnl_company *company, uint64_t candidate)
{
    const double deviation = company->settings->targets.sight_noise;
    if (deviation <= 0)
        return 0;
    struct fnl_stream stream;
    fnl_stream_open(&stream, company->key, candidate, FNL_PURPOSE_SIGHT);
    return fnl_units_rounded(deviation * fnl_stream_normal(&stream));
}

/* The fit of the one who seems to fit best; the first candidate is whom the source would bring. */
static double best_fit(const struct fnl_company *company, const struct fnl_lead *person)
{
    const struct fnl_law *law = &fnl_company_source(company, person->source)->fit;
    double best = 0, best_seen = -INFINITY;
    for (int64_t i = 0; i < company->settings->targets.chosen_from; i++) {
        const uint64_t candidate = i == 0 ? person->key : fnl_key_part(person->key, (uint64_t)i);
        const double fit = fnl_company_draw(company, law, candidate, FNL_PURPOSE_FIT);
        const double seen = fit + noise(company, candidate);
        if (seen > best_seen) {
            best = fit;
            best_seen = seen;
        }
    }
    return best;
}

/* Fills an empty place, unless the market is empty. */
static void choose(struct fnl_company *company, uint32_t index, struct account *account)
{
    struct list *list = list_of(company, index);
    const uint32_t source = source_in_turn(company, list->listed);
    if (source == FNL_NOBODY || fnl_mechanism_on_supply(company, source) <= 0)
        return;
    const uint64_t rep = fnl_key_part(company->source_keys[source], company->reps[index].key);
    *account = (struct account){.taken = true,
                                .touched = -FNL_NEVER,
                                .index = FNL_LEAD_INDEX(FNL_CHANNEL_LISTED, list->listed++, 0)};
    struct fnl_lead *person = &account->person;
    person->key = fnl_lead_key(rep, account->index);
    person->source = source;
    person->rep = index;
    person->client = FNL_NOBODY;
    person->first_touch = FNL_NEVER;
    fnl_truth_take(&person->truth, FNL_TRAIT_FIT, best_fit(company, person));
    fnl_mechanism_person(company, person);
}

static size_t places(const struct fnl_company *company)
{
    return (size_t)company->settings->targets.accounts;
}

static bool is_empty(const struct fnl_company *company, const struct list *list)
{
    for (size_t i = 0; i < places(company); i++)
        if (list->places[i].taken)
            return false;
    return true;
}

static void write_list(struct fnl_company *company, uint32_t index)
{
    struct list *list = list_of(company, index);
    for (size_t i = 0; i < places(company); i++)
        if (!list->places[i].taken)
            choose(company, index, &list->places[i]);
    list->written = company->now;
    list->begun = true;
}

static bool is_to_be_written(const struct fnl_company *company, const struct list *list)
{
    return !list->begun || company->now - list->written >= company->settings->targets.refreshed ||
           is_empty(company, list);
}

static bool is_due(const struct fnl_company *company, const struct account *account)
{
    return account->taken && account->touched <= company->now - company->settings->targets.rests;
}

uint32_t fnl_target_count_due(struct fnl_company *company, uint32_t index)
{
    if (!fnl_target_lists_are_kept(company->settings))
        return 0;
    const struct list *list = list_of(company, index);
    if (is_to_be_written(company, list))
        write_list(company, index);
    uint32_t due = 0;
    for (size_t i = 0; i < places(company); i++)
        due += is_due(company, &list->places[i]);
    return due;
}

/* Who has waited longest, of those who wait equally long the first; NULL: nobody is due. */
static struct account *next_due(const struct fnl_company *company, uint32_t index)
{
    struct account *next = NULL, *accounts = list_of(company, index)->places;
    for (size_t i = 0; i < places(company); i++)
        if (is_due(company, &accounts[i]) && (!next || accounts[i].touched < next->touched))
            next = &accounts[i];
    return next;
}

static bool agrees(struct fnl_company *company, struct account *account)
{
    struct fnl_lead *person = &account->person;
    const double effect =
        fnl_truth_effect_on_shows(company, person) + fnl_mechanism_on_showing(company, person);
    return fnl_company_chance(company, fnl_chance_moved(company->settings->targets.agrees, effect),
                              fnl_key_part(person->key, account->touches), FNL_PURPOSE_AGREES);
}

static void tell_of_touch(struct fnl_company *company, const struct account *account, bool yes)
{
    if (fnl_company_is_heard(company, FNL_FACT_APPROACHED))
        fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_APPROACHED,
                                                     .time = company->now,
                                                     .key = account->person.key,
                                                     .source = account->person.source,
                                                     .rep = account->person.rep,
                                                     .client = FNL_NOBODY,
                                                     .index = account->index,
                                                     .day = account->touches,
                                                     .flag = yes});
}

static void arrive(struct fnl_company *company, const struct account *account)
{
    const struct fnl_lead *person = &account->person;
    fnl_lead_arrives(company,
                     &(struct fnl_lead_origin){
                         .key = person->key,
                         .source = person->source,
                         .index = account->index,
                         .day = FNL_LEAD_NO_DAY,
                         .truth = &person->truth,
                         .pita = fnl_truth_is_pita(company, person->key, person->source, false),
                         .client = FNL_NOBODY,
                         .rep = person->rep});
}

static void touch(struct fnl_company *company, struct account *account)
{
    if (account->touches > 0)
        fnl_awareness_fades(company, &account->person, company->now - account->touched);
    account->touched = company->now;
    account->touches++;
    fnl_mechanism_touched(company, &account->person, true);
    const bool yes = agrees(company, account);
    account->taken = !yes && account->touches < company->settings->targets.touches;
    tell_of_touch(company, account, yes);
    if (yes)
        arrive(company, account);
}

void fnl_target_touch(struct fnl_company *company, uint32_t index, uint32_t touches)
{
    for (uint32_t i = 0; i < touches && fnl_target_lists_are_kept(company->settings); i++) {
        struct account *account = next_due(company, index);
        if (account)
            touch(company, account);
    }
}

const struct fnl_mechanism fnl_target_mechanism = {
    .is_present = fnl_target_lists_are_kept,
    .state_size = state_size,
};
