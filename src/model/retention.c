/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/retention.h"

#include "model/observation.h"
#include "model/state.h"

void fnl_retention_ask(const struct fnl_company *company, const struct fnl_client *client,
                       struct fnl_keep_answer *answer)
{
    const struct fnl_choice *choice = &company->settings->keep;
    const struct fnl_keep_policy *policy = (const struct fnl_keep_policy *)choice->policy;
    *answer = (struct fnl_keep_answer){.verdict = FNL_KEEP};
    if (client->since >= company->now)
        return;
    const struct fnl_keep_view view = {.pita = fnl_observation_of_pain(company, client),
                                       .term_ends = client->month >= client->months,
                                       .repriced = client->repriced};
    *answer = policy->decide(choice->params, &view);
}

static uint64_t month_key(const struct fnl_client *client)
{
    return fnl_key_part(client->key, client->month_total);
}

bool fnl_retention_reprices(struct fnl_company *company, uint32_t id,
                            const struct fnl_keep_answer *answer)
{
    struct fnl_client *client = &company->clients.items[id];
    if (!fnl_company_chance(company, answer->takes_it, month_key(client), FNL_PURPOSE_REPRICE))
        return false;
    client->renews_at = fnl_units_scaled(client->renews_at, answer->price_factor);
    client->repriced = true;
    return true;
}

static void become_good(struct fnl_company *company, uint32_t id)
{
    struct fnl_client *client = &company->clients.items[id];
    fnl_client_count(company, client, -1);
    client->pita = false;
    fnl_client_count(company, client, 1);
    fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_REFORMED,
                                                 .time = company->now,
                                                 .key = client->key,
                                                 .source = client->source,
                                                 .rep = client->rep,
                                                 .client = id,
                                                 .generation = client->generation});
}

void fnl_retention_reform(struct fnl_company *company, uint32_t id,
                          const struct fnl_keep_answer *answer)
{
    const struct fnl_client *client = &company->clients.items[id];
    if (answer->hours > 0)
        fnl_service_request(company, id, answer->hours, FNL_SERVICE_USUAL);
    if (client->pita &&
        fnl_company_chance(company, answer->works, month_key(client), FNL_PURPOSE_REFORM))
        become_good(company, id);
}
