/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/rush.h"

#include "model/deal.h"
#include "model/quarter.h"
#include "model/state.h"

/* Where nobody pushes, no stage is near enough. */
static struct fnl_push_terms terms_now(const struct fnl_company *company)
{
    const struct fnl_choice *choice = &company->settings->push;
    const struct fnl_push_policy *policy = (const struct fnl_push_policy *)choice->policy;
    return policy->terms ? policy->terms(choice->params) : (struct fnl_push_terms){.stages = 0};
}

/* Whether `lead` is so near to the signature that it is pushed. */
static bool is_near(const struct fnl_company *company, const struct fnl_lead *lead,
                    const struct fnl_push_terms *terms)
{
    return lead->stage + terms->stages >= (int64_t)company->settings->stages.count;
}

void fnl_rush_plan(struct fnl_company *company, uint32_t id, fnl_time due)
{
    const struct fnl_lead *lead = &company->leads.items[id];
    const struct fnl_push_terms terms = terms_now(company);
    if (!is_near(company, lead, &terms))
        return;
    const struct fnl_quarter quarter = fnl_quarter_now(company);
    const fnl_time from = quarter.ends - terms.days;
    if (due >= quarter.ends)
        fnl_company_plan(company, FNL_EVENT_PUSH, from > company->now ? from : company->now,
                         lead->key, id, lead->version);
}

static void tell_of_push(struct fnl_company *company, const struct fnl_lead *lead, bool own_date)
{
    if (fnl_company_is_heard(company, FNL_FACT_PUSHED))
        fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_PUSHED,
                                                     .time = company->now,
                                                     .key = lead->key,
                                                     .source = lead->source,
                                                     .rep = lead->rep,
                                                     .client = lead->client,
                                                     .detail = lead->stage,
                                                     .flag = own_date});
}

/* The touch that was planned is stale from now on. */
static void pull_forward(struct fnl_company *company, uint32_t id)
{
    struct fnl_lead *lead = &company->leads.items[id];
    lead->version++;
    fnl_deal_touch_due(company, &(struct fnl_event){.subject = id, .version = lead->version});
}

void fnl_rush_due(struct fnl_company *company, const struct fnl_event *event)
{
    struct fnl_lead *lead = &company->leads.items[event->subject];
    const struct fnl_push_terms terms = terms_now(company);
    const fnl_time ends = fnl_quarter_now(company).ends;
    if (lead->version != event->version || !is_near(company, lead, &terms) ||
        company->now < ends - terms.days)
        return;
    const bool own_date =
        fnl_company_chance(company, terms.own_date, lead->episode_key, FNL_PURPOSE_OWN_DATE);
    if (!lead->pushed)
        tell_of_push(company, lead, own_date);
    lead->pushed = true;
    if (!own_date)
        pull_forward(company, event->subject);
}

double fnl_rush_on_going_on(const struct fnl_company *company, const struct fnl_lead *lead)
{
    return lead->pushed ? terms_now(company).on_going_on : 0;
}

double fnl_rush_on_price(const struct fnl_company *company, const struct fnl_lead *lead)
{
    return lead->pushed ? 1 - terms_now(company).discount : 1;
}
