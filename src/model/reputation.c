/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/reputation.h"

#include <math.h>

#include "model/mechanism.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_reputation, per_client_share, SHARE, SHARE, 0, 1, "1 %", "0", NEVER, TUNING,
              "share that each new client adds to the volume of inbound sources for a while",
              "guess: no published figure",
              "After a well-known client signs, how many more people call by themselves?"),
    FNL_PARAM(fnl_reputation, lasts, SPAN, DAYS, 1, 3650, "180 days", "180 days", NEVER, TUNING,
              "for how long it does", "guess", "For how long is a new client talked about?"),
    FNL_PARAM(fnl_reputation, by_size, NUMBER, NONE, 0, 2, "0.5", "0", NEVER, EXPERT,
              "power of the contract's size against the average: 0 all alike, 1 in proportion",
              "guess", NULL),
};
const struct fnl_param_table fnl_reputation_table = FNL_PARAM_TABLE(rows, struct fnl_reputation);

/*
 * Sums, so that it costs the same for few clients as for many, in whole
 * thousand-millionths, so that what was added and is taken away leaves nothing.
 */
struct renown {
    int64_t level;
    int64_t day;    /* up to which what has run out is taken away */
    int64_t ends[]; /* what runs out on each day of the horizon */
};
#define FINENESS 1e9

static struct renown *renown_of(const struct fnl_company *company)
{
    return fnl_mechanism_state(company, FNL_MECHANISM_REPUTATION);
}

static size_t state_size(const struct fnl_company *company)
{
    return sizeof(struct renown) + (size_t)company->days * sizeof(int64_t);
}

static bool is_present(const struct fnl_settings *settings)
{
    return settings->reputation.present;
}

/* Days on which the group was not there count as well. */
static void day_begins(struct fnl_company *company, int day)
{
    struct renown *renown = renown_of(company);
    while (renown->day <= day)
        renown->level -= renown->ends[renown->day++];
}

static double lift_of(const struct fnl_company *company, fnl_money contract)
{
    const struct fnl_reputation *about = &company->settings->reputation;
    const double average = fnl_law_mean(&company->settings->clients.contract_value) * 100;
    const double size = average > 0 ? (double)contract / average : 1;
    return about->per_client_share * fnl_units_rounded(pow(size, about->by_size));
}

static void hear_signature(struct fnl_company *company, const struct fnl_fact *fact)
{
    if (fact->detail == 1)
        return;
    struct renown *renown = renown_of(company);
    const int64_t lift = fnl_units_integer(lift_of(company, fact->amount) * FINENESS);
    const fnl_time end = (company->now + company->settings->reputation.lasts) / FNL_DAY;
    renown->level += lift;
    if (end < company->days)
        renown->ends[end] += lift;
}

double fnl_reputation_level(const struct fnl_company *company)
{
    return (double)renown_of(company)->level / FINENESS;
}

static double on_volume(const struct fnl_company *company, uint32_t source)
{
    const int kind = fnl_company_source(company, source)->kind;
    return kind == FNL_SOURCE_INBOUND ? 1 + fnl_reputation_level(company) : 1;
}

const struct fnl_mechanism fnl_reputation_mechanism = {
    .is_present = is_present,
    .state_size = state_size,
    .day_begins = day_begins,
    .hears = FNL_FACT_BIT(FNL_FACT_SIGNED),
    .hear = hear_signature,
    .on_volume = on_volume,
};
