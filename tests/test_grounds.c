/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "examined.h"
#include "report/grounds.h"

static char *grounds(const char *text, const char *set)
{
    return examined_text(fnl_grounds_print, text, set);
}

/* 9 values are stated. */
#define FIRM                                                                                       \
    "name = \"Firm\";\n"                                                                           \
    "sources = ( { name = \"Website\"; kind = \"inbound\"; leads_per_month = 20; cost_each = { "   \
    "value = 164; basis = \"measured\"; as_of = \"2024-12\"; }; } );\n"                            \
    "stages = ( { name = \"Talk\"; hours = 1; go_on = \"25 %\"; } );\n"                            \
    "reps = { count = { value = 3; basis = \"estimate\"; }; };\n"

static void each_basis_is_counted(void **state)
{
    (void)state;
    char *said = grounds(FIRM, NULL);
    assert_says(said, "You state 9 of them: 1 as an estimate, 1 as measured, 7 without evidence.");
    assert_null(strstr(said, "guess,"));
    assert_null(strstr(said, "state a range"));
    assert_null(strstr(said, "Guesses"));
    free(said);
    size_t values, standards, guesses;
    said = grounds(FIRM, "reps.salary={ value = 70; basis = \"guess\"; range = (60, 80); }");
    assert_says(said, "You state 10 of them: 1 as a guess, 1 as an estimate, 1 as measured, 7");
    assert_says(said, "1 states a range, in which a comparison moves it (\"Shaky");
    assert_int_equal(sscanf(said, "%zu values are in use.", &values), 1);
    assert_int_equal(sscanf(strstr(said, "The other"), "The other %zu are standards, %zu of",
                            &standards, &guesses),
                     2);
    assert_int_equal(standards, values - 10);
    assert_in_range(guesses, 1, standards - 1);
    free(said);
}

static void guesses_are_listed_with_what_was_said_of_them(void **state)
{
    (void)state;
    char *said = grounds(
        FIRM
        "pita = { hours_factor = { value = \"2.5 x\"; basis = \"guess\"; range = (\"1.5 x\", "
        "\"4 x\"); source = \"no published figure\"; };\n"
        "  discount = { value = \"10 %\"; basis = \"guess\"; range = (\"0 %\", \"20 %\"); "
        "note = \"we asked three people, who had heard of it\\tfrom others and did not agree\"; "
        "};\n"
        "  late_factor = { value = 1.6; basis = \"guess\"; range = (1, 2); }; };\n"
        "changes = ( { from = \"2026-04-01\"; pita = { discount = { value = \"5 %\"; basis = "
        "\"guess\"; range = (\"0 %\", \"20 %\"); source = \"hope\"; }; }; } );\n",
        NULL);
    assert_says(
        said,
        "\nGuesses                           value   8 in 10 sure   what was said of it\n"
        "  pita.hours_factor               2.5 x   1.5 x to 4 x   no published figure\n"
        "  pita.late_factor                1.6 x   1 x to 2 x\n"
        "  pita.discount                   10 %    0 % to 20 %    we asked three people, who had "
        "heard of it\n"
        "                                                         from others and did not agree\n"
        "  pita.discount from 2026-04-01   5 %     0 % to 20 %    hope\n");
    free(said);
}

static void a_law_is_cut_and_what_was_said_stands_below_where_there_is_no_room(void **state)
{
    (void)state;
    char *said = grounds(
        FIRM "clients = { contract_value = { value = { law = \"lognormal\"; median = 25000; sigma "
             "= 1; }; basis = \"guess\"; range = (20000, 30000); source = \"hearsay\"; }; };\n",
        NULL);
    assert_says(said, "{ law = \"lognormal\"; median...   20000 to 30000");
    assert_says(said, "\n    hearsay\n");
    free(said);
}

static void weak_evidence_is_pointed_out_at_its_line(void **state)
{
    (void)state;
    char *said = grounds(FIRM "today = { clients = { value = 9; basis = \"guess\"; }; };\n", NULL);
    assert_says(said,
                "\n\nfirm.cfg:5: today.clients: a guess needs a range: between what two values "
                "are you 8 in 10 sure that it lies?\n"
                "firm.cfg:2: sources[Website].cost_each: over a year old at the start: as of "
                "2024-12-01\n");
    free(said);
    said = grounds(FIRM, "today.clients={ value = 9; basis = \"guess\"; as_of = \"2025-01\"; }");
    assert_says(said, "\ntoday.clients: a guess needs a range");
    assert_null(strstr(said, "2025-01-01")); /* a year and no more */
    free(said);
    said = grounds(FIRM, "start=2025-12-01");
    assert_null(strstr(said, "over a year"));
    free(said);
}

#define SPENDER "buy = { policy = \"same_mix\"; }; "

static void an_allowance_that_nothing_spends_is_pointed_out(void **state)
{
    (void)state;
    char *said = grounds(FIRM "extra_budget = 6000;\n", NULL);
    assert_says(said, "\nfirm.cfg:5: extra_budget: nothing spends it: say where it buys leads");
    free(said);
    said = grounds(FIRM "changes = ( { from = \"2026-03\"; say = \"more\";\n"
                        "extra_budget = 5; } );",
                   "extra_budget=0");
    assert_says(said, "\nfirm.cfg:6: extra_budget: nothing spends it");
    free(said);
    static const char *const sound[] = {
        FIRM,
        FIRM "extra_budget = 0;",
        FIRM SPENDER "extra_budget = 6000;",
        /* it is kept until it is spent */
        FIRM "extra_budget = 6000; changes = ( { from = \"2026-03\"; " SPENDER "} );",
    };
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
        said = grounds(sound[i], NULL);
        assert_null(strstr(said, "nothing spends it"));
        free(said);
    }
}

#define SHOW(dates_)                                                                               \
    "sources = ( { name = \"Show\"; kind = \"event\"; people_per_event = 9; dates = [" dates_      \
    "]; } ); name = \"Firm\"; stages = ( { name = \"Talk\"; hours = 1; go_on = 0.2; } );\n"        \
    "reps = { count = 3; };\n"

static void events_that_end_long_before_the_simulation_are_pointed_out(void **state)
{
    (void)state;
    static const char show[] = SHOW("\"2027-12-31\", \"2026-04-14\"");
    char *said = grounds(show, "months=36");
    assert_says(said, "\nfirm.cfg:1: sources[Show].dates: the last event is on 2027-12-31, the "
                      "simulation runs until Dec 2028\n");
    free(said);
    said = grounds(show, "months=24");
    assert_null(strstr(said, "the last event"));
    free(said);
    said = grounds(SHOW("\"2028-01-01\", \"2026-04-14\""), "months=36"); /* a year and no more */
    assert_null(strstr(said, "the last event"));
    free(said);
    said = grounds(SHOW("\"2026-01-01\""), "months=6");
    assert_null(strstr(said, "the last event"));
    free(said);
}

static void lack_of_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    FILE *nowhere = fopen("/dev/null", "w");
    assert_non_null(nowhere);
    fnl_scenario *scenario = examined_load(FIRM, "today.clients={ value = 9; basis = \"guess\"; }");
    long allowed = 0;
    for (fnl_status status = FNL_ERR_MEMORY; status != FNL_OK; allowed++) {
        struct fnl_error error = {0};
        fnl_memory_fail_after(allowed);
        status = fnl_grounds_print(scenario, nowhere, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        assert_int_equal(error.status, status);
    }
    assert_in_range(allowed, 5, 100);
    fnl_scenario_free(scenario);
    fclose(nowhere);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        EXAMINED_TEST(each_basis_is_counted),
        EXAMINED_TEST(guesses_are_listed_with_what_was_said_of_them),
        EXAMINED_TEST(a_law_is_cut_and_what_was_said_stands_below_where_there_is_no_room),
        EXAMINED_TEST(weak_evidence_is_pointed_out_at_its_line),
        EXAMINED_TEST(an_allowance_that_nothing_spends_is_pointed_out),
        EXAMINED_TEST(events_that_end_long_before_the_simulation_are_pointed_out),
        EXAMINED_TEST(lack_of_memory_is_said_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
