/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "hearsay.h"
#include "model/money.h"
#include "observe/chronicle.h"

#define AT(date, hour, minute) .time = hearsay_time(date, hour, minute)
#define NO_CLIENT              .client = FNL_NOBODY

static struct fnl_chronicle chronicle;
static struct fnl_listener listener;
static struct fnl_tale tale;
static char *text;
static size_t length;

static void begin(void)
{
    tale = hearsay_tale(&text, &length);
    listener = fnl_chronicle_begin(&chronicle, &hearsay_plan, &tale);
}

static void announce(struct fnl_fact fact)
{
    hearsay_announce(&listener, &(struct fnl_levels){.clients = 142, .pita_clients = 19}, fact);
}

static void assert_story(const char *expected)
{
    fnl_chronicle_finish(&chronicle);
    fnl_chronicle_fini(&chronicle);
    hearsay_assert_told(&tale, &text, expected);
}

static void announce_arrival(const char *date, enum fnl_channel channel, uint32_t client,
                             uint32_t episode)
{
    announce((struct fnl_fact){
        FNL_FACT_ARRIVED, AT(date, 9, 0), .client = client,
        .key = hearsay_person("website", date, 4), .detail = episode,
        .index = FNL_LEAD_INDEX(channel, 4, 0),
        .day = (int32_t)(hearsay_settings.start + hearsay_time(date, 0, 0) / FNL_DAY)});
}

static void who_signs_and_who_leaves_is_told(void **state)
{
    (void)state;
    begin();
    const uint64_t key = hearsay_person("website", "2026-03-17", 4);
    announce_arrival("2026-03-17", FNL_CHANNEL_FIELD, FNL_NOBODY, 0);
    announce((struct fnl_fact){FNL_FACT_SIGNED, AT("2026-05-06", 11, 5), .key = key, .client = 7,
                               .rep = 1, .amount = 2500000, .flag = true});
    announce((struct fnl_fact){FNL_FACT_SIGNED, AT("2026-06-06", 11, 5), .key = key, .client = 7,
                               .rep = 1, .amount = 500000, .detail = 1});
    announce((struct fnl_fact){FNL_FACT_LEFT, AT("2026-07-01", 0, 0), .flag = true,
                               .key = hearsay_opening("opening", 1), .client = 0});
    announce((struct fnl_fact){FNL_FACT_LEFT, AT("2026-07-02", 0, 0), .key = key, .client = 7,
                               .detail = 1});
    assert_story("2026-05-06 11:05  website/2026-03-17/4 signs for $25,000 with rep-2, in truth a "
                 "bad-fit client\n"
                 "2026-06-06 11:05  website/2026-03-17/4 signs for $5,000 more with rep-2\n"
                 "2026-07-01 00:00  opening/1 leaves when the term ends; it was a bad-fit client\n"
                 "2026-07-02 00:00  website/2026-03-17/4 leaves before the term ends\n"
                 "Over the whole run: 1 arrival, 2 contracts for $30,000, 2 clients lost; $0 "
                 "invoiced, cost $0; "
                 "cash $500, at its lowest $500 on 2026-01-01.\n");
}

static void a_month_is_summed_up_when_it_ends(void **state)
{
    (void)state;
    begin();
    announce_arrival("2026-03-17", FNL_CHANNEL_FIELD, FNL_NOBODY, 0);
    announce_arrival("2026-03-17", FNL_CHANNEL_FIELD, FNL_NOBODY, 1);
    announce_arrival("2026-03-18", FNL_CHANNEL_OPENING, FNL_NOBODY, 0);
    announce_arrival("2026-03-19", FNL_CHANNEL_NEW_BUSINESS, 7, 0);
    announce((struct fnl_fact){FNL_FACT_POSTED, AT("2026-03-20", 0, 0), .amount = 2385000,
                               .detail = FNL_MONEY_REVENUE});
    announce((struct fnl_fact){FNL_FACT_POSTED, AT("2026-03-20", 0, 0), .amount = -700000,
                               .detail = FNL_MONEY_SALARIES});
    announce((struct fnl_fact){FNL_FACT_POSTED, AT("2026-03-20", 0, 0), .amount = -100,
                               .detail = FNL_MONEY_BAD_DEBT});
    announce((struct fnl_fact){FNL_FACT_DAY_CLOSED, AT("2026-03-31", 23, 59), .amount = 1735000});
    announce((struct fnl_fact){FNL_FACT_MONTH_CLOSED, AT("2026-03-31", 23, 59)});
    announce((struct fnl_fact){FNL_FACT_DAY_CLOSED, AT("2026-04-30", 23, 59), .amount = 1635000});
    announce((struct fnl_fact){FNL_FACT_MONTH_CLOSED, AT("2026-04-30", 23, 59)});
    assert_story(
        "2026-03-31 23:59  Mar 2026: 1 arrival, 0 contracts for $0, 0 clients lost; $23,850 "
        "invoiced, cost $7,001; cash $17,350, 142 clients, 19 of them bad-fit clients\n"
        "2026-04-30 23:59  Apr 2026: 0 arrivals, 0 contracts for $0, 0 clients lost; $0 "
        "invoiced, cost $0; cash $16,350, 142 clients, 19 of them bad-fit clients\n"
        "Over the whole run: 1 arrival, 0 contracts for $0, 0 clients lost; $23,850 invoiced, cost "
        "$7,001; cash $16,350, at its lowest $16,350 on 2026-04-30.\n");
}

static void cash_is_told_when_it_falls_below_zero_and_when_it_is_back(void **state)
{
    (void)state;
    begin();
    announce((struct fnl_fact){FNL_FACT_DAY_CLOSED, AT("2026-01-01", 23, 59), .amount = 0});
    announce((struct fnl_fact){FNL_FACT_DAY_CLOSED, AT("2026-01-02", 23, 59), .amount = -238500});
    announce((struct fnl_fact){FNL_FACT_BROKE, AT("2026-01-03", 23, 59), .amount = -16000000});
    announce((struct fnl_fact){FNL_FACT_DAY_CLOSED, AT("2026-01-03", 23, 59), .amount = -16000000});
    announce((struct fnl_fact){FNL_FACT_DAY_CLOSED, AT("2026-01-04", 23, 59), .amount = 100});
    assert_story("2026-01-02 23:59  Cash falls below zero: -$2,385\n"
                 "2026-01-03 23:59  Cash of -$160,000 is beyond the credit line\n"
                 "2026-01-04 23:59  Cash is no longer below zero: $1\n"
                 "Over the whole run: 0 arrivals, 0 contracts for $0, 0 clients lost; $0 invoiced, "
                 "cost $0; cash "
                 "$1, at its lowest -$160,000 on 2026-01-03.\n");
}

static void the_end_of_a_quarter_is_told_before_its_month(void **state)
{
    (void)state;
    begin();
    announce((struct fnl_fact){FNL_FACT_QUOTA, AT("2026-03-31", 23, 59), .flag = true});
    announce((struct fnl_fact){FNL_FACT_QUOTA, AT("2026-03-31", 23, 59), .rep = 1});
    announce((struct fnl_fact){FNL_FACT_FORECAST_CAME, AT("2026-03-31", 23, 59), .span = 5000000,
                               .amount = 2000000});
    announce((struct fnl_fact){FNL_FACT_FORECAST_CAME, AT("2026-03-31", 23, 59), .span = 1000000,
                               .amount = 385000, .rep = 1});
    announce((struct fnl_fact){FNL_FACT_MONTH_CLOSED, AT("2026-03-31", 23, 59)});
    announce((struct fnl_fact){FNL_FACT_MONTH_CLOSED, AT("2026-04-30", 23, 59)});
    assert_story(
        "2026-03-31 23:59  Of 2 reps, 1 made the quota of the quarter\n"
        "2026-03-31 23:59  The forecast for the quarter was $60,000; $23,850 came of it\n"
        "2026-03-31 23:59  Mar 2026: 0 arrivals, 0 contracts for $0, 0 clients lost; $0 "
        "invoiced, cost $0; cash $500, 142 clients, 19 of them bad-fit clients\n"
        "2026-04-30 23:59  Apr 2026: 0 arrivals, 0 contracts for $0, 0 clients lost; $0 "
        "invoiced, cost $0; cash $500, 142 clients, 19 of them bad-fit clients\n"
        "Over the whole run: 0 arrivals, 0 contracts for $0, 0 clients lost; $0 invoiced, cost "
        "$0; cash $500, at its lowest $500 on 2026-01-01.\n");
}

static void changes_and_reps_who_come_and_go_are_told(void **state)
{
    (void)state;
    begin();
    announce((struct fnl_fact){FNL_FACT_REP_JOINED, .rep = 0});
    announce((struct fnl_fact){FNL_FACT_PHASE, AT("2026-04-01", 0, 0), .index = 1});
    announce((struct fnl_fact){FNL_FACT_REP_JOINED, AT("2026-04-01", 0, 0), .rep = 8});
    announce((struct fnl_fact){FNL_FACT_PHASE, AT("2026-04-02", 0, 0), .index = 0});
    announce((struct fnl_fact){FNL_FACT_REP_LEFT, AT("2026-05-01", 0, 0), .rep = 2, .amount = 7});
    announce((struct fnl_fact){FNL_FACT_REP_JOINED, AT("2026-07-01", 0, 0), .rep = 9, .index = 3});
    assert_story("2026-04-01 00:00  The plan changes: Ask twice a year\n"
                 "2026-04-01 00:00  rep-9 joins\n"
                 "2026-04-02 00:00  The plan changes\n"
                 "2026-05-01 00:00  rep-3 leaves for good; others look after 7 clients now\n"
                 "2026-07-01 00:00  rep-10 joins in place of rep-3\n"
                 "Over the whole run: 0 arrivals, 0 contracts for $0, 0 clients lost; $0 invoiced, "
                 "cost $0; cash "
                 "$500, at its lowest $500 on 2026-01-01.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_signs_and_who_leaves_is_told),
        cmocka_unit_test(a_month_is_summed_up_when_it_ends),
        cmocka_unit_test(cash_is_told_when_it_falls_below_zero_and_when_it_is_back),
        cmocka_unit_test(the_end_of_a_quarter_is_told_before_its_month),
        cmocka_unit_test(changes_and_reps_who_come_and_go_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
