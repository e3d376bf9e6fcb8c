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

#include <funnelsim/hindcast.h>

#include "base/memory.h"
#include "examined.h"
#include "experiment/contrast.h"

#define STAGES                                                                                     \
    "stages = ( { name = \"Talk\"; hours = 2; shows = \"50 %\"; tries = 2; missed_hours = 0.25; "  \
    "go_on = \"40 %\"; }, { name = \"Offer\"; hours = 4; go_on = \"50 %\"; } );\n"
#define REST                                                                                       \
    STAGES "name = \"Firm\"; reps = { count = 2; salary = 83486; selling_share = \"40 %\"; };\n"
#define FIRM                                                                                       \
    REST                                                                                           \
        "sources = ( { name = \"Website\"; kind = \"inbound\"; leads_per_month = 40; cost_each = " \
        "100; } );\n"

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
        .options = options, .count = 1, .seed = 7, .replications = 20, .execution.threads = 1};
    fnl_results *results;
    assert_int_equal(fnl_experiment_run(&request, &results, NULL), FNL_OK);
    assert_int_equal(fnl_hindcast_print(results, out, fits, NULL), FNL_OK);
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
        .options = options, .count = 1, .seed = 7, .replications = 20, .execution.threads = 1};
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

static void lack_of_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    FILE *nowhere = fopen("/dev/null", "w");
    assert_non_null(nowhere);
    fnl_scenario *scenario =
        examined_load(FIRM "actuals = { new_clients = 5; revenue = 7; };", NULL);
    const fnl_scenario *const options[] = {scenario};
    const struct fnl_experiment_request request = {
        .options = options, .count = 1, .seed = 7, .replications = 2, .execution.threads = 1};
    fnl_results *results;
    assert_int_equal(fnl_experiment_run(&request, &results, NULL), FNL_OK);
    bool fits;
    long allowed = 0;
    for (fnl_status status = FNL_ERR_MEMORY; status != FNL_OK; allowed++) {
        struct fnl_error error = {0};
        fnl_memory_fail_after(allowed);
        status = fnl_hindcast_print(results, nowhere, &fits, &error);
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
        EXAMINED_TEST(last_year_stands_beside_the_simulated_one),
        EXAMINED_TEST(referred_people_of_last_year_are_held_against_it),
        EXAMINED_TEST(a_firm_that_fits_is_told_so),
        EXAMINED_TEST(what_luck_explains_is_no_misfit),
        EXAMINED_TEST(what_luck_hardly_explains_is_a_misfit),
        EXAMINED_TEST(without_anything_to_compare_that_is_said),
        EXAMINED_TEST(lack_of_memory_is_said_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
