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
#include "experiment/contrast.h"

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

/* --- last year */

#define YEAR FIRM "months = 12;\n"

/* All that is said of `actuals` by a few futures, to be freed, and whether the year fits. */
static char *looks(const char *text, bool *fits)
{
    char *said = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&said, &length);
    fnl_scenario *scenario = examined_load(text, NULL);
    const fnl_scenario *const options[] = {scenario};
    const struct fnl_experiment_request request = {
        .options = options, .count = 1, .seed = 7, .replications = 20, .threads = 1};
    fnl_results *results;
    assert_int_equal(fnl_experiment_run(&request, &results, NULL), FNL_OK);
    assert_int_equal(fnl_check_actuals(results, out, fits, NULL), FNL_OK);
    fclose(out);
    fnl_experiment_free(results);
    fnl_scenario_free(scenario);
    return said;
}

/* What the same futures hold of one indicator. */
static struct fnl_spread simulated(enum fnl_indicator indicator)
{
    fnl_scenario *scenario = examined_load(YEAR, NULL);
    const fnl_scenario *const options[] = {scenario};
    const struct fnl_experiment_request request = {
        .options = options, .count = 1, .seed = 7, .replications = 20, .threads = 1};
    fnl_results *results;
    struct fnl_spread spread;
    assert_int_equal(fnl_experiment_run(&request, &results, NULL), FNL_OK);
    assert_int_equal(
        fnl_contrast_spread(results, 0, (struct fnl_quantity){FNL_QUANTITY_INDICATOR, indicator, 0},
                            &spread),
        FNL_OK);
    fnl_experiment_free(results);
    fnl_scenario_free(scenario);
    return spread;
}

/* The word at the end of the line that begins with `label`. */
static void assert_judged(const char *said, const char *label, const char *judged)
{
    const char *line = strstr(said, label);
    assert_non_null(line);
    const size_t length = strcspn(line, "\n"), tail = strlen(judged);
    assert_true(length > tail);
    if (strncmp(line + length - tail, judged, tail) != 0)
        fail_msg("%.*s: expected %s", (int)length, line, judged);
}

static void last_year_stands_beside_the_simulated_one(void **state)
{
    (void)state;
    const struct fnl_spread clients = simulated(FNL_NEW_CLIENTS_YEAR);
    const struct fnl_spread business = simulated(FNL_NEW_BUSINESS_YEAR);
    assert_true(clients.low < clients.high && business.low > 200);
    char text[2000];
    bool fits = true;
    snprintf(text, sizeof text,
             "%sactuals = { year = 2024; new_clients = %lld; new_business = 1; clients_lost = "
             "100000; };",
             YEAR, (long long)clients.high);
    char *said = looks(text, &fits);
    assert_false(fits);
    assert_says(said, "\nDoes it look like your 2024?\n");
    assert_says(said, "you said   simulated");
    assert_judged(said, "  New clients", " fits");
    assert_judged(said, "  New business signed", " too high");
    assert_judged(said, "  Clients lost", " too low");
    assert_null(strstr(said, "Revenue"));
    assert_says(said,
                "\nIt does not: 2 of 3 totals lie where none of the 20 futures comes. Trust no "
                "comparison before this\n  is mended. Furthest off: Clients lost; begin with "
                "clients.renewal and clients.cancels_per_year,\n  where you are least sure of "
                "them.\n");
    free(said);
}

/* Clients of the first day send people; of a thousand a year there is no future. */
static void referred_people_of_last_year_are_held_against_it(void **state)
{
    (void)state;
    bool fits = true;
    char *said = looks(YEAR "actuals = { referred = 1000; };", &fits);
    assert_false(fits);
    assert_judged(said, "  Referred people", " too low");
    assert_says(said, "Furthest off: Referred people; begin with today.clients and the group "
                      "referrals, where you\n  are least sure of them.\n");
    free(said);
    said = looks(YEAR "actuals = { referred = 0; };", &fits);
    assert_true(fits);
    assert_judged(said, "  Referred people", " fits");
    free(said);
}

static void a_firm_that_fits_is_told_so(void **state)
{
    (void)state;
    const struct fnl_spread clients = simulated(FNL_NEW_CLIENTS_YEAR);
    const struct fnl_spread business = simulated(FNL_NEW_BUSINESS_YEAR);
    char text[2000];
    bool fits = false;
    snprintf(text, sizeof text, "%sactuals = { new_clients = %lld; };", YEAR,
             (long long)clients.low);
    char *said = looks(text, &fits);
    assert_true(fits);
    assert_judged(said, "  New clients", " fits");
    assert_says(said, "\nIt does: the total lies where 8 in 10 futures do.\n");
    assert_null(strstr(said, "first impression"));
    free(said);
    snprintf(text, sizeof text, "%sactuals = { new_clients = %lld; new_business = %lld; };", YEAR,
             (long long)clients.low, (long long)business.median / 100);
    said = looks(text, &fits);
    assert_true(fits);
    assert_says(said, "\nIt does: all 2 totals lie where 8 in 10 futures do.\n");
    free(said);
}

/* Two of the 20 futures are below what 1 in 10 is below. */
static void what_luck_explains_is_no_misfit(void **state)
{
    (void)state;
    const struct fnl_spread business = simulated(FNL_NEW_BUSINESS_YEAR);
    char text[2000];
    bool fits = false;
    snprintf(text, sizeof text, "%sactuals = { new_business = %lld; };", YEAR,
             (long long)(business.low / 100 - 1));
    char *said = looks(text, &fits);
    assert_true(fits);
    assert_judged(said, "  New business signed", " rather high");
    assert_says(said, "\nIt does, by and large: the total lies outside of 8 in 10 futures, as");
    free(said);
    snprintf(text, sizeof text, "%sactuals = { new_business = %lld; };", YEAR,
             (long long)(business.high / 100 + 1));
    said = looks(text, &fits);
    assert_true(fits);
    assert_judged(said, "  New business signed", " rather low");
    free(said);
}

/* One in five lies outside by luck; most of them do not. */
static void what_luck_hardly_explains_is_a_misfit(void **state)
{
    (void)state;
    const struct fnl_spread business = simulated(FNL_NEW_BUSINESS_YEAR);
    const struct fnl_spread revenue = simulated(FNL_REVENUE_YEAR);
    const struct fnl_spread clients = simulated(FNL_NEW_CLIENTS_YEAR);
    char text[2000];
    bool fits = true;
    snprintf(text, sizeof text,
             "%sactuals = { new_business = %lld; revenue = %lld; new_clients = %lld; };", YEAR,
             (long long)(business.low / 100 - 1), (long long)(revenue.low / 100 - 1),
             (long long)clients.median);
    char *said = looks(text, &fits);
    assert_false(fits);
    assert_judged(said, "  New business signed", " rather high");
    assert_judged(said, "  Revenue invoiced", " rather high");
    assert_says(said, "\nIt does not: 2 of 3 totals lie outside of 8 in 10 futures, which luck "
                      "alone hardly explains. Trust");
    free(said);
    snprintf(text, sizeof text, "%sactuals = { new_business = %lld; new_clients = %lld; };", YEAR,
             (long long)(business.low / 100 - 1), (long long)clients.median);
    said = looks(text, &fits);
    assert_true(fits);
    assert_says(said, "\nIt does, by and large: 1 of 2 totals lies outside");
    free(said);
}

static void without_anything_to_compare_that_is_said(void **state)
{
    (void)state;
    bool fits = false;
    char *said = looks(FIRM, &fits);
    assert_true(fits);
    assert_says(said, "The scenario does not say: give last year's totals");
    free(said);
    said = looks(FIRM "actuals = { year = 2024; };", &fits);
    assert_says(said, "The group `actuals` states no total to tell it by.");
    free(said);
    said = looks(FIRM "months = 11; actuals = { new_clients = 5; };", &fits);
    assert_true(fits);
    assert_says(said, "look at least 12 months ahead");
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
    fnl_scenario *scenario =
        examined_load(FIRM "actuals = { new_clients = 5; revenue = 7; };", NULL);
    const fnl_scenario *const options[] = {scenario};
    const struct fnl_experiment_request request = {
        .options = options, .count = 1, .seed = 7, .replications = 2, .threads = 1};
    fnl_results *results;
    assert_int_equal(fnl_experiment_run(&request, &results, NULL), FNL_OK);
    bool fits;
    long allowed = 0;
    for (fnl_status status = FNL_ERR_MEMORY; status != FNL_OK; allowed++) {
        struct fnl_error error = {0};
        fnl_memory_fail_after(allowed);
        status = fnl_check_imply(scenario, nowhere, &error);
        if (status == FNL_OK)
            status = fnl_check_actuals(results, nowhere, &fits, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        assert_int_equal(error.status, status);
    }
    assert_in_range(allowed, 10, 500);
    fnl_experiment_free(results);
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
        EXAMINED_TEST(last_year_stands_beside_the_simulated_one),
        EXAMINED_TEST(referred_people_of_last_year_are_held_against_it),
        EXAMINED_TEST(a_firm_that_fits_is_told_so),
        EXAMINED_TEST(what_luck_explains_is_no_misfit),
        EXAMINED_TEST(what_luck_hardly_explains_is_a_misfit),
        EXAMINED_TEST(without_anything_to_compare_that_is_said),
        EXAMINED_TEST(a_check_that_cannot_be_written_is_said),
        EXAMINED_TEST(lack_of_memory_is_said_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
