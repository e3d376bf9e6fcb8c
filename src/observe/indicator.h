/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * indicator.h - what is measured in every run: one table of names, units and
 * definitions, and the row of integers that holds the values of one future.
 *
 * A row is a flat array of int64: first the indicators (one number a run), then
 * the series (one number a month), then the breakdowns by cause, by use of
 * hours, by category of money and by source, and last the causes again, month
 * by month. Integers add up to the same in any order, so rows may be filled by
 * any thread.
 */
#ifndef FUNNELSIM_OBSERVE_INDICATOR_H
#define FUNNELSIM_OBSERVE_INDICATOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <funnelsim/indicators.h>

#include "model/lead.h"
#include "model/money.h"
#include "model/stage.h"
#include "model/task.h"

/* Order is that of columns; ids in indicator.c. */
enum fnl_indicator {
    FNL_NEW_BUSINESS,
    FNL_REVENUE,
    FNL_COST,
    FNL_CONTRIBUTION,
    FNL_NET_PRESENT_VALUE,
    FNL_NEW_BUSINESS_YEAR,
    FNL_MISSES_QUOTA,
    FNL_LOWEST_CASH,
    FNL_LOWEST_CASH_DATE,
    FNL_CASH_END,
    FNL_GOES_BROKE,
    FNL_NEW_CLIENTS,
    FNL_CLIENTS_LOST,
    FNL_CLIENTS_END,
    FNL_PITA_CLIENTS_END,
    FNL_PEOPLE,
    FNL_LEADS,
    FNL_REFERRED,
    FNL_ASKS,
    FNL_OPPORTUNITIES,
    FNL_WON,
    FNL_WIN_RATE,
    FNL_CYCLE,
    FNL_FIRST_WAIT,
    FNL_COST_PER_WIN,
    FNL_MEETINGS,
    FNL_HOURS_NOWHERE,
    FNL_PITA_HOURS,
    FNL_UTILISATION,
    FNL_CONTRIBUTION_PER_HOUR,
    FNL_SERVICE_REFUSED,
    FNL_EXTRA_ALLOWED,
    FNL_EXTRA_SPENT,
    FNL_NEW_CLIENTS_YEAR,
    FNL_REVENUE_YEAR,
    FNL_CLIENTS_LOST_YEAR,
    FNL_REFERRED_YEAR,
    FNL_REFERRAL_LINE_IDEAL,
    FNL_REFERRAL_LINE_PITA,
    FNL_REPS_END,
    FNL_REPS_LEFT,
    FNL_ENERGY,
    FNL_MORALE,
    FNL_PITA_SIGNED,
    FNL_QUOTA_ATTAINMENT,
    FNL_QUOTA_MADE,
    FNL_PUSHED,
    FNL_FORECAST_ERROR,
    FNL_COMMITTED_WIN_RATE,
    FNL_MISSED_TOUCHES,
    FNL_MISSED_HOURS,
    FNL_DAYS_TO_PAY,
    FNL_DAYS_TO_PAY_PITA,
    FNL_NEVER_FOLLOWED_UP,
    FNL_ALIGNMENT,
    FNL_EPISODES,
    FNL_OPEN_EPISODES,
    FNL_EVENTS,
    FNL_MARKET_LEFT,
    FNL_UNREACHED,
    FNL_GOODWILL,
    FNL_TARGET_TOUCHES,
    FNL_OLD_CONTACTS_REVENUE,
    FNL_OLD_CONTACTS_SHARE,
    FNL_OLD_CONTACTS_NEW_BUSINESS,
    FNL_PEOPLE_MET,
    FNL_DEALS_OPENED,
    FNL_ADVOCATES,
    FNL_REQUESTS_WON,
    FNL_REQUESTS_UNWON,
    FNL_PITA_SIGNED_LATE,
    FNL_DEAL_VALUE,
};
#define FNL_INDICATORS (FNL_DEAL_VALUE + 1)

/* One number a month; ids in indicator.c. */
enum fnl_series {
    FNL_SERIES_REVENUE,
    FNL_SERIES_COST,
    FNL_SERIES_CASH,
    FNL_SERIES_NEW_BUSINESS,
    FNL_SERIES_PEOPLE,
    FNL_SERIES_LEADS,
    FNL_SERIES_REFERRED,
    FNL_SERIES_ASKS,
    FNL_SERIES_FIRST_TALKS,
    FNL_SERIES_MEETINGS,
    FNL_SERIES_WON,
    FNL_SERIES_ENDED_UNWON,
    FNL_SERIES_OPEN_LEADS,
    FNL_SERIES_CLIENTS,
    FNL_SERIES_PITA_CLIENTS,
    FNL_SERIES_CLIENTS_LOST,
    FNL_SERIES_HOURS_SELLING,
    FNL_SERIES_HOURS_SERVICE,
    FNL_SERIES_HOURS_PITA,
    FNL_SERIES_HOURS_ASKING,
    FNL_SERIES_HOURS_MEETINGS,
    FNL_SERIES_HOURS_PROSPECTING,
    FNL_SERIES_HOURS_AVAILABLE,
    FNL_SERIES_BACKLOG,
    FNL_SERIES_REPS,
    FNL_SERIES_REPS_LEFT,
    FNL_SERIES_ENERGY,
    FNL_SERIES_MORALE,
    FNL_SERIES_MARKET_LEFT,
    FNL_SERIES_GOODWILL,
    FNL_SERIES_PITA_SIGNED,
    FNL_SERIES_FORECAST,
    FNL_SERIES_FORECAST_CAME,
    FNL_SERIES_HOURS_ADMIN,
    FNL_SERIES_PEOPLE_MET,
    FNL_SERIES_HOURS_NURTURE,
    FNL_SERIES_NURTURED,
    FNL_SERIES_ALIGNMENT,
};
#define FNL_SERIES_COUNT (FNL_SERIES_ALIGNMENT + 1)

/* Where the hours of the reps went; the order is that of columns and of the figure. */
enum fnl_spent_on {
    FNL_SPENT_ON_WON,
    FNL_SPENT_ON_UNWON,
    FNL_SPENT_ON_OPEN, /* leads still on their way at the horizon */
    FNL_SPENT_ON_SERVICE,
    FNL_SPENT_ON_PITA,
    FNL_SPENT_ON_ASKING,
    FNL_SPENT_ON_MEETINGS,
    FNL_SPENT_ON_PROSPECTING,
    FNL_SPENT_ON_REST, /* free hours */
    FNL_SPENT_ON_ADMIN,
    FNL_SPENT_ON_NURTURE,
};
#define FNL_SPENT_ON_COUNT (FNL_SPENT_ON_NURTURE + 1)

/* What is counted for each source; the stages follow, one column each. */
enum fnl_by_source {
    FNL_BY_SOURCE_PEOPLE, /* with those who were there on the first day */
    FNL_BY_SOURCE_TALKED, /* at least one touch took place */
    FNL_BY_SOURCE_WON,
    FNL_BY_SOURCE_NEW_BUSINESS,
    FNL_BY_SOURCE_COST,  /* of finding them: leads, campaigns, rewards, marketing, commission */
    FNL_BY_SOURCE_HOURS, /* of reps, on leads that ended */
    FNL_BY_SOURCE_PITA,  /* who signed and are a pain */
    FNL_BY_SOURCE_STAGES,
};
#define FNL_BY_SOURCE_COUNT (FNL_BY_SOURCE_STAGES + FNL_STAGES)

/* Where each part of a row begins. */
struct fnl_row_layout {
    size_t months, sources;
    size_t series, causes, spent_on, categories, by_source; /* offsets; indicators are at 0 */
    size_t monthly_causes;                                  /* likewise */
    size_t width;                                           /* int64s in a row */
};

/* One of what people and programs read, in the unit of the row: 100 for money, a day for dates. */
double fnl_indicator_one(enum fnl_measure measure);

struct fnl_row_layout fnl_indicator_layout(size_t months, size_t sources);

static inline size_t fnl_indicator_series_at(const struct fnl_row_layout *layout,
                                             enum fnl_series series, size_t month)
{
    return layout->series + (size_t)series * layout->months + month;
}

static inline size_t fnl_indicator_source_at(const struct fnl_row_layout *layout, size_t source,
                                             size_t column)
{
    return layout->by_source + source * FNL_BY_SOURCE_COUNT + column;
}

/* Where the episodes are counted that ended by a cause in a month. */
static inline size_t fnl_indicator_cause_at(const struct fnl_row_layout *layout,
                                            enum fnl_cause cause, size_t month)
{
    return layout->monthly_causes + (size_t)cause * layout->months + month;
}

/* What a ratio of a future is made of: its value is unit * part / whole, undefined of nothing. */
struct fnl_indicator_ratio {
    int64_t part, whole;
    double unit;
};

/*
 * The parts of an indicator in a row, for those that are ratios of what is in
 * it: win_rate, cost_per_win, hours_nowhere, pita_hours, utilisation,
 * contribution_per_hour, pita_signed, old_contacts_share and deal_value. False
 * for all others.
 */
bool fnl_indicator_ratio(const struct fnl_row_layout *layout, const int64_t *row,
                         enum fnl_indicator indicator, struct fnl_indicator_ratio *ratio);

#endif
