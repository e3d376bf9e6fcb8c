/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/outcome.h"

#include "base/units.h"
#include "stats/quantile.h"

static const struct fnl_settings *settings_of(const struct fnl_recorder *recorder)
{
    return recorder->plan->phases[0].settings;
}

/* `part` / `whole` in millionths; undefined of nothing. */
static int64_t share(int64_t part, int64_t whole)
{
    if (whole == 0)
        return FNL_UNDEFINED;
    return fnl_units_integer((double)part / (double)whole * (double)FNL_MILLION);
}

/* The mean of `count` shares that add up to `sum`, in millionths; undefined of none. */
static int64_t mean_share(double sum, int64_t count)
{
    if (count == 0)
        return FNL_UNDEFINED;
    return fnl_units_integer(sum / (double)count * (double)FNL_MILLION);
}

static int64_t median(struct fnl_recorder_spans *spans)
{
    if (spans->count == 0)
        return FNL_UNDEFINED;
    return fnl_quantile_median(spans->items, spans->count);
}

/* A firm that ended early keeps the cash that it ended with, month after month. */
static void settle_ruin(struct fnl_recorder *recorder)
{
    for (size_t month = recorder->closed; month < recorder->layout.months; month++)
        recorder->row[fnl_indicator_series_at(&recorder->layout, FNL_SERIES_CASH, month)] =
            recorder->last_cash;
}

/* Hours of touches went to `open` as they were worked; those of leads that ended move on. What was
 * not worked is the rest. */
static void settle_hours(struct fnl_recorder *recorder, const struct fnl_accounts *accounts)
{
    int64_t *spent = recorder->row + recorder->layout.spent_on;
    spent[FNL_SPENT_ON_OPEN] -= recorder->hours_ended;
    spent[FNL_SPENT_ON_REST] = accounts->hours_available - accounts->hours_worked;
}

/* The mean of a series over the months that were closed; undefined of none. */
static int64_t mean_of_months(const struct fnl_recorder *recorder, enum fnl_series series)
{
    int64_t sum = 0;
    for (size_t month = 0; month < recorder->closed; month++)
        sum += recorder->row[fnl_indicator_series_at(&recorder->layout, series, month)];
    return recorder->closed > 0 ? sum / (int64_t)recorder->closed : FNL_UNDEFINED;
}

/* A month is closed in its last moment, which is worked too where work never ends. */
static void settle_available(struct fnl_recorder *recorder, const struct fnl_accounts *accounts)
{
    if (recorder->closed == 0)
        return;
    const size_t place = fnl_indicator_series_at(&recorder->layout, FNL_SERIES_HOURS_AVAILABLE,
                                                 recorder->closed - 1);
    recorder->row[place] += accounts->hours_available - recorder->available;
}

/* A ratio of money to a count, in whole cents; undefined of nothing. */
static fnl_money amount_each(const struct fnl_recorder *recorder, enum fnl_indicator indicator)
{
    struct fnl_indicator_ratio ratio = {0};
    fnl_indicator_ratio(&recorder->layout, recorder->row, indicator, &ratio);
    return ratio.whole > 0 ? ratio.part / ratio.whole : FNL_UNDEFINED;
}

static void settle_money(struct fnl_recorder *recorder, const struct fnl_accounts *accounts)
{
    int64_t *row = recorder->row;
    row[FNL_CONTRIBUTION] = row[FNL_REVENUE] - row[FNL_COST];
    row[FNL_EXTRA_ALLOWED] = accounts->allowed;
    row[FNL_EXTRA_SPENT] = accounts->spent;

    row[FNL_COST_PER_WIN] = amount_each(recorder, FNL_COST_PER_WIN);
    row[FNL_DEAL_VALUE] = amount_each(recorder, FNL_DEAL_VALUE);
    const double hours = (double)accounts->hours_worked / (double)FNL_HOUR;
    row[FNL_CONTRIBUTION_PER_HOUR] =
        hours > 0 ? fnl_units_scaled(row[FNL_CONTRIBUTION], 1 / hours) : FNL_UNDEFINED;

    const fnl_money quota = settings_of(recorder)->quota.per_year;
    const bool measured = quota > 0 && recorder->layout.months >= FNL_RECORDER_YEAR;
    row[FNL_MISSES_QUOTA] = measured ? row[FNL_NEW_BUSINESS_YEAR] < quota : FNL_UNDEFINED;
}

static int64_t days_to_pay(fnl_money invoiced, double until_paid)
{
    if (invoiced == 0)
        return FNL_UNDEFINED;
    return fnl_units_days(fnl_units_rounded(until_paid / (double)invoiced));
}

static void settle_payments(struct fnl_recorder *recorder)
{
    const struct fnl_recorder_credit *good = &recorder->credit[false],
                                     *bad = &recorder->credit[true];
    recorder->row[FNL_DAYS_TO_PAY] =
        days_to_pay(good->invoiced + bad->invoiced, good->until_paid + bad->until_paid);
    recorder->row[FNL_DAYS_TO_PAY_PITA] = days_to_pay(bad->invoiced, bad->until_paid);
}

static void settle_touches(struct fnl_recorder *recorder)
{
    recorder->row[FNL_MISSED_TOUCHES] = share(recorder->missed, recorder->missed + recorder->talks);
    recorder->row[FNL_MISSED_HOURS] =
        recorder->talks > 0 ? recorder->hours_missed / recorder->talks : FNL_UNDEFINED;
}

static void settle_shares(struct fnl_recorder *recorder, const struct fnl_accounts *accounts)
{
    int64_t *row = recorder->row;
    const struct fnl_today *today = &settings_of(recorder)->today;
    row[FNL_WIN_RATE] = share(row[FNL_WON], row[FNL_OPPORTUNITIES]);
    row[FNL_CYCLE] = median(&recorder->cycles);
    row[FNL_FIRST_WAIT] = median(&recorder->waits);
    row[FNL_HOURS_NOWHERE] = share(recorder->hours_unwon, recorder->hours_ended);
    row[FNL_PITA_HOURS] =
        share(row[recorder->layout.spent_on + FNL_SPENT_ON_PITA], accounts->hours_worked);
    row[FNL_UTILISATION] = share(accounts->hours_worked, accounts->hours_available);
    row[FNL_REFERRAL_LINE_IDEAL] =
        share(recorder->from_good, recorder->signed_good + today->clients - today->pita_clients);
    row[FNL_REFERRAL_LINE_PITA] =
        share(recorder->from_bad, recorder->signed_bad + today->pita_clients);
    row[FNL_OLD_CONTACTS_SHARE] = share(row[FNL_OLD_CONTACTS_REVENUE], row[FNL_REVENUE]);
    row[FNL_REQUESTS_WON] = share(recorder->requests_won, row[FNL_WON]);
    row[FNL_REQUESTS_UNWON] = share(recorder->requests_unwon, recorder->unwon);
}

static void settle_quarters(struct fnl_recorder *recorder)
{
    int64_t *row = recorder->row;
    row[FNL_PITA_SIGNED] = share(recorder->signed_bad, row[FNL_NEW_CLIENTS]);
    row[FNL_PITA_SIGNED_LATE] = share(recorder->signed_bad_late, recorder->signed_late);
    row[FNL_QUOTA_ATTAINMENT] = mean_share(recorder->attained, recorder->quotas);
    row[FNL_QUOTA_MADE] = share(recorder->quotas_made, recorder->quotas);
    row[FNL_FORECAST_ERROR] = share(recorder->forecasts_missed, recorder->forecasts_came);
    row[FNL_COMMITTED_WIN_RATE] = share(recorder->committed_won, recorder->committed);
}

void fnl_outcome_settle(struct fnl_recorder *recorder, const struct fnl_accounts *accounts)
{
    int64_t *row = recorder->row;
    settle_ruin(recorder);
    settle_hours(recorder, accounts);
    settle_available(recorder, accounts);
    settle_money(recorder, accounts);
    settle_shares(recorder, accounts);
    settle_quarters(recorder);
    settle_payments(recorder);
    settle_touches(recorder);
    row[FNL_ENERGY] = mean_of_months(recorder, FNL_SERIES_ENERGY);
    row[FNL_MORALE] = mean_of_months(recorder, FNL_SERIES_MORALE);
    row[FNL_GOODWILL] = mean_of_months(recorder, FNL_SERIES_GOODWILL);
    row[FNL_ALIGNMENT] = mean_of_months(recorder, FNL_SERIES_ALIGNMENT);
    row[FNL_EPISODES] = accounts->episodes;
    row[FNL_OPEN_EPISODES] = accounts->open_episodes;
    row[FNL_EVENTS] = accounts->events;
}
