/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/memory.h"
#include "storied.h"

/* What the model announces of one who comes from the website, is lost, comes back and signs. */
static void announce_first_episode(uint64_t key)
{
    announce((struct fnl_fact){FNL_FACT_ARRIVED, AT("2026-03-17", 10, 42), .key = key, NO_CLIENT,
                               .index = FNL_LEAD_INDEX(FNL_CHANNEL_FIELD, 4, 0), .day = 20529,
                               .rep = FNL_NOBODY});
    announce((struct fnl_fact){FNL_FACT_HANDED_ON, AT("2026-03-17", 10, 42), .key = key, NO_CLIENT,
                               .amount = 714999});
    announce((struct fnl_fact){FNL_FACT_ASSIGNED, AT("2026-03-17", 10, 42), .key = key, NO_CLIENT,
                               .rep = 2});
    announce((struct fnl_fact){FNL_FACT_STAGE, AT("2026-03-17", 10, 42), .key = key, NO_CLIENT});
    announce((struct fnl_fact){FNL_FACT_TOUCH, AT("2026-03-17", 14, 17), .key = key, NO_CLIENT,
                               .rep = 2, .span = FNL_HOUR / 4,
                               .wait = 3 * FNL_HOUR + 20 * FNL_MINUTE});
    announce((struct fnl_fact){FNL_FACT_TOUCH, AT("2026-03-19", 11, 0), .key = key, NO_CLIENT,
                               .rep = 2, .span = FNL_HOUR * 3 / 2, .day = 1, .flag = true,
                               .other = 1});
    announce((struct fnl_fact){FNL_FACT_QUALIFIED, AT("2026-03-19", 11, 0), .key = key, NO_CLIENT,
                               .flag = true});
    announce((struct fnl_fact){FNL_FACT_STAGE, AT("2026-03-19", 11, 0), .key = key, NO_CLIENT,
                               .detail = 1});
    announce((struct fnl_fact){FNL_FACT_TOUCH, AT("2026-04-02", 16, 30), .key = key, NO_CLIENT,
                               .rep = 2, .span = 6 * FNL_HOUR, .wait = 2 * FNL_DAY, .detail = 1,
                               .index = 1, .flag = true});
    announce((struct fnl_fact){FNL_FACT_ENDED, AT("2026-04-02", 16, 30), .key = key, NO_CLIENT,
                               .detail = FNL_CAUSE_PRICE, .span = FNL_HOUR * 31 / 4,
                               .wait = 14 * FNL_DAY, .index = 2});
    announce((struct fnl_fact){FNL_FACT_WILL_RETURN, AT("2026-04-02", 16, 30), .key = key,
                               NO_CLIENT, .until = hearsay_time("2026-11-09", 3, 0)});
}

static void announce_second_episode(uint64_t key)
{
    announce((struct fnl_fact){FNL_FACT_ARRIVED, AT("2026-11-09", 3, 0), .key = key, NO_CLIENT,
                               .detail = 1, .day = FNL_LEAD_NO_DAY, .rep = FNL_NOBODY});
    announce((struct fnl_fact){FNL_FACT_HANDED_ON, AT("2026-11-09", 3, 0), .key = key, NO_CLIENT,
                               .amount = -1});
    announce((struct fnl_fact){FNL_FACT_ASSIGNED, AT("2026-11-09", 3, 0), .key = key, NO_CLIENT,
                               .rep = FNL_NOBODY});
    announce((struct fnl_fact){FNL_FACT_TOUCH, AT("2026-11-10", 12, 0), .key = key, NO_CLIENT,
                               .rep = 0, .span = FNL_HOUR, .index = 1, .detail = 1});
    announce((struct fnl_fact){FNL_FACT_SIGNED, AT("2026-11-12", 9, 5), .key = key, .client = 7,
                               .rep = 0, .amount = 2500000});
    announce((struct fnl_fact){FNL_FACT_ENDED, AT("2026-11-12", 9, 5), .key = key, NO_CLIENT,
                               .detail = FNL_CAUSE_WON, .span = FNL_HOUR, .wait = 238 * FNL_DAY,
                               .index = 2});
}

static void announce_life_as_a_client(uint64_t key)
{
    const uint64_t deal = fnl_lead_key(key, FNL_LEAD_INDEX(FNL_CHANNEL_NEW_BUSINESS, 0, 0));
    const uint32_t asked = FNL_LEAD_INDEX(FNL_CHANNEL_ASKED, 0, 0);
    announce((struct fnl_fact){FNL_FACT_INVOICED, AT("2026-11-12", 9, 5), .key = key, .client = 7,
                               .amount = 208333, .until = hearsay_time("2027-01-03", 9, 5)});
    announce((struct fnl_fact){FNL_FACT_SERVED, AT("2026-11-12", 9, 5), .key = key, .client = 7,
                               .span = 8 * FNL_HOUR});
    announce((struct fnl_fact){FNL_FACT_TASK, AT("2026-11-13", 17, 0), .key = key, .client = 7,
                               .span = 2 * FNL_HOUR, .detail = FNL_TASK_SERVICE});
    announce((struct fnl_fact){FNL_FACT_MONTH_CLOSED, AT("2026-11-30", 23, 59)});
    announce((struct fnl_fact){FNL_FACT_SERVED, AT("2026-12-12", 19, 35), .key = key, .client = 7,
                               .span = 8 * FNL_HOUR, .wait = 3 * FNL_HOUR});
    announce((struct fnl_fact){FNL_FACT_MONTH_CLOSED, AT("2026-12-31", 23, 59)});
    announce((struct fnl_fact){FNL_FACT_SERVED, AT("2027-01-05", 8, 0), .key = key, .client = 7,
                               .span = 6 * FNL_HOUR, .wait = 6 * FNL_HOUR, .detail = 1});
    announce((struct fnl_fact){FNL_FACT_TASK, AT("2027-01-07", 12, 0), .key = key, .client = 7,
                               .span = 6 * FNL_HOUR, .wait = FNL_HOUR, .detail = FNL_TASK_SCOPE});
    announce((struct fnl_fact){FNL_FACT_TASK, AT("2027-02-01", 10, 0), .key = key, .client = 7,
                               .rep = 0, .span = FNL_HOUR, .detail = FNL_TASK_MEETING});
    announce((struct fnl_fact){FNL_FACT_MEETING, AT("2027-02-08", 10, 0), .key = key, .client = 7,
                               .rep = 0, .index = 1});
    announce((struct fnl_fact){FNL_FACT_ARRIVED, AT("2027-02-08", 10, 0), .key = deal, .client = 7,
                               .index = FNL_LEAD_INDEX(FNL_CHANNEL_NEW_BUSINESS, 0, 0),
                               .day = FNL_LEAD_NO_DAY});
    announce((struct fnl_fact){FNL_FACT_SIGNED, AT("2027-02-20", 15, 0), .key = key, .client = 7,
                               .rep = 1, .amount = 500000, .detail = 1});
    announce((struct fnl_fact){FNL_FACT_ENDED, AT("2027-02-20", 15, 0), .key = deal, .client = 7,
                               .detail = FNL_CAUSE_WON, .index = 2, .wait = 0});
    announce((struct fnl_fact){FNL_FACT_ASKED, AT("2027-03-01", 9, 30), .key = key, .client = 7,
                               .rep = 0, .index = 1, .flag = true});
    announce((struct fnl_fact){FNL_FACT_REFERRED, AT("2027-03-01", 9, 30), .key = key, .client = 7,
                               .index = asked, .other = fnl_lead_key(key, asked),
                               .until = hearsay_time("2027-03-09", 22, 0)});
    announce((struct fnl_fact){FNL_FACT_ARRIVED, AT("2027-03-09", 22, 0), NO_CLIENT,
                               .key = fnl_lead_key(key, asked), .other = key, .index = asked,
                               .day = FNL_LEAD_NO_DAY, .generation = 1, .source = 4});
    announce((struct fnl_fact){FNL_FACT_STAGE, AT("2027-03-09", 22, 0), NO_CLIENT,
                               .key = fnl_lead_key(key, asked)});
    announce((struct fnl_fact){FNL_FACT_ASKED, AT("2027-09-01", 9, 30), .key = key, .client = 7,
                               .rep = 0});
    announce((struct fnl_fact){FNL_FACT_INVOICED, AT("2027-10-12", 9, 5), .key = key, .client = 7,
                               .amount = 708334, .until = FNL_NEVER});
    announce((struct fnl_fact){FNL_FACT_RENEWED, AT("2027-11-12", 9, 5), .key = key, .client = 7,
                               .amount = 3000000});
    announce((struct fnl_fact){FNL_FACT_INVOICED, AT("2027-11-12", 9, 5), .key = key, .client = 7,
                               .amount = 250000, .until = hearsay_time("2027-11-14", 9, 5)});
    announce((struct fnl_fact){FNL_FACT_LEFT, AT("2027-12-01", 0, 0), .key = key, .client = 7,
                               .detail = 1});
}

static const char whole_life[] =
    "2026-03-17 10:42  website/2026-03-17/4 arrives from website\n"
    "2026-03-17 10:42  website/2026-03-17/4 is handed to sales with a score of 71 in 100\n"
    "2026-03-17 10:42  website/2026-03-17/4 is given to rep-3\n"
    "2026-03-17 10:42  website/2026-03-17/4 enters Discovery\n"
    "2026-03-17 14:17  website/2026-03-17/4 does not answer rep-3: touch 1 of Discovery, 0.25 h, "
    "after 3 h 20 min in the queue\n"
    "2026-03-19 11:00  website/2026-03-17/4 talks with rep-3 for the first time: touch 2 of "
    "Discovery, 1.5 h, at once\n"
    "2026-03-19 11:00  website/2026-03-17/4 passes qualification\n"
    "2026-03-19 11:00  website/2026-03-17/4 enters Proposal\n"
    "2026-04-02 16:30  website/2026-03-17/4 meets rep-3 (first meeting): touch 1 of Proposal, 6 h, "
    "after 2 days in the queue\n"
    "2026-04-02 16:30  website/2026-03-17/4 is lost on price in Proposal after 7.75 h of work, "
    "14 days after the first talk\n"
    "2026-04-02 16:30  website/2026-03-17/4 will be back on 2026-11-09\n"
    "2026-11-09 03:00  website/2026-03-17/4 is back: episode 2\n"
    "2026-11-09 03:00  website/2026-03-17/4 is handed to sales\n"
    "2026-11-09 03:00  website/2026-03-17/4 joins the queue that all reps share\n"
    "2026-11-10 12:00  website/2026-03-17/4 does not come to meet rep-1 (first meeting): touch 1 "
    "of "
    "Proposal, 1 h, at once\n"
    "2026-11-12 09:05  website/2026-03-17/4 signs for $25,000 with rep-1 and is a client now\n"
    "2026-11-12 09:05  Winning website/2026-03-17/4 took 1 h of work and 238 days from the first "
    "talk\n"
    "2026-12-12 19:35  website/2026-03-17/4 asks for 8 h of service, 3 h of it refused\n"
    "2026-12-31 23:59  website/2026-03-17/4 in 2026: 1 invoice, $2,083 in all, paid after 52 days; "
    "16 h of service wanted, 2 h of service done by reps\n"
    "2027-01-05 08:00  website/2026-03-17/4 demands 6 h of unpaid extra work, all of it refused\n"
    "2027-01-07 12:00  website/2026-03-17/4 gets extra work from rep-1: 6 h, after 1 h in the "
    "queue\n"
    "2027-02-01 10:00  website/2026-03-17/4 does not come to a meeting with rep-1\n"
    "2027-02-08 10:00  website/2026-03-17/4 meets rep-1 (account review)\n"
    "2027-02-08 10:00  website/2026-03-17/4/n1 is a new deal with the client\n"
    "2027-02-20 15:00  website/2026-03-17/4 signs for $5,000 more with rep-2\n"
    "2027-02-20 15:00  Winning website/2026-03-17/4/n1 took 0 h of work\n"
    "2027-03-01 09:30  website/2026-03-17/4 is asked for referrals by rep-1: 1 name\n"
    "2027-03-01 09:30  website/2026-03-17/4 sends website/2026-03-17/4/a1.1, who comes on "
    "2027-03-09\n"
    "2027-03-09 22:00  website/2026-03-17/4/a1.1, whom they sent, arrives\n"
    "2027-09-01 09:30  website/2026-03-17/4 is asked for referrals by rep-1: no names\n"
    "2027-11-12 09:05  website/2026-03-17/4 renews for $30,000\n"
    "2027-12-01 00:00  website/2026-03-17/4 in 2027: 2 invoices, $9,583 in all, paid after 2 days, "
    "$7,083 never paid\n"
    "2027-12-01 00:00  website/2026-03-17/4 leaves before the term ends\n"
    "Over the whole run: 17.8 h of reps' work; 2 contracts for $30,000; $11,667 invoiced, $7,083 "
    "of it never "
    "paid; 1 referral arrived.\n";

static void a_life_is_told_from_the_arrival_to_the_farewell(void **state)
{
    (void)state;
    const uint64_t key = hearsay_person("website", "2026-03-17", 4);
    follow("website/2026-03-17/4", false);
    announce_first_episode(key);
    announce_second_episode(key);
    announce_life_as_a_client(key);
    assert_story(whole_life);
}

static void facts_of_others_are_silent(void **state)
{
    (void)state;
    const uint64_t key = hearsay_person("website", "2026-03-17", 4);
    const uint64_t other = hearsay_person("website", "2026-03-17", 5);
    follow("website/2026-03-17/4", false);
    announce_first_episode(other);
    announce_first_episode(key);
    announce_second_episode(key);
    announce((struct fnl_fact){FNL_FACT_ARRIVED, AT("2026-11-15", 1, 0), .key = 2385, NO_CLIENT,
                               .other = other, .day = FNL_LEAD_NO_DAY,
                               .index = FNL_LEAD_INDEX(FNL_CHANNEL_MEETING, 1, 0)});
    announce((struct fnl_fact){FNL_FACT_SIGNED, AT("2026-11-15", 1, 0), .key = other, .client = 8,
                               .amount = 100});
    announce((struct fnl_fact){FNL_FACT_ARRIVED, AT("2026-11-15", 1, 0), .key = 2386, .client = 8,
                               .day = FNL_LEAD_NO_DAY,
                               .index = FNL_LEAD_INDEX(FNL_CHANNEL_NEW_BUSINESS, 0, 0)});
    announce((struct fnl_fact){FNL_FACT_INVOICED, AT("2026-11-15", 1, 0), .key = other, .client = 8,
                               .amount = 100, .until = FNL_NEVER});
    announce_life_as_a_client(key);
    assert_story(whole_life);
}

/* Met years before, lit, and what they ask for. */
static void a_life_may_begin_long_before_the_deal(void **state)
{
    (void)state;
    const uint32_t index = FNL_LEAD_INDEX(FNL_CHANNEL_NETWORKING, 16, 1);
    const uint64_t key =
        fnl_lead_key(fnl_key_part(fnl_key_text("fairs"), fnl_key_text("rep-3")), index);
    follow("fairs/rep-3/m17.2", false);
    announce((struct fnl_fact){FNL_FACT_NETWORKED, AT("2026-02-03", 4, 5), .key = key, NO_CLIENT,
                               .index = index, .rep = 2, .source = 3, .flag = true});
    announce((struct fnl_fact){FNL_FACT_ADVOCATE, AT("2026-02-03", 4, 5), .key = key, NO_CLIENT,
                               .rep = 2});
    announce((struct fnl_fact){FNL_FACT_ARRIVED, AT("2026-09-03", 4, 5), .key = key, NO_CLIENT,
                               .index = index, .day = FNL_LEAD_NO_DAY, .rep = 2, .source = 3});
    for (uint32_t request = 1; request <= 2; request++)
        announce((struct fnl_fact){FNL_FACT_REQUEST, AT("2026-09-04", 4, 5), .key = key, NO_CLIENT,
                                   .index = request});
    assert_story(
        "2026-02-03 04:05  fairs/rep-3/m17.2 meets rep-3 (first meeting), beyond any deal, and "
        "will "
        "come one day\n"
        "2026-02-03 04:05  fairs/rep-3/m17.2 speaks for rep-3 from now on\n"
        "2026-09-03 04:05  fairs/rep-3/m17.2, whom rep-3 met long before, arrives for fairs\n"
        "2026-09-04 04:05  fairs/rep-3/m17.2 asks us to do something\n"
        "2026-09-04 04:05  fairs/rep-3/m17.2 asks us to do something: 2 requests by now\n"
        "Over the whole run: 0 h of reps' work.\n");
}

/* Somebody who comes by `index` from the person with key `other`; their key. */
static uint64_t announce_arrival(const char *date, uint64_t other, uint32_t index,
                                 uint32_t generation, bool pain)
{
    const uint64_t key = fnl_lead_key(other, index);
    announce((struct fnl_fact){FNL_FACT_ARRIVED, AT(date, 9, 0), .key = key, NO_CLIENT,
                               .other = other, .index = index, .day = FNL_LEAD_NO_DAY, .source = 4,
                               .generation = generation, .flag = pain});
    return key;
}

static void announce_family(void)
{
    const uint64_t parent = hearsay_opening("opening", 1);
    const uint64_t child =
        announce_arrival("2026-02-01", parent, FNL_LEAD_INDEX(FNL_CHANNEL_UNASKED, 0, 0), 1, true);
    announce_arrival("2026-02-02", hearsay_opening("opening", 2),
                     FNL_LEAD_INDEX(FNL_CHANNEL_UNASKED, 0, 0), 1, true);
    const uint64_t grandchild =
        announce_arrival("2026-03-01", child, FNL_LEAD_INDEX(FNL_CHANNEL_MEETING, 2, 0), 2, false);
    announce((struct fnl_fact){FNL_FACT_ENDED, AT("2026-03-01", 9, 0), .key = grandchild, NO_CLIENT,
                               .detail = FNL_CAUSE_RULED_OUT, .wait = -1});
    announce((struct fnl_fact){FNL_FACT_SIGNED, AT("2026-04-01", 9, 0), .key = child, .client = 4,
                               .rep = 1, .amount = 1200000, .flag = true});
    announce((struct fnl_fact){FNL_FACT_INVOICED, AT("2026-12-30", 9, 0), .key = parent,
                               .client = 0, .amount = 100000,
                               .until = hearsay_time("2027-01-19", 9, 0)});
    announce((struct fnl_fact){FNL_FACT_INVOICED, AT("2026-12-30", 9, 0), .key = child, .client = 4,
                               .amount = 100000, .until = hearsay_time("2027-01-29", 9, 0)});
    announce((struct fnl_fact){FNL_FACT_MONTH_CLOSED, AT("2026-12-31", 23, 59)});
    announce_arrival("2027-06-01", child, FNL_LEAD_INDEX(FNL_CHANNEL_ASKED, 0, 1), 2, true);
}

static void a_family_is_everybody_down_the_line_of_referrals(void **state)
{
    (void)state;
    follow("opening/1", true);
    announce_family();
    assert_story(
        "2026-01-01 00:00  opening/1 is a client on the first day, in truth a bad-fit client\n"
        "2026-02-01 09:00  opening/1/r1.1 arrives, sent by a client unasked, in truth a "
        "bad-fit client\n"
        "2026-03-01 09:00  opening/1/r1.1/m2 arrives, introduced in a meeting\n"
        "2026-03-01 09:00  opening/1/r1.1/m2 rules us out before any talk\n"
        "2026-04-01 09:00  opening/1/r1.1 signs for $12,000 with rep-2 and is a client "
        "now\n"
        "2026-12-31 23:59  opening/1 in 2026: 1 invoice, $1,000 in all, paid after 20 "
        "days\n"
        "2026-12-31 23:59  opening/1/r1.1 in 2026: 1 invoice, $1,000 in all, paid after "
        "30 days\n"
        "2027-06-01 09:00  opening/1/r1.1/a1.2 arrives, named by a client at an ask, in "
        "truth a bad-fit client\n"
        "The family: 4 members in 3 generations; 2 clients, 2 of them bad-fit clients.\n"
        "Over the whole run: 0 h of reps' work; 1 contract for $12,000; $2,000 invoiced; "
        "3 referrals "
        "arrived.\n");
}

static void without_the_family_whom_they_sent_are_only_mentioned(void **state)
{
    (void)state;
    follow("opening/1/r1.1", false);
    announce_family();
    assert_story("2026-02-01 09:00  opening/1/r1.1 arrives, sent by a client unasked, in truth a "
                 "bad-fit client\n"
                 "2026-03-01 09:00  opening/1/r1.1/m2, whom they sent, arrives\n"
                 "2026-04-01 09:00  opening/1/r1.1 signs for $12,000 with rep-2 and is a client "
                 "now\n"
                 "2026-12-31 23:59  opening/1/r1.1 in 2026: 1 invoice, $1,000 in all, paid after "
                 "30 days\n"
                 "2027-06-01 09:00  opening/1/r1.1/a1.2, whom they sent, arrives\n"
                 "Over the whole run: 0 h of reps' work; 1 contract for $12,000; $1,000 invoiced; "
                 "2 referrals "
                 "arrived.\n");
}

static void a_client_of_whom_nothing_is_heard_is_still_there(void **state)
{
    (void)state;
    follow("opening/3", false);
    assert_story("2026-01-01 00:00  opening/3 is a client on the first day\n"
                 "Over the whole run: 0 h of reps' work.\n");
}

static void a_life_that_is_not_lived_is_said_to_be_so(void **state)
{
    (void)state;
    follow("website/2026-03-17/9", true);
    announce_first_episode(hearsay_person("website", "2026-03-17", 4));
    assert_story("Nobody called website/2026-03-17/9 comes in this future.\n");
}

static void lack_of_memory_is_noticed_and_harmless(void **state)
{
    (void)state;
    bool failed = true;
    long after = 0;
    for (; failed; after++) {
        tale = hearsay_tale(&text, &length);
        assert_int_equal(fnl_name_find(&hearsay_plan, "opening/1", &root, NULL), FNL_OK);
        fnl_memory_fail_after(after);
        listener = fnl_life_begin(&life, &hearsay_plan, &root, true, &tale);
        announce_family();
        fnl_memory_fail_after(-1);
        failed = life.people.failed;
        fnl_life_finish(&life);
        fnl_life_fini(&life);
        fclose(tale.out);
        free(text);
    }
    assert_true(after > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_life_is_told_from_the_arrival_to_the_farewell),
        cmocka_unit_test(facts_of_others_are_silent),
        cmocka_unit_test(a_family_is_everybody_down_the_line_of_referrals),
        cmocka_unit_test(without_the_family_whom_they_sent_are_only_mentioned),
        cmocka_unit_test(a_client_of_whom_nothing_is_heard_is_still_there),
        cmocka_unit_test(a_life_that_is_not_lived_is_said_to_be_so),
        cmocka_unit_test(lack_of_memory_is_noticed_and_harmless),
        cmocka_unit_test(a_life_may_begin_long_before_the_deal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
