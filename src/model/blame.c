/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/blame.h"

#include "model/mechanism.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_blame, shifts, SHARE, SHARE, 0, 1, "10 %", "0", NEVER, TUNING,
              "after a missed quarter: share of the money for inbound people that buys names on "
              "lists for a quarter",
              "guess: no published figure",
              "When the number is missed, how much of the money goes into sheer volume?"),
};
const struct fnl_param_table fnl_blame_table = FNL_PARAM_TABLE(rows, struct fnl_blame);

#define QUARTER 3

struct grievance {
    fnl_money signed_for; /* in this quarter so far */
    int64_t months;       /* that are over */
    bool felt;
    double on_inbound, on_lists; /* factors on volume while it is felt */
};

static struct grievance *grievance_of(const struct fnl_company *company)
{
    return fnl_mechanism_state(company, FNL_MECHANISM_BLAME);
}

static size_t state_size(const struct fnl_company *company)
{
    (void)company;
    return sizeof(struct grievance);
}

static bool is_present(const struct fnl_settings *settings)
{
    return settings->blame.present;
}

/* What the people of all sources of a kind cost a month. */
static double money_for(const struct fnl_settings *settings, enum fnl_source_kind kind)
{
    double money = 0;
    for (unsigned i = 0; i < settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(settings, i);
        if (source->kind == (int)kind)
            money += (double)source->cost_each * fnl_law_mean(&source->leads_per_month);
    }
    return money;
}

bool fnl_blame_can_shift(const struct fnl_settings *settings)
{
    return money_for(settings, FNL_SOURCE_INBOUND) > 0 && money_for(settings, FNL_SOURCE_LIST) > 0;
}

bool fnl_blame_is_felt(const struct fnl_company *company)
{
    return company->settings->blame.present && grievance_of(company)->felt;
}

static void phase_begins(struct fnl_company *company)
{
    const struct fnl_settings *settings = company->settings;
    struct grievance *grievance = grievance_of(company);
    grievance->on_inbound = grievance->on_lists = 1;
    if (!fnl_blame_can_shift(settings))
        return;
    const double shifts = settings->blame.shifts;
    grievance->on_inbound = 1 - shifts;
    grievance->on_lists =
        1 + shifts * money_for(settings, FNL_SOURCE_INBOUND) / money_for(settings, FNL_SOURCE_LIST);
}

static void hear_signature(struct fnl_company *company, const struct fnl_fact *fact)
{
    grievance_of(company)->signed_for += fact->amount;
}

static void month_ends(struct fnl_company *company)
{
    struct grievance *grievance = grievance_of(company);
    if (++grievance->months % QUARTER != 0)
        return;
    grievance->felt = grievance->signed_for < company->settings->quota.per_year / 4;
    grievance->signed_for = 0;
}

static double on_volume(const struct fnl_company *company, uint32_t index)
{
    const struct grievance *grievance = grievance_of(company);
    const struct fnl_source *source = fnl_company_source(company, index);
    if (!grievance->felt || source->cost_each <= 0)
        return 1;
    return source->kind == FNL_SOURCE_INBOUND ? grievance->on_inbound
           : source->kind == FNL_SOURCE_LIST  ? grievance->on_lists
                                              : 1;
}

const struct fnl_mechanism fnl_blame_mechanism = {
    .is_present = is_present,
    .state_size = state_size,
    .phase_begins = phase_begins,
    .month_ends = month_ends,
    .hears = FNL_FACT_BIT(FNL_FACT_SIGNED),
    .hear = hear_signature,
    .on_volume = on_volume,
};
