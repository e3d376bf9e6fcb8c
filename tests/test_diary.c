/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/memory.h"
#include "hearsay.h"
#include "observe/diary.h"

#define AT(date, hour, minute) .time = hearsay_time(date, hour, minute)
#define NO_CLIENT              .client = FNL_NOBODY

static struct fnl_diary diary;
static struct fnl_listener listener;
static struct fnl_tale tale;
static struct fnl_name rep;
static char *text;
static size_t length;

static void begin(void)
{
    tale = hearsay_tale(&text, &length);
    assert_int_equal(fnl_name_find(&hearsay_plan, "rep-3", &rep, NULL), FNL_OK);
    listener = fnl_diary_begin(&diary, &hearsay_plan, &rep, &tale);
}

static void announce(struct fnl_fact fact)
{
    hearsay_announce(&listener, &(struct fnl_levels){0}, fact);
}

static void assert_story(const char *expected)
{
    fnl_diary_finish(&diary);
    fnl_diary_fini(&diary);
    hearsay_assert_told(&tale, &text, expected);
}

static uint64_t announce_arrival(const char *date)
{
    const uint64_t key = hearsay_person("website", date, 4);
    announce((struct fnl_fact){
        FNL_FACT_ARRIVED, AT(date, 3, 0), .key = key, NO_CLIENT,
        .index = FNL_LEAD_INDEX(FNL_CHANNEL_FIELD, 4, 0),
        .day = (int32_t)(hearsay_settings.start + hearsay_time(date, 0, 0) / FNL_DAY)});
    return key;
}

/* A touch is announced as a task first. */
static void announce_touch(struct fnl_fact touch)
{
    announce((struct fnl_fact){FNL_FACT_TASK, .time = touch.time, .key = touch.key,
                               .rep = touch.rep, .span = touch.span, .wait = touch.wait,
                               .detail = FNL_TASK_TOUCH, .index = FNL_HOURS_SELLING,
                               .flag = touch.flag});
    touch.kind = FNL_FACT_TOUCH;
    announce(touch);
}

static void announce_selling(uint32_t seller)
{
    const uint64_t key = announce_arrival("2026-03-17");
    announce_touch((struct fnl_fact){AT("2026-03-17", 9, 15), .key = key, .rep = seller,
                                     .span = FNL_HOUR / 4, .wait = 15 * FNL_MINUTE});
    announce_touch((struct fnl_fact){AT("2026-03-18", 11, 30), .key = key, .rep = seller, .day = 1,
                                     .span = FNL_HOUR * 3 / 2, .index = 1, .flag = true});
    announce((struct fnl_fact){FNL_FACT_ARRIVED, AT("2026-03-18", 11, 30), NO_CLIENT, .other = key,
                               .key = 2385, .day = FNL_LEAD_NO_DAY, .rep = FNL_NOBODY,
                               .index = FNL_LEAD_INDEX(FNL_CHANNEL_MEETING, 1, 0)});
    announce((struct fnl_fact){FNL_FACT_STAGE, AT("2026-03-18", 11, 30), .key = 2385});
    announce((struct fnl_fact){FNL_FACT_STAGE, AT("2026-03-18", 11, 30), .key = key, .detail = 1});
    announce_touch((struct fnl_fact){AT("2026-03-20", 10, 0), .key = key, .rep = seller,
                                     .span = 6 * FNL_HOUR, .detail = 1, .flag = true});
    announce((struct fnl_fact){FNL_FACT_SIGNED, AT("2026-03-20", 10, 0), .key = key, .client = 7,
                               .rep = seller, .amount = 2500000});
    announce((struct fnl_fact){FNL_FACT_ENDED, AT("2026-03-20", 10, 0), .key = key,
                               .detail = FNL_CAUSE_WON, .index = 2});
    announce_touch((struct fnl_fact){AT("2026-03-23", 10, 0), .key = 2385, .rep = seller,
                                     .span = FNL_HOUR, .index = 1});
    announce((struct fnl_fact){FNL_FACT_ENDED, AT("2026-03-23", 10, 0), .key = 2385,
                               .detail = FNL_CAUSE_WENT_DARK, .index = 1});
}

/* A task that has a line of its own. */
static struct fnl_fact task(const char *date, enum fnl_task_kind kind, enum fnl_hours_use use,
                            uint64_t key, double hours)
{
    return (struct fnl_fact){
        FNL_FACT_TASK,  AT(date, 12, 0), .key = key,   .rep = 2,
        .detail = kind, .index = use,    .flag = true, .span = fnl_units_hours(hours),
        .wait = FNL_DAY};
}

static void announce_serving(void)
{
    const uint64_t key = hearsay_opening("opening", 1);
    announce(task("2026-04-01", FNL_TASK_SERVICE, FNL_HOURS_PITA, key, 2.385));
    announce(task("2026-04-02", FNL_TASK_SCOPE, FNL_HOURS_PITA, key, 6));
    announce(task("2026-04-03", FNL_TASK_ASK, FNL_HOURS_ASKING, key, 0.75));
    announce((struct fnl_fact){FNL_FACT_ASKED, AT("2026-04-03", 12, 0), .key = key, .rep = 2,
                               .index = 2, .flag = true});
    announce(task("2026-04-04", FNL_TASK_ASK, FNL_HOURS_ASKING, key, 0.75));
    announce((struct fnl_fact){FNL_FACT_ASKED, AT("2026-04-04", 12, 0), .key = key, .rep = 2});
    announce(task("2026-04-05", FNL_TASK_MEETING, FNL_HOURS_MEETINGS, key, 1));
    announce((struct fnl_fact){FNL_FACT_MEETING, AT("2026-04-05", 12, 0), .key = key, .rep = 2,
                               .index = 1});
    struct fnl_fact missed = task("2026-04-06", FNL_TASK_MEETING, FNL_HOURS_MEETINGS, key, 1);
    missed.flag = false;
    announce(missed);
}

static void announce_prospecting(void)
{
    announce(task("2026-04-07", FNL_TASK_PROSPECTING, FNL_HOURS_PROSPECTING, 11, 2));
    for (uint32_t item = 0; item < 2; item++)
        announce((struct fnl_fact){FNL_FACT_ARRIVED, AT("2026-04-07", 12, 0), .key = 12 + item,
                                   NO_CLIENT, .day = FNL_LEAD_NO_DAY, .rep = 2, .source = 3,
                                   .index = FNL_LEAD_INDEX(FNL_CHANNEL_PROSPECTING, 16, item)});
}

/* Two touches of the list in half an hour: one does not want to, the other does and comes. */
static void announce_touches_of_list(void)
{
    announce(task("2026-04-08", FNL_TASK_PROSPECTING, FNL_HOURS_PROSPECTING, 11, 0.5));
    for (uint32_t account = 0; account < 2; account++)
        announce((struct fnl_fact){FNL_FACT_APPROACHED, AT("2026-04-08", 12, 0),
                                   .key = 20 + account, NO_CLIENT, .rep = 2, .source = 3,
                                   .day = 3 + (int32_t)account, .flag = account == 1,
                                   .index = FNL_LEAD_INDEX(FNL_CHANNEL_LISTED, account, 0)});
    announce((struct fnl_fact){FNL_FACT_ARRIVED, AT("2026-04-08", 12, 0), .key = 21, NO_CLIENT,
                               .day = FNL_LEAD_NO_DAY, .rep = 2, .source = 3,
                               .index = FNL_LEAD_INDEX(FNL_CHANNEL_LISTED, 1, 0)});
    announce((struct fnl_fact){FNL_FACT_APPROACHED, AT("2026-04-08", 12, 0), .key = 22, NO_CLIENT,
                               .rep = 1, .source = 3,
                               .index = FNL_LEAD_INDEX(FNL_CHANNEL_LISTED, 1, 0)});
}

static void announce_networking(void)
{
    announce(task("2026-04-07", FNL_TASK_NETWORKING, FNL_HOURS_MEETINGS, 12, 1.5));
    for (uint32_t item = 0; item < 2; item++)
        announce((struct fnl_fact){FNL_FACT_NETWORKED, AT("2026-04-07", 12, 0), .key = 77 + item,
                                   NO_CLIENT, .rep = 2, .source = 3, .flag = item == 1,
                                   .index = FNL_LEAD_INDEX(FNL_CHANNEL_NETWORKING, 16, item)});
    announce((struct fnl_fact){FNL_FACT_ADVOCATE, AT("2026-04-07", 12, 0), .key = 77, NO_CLIENT,
                               .rep = 2});
    struct fnl_fact in_vain = task("2026-04-08", FNL_TASK_NETWORKING, FNL_HOURS_MEETINGS, 13, 0.5);
    in_vain.flag = false;
    announce(in_vain);
    announce(task("2026-04-09", FNL_TASK_ADMIN, FNL_HOURS_ADMIN, 14, 2));
    announce((struct fnl_fact){FNL_FACT_NETWORKED, AT("2026-04-09", 12, 0), .key = 80, NO_CLIENT,
                               .rep = 1, .index = FNL_LEAD_INDEX(FNL_CHANNEL_NETWORKING, 1, 0)});
}

static void close_month(const char *last_day)
{
    announce((struct fnl_fact){FNL_FACT_MONTH_CLOSED, AT(last_day, 23, 59)});
}

static void a_task_takes_a_line_with_what_came_of_it(void **state)
{
    (void)state;
    begin();
    announce((struct fnl_fact){FNL_FACT_REP_JOINED, .rep = 2});
    announce_selling(2);
    close_month("2026-03-31");
    assert_story(
        "2026-01-01 00:00  rep-3 is on the team\n"
        "2026-03-17 09:15  rep-3 does not reach website/2026-03-17/4: touch 1 of Discovery, "
        "0.25 h, after 15 min in the queue\n"
        "2026-03-18 11:30  rep-3 meets website/2026-03-17/4 (first meeting): touch 2 of Discovery, "
        "1.5 h, at once; is introduced to website/2026-03-17/4/m1; the lead goes on to Proposal\n"
        "2026-03-20 10:00  rep-3 talks with website/2026-03-17/4: touch 1 of Proposal, 6 h, at "
        "once; the lead signs for $25,000 and is a client now\n"
        "2026-03-23 10:00  rep-3 waits in vain for website/2026-03-17/4/m1 (first meeting): touch "
        "1 of Discovery, 1 h, at once; the lead has gone dark\n"
        "2026-03-31 23:59  rep-3 in Mar 2026: 4 tasks, 8.75 h (selling 8.75 h); 1 contract for "
        "$25,000\n"
        "In all: 4 tasks, 8.75 h (selling 8.75 h); 1 contract for $25,000.\n");
}

static void touches_of_the_list_are_told_with_their_block(void **state)
{
    (void)state;
    begin();
    announce_touches_of_list();
    assert_story("2026-04-08 12:00  rep-3 prospects for 0.5 h; touch 3 of fairs/rep-3/1, who does "
                 "not want to talk yet; touch 4 of fairs/rep-3/2, who agrees to talk\n"
                 "2026-04-08 12:00  rep-3 in Apr 2026: 1 task, 0.5 h (prospecting 0.5 h)\n"
                 "In all: 1 task, 0.5 h (prospecting 0.5 h).\n");
}

static void work_for_clients_is_told_too(void **state)
{
    (void)state;
    begin();
    announce_serving();
    announce_prospecting();
    close_month("2026-04-30");
    announce((struct fnl_fact){FNL_FACT_REP_AWAY, AT("2026-05-04", 0, 0), .rep = 2,
                               .until = hearsay_time("2026-05-18", 0, 0)});
    close_month("2026-05-31");
    assert_story(
        "2026-04-01 12:00  rep-3 serves opening/1, 2.39 h, after 24 h in the queue\n"
        "2026-04-02 12:00  rep-3 does unpaid extra work for opening/1, 6 h, after 24 h in the "
        "queue\n"
        "2026-04-03 12:00  rep-3 asks opening/1 for referrals, 0.75 h, after 24 h in the queue; "
        "gets 2 names\n"
        "2026-04-04 12:00  rep-3 asks opening/1 for referrals, 0.75 h, after 24 h in the queue; "
        "gets no names\n"
        "2026-04-05 12:00  rep-3 meets opening/1, 1 h, after 24 h in the queue; this was the "
        "account review\n"
        "2026-04-06 12:00  rep-3 waits in vain for opening/1, 1 h, after 24 h in the queue\n"
        "2026-04-07 12:00  rep-3 prospects for 2 h; finds "
        "fairs/rep-3/17.1; finds fairs/rep-3/17.2\n"
        "2026-04-30 23:59  rep-3 in Apr 2026: 7 tasks, 13.9 h (bad-fit clients 8.39 h, asking "
        "1.5 h, meetings 2 h, prospecting 2 h)\n"
        "2026-05-04 00:00  rep-3 is away until 2026-05-18\n"
        "In all: 7 tasks, 13.9 h (bad-fit clients 8.39 h, asking 1.5 h, meetings 2 h, prospecting "
        "2 h).\n");
}

static void who_leaves_and_who_comes_after_is_told(void **state)
{
    (void)state;
    begin();
    announce((struct fnl_fact){FNL_FACT_REP_LEFT, AT("2026-03-01", 0, 0), .rep = 1});
    announce((struct fnl_fact){FNL_FACT_REP_JOINED, AT("2026-04-01", 0, 0), .rep = 2, .index = 2});
    announce((struct fnl_fact){FNL_FACT_REP_LEFT, AT("2026-05-01", 0, 0), .rep = 2, .amount = 1});
    announce((struct fnl_fact){FNL_FACT_REP_JOINED, AT("2026-07-01", 0, 0), .rep = 9, .index = 3});
    assert_story("2026-04-01 00:00  rep-3 joins in place of rep-2\n"
                 "2026-05-01 00:00  rep-3 leaves for good; others look after 1 client now\n"
                 "2026-07-01 00:00  rep-10 comes after rep-3\n"
                 "In all: 0 tasks, 0 h.\n");
}

static void quotas_and_forecasts_are_told(void **state)
{
    (void)state;
    begin();
    announce((struct fnl_fact){FNL_FACT_FORECAST, AT("2026-01-01", 0, 0), .rep = 2,
                               .amount = 2385000, .index = 1});
    announce((struct fnl_fact){FNL_FACT_FORECAST, AT("2026-01-01", 0, 0), .rep = 1, .amount = 9});
    announce((struct fnl_fact){FNL_FACT_QUOTA, AT("2026-03-31", 23, 59), .rep = 2,
                               .amount = 2000000, .span = 5000000});
    announce((struct fnl_fact){FNL_FACT_QUOTA, AT("2026-03-31", 23, 59), .rep = 1});
    announce((struct fnl_fact){FNL_FACT_FORECAST_CAME, AT("2026-03-31", 23, 59), .rep = 2,
                               .amount = 2000000, .span = 2385000});
    announce((struct fnl_fact){FNL_FACT_FORECAST_CAME, AT("2026-03-31", 23, 59), .rep = 0});
    announce((struct fnl_fact){FNL_FACT_QUOTA, AT("2026-06-30", 23, 59), .rep = 2, .amount = 23,
                               .span = 23, .detail = FNL_QUOTA_ON_LEADS, .flag = true});
    announce((struct fnl_fact){FNL_FACT_QUOTA, AT("2026-09-30", 23, 59), .rep = 2, .amount = 0,
                               .span = 1, .detail = FNL_QUOTA_ON_QUALIFIED});
    assert_story("2026-01-01 00:00  rep-3 expects to sign $23,850 this quarter and commits 1 deal\n"
                 "2026-03-31 23:59  rep-3 misses the quota of the quarter: $20,000 of $50,000\n"
                 "2026-03-31 23:59  rep-3 forecast $23,850, and $20,000 came of it\n"
                 "2026-06-30 23:59  rep-3 makes the quota of the quarter: 23 of 23 leads\n"
                 "2026-09-30 23:59  rep-3 misses the quota of the quarter: 0 of 1 qualified lead\n"
                 "In all: 0 tasks, 0 h.\n");
}

static void a_meeting_may_open_a_new_deal(void **state)
{
    (void)state;
    begin();
    const uint64_t key = announce_arrival("2026-03-17");
    announce((struct fnl_fact){FNL_FACT_SIGNED, AT("2026-03-20", 10, 0), .key = key, .client = 7,
                               .rep = 1, .amount = 2500000});
    announce(task("2026-04-05", FNL_TASK_MEETING, FNL_HOURS_MEETINGS, key, 1));
    announce((struct fnl_fact){FNL_FACT_ARRIVED, AT("2026-04-05", 12, 0), .key = 2385, .client = 7,
                               .day = FNL_LEAD_NO_DAY, .rep = 2,
                               .index = FNL_LEAD_INDEX(FNL_CHANNEL_NEW_BUSINESS, 0, 0)});
    assert_story(
        "2026-04-05 12:00  rep-3 meets website/2026-03-17/4, 1 h, after 24 h in the queue; "
        "opens a new deal, website/2026-03-17/4/n1\n"
        "2026-04-05 12:00  rep-3 in Apr 2026: 1 task, 1 h (meetings 1 h)\n"
        "In all: 1 task, 1 h (meetings 1 h).\n");
}

static void what_others_do_is_silent(void **state)
{
    (void)state;
    begin();
    announce((struct fnl_fact){FNL_FACT_REP_JOINED, .rep = 1});
    announce_selling(1);
    announce((struct fnl_fact){FNL_FACT_REP_AWAY, AT("2026-05-04", 0, 0), .rep = 1});
    close_month("2026-05-31");
    assert_story("In all: 0 tasks, 0 h.\n");
}

static void what_others_do_with_the_same_person_is_silent(void **state)
{
    (void)state;
    begin();
    const uint64_t key = announce_arrival("2026-03-17");
    announce_touch((struct fnl_fact){AT("2026-03-17", 9, 15), .key = key, .rep = 2,
                                     .span = FNL_HOUR, .flag = true});
    announce_touch((struct fnl_fact){AT("2026-03-18", 9, 15), .key = key, .rep = 1,
                                     .span = FNL_HOUR, .flag = true});
    announce((struct fnl_fact){FNL_FACT_STAGE, AT("2026-03-18", 9, 15), .key = key, .detail = 1});
    assert_story("2026-03-17 09:15  rep-3 talks with website/2026-03-17/4: touch 1 of Discovery, 1 "
                 "h, at once\n"
                 "2026-03-18 09:15  rep-3 in Mar 2026: 1 task, 1 h (selling 1 h)\n"
                 "In all: 1 task, 1 h (selling 1 h).\n");
}

static void sums_are_over_the_lines_above_them(void **state)
{
    (void)state;
    begin();
    tale.from = hearsay_time("2026-03-18", 0, 0);
    tale.until = hearsay_time("2026-04-03", 0, 0);
    announce_selling(2);
    close_month("2026-03-31");
    announce_serving();
    close_month("2026-04-30");
    assert_story(
        "2026-03-18 11:30  rep-3 meets website/2026-03-17/4 (first meeting): touch 2 of Discovery, "
        "1.5 h, at once; is introduced to website/2026-03-17/4/m1; the lead goes on to Proposal\n"
        "2026-03-20 10:00  rep-3 talks with website/2026-03-17/4: touch 1 of Proposal, 6 h, at "
        "once; the lead signs for $25,000 and is a client now\n"
        "2026-03-23 10:00  rep-3 waits in vain for website/2026-03-17/4/m1 (first meeting): touch "
        "1 of Discovery, 1 h, at once; the lead has gone dark\n"
        "2026-03-31 23:59  rep-3 in Mar 2026: 3 tasks, 8.5 h (selling 8.5 h); 1 contract for "
        "$25,000\n"
        "2026-04-01 12:00  rep-3 serves opening/1, 2.39 h, after 24 h in the queue\n"
        "2026-04-02 12:00  rep-3 does unpaid extra work for opening/1, 6 h, after 24 h in the "
        "queue\n"
        "2026-04-02 23:59  rep-3 in Apr 2026: 2 tasks, 8.39 h (bad-fit clients 8.39 h)\n"
        "In all: 5 tasks, 16.9 h (selling 8.5 h, bad-fit clients 8.39 h); 1 contract for "
        "$25,000.\n");
}

static void lack_of_memory_is_noticed_and_harmless(void **state)
{
    (void)state;
    bool failed = true;
    long after = 0;
    for (; failed; after++) {
        fnl_memory_fail_after(after);
        begin();
        announce_selling(2);
        announce_touches_of_list();
        fnl_memory_fail_after(-1);
        failed = diary.people.failed;
        fnl_diary_fini(&diary);
        fclose(tale.out);
        free(text);
    }
    assert_true(after > 5);
}

static void people_met_beyond_any_deal_and_the_desk_are_told(void **state)
{
    (void)state;
    begin();
    announce_networking();
    close_month("2026-04-30");
    assert_story(
        "2026-04-07 12:00  rep-3 meets people beyond any deal for 1.5 h; fairs/rep-3/m17.1; "
        "fairs/rep-3/m17.2 will come one day; wins somebody who will speak for it\n"
        "2026-04-08 12:00  rep-3 looks in vain for somebody to meet for 0.5 h\n"
        "2026-04-09 12:00  rep-3 does admin for 2 h\n"
        "2026-04-30 23:59  rep-3 in Apr 2026: 3 tasks, 4 h (meetings 2 h, admin 2 h)\n"
        "In all: 3 tasks, 4 h (meetings 2 h, admin 2 h).\n");
}

static void what_is_dropped_for_a_demand_is_told(void **state)
{
    (void)state;
    begin();
    const uint64_t key = hearsay_opening("opening", 1);
    announce((struct fnl_fact){FNL_FACT_INTERRUPTED, AT("2026-02-03", 14, 5), .key = key,
                               .client = 0, .rep = 2, .detail = FNL_TASK_TOUCH, .span = FNL_HOUR,
                               .wait = FNL_HOUR * 5 / 2});
    announce((struct fnl_fact){FNL_FACT_INTERRUPTED, AT("2026-02-03", 14, 5), .key = key,
                               .client = 0, .rep = 1, .detail = FNL_TASK_ASK});
    assert_story("2026-02-03 14:05  rep-3 drops a task (touch, 2.5 h to go) for a demand of "
                 "opening/1 that cannot wait\n"
                 "In all: 0 tasks, 0 h.\n");
}

/* The touch of a lead that is no touch of a stage has a line too. */
static void nurture_is_told_with_whom(void **state)
{
    (void)state;
    begin();
    const uint64_t key = announce_arrival("2026-03-17");
    announce(task("2026-04-07", FNL_TASK_NURTURE, FNL_HOURS_NURTURE, key, 0.25));
    assert_story("2026-04-07 12:00  rep-3 keeps in touch with website/2026-03-17/4, 0.25 h, after "
                 "24 h in the queue\n"
                 "2026-04-07 12:00  rep-3 in Apr 2026: 1 task, 0.25 h (nurture 0.25 h)\n"
                 "In all: 1 task, 0.25 h (nurture 0.25 h).\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_task_takes_a_line_with_what_came_of_it),
        cmocka_unit_test(touches_of_the_list_are_told_with_their_block),
        cmocka_unit_test(work_for_clients_is_told_too),
        cmocka_unit_test(who_leaves_and_who_comes_after_is_told),
        cmocka_unit_test(quotas_and_forecasts_are_told),
        cmocka_unit_test(a_meeting_may_open_a_new_deal),
        cmocka_unit_test(what_others_do_is_silent),
        cmocka_unit_test(what_others_do_with_the_same_person_is_silent),
        cmocka_unit_test(sums_are_over_the_lines_above_them),
        cmocka_unit_test(lack_of_memory_is_noticed_and_harmless),
        cmocka_unit_test(people_met_beyond_any_deal_and_the_desk_are_told),
        cmocka_unit_test(what_is_dropped_for_a_demand_is_told),
        cmocka_unit_test(nurture_is_told_with_whom),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
