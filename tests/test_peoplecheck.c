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
#include "scenario/peoplecheck.h"

static void people_are_no_more_than_there_are(void **state)
{
    (void)state;
    assert_refused(NAME DOORS STAGES "reps = { count = 1; started = [\"2025-01\", \"2025-02\"]; };",
                   "reps.started", "2 dates for 1");
    assert_refused(FIRM "today = { clients = 3; pita_clients = 4; };", "today.pita_clients",
                   "4 of 3");
}

/* Of the two numbers that which is measured counts. */
static void who_can_be_behind_has_a_quota(void **state)
{
    (void)state;
#define BEHIND FIRM "accept = { policy = \"when_behind\"; }; "
    assert_refused(BEHIND, "accept.policy", "nobody is behind without a quota");
    assert_refused(BEHIND "quota = { per_year = 5000; rep_leads = 3; };", "accept.policy",
                   "rep_signs");
    assert_refused(BEHIND "quota = { rep_signs = 5; measured_on = \"leads\"; };", "accept.policy",
                   "without a quota");
    assert_accepted(BEHIND "quota = { rep_signs = 5; };");
    assert_accepted(BEHIND "quota = { rep_leads = 5; measured_on = \"qualified\"; };");
}

static void moods_of_clients_are_in_order(void **state)
{
    (void)state;
    assert_refused(NAME "sources = ( " DOOR
                        ", { name = \"R\"; kind = \"referral\"; } ); " STAGES REPS
                        "referrals = { engaged_from = 0.5; content_from = 0.6; };",
                   "referrals.content_from", "0.6");
}

static void open_deals_are_said_once(void **state)
{
    (void)state;
    assert_refused(FIRM "today = { open_deals = 3; open_deals_file = \"deals.csv\"; };",
                   "today.open_deals", "leave out one of the two");
    assert_accepted(FIRM "today = { open_deals = 3; };");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_are_no_more_than_there_are),
        cmocka_unit_test(who_can_be_behind_has_a_quota),
        cmocka_unit_test(moods_of_clients_are_in_order),
        cmocka_unit_test(open_deals_are_said_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
