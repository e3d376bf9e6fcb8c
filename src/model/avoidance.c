/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/avoidance.h"

#include <math.h>

#include "model/mechanism.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(
        fnl_avoidance, per_rejection, SHARE, SHARE, 0, 1, "5 %", "0", NEVER, TUNING,
        "share of a rep's willingness to prospect that a no takes, from somebody it had found",
        "guess: no published figure; that 40 to 80 % of reps avoid it is promotional",
        "After a week of noes, how much less prospecting is done than planned?"),
    FNL_PARAM(fnl_avoidance, heals_in, SPAN, DAYS, 1, 3650, "14 days", "14 days", NEVER, TUNING,
              "time in which the reluctance halves", "guess",
              "How long until a rep has got over a bad week?"),
};
const struct fnl_param_table fnl_avoidance_table = FNL_PARAM_TABLE(rows, struct fnl_avoidance);

/* By rep: the level at its last change. */
struct reluctance {
    double level;
    fnl_time as_of;
};

static struct reluctance *of_rep(const struct fnl_company *company, uint32_t index)
{
    return (struct reluctance *)fnl_mechanism_state(company, FNL_MECHANISM_AVOIDANCE) + index;
}

static size_t state_size(const struct fnl_company *company)
{
    return company->rep_capacity * sizeof(struct reluctance);
}

static bool is_present(const struct fnl_settings *settings)
{
    return settings->avoidance.present;
}

double fnl_avoidance_level(const struct fnl_company *company, uint32_t index)
{
    const struct reluctance *reluctance = of_rep(company, index);
    const double half_lives =
        (double)(company->now - reluctance->as_of) / (double)company->settings->avoidance.heals_in;
    return fnl_units_rounded(reluctance->level * exp2(-half_lives));
}

static bool was_found(const struct fnl_company *company, uint32_t source)
{
    return fnl_source_is_prospected(fnl_company_source(company, source));
}

/* A no: somebody who was found, and talked to, is lost. */
static void hear_end(struct fnl_company *company, const struct fnl_fact *fact)
{
    if (fact->detail == FNL_CAUSE_WON || fact->wait < 0 || fact->rep == FNL_NOBODY ||
        !was_found(company, fact->source))
        return;
    const double level = fnl_avoidance_level(company, fact->rep);
    const double taken = company->settings->avoidance.per_rejection * (1 - level);
    *of_rep(company, fact->rep) = (struct reluctance){level + taken, company->now};
}

static double on_prospecting(const struct fnl_company *company, uint32_t index)
{
    return 1 - fnl_avoidance_level(company, index);
}

const struct fnl_mechanism fnl_avoidance_mechanism = {
    .is_present = is_present,
    .state_size = state_size,
    .hears = FNL_FACT_BIT(FNL_FACT_ENDED),
    .hear = hear_end,
    .on_prospecting = on_prospecting,
};
