/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "lab.h"
#include "observe/recorder.h"

/* A plan of 14 months that nobody lives through: what happens is announced by hand. */
struct ear {
    struct fnl_source sources[2];
    struct fnl_settings settings;
    struct fnl_phase phase;
    struct fnl_plan plan;
    struct fnl_recorder recorder;
    struct fnl_listener listener;
    struct fnl_levels levels;
    int64_t *row;
};

static int open_ear(void **state)
{
    struct ear *ear = calloc(1, sizeof *ear);
    assert_non_null(ear);
    ear->sources[0] = (struct fnl_source){.name = "Door", .kind = FNL_SOURCE_INBOUND};
    ear->sources[1] = (struct fnl_source){.name = "List", .kind = FNL_SOURCE_LIST};
    ear->settings = (struct fnl_settings){.sources = {ear->sources, 2},
                                          .fiscal_year_starts = "Feb",
                                          .today = {.clients = 10, .pita_clients = 4, .cash = 700},
                                          .costs.discount_rate = 0.21,
                                          .quota.per_year = 5000};
    ear->phase.settings = &ear->settings;
    ear->plan = (struct fnl_plan){.months = 14, .phases = &ear->phase, .count = 1};
    const struct fnl_row_layout layout = fnl_indicator_layout(14, 2);
    ear->row = malloc(layout.width * sizeof *ear->row);
    assert_non_null(ear->row);
    memset(ear->row, 0x5a, layout.width * sizeof *ear->row);
    ear->listener = fnl_recorder_begin(&ear->recorder, &ear->plan, ear->row);
    *state = ear;
    return 0;
}

static int close_ear(void **state)
{
    struct ear *ear = *state;
    fnl_recorder_fini(&ear->recorder);
    free(ear->row);
    free(ear);
    return 0;
}

static void say(struct ear *ear, struct fnl_fact fact)
{
    assert_true(ear->listener.wants & FNL_FACT_BIT(fact.kind));
    ear->listener.hear(ear->listener.self, &fact, &ear->levels);
}

static void end_months(struct ear *ear, int count)
{
    for (int i = 0; i < count; i++)
        say(ear, (struct fnl_fact){.kind = FNL_FACT_MONTH_CLOSED});
}

static void finish(struct ear *ear, struct fnl_accounts accounts)
{
    assert_int_equal(fnl_recorder_finish(&ear->recorder, &accounts), FNL_OK);
}

static int64_t cause_of(const struct ear *ear, enum fnl_cause cause, size_t month)
{
    return ear->row[fnl_indicator_cause_at(&ear->recorder.layout, cause, month)];
}

static int64_t month_of(const struct ear *ear, enum fnl_series series, size_t month)
{
    return ear->row[fnl_indicator_series_at(&ear->recorder.layout, series, month)];
}

static int64_t source_of(const struct ear *ear, size_t source, size_t column)
{
    return ear->row[fnl_indicator_source_at(&ear->recorder.layout, source, column)];
}

static void people_and_leads_are_counted_apart(void **state)
{
    struct ear *ear = *state;
    const struct fnl_fact person = {.kind = FNL_FACT_ARRIVED, .client = FNL_NOBODY};
    struct fnl_fact fact = person;
    say(ear, fact); /* a lead */
    fact.source = 1;
    say(ear, fact); /* a name */
    fact = person;
    fact.other = 99;
    say(ear, fact); /* referred */
    fact = person;
    fact.detail = 1;
    say(ear, fact); /* back again */
    fact = person;
    fact.client = 3;
    say(ear, fact); /* a client's next deal */
    fact = person;
    fact.index = FNL_LEAD_INDEX(FNL_CHANNEL_OPENING, 1, 0);
    say(ear, fact); /* an open deal of the first day */
    assert_int_equal(ear->row[FNL_PEOPLE], 3);
    assert_int_equal(ear->row[FNL_LEADS], 2);
    assert_int_equal(ear->row[FNL_REFERRED], 1);
    assert_int_equal(ear->row[FNL_REFERRED_YEAR], 1);
    assert_int_equal(month_of(ear, FNL_SERIES_PEOPLE, 0), 3);
    assert_int_equal(month_of(ear, FNL_SERIES_LEADS, 0), 2);
    assert_int_equal(source_of(ear, 0, FNL_BY_SOURCE_PEOPLE), 3);
    assert_int_equal(source_of(ear, 1, FNL_BY_SOURCE_PEOPLE), 1);
}

static void ends_make_the_win_rate_the_cycle_and_the_hours_that_led_nowhere(void **state)
{
    struct ear *ear = *state;
    const fnl_time hours = FNL_HOUR;
    say(ear,
        (struct fnl_fact){.kind = FNL_FACT_TASK, .index = FNL_HOURS_SELLING, .span = 20 * hours});
    const struct fnl_fact won = {
        .kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_WON, .other = 1, .span = 3 * hours};
    for (int days = 10; days <= 50; days += 20) {
        struct fnl_fact fact = won;
        fact.wait = days * FNL_DAY;
        say(ear, fact);
    }
    say(ear, (struct fnl_fact){.kind = FNL_FACT_ENDED,
                               .detail = FNL_CAUSE_PRICE,
                               .other = 1,
                               .span = 5 * hours,
                               .wait = 7 * FNL_DAY});
    say(ear, (struct fnl_fact){
                 .kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_WENT_DARK, .span = hours, .wait = -1});
    finish(ear, (struct fnl_accounts){.hours_worked = 20 * hours, .hours_available = 100 * hours});
    assert_int_equal(ear->row[FNL_WON], 3);
    assert_int_equal(ear->row[FNL_OPPORTUNITIES], 4);
    assert_int_equal(ear->row[FNL_WIN_RATE], 750000);
    assert_int_equal(ear->row[FNL_CYCLE], 30 * FNL_DAY);
    assert_int_equal(ear->row[FNL_HOURS_NOWHERE], 400000); /* 6 of 15 */
    const int64_t *spent = ear->row + ear->recorder.layout.spent_on;
    assert_int_equal(spent[FNL_SPENT_ON_WON], 9 * hours);
    assert_int_equal(spent[FNL_SPENT_ON_UNWON], 6 * hours);
    assert_int_equal(spent[FNL_SPENT_ON_OPEN], 5 * hours);
    assert_int_equal(spent[FNL_SPENT_ON_REST], 80 * hours);
    assert_int_equal(ear->row[FNL_UTILISATION], 200000);
    const int64_t *causes = ear->row + ear->recorder.layout.causes;
    assert_int_equal(causes[FNL_CAUSE_PRICE], 1);
    assert_int_equal(causes[FNL_CAUSE_WENT_DARK], 1);
    assert_int_equal(cause_of(ear, FNL_CAUSE_WON, 0), 3);
    assert_int_equal(cause_of(ear, FNL_CAUSE_PRICE, 0), 1);
    assert_int_equal(cause_of(ear, FNL_CAUSE_PRICE, 1), 0);
    assert_int_equal(month_of(ear, FNL_SERIES_ENDED_UNWON, 0), 2);
}

/* Two hours of a touch and one for a bad-fit client are done of what is not finished. */
static void hours_add_up_though_tasks_are_in_work_at_the_horizon(void **state)
{
    struct ear *ear = *state;
    const fnl_time hours = FNL_HOUR;
    say(ear,
        (struct fnl_fact){.kind = FNL_FACT_TASK, .index = FNL_HOURS_SELLING, .span = 20 * hours});
    say(ear, (struct fnl_fact){
                 .kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_WON, .other = 1, .span = 3 * hours});
    finish(ear,
           (struct fnl_accounts){
               .hours_unfinished = {[FNL_HOURS_SELLING] = 2 * hours, [FNL_HOURS_PITA] = 1 * hours},
               .hours_worked = 23 * hours,
               .hours_available = 100 * hours + 1});
    const int64_t *spent = ear->row + ear->recorder.layout.spent_on;
    int64_t sum = 0;
    for (int on = 0; on < FNL_SPENT_ON_COUNT; on++)
        sum += spent[on];
    assert_int_equal(sum, 100 * hours + 1);
    assert_int_equal(spent[FNL_SPENT_ON_OPEN], 19 * hours);
    assert_int_equal(spent[FNL_SPENT_ON_PITA], hours);
    assert_int_equal(spent[FNL_SPENT_ON_REST], 77 * hours + 1);
}

static void of_nothing_there_is_no_share_no_median_and_no_price(void **state)
{
    struct ear *ear = *state;
    ear->settings.today.clients = ear->settings.today.pita_clients = 0;
    finish(ear, (struct fnl_accounts){0});
    static const enum fnl_indicator undefined[] = {FNL_WIN_RATE,
                                                   FNL_CYCLE,
                                                   FNL_FIRST_WAIT,
                                                   FNL_COST_PER_WIN,
                                                   FNL_DEAL_VALUE,
                                                   FNL_HOURS_NOWHERE,
                                                   FNL_PITA_HOURS,
                                                   FNL_UTILISATION,
                                                   FNL_CONTRIBUTION_PER_HOUR,
                                                   FNL_REFERRAL_LINE_IDEAL,
                                                   FNL_REFERRAL_LINE_PITA};
    for (size_t i = 0; i < sizeof undefined / sizeof *undefined; i++)
        assert_true(ear->row[undefined[i]] == FNL_UNDEFINED);
    assert_int_equal(ear->row[FNL_WON], 0);
    assert_int_equal(ear->row[FNL_MISSES_QUOTA], 1);
}

static void money_is_counted_by_category_month_and_source(void **state)
{
    struct ear *ear = *state;
    struct fnl_fact fact = {.kind = FNL_FACT_POSTED, .source = 1};
    static const struct {
        enum fnl_category category;
        fnl_money amount;
    } postings[] = {
        {FNL_MONEY_REVENUE, 10000},  {FNL_MONEY_LEADS, -300},     {FNL_MONEY_CAMPAIGNS, -50},
        {FNL_MONEY_REWARDS, -20},    {FNL_MONEY_MARKETING, -7},   {FNL_MONEY_COMMISSION, -400},
        {FNL_MONEY_SALARIES, -2000}, {FNL_MONEY_OVERHEAD, -1000}, {FNL_MONEY_BAD_DEBT, -150},
        {FNL_MONEY_INTEREST, -3},    {FNL_MONEY_SERVICE, -70},    {FNL_MONEY_HIRING, -50}};
    end_months(ear, 2);
    for (size_t i = 0; i < sizeof postings / sizeof *postings; i++) {
        fact.detail = (uint32_t)postings[i].category;
        fact.amount = postings[i].amount;
        say(ear, fact);
        assert_int_equal(ear->row[ear->recorder.layout.categories + fact.detail], fact.amount);
    }
    say(ear, (struct fnl_fact){.kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_WON, .other = 1});
    say(ear, (struct fnl_fact){.kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_WON, .other = 1});
    say(ear, (struct fnl_fact){.kind = FNL_FACT_SIGNED, .amount = 4999});
    finish(ear, (struct fnl_accounts){.hours_worked = 16 * FNL_HOUR});
    assert_int_equal(ear->row[FNL_REVENUE], 10000);
    assert_int_equal(ear->row[FNL_COST], 4050);
    assert_int_equal(ear->row[FNL_CONTRIBUTION], 5950);
    assert_int_equal(month_of(ear, FNL_SERIES_COST, 2), 4050);
    assert_int_equal(month_of(ear, FNL_SERIES_REVENUE, 2), 10000);
    assert_int_equal(source_of(ear, 1, FNL_BY_SOURCE_COST), 777);
    assert_int_equal(ear->row[FNL_COST_PER_WIN], 2827 / 2);
    assert_int_equal(ear->row[FNL_DEAL_VALUE], 4999 / 2);
    assert_int_equal(ear->row[FNL_CONTRIBUTION_PER_HOUR], 372);
}

/* The first year is twelve months, whatever comes after. */
static void first_years_end_after_twelve_months(void **state)
{
    struct ear *ear = *state;
    const struct fnl_fact signature = {.kind = FNL_FACT_SIGNED, .amount = 4999};
    const struct fnl_fact referred = {.kind = FNL_FACT_ARRIVED, .client = FNL_NOBODY, .other = 99};
    end_months(ear, 11);
    say(ear, signature);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_LEFT});
    say(ear, referred);
    end_months(ear, 1);
    say(ear, referred);
    say(ear, signature);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_LEFT});
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_NEW_BUSINESS], 9998);
    assert_int_equal(ear->row[FNL_NEW_BUSINESS_YEAR], 4999);
    assert_int_equal(ear->row[FNL_NEW_CLIENTS], 2);
    assert_int_equal(ear->row[FNL_NEW_CLIENTS_YEAR], 1);
    assert_int_equal(ear->row[FNL_CLIENTS_LOST], 2);
    assert_int_equal(ear->row[FNL_CLIENTS_LOST_YEAR], 1);
    assert_int_equal(ear->row[FNL_REFERRED], 2);
    assert_int_equal(ear->row[FNL_REFERRED_YEAR], 1);
    assert_int_equal(ear->row[FNL_MISSES_QUOTA], 1); /* 49.99 of 50.00 */
}

/* 10 clients, 4 of them pains, on the first day; then one of each kind from each. */
static void lines_of_referral_are_clients_by_clients(void **state)
{
    struct ear *ear = *state;
    for (int pain = 0; pain < 2; pain++)
        for (uint64_t by = FNL_SENT_BY_NOBODY; by <= FNL_SENT_BY_PITA; by++)
            say(ear, (struct fnl_fact){.kind = FNL_FACT_SIGNED, .flag = pain, .other = by});
    say(ear, (struct fnl_fact){.kind = FNL_FACT_SIGNED, .detail = 1, .other = FNL_SENT_BY_GOOD});
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_REFERRAL_LINE_IDEAL], 222222); /* 2 by 6 + 3 */
    assert_int_equal(ear->row[FNL_REFERRAL_LINE_PITA], 285714);  /* 2 by 4 + 3 */
    assert_int_equal(source_of(ear, 0, FNL_BY_SOURCE_PITA), 3);
}

static void touches_are_meetings_talks_and_waits(void **state)
{
    struct ear *ear = *state;
    struct fnl_fact touch = {.kind = FNL_FACT_TOUCH, .wait = 5 * FNL_HOUR};
    say(ear, touch); /* the first try of all, in vain */
    touch.wait = 90 * FNL_HOUR;
    touch.day = 1;
    touch.flag = true;
    touch.other = 1;
    say(ear, touch); /* the second: a talk; waits of later touches do not count */
    touch.day = 0;
    touch.detail = 1;
    touch.index = 3;
    touch.other = 0;
    say(ear, touch); /* a meeting in a later stage */
    touch.flag = false;
    say(ear, touch);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_MEETING});
    say(ear, (struct fnl_fact){.kind = FNL_FACT_ASKED});
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_FIRST_WAIT], 5 * FNL_HOUR);
    assert_int_equal(ear->row[FNL_MEETINGS], 2);
    assert_int_equal(ear->row[FNL_ASKS], 1);
    assert_int_equal(month_of(ear, FNL_SERIES_FIRST_TALKS, 0), 1);
    assert_int_equal(source_of(ear, 0, FNL_BY_SOURCE_TALKED), 1);
}

static void stages_are_counted_once_a_person(void **state)
{
    struct ear *ear = *state;
    say(ear, (struct fnl_fact){.kind = FNL_FACT_STAGE, .source = 1, .detail = 2});
    say(ear, (struct fnl_fact){.kind = FNL_FACT_STAGE, .source = 1, .detail = 2, .index = 1});
    assert_int_equal(source_of(ear, 1, FNL_BY_SOURCE_STAGES + 2), 1);
}

static void lowest_cash_is_of_the_first_day_on_which_it_is(void **state)
{
    struct ear *ear = *state;
    static const fnl_money cash[] = {500, 300, 400, 300, 301};
    for (uint32_t day = 0; day < 5; day++)
        say(ear, (struct fnl_fact){.kind = FNL_FACT_DAY_CLOSED,
                                   .index = day,
                                   .amount = cash[day],
                                   .time = (day + 1) * FNL_DAY - 1});
    assert_int_equal(ear->row[FNL_LOWEST_CASH], 300);
    assert_int_equal(ear->row[FNL_LOWEST_CASH_DATE], 2 * FNL_DAY - 1);
}

/* At 21 % a year: flows of 1,000.00 after one year and of 1,210.00 after two. */
static void present_value_discounts_each_months_flow(void **state)
{
    struct ear *ear = *state;
    ear->levels.cash = 700;
    end_months(ear, 11);
    ear->levels.cash += 100000;
    end_months(ear, 1);
    const double second = pow(1.21, -13.0 / 12);
    ear->levels.cash += 121000;
    end_months(ear, 1);
    end_months(ear, 1);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_DAY_CLOSED, .amount = ear->levels.cash});
    finish(ear, (struct fnl_accounts){0});
    const double expected = 100000 / 1.21 + 121000 * second;
    assert_true(fabs((double)ear->row[FNL_NET_PRESENT_VALUE] - expected) <= 1);
    assert_int_equal(ear->row[FNL_CASH_END], 221700);
}

/* A firm that ended in its second month keeps the cash of its last day. */
static void the_cash_of_the_end_stays(void **state)
{
    struct ear *ear = *state;
    ear->levels.cash = 40;
    end_months(ear, 1);
    ear->levels.cash = -30;
    say(ear, (struct fnl_fact){.kind = FNL_FACT_DAY_CLOSED, .amount = -30});
    end_months(ear, 1);
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(month_of(ear, FNL_SERIES_CASH, 0), 40);
    for (size_t month = 1; month < 14; month++)
        assert_int_equal(month_of(ear, FNL_SERIES_CASH, month), -30);
    assert_int_equal(ear->row[FNL_CASH_END], -30);
}

static void levels_are_taken_at_the_end_of_each_month(void **state)
{
    struct ear *ear = *state;
    ear->levels = (struct fnl_levels){.open_leads = 3,
                                      .clients = 20,
                                      .pita_clients = 2,
                                      .waiting_hours = 7 * FNL_HOUR,
                                      .available_hours = 100 * FNL_HOUR,
                                      .cash = 1};
    end_months(ear, 1);
    ear->levels.available_hours += 40 * FNL_HOUR;
    ear->levels.clients = 25;
    end_months(ear, 1);
    assert_int_equal(month_of(ear, FNL_SERIES_OPEN_LEADS, 0), 3);
    assert_int_equal(month_of(ear, FNL_SERIES_CLIENTS, 0), 20);
    assert_int_equal(month_of(ear, FNL_SERIES_CLIENTS, 1), 25);
    assert_int_equal(month_of(ear, FNL_SERIES_PITA_CLIENTS, 1), 2);
    assert_int_equal(month_of(ear, FNL_SERIES_BACKLOG, 0), 7 * FNL_HOUR);
    assert_int_equal(month_of(ear, FNL_SERIES_HOURS_AVAILABLE, 0), 100 * FNL_HOUR);
    assert_int_equal(month_of(ear, FNL_SERIES_HOURS_AVAILABLE, 1), 40 * FNL_HOUR);
    assert_int_equal(ear->row[FNL_CLIENTS_END], 25);
}

static void hours_are_counted_by_use(void **state)
{
    struct ear *ear = *state;
    static const struct {
        enum fnl_hours_use use;
        enum fnl_series series;
        enum fnl_spent_on on;
    } uses[] = {{FNL_HOURS_SELLING, FNL_SERIES_HOURS_SELLING, FNL_SPENT_ON_OPEN},
                {FNL_HOURS_SERVICE, FNL_SERIES_HOURS_SERVICE, FNL_SPENT_ON_SERVICE},
                {FNL_HOURS_PITA, FNL_SERIES_HOURS_PITA, FNL_SPENT_ON_PITA},
                {FNL_HOURS_ASKING, FNL_SERIES_HOURS_ASKING, FNL_SPENT_ON_ASKING},
                {FNL_HOURS_MEETINGS, FNL_SERIES_HOURS_MEETINGS, FNL_SPENT_ON_MEETINGS},
                {FNL_HOURS_PROSPECTING, FNL_SERIES_HOURS_PROSPECTING, FNL_SPENT_ON_PROSPECTING},
                {FNL_HOURS_ADMIN, FNL_SERIES_HOURS_ADMIN, FNL_SPENT_ON_ADMIN},
                {FNL_HOURS_NURTURE, FNL_SERIES_HOURS_NURTURE, FNL_SPENT_ON_NURTURE}};
    for (int i = 0; i < FNL_HOURS_USES; i++)
        say(ear, (struct fnl_fact){.kind = FNL_FACT_TASK,
                                   .index = (uint32_t)uses[i].use,
                                   .span = (i + 1) * FNL_HOUR});
    finish(ear, (struct fnl_accounts){.hours_worked = 30 * FNL_HOUR});
    for (int i = 0; i < FNL_HOURS_USES; i++) {
        assert_int_equal(month_of(ear, uses[i].series, 0), (i + 1) * FNL_HOUR);
        assert_int_equal(ear->row[ear->recorder.layout.spent_on + (size_t)uses[i].on],
                         (i + 1) * FNL_HOUR);
    }
    assert_int_equal(ear->row[FNL_PITA_HOURS], 100000); /* 3 of 30 */
}

/* A year is 365 days; people who were met before count as talked to when they come. */
static void old_contacts_are_counted_apart(void **state)
{
    struct ear *ear = *state;
    for (int days = 364; days <= 366; days++) {
        say(ear, (struct fnl_fact){
                     .kind = FNL_FACT_SIGNED, .amount = 1000 + days, .wait = days * FNL_DAY});
        say(ear, (struct fnl_fact){
                     .kind = FNL_FACT_INVOICED, .amount = 100 + days, .wait = days * FNL_DAY});
        say(ear, (struct fnl_fact){
                     .kind = FNL_FACT_POSTED, .detail = FNL_MONEY_REVENUE, .amount = 100 + days});
    }
    for (int channel = FNL_CHANNEL_NETWORKING; channel <= FNL_CHANNEL_EARLIER; channel++)
        say(ear, (struct fnl_fact){.kind = FNL_FACT_ARRIVED,
                                   .client = FNL_NOBODY,
                                   .index = FNL_LEAD_INDEX(channel, 1, 0)});
    say(ear, (struct fnl_fact){.kind = FNL_FACT_ARRIVED,
                               .index = FNL_LEAD_INDEX(FNL_CHANNEL_NEW_BUSINESS, 1, 0)});
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_OLD_CONTACTS_NEW_BUSINESS], 1366);
    assert_int_equal(ear->row[FNL_OLD_CONTACTS_REVENUE], 466);
    assert_int_equal(ear->row[FNL_OLD_CONTACTS_SHARE], 334050); /* of 1395 */
    assert_int_equal(
        ear->row[fnl_indicator_source_at(&ear->recorder.layout, 0, FNL_BY_SOURCE_TALKED)], 2);
    assert_int_equal(ear->row[FNL_DEALS_OPENED], 1);
}

/* Three people in one meeting, one of them known; two deals won, one lost, one disqualified. */
static void people_met_and_requests_are_counted(void **state)
{
    struct ear *ear = *state;
    for (int i = 0; i < 3; i++)
        say(ear, (struct fnl_fact){.kind = FNL_FACT_NETWORKED, .wait = i, .other = i != 1});
    say(ear, (struct fnl_fact){.kind = FNL_FACT_ADVOCATE});
    say(ear, (struct fnl_fact){
                 .kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_WON, .other = 1, .amount = 4});
    say(ear, (struct fnl_fact){
                 .kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_WON, .other = 1, .amount = 3});
    say(ear, (struct fnl_fact){
                 .kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_PRICE, .other = 1, .amount = 2});
    say(ear,
        (struct fnl_fact){.kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_DISQUALIFIED, .amount = 9});
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_MEETINGS], 1);
    assert_int_equal(ear->row[FNL_PEOPLE_MET], 2);
    assert_int_equal(month_of(ear, FNL_SERIES_PEOPLE_MET, 0), 2);
    assert_int_equal(month_of(ear, FNL_SERIES_FIRST_TALKS, 0), 2);
    assert_int_equal(ear->row[FNL_ADVOCATES], 1);
    assert_int_equal(ear->row[FNL_REQUESTS_WON], 3500000);
    assert_int_equal(ear->row[FNL_REQUESTS_UNWON], 2000000);
}

/* Two never followed up of three kept or lost by marketing; trust is the mean of the months. */
static void what_marketing_does_is_counted(void **state)
{
    struct ear *ear = *state;
    ear->levels = (struct fnl_levels){.nurtured = 7, .alignment = 600000};
    end_months(ear, 1);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_DROPPED, .wait = -1});
    say(ear,
        (struct fnl_fact){.kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_NOT_FOLLOWED_UP, .wait = -1});
    say(ear,
        (struct fnl_fact){.kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_LOST_IN_NURTURE, .wait = -1});
    ear->levels = (struct fnl_levels){.nurtured = 9, .alignment = 200000};
    end_months(ear, 1);
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_NEVER_FOLLOWED_UP], 2);
    assert_int_equal(ear->row[FNL_ALIGNMENT], 400000);
    assert_int_equal(month_of(ear, FNL_SERIES_NURTURED, 0), 7);
    assert_int_equal(month_of(ear, FNL_SERIES_NURTURED, 1), 9);
    assert_int_equal(month_of(ear, FNL_SERIES_ALIGNMENT, 1), 200000);
}

/* Reps are those of the last month that was closed; energy and morale are means of the months. */
static void the_team_is_counted_and_felt_at_the_end_of_each_month(void **state)
{
    struct ear *ear = *state;
    ear->levels = (struct fnl_levels){.reps = 5, .energy = 900000, .morale = 400000};
    end_months(ear, 1);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_REP_LEFT, .rep = 2});
    say(ear, (struct fnl_fact){.kind = FNL_FACT_REP_LEFT, .rep = 3});
    ear->levels = (struct fnl_levels){.reps = 3, .energy = 600000, .morale = 250000};
    end_months(ear, 2);
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(month_of(ear, FNL_SERIES_REPS, 0), 5);
    assert_int_equal(month_of(ear, FNL_SERIES_REPS_LEFT, 0), 0);
    assert_int_equal(month_of(ear, FNL_SERIES_REPS_LEFT, 1), 2);
    assert_int_equal(month_of(ear, FNL_SERIES_ENERGY, 1), 600000);
    assert_int_equal(month_of(ear, FNL_SERIES_MORALE, 2), 250000);
    assert_int_equal(ear->row[FNL_REPS_END], 3);
    assert_int_equal(ear->row[FNL_REPS_LEFT], 2);
    assert_int_equal(ear->row[FNL_ENERGY], 700000);
    assert_int_equal(ear->row[FNL_MORALE], 300000);
}

static void the_market_is_as_on_the_last_day_and_its_goodwill_the_mean_of_the_months(void **state)
{
    struct ear *ear = *state;
    ear->levels = (struct fnl_levels){.market_left = 900000, .unreached = -1, .goodwill = 800000};
    end_months(ear, 1);
    assert_true(ear->row[FNL_UNREACHED] == FNL_UNDEFINED);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_APPROACHED, .flag = true});
    say(ear, (struct fnl_fact){.kind = FNL_FACT_APPROACHED});
    ear->levels =
        (struct fnl_levels){.market_left = 700000, .unreached = 950000, .goodwill = 500000};
    end_months(ear, 2);
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(month_of(ear, FNL_SERIES_MARKET_LEFT, 0), 900000);
    assert_int_equal(month_of(ear, FNL_SERIES_GOODWILL, 2), 500000);
    assert_int_equal(ear->row[FNL_MARKET_LEFT], 700000);
    assert_int_equal(ear->row[FNL_UNREACHED], 950000);
    assert_int_equal(ear->row[FNL_GOODWILL], 600000);
    assert_int_equal(ear->row[FNL_TARGET_TOUCHES], 2);
}

/* A quarter's figures stand in its last month; one of which nothing came counts by its forecast. */
static void quarters_are_judged_at_their_ends(void **state)
{
    struct ear *ear = *state;
    const struct fnl_fact quotas[] = {
        {.kind = FNL_FACT_QUOTA, .amount = 150, .span = 100, .flag = true},
        {.kind = FNL_FACT_QUOTA, .amount = 60, .span = 100},
        {.kind = FNL_FACT_QUOTA, .amount = 0, .span = 7},
    };
    for (size_t i = 0; i < 3; i++)
        say(ear, quotas[i]);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_PUSHED});
    end_months(ear, 2);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_FORECAST_CAME, .amount = 30, .span = 70});
    say(ear, (struct fnl_fact){.kind = FNL_FACT_FORECAST_CAME, .amount = 10, .span = 0});
    end_months(ear, 3);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_FORECAST_CAME, .amount = 0, .span = 9});
    end_months(ear, 3);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_FORECAST_CAME, .amount = 100, .span = 75});
    end_months(ear, 1);
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_QUOTA_ATTAINMENT], 700000);
    assert_int_equal(ear->row[FNL_QUOTA_MADE], 333333);
    assert_int_equal(ear->row[FNL_PUSHED], 1);
    assert_int_equal(month_of(ear, FNL_SERIES_FORECAST, 2), 70);
    assert_int_equal(month_of(ear, FNL_SERIES_FORECAST_CAME, 2), 40);
    assert_int_equal(month_of(ear, FNL_SERIES_FORECAST, 5), 9);
    assert_int_equal(month_of(ear, FNL_SERIES_FORECAST, 3), 0);
    assert_int_equal(ear->row[FNL_FORECAST_ERROR], 457143); /* 30, 9 and 25 of 40, 0 and 100 */
}

static void committed_deals_and_pains_are_counted(void **state)
{
    struct ear *ear = *state;
    for (int i = 0; i < 4; i++)
        say(ear, (struct fnl_fact){.kind = FNL_FACT_ENDED,
                                   .detail = i == 0 ? FNL_CAUSE_WON : FNL_CAUSE_PRICE,
                                   .day = i < 3});
    end_months(ear, 1);
    for (int i = 0; i < 5; i++)
        say(ear, (struct fnl_fact){.kind = FNL_FACT_SIGNED, .flag = i > 3, .detail = i == 2});
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_COMMITTED_WIN_RATE], 333333);
    assert_int_equal(ear->row[FNL_PITA_SIGNED], 250000);
    assert_int_equal(month_of(ear, FNL_SERIES_PITA_SIGNED, 1), 1);
}

/* The run begins in 1970-01, the business year in February: quarters end with January, April ... */
static void pains_at_the_end_of_quarters_are_counted_apart(void **state)
{
    struct ear *ear = *state;
    const struct {
        int signed_good, signed_bad;
    } months[] = {{3, 1}, {0, 5}, {2, 7}, {1, 2}};
    for (size_t i = 0; i < 4; i++) {
        for (int k = 0; k < months[i].signed_good + months[i].signed_bad; k++)
            say(ear, (struct fnl_fact){.kind = FNL_FACT_SIGNED, .flag = k < months[i].signed_bad});
        say(ear, (struct fnl_fact){.kind = FNL_FACT_SIGNED, .detail = 1}); /* a client's new deal */
        end_months(ear, 1);
    }
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_PITA_SIGNED_LATE], 428571); /* 1 and 2 of 4 and 3 */
}

static void no_quarters_end_has_no_share_of_pains(void **state)
{
    struct ear *ear = *state;
    end_months(ear, 1);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_SIGNED, .flag = true});
    end_months(ear, 1);
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_PITA_SIGNED_LATE], FNL_UNDEFINED);
}

/* A recorder used again begins with a clean row. */
static void every_replication_begins_afresh(void **state)
{
    struct ear *ear = *state;
    say(ear, (struct fnl_fact){.kind = FNL_FACT_ENDED,
                               .detail = FNL_CAUSE_WON,
                               .other = 1,
                               .wait = FNL_DAY,
                               .span = FNL_HOUR});
    say(ear, (struct fnl_fact){.kind = FNL_FACT_TOUCH, .wait = 1});
    end_months(ear, 5);
    ear->listener = fnl_recorder_begin(&ear->recorder, &ear->plan, ear->row);
    finish(ear, (struct fnl_accounts){
                    .episodes = 4, .open_episodes = 2, .events = 77, .allowed = 12, .spent = 3});
    assert_int_equal(ear->row[FNL_WON], 0);
    assert_true(ear->row[FNL_CYCLE] == FNL_UNDEFINED);
    assert_true(ear->row[FNL_FIRST_WAIT] == FNL_UNDEFINED);
    assert_int_equal(ear->recorder.month, 0);
    assert_int_equal(ear->row[FNL_EPISODES], 4);
    assert_int_equal(ear->row[FNL_OPEN_EPISODES], 2);
    assert_int_equal(ear->row[FNL_EVENTS], 77);
    assert_int_equal(ear->row[FNL_EXTRA_ALLOWED], 12);
    assert_int_equal(ear->row[FNL_EXTRA_SPENT], 3);
}

static void memory_that_runs_out_is_told_at_the_end(void **state)
{
    struct ear *ear = *state;
    const struct fnl_accounts accounts = {0};
    fnl_memory_fail_after(0);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_TOUCH, .wait = 1});
    fnl_memory_fail_after(-1);
    assert_int_equal(fnl_recorder_finish(&ear->recorder, &accounts), FNL_ERR_MEMORY);
}

#define EAR_TEST(test) cmocka_unit_test_setup_teardown(test, open_ear, close_ear)

/* A quarter of an hour for each of 3 who are not there, and 2 who are. */
static void touches_that_fail_are_counted_with_their_hours(void **state)
{
    struct ear *ear = *state;
    const struct fnl_fact missed = {.kind = FNL_FACT_TOUCH, .span = FNL_HOUR / 4};
    const struct fnl_fact held = {.kind = FNL_FACT_TOUCH, .span = 2 * FNL_HOUR, .flag = true};
    for (int i = 0; i < 3; i++)
        say(ear, missed);
    for (int i = 0; i < 2; i++)
        say(ear, held);
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_MISSED_TOUCHES], 600000);
    assert_int_equal(ear->row[FNL_MISSED_HOURS], FNL_HOUR * 3 / 8);
}

static void without_touches_and_invoices_there_is_no_mean(void **state)
{
    struct ear *ear = *state;
    say(ear, (struct fnl_fact){.kind = FNL_FACT_INVOICED, .amount = 100, .until = FNL_NEVER});
    finish(ear, (struct fnl_accounts){0});
    assert_true(ear->row[FNL_MISSED_TOUCHES] == FNL_UNDEFINED);
    assert_true(ear->row[FNL_MISSED_HOURS] == FNL_UNDEFINED);
    assert_true(ear->row[FNL_DAYS_TO_PAY] == FNL_UNDEFINED);
    assert_true(ear->row[FNL_DAYS_TO_PAY_PITA] == FNL_UNDEFINED);
}

/* By amount: 300 after 10 days, 100 after 50 and, of a pain, 100 after 90; never is left out. */
static void days_to_pay_are_weighed_by_the_amount(void **state)
{
    struct ear *ear = *state;
    const struct fnl_fact invoice = {.kind = FNL_FACT_INVOICED, .time = 5 * FNL_DAY + 7};
    struct fnl_fact fact = invoice;
    fact.amount = 30000;
    fact.until = 15 * FNL_DAY + 100;
    say(ear, fact);
    fact.amount = 10000;
    fact.until = 55 * FNL_DAY;
    say(ear, fact);
    fact.until = 95 * FNL_DAY + 5;
    fact.flag = true;
    say(ear, fact);
    fact.until = FNL_NEVER;
    say(ear, fact);
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_DAYS_TO_PAY],
                     fnl_units_days((300 * 10 + 100 * 50 + 100 * 90) / 500.0));
    assert_int_equal(ear->row[FNL_DAYS_TO_PAY_PITA], 90 * FNL_DAY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        EAR_TEST(people_and_leads_are_counted_apart),
        EAR_TEST(ends_make_the_win_rate_the_cycle_and_the_hours_that_led_nowhere),
        EAR_TEST(hours_add_up_though_tasks_are_in_work_at_the_horizon),
        EAR_TEST(of_nothing_there_is_no_share_no_median_and_no_price),
        EAR_TEST(money_is_counted_by_category_month_and_source),
        EAR_TEST(first_years_end_after_twelve_months),
        EAR_TEST(lines_of_referral_are_clients_by_clients),
        EAR_TEST(touches_are_meetings_talks_and_waits),
        EAR_TEST(stages_are_counted_once_a_person),
        EAR_TEST(lowest_cash_is_of_the_first_day_on_which_it_is),
        EAR_TEST(present_value_discounts_each_months_flow),
        EAR_TEST(the_cash_of_the_end_stays),
        EAR_TEST(levels_are_taken_at_the_end_of_each_month),
        EAR_TEST(hours_are_counted_by_use),
        EAR_TEST(what_marketing_does_is_counted),
        EAR_TEST(the_team_is_counted_and_felt_at_the_end_of_each_month),
        EAR_TEST(the_market_is_as_on_the_last_day_and_its_goodwill_the_mean_of_the_months),
        EAR_TEST(quarters_are_judged_at_their_ends),
        EAR_TEST(committed_deals_and_pains_are_counted),
        EAR_TEST(pains_at_the_end_of_quarters_are_counted_apart),
        EAR_TEST(no_quarters_end_has_no_share_of_pains),
        EAR_TEST(old_contacts_are_counted_apart),
        EAR_TEST(people_met_and_requests_are_counted),
        EAR_TEST(every_replication_begins_afresh),
        EAR_TEST(memory_that_runs_out_is_told_at_the_end),
        EAR_TEST(touches_that_fail_are_counted_with_their_hours),
        EAR_TEST(without_touches_and_invoices_there_is_no_mean),
        EAR_TEST(days_to_pay_are_weighed_by_the_amount),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
