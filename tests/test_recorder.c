/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/key.h"
#include "base/memory.h"
#include "ear.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        EAR_TEST(people_and_leads_are_counted_apart),
        EAR_TEST(money_is_counted_by_category_month_and_source),
        EAR_TEST(first_years_end_after_twelve_months),
        EAR_TEST(touches_are_meetings_talks_and_waits),
        EAR_TEST(stages_are_counted_once_a_person),
        EAR_TEST(lowest_cash_is_of_the_first_day_on_which_it_is),
        EAR_TEST(hours_are_counted_by_use),
        EAR_TEST(old_contacts_are_counted_apart),
        EAR_TEST(people_met_and_requests_are_counted),
        EAR_TEST(every_replication_begins_afresh),
        EAR_TEST(memory_that_runs_out_is_told_at_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
