/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/meeting.h"

#include <string.h>

#include "model/advocate.h"
#include "model/observation.h"
#include "model/referral.h"
#include "model/state.h"
#include "model/team.h"

static const char *const whens[] = {"stage",         "spare_time",   "after_win", "after_trouble",
                                    "after_renewal", "after_demand", NULL};
static const char *const whoms[] = {"clients", "new_people", "past_people", NULL};

static const struct fnl_param kind_rows[] = {
    FNL_PARAM(fnl_meeting_kind, name, TEXT, NONE, 0, 0, NULL, NULL, NEVER, TUNING,
              "what you call it; unique among the kinds", "the firm's word",
              "What sorts of meetings do you have?"),
    FNL_PARAM_ONE_OF(
        fnl_meeting_kind, when, whens, "stage", TUNING,
        "stage: only as the touch of a stage; spare_time: with a client, to reach the "
        "target; after_win: with a new client; after_trouble: with a client whose service "
        "was refused; after_renewal: with a client who signed for another term; after_demand: with "
        "a client who demanded unpaid extra work",
        "convention", "When do you have such a meeting?"),
    FNL_PARAM(fnl_meeting_kind, hours, LAW, HOURS, 0, 100, "1", NULL, USE, TUNING,
              "length outside the stages (a stage says its own hours)", "guess",
              "How long does it take?"),
    FNL_PARAM(fnl_meeting_kind, preparation, NUMBER, HOURS, 0, 100, "0", NULL, NEVER, TUNING,
              "hours to prepare it, on top", "convention: none unless said",
              "How long do you prepare?"),
    FNL_PARAM(fnl_meeting_kind, shows, SHARE, SHARE, 0, 1, "90 %", NULL, NEVER, TUNING,
              "chance that it takes place, outside the stages", "guess",
              "Of ten, how many take place?"),
    FNL_PARAM(fnl_meeting_kind, missed_hours, NUMBER, HOURS, 0.01, 100, "0.25", NULL, NEVER, TUNING,
              "a rep's hours of waiting for somebody who does not come, outside the stages; "
              "preparation and booking are lost too",
              "guess: as for a touch of a stage", "How long do you wait for somebody who is late?"),
    FNL_PARAM(fnl_meeting_kind, opens, SHARE, SHARE, 0, 1, "0", NULL, NEVER, TUNING,
              "chance that it opens a new deal with the same client",
              "convention: none unless said", "Of a hundred, how many open new business?"),
    FNL_PARAM(fnl_meeting_kind, refers, SHARE, SHARE, 0, 1, "0", NULL, NEVER, TUNING,
              "chance that it brings a referral",
              "convention: none unless said; 81.5 % of firms get referrals from people who never "
              "bought (Hinge)",
              "Of a hundred, how many bring a name?"),
    FNL_PARAM(fnl_meeting_kind, teaches, NUMBER, LOGIT, 0, 1, "0", NULL, NEVER, EXPERT,
              "log-odds to go on that the rep gains for good", "convention: none unless said",
              NULL),
    FNL_PARAM_ONE_OF(fnl_meeting_kind, whom, whoms, "clients", TUNING,
                     "with whom it is in spare_time: clients; new_people, beyond any deal; "
                     "past_people, met so before, who have not come yet (group networking)",
                     "convention: clients", "With whom do you have such a meeting?"),
    FNL_PARAM(fnl_meeting_kind, people, COUNT, NONE, 1, 200, "1", NULL, NEVER, TUNING,
              "new people who are met at once, where it is with new_people", "convention: one",
              "How many people do you meet there?"),
    FNL_PARAM(fnl_meeting_kind, after, LAW, MONTHS, 0, 1200, "0", NULL, USE, TUNING,
              "months until a new deal that it opens, or somebody whom it brings, comes; a heavy "
              "tail is { law = \"lognormal\"; median = 9; sigma = 1 }",
              "convention: at once unless said",
              "How long does it take until something comes of it?"),
    FNL_PARAM(fnl_meeting_kind, advocates, SHARE, SHARE, 0, 1, "0", NULL, NEVER, TUNING,
              "chance that whoever is met speaks for the rep from then on (group advocates)",
              "convention: none unless said",
              "Of a hundred, after how many does somebody put in a word for you?"),
    FNL_PARAM(fnl_meeting_kind, discovers, SHARE, SHARE, 0, 1, "0", NULL, NEVER, TUNING,
              "share of a lead's needs not known yet that it finds out, as the touch of a stage "
              "(group discovery)",
              "convention: none unless said",
              "Of what they want and have not told you, how much do you learn there?"),
};
const struct fnl_param_table fnl_meeting_kind_table =
    FNL_PARAM_TABLE(kind_rows, struct fnl_meeting_kind);

static const struct fnl_param rows[] = {
    FNL_PARAM(
        fnl_meetings, target_per_month, NUMBER, NONE, 0, 200, "0", "0", NEVER, TUNING,
        "meetings a month that a rep aims at, filling free hours with visits to clients; 0: none",
        "convention: no target; 5 to 8 are reported of a team left to itself, 20 as a target",
        "How many meetings a month should a rep have?"),
    FNL_PARAM(fnl_meetings, booking_hours, NUMBER, HOURS, 0, 100, "0.5", "0", NEVER, TUNING,
              "hours to book a meeting that only serves the target", "guess",
              "How long does it take to get such a meeting?"),
};
const struct fnl_param_table fnl_meeting_table = FNL_PARAM_TABLE(rows, struct fnl_meetings);

int fnl_meeting_kind_named(const struct fnl_settings *settings, const char *name)
{
    for (unsigned i = 0; i < settings->meetings.kinds.count; i++)
        if (*name && strcmp(fnl_settings_meeting_kind(settings, i)->name, name) == 0)
            return (int)i;
    return -1;
}

static int kind_for(const struct fnl_company *company, enum fnl_meeting_when when,
                    enum fnl_meeting_whom whom)
{
    for (unsigned i = 0; i < company->settings->meetings.kinds.count; i++) {
        const struct fnl_meeting_kind *kind = fnl_settings_meeting_kind(company->settings, i);
        if (kind->when == (int)when && kind->whom == (int)whom)
            return (int)i;
    }
    return -1;
}

int fnl_meeting_kind_with(const struct fnl_company *company, enum fnl_meeting_whom whom)
{
    return kind_for(company, FNL_MEETING_SPARE_TIME, whom);
}

int fnl_meeting_kind_for(const struct fnl_company *company, enum fnl_meeting_when when)
{
    return kind_for(company, when, FNL_MEETING_CLIENTS);
}

/* A client's meetings are numbered: the number is part of the name of what comes of one. */
static struct fnl_task meeting_task(struct fnl_company *company, uint32_t id, unsigned kind,
                                    double booking_hours)
{
    const struct fnl_meeting_kind *about = fnl_settings_meeting_kind(company->settings, kind);
    struct fnl_client *client = &company->clients.items[id];
    const uint32_t number = client->meetings_ever++;
    const uint64_t key = fnl_key_part(client->key, number);
    const double hours = fnl_company_draw(company, &about->hours, key, FNL_PURPOSE_MEETING_HOURS);
    return (struct fnl_task){.kind = FNL_TASK_MEETING,
                             .key = key,
                             .subject = id,
                             .version = client->version,
                             .ready = company->now,
                             .work = fnl_units_hours(hours + about->preparation + booking_hours),
                             .detail = (uint16_t)(kind + 1),
                             .number = number};
}

/* A no-show costs what went before, and the waiting. */
fnl_time fnl_meeting_begins(struct fnl_company *company, const struct fnl_task *task, bool *held)
{
    const struct fnl_meetings *meetings = &company->settings->meetings;
    const struct fnl_meeting_kind *kind =
        fnl_settings_meeting_kind(company->settings, task->detail - 1u);
    *held = fnl_company_chance(company, kind->shows, task->key, FNL_PURPOSE_MEETING_SHOW);
    if (*held)
        return task->work;
    const double booking = kind->when == FNL_MEETING_SPARE_TIME ? meetings->booking_hours : 0;
    return fnl_units_hours(kind->preparation + booking + kind->missed_hours);
}

void fnl_meeting_book(struct fnl_company *company, uint32_t id, unsigned kind)
{
    const struct fnl_task task = meeting_task(company, id, kind, 0);
    fnl_team_queue(company, company->clients.items[id].rep, task);
}

/* The share of the month that is over, so that visits do not all fall on its first days. */
static double month_gone(const struct fnl_company *company)
{
    const fnl_calendar *calendar = company->plan->calendar;
    const fnl_time begins = fnl_calendar_month_start(calendar, company->month);
    const fnl_time ends = fnl_calendar_month_start(calendar, company->month + 1);
    return (double)(company->now - begins) / (double)(ends - begins);
}

static bool is_worth_meeting(const struct fnl_company *company, const struct fnl_client *client)
{
    const struct fnl_choice *choice = &company->settings->meet;
    const struct fnl_meet_policy *policy = (const struct fnl_meet_policy *)choice->policy;
    return !fnl_observation_of_pain(company, client) &&
           policy->meets(choice->params, &(struct fnl_meet_view){
                                             .fit = (double)client->seen_fit,
                                             .interest = fnl_observation_mood(company, client)});
}

/* The rep's next client in turn who is worth it and no pain by its looks; FNL_NOBODY: none is. */
static uint32_t next_client(struct fnl_company *company, uint32_t rep)
{
    const struct fnl_pool_of_clients *pool = &company->clients;
    struct fnl_rep *visitor = &company->reps[rep];
    for (size_t looked = 0; looked < pool->count; looked++) {
        const uint32_t id = visitor->next_client++ % (uint32_t)pool->count;
        const struct fnl_client *client = &pool->items[id];
        if (client->alive && client->rep == rep && is_worth_meeting(company, client))
            return id;
    }
    return FNL_NOBODY;
}

/* The count of the meetings that rep `index` has held in the present month. */
static uint32_t *meetings_of_month(struct fnl_company *company, uint32_t index)
{
    struct fnl_rep *rep = &company->reps[index];
    if (rep->month != company->month)
        rep->meetings = 0;
    rep->month = company->month;
    return &rep->meetings;
}

bool fnl_meeting_fill(struct fnl_company *company, uint32_t index, struct fnl_task *task)
{
    const struct fnl_meetings *meetings = &company->settings->meetings;
    if (meetings->target_per_month <= 0 ||
        *meetings_of_month(company, index) >= meetings->target_per_month * month_gone(company))
        return false;
    if (fnl_networking_fill(company, index, task))
        return true;
    const int kind = fnl_meeting_kind_for(company, FNL_MEETING_SPARE_TIME);
    const uint32_t client = kind < 0 ? FNL_NOBODY : next_client(company, index);
    if (client == FNL_NOBODY)
        return false;
    *task = meeting_task(company, client, (unsigned)kind, meetings->booking_hours);
    return task->work > 0; /* one that takes no time would never end */
}

void fnl_meeting_count(struct fnl_company *company, uint32_t index, unsigned kind)
{
    ++*meetings_of_month(company, index);
    company->reps[index].learnt += fnl_settings_meeting_kind(company->settings, kind)->teaches;
}

/* When what came of the meeting of `key` is felt. */
static fnl_time felt_at(struct fnl_company *company, const struct fnl_meeting_kind *kind,
                        uint64_t key)
{
    const double months = fnl_company_draw(company, &kind->after, key, FNL_PURPOSE_MEETING_DELAY);
    return company->now + fnl_units_months(months);
}

/* A client's next purchase walks through the funnel like anybody's. */
static void open_deal(struct fnl_company *company, uint32_t id, fnl_time when)
{
    struct fnl_client *client = &company->clients.items[id];
    if (client->source == FNL_NOBODY)
        return;
    const uint32_t index = FNL_LEAD_INDEX(FNL_CHANNEL_NEW_BUSINESS, client->opened++, 0);
    fnl_dormant_waits(company,
                      &(struct fnl_lead_origin){.key = fnl_lead_key(client->key, index),
                                                .source = client->source,
                                                .index = index,
                                                .day = FNL_LEAD_NO_DAY,
                                                .generation = client->generation,
                                                .client = id,
                                                .rep = client->rep},
                      when);
}

void fnl_meeting_done(struct fnl_company *company, uint32_t index, const struct fnl_task *task)
{
    if (!company->reps[index].job.held)
        return;
    const unsigned kind = task->detail - 1u;
    const struct fnl_meeting_kind *about = fnl_settings_meeting_kind(company->settings, kind);
    struct fnl_client *client = &company->clients.items[task->subject];
    client->meetings++;
    fnl_meeting_count(company, index, kind);
    fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_MEETING,
                                                 .time = company->now,
                                                 .key = client->key,
                                                 .source = client->source,
                                                 .rep = index,
                                                 .client = task->subject,
                                                 .index = kind,
                                                 .flag = client->pita});
    if (fnl_company_chance(company, about->refers, task->key, FNL_PURPOSE_MEETING_REFERS))
        fnl_referral_from_meeting(company, task->subject, task->number,
                                  felt_at(company, about, fnl_key_part(task->key, 1)));
    fnl_advocate_won(company, about,
                     &(struct fnl_advocate_meeting){.key = task->key,
                                                    .person = client->key,
                                                    .source = client->source,
                                                    .rep = index,
                                                    .client = task->subject});
    if (fnl_company_chance(company, about->opens, task->key, FNL_PURPOSE_MEETING_OPENS))
        open_deal(company, task->subject, felt_at(company, about, task->key));
}

void fnl_meeting_with_lead(struct fnl_company *company, uint32_t rep, struct fnl_lead *lead,
                           uint64_t touch_key, unsigned kind)
{
    const struct fnl_meeting_kind *about = fnl_settings_meeting_kind(company->settings, kind);
    fnl_meeting_count(company, rep, kind);
    fnl_advocate_won(company, about,
                     &(struct fnl_advocate_meeting){.key = touch_key,
                                                    .person = lead->key,
                                                    .source = lead->source,
                                                    .rep = rep,
                                                    .client = lead->client});
    if (fnl_company_chance(company, about->refers, touch_key, FNL_PURPOSE_MEETING_REFERS))
        fnl_referral_from_lead(company, lead, lead->touches_ever,
                               felt_at(company, about, touch_key));
}
