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
#include "scenario/marketingcheck.h"

#define SOURCE(source) NAME "sources = ( { " source " } ); " STAGES REPS

#define SIGNALS        "signals = ( { name = \"demo\"; }, { name = \"download\"; } ); "

static void money_buys_leads_that_have_a_price(void **state)
{
    (void)state;
    assert_refused(FIRM "buy = { policy = \"same_mix\"; };", "buy.policy", "extra_budget");
    assert_refused(FIRM "extra_budget = 5; buy = { policy = \"lists\"; };", "buy.policy", "lists");
    assert_refused(
        SOURCE(
            "name = \"I\"; kind = \"inbound\"; leads_per_month = 3;") "extra_budget = 5; buy = { "
                                                                      "policy = \"inbound\"; };",
        "buy.policy", "inbound");
}

static void a_handoff_needs_what_it_goes_by(void **state)
{
    (void)state;
    assert_refused(FIRM "handoff = { policy = \"after_nurture\"; };", "handoff.policy",
                   "add nurture = { }");
    assert_refused(FIRM "handoff = { policy = \"after_nurture\"; }; nurture = { touches = 0; };",
                   "handoff.policy", "nobody is nurtured");
    assert_accepted(FIRM "handoff = { policy = \"after_nurture\"; }; nurture = { };");
    assert_refused(FIRM "handoff = { policy = \"signal\"; };", "handoff.policy", "without signals");
    assert_refused(FIRM SIGNALS "handoff = { policy = \"signal\"; signal = \"downlaod\"; };",
                   "handoff.signal", "did you mean \"download\"?");
    assert_accepted(FIRM SIGNALS "handoff = { policy = \"signal\"; signal = \"demo\"; };");
    assert_accepted(FIRM SIGNALS "handoff = { policy = \"signal\"; };");
    assert_refused(FIRM "signals = ( { name = \"any\"; } );", "signals", "something else");
}

static void blame_needs_a_number_and_money_to_shift(void **state)
{
    (void)state;
    static const char prices[] =
        "name = \"Blame\"; sources = ("
        "  { name = \"Door\"; kind = \"inbound\"; leads_per_month = 3; cost_each = 9; },"
        "  { name = \"List\"; kind = \"list\"; leads_per_month = 3; cost_each = 1; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); reps = { count = 1; }; ";
    char text[600];
    snprintf(text, sizeof text, "%sblame = { };", prices);
    assert_refused(text, "blame", "no number can be missed");
    snprintf(text, sizeof text, "%sblame = { }; quota = { per_year = 9; };", prices);
    assert_accepted(text);
    assert_refused(FIRM "blame = { }; quota = { per_year = 9; };", "blame", "no money to shift");
}

static void a_days_delay_does_more_than_an_hours(void **state)
{
    (void)state;
    assert_refused(FIRM "response = { odds_next_hour = 7; odds_next_day = 7; };",
                   "response.odds_next_day", "7 x");
    assert_accepted(FIRM "response = { odds_next_hour = 7; odds_next_day = 7.01; };");
}

static void research_is_done_where_records_matter(void **state)
{
    (void)state;
    assert_refused(FIRM "research = { policy = \"before_first_touch\"; };", "research.policy",
                   "records do not matter");
    assert_accepted(FIRM "research = { policy = \"before_first_touch\"; }; records = { };");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_buys_leads_that_have_a_price),
        cmocka_unit_test(a_handoff_needs_what_it_goes_by),
        cmocka_unit_test(blame_needs_a_number_and_money_to_shift),
        cmocka_unit_test(a_days_delay_does_more_than_an_hours),
        cmocka_unit_test(research_is_done_where_records_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
