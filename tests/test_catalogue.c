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

#include <funnelsim/catalogue.h>
#include <funnelsim/indicators.h>

#include "base/memory.h"
#include "random/law.h"
#include "scenario/bound.h"
#include "scenario/reader.h"
#include "scenario/schema.h"
#include "scenario/write.h"
#include "scratch.h"

/* What is being listed, to be read and freed once it is complete. */
struct listing {
    FILE *out;
    char *text;
    size_t length;
};

static void begin(struct listing *listing)
{
    listing->out = open_memstream(&listing->text, &listing->length);
    assert_non_null(listing->out);
}

/* The text; no line of it is wider than a terminal. */
static char *end(struct listing *listing)
{
    fclose(listing->out);
    for (const char *line = listing->text; *line; line += strspn(line, "\n")) {
        const size_t length = strcspn(line, "\n");
        if (length > 100)
            fail_msg("%zu columns: %.*s", length, (int)length, line);
        line += length;
    }
    return listing->text;
}

static char *params(const char *pattern, bool all)
{
    struct listing listing;
    begin(&listing);
    assert_int_equal(fnl_catalogue_params(listing.out, pattern, all, NULL), FNL_OK);
    return end(&listing);
}

static char *listed(void (*list)(FILE *out))
{
    struct listing listing;
    begin(&listing);
    list(listing.out);
    return end(&listing);
}

/* Whether a line begins with `words` and goes on with a blank or ends there. */
static bool has_line(const char *text, const char *words)
{
    const size_t length = strlen(words);
    for (const char *at = text; (at = strstr(at, words)); at += length)
        if ((at == text || at[-1] == '\n') && strchr(" \n", at[length]))
            return true;
    return false;
}

static void assert_listed(const char *text, const char *words)
{
    if (!has_line(text, words))
        fail_msg("%s is not listed", words);
}

static void find_row(void *context, const struct fnl_section_visit *visit)
{
    assert_listed(context, visit->path);
}

static void find_essential_row(void *context, const struct fnl_section_visit *visit)
{
    if (has_line(context, visit->path) != (visit->row->level == FNL_LEVEL_ESSENTIAL))
        fail_msg("%s is essential or listed, but not both", visit->path);
}

static size_t place_of(const char *text, const char *words)
{
    const char *place = strstr(text, words);
    if (!place)
        fail_msg("no \"%s\" in\n%s", words, text);
    return (size_t)(place - text);
}

/* --- params */

static void all_parameters_are_listed_on_demand(void **state)
{
    (void)state;
    char *text = params(NULL, true);
    fnl_section_each(&fnl_schema_root, find_row, text);
    free(text);
}

static void else_the_essential_ones_are(void **state)
{
    (void)state;
    char *text = params(NULL, false);
    fnl_section_each(&fnl_schema_root, find_essential_row, text);
    assert_non_null(strstr(text, "are the essential ones; `funnelsim params --all`"));
    free(text);
}

static void expect_params(const char *pattern, const char *expected)
{
    char *text = params(pattern, false);
    assert_string_equal(text, expected);
    free(text);
}

#define COST_EACH                                                                                  \
    "sources[*].cost_each\n"                                                                       \
    "    price of one person\n"                                                                    \
    "    standard: 0; from 0; essential\n"                                                         \
    "    source: the firm's ledger\n"                                                              \
    "    ask: What does one cost?\n"

static void a_pattern_is_looked_for_in_paths_and_meanings(void **state)
{
    (void)state;
    expect_params("cost_each", COST_EACH);
    expect_params("COST_EACH", COST_EACH);
    expect_params("price of one person", COST_EACH);
    char *text = params("cost", true);
    assert_listed(text, "sources[*].cost_each");
    assert_listed(text, "reps.salary"); /* "fixed cost of a rep" */
    assert_false(has_line(text, "reps.count"));
    free(text);
}

static void what_is_called_so_comes_before_what_is_about_it(void **state)
{
    (void)state;
    char *text = params("stages", false);
    assert_int_equal(place_of(text, "stages[*].name\n"), 0);
    assert_in_range(place_of(text, "stages[*].no_decision\n"), place_of(text, "stages[*].hours\n"),
                    place_of(text, "\nNot called so, but about it:\n"));
    assert_in_range(place_of(text, "today.open_deals\n"),
                    place_of(text, "\nNot called so, but about it:\n"), strlen(text));
    free(text);
    text = params("price of one person", false);
    assert_null(strstr(text, "Not called so"));
    free(text);
    text = params(NULL, true);
    assert_null(strstr(text, "Not called so"));
    free(text);
}

/* Before what is called so. */
static void everyday_words_find_what_is_meant(void **state)
{
    (void)state;
    char *text = params("Hire", false);
    assert_int_equal(place_of(text, "reps.count\n"), 0);
    assert_listed(text, "reps.ramp_months");
    assert_non_null(strstr(text, "\nHiring is a higher reps.count"));
    free(text);
    text = params("price", false);
    assert_int_equal(place_of(text, "sources[*].deal_factor\n"), 0);
    assert_in_range(place_of(text, "stages[*].on_price\n"),
                    place_of(text, "clients.contract_value\n"), strlen(text));
    assert_null(strstr(strstr(text, "clients.contract_value\n") + 1, "\nclients.contract_value\n"));
    free(text);
    text = params("let go", false);
    assert_int_equal(place_of(text, "Whether a client is let go"), 0);
    free(text);
}

static void a_path_may_name_an_item(void **state)
{
    (void)state;
    expect_params("sources[Website].cost_each", COST_EACH);
    expect_params("sources[kind=list].cost_each", COST_EACH);
}

static void a_standard_has_its_unit_and_a_choice_its_words(void **state)
{
    (void)state;
    char *text = params("sources[*].kind", false);
    assert_non_null(strstr(text, "    one of: inbound, list, event, outbound, target, referral\n"));
    assert_non_null(strstr(text, "\n    required; essential\n"));
    free(text);
    text = params("hours_per_ask", false);
    assert_non_null(strstr(text, "standard: 0.75 h; from 0 h to 100 h; essential\n"));
    free(text);
    text = params("clients.contract_value", false);
    assert_non_null(strstr(text, "drawn once for each"));
    free(text);
    text = params("effects.trust", false);
    assert_non_null(
        strstr(text, "\n    log-odds: 0 changes nothing; 1 more turns 10 in 100 into 23,"));
    free(text);
}

static void what_several_policies_share_is_listed_once(void **state)
{
    (void)state;
    char *text = params("per_client_year", false);
    assert_listed(text, "ask.per_client_year   (with policy everybody, ideal_clients, "
                        "after_success)");
    assert_null(strstr(strstr(text, "ask.per_client_year") + 1, "ask.per_client_year"));
    free(text);
    text = params("qualify.sensitivity", false); /* each policy has a standard of its own */
    assert_listed(text, "qualify.sensitivity   (with policy rep)");
    assert_listed(text, "qualify.sensitivity   (with policy marketing)");
    free(text);
}

static void expect_no_params(const char *pattern, const char *said)
{
    struct listing listing;
    struct fnl_error error = {0};
    begin(&listing);
    assert_int_equal(fnl_catalogue_params(listing.out, pattern, false, &error), FNL_ERR_USAGE);
    assert_string_equal(error.text, said);
    char *text = end(&listing);
    assert_string_equal(text, "");
    free(text);
}

static void where_nothing_matches_the_nearest_is_proposed_if_one_is_near(void **state)
{
    (void)state;
    expect_no_params("leads_per_mnth",
                     "no parameter has \"leads_per_mnth\" in its path or meaning (did you mean "
                     "sources[*].leads_per_month?)");
    expect_no_params("sources[Website].cost_eech",
                     "no parameter has \"sources[Website].cost_eech\" in its path or meaning (did "
                     "you mean sources[*].cost_each?)");
    expect_no_params("xyzzy",
                     "no parameter has \"xyzzy\" in its path or meaning; `funnelsim params "
                     "--all` lists them");
}

/* --- laws, policies, indicators */

static void every_law_is_listed_with_what_it_takes(void **state)
{
    (void)state;
    char *text = listed(fnl_catalogue_laws);
    assert_non_null(strstr(text, "\nempirical   values, or file and column\n"));
    for (int i = 0; i < FNL_LAW_KINDS; i++)
        assert_listed(text, fnl_law_abouts[i].name);
    assert_listed(text, "beta   mean and sd, or alpha and beta");
    free(text);
}

static void every_policy_is_listed_with_its_parameters(void **state)
{
    (void)state;
    char *text = listed(fnl_catalogue_policies), words[200];
    for (size_t i = 0; i < fnl_schema_root.section_count; i++) {
        const struct fnl_section *section = &fnl_schema_root.sections[i];
        for (size_t p = 0; p < section->policy_count; p++) {
            const struct fnl_policy *policy = section->policies[p];
            snprintf(words, sizeof words, "  %s", policy->name);
            assert_listed(text, words);
            for (size_t r = 0; policy->params && r < policy->params->count; r++) {
                snprintf(words, sizeof words, "      %s =", policy->params->rows[r].name);
                assert_listed(text, words);
            }
        }
    }
    assert_listed(text, "  immediate   (in force when nothing is said)");
    assert_false(has_line(text, "  sales_ready   (in force when nothing is said)"));
    free(text);
}

static void every_indicator_is_listed(void **state)
{
    (void)state;
    char *text = listed(fnl_catalogue_indicators), words[100];
    for (size_t i = 0; i < fnl_indicator_count(); i++) {
        snprintf(words, sizeof words, "  %s", fnl_indicator_about(i)->id);
        assert_listed(text, words);
    }
    const char *monthly = strstr(text, "\nOne value a month\n");
    assert_non_null(monthly);
    for (size_t i = 0; i < fnl_indicator_series_count(); i++) {
        snprintf(words, sizeof words, "  %s", fnl_indicator_series_about(i)->id);
        assert_listed(monthly, words);
    }
    free(text);
}

/* --- reference */

static char *reference(void)
{
    struct listing listing;
    begin(&listing);
    assert_int_equal(fnl_catalogue_reference(listing.out, NULL), FNL_OK);
    return end(&listing);
}

static void the_reference_is_the_one_that_is_shipped(void **state)
{
    (void)state;
    size_t length;
    char *text = reference(), *shipped = scratch_read("scenarios/reference.cfg", &length);
    if (strcmp(text, shipped) != 0)
        fail_msg("write it anew: funnelsim reference >scenarios/reference.cfg");
    free(text);
    free(shipped);
}

static void the_reference_is_accepted_and_written_again_it_is_the_same(void **state)
{
    (void)state;
    char *text = reference();
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    struct fnl_buffer again = {0};
    fnl_bound *bound;
    assert_int_equal(fnl_reader_text(text, NULL, &mistakes, &tree, NULL), FNL_OK);
    assert_int_equal(fnl_bound_new(&fnl_schema_root, tree.root, NULL, &mistakes, &bound, NULL),
                     FNL_OK);
    assert_false(fnl_mistakes_any(&mistakes));
    assert_int_equal(fnl_write_scenario(&fnl_schema_root, tree.root, FNL_WRITE_ALL, true, &again),
                     FNL_OK);
    assert_string_equal(again.text, text);
    fnl_buffer_fini(&again);
    fnl_bound_free(bound);
    fnl_tree_fini(&tree);
    free(text);
}

static void explain_row(void *context, const struct fnl_section_visit *visit)
{
    char key[100];
    snprintf(key, sizeof key, " %s = ", visit->row->name);
    if (!strstr(context, key) && !strstr(context, key + 1))
        fail_msg("the reference does not show %s", visit->path);
}

static void the_reference_shows_every_key(void **state)
{
    (void)state;
    char *text = reference();
    fnl_section_each(&fnl_schema_root, explain_row, text);
    free(text);
}

static void a_reference_that_cannot_be_written_is_said(void **state)
{
    (void)state;
    FILE *full = fopen("/dev/full", "w");
    if (!full)
        skip();
    struct fnl_error error = {0};
    assert_int_equal(fnl_catalogue_reference(full, &error), FNL_ERR_IO);
    assert_string_equal(error.text, "cannot write the reference scenario");
    fclose(full);
}

static void lack_of_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    FILE *nowhere = fopen("/dev/null", "w");
    assert_non_null(nowhere);
    long allowed = 0;
    for (fnl_status status = FNL_ERR_MEMORY; status != FNL_OK; allowed++) {
        struct fnl_error error = {0};
        fnl_memory_fail_after(allowed);
        status = fnl_catalogue_reference(nowhere, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        assert_int_equal(error.status, status);
    }
    assert_in_range(allowed, 5, 2000);
    fclose(nowhere);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_parameters_are_listed_on_demand),
        cmocka_unit_test(else_the_essential_ones_are),
        cmocka_unit_test(a_pattern_is_looked_for_in_paths_and_meanings),
        cmocka_unit_test(what_is_called_so_comes_before_what_is_about_it),
        cmocka_unit_test(everyday_words_find_what_is_meant),
        cmocka_unit_test(a_path_may_name_an_item),
        cmocka_unit_test(a_standard_has_its_unit_and_a_choice_its_words),
        cmocka_unit_test(what_several_policies_share_is_listed_once),
        cmocka_unit_test(where_nothing_matches_the_nearest_is_proposed_if_one_is_near),
        cmocka_unit_test(every_law_is_listed_with_what_it_takes),
        cmocka_unit_test(every_policy_is_listed_with_its_parameters),
        cmocka_unit_test(every_indicator_is_listed),
        cmocka_unit_test(the_reference_is_the_one_that_is_shipped),
        cmocka_unit_test(the_reference_is_accepted_and_written_again_it_is_the_same),
        cmocka_unit_test(the_reference_shows_every_key),
        cmocka_unit_test(a_reference_that_cannot_be_written_is_said),
        cmocka_unit_test(lack_of_memory_is_said_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
