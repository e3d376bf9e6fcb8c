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
#include "scenario/meetingcheck.h"

#define KINDS(kinds) FIRM "meetings = { kinds = ( " kinds " ); }; "

static void kinds_are_as_many_as_there_is_room_for(void **state)
{
    (void)state;
    char text[4000] = FIRM "meetings = { kinds = ( ";
    for (int i = 0; i <= FNL_MEETING_KINDS; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s{ name = \"K%d\"; }",
                 i ? ", " : "", i);
    strcat(text, " ); };");
    assert_refused(text, "meetings.kinds", "kinds of meeting: expected at most");
}

static void an_occasion_has_one_kind(void **state)
{
    (void)state;
    assert_refused(KINDS("{ name = \"lunch\"; when = \"spare_time\"; },"
                         "{ name = \"dinner\"; when = \"spare_time\"; }"),
                   "meetings.kinds[dinner].when", "occasion as that of \"lunch\"");
    assert_accepted(KINDS("{ name = \"pitch\"; }, { name = \"demo\"; }"));
}

static void people_beyond_any_deal_are_met_in_spare_time(void **state)
{
    (void)state;
    assert_refused(KINDS("{ name = \"fair\"; when = \"after_win\"; whom = \"new_people\"; }"),
                   "meetings.kinds[fair].whom", "spare_time");
    assert_refused(
        KINDS("{ name = \"fair\"; when = \"spare_time\"; whom = \"new_people\"; opens = 0.1; }"),
        "meetings.kinds[fair].opens", "networking.sparks");
    assert_accepted(KINDS("{ name = \"fair\"; when = \"spare_time\"; whom = \"new_people\"; }"));
}

static void networking_meets_no_more_than_everybody_and_serves_a_source(void **state)
{
    (void)state;
    assert_refused(FIRM "networking = { new_share = 0.7; past_share = 0.4; };",
                   "networking.past_share", "1.1 together");
    assert_refused(FIRM "networking = { source = \"Window\"; };", "networking.source",
                   "\"Window\"");
    assert_accepted(FIRM "networking = { new_share = 0.6; past_share = 0.4; source = \"Door\"; };");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_are_as_many_as_there_is_room_for),
        cmocka_unit_test(an_occasion_has_one_kind),
        cmocka_unit_test(people_beyond_any_deal_are_met_in_spare_time),
        cmocka_unit_test(networking_meets_no_more_than_everybody_and_serves_a_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
