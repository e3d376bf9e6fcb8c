/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/opening.h"

#include "model/deal.h"
#include "model/observation.h"
#include "model/past.h"
#include "model/state.h"
#include "model/ownership.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_today, clients, COUNT, NONE, 0, 1000000, "0", "0", NEVER, ESSENTIAL,
              "clients on the first day", "the firm's books", "Clients today?"),
    FNL_PARAM(fnl_today, pita_clients, COUNT, NONE, 0, 1000000, "0", "0", NEVER, ESSENTIAL,
              "how many of them are a pain", "the firm's estimate",
              "How many make life miserable?"),
    FNL_PARAM(fnl_today, client_fit, LAW, SHARE, 0, 1, "{ law = \"beta\"; mean = 0.65; sd = 0.21 }",
              "0.5", ENTITY, EXPERT, "how well today's clients match the ideal client, 0 to 1",
              "guess", NULL),
    FNL_PARAM(fnl_today, open_deals, COUNT, NONE, 0, 1000000, "0", "0", NEVER, TUNING,
              "deals that are open on the first day, spread evenly over the stages",
              "the firm's books", "How many deals are open today?"),
    FNL_PARAM(
        fnl_today, open_deals_file, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, TUNING,
        "CSV of the open deals with columns stage, amount, first_touch; instead of open_deals",
        "the firm's CRM", "Can you export the open deals?"),
    FNL_PARAM(fnl_today, cash, MONEY, MONEY, -1e10, 1e10, "0", "0", NEVER, ESSENTIAL,
              "cash on the first day", "the firm's books", "Cash today?"),
    FNL_PARAM(fnl_today, credit_line, MONEY, MONEY, 0, 1e10, "0", "0", NEVER, ESSENTIAL,
              "how far below zero the bank lets you go", "the firm's bank", "Credit line?"),
    FNL_PARAM(fnl_today, stops_when_broke, FLAG, NONE, 0, 0, "false", "false", NEVER, TUNING,
              "whether the firm ends on the day its cash falls below the credit line",
              "convention: it is reported, and goes on", NULL),
    FNL_PARAM(fnl_today, people_met_per_month, NUMBER, NONE, 0, 1000, "0", "0", NEVER, TUNING,
              "new people whom each rep met in a month of the years before, as far back as it was "
              "there and ten years at most (group networking)",
              "convention: none unless said",
              "How many new people did a rep get to know in a month of the last years?"),
};
const struct fnl_param_table fnl_opening_today_table = FNL_PARAM_TABLE(rows, struct fnl_today);

static uint64_t opening_key(const char *what, int64_t number)
{
    return fnl_key_part(fnl_key_text(what), (uint64_t)number);
}

/* A uniform whole number from 0 to below `limit`. */
static int64_t draw_below(const struct fnl_company *company, uint64_t key, double limit)
{
    return (int64_t)(fnl_company_uniform(company, key, FNL_PURPOSE_OPENING_AGE) * limit);
}

/*
 * What a client of long standing was invoiced before the first day and has not
 * paid yet comes in as it would have: a firm does not start without receivables.
 * Its months before the first day are average ones.
 */
static void expect_receivables(struct fnl_company *company, const struct fnl_client *client,
                               fnl_time into_month)
{
    const fnl_money amount = fnl_units_part(client->renews_at, client->term, 0);
    for (uint64_t back = 1; back <= 12; back++) {
        const fnl_time invoiced = into_month - (fnl_time)back * FNL_MONTH;
        const uint64_t key = fnl_key_part(fnl_key_part(client->key, UINT64_MAX), back);
        const fnl_time paid = invoiced + fnl_client_payment_delay(company, client, key);
        if (paid >= 0)
            fnl_money_expect(company, amount, paid);
    }
}

/* What it signed for; `segment` may be NULL. */
static void sign_long_ago(const struct fnl_company *company, struct fnl_client *client,
                          const struct fnl_segment *segment)
{
    const double value = segment ? segment->value_factor : 1,
                 months = segment ? segment->months_factor : 1;
    client->renews_at = fnl_units_scaled(fnl_client_contract_value(company, client->key), value);
    client->term = fnl_client_contract_months(company, client->key, months);
}

/* A client of long standing: somewhere in its term, its next month due within a month. */
static void add_client(struct fnl_company *company, int64_t number, bool pita)
{
    const uint32_t id = fnl_client_new(company);
    if (id == FNL_NOBODY)
        return;
    struct fnl_client *client = &company->clients.items[id];
    client->key = opening_key("opening", number);
    const unsigned signature = (unsigned)company->settings->stages.count;
    const uint32_t source = fnl_past_draw(company, client->key, signature).source;
    sign_long_ago(company, client, fnl_segment_of(company, client->key, source));
    const int64_t age = 1 + draw_below(company, client->key, client->term);
    const fnl_time first_month = fnl_calendar_month_start(company->plan->calendar, 1);
    const int64_t into_month =
        draw_below(company, fnl_key_part(client->key, 1), (double)first_month);
    client->months = client->term - (int32_t)age;
    for (int32_t month = (int32_t)age; month < client->term; month++)
        client->to_invoice += fnl_units_part(client->renews_at, client->term, month);
    client->since = into_month - age * FNL_MONTH;
    client->first_met = client->since;
    client->billed_at = into_month;
    client->rep = fnl_ownership_next_owner(company);
    client->pita = client->flagged = pita;
    client->alive = true;
    client->fit = (float)fnl_company_draw(company, &company->settings->today.client_fit,
                                          client->key, FNL_PURPOSE_OPENING_FIT);
    client->seen_fit =
        (float)fnl_observation_of_fit(company, client->key, source, (double)client->fit);
    client->source = company->past.sources[source];
    client->terms_factor = 1;
    client->satisfaction = client->first_satisfaction = fnl_client_first_mood(company, client);
    fnl_client_count(company, client, 1);
    company->accounts.opening_clients++;
    expect_receivables(company, client, into_month);
    fnl_company_plan(company, FNL_EVENT_CLIENT, into_month, client->key, id, client->version);
}

static void add_deal(struct fnl_company *company, int64_t number, const struct fnl_open_deal *deal)
{
    const uint64_t key = opening_key("open-deal", number);
    const unsigned stage = (unsigned)deal->stage_index;
    const struct fnl_past_person person = fnl_past_draw(company, key, stage);
    const uint32_t id = fnl_lead_admit(
        company, &(struct fnl_lead_origin){.key = key,
                                           .source = company->past.sources[person.source],
                                           .truth = &person.truth,
                                           .pita = person.pita,
                                           .index = FNL_LEAD_INDEX(FNL_CHANNEL_OPENING, number, 0),
                                           .day = FNL_LEAD_NO_DAY,
                                           .client = FNL_NOBODY,
                                           .rep = fnl_ownership_next_owner(company)});
    if (id == FNL_NOBODY)
        return;
    struct fnl_lead *lead = &company->leads.items[id];
    lead->qualified = lead->met = lead->talked = true;
    lead->undated = deal->first_touch == 0;
    lead->value = deal->amount;
    lead->first_touch = deal->first_touch;
    lead->stage = (uint8_t)company->past.stages[stage];
}

static void add_listed_deals(struct fnl_company *company)
{
    const struct fnl_plan *plan = company->plan;
    for (size_t i = 0; i < plan->deal_count; i++)
        add_deal(company, (int64_t)i + 1, &plan->deals[i]);
}

static void add_counted_deals(struct fnl_company *company)
{
    const size_t stages = company->settings->stages.count;
    for (int64_t number = 1; number <= company->settings->today.open_deals; number++) {
        const struct fnl_open_deal deal = {.stage_index = (int)((size_t)number % stages),
                                           .first_touch = 0};
        add_deal(company, number, &deal);
    }
}

void fnl_opening_past(struct fnl_company *company)
{
    const struct fnl_today *today = &company->settings->today;
    company->cash = company->accounts.opening_cash = today->cash;
    for (int64_t number = 1; number <= today->clients; number++)
        add_client(company, number, number <= today->pita_clients);
    fnl_networking_past(company);
    if (company->plan->deal_count > 0)
        add_listed_deals(company);
    else
        add_counted_deals(company);
}

static void let_pains_go(struct fnl_company *company)
{
    for (uint32_t id = 0; id < company->clients.count; id++)
        if (company->clients.items[id].pita)
            fnl_client_fire(company, id);
}

void fnl_opening_day(struct fnl_company *company)
{
    const size_t deals = company->leads.count;
    if (fnl_company_has(company, FNL_DEVICE_NO_OLD_PAINS))
        let_pains_go(company);
    fnl_networking_past(company);
    for (uint32_t id = 0; id < deals; id++)
        fnl_deal_enter_stage(company, id, company->leads.items[id].stage);
}
