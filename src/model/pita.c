/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/pita.h"

#include "model/meeting.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_pita, flags_seen, SHARE, SHARE, 0, 1, "70 %", "0", NEVER, TUNING,
              "share of pains who show red flags before they sign", "guess: no published figure",
              "Of your last ten bad-fit clients, how many did you see coming?"),
    FNL_PARAM(fnl_pita, false_alarms, SHARE, SHARE, 0, 1, "15 %", "0", NEVER, TUNING,
              "share of good people who show red flags too", "guess: no published figure",
              "Of ten who looked difficult, how many turned out to be fine?"),
    FNL_PARAM(fnl_pita, hours_factor, NUMBER, FACTOR, 0, 100, "2.5 x", "1 x", NEVER, ESSENTIAL,
              "service hours of a pain against a normal client's", "guess: no published figure",
              "Your three worst clients: hours a month against a normal one?"),
    FNL_PARAM(fnl_pita, scope_per_year, NUMBER, PER_YEAR, 0, 365, "4 a year", "0", NEVER, TUNING,
              "unpaid extra demands of a pain, which jump the queue",
              "guess: half of all projects see some scope creep (PMI 2018)",
              "How often do they want something extra, at once and for free?"),
    FNL_PARAM(fnl_pita, scope_hours, LAW, HOURS, 0, 10000, "6", "0", USE, TUNING,
              "hours of each such demand", "guess", "How long does that take?"),
    FNL_PARAM(fnl_pita, late_factor, NUMBER, FACTOR, 0, 100, "1.6 x", "1 x", NEVER, ESSENTIAL,
              "days to payment of a pain against a normal client's", "guess: no published figure",
              "Your three worst clients: how late do they pay?"),
    FNL_PARAM(fnl_pita, discount, SHARE, SHARE, 0, 1, "10 %", "0", NEVER, ESSENTIAL,
              "squeezed out of the price when they sign",
              "guess: no published figure; 34.5 % at quarter's end (HBR 2017) is the most seen",
              "Your three worst clients: what discount did they get?"),
    FNL_PARAM(fnl_pita, mood_cap, SHARE, SHARE, 0, 1, "0.5", "1", NEVER, EXPERT,
              "they are never more satisfied than this", "guess", NULL),
    FNL_PARAM(fnl_pita, on_renewal, NUMBER, LOGIT, -20, 20, "0", "0", NEVER, EXPERT,
              "log-odds of renewal of a pain against others of the same satisfaction",
              "convention: none", NULL),
    FNL_PARAM(fnl_pita, extra_meetings, NUMBER, NONE, 0, 100, "0", "0", NEVER, TUNING,
              "touches that a stage takes more with a pain, who reviews what we can; 0.3: in three "
              "of ten stages one. Their hours are hours for a pain to group morale",
              "convention: none unless said",
              "How often does a bad-fit prospect want to go through it all once more?"),
    FNL_PARAM(fnl_pita, expedites, SHARE, SHARE, 0, 1, "0", "0", NEVER, TUNING,
              "share of their demands that cannot wait: the rep drops what it is at and goes on "
              "with it afterwards",
              "convention: they jump the queue and interrupt nobody",
              "How often does such a client get you out of a meeting?"),
};
const struct fnl_param_table fnl_pita_table = FNL_PARAM_TABLE(rows, struct fnl_pita);

bool fnl_pita_shows_flags(struct fnl_company *company, const struct fnl_lead *lead)
{
    const struct fnl_pita *pita = &company->settings->pita;
    return fnl_company_chance(company, lead->pita ? pita->flags_seen : pita->false_alarms,
                              lead->episode_key, FNL_PURPOSE_FLAGS);
}

/* The part behind the comma is a chance. */
uint8_t fnl_pita_reviews(const struct fnl_company *company, const struct fnl_lead *lead)
{
    const double wanted = lead->pita ? company->settings->pita.extra_meetings : 0;
    const uint8_t whole = (uint8_t)wanted;
    return (uint8_t)(whole + fnl_company_chance(company, wanted - whole, lead->stage_key,
                                                FNL_PURPOSE_EXTRA_MEETING));
}

void fnl_pita_month(struct fnl_company *company, uint32_t id)
{
    const struct fnl_client *client = &company->clients.items[id];
    if (!client->pita)
        return;
    double places[FNL_COMPANY_POINTS];
    const size_t count = fnl_company_points(company, company->settings->pita.scope_per_year / 12,
                                            fnl_key_part(client->key, client->month_total),
                                            FNL_PURPOSE_SCOPE, places);
    const fnl_time month = fnl_client_next_month(company, client) - company->now;
    for (size_t i = 0; i < count; i++)
        fnl_company_plan_event(
            company,
            &(struct fnl_event){.kind = FNL_EVENT_DEMAND,
                                .time = company->now + fnl_units_scaled(month, places[i]),
                                .key = client->key,
                                .subject = id,
                                .version = client->version,
                                .detail = client->month_total * FNL_COMPANY_POINTS + (uint32_t)i});
}

static bool cannot_wait(const struct fnl_company *company, const struct fnl_client *client,
                        uint32_t demand)
{
    return fnl_company_chance(company, company->settings->pita.expedites,
                              fnl_key_part(client->key, demand), FNL_PURPOSE_EXPEDITE);
}

void fnl_pita_demand(struct fnl_company *company, const struct fnl_event *event)
{
    const struct fnl_client *client = &company->clients.items[event->subject];
    if (client->version != event->version)
        return;
    const double hours =
        fnl_company_draw(company, &company->settings->pita.scope_hours,
                         fnl_key_part(client->key, event->detail), FNL_PURPOSE_SCOPE_HOURS);
    if (hours > 0)
        fnl_service_request(company, event->subject, fnl_units_hours(hours),
                            cannot_wait(company, client, event->detail) ? FNL_SERVICE_AT_ONCE
                                                                        : FNL_SERVICE_EXTRA);
    const int kind = fnl_meeting_kind_for(company, FNL_MEETING_AFTER_DEMAND);
    if (kind >= 0)
        fnl_meeting_book(company, event->subject, (unsigned)kind);
}
