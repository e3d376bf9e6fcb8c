/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <funnelsim/check.h>

#include "examined.h"
#include "report/uncounted.h"
#include "scenario/scenario.h"

#define FIRM                                                                                       \
    "name = \"Firm\"; reps = { count = 2; };\n"                                                    \
    "stages = ( { name = \"Talk\"; meeting = \"visit\"; hours = 2; go_on = \"40 %\"; } );\n"       \
    "sources = ( { name = \"Site\"; kind = \"inbound\"; leads_per_month = 20; },"                  \
    "            { name = \"Friends\"; kind = \"referral\"; } );\n"                                \
    "meetings = { kinds = ( { name = \"visit\"; } ); };\n"

static fnl_status write_all(const fnl_scenario *scenario, FILE *out, struct fnl_error *error)
{
    (void)error;
    fnl_uncounted_write(fnl_scenario_settings(scenario), out);
    return FNL_OK;
}

static char *uncounted(const char *more)
{
    char text[2000];
    snprintf(text, sizeof text, "%s%s", FIRM, more);
    return examined_text(write_all, text, NULL);
}

static void each_is_called_by_what_it_does_and_by_its_key(void **state)
{
    (void)state;
    static const struct {
        const char *more, *words;
    } cases[] = {
        {"management = { delay = 4; }; response = { };", "on their way to sales (management)."},
        {"awareness = { };", "do not know you yet (awareness)."},
        {"goodwill = { };", "bothered before (goodwill)."},
        {"market = { };", "used up (market)."},
        {"reputation = { };", "draw others (reputation)."},
        {"records = { };", "your records (records)."},
        {"discovery = { };", "find out (discovery)."},
        {"advocates = { };", "speak for you (advocates)."},
        {"segments = ( { name = \"A\"; on_going_on = 0.0; }, { name = \"B\"; on_going_on = 0.1; } "
         ");",
         "less often (segments)."},
        {"admin = { hours_per_week = 2.385; };", "the reps' hours (admin)."},
        {"attrition = { share_per_year = \"20 %\"; };", "reps who leave (attrition)."},
        {"morale = { };", "lose heart (morale)."},
        {"pressure = { }; quota = { rep_signs = 50000; };", "makes reps do (pressure)."},
        {"avoidance = { }; slack = { policy = \"prospect\"; };", "shun (avoidance)."},
        {"push = { policy = \"quarter_end\"; }; quota = { per_year = 100000; };",
         "to a date (push)."},
        {"accept = { policy = \"screen\"; }; pita = { };", "whom you turn away (accept)."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *said = uncounted(cases[i].more);
        assert_says(said, " Nor does this count, though it may change much: ");
        assert_says(said, cases[i].words);
        assert_null(strstr(said, " and "));
        free(said);
    }
}

static void several_are_one_list(void **state)
{
    (void)state;
    char *said = uncounted("market = { }; goodwill = { }; discovery = { };");
    assert_string_equal(said, " Nor does this count, though it may change much: strangers who were "
                              "bothered before (goodwill), a market that gets used up (market) and "
                              "needs that meetings find out (discovery).");
    free(said);
}

static void what_is_counted_or_changes_nothing_is_not_listed(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        "management = { dropped = 0.3; delay = 4; };",
        "management = { dropped = 0.3; delay = 0; }; response = { };",
        "alignment = { }; development = { count = 2; };",
        "segments = ( { name = \"A\"; on_going_on = 0.0; value_factor = 2; } );",
        "handoff = { policy = \"sales_ready\"; };",
        "admin = { hours_per_week = 0; };",
        "attrition = { share_per_year = 0; };",
        "pressure = { };",
        "avoidance = { }; slack = { policy = \"wait\"; };",
        "push = { policy = \"none\"; }; accept = { policy = \"all\"; };",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *said = uncounted(cases[i]);
        assert_string_equal(said, "");
        free(said);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        EXAMINED_TEST(each_is_called_by_what_it_does_and_by_its_key),
        EXAMINED_TEST(several_are_one_list),
        EXAMINED_TEST(what_is_counted_or_changes_nothing_is_not_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
