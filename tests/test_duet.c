/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "hearsay.h"
#include "observe/name.h"
#include "report/duet.h"

#define AT(date, hour) .time = hearsay_time(date, hour, 0), .client = FNL_NOBODY

static struct fnl_pair pair;
static struct fnl_twin twin;
static struct fnl_listener listeners[2][2]; /* of each side: fates, history */

static int begin(void **state)
{
    (void)state;
    pair = (struct fnl_pair){.plans = {&hearsay_plan, &hearsay_plan}, .twins = &twin, .count = 1};
    for (size_t side = 0; side < 2; side++) {
        listeners[side][0] = fnl_fate_begin(&pair.fates[side], &hearsay_plan);
        listeners[side][1] = fnl_history_begin(&pair.histories[side]);
    }
    return 0;
}

static int end(void **state)
{
    (void)state;
    pair.twins = NULL;
    fnl_pair_fini(&pair);
    return 0;
}

static void announce(size_t side, struct fnl_fact fact)
{
    for (size_t i = 0; i < 2; i++)
        hearsay_announce(&listeners[side][i], &(struct fnl_levels){0}, fact);
}

static void announce_to_both(struct fnl_fact fact)
{
    announce(0, fact);
    announce(1, fact);
}

static uint32_t index_of(size_t side, uint64_t key)
{
    const struct fnl_fate *fate = fnl_fate_of(&pair.fates[side], key);
    return fate ? (uint32_t)(fate - pair.fates[side].items) : FNL_NOBODY;
}

static void assert_told(uint64_t key, fnl_money worth, const char *expected)
{
    char *text;
    size_t length;
    struct fnl_duet duet = {.pair = &pair, .names = {"As we are", "Clients are asked"}};
    twin = (struct fnl_twin){{index_of(0, key), index_of(1, key)}, FNL_CHANGE_VALUE, worth};
    for (size_t side = 0; side < 2; side++)
        assert_true(fnl_history_finish(&pair.histories[side]));
    duet.out = open_memstream(&text, &length);
    assert_true(fnl_duet_tell(&duet, 0, 2));
    fclose(duet.out);
    hearsay_assert_same(text, expected);
    free(text);
}

static void arrive(size_t side, uint64_t key, struct fnl_fact fact)
{
    fact.kind = FNL_FACT_ARRIVED;
    fact.key = key;
    fact.client = FNL_NOBODY;
    announce(side, fact);
}

static void who_signs_in_one_alone_is_told_with_the_turn(void **state)
{
    (void)state;
    const uint64_t key = hearsay_person("website", "2026-03-17", 4);
    const fnl_time monday = hearsay_time("2026-03-17", 10, 0);
    for (size_t side = 0; side < 2; side++)
        arrive(side, key,
               (struct fnl_fact){.time = monday,
                                 .index = FNL_LEAD_INDEX(FNL_CHANNEL_FIELD, 4, 0),
                                 .day = 20529,
                                 .flag = true});
    announce_to_both((struct fnl_fact){FNL_FACT_POSTED, AT("2026-03-17", 10), .key = key,
                                       .amount = -16400, .detail = FNL_MONEY_LEADS});
    announce(0, (struct fnl_fact){FNL_FACT_TOUCH, AT("2026-03-18", 15), .key = key, .rep = 2,
                                  .wait = 26 * FNL_HOUR, .flag = true});
    announce(1, (struct fnl_fact){FNL_FACT_TOUCH, AT("2026-03-17", 14), .key = key, .rep = 2,
                                  .flag = true});
    announce(
        0, (struct fnl_fact){FNL_FACT_DECIDED, AT("2026-03-18", 15), .key = key, .amount = 210000});
    announce(1, (struct fnl_fact){FNL_FACT_DECIDED, AT("2026-03-17", 14), .key = key,
                                  .amount = 340000, .flag = true});
    announce(0, (struct fnl_fact){FNL_FACT_ENDED, AT("2026-03-18", 15), .key = key, .index = 1,
                                  .detail = FNL_CAUSE_PRICE});
    announce(1, (struct fnl_fact){FNL_FACT_ENDED, AT("2026-05-09", 14), .key = key, .index = 2,
                                  .detail = FNL_CAUSE_WON});
    announce(1, (struct fnl_fact){FNL_FACT_SIGNED, .time = hearsay_time("2026-05-09", 14, 0),
                                  .key = key, .client = 3, .amount = 6100000});
    announce(1, (struct fnl_fact){FNL_FACT_POSTED, AT("2026-06-09", 14), .key = key,
                                  .amount = 3050000, .detail = FNL_MONEY_REVENUE});
    assert_told(
        key, 3050000,
        "  2. website/2026-03-17/4, in truth a bad-fit client, worth +$30,500\n"
        "     As we are          comes on 2026-03-17, is lost on price in Discovery on "
        "2026-03-18; direct\n"
        "                        cost $164\n"
        "     Clients are asked  comes on 2026-03-17, signs for $61,000 on 2026-05-09, is a client "
        "at "
        "the\n"
        "                        end; invoiced $30,500; direct cost $164\n"
        "     First apart        2026-03-18: talks with rep-3 (touch 1 of Discovery), after 26 h "
        "in the queue\n"
        "                        2026-03-17: talks with rep-3 (touch 1 of Discovery), at once\n"
        "     It turns           2026-03-18: does not go on from Discovery, the chance was 21 in "
        "100\n"
        "                        2026-03-17: goes on from Discovery, the chance was 34 in 100\n");
}

static void a_client_of_the_first_day_is_told(void **state)
{
    (void)state;
    const uint64_t key = hearsay_opening("opening", 2);
    announce_to_both((struct fnl_fact){FNL_FACT_RENEWED, .time = hearsay_time("2026-02-01", 9, 0),
                                       .key = key, .client = 1, .amount = 90000});
    announce(0, (struct fnl_fact){FNL_FACT_LEFT, .time = hearsay_time("2027-02-01", 9, 0),
                                  .key = key, .client = 1});
    announce(1, (struct fnl_fact){FNL_FACT_RENEWED, .time = hearsay_time("2027-02-01", 9, 0),
                                  .key = key, .client = 1, .amount = 90000});
    announce(1, (struct fnl_fact){FNL_FACT_SIGNED, .time = hearsay_time("2027-03-01", 9, 0),
                                  .key = key, .client = 1, .detail = 1, .amount = 70000});
    assert_told(
        key, -1,
        "  2. opening/2, worth $0\n"
        "     As we are          is a client from the first day, renews once, leaves on "
        "2027-02-01\n"
        "     Clients are asked  is a client from the first day, then for $700 more, renews 2 "
        "times, is a\n"
        "                        client at the end\n"
        "     First apart        2027-02-01: leaves when the term ends\n"
        "                        2027-02-01: renews for $900\n");
}

/* One who is sent under the second alone, by somebody of whom `tell` tells what they did. */
static void assert_because(void (*tell)(uint64_t sender), uint32_t index, const char *because)
{
    const uint64_t sender = hearsay_opening("opening", 3);
    const uint64_t key = fnl_lead_key(sender, index);
    char expected[600];
    tell(sender);
    arrive(1, key,
           (struct fnl_fact){.time = hearsay_time("2026-09-01", 9, 0),
                             .other = sender,
                             .index = index,
                             .source = 4,
                             .generation = 1});
    char suffix[FNL_NAME_SUFFIX];
    snprintf(expected, sizeof expected,
             "  2. opening/3%s, worth -$5\n"
             "     As we are          never comes\n"
             "     Clients are asked  comes on 2026-09-01, is open at the end\n"
             "     Because            %s\n",
             fnl_name_suffix(index, suffix), because);
    assert_told(key, -500, expected);
}

static void does_nothing(uint64_t sender)
{
    (void)sender;
}

static void leaves(uint64_t sender)
{
    announce(0, (struct fnl_fact){FNL_FACT_LEFT, .time = hearsay_time("2026-08-01", 9, 0),
                                  .key = sender, .client = 2});
}

static void who_is_asked_sends_whom_nobody_else_sends(void **state)
{
    (void)state;
    assert_because(does_nothing, FNL_LEAD_INDEX(FNL_CHANNEL_ASKED, 0, 0),
                   "named at an ask by opening/3, who does not do so under As we are");
}

static void who_has_left_sends_nobody(void **state)
{
    (void)state;
    assert_because(leaves, FNL_LEAD_INDEX(FNL_CHANNEL_UNASKED, 8, 0),
                   "sent unasked by opening/3, who leaves on 2026-08-01 under As we are");
}

static void who_is_not_brought_by_a_source_does_not_come(void **state)
{
    (void)state;
    const uint64_t key = hearsay_person("website", "2026-03-17", 4);
    arrive(0, key,
           (struct fnl_fact){.time = hearsay_time("2026-03-17", 10, 0),
                             .index = FNL_LEAD_INDEX(FNL_CHANNEL_FIELD, 4, 0),
                             .day = 20529});
    assert_told(
        key, 0,
        "  2. website/2026-03-17/4, worth $0\n"
        "     As we are          comes on 2026-03-17, is open at the end\n"
        "     Clients are asked  never comes\n"
        "     Because            one of those whom website does not bring under Clients are "
        "asked\n");
}

static void who_does_not_agree_to_talk_does_not_come(void **state)
{
    (void)state;
    const uint32_t index = FNL_LEAD_INDEX(FNL_CHANNEL_LISTED, 16, 0);
    const uint64_t key =
        fnl_lead_key(fnl_key_part(fnl_key_text("fairs"), fnl_key_text("rep-3")), index);
    arrive(0, key,
           (struct fnl_fact){.time = hearsay_time("2026-03-17", 10, 0),
                             .index = index,
                             .source = 3,
                             .rep = 2,
                             .day = FNL_LEAD_NO_DAY});
    assert_told(key, 0,
                "  2. fairs/rep-3/17, worth $0\n"
                "     As we are          comes on 2026-03-17, is open at the end\n"
                "     Clients are asked  never comes\n"
                "     Because            on a rep's list of fairs, and not won for a talk under "
                "Clients are asked\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(who_signs_in_one_alone_is_told_with_the_turn, begin, end),
        cmocka_unit_test_setup_teardown(a_client_of_the_first_day_is_told, begin, end),
        cmocka_unit_test_setup_teardown(who_is_asked_sends_whom_nobody_else_sends, begin, end),
        cmocka_unit_test_setup_teardown(who_has_left_sends_nobody, begin, end),
        cmocka_unit_test_setup_teardown(who_is_not_brought_by_a_source_does_not_come, begin, end),
        cmocka_unit_test_setup_teardown(who_does_not_agree_to_talk_does_not_come, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
