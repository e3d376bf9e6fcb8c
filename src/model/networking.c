/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/networking.h"

#include <string.h>

#include "base/memory.h"
#include "model/advocate.h"
#include "model/chance.h"
#include "model/meeting.h"
#include "model/observation.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_networking, source, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, TUNING,
              "the source whose people these are; empty: the first in which reps prospect, else "
              "the first that is not of referrals",
              "convention: as those whom reps find",
              "Where do the people come from whom you meet?"),
    FNL_PARAM(fnl_networking, new_share, SHARE, SHARE, 0, 1, "30 %", "0", NEVER, TUNING,
              "share of the meetings in free hours that are with new people",
              "guess: no published figure", "Of ten such meetings, how many are with new people?"),
    FNL_PARAM(fnl_networking, past_share, SHARE, SHARE, 0, 1, "0", "0", NEVER, TUNING,
              "share of them that are with people met before who have not come yet",
              "convention: none unless said",
              "Of ten such meetings, how many are with people you met years ago?"),
    FNL_PARAM(fnl_networking, sparks, SHARE, SHARE, 0, 1, "10 %", "0", NEVER, TUNING,
              "chance that somebody who is met so comes as a lead one day",
              "guess: no published figure",
              "Of a hundred people you had coffee with, how many called in later years?"),
    FNL_PARAM(fnl_networking, on_fit, NUMBER, LOGIT, -20, 20, "1", "0", NEVER, EXPERT,
              "log-odds of that between a fit of 0 and of 1", "guess", NULL),
    FNL_PARAM(fnl_networking, fit_reference, SHARE, SHARE, 0, 1, "0.5", "0.5", NEVER, EXPERT,
              "fit at which `sparks` holds", "convention: the middle", NULL),
    FNL_PARAM(fnl_networking, trust, SHARE, SHARE, 0, 1, "0.1", "0", NEVER, EXPERT,
              "trust in us gained by each such meeting", "guess", NULL),
    FNL_PARAM(fnl_networking, after, LAW, MONTHS, 0, 1200,
              "{ law = \"lognormal\"; median = 9; sigma = 1 }", NULL, ENTITY, TUNING,
              "months from the meeting until they come",
              "guess: a heavy tail of months to years, as of people who come back",
              "When somebody calls whom you met once, how long ago was that?"),
};
const struct fnl_param_table fnl_networking_table = FNL_PARAM_TABLE(rows, struct fnl_networking);

/* By rep. */
struct agenda {
    uint32_t slots;  /* meetings in free hours that were to be filled: addresses their draws */
    uint32_t people; /* meetings with new people: names them */
    uint32_t next;   /* where to look for the next acquaintance to meet again */
};

static struct agenda *of_rep(const struct fnl_company *company, uint32_t index)
{
    return (struct agenda *)fnl_mechanism_state(company, FNL_MECHANISM_NETWORKING) + index;
}

static size_t state_size(const struct fnl_company *company)
{
    return company->rep_capacity * sizeof(struct agenda);
}

static bool is_present(const struct fnl_settings *settings)
{
    return settings->networking.present;
}

uint32_t fnl_networking_source(const struct fnl_settings *settings)
{
    const char *name = settings->networking.source;
    uint32_t any = FNL_NOBODY, prospected = FNL_NOBODY;
    for (uint32_t i = 0; i < settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(settings, i);
        if (name && *name && strcmp(source->name, name) == 0)
            return i;
        if (prospected == FNL_NOBODY && fnl_source_is_prospected(source))
            prospected = i;
        if (any == FNL_NOBODY && source->kind != FNL_SOURCE_REFERRAL)
            any = i;
    }
    return prospected != FNL_NOBODY ? prospected : any;
}

/* The person of that source whom a rep meets under `index`. */
static uint64_t key_of(const struct fnl_company *company, uint32_t source, uint32_t rep,
                       uint32_t index)
{
    return fnl_lead_key(fnl_key_part(company->source_keys[source], company->reps[rep].key), index);
}

/* Whom the next meeting in free hours is with: one number decides, so shares nest. */
static enum fnl_meeting_whom next_whom(struct fnl_company *company, uint32_t index)
{
    const struct fnl_networking *networking = &company->settings->networking;
    const double place = fnl_company_uniform(
        company, fnl_key_part(company->reps[index].key, of_rep(company, index)->slots),
        FNL_PURPOSE_MEETING_WHOM);
    if (place < networking->new_share)
        return FNL_MEETING_NEW_PEOPLE;
    return place < networking->new_share + networking->past_share ? FNL_MEETING_PAST_PEOPLE
                                                                  : FNL_MEETING_CLIENTS;
}

/* The next of those whom the rep has met and who have not been lit; FNL_NOBODY: there is none. */
static uint32_t next_acquaintance(struct fnl_company *company, uint32_t rep)
{
    const struct fnl_acquaintances *all = &company->acquaintances;
    struct agenda *agenda = of_rep(company, rep);
    for (size_t looked = 0; looked < all->count; looked++) {
        const uint32_t id = agenda->next++ % (uint32_t)all->count;
        if (all->items[id].rep == rep && !all->items[id].sparked)
            return id;
    }
    return FNL_NOBODY;
}

/* Where people of `source` of the settings in force are in the phases. */
static uint32_t present_source(const struct fnl_company *company, uint32_t source)
{
    return company->in_past ? company->past.sources[source] : source;
}

/* Puts somebody who is met at `met` among the acquaintances: NULL when memory runs out. */
static struct fnl_acquaintance *note(struct fnl_company *company, uint32_t rep, uint32_t place,
                                     fnl_time met)
{
    struct fnl_acquaintances *all = &company->acquaintances;
    void *items = all->items;
    if (!fnl_memory_grow(&items, all->count, &all->capacity, sizeof *all->items)) {
        company->failed = true;
        return NULL;
    }
    all->items = items;
    const uint32_t source = fnl_networking_source(company->settings);
    struct fnl_acquaintance *person = &all->items[all->count++];
    *person = (struct fnl_acquaintance){
        .key = key_of(company, present_source(company, source), rep, place),
        .met = met,
        .source = source,
        .rep = rep,
        .index = place};
    return person;
}

static bool is_wanted(const struct fnl_company *company, const struct fnl_acquaintance *person)
{
    struct fnl_lead lead = {.key = person->key, .source = person->source};
    const struct fnl_choice *choice = &company->settings->meet;
    const struct fnl_meet_policy *policy = (const struct fnl_meet_policy *)choice->policy;
    return policy->meets(choice->params, &(struct fnl_meet_view){
                                             .fit = fnl_observation_fit(company, &lead),
                                             .interest = fnl_observation_interest(company, &lead)});
}

/* Whether anybody who would be met in the meeting of `task` is worth it, as far as can be seen. */
static bool is_worth_it(const struct fnl_company *company, const struct fnl_task *task)
{
    const uint32_t rep = task->subject;
    const struct fnl_meeting_kind *kind =
        fnl_settings_meeting_kind(company->settings, task->detail - 1u);
    if (kind->whom == FNL_MEETING_PAST_PEOPLE)
        return is_wanted(company, &company->acquaintances.items[task->number]);
    const uint32_t source = fnl_networking_source(company->settings);
    for (uint32_t item = 0; item < kind->people; item++) {
        const uint32_t index = FNL_LEAD_INDEX(FNL_CHANNEL_NETWORKING, task->number, item);
        if (is_wanted(company, &(struct fnl_acquaintance){
                                   .key = key_of(company, source, rep, index), .source = source}))
            return true;
    }
    return false;
}

bool fnl_networking_fill(struct fnl_company *company, uint32_t index, struct fnl_task *task)
{
    if (!company->settings->networking.present)
        return false;
    struct agenda *agenda = of_rep(company, index);
    const enum fnl_meeting_whom whom = next_whom(company, index);
    const int kind = whom == FNL_MEETING_CLIENTS ? -1 : fnl_meeting_kind_with(company, whom);
    agenda->slots++;
    if (kind < 0 || fnl_networking_source(company->settings) == FNL_NOBODY)
        return false;
    const uint32_t number =
        whom == FNL_MEETING_NEW_PEOPLE ? agenda->people++ : next_acquaintance(company, index);
    if (number == FNL_NOBODY)
        return false;
    const struct fnl_meeting_kind *about =
        fnl_settings_meeting_kind(company->settings, (unsigned)kind);
    const uint64_t key = fnl_key_part(company->reps[index].key, agenda->slots);
    const double hours = fnl_company_draw(company, &about->hours, key, FNL_PURPOSE_MEETING_HOURS) +
                         about->preparation + company->settings->meetings.booking_hours;
    *task = (struct fnl_task){.kind = FNL_TASK_NETWORKING,
                              .key = key,
                              .subject = index,
                              .ready = company->now,
                              .work = fnl_units_hours(hours),
                              .detail = (uint16_t)(kind + 1),
                              .number = number};
    /* What takes no time would never end. */
    return task->work > 0 &&
           (company->settings->meetings.booking_hours > 0 || is_worth_it(company, task));
}

fnl_time fnl_networking_begins(struct fnl_company *company, const struct fnl_task *task, bool *held)
{
    const double booking = company->settings->meetings.booking_hours;
    const struct fnl_meeting_kind *kind =
        fnl_settings_meeting_kind(company->settings, task->detail - 1u);
    *held = is_worth_it(company, task);
    if (!*held)
        return fnl_units_hours(booking);
    *held = fnl_company_chance(company, kind->shows, task->key, FNL_PURPOSE_MEETING_SHOW);
    return *held ? task->work : fnl_units_hours(booking + kind->preparation + kind->missed_hours);
}

/* Whether a meeting, the n-th with them, lights somebody whom a rep of that skill meets. */
static bool sparks(const struct fnl_company *company, const struct fnl_acquaintance *person,
                   double skill)
{
    const struct fnl_networking *networking = &company->settings->networking;
    struct fnl_lead lead = {.key = person->key, .source = person->source};
    const double fit = fnl_truth_of(company, &lead, FNL_TRAIT_FIT);
    const double chance = fnl_chance_moved(
        networking->sparks, networking->on_fit * (fit - networking->fit_reference) + skill);
    return fnl_company_chance(company, chance, fnl_key_part(person->key, person->times),
                              FNL_PURPOSE_SPARK);
}

/* When somebody who was lit at `lit` comes: not on the spot. */
static fnl_time comes_at(const struct fnl_company *company, const struct fnl_acquaintance *person,
                         fnl_time lit)
{
    const double months = fnl_company_draw(company, &company->settings->networking.after,
                                           person->key, FNL_PURPOSE_SPARK_DELAY);
    const fnl_time after = fnl_units_months(months);
    return lit + (after > FNL_DAY ? after : FNL_DAY);
}

static void let_come(struct fnl_company *company, const struct fnl_acquaintance *person,
                     fnl_time when)
{
    fnl_dormant_waits(
        company,
        &(struct fnl_lead_origin){
            .key = person->key,
            .source = person->source,
            .index = person->index,
            .day = FNL_LEAD_NO_DAY,
            .client = FNL_NOBODY,
            .rep = person->rep,
            .acquainted = true,
            .met = person->met,
            .trust = (float)(company->settings->networking.trust * (double)person->times)},
        when);
}

static void tell_of_meeting(struct fnl_company *company, const struct fnl_task *task,
                            const struct fnl_acquaintance *person, uint32_t nth)
{
    if (!fnl_company_is_heard(company, FNL_FACT_NETWORKED))
        return;
    fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_NETWORKED,
                                                 .time = company->now,
                                                 .key = person->key,
                                                 .source = person->source,
                                                 .rep = person->rep,
                                                 .client = FNL_NOBODY,
                                                 .index = person->index,
                                                 .detail = task->detail - 1u,
                                                 .other = person->times == 1,
                                                 .wait = nth,
                                                 .flag = person->sparked});
}

/* Whoever is met, the n-th of a meeting: a spark, or a word for the rep. */
static void meet(struct fnl_company *company, const struct fnl_task *task,
                 struct fnl_acquaintance *person, uint32_t nth)
{
    person->times++;
    person->sparked = sparks(company, person, fnl_rep_skill(&company->reps[person->rep]));
    tell_of_meeting(company, task, person, nth);
    const struct fnl_acquaintance met = *person;
    if (met.sparked)
        let_come(company, &met, comes_at(company, &met, company->now));
    fnl_advocate_won(company, fnl_settings_meeting_kind(company->settings, task->detail - 1u),
                     &(struct fnl_advocate_meeting){.key = fnl_key_part(task->key, nth),
                                                    .person = met.key,
                                                    .source = met.source,
                                                    .rep = met.rep,
                                                    .client = FNL_NOBODY});
}

void fnl_networking_done(struct fnl_company *company, uint32_t index, const struct fnl_task *task)
{
    if (!company->reps[index].job.held)
        return;
    const struct fnl_meeting_kind *kind =
        fnl_settings_meeting_kind(company->settings, task->detail - 1u);
    fnl_meeting_count(company, index, task->detail - 1u);
    if (kind->whom == FNL_MEETING_PAST_PEOPLE) {
        meet(company, task, &company->acquaintances.items[task->number], 0);
        return;
    }
    for (uint32_t item = 0; item < kind->people; item++) {
        struct fnl_acquaintance *person =
            note(company, index, FNL_LEAD_INDEX(FNL_CHANNEL_NETWORKING, task->number, item),
                 company->now);
        if (person)
            meet(company, task, person, item);
    }
}

/* Nobody remembers who was met longer ago. */
#define MOST_YEARS 10

/* Whom rep `index` met before the first day, evenly over the time for which it had been there. */
static void recall(struct fnl_company *company, uint32_t index, double per_month)
{
    const struct fnl_rep *rep = &company->reps[index];
    const fnl_time longest = (fnl_time)MOST_YEARS * 12 * FNL_MONTH;
    const fnl_time span = rep->began < -longest ? longest : -rep->began;
    const uint32_t people =
        span > 0 ? (uint32_t)((double)span / (double)FNL_MONTH * per_month + 0.5) : 0;
    for (uint32_t number = 0; number < people; number++) {
        const uint32_t place = FNL_LEAD_INDEX(FNL_CHANNEL_EARLIER, number, 0);
        const fnl_time met = -fnl_units_scaled(span, ((double)number + 0.5) / (double)people);
        struct fnl_acquaintance *person = note(company, index, place, met);
        if (!person)
            return;
        person->times = 1;
        person->sparked = sparks(company, person, fnl_rep_skill(rep));
        person->source = present_source(company, person->source);
        const struct fnl_acquaintance known = *person;
        const fnl_time when = known.sparked ? comes_at(company, &known, met) : 0;
        if (when > 0)
            let_come(company, &known, when);
    }
}

void fnl_networking_past(struct fnl_company *company)
{
    const struct fnl_settings *settings = company->settings;
    const double per_month = settings->today.people_met_per_month;
    const bool told = !company->in_past && company->past.settings->networking.present;
    if (told || !settings->networking.present || per_month <= 0 ||
        fnl_networking_source(settings) == FNL_NOBODY)
        return;
    for (uint32_t i = 0; i < company->rep_count; i++)
        recall(company, i, per_month);
}

const struct fnl_mechanism fnl_networking_mechanism = {
    .is_present = is_present,
    .state_size = state_size,
};
