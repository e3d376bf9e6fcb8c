/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/development.h"

#include "model/mechanism.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_development, count, COUNT, NONE, 0, 100000, "2", "0", NEVER, ESSENTIAL,
              "people who only work the first stages, beside reps.count",
              "guess: one for every few reps", "How many only make first contact and pass on?"),
    FNL_PARAM(fnl_development, stages, COUNT, NONE, 0, 100, "1", "0", NEVER, TUNING,
              "how many of the stages, from the first on, are theirs; the last one is a rep's",
              "convention: the first", "Up to which step do they work?"),
    FNL_PARAM(fnl_development, selling_share, SHARE, SHARE, 0.01, 1, "40 %", "40 %", NEVER, TUNING,
              "share of their working hours that goes into touches and prospecting",
              "benchmark: 41 % of reps (CSO Insights 2011, over 2,000 firms)",
              "How much of their week do they talk or write to people?"),
    FNL_PARAM(fnl_development, salary, MONEY, MONEY, 0, 1e8, "0", "0", NEVER, TUNING,
              "fixed cost of one of them a year, all in", "the firm's payroll",
              "What does one of them cost a year?"),
    FNL_PARAM(fnl_development, ramp_months, LAW, MONTHS, 0, 120, "3.2", "0", ENTITY, TUNING,
              "months until a new one works at full speed",
              "benchmark: 3.2 months (Bridge Group 2018, as reported)",
              "How long until a new one pulls their weight?"),
    FNL_PARAM(fnl_development, handoff_loss, SHARE, SHARE, 0, 1, "10 %", "0", NEVER, TUNING,
              "share of those who go on that is lost when another role takes over",
              "guess: no published figure; vary it",
              "Of ten meetings that they book for a rep, how many come to nothing for the change?"),
    FNL_PARAM(fnl_development, handoff_trust, SHARE, SHARE, 0, 1, "0.05", "0", NEVER, TUNING,
              "trust that the others lose by it, on the scale from 0 to 1 (effects.trust)", "guess",
              "Do people mind telling a new face their story again?"),
};
const struct fnl_param_table fnl_development_table = FNL_PARAM_TABLE(rows, struct fnl_development);

/* Room for the reps of one role and what they have to do, when the assign policy is asked. */
static size_t state_size(const struct fnl_company *company)
{
    return company->rep_capacity * (sizeof(fnl_time) + sizeof(uint32_t));
}

static bool is_present(const struct fnl_settings *settings)
{
    return settings->development.present;
}

enum fnl_role fnl_development_does(const struct fnl_company *company, unsigned stage)
{
    const bool theirs = company->developers > 0 && stage < company->settings->development.stages &&
                        stage + 1u < company->settings->stages.count;
    return theirs ? FNL_ROLE_DEVELOPS : FNL_ROLE_SELLS;
}

enum fnl_role fnl_development_works(const struct fnl_company *company, const struct fnl_lead *lead,
                                    unsigned stage)
{
    return lead->client == FNL_NOBODY ? fnl_development_does(company, stage) : FNL_ROLE_SELLS;
}

bool fnl_development_passes(const struct fnl_company *company, struct fnl_lead *lead,
                            unsigned stage)
{
    if (fnl_development_works(company, lead, lead->stage) ==
        fnl_development_works(company, lead, stage))
        return true;
    const struct fnl_development *development = &company->settings->development;
    if (!fnl_company_has(company, FNL_DEVICE_NOBODY_DROPPED) &&
        fnl_company_chance(company, development->handoff_loss, lead->stage_key,
                           FNL_PURPOSE_ROLE_HANDOFF))
        return false;
    lead->trust_gained -= (float)development->handoff_trust;
    lead->rep = FNL_NOBODY;
    return true;
}

const struct fnl_mechanism fnl_development_mechanism = {
    .is_present = is_present,
    .state_size = state_size,
};
