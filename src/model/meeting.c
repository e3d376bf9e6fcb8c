/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/meeting.h"

#include <string.h>

#include "model/observation.h"
#include "model/referral.h"
#include "model/state.h"
#include "model/team.h"

static const char *const whens[] = {"stage", "spare_time", "after_win", "after_trouble", NULL};

static const struct fnl_param kind_rows[] = {
    FNL_PARAM(fnl_meeting_kind, name, TEXT, NONE, 0, 0, NULL, NULL, NEVER, TUNING,
              "what you call it; unique among the kinds", "the firm's word",
              "What sorts of meetings do you have?"),
    FNL_PARAM_ONE_OF(
        fnl_meeting_kind, when, whens, "stage", TUNING,
        "stage: only as the touch of a stage; spare_time: with a client, to reach the "
        "target; after_win: with a new client; after_trouble: with a client whose service "
        "was refused",
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

int fnl_meeting_kind_for(const struct fnl_company *company, enum fnl_meeting_when when)
{
    for (unsigned i = 0; i < company->settings->meetings.kinds.count; i++)
        if (fnl_settings_meeting_kind(company->settings, i)->when == (int)when)
            return (int)i;
    return -1;
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
fnl_time fnl_meeting_begins(const struct fnl_company *company, const struct fnl_task *task,
                            bool *held)
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

/* The rep's next client in turn who does not look like a pain; FNL_NOBODY when there is none. */
static uint32_t next_client(struct fnl_company *company, uint32_t rep)
{
    const struct fnl_pool_of_clients *pool = &company->clients;
    struct fnl_rep *visitor = &company->reps[rep];
    for (size_t looked = 0; looked < pool->count; looked++) {
        const uint32_t id = visitor->next_client++ % (uint32_t)pool->count;
        const struct fnl_client *client = &pool->items[id];
        if (client->alive && client->rep == rep && !fnl_observation_of_pain(company, client))
            return id;
    }
    return FNL_NOBODY;
}

bool fnl_meeting_fill(struct fnl_company *company, uint32_t index, struct fnl_task *task)
{
    const struct fnl_meetings *meetings = &company->settings->meetings;
    struct fnl_rep *rep = &company->reps[index];
    if (rep->month != company->month) {
        rep->month = company->month;
        rep->meetings = 0;
    }
    if (meetings->target_per_month <= 0 ||
        rep->meetings >= meetings->target_per_month * month_gone(company))
        return false;
    const int kind = fnl_meeting_kind_for(company, FNL_MEETING_SPARE_TIME);
    const uint32_t client = kind < 0 ? FNL_NOBODY : next_client(company, index);
    if (client == FNL_NOBODY)
        return false;
    *task = meeting_task(company, client, (unsigned)kind, meetings->booking_hours);
    return task->work > 0; /* one that takes no time would never end */
}

static void count_meeting(struct fnl_company *company, uint32_t index, unsigned kind)
{
    struct fnl_rep *rep = &company->reps[index];
    if (rep->month != company->month) {
        rep->month = company->month;
        rep->meetings = 0;
    }
    rep->meetings++;
    rep->learnt += fnl_settings_meeting_kind(company->settings, kind)->teaches;
}

/* A client's next purchase walks through the funnel like anybody's. */
static void open_deal(struct fnl_company *company, uint32_t id)
{
    struct fnl_client *client = &company->clients.items[id];
    if (client->source == FNL_NOBODY)
        return;
    const uint32_t index = FNL_LEAD_INDEX(FNL_CHANNEL_NEW_BUSINESS, client->opened++, 0);
    fnl_lead_arrives(company, &(struct fnl_lead_origin){.key = fnl_lead_key(client->key, index),
                                                        .source = client->source,
                                                        .index = index,
                                                        .day = FNL_LEAD_NO_DAY,
                                                        .generation = client->generation,
                                                        .client = id,
                                                        .rep = client->rep});
}

void fnl_meeting_done(struct fnl_company *company, uint32_t index, const struct fnl_task *task)
{
    if (!company->reps[index].job.held)
        return;
    const unsigned kind = task->detail - 1u;
    const struct fnl_meeting_kind *about = fnl_settings_meeting_kind(company->settings, kind);
    struct fnl_client *client = &company->clients.items[task->subject];
    client->meetings++;
    count_meeting(company, index, kind);
    fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_MEETING,
                                                 .time = company->now,
                                                 .key = client->key,
                                                 .source = client->source,
                                                 .rep = index,
                                                 .client = task->subject,
                                                 .index = kind,
                                                 .flag = client->pita});
    if (fnl_company_chance(company, about->refers, task->key, FNL_PURPOSE_MEETING_REFERS))
        fnl_referral_from_meeting(company, task->subject, task->number);
    if (fnl_company_chance(company, about->opens, task->key, FNL_PURPOSE_MEETING_OPENS))
        open_deal(company, task->subject);
}

void fnl_meeting_with_lead(struct fnl_company *company, uint32_t rep, struct fnl_lead *lead,
                           uint64_t touch_key, unsigned kind)
{
    const struct fnl_meeting_kind *about = fnl_settings_meeting_kind(company->settings, kind);
    count_meeting(company, rep, kind);
    if (fnl_company_chance(company, about->refers, touch_key, FNL_PURPOSE_MEETING_REFERS))
        fnl_referral_from_lead(company, lead, lead->touches_ever);
}
