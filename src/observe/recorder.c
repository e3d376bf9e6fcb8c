/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/recorder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/key.h"
#include "base/memory.h"
#include "model/quarter.h"
#include "stats/quantile.h"

#define YEAR 12 /* months of the first year */

static const struct fnl_settings *settings_of(const struct fnl_recorder *recorder)
{
    return recorder->plan->phases[0].settings;
}

static void add(struct fnl_recorder *recorder, enum fnl_indicator indicator, int64_t amount)
{
    recorder->row[indicator] += amount;
}

/* Adds to a month's figure. */
static void add_month(struct fnl_recorder *recorder, enum fnl_series series, int64_t amount)
{
    recorder->row[fnl_indicator_series_at(&recorder->layout, series, recorder->month)] += amount;
}

static void set_month(struct fnl_recorder *recorder, enum fnl_series series, int64_t value)
{
    recorder->row[fnl_indicator_series_at(&recorder->layout, series, recorder->month)] = value;
}

static void add_source(struct fnl_recorder *recorder, uint32_t source, size_t column,
                       int64_t amount)
{
    if (source != FNL_NOBODY)
        recorder->row[fnl_indicator_source_at(&recorder->layout, source, column)] += amount;
}

static void add_spent(struct fnl_recorder *recorder, enum fnl_spent_on on, fnl_time hours)
{
    recorder->row[recorder->layout.spent_on + (size_t)on] += hours;
}

static void remember(struct fnl_recorder *recorder, struct fnl_recorder_spans *spans, fnl_time span)
{
    void *items = spans->items;
    if (!fnl_memory_grow(&items, spans->count, &spans->capacity, sizeof *spans->items)) {
        recorder->failed = true;
        return;
    }
    spans->items = items;
    spans->items[spans->count++] = span;
}

static bool is_first_year(const struct fnl_recorder *recorder)
{
    return recorder->month < YEAR;
}

/* Whether a rep had talked to them before they came. */
static bool is_known_before(const struct fnl_fact *arrival)
{
    const uint32_t channel = arrival->index >> 28;
    return channel == FNL_CHANNEL_NETWORKING || channel == FNL_CHANNEL_EARLIER;
}

static void hear_arrival(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    if (fact->detail == 0 && fact->client != FNL_NOBODY)
        add(recorder, FNL_DEALS_OPENED, 1);
    if (fact->detail > 0 || fact->client != FNL_NOBODY)
        return;
    add_source(recorder, fact->source, FNL_BY_SOURCE_PEOPLE, 1);
    if (is_known_before(fact))
        add_source(recorder, fact->source, FNL_BY_SOURCE_TALKED, 1);
    if (fact->index >> 28 == FNL_CHANNEL_OPENING)
        return;
    add(recorder, FNL_PEOPLE, 1);
    add_month(recorder, FNL_SERIES_PEOPLE, 1);
    if (fact->other != 0) {
        add(recorder, FNL_REFERRED, 1);
        if (is_first_year(recorder))
            add(recorder, FNL_REFERRED_YEAR, 1);
        add_month(recorder, FNL_SERIES_REFERRED, 1);
    }
    if (fnl_source_brings_leads(fnl_settings_source(settings_of(recorder), fact->source))) {
        add(recorder, FNL_LEADS, 1);
        add_month(recorder, FNL_SERIES_LEADS, 1);
    }
}

static void hear_touch(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    if (fact->flag) {
        recorder->talks++;
    } else {
        recorder->missed++;
        recorder->hours_missed += fact->span;
    }
    if (fact->detail == 0 && fact->day == 0)
        remember(recorder, &recorder->waits, fact->wait);
    if (!fact->flag)
        return;
    if (fact->index > 0) {
        add(recorder, FNL_MEETINGS, 1);
        add_month(recorder, FNL_SERIES_MEETINGS, 1);
    }
    if (fact->other) {
        add_month(recorder, FNL_SERIES_FIRST_TALKS, 1);
        add_source(recorder, fact->source, FNL_BY_SOURCE_TALKED, 1);
    }
}

static void hear_end(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    const bool won = fact->detail == FNL_CAUSE_WON;
    recorder->row[recorder->layout.causes + fact->detail]++;
    recorder->row[fnl_indicator_cause_at(&recorder->layout, (enum fnl_cause)fact->detail,
                                         recorder->month)]++;
    recorder->hours_ended += fact->span;
    add_spent(recorder, won ? FNL_SPENT_ON_WON : FNL_SPENT_ON_UNWON, fact->span);
    add_source(recorder, fact->source, FNL_BY_SOURCE_HOURS, fact->span);
    if (fact->other)
        add(recorder, FNL_OPPORTUNITIES, 1);
    recorder->committed += fact->day;
    if (fact->other && !won) {
        recorder->unwon++;
        recorder->requests_unwon += fact->amount;
    }
    if (fact->detail == FNL_CAUSE_DROPPED || fact->detail == FNL_CAUSE_NOT_FOLLOWED_UP)
        add(recorder, FNL_NEVER_FOLLOWED_UP, 1);
    if (won) {
        recorder->committed_won += fact->day;
        recorder->requests_won += fact->amount;
        add(recorder, FNL_WON, 1);
        add_month(recorder, FNL_SERIES_WON, 1);
        add_source(recorder, fact->source, FNL_BY_SOURCE_WON, 1);
        if (fact->wait >= 0)
            remember(recorder, &recorder->cycles, fact->wait);
    } else {
        recorder->hours_unwon += fact->span;
        add_month(recorder, FNL_SERIES_ENDED_UNWON, 1);
    }
}

/* Whether we had first met them more than a year before. */
static bool is_old_contact(fnl_time known_for)
{
    return known_for > 365 * FNL_DAY;
}

static void hear_signature(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    add(recorder, FNL_NEW_BUSINESS, fact->amount);
    add_month(recorder, FNL_SERIES_NEW_BUSINESS, fact->amount);
    add_source(recorder, fact->source, FNL_BY_SOURCE_NEW_BUSINESS, fact->amount);
    if (is_first_year(recorder))
        add(recorder, FNL_NEW_BUSINESS_YEAR, fact->amount);
    if (is_old_contact(fact->wait))
        add(recorder, FNL_OLD_CONTACTS_NEW_BUSINESS, fact->amount);
    if (fact->detail == 1)
        return;

    add(recorder, FNL_NEW_CLIENTS, 1);
    if (is_first_year(recorder))
        add(recorder, FNL_NEW_CLIENTS_YEAR, 1);
    recorder->signed_good += !fact->flag;
    recorder->signed_bad += fact->flag;
    if (fnl_quarter_ends_in(settings_of(recorder), (int)recorder->month)) {
        recorder->signed_late++;
        recorder->signed_bad_late += fact->flag;
    }
    recorder->from_good += fact->other == FNL_SENT_BY_GOOD;
    recorder->from_bad += fact->other == FNL_SENT_BY_PITA;
    if (fact->flag) {
        add_source(recorder, fact->source, FNL_BY_SOURCE_PITA, 1);
        add_month(recorder, FNL_SERIES_PITA_SIGNED, 1);
    }
}

static void hear_leaving(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    (void)fact;
    add(recorder, FNL_CLIENTS_LOST, 1);
    add_month(recorder, FNL_SERIES_CLIENTS_LOST, 1);
    if (is_first_year(recorder))
        add(recorder, FNL_CLIENTS_LOST_YEAR, 1);
}

static bool is_cost_of_finding(uint32_t category)
{
    return category == FNL_MONEY_LEADS || category == FNL_MONEY_CAMPAIGNS ||
           category == FNL_MONEY_REWARDS || category == FNL_MONEY_MARKETING ||
           category == FNL_MONEY_COMMISSION;
}

static void hear_money(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    recorder->row[recorder->layout.categories + fact->detail] += fact->amount;
    if (fact->detail == FNL_MONEY_REVENUE) {
        add(recorder, FNL_REVENUE, fact->amount);
        add_month(recorder, FNL_SERIES_REVENUE, fact->amount);
        if (is_first_year(recorder))
            add(recorder, FNL_REVENUE_YEAR, fact->amount);
        return;
    }
    add(recorder, FNL_COST, -fact->amount);
    add_month(recorder, FNL_SERIES_COST, -fact->amount);
    if (is_cost_of_finding(fact->detail))
        add_source(recorder, fact->source, FNL_BY_SOURCE_COST, -fact->amount);
}

static const enum fnl_spent_on spent_on[FNL_HOURS_USES] = {
    [FNL_HOURS_SELLING] = FNL_SPENT_ON_OPEN, /* moved when the lead ends: see settle_hours */
    [FNL_HOURS_SERVICE] = FNL_SPENT_ON_SERVICE,
    [FNL_HOURS_PITA] = FNL_SPENT_ON_PITA,
    [FNL_HOURS_ASKING] = FNL_SPENT_ON_ASKING,
    [FNL_HOURS_MEETINGS] = FNL_SPENT_ON_MEETINGS,
    [FNL_HOURS_PROSPECTING] = FNL_SPENT_ON_PROSPECTING,
    [FNL_HOURS_ADMIN] = FNL_SPENT_ON_ADMIN,
    [FNL_HOURS_NURTURE] = FNL_SPENT_ON_NURTURE,
};

static void hear_task(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    static const enum fnl_series series[FNL_HOURS_USES] = {
        [FNL_HOURS_SELLING] = FNL_SERIES_HOURS_SELLING,
        [FNL_HOURS_SERVICE] = FNL_SERIES_HOURS_SERVICE,
        [FNL_HOURS_PITA] = FNL_SERIES_HOURS_PITA,
        [FNL_HOURS_ASKING] = FNL_SERIES_HOURS_ASKING,
        [FNL_HOURS_MEETINGS] = FNL_SERIES_HOURS_MEETINGS,
        [FNL_HOURS_PROSPECTING] = FNL_SERIES_HOURS_PROSPECTING,
        [FNL_HOURS_ADMIN] = FNL_SERIES_HOURS_ADMIN,
        [FNL_HOURS_NURTURE] = FNL_SERIES_HOURS_NURTURE,
    };
    add_month(recorder, series[fact->index], fact->span);
    add_spent(recorder, spent_on[fact->index], fact->span);
}

/* Cash moves on whole days. */
static void count_credit(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    if (fact->until == FNL_NEVER)
        return;
    const int64_t days = fact->until / FNL_DAY - fact->time / FNL_DAY;
    struct fnl_recorder_credit *credit = &recorder->credit[fact->flag];
    credit->invoiced += fact->amount;
    credit->until_paid += (double)fact->amount * (double)days;
}

static void hear_invoice(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    if (is_old_contact(fact->wait))
        add(recorder, FNL_OLD_CONTACTS_REVENUE, fact->amount);
    count_credit(recorder, fact);
}

static void hear_day(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    recorder->last_cash = fact->amount;
    if (fact->index > 0 && fact->amount >= recorder->row[FNL_LOWEST_CASH])
        return;
    recorder->row[FNL_LOWEST_CASH] = fact->amount;
    recorder->row[FNL_LOWEST_CASH_DATE] = fact->time;
}

/* Each month's cash flow, discounted from the month's end to the start. */
static void discount(struct fnl_recorder *recorder, fnl_money flow)
{
    const double rate = settings_of(recorder)->costs.discount_rate;
    const double years = (double)(recorder->month + 1) / 12;
    add(recorder, FNL_NET_PRESENT_VALUE,
        fnl_units_scaled(flow, fnl_units_rounded(pow(1 + rate, -years))));
}

/* What the month's end says of the quarter's forecast. */
static void judge_forecast(struct fnl_recorder *recorder)
{
    const struct fnl_row_layout *layout = &recorder->layout;
    const size_t month = recorder->month;
    const int64_t forecast =
        recorder->row[fnl_indicator_series_at(layout, FNL_SERIES_FORECAST, month)];
    const int64_t came =
        recorder->row[fnl_indicator_series_at(layout, FNL_SERIES_FORECAST_CAME, month)];
    recorder->forecasts_came += came;
    recorder->forecasts_missed += came > forecast ? came - forecast : forecast - came;
}

static void hear_month(struct fnl_recorder *recorder, const struct fnl_levels *levels)
{
    set_month(recorder, FNL_SERIES_CASH, levels->cash);
    set_month(recorder, FNL_SERIES_OPEN_LEADS, levels->open_leads);
    set_month(recorder, FNL_SERIES_CLIENTS, levels->clients);
    set_month(recorder, FNL_SERIES_PITA_CLIENTS, levels->pita_clients);
    set_month(recorder, FNL_SERIES_HOURS_AVAILABLE, levels->available_hours - recorder->available);
    set_month(recorder, FNL_SERIES_BACKLOG, levels->waiting_hours);
    set_month(recorder, FNL_SERIES_REPS, levels->reps);
    set_month(recorder, FNL_SERIES_ENERGY, levels->energy);
    set_month(recorder, FNL_SERIES_MORALE, levels->morale);
    set_month(recorder, FNL_SERIES_MARKET_LEFT, levels->market_left);
    set_month(recorder, FNL_SERIES_GOODWILL, levels->goodwill);
    judge_forecast(recorder);
    set_month(recorder, FNL_SERIES_NURTURED, levels->nurtured);
    set_month(recorder, FNL_SERIES_ALIGNMENT, levels->alignment);
    discount(recorder, levels->cash - recorder->cash);
    recorder->available = levels->available_hours;
    recorder->cash = levels->cash;
    recorder->row[FNL_CLIENTS_END] = levels->clients;
    recorder->row[FNL_PITA_CLIENTS_END] = levels->pita_clients;
    recorder->row[FNL_CASH_END] = levels->cash;
    recorder->row[FNL_REPS_END] = levels->reps;
    recorder->row[FNL_MARKET_LEFT] = levels->market_left;
    recorder->row[FNL_UNREACHED] = levels->unreached < 0 ? FNL_UNDEFINED : levels->unreached;
    recorder->closed++;
    if (recorder->month + 1 < recorder->layout.months)
        recorder->month++;
}

static void hear_stage(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    if (fact->index == 0)
        add_source(recorder, fact->source, FNL_BY_SOURCE_STAGES + fact->detail, 1);
}

static void hear_service(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    add(recorder, FNL_SERVICE_REFUSED, fact->wait);
}

static void hear_meeting(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    (void)fact;
    add(recorder, FNL_MEETINGS, 1);
    add_month(recorder, FNL_SERIES_MEETINGS, 1);
}

/* A meeting with several people is one meeting. */
static void hear_networking(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    if (fact->wait == 0)
        hear_meeting(recorder, fact);
    if (!fact->other)
        return;
    add(recorder, FNL_PEOPLE_MET, 1);
    add_month(recorder, FNL_SERIES_PEOPLE_MET, 1);
    add_month(recorder, FNL_SERIES_FIRST_TALKS, 1);
}

static void hear_advocate(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    (void)fact;
    add(recorder, FNL_ADVOCATES, 1);
}

static void hear_ask(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    (void)fact;
    add(recorder, FNL_ASKS, 1);
    add_month(recorder, FNL_SERIES_ASKS, 1);
}

static void hear_parting(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    (void)fact;
    add(recorder, FNL_REPS_LEFT, 1);
    add_month(recorder, FNL_SERIES_REPS_LEFT, 1);
}

static void hear_approach(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    (void)fact;
    add(recorder, FNL_TARGET_TOUCHES, 1);
}

static void hear_push(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    (void)fact;
    add(recorder, FNL_PUSHED, 1);
}

static void hear_quota(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    recorder->quotas++;
    recorder->quotas_made += fact->flag;
    recorder->attained += (double)fact->amount / (double)fact->span;
}

static void hear_forecast(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    add_month(recorder, FNL_SERIES_FORECAST, fact->span);
    add_month(recorder, FNL_SERIES_FORECAST_CAME, fact->amount);
}

static void hear_ruin(struct fnl_recorder *recorder, const struct fnl_fact *fact)
{
    (void)fact;
    recorder->row[FNL_GOES_BROKE] = 1;
}

typedef void hearer(struct fnl_recorder *recorder, const struct fnl_fact *fact);

static hearer *const hearers[FNL_FACTS] = {
    [FNL_FACT_ARRIVED] = hear_arrival,     [FNL_FACT_STAGE] = hear_stage,
    [FNL_FACT_TOUCH] = hear_touch,         [FNL_FACT_ENDED] = hear_end,
    [FNL_FACT_SIGNED] = hear_signature,    [FNL_FACT_LEFT] = hear_leaving,
    [FNL_FACT_SERVED] = hear_service,      [FNL_FACT_TASK] = hear_task,
    [FNL_FACT_MEETING] = hear_meeting,     [FNL_FACT_ASKED] = hear_ask,
    [FNL_FACT_POSTED] = hear_money,        [FNL_FACT_DAY_CLOSED] = hear_day,
    [FNL_FACT_BROKE] = hear_ruin,          [FNL_FACT_REP_LEFT] = hear_parting,
    [FNL_FACT_APPROACHED] = hear_approach, [FNL_FACT_PUSHED] = hear_push,
    [FNL_FACT_QUOTA] = hear_quota,         [FNL_FACT_FORECAST_CAME] = hear_forecast,
    [FNL_FACT_INVOICED] = hear_invoice,    [FNL_FACT_NETWORKED] = hear_networking,
    [FNL_FACT_ADVOCATE] = hear_advocate,
};

static void hear(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    if (fact->kind == FNL_FACT_MONTH_CLOSED)
        hear_month(self, levels);
    else
        hearers[fact->kind](self, fact);
}

struct fnl_listener fnl_recorder_begin(struct fnl_recorder *recorder, const struct fnl_plan *plan,
                                       int64_t *row)
{
    const struct fnl_recorder_spans cycles = recorder->cycles, waits = recorder->waits;
    const struct fnl_settings *settings = plan->phases[0].settings;
    *recorder = (struct fnl_recorder){
        .plan = plan,
        .layout = fnl_indicator_layout((size_t)plan->months, settings->sources.count),
        .row = row,
        .cycles = {cycles.items, 0, cycles.capacity},
        .waits = {waits.items, 0, waits.capacity},
        .cash = settings->today.cash,
    };
    memset(row, 0, recorder->layout.width * sizeof *row);
    fnl_fact_set wants = FNL_FACT_BIT(FNL_FACT_MONTH_CLOSED);
    for (unsigned kind = 0; kind < FNL_FACTS; kind++)
        if (hearers[kind])
            wants |= FNL_FACT_BIT(kind);
    return (struct fnl_listener){
        .self = recorder,
        .wants = wants,
        .hear = hear,
    };
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

/*
 * Hours of touches went to `open` as they were worked; those of leads that ended move on. What was
 * done of the tasks in work at the horizon comes on top, so that the uses add up to the hours there
 * were.
 */
static void settle_hours(struct fnl_recorder *recorder, const struct fnl_accounts *accounts)
{
    int64_t *spent = recorder->row + recorder->layout.spent_on;
    for (int use = 0; use < FNL_HOURS_USES; use++)
        spent[spent_on[use]] += accounts->hours_unfinished[use];
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
    const bool measured = quota > 0 && recorder->layout.months >= YEAR;
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

fnl_status fnl_recorder_finish(struct fnl_recorder *recorder, const struct fnl_accounts *accounts)
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
    return recorder->failed ? FNL_ERR_MEMORY : FNL_OK;
}

void fnl_recorder_fini(struct fnl_recorder *recorder)
{
    free(recorder->cycles.items);
    free(recorder->waits.items);
    *recorder = (struct fnl_recorder){0};
}
