/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/marketing.h"

#include <assert.h>

#include "model/observation.h"
#include "model/signal.h"
#include "model/state.h"

void fnl_marketing_spends(struct fnl_company *company, const struct fnl_lead *lead, fnl_money cost)
{
    fnl_money_post(company, &(struct fnl_posting){.category = FNL_MONEY_MARKETING,
                                                  .amount = -cost,
                                                  .paid = company->now,
                                                  .owner = FNL_OWNER_SOURCE,
                                                  .owner_index = lead->source,
                                                  .source = lead->source,
                                                  .person = lead->key});
}

static bool passes_test(struct fnl_company *company, struct fnl_lead *lead)
{
    if (company->test.by != FNL_QUALIFIED_BY_MARKETING)
        return true;
    const double hours = (double)company->test.takes / (double)FNL_HOUR;
    fnl_marketing_spends(company, lead, fnl_units_scaled(company->test.hour_costs, hours));
    lead->qualified = true;
    return fnl_lead_passes_test(company, lead, FNL_NOBODY);
}

static void tell_of_handoff(struct fnl_company *company, const struct fnl_lead *lead, int64_t score,
                            uint32_t signal)
{
    fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_HANDED_ON,
                                                 .time = company->now,
                                                 .key = lead->key,
                                                 .amount = score,
                                                 .detail = signal,
                                                 .source = lead->source,
                                                 .rep = lead->rep,
                                                 .client = lead->client,
                                                 .generation = lead->generation});
}

bool fnl_marketing_finds_ready(struct fnl_company *company, struct fnl_lead *lead)
{
    const struct fnl_choice *choice = &company->settings->handoff;
    const struct fnl_handoff_policy *policy = (const struct fnl_handoff_policy *)choice->policy;
    struct fnl_handoff_view view = {.referred = lead->referrer != 0};
    int64_t score = -1;
    uint32_t signal = 0;
    if (policy->score_noise) {
        view.score = fnl_observation_score(company, lead, policy->score_noise(choice->params));
        score = fnl_units_integer(view.score * (double)FNL_MILLION);
    }
    if (policy->signal) {
        signal = fnl_signal_shown(company, lead, policy->signal(choice->params));
        view.signalled = signal != 0;
    }
    if (!policy->hands_on(choice->params, &view) &&
        !fnl_company_has(company, FNL_DEVICE_PERFECT_LEADS))
        return false;
    if (fnl_company_is_heard(company, FNL_FACT_HANDED_ON))
        tell_of_handoff(company, lead, score, signal);
    return true;
}

void fnl_marketing_takes(struct fnl_company *company, uint32_t id)
{
    struct fnl_lead *lead = &company->leads.items[id];
    if (!passes_test(company, lead))
        fnl_lead_ends(company, id, FNL_CAUSE_DISQUALIFIED);
    else if (fnl_marketing_finds_ready(company, lead))
        fnl_marketing_hands_over(company, id);
    else if (!fnl_mechanism_keeps(company, id))
        fnl_lead_ends(company, id, FNL_CAUSE_NOT_HANDED_ON);
}

static bool is_of_marketing(const struct fnl_lead *lead)
{
    return lead->rep == FNL_NOBODY && lead->referrer == 0;
}

void fnl_marketing_hands_over(struct fnl_company *company, uint32_t id)
{
    struct fnl_lead *lead = &company->leads.items[id];
    struct fnl_handover handover = {.lost = false};
    lead->passed = is_of_marketing(lead);
    if (lead->passed)
        fnl_mechanism_on_handover(company, lead, &handover);
    if (handover.lost)
        fnl_lead_ends(company, id, handover.cause);
    else if (handover.delay > 0)
        fnl_company_plan(company, FNL_EVENT_HANDOVER, company->now + handover.delay, lead->key, id,
                         lead->version);
    else
        fnl_lead_meets_sales(company, id);
}

void fnl_marketing_delivers(struct fnl_company *company, const struct fnl_event *event)
{
    assert(company->leads.items[event->subject].version == event->version);
    fnl_lead_meets_sales(company, event->subject);
}

void fnl_marketing_is_judged(struct fnl_company *company, struct fnl_lead *lead, bool good)
{
    if (!lead->passed)
        return;
    lead->passed = false;
    fnl_mechanism_on_verdict(company, good);
}
