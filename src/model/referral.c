/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/referral.h"

#include "model/observation.h"
#include "model/state.h"
#include "model/team.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_referrals, engaged_from, SHARE, SHARE, 0, 1, "0.80", NULL, NEVER, EXPERT,
              "satisfaction from which a client is engaged",
              "guess: with the usual spread of satisfaction, about a quarter are", NULL),
    FNL_PARAM(fnl_referrals, content_from, SHARE, SHARE, 0, 1, "0.68", NULL, NEVER, EXPERT,
              "satisfaction from which a client is content", "guess: about a quarter are", NULL),
    FNL_PARAM(fnl_referrals, complacent_from, SHARE, SHARE, 0, 1, "0.42", NULL, NEVER, EXPERT,
              "satisfaction from which a client is complacent, below it disgruntled",
              "guess: about 12 % are below", NULL),
    FNL_PARAM(fnl_referrals, engaged, NUMBER, PER_YEAR, 0, 365, "2 a year", "0", NEVER, ESSENTIAL,
              "people whom an engaged client sends in a year without being asked",
              "benchmark: 2 (Advisor Impact 2010)",
              "How many people does your best client send you in a year?"),
    FNL_PARAM(fnl_referrals, content, NUMBER, PER_YEAR, 0, 365, "0.14 a year", "0", NEVER, TUNING,
              "the same, of a content client", "benchmark: 14 % refer (Advisor Impact 2010)", NULL),
    FNL_PARAM(fnl_referrals, complacent, NUMBER, PER_YEAR, 0, 365, "0", "0", NEVER, TUNING,
              "the same, of a complacent client", "benchmark: none do (Advisor Impact 2010)", NULL),
    FNL_PARAM(fnl_referrals, disgruntled, NUMBER, PER_YEAR, 0, 365, "0.13 a year", "0", NEVER,
              TUNING, "the same, of a disgruntled client",
              "benchmark: 13 % refer (Advisor Impact 2010)", NULL),
    FNL_PARAM(fnl_referrals, asked_engaged, SHARE, SHARE, 0, 1, "40 %", "0", NEVER, ESSENTIAL,
              "chance that an ask of an engaged client brings names",
              "guess: 83 % say they would, 29 % did within a year (Advisor Impact 2010)",
              "You ask your best client for an introduction: how many times in ten do names come?"),
    FNL_PARAM(fnl_referrals, asked_content, SHARE, SHARE, 0, 1, "20 %", "0", NEVER, TUNING,
              "the same, of a content client", "guess", NULL),
    FNL_PARAM(fnl_referrals, asked_complacent, SHARE, SHARE, 0, 1, "5 %", "0", NEVER, TUNING,
              "the same, of a complacent client", "guess", NULL),
    FNL_PARAM(fnl_referrals, asked_disgruntled, SHARE, SHARE, 0, 1, "2 %", "0", NEVER, TUNING,
              "the same, of a disgruntled client",
              "guess: as little as 2 % of referrals came from asking (Advisor Impact 2010)", NULL),
    FNL_PARAM(fnl_referrals, names_per_yes, LAW, NONE, 1, 100, "1.3", NULL, USE, TUNING,
              "names that come when names come; 1.3 is one, and a second in three of ten cases",
              "guess: of active referrers 61 % give one, 34 % two to ten (Amplifinity)",
              "How many names does a client give when you ask?"),
    FNL_PARAM(fnl_referrals, asked_after, LAW, DAYS, 0, 3650,
              "{ law = \"exponential\"; mean = 14 }", NULL, USE, EXPERT,
              "days from an ask until the person named gets in touch", "guess", NULL),
    FNL_PARAM(fnl_referrals, ruled_out, SHARE, SHARE, 0, 1, "52 %", "0", NEVER, TUNING,
              "share of referred people who rule us out before any talk",
              "benchmark: 51.9 % (Hinge, 523 professional-services firms)",
              "Of ten people you were recommended to, how many never call?"),
    FNL_PARAM(
        fnl_referrals, likeness, SHARE, SHARE, 0, 1, "50 %", "0", NEVER, TUNING,
        "how far a referred person takes after the referrer in fit",
        "estimate: referrer and referred share margin traits (Van den Bulte et al. 2018); the "
        "amount is a guess",
        "Do good clients bring good clients?"),
    FNL_PARAM(fnl_referrals, pita_likeness, NUMBER, FACTOR, 0, 1000, "3 x", "1 x", NEVER, TUNING,
              "how many times likelier somebody sent by a pain is one too", "guess",
              "Of the clients that your worst clients brought, how many were bad?"),
    FNL_PARAM(fnl_referrals, ask_costs_mood, SHARE, SHARE, 0, 1, "0.005", "0", NEVER, EXPERT,
              "satisfaction lost by being asked", "guess", NULL),
};
const struct fnl_param_table fnl_referral_table = FNL_PARAM_TABLE(rows, struct fnl_referrals);

enum engagement { DISGRUNTLED, COMPLACENT, CONTENT, ENGAGED };

static enum engagement engagement_of(const struct fnl_company *company,
                                     const struct fnl_client *client)
{
    const struct fnl_referrals *referrals = &company->settings->referrals;
    const double mood = (double)client->satisfaction;
    if (mood >= referrals->engaged_from)
        return ENGAGED;
    if (mood >= referrals->content_from)
        return CONTENT;
    return mood >= referrals->complacent_from ? COMPLACENT : DISGRUNTLED;
}

static double names_a_year(const struct fnl_company *company, const struct fnl_client *client)
{
    const struct fnl_referrals *referrals = &company->settings->referrals;
    const double rates[] = {referrals->disgruntled, referrals->complacent, referrals->content,
                            referrals->engaged};
    return rates[engagement_of(company, client)];
}

static double chance_of_yes(const struct fnl_company *company, const struct fnl_client *client)
{
    const struct fnl_referrals *referrals = &company->settings->referrals;
    const double chances[] = {referrals->asked_disgruntled, referrals->asked_complacent,
                              referrals->asked_content, referrals->asked_engaged};
    return chances[engagement_of(company, client)];
}

/*
 * Lets the person with that index come at `when`. The introduction is made: they
 * come even if the client has left by then.
 */
static void plan_referral(struct fnl_company *company, uint32_t id, fnl_time when, uint32_t index)
{
    struct fnl_client *client = &company->clients.items[id];
    client->expected++;
    fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_REFERRED,
                                                 .time = company->now,
                                                 .key = client->key,
                                                 .other = fnl_lead_key(client->key, index),
                                                 .index = index,
                                                 .until = when,
                                                 .source = client->source,
                                                 .rep = client->rep,
                                                 .client = id,
                                                 .flag = client->pita});
    fnl_company_plan_event(company, &(struct fnl_event){.kind = FNL_EVENT_REFERRAL,
                                                        .time = when,
                                                        .key = fnl_lead_key(client->key, index),
                                                        .subject = id,
                                                        .detail = index});
}

void fnl_referral_unasked(struct fnl_company *company, uint32_t id)
{
    const struct fnl_client *client = &company->clients.items[id];
    if (company->referral_source == FNL_NOBODY)
        return;
    const uint32_t month = client->month_total;
    double places[FNL_COMPANY_POINTS];
    const size_t count =
        fnl_company_points(company, names_a_year(company, client) / 12,
                           fnl_key_part(client->key, month), FNL_PURPOSE_UNASKED, places);
    const fnl_time length = fnl_client_next_month(company, client) - company->now;
    for (size_t i = 0; i < count; i++)
        plan_referral(company, id, company->now + fnl_units_scaled(length, places[i]),
                      FNL_LEAD_INDEX(FNL_CHANNEL_UNASKED, month, i));
}

static const struct fnl_ask_policy *ask_policy(const struct fnl_company *company)
{
    return (const struct fnl_ask_policy *)company->settings->ask.policy;
}

static struct fnl_ask_terms ask_terms(const struct fnl_company *company)
{
    const struct fnl_ask_policy *policy = ask_policy(company);
    return policy->terms ? policy->terms(company->settings->ask.params) : (struct fnl_ask_terms){0};
}

void fnl_referral_consider_ask(struct fnl_company *company, uint32_t id, bool just_succeeded)
{
    struct fnl_client *client = &company->clients.items[id];
    if (company->referral_source == FNL_NOBODY)
        return;
    if (client->month_total % 12 == 0)
        client->asks = 0;
    const struct fnl_ask_view view = {.fit = (double)client->seen_fit,
                                      .satisfaction = fnl_observation_mood(company, client),
                                      .pita = fnl_observation_of_pain(company, client),
                                      .just_succeeded = just_succeeded,
                                      .asks = client->asks,
                                      .month = client->month_total,
                                      .spread = client->key};
    const struct fnl_ask_terms terms = ask_terms(company);
    if (!ask_policy(company)->asks(company->settings->ask.params, &view) ||
        !fnl_purse_affords(company, terms.gift + terms.reward))
        return;
    client->asks++;
    fnl_team_queue(
        company, client->rep,
        (struct fnl_task){
            .kind = FNL_TASK_ASK, .key = client->key, .subject = id, .work = terms.hours});
}

static void pay_gift(struct fnl_company *company, uint32_t id, fnl_money gift)
{
    if (gift == 0)
        return;
    const bool from_purse = fnl_purse_spend(company, gift);
    fnl_money_post(company, &(struct fnl_posting){.category = FNL_MONEY_REWARDS,
                                                  .amount = -gift,
                                                  .paid = company->now,
                                                  .owner = FNL_OWNER_CLIENT,
                                                  .owner_index = id,
                                                  .source = company->referral_source,
                                                  .person = company->clients.items[id].key,
                                                  .from_purse = from_purse});
}

/* How many names, 0 for a no: the part of names_per_yes behind the comma is a chance. */
static uint32_t names_given(struct fnl_company *company, const struct fnl_client *client,
                            uint64_t ask_key)
{
    if (!fnl_company_chance(company, chance_of_yes(company, client), ask_key,
                            FNL_PURPOSE_ASK_ANSWER))
        return 0;
    const double names = fnl_company_draw(company, &company->settings->referrals.names_per_yes,
                                          ask_key, FNL_PURPOSE_ASK_NAMES);
    const uint32_t whole = names < 1 ? 1 : (uint32_t)names;
    return whole + fnl_company_chance(company, names - whole, fnl_key_part(ask_key, 1),
                                      FNL_PURPOSE_ASK_NAMES);
}

/* Money may have gone since the ask was planned: then nobody is asked, and the hour was for
 * nothing. */
void fnl_referral_asked(struct fnl_company *company, const struct fnl_task *task)
{
    const struct fnl_ask_terms terms = ask_terms(company);
    if (!fnl_purse_affords(company, terms.gift + terms.reward))
        return;
    const uint32_t id = task->subject;
    struct fnl_client *client = &company->clients.items[id];
    const struct fnl_referrals *referrals = &company->settings->referrals;
    const uint32_t ask = client->asks_ever++;
    const uint64_t ask_key = fnl_key_part(client->key, ask);

    pay_gift(company, id, terms.gift);
    const uint32_t names = names_given(company, client, ask_key);
    const double mood = (double)client->satisfaction - referrals->ask_costs_mood;
    client->satisfaction = (float)(mood > 0 ? mood : 0);
    fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_ASKED,
                                                 .time = company->now,
                                                 .key = client->key,
                                                 .source = client->source,
                                                 .rep = client->rep,
                                                 .client = id,
                                                 .index = names,
                                                 .flag = names > 0});
    for (uint32_t i = 0; i < names; i++) {
        const double days = fnl_company_draw(company, &referrals->asked_after,
                                             fnl_key_part(ask_key, 2 + i), FNL_PURPOSE_ASK_NAMES);
        plan_referral(company, id, company->now + fnl_units_days(days),
                      FNL_LEAD_INDEX(FNL_CHANNEL_ASKED, ask, i));
    }
}

/* A reward is promised to whoever was asked, as far as the purse goes. */
static fnl_money promise_reward(struct fnl_company *company, uint32_t index)
{
    if (index >> 28 != FNL_CHANNEL_ASKED)
        return 0;
    const fnl_money reward = ask_terms(company).reward;
    if (!fnl_purse_affords(company, reward))
        return 0;
    fnl_purse_promise(company, reward);
    return reward;
}

void fnl_referral_arrives(struct fnl_company *company, const struct fnl_event *event)
{
    const struct fnl_client *client = &company->clients.items[event->subject];
    fnl_lead_arrives(company,
                     &(struct fnl_lead_origin){.key = event->key,
                                               .source = company->referral_source,
                                               .index = event->detail,
                                               .day = FNL_LEAD_NO_DAY,
                                               .referrer = client->key,
                                               .referrer_fit = client->fit,
                                               .referred_by_client = true,
                                               .referred_by_pita = client->pita,
                                               .generation = (uint16_t)(client->generation + 1),
                                               .client = FNL_NOBODY,
                                               .rep = FNL_NOBODY,
                                               .reward = promise_reward(company, event->detail)});
    fnl_client_expects_one_less(company, event->subject);
}

void fnl_referral_from_lead(struct fnl_company *company, struct fnl_lead *lead, uint32_t touch,
                            fnl_time when)
{
    if (company->referral_source == FNL_NOBODY)
        return;
    const uint32_t index = FNL_LEAD_INDEX(FNL_CHANNEL_MEETING, touch, 0);
    const float fit = (float)fnl_truth_of(company, lead, FNL_TRAIT_FIT);
    fnl_dormant_waits(company,
                      &(struct fnl_lead_origin){.key = fnl_lead_key(lead->key, index),
                                                .source = company->referral_source,
                                                .index = index,
                                                .day = FNL_LEAD_NO_DAY,
                                                .referrer = lead->key,
                                                .referrer_fit = fit,
                                                .referred_by_pita = lead->pita,
                                                .generation = (uint16_t)(lead->generation + 1),
                                                .client = FNL_NOBODY,
                                                .rep = FNL_NOBODY},
                      when);
}

void fnl_referral_from_meeting(struct fnl_company *company, uint32_t id, uint32_t number,
                               fnl_time when)
{
    if (company->referral_source != FNL_NOBODY)
        plan_referral(company, id, when, FNL_LEAD_INDEX(FNL_CHANNEL_VISIT, number, 0));
}
