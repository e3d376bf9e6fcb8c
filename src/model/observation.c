/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/observation.h"

#include "model/state.h"

/* A thing of a source's person that is `truth`, as declared. */
static double declared(const struct fnl_company *company, uint32_t source, double truth,
                       uint64_t key, enum fnl_purpose purpose)
{
    const double reliability = fnl_company_source(company, source)->reliability;
    if (reliability >= 1)
        return truth;
    return reliability * truth + (1 - reliability) * fnl_company_uniform(company, key, purpose);
}

double fnl_observation_of_fit(const struct fnl_company *company, uint64_t key, uint32_t source,
                              double fit)
{
    return declared(company, source, fit, key, FNL_PURPOSE_DECLARED_FIT);
}

double fnl_observation_fit(const struct fnl_company *company, struct fnl_lead *lead)
{
    return fnl_observation_of_fit(company, lead->key, lead->source,
                                  fnl_truth_of(company, lead, FNL_TRAIT_FIT));
}

double fnl_observation_interest(const struct fnl_company *company, struct fnl_lead *lead)
{
    return declared(company, lead->source, fnl_truth_of(company, lead, FNL_TRAIT_INTEREST),
                    lead->key, FNL_PURPOSE_DECLARED);
}

double fnl_observation_score(const struct fnl_company *company, struct fnl_lead *lead, double noise)
{
    const double reliability = fnl_company_source(company, lead->source)->reliability;
    const double mean = (fnl_truth_of(company, lead, FNL_TRAIT_FIT) +
                         fnl_truth_of(company, lead, FNL_TRAIT_BUDGET) +
                         fnl_truth_of(company, lead, FNL_TRAIT_NEED) +
                         fnl_truth_of(company, lead, FNL_TRAIT_INTEREST)) /
                        4;
    struct fnl_stream stream;
    fnl_stream_open(&stream, company->key, lead->episode_key, FNL_PURPOSE_SCORE);
    const double said = reliability * mean + (1 - reliability) * fnl_stream_uniform(&stream);
    return fnl_units_rounded(said + noise * fnl_stream_normal(&stream));
}

double fnl_observation_mood(const struct fnl_company *company, const struct fnl_client *client)
{
    return declared(company, client->source, (double)client->satisfaction,
                    fnl_key_part(client->key, client->month_total), FNL_PURPOSE_DECLARED_MOOD);
}

bool fnl_observation_of_pain(const struct fnl_company *company, const struct fnl_client *client)
{
    const bool has_shown = company->now >= client->since + FNL_OBSERVATION_SHOWS;
    return has_shown ? client->pita : client->flagged;
}
