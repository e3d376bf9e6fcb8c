/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/concession.h"

#include <math.h>

#include "model/mechanism.h"
#include "model/observation.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_concessions, asks_per_year, NUMBER, PER_YEAR, 0, 365, "2 a year", "0", NEVER,
              TUNING, "how often a pain asks for a lower price after it has signed",
              "guess: no published figure", "How often does a bad client want the price cut?"),
    FNL_PARAM(fnl_concessions, spiral, NUMBER, FACTOR, 1, 10, "1.25 x", "1 x", NEVER, TUNING,
              "how much oftener it asks after each concession that was granted",
              "guess: no published figure", "After a yes, how much sooner do they ask again?"),
    FNL_PARAM(fnl_concessions, asks_at_most, NUMBER, PER_YEAR, 0, 365, "12 a year", "365 a year",
              NEVER, EXPERT, "how often it asks at most, however much was granted",
              "guess: with every bill", NULL),
    FNL_PARAM(fnl_concessions, cut, SHARE, SHARE, 0, 1, "5 %", "0", NEVER, TUNING,
              "share that a concession takes off what is still to be invoiced and the next term",
              "guess: no published figure", "What does it cost you when you give in?"),
    FNL_PARAM(fnl_concessions, refusal_costs_mood, SHARE, SHARE, 0, 1, "0.05", "0", NEVER, TUNING,
              "satisfaction that a refusal costs", "guess",
              "How much does it hurt when you say no?"),
    FNL_PARAM(fnl_concessions, refusal_on_renewal, NUMBER, LOGIT, -20, 20, "-0.3", "0", NEVER,
              TUNING, "log-odds of the next renewal that each refusal in the term adds", "guess",
              "Of ten to whom you said no, how many left at the next chance?"),
};
const struct fnl_param_table fnl_concession_table = FNL_PARAM_TABLE(rows, struct fnl_concessions);

static bool is_present(const struct fnl_settings *settings)
{
    return settings->concessions.present;
}

double fnl_concession_rate(const struct fnl_company *company, const struct fnl_client *client)
{
    const struct fnl_concessions *about = &company->settings->concessions;
    const double spun =
        fnl_units_rounded(pow(about->spiral, client->granted < 1000 ? client->granted : 1000));
    const double rate = about->asks_per_year * spun;
    return rate < about->asks_at_most ? rate : about->asks_at_most;
}

/* Plans the asks of the month that begins now: a yes in it is felt from the next one on. */
static void client_month(struct fnl_company *company, uint32_t id)
{
    const struct fnl_client *client = &company->clients.items[id];
    if (!client->pita)
        return;
    double places[FNL_COMPANY_POINTS];
    const size_t count = fnl_company_points(company, fnl_concession_rate(company, client) / 12,
                                            fnl_key_part(client->key, client->month_total),
                                            FNL_PURPOSE_CONCESSION, places);
    const fnl_time month = fnl_client_next_month(company, client) - company->now;
    for (size_t i = 0; i < count; i++)
        fnl_company_plan(company, FNL_EVENT_CONCESSION,
                         company->now + fnl_units_scaled(month, places[i]), client->key, id,
                         client->version);
}

static bool is_granted(const struct fnl_company *company, const struct fnl_client *client)
{
    const struct fnl_choice *choice = &company->settings->concede;
    const struct fnl_concede_policy *policy = (const struct fnl_concede_policy *)choice->policy;
    const struct fnl_concede_view view = {
        .satisfaction = fnl_observation_mood(company, client),
        .months_left = client->months > client->month ? client->months - client->month : 0,
        .granted = client->granted};
    return policy->grants(choice->params, &view);
}

/* Returns what is off the invoices that are still to come in this term. */
static fnl_money grant(struct fnl_client *client, double cut)
{
    const fnl_money off = fnl_units_scaled(client->to_invoice, cut);
    client->to_invoice -= off;
    client->renews_at -= fnl_units_scaled(client->renews_at, cut);
    client->granted++;
    return off;
}

static void refuse(struct fnl_client *client, double costs_mood)
{
    const double mood = (double)client->satisfaction - costs_mood;
    client->satisfaction = (float)(mood > 0 ? fnl_units_rounded(mood) : 0);
    client->refusals++;
}

void fnl_concession_asked(struct fnl_company *company, const struct fnl_event *event)
{
    struct fnl_client *client = &company->clients.items[event->subject];
    if (client->version != event->version || !client->pita)
        return;
    const struct fnl_concessions *about = &company->settings->concessions;
    const uint32_t before = client->granted;
    const bool granted = is_granted(company, client);
    fnl_money off = 0;
    if (granted)
        off = grant(client, about->cut);
    else
        refuse(client, about->refusal_costs_mood);
    fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_CONCEDED,
                                                 .time = company->now,
                                                 .key = client->key,
                                                 .amount = off,
                                                 .index = before,
                                                 .source = client->source,
                                                 .rep = client->rep,
                                                 .client = event->subject,
                                                 .generation = client->generation,
                                                 .flag = granted});
}

static double on_renewal(const struct fnl_company *company, const struct fnl_client *client)
{
    return company->settings->concessions.refusal_on_renewal * client->refusals;
}

const struct fnl_mechanism fnl_concession_mechanism = {
    .is_present = is_present,
    .client_month = client_month,
    .on_renewal = on_renewal,
};
