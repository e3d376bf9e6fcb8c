/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/lead.h"

#include <assert.h>

#include "base/memory.h"
#include "model/deal.h"
#include "model/marketing.h"
#include "model/state.h"
#include "model/ownership.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(
        fnl_returns, share, SHARE, SHARE, 0, 1, "10 %", "0", NEVER, TUNING,
        "of those who were lost, went dark or were not handed on: share who come back one day",
        "guess: 45 % of inquiries buy from somebody within a year (Obermayer)",
        "Of last year's wins, how many had you first met over a year ago?"),
    FNL_PARAM(fnl_returns, after, LAW, MONTHS, 0, 1200,
              "{ law = \"lognormal\"; median = 9; sigma = 1 }", NULL, ENTITY, TUNING,
              "months until they do", "guess: a heavy tail of months to years",
              "How long does it take until they turn up again?"),
    FNL_PARAM(fnl_returns, warmer_per_touch, SHARE, SHARE, 0, 1, "0.03", "0", NEVER, EXPERT,
              "trust gained for each touch they had had, at their return", "guess", NULL),
};
const struct fnl_param_table fnl_lead_returns_table = FNL_PARAM_TABLE(rows, struct fnl_returns);

const char *fnl_lead_cause_name(enum fnl_cause cause)
{
    static const char *const names[FNL_CAUSES] = {"won",
                                                  "ruled us out unseen",
                                                  "kept by marketing",
                                                  "unreachable",
                                                  "went dark",
                                                  "disqualified",
                                                  "to a competitor",
                                                  "on price",
                                                  "no decision",
                                                  "we walked away",
                                                  "refused our terms",
                                                  "lost between two reps",
                                                  "lost in nurture",
                                                  "dropped",
                                                  "not followed up"};
    return names[cause];
}

/* The mean of a law takes too long for every task. */
static void value_contracts(struct fnl_company *company)
{
    const struct fnl_settings *settings = company->settings;
    const double list = fnl_law_mean(&settings->clients.contract_value);
    for (uint32_t i = 0; i < settings->sources.count; i++)
        company->contract_values[i] = list *
                                      fnl_law_mean(&fnl_settings_source(settings, i)->deal_factor) *
                                      fnl_segment_mean_value(settings, i);
}

void fnl_lead_phase_begins(struct fnl_company *company)
{
    const struct fnl_choice *choice = &company->settings->qualify;
    company->test = ((const struct fnl_qualify_policy *)choice->policy)->test(choice->params);
    value_contracts(company);
    for (size_t i = 0; i < company->leads.count; i++)
        company->leads.items[i].contact_known = false;
}

uint64_t fnl_lead_key(uint64_t sender, uint32_t index)
{
    return fnl_key_part(sender, index);
}

uint32_t fnl_lead_new(struct fnl_company *company)
{
    struct fnl_pool_of_leads *pool = &company->leads;
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
    pool->items[id] = (struct fnl_lead){.version = pool->items[id].version, .in_use = true};
    if (++pool->in_use > company->accounts.peak_leads)
        company->accounts.peak_leads = pool->in_use;
    return id;
}

void fnl_lead_is_forgotten(struct fnl_company *company, uint32_t id)
{
    struct fnl_lead *lead = &company->leads.items[id];
    assert(lead->in_use);
    lead->in_use = false;
    lead->version++;
    lead->rep = company->leads.free;
    company->leads.free = id;
    company->leads.in_use--;
}

uint64_t fnl_lead_person(const struct fnl_company *company, const struct fnl_lead *lead)
{
    if (lead->client == FNL_NOBODY)
        return lead->key;
    const struct fnl_client *client = &company->clients.items[lead->client];
    return client->version == lead->client_version ? client->key : lead->key;
}

double fnl_lead_expected_value(const struct fnl_company *company, const struct fnl_lead *lead)
{
    return company->contract_values[lead->source];
}

static void tell_with(struct fnl_company *company, const struct fnl_lead *lead, uint32_t rep,
                      struct fnl_fact fact)
{
    fact.time = company->now;
    fact.key = lead->key;
    fact.source = lead->source;
    fact.rep = rep;
    fact.client = lead->client;
    fact.generation = lead->generation;
    fnl_company_tell(company, &fact);
}

/* Asked at every touch, so what is drawn is remembered. */
bool fnl_lead_is_unreachable(const struct fnl_company *company, struct fnl_lead *lead)
{
    if (lead->met || fnl_company_has(company, FNL_DEVICE_PERFECT_LEADS))
        return false;
    if (!lead->contact_known) {
        const double bad_contact = fnl_company_source(company, lead->source)->bad_contact;
        lead->contact_dead =
            fnl_company_chance(company, bad_contact, lead->key, FNL_PURPOSE_CONTACT);
        lead->contact_known = true;
    }
    return lead->contact_dead;
}

static void tell(struct fnl_company *company, const struct fnl_lead *lead, struct fnl_fact fact)
{
    tell_with(company, lead, lead->rep, fact);
}

/* Share of those who are not qualified whom the test turns away. */
static double specificity(const struct fnl_company *company, uint32_t rep)
{
    const double as_stated = company->test.specificity;
    return rep == FNL_NOBODY ? as_stated : as_stated * fnl_mechanism_on_turning_away(company, rep);
}

/* Whether an experiment spares the tester the error of turning away somebody who is worth it. */
static bool is_never_missed(const struct fnl_company *company, enum fnl_qualifier by)
{
    return fnl_company_has(company, by == FNL_QUALIFIED_BY_REP ? FNL_DEVICE_NOBODY_DROPPED
                                                               : FNL_DEVICE_PERFECT_LEADS);
}

bool fnl_lead_passes_test(struct fnl_company *company, struct fnl_lead *lead, uint32_t rep)
{
    const struct fnl_qualify_test *test = &company->test;
    const bool worth_it = fnl_truth_is_qualified(company, lead, test->bar);
    const double chance = !worth_it                            ? 1 - specificity(company, rep)
                          : is_never_missed(company, test->by) ? 1
                                                               : test->sensitivity;
    const bool passed = fnl_company_chance(company, chance, lead->episode_key, FNL_PURPOSE_QUALIFY);
    tell_with(company, lead, rep, (struct fnl_fact){.kind = FNL_FACT_QUALIFIED, .flag = passed});
    return passed;
}

static bool is_ruled_out(struct fnl_company *company, const struct fnl_lead *lead)
{
    return lead->referrer && lead->client == FNL_NOBODY &&
           fnl_company_chance(company, company->settings->referrals.ruled_out, lead->key,
                              FNL_PURPOSE_RULED_OUT);
}

void fnl_lead_meets_sales(struct fnl_company *company, uint32_t id)
{
    struct fnl_lead *lead = &company->leads.items[id];
    const unsigned stage = lead->on_our_terms ? (unsigned)company->settings->stages.count - 1 : 0;
    if (lead->rep == FNL_NOBODY)
        lead->rep = fnl_ownership_assign(company, lead, stage);
    fnl_deal_enter_stage(company, id, stage);
}

/* Sales goes on with whom it knows; all others are marketing's first. */
static void begin_episode(struct fnl_company *company, uint32_t id)
{
    const struct fnl_lead *lead = &company->leads.items[id];
    const bool known = lead->client != FNL_NOBODY || lead->on_our_terms;
    if (lead->episode == 0 && is_ruled_out(company, lead))
        fnl_lead_ends(company, id, FNL_CAUSE_RULED_OUT);
    else if (known)
        fnl_lead_meets_sales(company, id);
    else
        fnl_marketing_takes(company, id);
}

static void fill_in(struct fnl_company *company, struct fnl_lead *lead,
                    const struct fnl_lead_origin *origin)
{
    lead->key = origin->key;
    lead->episode_key = fnl_key_part(origin->key, 0);
    lead->referrer = origin->referrer;
    lead->referrer_fit = origin->referrer_fit;
    lead->referred_by_pita = origin->referred_by_pita;
    lead->referred_by_client = origin->referred_by_client;
    lead->generation = origin->generation;
    lead->reward = origin->reward;
    lead->arrived = company->now;
    lead->first_touch = origin->acquainted ? origin->met : FNL_NEVER;
    lead->met = origin->acquainted;
    lead->trust_gained = origin->trust;
    lead->source = origin->source;
    lead->rep = origin->rep;
    lead->client = origin->client;
    if (origin->truth) {
        lead->truth = *origin->truth;
        lead->pita = origin->pita;
    } else if (origin->client == FNL_NOBODY) {
        lead->pita = fnl_truth_is_pita(company, lead->key, lead->source, lead->referred_by_pita);
    } else {
        const struct fnl_client *client = &company->clients.items[origin->client];
        lead->client_version = client->version;
        lead->pita = client->pita;
        lead->met = true;
        fnl_truth_take(&lead->truth, FNL_TRAIT_FIT, (double)client->fit);
        fnl_truth_take(&lead->truth, FNL_TRAIT_TRUST, (double)client->satisfaction);
    }
}

static void pay_for(struct fnl_company *company, const struct fnl_lead_origin *origin)
{
    const fnl_money cost = fnl_company_source(company, origin->source)->cost_each;
    if (cost == 0 || origin->client != FNL_NOBODY)
        return;
    const bool from_purse = origin->bought && fnl_purse_spend(company, cost);
    fnl_money_post(company, &(struct fnl_posting){.category = FNL_MONEY_LEADS,
                                                  .amount = -cost,
                                                  .paid = company->now,
                                                  .owner = FNL_OWNER_SOURCE,
                                                  .owner_index = origin->source,
                                                  .source = origin->source,
                                                  .person = origin->key,
                                                  .from_purse = from_purse});
}

static void tell_of_arrival(struct fnl_company *company, const struct fnl_lead *lead,
                            const struct fnl_lead_origin *origin)
{
    company->accounts.episodes++;
    company->levels.open_leads++;
    tell(company, lead,
         (struct fnl_fact){.kind = FNL_FACT_ARRIVED,
                           .other = lead->referrer,
                           .index = origin->index,
                           .day = origin->day,
                           .detail = lead->episode,
                           .flag = lead->pita});
}

static int64_t millionths(struct fnl_company *company, struct fnl_lead *lead, enum fnl_trait trait)
{
    return fnl_units_integer(fnl_truth_of(company, lead, trait) * (double)FNL_MILLION);
}

/* Drawing the traits early changes nothing: every draw has its own address. */
static void tell_of_traits(struct fnl_company *company, struct fnl_lead *lead)
{
    if (fnl_company_is_heard(company, FNL_FACT_TRAITS))
        tell(company, lead,
             (struct fnl_fact){.kind = FNL_FACT_TRAITS,
                               .amount = millionths(company, lead, FNL_TRAIT_FIT),
                               .span = millionths(company, lead, FNL_TRAIT_BUDGET),
                               .wait = millionths(company, lead, FNL_TRAIT_NEED),
                               .until = millionths(company, lead, FNL_TRAIT_INTEREST)});
}

/* The open deals of the first day came before it. */
static bool is_new(const struct fnl_company *company, const struct fnl_lead_origin *origin)
{
    return origin->client == FNL_NOBODY && !company->in_past;
}

/* All that a rep asks for, but trust. */
static void make_perfect(struct fnl_lead *lead)
{
    fnl_truth_take(&lead->truth, FNL_TRAIT_FIT, 1);
    fnl_truth_take(&lead->truth, FNL_TRAIT_BUDGET, 1);
    fnl_truth_take(&lead->truth, FNL_TRAIT_NEED, 1);
    fnl_truth_take(&lead->truth, FNL_TRAIT_INTEREST, 1);
    lead->truth.unaware = 0;
    lead->researched = 100;
    lead->pita = false;
}

uint32_t fnl_lead_admit(struct fnl_company *company, const struct fnl_lead_origin *origin)
{
    const uint32_t id = fnl_lead_new(company);
    if (id == FNL_NOBODY)
        return FNL_NOBODY;
    struct fnl_lead *lead = &company->leads.items[id];
    fill_in(company, lead, origin);
    if (!origin->truth && origin->client == FNL_NOBODY)
        fnl_mechanism_person(company, lead);
    if (is_new(company, origin) && fnl_company_has(company, FNL_DEVICE_PERFECT_LEADS))
        make_perfect(lead);
    if (origin->referrer)
        company->accounts.referrals++;
    tell_of_arrival(company, lead, origin);
    tell_of_traits(company, lead);
    return id;
}

/* Who met somebody years ago may have left since. */
static void forget_rep_who_left(const struct fnl_company *company, struct fnl_lead *lead)
{
    if (lead->rep != FNL_NOBODY && company->reps[lead->rep].resigned)
        lead->rep = FNL_NOBODY;
}

void fnl_lead_arrives(struct fnl_company *company, const struct fnl_lead_origin *origin)
{
    const uint32_t id = fnl_lead_admit(company, origin);
    if (id == FNL_NOBODY)
        return;
    pay_for(company, origin);
    forget_rep_who_left(company, &company->leads.items[id]);
    begin_episode(company, id);
}

void fnl_lead_pay_reward(struct fnl_company *company, struct fnl_lead *lead)
{
    if (lead->reward == 0)
        return;
    const bool from_purse = fnl_purse_keep_promise(company, lead->reward);
    fnl_money_post(company, &(struct fnl_posting){.category = FNL_MONEY_REWARDS,
                                                  .amount = -lead->reward,
                                                  .paid = company->now,
                                                  .owner = FNL_OWNER_SOURCE,
                                                  .owner_index = lead->source,
                                                  .source = lead->source,
                                                  .person = lead->key,
                                                  .from_purse = from_purse});
    lead->reward = 0;
}

static bool may_return(enum fnl_cause cause)
{
    switch (cause) {
    case FNL_CAUSE_NOT_HANDED_ON:
    case FNL_CAUSE_WENT_DARK:
    case FNL_CAUSE_COMPETITOR:
    case FNL_CAUSE_PRICE:
    case FNL_CAUSE_NO_DECISION:
    case FNL_CAUSE_LOST_BETWEEN:
    case FNL_CAUSE_DROPPED:
    case FNL_CAUSE_NOT_FOLLOWED_UP:
        return true;
    case FNL_CAUSE_WON:
    case FNL_CAUSE_RULED_OUT:
    case FNL_CAUSE_UNREACHABLE:
    case FNL_CAUSE_DISQUALIFIED:
    case FNL_CAUSE_WALKED_AWAY:
    case FNL_CAUSE_OUR_TERMS:
    case FNL_CAUSE_LOST_IN_NURTURE:
        return false;
    }
    return false;
}

static void tell_of_end(struct fnl_company *company, const struct fnl_lead *lead,
                        enum fnl_cause cause)
{
    company->levels.open_leads--;
    const bool dated = lead->first_touch != FNL_NEVER && !lead->undated;
    const fnl_time cycle = dated ? company->now - lead->first_touch : -1;
    tell(company, lead,
         (struct fnl_fact){.kind = FNL_FACT_ENDED,
                           .detail = (uint32_t)cause,
                           .span = lead->worked,
                           .wait = cycle,
                           .index = lead->stage_key ? lead->stage + 1u : 0,
                           .other = lead->talked && cause != FNL_CAUSE_DISQUALIFIED,
                           .day = lead->committed,
                           .amount = lead->requests,
                           .flag = lead->pita});
}

/* They will be back at `when`, if that is within the horizon. */
static void plan_return(struct fnl_company *company, uint32_t id, fnl_time when)
{
    struct fnl_lead *lead = &company->leads.items[id];
    lead->will_return = when < company->end;
    if (!lead->will_return)
        return;
    tell(company, lead, (struct fnl_fact){.kind = FNL_FACT_WILL_RETURN, .until = when});
    fnl_company_plan(company, FNL_EVENT_RETURN, when, lead->key, id, lead->version);
}

static bool wants_to_return(struct fnl_company *company, const struct fnl_lead *lead,
                            enum fnl_cause cause)
{
    return may_return(cause) && lead->client == FNL_NOBODY &&
           fnl_company_chance(company, company->settings->returns.share, lead->episode_key,
                              FNL_PURPOSE_RETURN);
}

static void draw_return(struct fnl_company *company, uint32_t id)
{
    struct fnl_lead *lead = &company->leads.items[id];
    const struct fnl_returns *returns = &company->settings->returns;
    lead->trust_gained += (float)fnl_units_rounded(returns->warmer_per_touch * lead->touches_ever);
    const double months =
        fnl_company_draw(company, &returns->after, lead->episode_key, FNL_PURPOSE_RETURN_DELAY);
    const fnl_time after = fnl_units_months(months);
    plan_return(company, id, company->now + (after > FNL_DAY ? after : FNL_DAY));
}

static void drop_promise(struct fnl_company *company, struct fnl_lead *lead)
{
    if (lead->reward > 0)
        fnl_purse_drop_promise(company, lead->reward);
    lead->reward = 0;
}

/* From now on the person is in no stage. */
static void end_episode(struct fnl_company *company, struct fnl_lead *lead, enum fnl_cause cause)
{
    tell_of_end(company, lead, cause);
    lead->stage_key = 0;
    fnl_marketing_is_judged(company, lead, cause == FNL_CAUSE_WON);
}

/* The record stays for as long as anything may still come of the person. */
void fnl_lead_ends(struct fnl_company *company, uint32_t id, enum fnl_cause cause)
{
    struct fnl_lead *lead = &company->leads.items[id];
    end_episode(company, lead, cause);
    drop_promise(company, lead);
    if (wants_to_return(company, lead, cause))
        draw_return(company, id);
    const bool tended = fnl_mechanism_tends(company, id, cause);
    if (!lead->will_return && !tended)
        fnl_lead_is_forgotten(company, id);
}

void fnl_lead_comes_back(struct fnl_company *company, uint32_t id, fnl_time when)
{
    struct fnl_lead *lead = &company->leads.items[id];
    end_episode(company, lead, FNL_CAUSE_WALKED_AWAY);
    lead->on_our_terms = true;
    plan_return(company, id, when);
    if (!lead->will_return)
        fnl_lead_is_forgotten(company, id);
}

/* What was planned for the person while away is not to happen any more: hence the version. */
void fnl_lead_is_back(struct fnl_company *company, uint32_t id)
{
    struct fnl_lead *lead = &company->leads.items[id];
    lead->version++;
    lead->episode++;
    lead->episode_key = fnl_key_part(lead->key, lead->episode);
    lead->arrived = company->now;
    lead->worked = 0;
    lead->talked = lead->will_return = lead->pushed = lead->committed = false;
    lead->nurtured = FNL_NURTURED_NOT;
    lead->sown = 0;
    lead->forecast_in = 0;
    lead->requests = 0;
    if (!lead->on_our_terms)
        lead->rep = FNL_NOBODY;
    tell_of_arrival(company, lead, &(struct fnl_lead_origin){.index = 0, .day = FNL_LEAD_NO_DAY});
    begin_episode(company, id);
}

void fnl_lead_returns(struct fnl_company *company, const struct fnl_event *event)
{
    if (company->leads.items[event->subject].version == event->version)
        fnl_lead_is_back(company, event->subject);
}
