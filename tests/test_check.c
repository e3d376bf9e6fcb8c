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

#include <funnelsim/check.h>

#include "base/memory.h"
#include "examined.h"

static char *implied(const char *text)
{
    return examined_text(fnl_check_imply, text, NULL);
}

/*
 * Somebody of the website is reached with 1 - 0.5^2 = 75 %, goes on with 40 % and then with 50 %:
 * 15 of 100 sign. The first touch takes 0.75 x 2 h and, 1.5 tries being made of which 0.75 fail,
 * 0.75 x 0.25 h more; the second 4 h for 30 %: 2.8875 h for each and 19.25 h for each who signs.
 *
 * Two reps have 2 x 8 h x 40 % on 5 / 7 of 30.4375 days: 139 h a month; each of their hours costs
 * 83,486 / 12 / 69.57 = $100. One who signs costs (100 + 288.75) / 0.15 = $2,592. The 40 who come
 * make 6 clients and take 115.5 h.
 */
#define STAGES                                                                                     \
    "stages = ( { name = \"Talk\"; hours = 2; shows = \"50 %\"; tries = 2; missed_hours = 0.25; "  \
    "go_on = \"40 %\"; }, { name = \"Offer\"; hours = 4; go_on = \"50 %\"; } );\n"
#define REST                                                                                       \
    STAGES "name = \"Firm\"; reps = { count = 2; salary = 83486; selling_share = \"40 %\"; };\n"
#define FIRM                                                                                       \
    REST                                                                                           \
        "sources = ( { name = \"Website\"; kind = \"inbound\"; leads_per_month = 40; cost_each = " \
        "100; } );\n"

static void figures_are_those_of_a_calculation_by_hand(void **state)
{
    (void)state;
    char *said = implied(FIRM);
    assert_says(
        said, "What the figures imply, if nobody waits, on average over the people of each source\n"
              "\n"
              "            people a month     talks     signs    hours a client   cost a client\n"
              "  Website         40         75 in 100   1 in 7        19 h            $2.6k\n"
              "\n");
    assert_says(said, "\n                   today   in a year\n"
                      "  Clients            0        72\n"
                      "  Reps must sell   116 h     116 h\n"
                      "  Reps have        139 h     139 h\n"
                      "  of it taken      83 %      83 %\n\n");
    assert_says(said, "People who come every month make 6 new clients in one.");
    assert_null(strstr(said, "people will wait"));
    assert_null(strstr(said, "\"About\""));
    free(said);
}

static void a_source_that_nobody_fills_by_itself_has_about_a_number_of_people(void **state)
{
    (void)state;
    char *said = implied(REST "sources = ( { name = \"Calls\"; kind = \"outbound\"; found_per_hour "
                              "= 1; } ); slack = { policy = \"prospect\"; };");
    assert_says(said, "  Calls      about 43      75 in 100   1 in 7        19 h            $1.9k");
    assert_says(said, "\"About\": in the\n  first year");
    assert_says(said, "make 0 new clients in one.");
    assert_says(said, "  Reps must sell    0 h");
    free(said);
    said = implied(REST "sources = ( { name = \"Calls\"; kind = \"outbound\"; } );");
    assert_says(said, "  Calls         -          75 in 100");
    free(said);
}

static void fewer_talks_with_referred_people_are_explained(void **state)
{
    (void)state;
    static const struct {
        const char *referrals;
        bool said;
    } cases[] = {{"referrals = { ruled_out = 0.2385; };", true},
                 {"referrals = { ruled_out = 0; };", false},
                 {"", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[2000];
        snprintf(text, sizeof text,
                 "%ssources = ( { name = \"Friends\"; kind = \"referral\"; } ); %s", REST,
                 cases[i].referrals);
        char *said = implied(text);
        if (cases[i].said)
            assert_says(said,
                        " Of those whom\n  clients send 24 in 100 rule a firm out before any talk "
                        "(referrals.ruled_out).\n");
        else
            assert_null(strstr(said, "ruled_out"));
        free(said);
    }
}

/* $2,592 as above; of nobody who signs, and for a term of a month, nothing is said. */
static void a_contract_that_is_worth_less_than_it_costs_is_asked_about(void **state)
{
    (void)state;
    char *said = implied(FIRM "clients = { contract_value = 2591; contract_months = 12; };");
    assert_says(said,
                "\nA client signs for $2.6k and costs $2.6k to win: is clients.contract_value a "
                "month's? It is for the\n  whole term.\n");
    free(said);
    static const char *const others[] = {
        "clients = { contract_value = 2593; contract_months = 12; };",
        "clients = { contract_value = 100; contract_months = 1; };"};
    for (size_t i = 0; i < 2; i++) {
        char text[2000];
        snprintf(text, sizeof text, "%s%s", FIRM, others[i]);
        said = implied(text);
        assert_null(strstr(said, "A client signs for"));
        free(said);
    }
}

static void chances_are_counted(void **state)
{
    (void)state;
    static const struct {
        const char *go_on, *said;
    } chances[] = {{"0", "never"},
                   {"1", "100 in 100"},
                   {"0.2", "20 in 100"},
                   {"0.199", "1 in 5"},
                   {"0.0385", "1 in 26"},
                   {"0.0001", "1 in 10,000"},
                   {"1e-300", "under 1 in a million"}};
    for (size_t i = 0; i < sizeof chances / sizeof *chances; i++) {
        char text[400];
        snprintf(text, sizeof text,
                 "name = \"Firm\"; stages = ( { name = \"Talk\"; hours = 1; go_on = %s; } ); "
                 "sources = ( { name = \"Website\"; kind = \"inbound\"; leads_per_month = 1; } ); "
                 "reps = { count = 1; };",
                 chances[i].go_on);
        char *said = implied(text);
        assert_says(said, chances[i].said);
        free(said);
    }
}

static void more_work_than_hours_is_pointed_out(void **state)
{
    (void)state;
    char *said = implied(REST "sources = ( { name = \"Website\"; kind = \"inbound\"; "
                              "leads_per_month = 400; } );");
    assert_says(said, "people will wait");
    free(said);
}

/* 10 clients want 40 h and 82 in a year 328 h; the pool has 50, the reps do half of the rest.
 */
static void service_is_part_of_the_load(void **state)
{
    (void)state;
    char *said = implied(FIRM "today = { clients = 10; }; clients = { service_hours = 4; renewal = "
                              "1.0; }; service = { hours_per_month = 50; spills = 0.5; };");
    assert_says(said, "\n                           today   in a year\n"
                      "  Clients                   10        82\n"
                      "  Service that they want   40 h      328 h\n"
                      "  Service pool has         50 h      50 h\n"
                      "  Reps must serve           0 h      139 h\n"
                      "  Nobody serves             0 h      139 h\n"
                      "  Reps must sell           116 h     116 h\n"
                      "  Reps have                139 h     139 h\n"
                      "  of it taken              83 %      183 %\n");
    assert_says(said,
                "In a year that is more work than there are hours: people will wait, and many\n");
    free(said);
    said = implied(FIRM "today = { clients = 10; }; clients = { service_hours = 4; };");
    assert_says(said, "  Reps must serve          40 h ");
    assert_says(said, "That is more work than there are hours: people will wait");
    free(said);
}

/*
 * The first stage takes 40 x 1.6875 = 67.5 h of those who only develop; it sends 40 x 0.3 on, of
 * whom a quarter is lost between the two: 9 x 4 h = 36 h of the others, who also serve 40 h. One
 * who develops has half of 174 h.
 */
static char *developed(const char *salary)
{
    char text[2000];
    snprintf(text, sizeof text,
             "%sdevelopment = { count = 1; selling_share = 0.5; handoff_loss = 0.25; %s};"
             "today = { clients = 10; }; clients = { service_hours = 4; renewal = 1.0; "
             "cancels_per_year = 0.0; };",
             FIRM, salary);
    return implied(text);
}

static void each_role_has_its_own_hours(void **state)
{
    (void)state;
    char *said = developed("salary = 41743; ");
    assert_says(said, "\n                               today   in a year\n"
                      "  Clients                       10        64\n"
                      "  Service that they want       40 h      256 h\n"
                      "  Service pool has              0 h       0 h\n"
                      "  Reps must serve              40 h      256 h\n"
                      "  Development reps must sell   68 h      68 h\n"
                      "  Development reps have        87 h      87 h\n"
                      "  of it taken                  78 %      78 %\n"
                      "  Reps must sell               36 h      36 h\n"
                      "  Reps have                    139 h     139 h\n"
                      "  of it taken                  55 %      210 %\n");
    assert_says(said, "In a year that is more work than there are hours");
    /* 1.6875 h at $40 and 0.9 h at $100 for each, beside $100: 1 in 9 signs. */
    assert_says(said,
                "  Website         40         75 in 100   1 in 9        23 h            $2.3k");
    assert_null(strstr(said, "cost nothing"));
    free(said);
}

static void who_develops_for_nothing_is_asked_about(void **state)
{
    (void)state;
    char *said = developed("");
    assert_says(said,
                "firm.cfg: those who only develop cost nothing as stated: say what one of them "
                "costs a year, as in development = { salary = 45000; }");
    free(said);
}

/* 80 of those who come are too many for one who develops; there are reps enough. */
static void too_much_for_one_role_is_too_much(void **state)
{
    (void)state;
    char *said = implied(REST "sources = ( { name = \"Website\"; kind = \"inbound\"; "
                              "leads_per_month = 80; } );"
                              "development = { count = 1; };");
    assert_says(said, "That is more work than there are hours: people will wait");
    free(said);
}

static void what_the_figures_leave_out_is_said_below_them(void **state)
{
    (void)state;
    char *said = implied(FIRM "goodwill = { };");
    assert_says(said, "are not in it. Nor does this\n  count, though it may change much: strangers "
                      "who were bothered before (goodwill).\n\nHours a month");
    free(said);
}

static void tables_fit_a_terminal(void **state)
{
    (void)state;
    char *said =
        implied(REST "sources = ( { name = \"Advertisements in papers\"; kind = \"inbound\"; "
                     "leads_per_month = 123456; cost_each = 123456; } );\n");
    for (const char *line = said; *line; line += strspn(line, "\n")) {
        assert_true(strcspn(line, "\n") <= 100);
        line += strcspn(line, "\n");
    }
    assert_says(said, "cost a client\n  Advertisements in papers");
    free(said);
}

static void a_check_that_cannot_be_written_is_said(void **state)
{
    (void)state;
    FILE *full = fopen("/dev/full", "w");
    if (!full)
        skip();
    setvbuf(full, NULL, _IONBF, 0);
    fnl_scenario *scenario = examined_load(FIRM, NULL);
    struct fnl_error error = {0};
    assert_int_equal(fnl_check_imply(scenario, full, &error), FNL_ERR_IO);
    assert_string_equal(error.text, "cannot write the check");
    fnl_scenario_free(scenario);
    fclose(full);
}

static void lack_of_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    FILE *nowhere = fopen("/dev/null", "w");
    assert_non_null(nowhere);
    fnl_scenario *scenario = examined_load(FIRM, NULL);
    long allowed = 0;
    for (fnl_status status = FNL_ERR_MEMORY; status != FNL_OK; allowed++) {
        struct fnl_error error = {0};
        fnl_memory_fail_after(allowed);
        status = fnl_check_imply(scenario, nowhere, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        assert_int_equal(error.status, status);
    }
    assert_in_range(allowed, 10, 500);
    fnl_scenario_free(scenario);
    fclose(nowhere);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        EXAMINED_TEST(figures_are_those_of_a_calculation_by_hand),
        EXAMINED_TEST(a_source_that_nobody_fills_by_itself_has_about_a_number_of_people),
        EXAMINED_TEST(fewer_talks_with_referred_people_are_explained),
        EXAMINED_TEST(a_contract_that_is_worth_less_than_it_costs_is_asked_about),
        EXAMINED_TEST(chances_are_counted),
        EXAMINED_TEST(more_work_than_hours_is_pointed_out),
        EXAMINED_TEST(service_is_part_of_the_load),
        EXAMINED_TEST(each_role_has_its_own_hours),
        EXAMINED_TEST(who_develops_for_nothing_is_asked_about),
        EXAMINED_TEST(too_much_for_one_role_is_too_much),
        EXAMINED_TEST(what_the_figures_leave_out_is_said_below_them),
        EXAMINED_TEST(tables_fit_a_terminal),
        EXAMINED_TEST(a_check_that_cannot_be_written_is_said),
        EXAMINED_TEST(lack_of_memory_is_said_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
