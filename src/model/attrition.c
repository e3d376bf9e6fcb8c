/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/attrition.h"

#include <math.h>

#include "model/mechanism.h"
#include "model/state.h"
#include "model/ownership.h"
#include "model/team.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_attrition, share_per_year, SHARE, SHARE, 0, 1, "30 %", "0", NEVER, ESSENTIAL,
              "share of the reps who leave for good in a year, rested and at the usual morale",
              "benchmark: 28 % (DePaul 2010, as reported) to over 34 %",
              "Of ten reps, how many leave in a year?"),
    FNL_PARAM(fnl_attrition, replaced_after, LAW, DAYS, 0, 3650,
              "{ law = \"gamma\"; mean = 189; cv = 0.5 }", NULL, ENTITY, TUNING,
              "days from a rep's last to the first of the next",
              "benchmark: 6.2 months on average (DePaul 2011, as reported); the spread is a guess",
              "How long does a place stay empty?"),
    FNL_PARAM(fnl_attrition, hiring_cost, MONEY, MONEY, 0, 1e8, "65k", "0", NEVER, TUNING,
              "cost of finding and training a rep who joins after the first day",
              "benchmark: $29k and $36k (DePaul 2011, as reported; the $50k of lost sales there "
              "are simulated)",
              "What do adverts, recruiters and training cost for each new rep?"),
};
const struct fnl_param_table fnl_attrition_table = FNL_PARAM_TABLE(rows, struct fnl_attrition);

static bool is_present(const struct fnl_settings *settings)
{
    return settings->attrition.present;
}

double fnl_attrition_chance(const struct fnl_company *company, uint32_t index)
{
    const double stays = 1 - company->settings->attrition.share_per_year;
    const double base = fnl_units_rounded(1 - pow(stays, 1.0 / 12));
    return fnl_chance_moved(base, fnl_mechanism_on_quitting(company, index)) *
           fnl_mechanism_on_leaving(company, index);
}

static void day_begins(struct fnl_company *company, int day)
{
    if (day == 0 ||
        company->now != fnl_calendar_month_start(company->plan->calendar, company->month))
        return;
    for (uint32_t i = 0; i < company->rep_count; i++) {
        const struct fnl_rep *rep = &company->reps[i];
        if (rep->began < company->now && !rep->resigned &&
            fnl_company_chance(company, fnl_attrition_chance(company, i),
                               fnl_key_part(rep->key, (uint64_t)company->month), FNL_PURPOSE_QUIT))
            fnl_attrition_resigns(company, i);
    }
}

/* It is away for ever: nothing new is begun, and events of its own find it away. */
void fnl_attrition_resigns(struct fnl_company *company, uint32_t index)
{
    struct fnl_rep *rep = &company->reps[index];
    rep->resigned = true;
    rep->away_until = FNL_NEVER;
    if (rep->state == FNL_REP_BUSY)
        fnl_team_note_load(company, index);
    else
        fnl_team_leave(company, index);
}

/* Those who have not come back yet are among them. */
static void pass_on_leads(struct fnl_company *company, uint32_t index)
{
    for (size_t i = 0; i < company->leads.count; i++) {
        struct fnl_lead *lead = &company->leads.items[i];
        if (lead->in_use && lead->rep == index)
            lead->rep = fnl_ownership_next(company, company->reps[index].role);
    }
}

static int64_t pass_on_clients(struct fnl_company *company, uint32_t index)
{
    int64_t count = 0;
    for (size_t i = 0; i < company->clients.count; i++) {
        struct fnl_client *client = &company->clients.items[i];
        if (!client->alive || client->rep != index)
            continue;
        client->rep = fnl_ownership_next_owner(company);
        count++;
    }
    return count;
}

static void plan_replacement(struct fnl_company *company, uint32_t index)
{
    const uint64_t key = company->reps[index].key;
    const double days = fnl_company_draw(company, &company->settings->attrition.replaced_after, key,
                                         FNL_PURPOSE_REPLACEMENT);
    const fnl_time begins = company->now + fnl_units_days(days) + FNL_DAY - 1;
    company->vacancies++;
    company->developer_vacancies += company->reps[index].role == FNL_ROLE_DEVELOPS;
    fnl_company_plan(company, FNL_EVENT_HIRE, begins / FNL_DAY * FNL_DAY, key, index, 0);
}

void fnl_attrition_departs(struct fnl_company *company, uint32_t index)
{
    company->reps[index].left = true;
    company->departed++;
    const int64_t clients = pass_on_clients(company, index);
    pass_on_leads(company, index);
    fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_REP_LEFT,
                                                 .time = company->now,
                                                 .key = company->reps[index].key,
                                                 .amount = clients,
                                                 .rep = index,
                                                 .source = FNL_NOBODY,
                                                 .client = FNL_NOBODY});
    plan_replacement(company, index);
    fnl_team_hand_over(company, index);
}

/* Every n-th client, of n who are there or leave; all whom nobody has. What waits stays put. */
static void take_share_of_clients(struct fnl_company *company, uint32_t index)
{
    const size_t there = fnl_rep_count(company, FNL_ROLE_SELLS);
    size_t seen = 0;
    for (size_t i = 0; i < company->clients.count; i++) {
        struct fnl_client *client = &company->clients.items[i];
        if (client->alive && (client->rep == FNL_NOBODY || ++seen % there == 0))
            client->rep = index;
    }
}

void fnl_attrition_replaces(struct fnl_company *company, const struct fnl_event *event)
{
    const enum fnl_role role = company->reps[event->subject].role;
    company->vacancies--;
    company->developer_vacancies -= role == FNL_ROLE_DEVELOPS;
    const uint32_t index = fnl_rep_replace(company, event->subject);
    if (index != FNL_NOBODY && role == FNL_ROLE_SELLS)
        take_share_of_clients(company, index);
}

const struct fnl_mechanism fnl_attrition_mechanism = {
    .is_present = is_present,
    .day_begins = day_begins,
};
