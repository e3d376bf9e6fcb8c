/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/prospecting.h"

#include "model/state.h"

static bool is_prospected(const struct fnl_source *source)
{
    return (source->kind == FNL_SOURCE_OUTBOUND || source->kind == FNL_SOURCE_TARGET) &&
           source->found_per_hour > 0;
}

static uint32_t count_sources(const struct fnl_company *company)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < company->settings->sources.count; i++)
        count += is_prospected(fnl_company_source(company, i));
    return count;
}

static uint32_t nth_source(const struct fnl_company *company, uint32_t n)
{
    uint32_t i = 0;
    while (!is_prospected(fnl_company_source(company, i)) || n-- > 0)
        i++;
    return i;
}

bool fnl_prospecting_wanted(struct fnl_company *company, uint32_t index, fnl_time *hours)
{
    const struct fnl_choice *choice = &company->settings->slack;
    const struct fnl_slack_policy *policy = (const struct fnl_slack_policy *)choice->policy;
    struct fnl_rep *rep = &company->reps[index];
    const int32_t week = (int32_t)(company->now / (7 * FNL_DAY));
    if (rep->week != week) {
        rep->week = week;
        rep->prospected = 0;
    }
    const bool as_planned = fnl_company_has(company, FNL_DEVICE_PROSPECTING_DONE);
    const struct fnl_slack_view view = {
        .prospected = rep->prospected,
        .willing = as_planned ? 1 : fnl_mechanism_on_prospecting(company, index),
        .as_planned = as_planned};
    *hours = policy->block(choice->params, &view);
    if (*hours <= 0 || count_sources(company) == 0)
        return false;
    rep->prospected += *hours;
    return true;
}

/* Each block is spent in one source, taken in turn. */
void fnl_prospecting_done(struct fnl_company *company, uint32_t index, fnl_time hours)
{
    struct fnl_rep *rep = &company->reps[index];
    const uint32_t block = rep->blocks++;
    const uint32_t sources = count_sources(company);
    if (sources == 0)
        return;
    const uint32_t source = nth_source(company, block % sources);
    const uint64_t block_key = fnl_key_part(company->source_keys[source], rep->key);
    const double found =
        fnl_company_source(company, source)->found_per_hour * (double)hours / (double)FNL_HOUR;
    double places[FNL_COMPANY_POINTS];
    const size_t count = fnl_company_points(company, found, fnl_key_part(block_key, block),
                                            FNL_PURPOSE_PROSPECTING, places);
    for (size_t i = 0; i < count; i++) {
        const uint32_t item = FNL_LEAD_INDEX(FNL_CHANNEL_PROSPECTING, block, i);
        fnl_lead_arrives(company, &(struct fnl_lead_origin){.key = fnl_lead_key(block_key, item),
                                                            .source = source,
                                                            .index = item,
                                                            .day = FNL_LEAD_NO_DAY,
                                                            .client = FNL_NOBODY,
                                                            .rep = index});
    }
}
