/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/recorder.h"

#include <stdlib.h>
#include <string.h>

#include "base/key.h"
#include "base/memory.h"
#include "model/quarter.h"
#include "observe/monthend.h"
#include "observe/outcome.h"

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
    return recorder->month < FNL_RECORDER_YEAR;
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
    [FNL_HOURS_SELLING] = FNL_SPENT_ON_OPEN, /* moved when the lead ends: see outcome.c */
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
        fnl_monthend_hear(self, levels);
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

/* What was done of the tasks in work at the horizon comes on top of those that were finished, so
 * that the uses add up to the hours there were. */
static void hear_unfinished(struct fnl_recorder *recorder, const struct fnl_accounts *accounts)
{
    for (int use = 0; use < FNL_HOURS_USES; use++)
        add_spent(recorder, spent_on[use], accounts->hours_unfinished[use]);
}

fnl_status fnl_recorder_finish(struct fnl_recorder *recorder, const struct fnl_accounts *accounts)
{
    hear_unfinished(recorder, accounts);
    fnl_outcome_settle(recorder, accounts);
    return recorder->failed ? FNL_ERR_MEMORY : FNL_OK;
}

void fnl_recorder_fini(struct fnl_recorder *recorder)
{
    free(recorder->cycles.items);
    free(recorder->waits.items);
    *recorder = (struct fnl_recorder){0};
}
