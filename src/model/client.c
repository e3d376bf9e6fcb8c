/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/client.h"

#include <math.h>

#include "base/memory.h"
#include "model/meeting.h"
#include "model/observation.h"
#include "model/pita.h"
#include "model/pricing.h"
#include "model/referral.h"
#include "model/retention.h"
#include "model/state.h"
#include "model/team.h"

static const struct fnl_param client_rows[] = {
    FNL_PARAM(fnl_clients, contract_value, LAW, MONEY, 0, 1e9,
              "{ law = \"lognormal\"; median = 25000; sigma = 1 }", NULL, ENTITY, ESSENTIAL,
              "what a client signs for, for the whole term",
              "guess: median $25k (384 SaaS firms, Bridge Group 2017), the spread is a guess",
              "A typical contract? One in ten is above?"),
    FNL_PARAM(fnl_clients, contract_months, LAW, MONTHS, 1, 120, "12", NULL, ENTITY, ESSENTIAL,
              "length of a term", "convention: a year", "For how long do they sign?"),
    FNL_PARAM(fnl_clients, renewal, SHARE, SHARE, 0, 1, "87 %", NULL, NEVER, ESSENTIAL,
              "chance to sign again at the end of a term, at the reference of satisfaction",
              "benchmark: median of 13 % of clients lost a year (vendors' surveys of churn)",
              "Of ten contracts that run out, how many are renewed?"),
    FNL_PARAM(fnl_clients, expansion, LAW, FACTOR, 0, 100, "1 x", NULL, USE, TUNING,
              "value of the next term against the last", "convention: unchanged",
              "Do they sign for more or for less when they renew?"),
    FNL_PARAM(fnl_clients, cancels_per_year, SHARE, SHARE, 0, 1, "0", NULL, NEVER, TUNING,
              "share of clients a year who leave in whatever month, besides those who do not renew",
              "convention: none unless said",
              "How many clients leave in the middle of a contract?"),
    FNL_PARAM(fnl_clients, pays_after, LAW, DAYS, 0, 3650,
              "{ law = \"lognormal\"; median = 50; sigma = 0.6 }", NULL, USE, ESSENTIAL,
              "days from an invoice to the money",
              "benchmark: mean 60, one in six over 90 (Allianz Trade: 59 days, 1 in 5 over 90)",
              "How many days until an invoice is paid?"),
    FNL_PARAM(fnl_clients, never_pays, SHARE, SHARE, 0, 1, "1.5 %", NULL, NEVER, TUNING,
              "share of invoices that are never paid; they become bad debt when they are issued",
              "benchmark: 1.3 % (Atradius 2018) to 3 %",
              "What share of invoices do you write off?"),
    FNL_PARAM(fnl_clients, late_after, NUMBER, DAYS, 0, 3650, "30", NULL, NEVER, TUNING,
              "days from an invoice until it is late; tighter terms shorten it, too",
              "convention: thirty days net", "When is an invoice late?"),
    FNL_PARAM(
        fnl_clients, late_fee, SHARE, SHARE, 0, 1, "0", NULL, NEVER, TUNING,
        "of an invoice that is paid late, on top of it and booked with it; nobody pays sooner "
        "for fear of it",
        "convention: none", "What do you charge whoever pays late?"),
    FNL_PARAM(fnl_clients, service_hours, LAW, HOURS, 0, 10000, "0", NULL, USE, ESSENTIAL,
              "hours of service that a client takes a month", "the firm's estimate",
              "How many hours a month does a normal client take?"),
};
const struct fnl_param_table fnl_client_table = FNL_PARAM_TABLE(client_rows, struct fnl_clients);

static const struct fnl_param mood_rows[] = {
    FNL_PARAM(fnl_satisfaction, start, LAW, SHARE, 0, 1,
              "{ law = \"beta\"; mean = 0.65; sd = 0.18 }", "0.65", ENTITY, TUNING,
              "satisfaction of a new client, 0 to 1",
              "estimate: with the classes of referrals, 12 % disgruntled, 39 % complacent, 25 % "
              "content, 24 % engaged (Advisor Impact 2010) need a wide spread",
              "How pleased are new clients?"),

    FNL_PARAM(fnl_satisfaction, drift, SHARE, SHARE, 0, 1, "0.1", "0", NEVER, EXPERT,
              "share of the distance to where it began that is made good in a month", "guess",
              NULL),
    FNL_PARAM(fnl_satisfaction, per_meeting, SHARE, SHARE, 0, 1, "0.03", "0", NEVER, TUNING,
              "satisfaction gained by each meeting with them", "guess",
              "Does a visit make a client happier?"),
    FNL_PARAM(fnl_satisfaction, per_day_waited, SHARE, SHARE, 0, 1, "0.002", "0", NEVER, TUNING,
              "satisfaction lost for each working day that service waits", "guess",
              "How much do clients mind waiting?"),
    FNL_PARAM(fnl_satisfaction, per_hour_refused, SHARE, SHARE, 0, 1, "0.005", "0", NEVER, TUNING,
              "satisfaction lost for each hour of service that nobody takes", "guess", NULL),
    FNL_PARAM(fnl_satisfaction, on_renewal, NUMBER, LOGIT, -20, 20, "3", "0", NEVER, TUNING,
              "log-odds of renewal that satisfaction adds between 0 and 1", "guess",
              "How much likelier does a happy client renew than an unhappy one?"),
    FNL_PARAM(fnl_satisfaction, renewal_reference, SHARE, SHARE, 0, 1, "0.65", "0.65", NEVER,
              EXPERT, "satisfaction at which renewal was measured", "convention: the usual", NULL),
};
const struct fnl_param_table fnl_client_satisfaction_table =
    FNL_PARAM_TABLE(mood_rows, struct fnl_satisfaction);

uint32_t fnl_client_new(struct fnl_company *company)
{
    struct fnl_pool_of_clients *pool = &company->clients;
    uint32_t id = pool->free;
    if (id != FNL_NOBODY) {
        pool->free = pool->items[id].rep;
    } else {
        void *items = pool->items;
        if (!fnl_memory_grow(&items, pool->count, &pool->capacity, sizeof *pool->items)) {
            company->failed = true;
            return FNL_NOBODY;
        }
        pool->items = items;
        id = (uint32_t)pool->count++;
        pool->items[id].version = 0;
    }
    pool->items[id] = (struct fnl_client){.version = pool->items[id].version};
    return id;
}

fnl_money fnl_client_contract_value(const struct fnl_company *company, uint64_t key)
{
    const double value = fnl_company_draw(company, &company->settings->clients.contract_value, key,
                                          FNL_PURPOSE_CONTRACT);
    return fnl_units_integer(value * 100);
}

static int32_t whole_months(double months)
{
    return months < 1.5 ? 1 : (int32_t)(months + 0.5);
}

int32_t fnl_client_contract_months(const struct fnl_company *company, uint64_t key, double factor)
{
    const double months = fnl_company_draw(company, &company->settings->clients.contract_months,
                                           key, FNL_PURPOSE_CONTRACT_MONTHS);
    return whole_months(whole_months(months) * factor);
}

static float clamped(double mood, double highest)
{
    return (float)(mood < 0 ? 0 : mood > highest ? highest : mood);
}

static double highest_mood(const struct fnl_company *company, const struct fnl_client *client)
{
    return client->pita ? company->settings->pita.mood_cap : 1;
}

float fnl_client_first_mood(const struct fnl_company *company, const struct fnl_client *client)
{
    const double mood = fnl_company_draw(company, &company->settings->satisfaction.start,
                                         client->key, FNL_PURPOSE_SATISFACTION);
    return clamped(mood, highest_mood(company, client));
}

static void tell(struct fnl_company *company, uint32_t id, struct fnl_fact fact)
{
    const struct fnl_client *client = &company->clients.items[id];
    fact.time = company->now;
    fact.key = client->key;
    fact.source = client->source;
    fact.rep = client->rep;
    fact.client = id;
    fact.generation = client->generation;
    fact.flag = client->pita;
    fnl_company_tell(company, &fact);
}

static void pay_commission(struct fnl_company *company, const struct fnl_lead *lead,
                           fnl_money value)
{
    const fnl_money commission = fnl_units_scaled(value, company->settings->reps.commission);
    if (commission == 0)
        return;
    fnl_money_post(company, &(struct fnl_posting){.category = FNL_MONEY_COMMISSION,
                                                  .amount = -commission,
                                                  .paid = company->now,
                                                  .owner = FNL_OWNER_REP,
                                                  .owner_index = lead->rep,
                                                  .source = lead->source,
                                                  .person = lead->key});
}

/*
 * A contract with somebody who is a client already is invoiced with what is left
 * of the term; where that is nothing, the term gets a month for it.
 */
static bool add_to(struct fnl_company *company, const struct fnl_lead *lead, fnl_money value)
{
    if (lead->client == FNL_NOBODY)
        return false;
    struct fnl_client *client = &company->clients.items[lead->client];
    if (client->version != lead->client_version)
        return false;
    if (client->month >= client->months)
        client->months = client->month + 1;
    client->to_invoice += value;
    client->renews_at += value;
    tell(company, lead->client,
         (struct fnl_fact){.kind = FNL_FACT_SIGNED,
                           .amount = value,
                           .wait = company->now - client->first_met,
                           .detail = 1,
                           .day = lead->forecast_in});
    return true;
}

static enum fnl_sent_by sent_by(const struct fnl_lead *lead)
{
    if (!lead->referred_by_client)
        return FNL_SENT_BY_NOBODY;
    return lead->referred_by_pita ? FNL_SENT_BY_PITA : FNL_SENT_BY_GOOD;
}

static void become_client(struct fnl_company *company, struct fnl_lead *lead, fnl_money value,
                          double terms_factor)
{
    const uint32_t id = fnl_client_new(company);
    if (id == FNL_NOBODY)
        return;
    struct fnl_client *client = &company->clients.items[id];
    client->key = lead->key;
    client->since = company->now;
    client->first_met = lead->first_touch < company->now ? lead->first_touch : company->now;
    client->billed_at =
        company->now - fnl_calendar_month_start(company->plan->calendar, company->month);
    client->to_invoice = client->renews_at = value;
    client->months = client->term = fnl_client_contract_months(
        company, lead->episode_key, fnl_mechanism_on_term(company, lead->key, lead->source));
    client->price_level = (float)fnl_pricing_level(company, lead);
    client->source = lead->source;
    client->rep = lead->rep;
    client->generation = lead->generation;
    client->pita = lead->pita;
    client->alive = true;
    client->flagged = fnl_pita_shows_flags(company, lead);
    client->fit = (float)fnl_truth_of(company, lead, FNL_TRAIT_FIT);
    client->seen_fit = (float)fnl_observation_fit(company, lead);
    client->terms_factor = (float)terms_factor;
    client->satisfaction = client->first_satisfaction = fnl_client_first_mood(company, client);
    fnl_client_count(company, client, 1);
    company->accounts.clients_signed++;
    tell(company, id,
         (struct fnl_fact){.kind = FNL_FACT_SIGNED,
                           .amount = value,
                           .index = lead->generation,
                           .day = lead->forecast_in,
                           .wait = company->now - client->first_met,
                           .other = (uint64_t)sent_by(lead)});
    fnl_company_plan(company, FNL_EVENT_CLIENT, company->now, lead->key, id, client->version);
    const int kind = fnl_meeting_kind_for(company, FNL_MEETING_AFTER_WIN);
    if (kind >= 0)
        fnl_meeting_book(company, id, (unsigned)kind);
}

void fnl_client_count(struct fnl_company *company, const struct fnl_client *client, int change)
{
    company->levels.clients += change;
    if (client->pita)
        company->levels.pita_clients += change;
}

void fnl_client_sign(struct fnl_company *company, struct fnl_lead *lead, fnl_money value,
                     double terms_factor)
{
    pay_commission(company, lead, value);
    if (!add_to(company, lead, value))
        become_client(company, lead, value, terms_factor);
}

/* The record is free for another client. */
static void forget(struct fnl_company *company, uint32_t id)
{
    company->clients.items[id].rep = company->clients.free;
    company->clients.free = id;
}

/* Whom it has introduced will come all the same, so its record waits for them. */
static void leave(struct fnl_company *company, uint32_t id, enum fnl_farewell why)
{
    struct fnl_client *client = &company->clients.items[id];
    tell(company, id,
         (struct fnl_fact){
             .kind = FNL_FACT_LEFT, .index = why, .detail = client->month < client->months});
    fnl_client_count(company, client, -1);
    company->accounts.clients_left++;
    client->alive = false;
    client->version++;
    if (client->expected == 0)
        forget(company, id);
}

void fnl_client_fire(struct fnl_company *company, uint32_t id)
{
    leave(company, id, FNL_FAREWELL_FIRED);
}

void fnl_client_expects_one_less(struct fnl_company *company, uint32_t id)
{
    struct fnl_client *client = &company->clients.items[id];
    if (--client->expected == 0 && !client->alive)
        forget(company, id);
}

static uint64_t month_key(const struct fnl_client *client)
{
    return fnl_key_part(client->key, client->month_total);
}

static bool renews(struct fnl_company *company, const struct fnl_client *client)
{
    const struct fnl_settings *settings = company->settings;
    const double mood = (double)client->satisfaction - settings->satisfaction.renewal_reference;
    const double effect = settings->satisfaction.on_renewal * mood +
                          (client->pita ? settings->pita.on_renewal : 0) +
                          fnl_mechanism_on_renewal(company, client);
    return fnl_company_chance(company, fnl_chance_moved(settings->clients.renewal, effect),
                              month_key(client), FNL_PURPOSE_RENEWAL);
}

static void renew(struct fnl_company *company, uint32_t id, bool at_our_price)
{
    struct fnl_client *client = &company->clients.items[id];
    const double factor = fnl_company_draw(company, &company->settings->clients.expansion,
                                           month_key(client), FNL_PURPOSE_EXPANSION);
    client->renews_at = fnl_units_scaled(client->renews_at, factor);
    client->to_invoice = client->renews_at;
    client->months = client->term;
    client->month = 0;
    client->refusals = 0;
    tell(company, id,
         (struct fnl_fact){
             .kind = FNL_FACT_RENEWED, .amount = client->renews_at, .detail = at_our_price});
    const int kind = fnl_meeting_kind_for(company, FNL_MEETING_AFTER_RENEWAL);
    if (kind >= 0)
        fnl_meeting_book(company, id, (unsigned)kind);
}

/* Every month but the first may be the one in which they leave, whatever was signed. */
static bool cancels(const struct fnl_company *company, const struct fnl_client *client)
{
    const double share = company->settings->clients.cancels_per_year;
    return share > 0 && client->since < company->now &&
           fnl_company_chance(company, 1 - pow(1 - share, 1.0 / 12), month_key(client),
                              FNL_PURPOSE_CANCEL);
}

/* The term is over: signs for another one, or leaves; true when it signs. */
static bool end_term(struct fnl_company *company, uint32_t id, const struct fnl_keep_answer *answer)
{
    const bool reprices = answer->verdict == FNL_REPRICE;
    if (!renews(company, &company->clients.items[id]))
        leave(company, id, FNL_FAREWELL_THEIRS);
    else if (reprices && !fnl_retention_reprices(company, id, answer))
        leave(company, id, FNL_FAREWELL_OUR_PRICE);
    else {
        renew(company, id, reprices);
        return true;
    }
    return false;
}

/* False when the client is gone. */
static bool stays(struct fnl_company *company, uint32_t id, const struct fnl_keep_answer *answer,
                  bool *renewed)
{
    const struct fnl_client *client = &company->clients.items[id];
    *renewed = false;
    if (cancels(company, client)) {
        leave(company, id, FNL_FAREWELL_THEIRS);
        return false;
    }
    if (answer->verdict == FNL_FIRE) {
        leave(company, id, FNL_FAREWELL_FIRED);
        return false;
    }
    if (client->month < client->months)
        return true;
    *renewed = end_term(company, id, answer);
    return *renewed;
}

static void move_mood(struct fnl_company *company, struct fnl_client *client)
{
    const struct fnl_satisfaction *mood = &company->settings->satisfaction;
    const double now = (double)client->satisfaction;
    const double days_waited =
        (double)client->waited / (double)fnl_units_hours(company->settings->calendar.hours_per_day);
    const double hours_refused = (double)client->refused / (double)FNL_HOUR;
    const double hours_cared = (double)client->cared / (double)FNL_HOUR;
    const double moved = now + mood->drift * ((double)client->first_satisfaction - now) +
                         mood->per_meeting * client->meetings - mood->per_day_waited * days_waited -
                         mood->per_hour_refused * hours_refused +
                         company->settings->care.per_hour * hours_cared;
    client->satisfaction = clamped(fnl_units_rounded(moved), highest_mood(company, client));
    client->meetings = 0;
    client->waited = client->refused = client->cared = 0;
}

fnl_time fnl_client_payment_delay(const struct fnl_company *company,
                                  const struct fnl_client *client, uint64_t key)
{
    const struct fnl_settings *settings = company->settings;
    if (fnl_company_chance(company, settings->clients.never_pays, key, FNL_PURPOSE_DEFAULT))
        return FNL_NEVER;
    const double days =
        fnl_company_draw(company, &settings->clients.pays_after, key, FNL_PURPOSE_PAY_DELAY) *
        (double)client->terms_factor * (client->pita ? settings->pita.late_factor : 1);
    return fnl_units_days(days);
}

/* What whoever pays an invoice of `amount` after `delay` pays on top; known to us beforehand. */
static fnl_money late_fee(const struct fnl_company *company, const struct fnl_client *client,
                          fnl_money amount, fnl_time delay)
{
    const struct fnl_clients *clients = &company->settings->clients;
    const fnl_time due = fnl_units_days(clients->late_after * (double)client->terms_factor);
    return delay > due && delay < FNL_NEVER ? fnl_units_scaled(amount, clients->late_fee) : 0;
}

static void invoice(struct fnl_company *company, uint32_t id)
{
    struct fnl_client *client = &company->clients.items[id];
    const int32_t months_left = client->months - client->month;
    const fnl_money price = fnl_units_part(client->to_invoice, months_left, 0);
    const fnl_time delay = fnl_client_payment_delay(company, client, month_key(client));
    const fnl_money amount = price + late_fee(company, client, price, delay);
    const bool paid = delay < FNL_NEVER;
    const fnl_time when = paid ? company->now + delay : FNL_NEVER;
    client->to_invoice -= price;
    client->month++;

    struct fnl_posting posting = {.category = FNL_MONEY_REVENUE,
                                  .amount = amount,
                                  .paid = when,
                                  .owner = FNL_OWNER_CLIENT,
                                  .owner_index = id,
                                  .source = client->source,
                                  .person = client->key};
    fnl_money_post(company, &posting);
    if (!paid) {
        posting.category = FNL_MONEY_BAD_DEBT;
        posting.amount = -amount;
        fnl_money_post(company, &posting);
    }
    if (fnl_company_is_heard(company, FNL_FACT_INVOICED))
        tell(company, id,
             (struct fnl_fact){.kind = FNL_FACT_INVOICED,
                               .amount = amount,
                               .until = when,
                               .wait = company->now - client->first_met});
}

static void serve(struct fnl_company *company, uint32_t id)
{
    const struct fnl_client *client = &company->clients.items[id];
    const double hours = fnl_company_draw(company, &company->settings->clients.service_hours,
                                          month_key(client), FNL_PURPOSE_SERVICE_HOURS) *
                         (client->pita ? company->settings->pita.hours_factor : 1) *
                         fnl_mechanism_on_service(company, client->key, client->source);
    if (hours > 0)
        fnl_service_request(company, id, fnl_units_hours(hours), FNL_SERVICE_USUAL);
}

/* Every calendar month has one bill, on the same day, or on the last one of a shorter month. */
fnl_time fnl_client_next_month(const struct fnl_company *company, const struct fnl_client *client)
{
    const fnl_calendar *calendar = company->plan->calendar;
    const fnl_time begins = fnl_calendar_month_start(calendar, company->month + 1);
    const fnl_time ends = fnl_calendar_month_start(calendar, company->month + 2);
    const fnl_time due = begins + client->billed_at;
    return due < ends ? due : ends - 1;
}

void fnl_client_month(struct fnl_company *company, const struct fnl_event *event)
{
    const uint32_t id = event->subject;
    if (company->clients.items[id].version != event->version)
        return;

    bool renewed = false;
    move_mood(company, &company->clients.items[id]);
    struct fnl_keep_answer answer;
    fnl_retention_ask(company, &company->clients.items[id], &answer);
    if (!stays(company, id, &answer, &renewed))
        return;
    invoice(company, id);
    serve(company, id);
    if (answer.verdict == FNL_REFORM)
        fnl_retention_reform(company, id, &answer);
    fnl_pita_month(company, id);
    fnl_mechanism_client_month(company, id);
    fnl_referral_unasked(company, id);
    fnl_referral_consider_ask(company, id, renewed || company->clients.items[id].month_total == 0);
    company->clients.items[id].month_total++;
    fnl_company_plan(company, FNL_EVENT_CLIENT,
                     fnl_client_next_month(company, &company->clients.items[id]), event->key, id,
                     event->version);
}
