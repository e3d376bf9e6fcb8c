/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "refused.h"
#include "scenario/sourcecheck.h"

#define SOURCE(source) NAME "sources = ( { " source " } ); " STAGES REPS

static void a_source_brings_people_the_way_of_its_kind(void **state)
{
    (void)state;
    assert_refused(NAME STAGES REPS, "sources", "at least one source");
    assert_refused(SOURCE("name = \"R\"; kind = \"referral\"; leads_per_month = 3;"),
                   "sources[R].leads_per_month", "clients");
    assert_refused(SOURCE("name = \"O\"; kind = \"outbound\"; leads_per_month = 3;"),
                   "sources[O].leads_per_month", "found_per_hour");
    assert_refused(SOURCE("name = \"I\"; kind = \"inbound\"; found_per_hour = 1;"),
                   "sources[I].found_per_hour", "outbound");
    assert_refused(SOURCE("name = \"I\"; kind = \"inbound\"; dates = [\"2026-02-02\"];"),
                   "sources[I].dates", "event");
    assert_refused(SOURCE("name = \"I\"; kind = \"list\"; cost_per_event = 5;"),
                   "sources[I].cost_per_event", "event");
    assert_refused(SOURCE("name = \"E\"; kind = \"event\"; people_per_event = 5;"), "sources[E]",
                   "dates");
    assert_accepted(SOURCE("name = \"E\"; kind = \"event\"; leads_per_month = 5;"));
}

static void lists_need_a_source_of_target_accounts_and_are_the_only_way_to_them(void **state)
{
    (void)state;
    assert_refused(SOURCE("name = \"I\"; kind = \"inbound\";") "targets = { };", "targets",
                   "kind = \"target\"");
    assert_refused(
        SOURCE("name = \"T\"; kind = \"target\"; found_per_hour = 0.2;") "targets = { };",
        "sources[T].found_per_hour", "lists");
    assert_accepted(SOURCE("name = \"T\"; kind = \"target\";") "targets = { };");
    assert_accepted(SOURCE(
        "name = \"T\"; kind = \"target\"; found_per_hour = 0.2;") "targets = { accounts = 0; };");
    assert_accepted(SOURCE("name = \"O\"; kind = \"outbound\"; found_per_hour = 0.2; },"
                           "{ name = \"T\"; kind = \"target\";") "targets = { };");
}

static void nobody_can_be_referred_without_a_source_of_that_kind(void **state)
{
    (void)state;
    assert_refused(FIRM "referrals = { };", "referrals", "kind = \"referral\"");
    assert_refused(FIRM "ask = { policy = \"everybody\"; };", "ask.policy", "kind = \"referral\"");
    assert_accepted(NAME "sources = ( " DOOR
                         ", { name = \"R\"; kind = \"referral\"; } ); " STAGES REPS
                         "referrals = { }; ask = { policy = \"everybody\"; };");
}

static void people_are_of_a_segment_that_is_known(void **state)
{
    (void)state;
#define OF_SEGMENT(segment)                                                                        \
    SOURCE("name = \"I\"; kind = \"inbound\"; leads_per_month = 3; " segment)
    assert_refused(OF_SEGMENT("segment = \"Large\";") "segments = ( { name = \"Small\"; } );",
                   "sources[I].segment", "none of the segments");
    assert_refused(OF_SEGMENT("") "segments = ( { name = \"Small\"; weight = 0; } );", "sources[I]",
                   "weights in segments");
    assert_accepted(OF_SEGMENT("segment = \"Small\";") "segments = ( { name = \"Small\"; } );");
    assert_accepted(OF_SEGMENT("") "segments = ( { name = \"Small\"; weight = 1; } );");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_source_brings_people_the_way_of_its_kind),
        cmocka_unit_test(lists_need_a_source_of_target_accounts_and_are_the_only_way_to_them),
        cmocka_unit_test(nobody_can_be_referred_without_a_source_of_that_kind),
        cmocka_unit_test(people_are_of_a_segment_that_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
