/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/memory.h"
#include "scenario/claims.h"
#include "scenario/scenario.h"
#include "scratch.h"
#include "claimed.h"

static const struct fnl_settings *settings_of(const fnl_claims *claims, size_t index, size_t cell)
{
    return fnl_scenario_settings(fnl_claims_scenario(claims, index, 0, cell));
}

static void strategies_are_laid_over_the_claims_own_scenario(void **state)
{
    (void)state;
    scratch_put(scratch_path("more.cfg"),
                "extends = \"nowhere.cfg\"; name = \"More\"; reps = { count = 7; };");
    fnl_claims *claims = claimed("{ id = \"A\"; says = \"It is so.\"; strategy = \"more.cfg\"; "
                                 "set = \"clients.contract_value=2385\"; at = 4; }");
    assert_int_equal(fnl_claims_count(claims), 1);
    assert_string_equal(fnl_claims_id(claims, 0), "A");
    assert_string_equal(fnl_claims_says(claims, 0), "It is so.");
    const fnl_scenario *more = fnl_claims_scenario(claims, 0, 0, 0);
    assert_string_equal(fnl_scenario_name(more), "More");
    assert_int_equal(settings_of(claims, 0, 0)->reps.count, 7);
    assert_int_equal(settings_of(claims, 0, 0)->months, 4);
    assert_int_equal(settings_of(claims, 0, 1)->reps.count, 4);
    assert_int_equal(settings_of(claims, 0, 1)->months, 4);
    assert_int_equal(fnl_scenario_settings(fnl_claims_base(claims, 0))->months, 6);
    fnl_claims_free(claims);
}

static void cells_that_say_the_same_are_one_scenario(void **state)
{
    (void)state;
    fnl_claims *claims = claimed(CLAIMED_PRICE ", " CLAIMED_FALSE);
    assert_ptr_equal(fnl_claims_scenario(claims, 0, 0, 1), fnl_claims_scenario(claims, 1, 0, 1));
    assert_ptr_equal(fnl_claims_scenario(claims, 0, 0, 1), fnl_claims_base(claims, 1));
    assert_ptr_not_equal(fnl_claims_scenario(claims, 0, 0, 0),
                         fnl_claims_scenario(claims, 1, 0, 0));
    fnl_claims_free(claims);
    claims = claimed("{ id = \"A\"; says = \"x\"; set = \"months=6\"; at = 5; }, "
                     "{ id = \"B\"; says = \"x\"; set = \"months=6\"; }");
    assert_ptr_equal(fnl_claims_scenario(claims, 0, 0, 0), fnl_claims_scenario(claims, 0, 0, 1));
    assert_ptr_not_equal(fnl_claims_scenario(claims, 0, 0, 0),
                         fnl_claims_scenario(claims, 1, 0, 0));
    fnl_claims_free(claims);
}

/* A change in May is none where the horizon is the end of April, and stays one where it is June. */
static void what_was_planned_for_later_is_cut_off(void **state)
{
    (void)state;
    struct fnl_mistakes mistakes = {0};
    fnl_claims *claims =
        claimed_load(CLAIMED_FIRM "changes = ( { from = \"2026-03\"; reps = { count = 5; }; }, "
                                  "{ from = \"2026-05\"; reps = { count = 9; }; } ); "
                                  "claims = ( { id = \"A\"; says = \"x\"; contrasts = ( { cells = "
                                  "( { at = 4; }, { at = 5; } ); } ); } );",
                     &mistakes);
    fnl_mistakes_print(&mistakes, stdout);
    assert_non_null(claims);
    assert_int_equal(fnl_scenario_plan(fnl_claims_scenario(claims, 0, 0, 0))->count, 2);
    assert_int_equal(fnl_scenario_plan(fnl_claims_scenario(claims, 0, 0, 1))->count, 3);
    fnl_claims_free(claims);
}

static void another_firm_takes_the_place_of_the_one_that_is_extended(void **state)
{
    (void)state;
    struct fnl_mistakes mistakes = {0};
    fnl_claims *claims;
    scratch_put(scratch_path("other.cfg"), "name = \"Other\"; " CLAIMED_FIRM "service = { };");
    scratch_put(scratch_path("other.cfg"),
                "sources = ( { name = \"Web\"; kind = \"inbound\"; leads_per_month = 3; } ); "
                "stages = ( { name = \"Talk\"; hours = 1; go_on = \"50 %\"; } ); name = \"Other\"; "
                "reps = { count = 11; };");
    scratch_put(scratch_path("claims.cfg"),
                "extends = \"nowhere.cfg\"; claims = ( " CLAIMED_PRICE " );");
    const char *file = scratch_path("claims.cfg");
    const struct fnl_claims_request request = {
        .files = &file, .count = 1, .base = scratch_path("other.cfg")};
    assert_int_equal(fnl_claims_load(&request, &mistakes, &claims, NULL), FNL_OK);
    assert_string_equal(fnl_scenario_name(fnl_claims_base(claims, 0)), "Other");
    assert_int_equal(settings_of(claims, 0, 0)->reps.count, 11);
    fnl_claims_free(claims);
}

static void claims_are_asked_of_other_firms_where_they_say_so(void **state)
{
    (void)state;
    fnl_claims *claims = claimed_of_two(CLAIMED_EVERYWHERE ", " CLAIMED_FALSE);
    assert_int_equal(fnl_claims_count(claims), 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(fnl_claims_firm(claims, i), i == 2);
    assert_string_equal(fnl_claims_id(claims, 2), "price");
    assert_string_equal(fnl_scenario_name(fnl_claims_base(claims, 0)), "Firm");
    assert_string_equal(fnl_scenario_name(fnl_claims_base(claims, 2)), "Other & Sons");
    fnl_claims_free(claims);
}

/* A file that has nothing to ask of other firms may say what they have no place for. */
static void files_without_general_claims_are_not_laid_over_other_firms(void **state)
{
    (void)state;
    fnl_claims *claims = claimed_of_two("{ id = \"A\"; says = \"x\"; set = \"reps.count=5\"; } ); "
                                        "sources = ( { name = \"List\"; cost_each = 110; } ");
    assert_int_equal(fnl_claims_count(claims), 1);
    fnl_claims_free(claims);
}

/* The settings of the only contrast's first cell without `path`. */
static const struct fnl_settings *settings_without(const fnl_claims *claims, const char *path,
                                                   fnl_scenario **altered)
{
    const struct fnl_claims_cell cell = {0, 0, 0};
    struct fnl_error error = {0};
    if (fnl_claims_without(claims, cell, path, altered, &error) != FNL_OK)
        fail_msg("%s", error.text);
    return fnl_scenario_settings(*altered);
}

static void what_carries_a_claim_can_be_switched_off(void **state)
{
    (void)state;
    fnl_scenario *altered;
    struct fnl_mistakes mistakes = {0};
    fnl_claims *claims = claimed_load(
        CLAIMED_FIRM "pita = { discount = 0.2385; flags_seen = 0.5; }; morale = { }; accept = { "
                     "policy = \"screen\"; }; claims = ( { id = \"A\"; says = \"x\"; set = "
                     "\"reps.commission=7 %\"; } );",
        &mistakes);
    assert_non_null(claims);
    assert_false(settings_without(claims, "morale", &altered)->morale.present);
    fnl_scenario_free(altered);
    const struct fnl_settings *settings = settings_without(claims, "pita.discount", &altered);
    assert_true(settings->pita.present && settings->pita.discount == 0);
    assert_true(settings->pita.flags_seen == 0.5);
    fnl_scenario_free(altered);
    assert_true(settings_without(claims, "reps.commission", &altered)->reps.commission == 0);
    fnl_scenario_free(altered);
    fnl_scenario_free(altered = NULL);
    /* What is not there is not brought. */
    assert_false(settings_without(claims, "attrition.share_per_year", &altered)->attrition.present);
    fnl_scenario_free(altered);
    fnl_claims_free(claims);
}

static void what_a_firm_cannot_be_without_says_so(void **state)
{
    (void)state;
    const struct fnl_claims_cell cell = {0, 0, 0};
    struct fnl_error error = {0};
    fnl_scenario *altered;
    fnl_claims *claims = claimed(CLAIMED_PRICE);
    assert_int_equal(fnl_claims_without(claims, cell, "reps.count", &altered, &error),
                     FNL_ERR_SCENARIO);
    assert_null(altered);
    assert_non_null(strstr(error.text, "without reps.count: is missing"));
    fnl_claims_free(claims);
}

static void a_file_without_claims_has_none(void **state)
{
    (void)state;
    struct fnl_mistakes mistakes = {0};
    fnl_claims *claims = claimed_load(CLAIMED_FIRM, &mistakes);
    assert_int_equal(fnl_claims_count(claims), 0);
    fnl_claims_free(claims);
    fnl_claims_free(NULL);
}

/* The mistake in line `line` that has these words. */
static void says(const struct fnl_mistakes *mistakes, int line, const char *words)
{
    for (size_t i = 0; i < mistakes->count; i++)
        if (mistakes->items[i].line == line && strstr(mistakes->items[i].text, words) &&
            strstr(mistakes->items[i].file, "claims.cfg"))
            return;
    fnl_mistakes_print(mistakes, stdout);
    fail_msg("nothing in line %d says \"%s\"", line, words);
}

static void all_mistakes_are_said_at_once_and_once_each(void **state)
{
    (void)state;
    struct fnl_mistakes mistakes = {0};
    assert_null(claimed_load(
        CLAIMED_FIRM "claims = (\n"
                     "{ id = \"A\"; says = \"x\"; strategy = \"moore.cfg\"; },\n"
                     "{ id = \"A\"; says = \"x\"; set = (\"repz.count=3\", \"reps.cuont=3\"); },\n"
                     "{ id = \"C\"; says = \"x\"; set = \"reps.count\"; },\n"
                     "{ id = \"D\"; says = \"x\"; set = \"reps.count=3\"; boundary = "
                     "\"ask.per_client_year\"; between = (1, 2); } );",
        &mistakes));
    says(&mistakes, 2, "moore.cfg: No such file");
    says(&mistakes, 3, "is the id of another claim");
    says(&mistakes, 3, "did you mean reps?");
    says(&mistakes, 3, "did you mean count?");
    says(&mistakes, 4, "is not PATH=VALUE");
    says(&mistakes, 5, "belongs to policy");
    assert_int_equal(mistakes.count, 6);
    fnl_mistakes_fini(&mistakes);
}

static void ids_are_unique_over_all_files(void **state)
{
    (void)state;
    struct fnl_mistakes mistakes = {0};
    fnl_claims *claims;
    scratch_put(scratch_path("one.cfg"), CLAIMED_FIRM "claims = ( " CLAIMED_PRICE " );");
    scratch_put(scratch_path("two.cfg"), CLAIMED_FIRM "claims = ( " CLAIMED_PRICE " );");
    const char *files[] = {scratch_path("one.cfg"), scratch_path("two.cfg")};
    const struct fnl_claims_request request = {.files = files, .count = 2};
    assert_int_equal(fnl_claims_load(&request, &mistakes, &claims, NULL), FNL_ERR_SCENARIO);
    assert_null(claims);
    assert_int_equal(mistakes.count, 1);
    assert_non_null(strstr(mistakes.items[0].text, "one.cfg:1"));
    assert_non_null(strstr(mistakes.items[0].file, "two.cfg"));
    fnl_mistakes_fini(&mistakes);
    const char *missing[] = {scratch_path("nowhere.cfg")};
    struct fnl_error error = {0};
    const struct fnl_claims_request nowhere = {.files = missing, .count = 1};
    assert_int_equal(fnl_claims_load(&nowhere, &mistakes, &claims, &error), FNL_ERR_USAGE);
    assert_non_null(strstr(error.text, "nowhere.cfg"));
}

static void a_boundary_moves_the_cells_that_have_its_parameter(void **state)
{
    (void)state;
    fnl_claims *claims = claimed("{ id = \"A\"; says = \"x\"; set = \"accept.policy=walk_away\"; "
                                 "boundary = \"accept.comes_back\"; between = (0.1, 0.4); }, "
                                 "{ id = \"B\"; says = \"x\"; set = \"reps.salary=1\"; "
                                 "boundary = \"reps.count\"; between = (2, 9); }");
    fnl_scenario *moved;
    assert_int_equal(fnl_claims_move(claims, (struct fnl_claims_cell){0, 0, 1}, 0.2, &moved, NULL),
                     FNL_OK);
    assert_null(moved);
    assert_int_equal(fnl_claims_move(claims, (struct fnl_claims_cell){0, 0, 0}, 0.2, &moved, NULL),
                     FNL_OK);
    assert_non_null(moved);
    fnl_scenario_free(moved);
    for (size_t cell = 0; cell < 2; cell++) {
        assert_int_equal(
            fnl_claims_move(claims, (struct fnl_claims_cell){1, 0, cell}, 5, &moved, NULL), FNL_OK);
        assert_int_equal(fnl_scenario_settings(moved)->reps.count, 5);
        fnl_scenario_free(moved);
    }
    struct fnl_error error = {0};
    assert_int_equal(fnl_claims_move(claims, (struct fnl_claims_cell){1, 0, 0}, -5, &moved, &error),
                     FNL_ERR_SCENARIO);
    assert_null(moved);
    assert_non_null(strstr(error.text, "out of range"));
    fnl_claims_free(claims);
}

static void a_scenario_ignores_what_is_claimed_of_it(void **state)
{
    (void)state;
    char with[FNL_SCENARIO_DIGEST], without[FNL_SCENARIO_DIGEST];
    fnl_claims *claims = claimed(CLAIMED_PRICE);
    struct fnl_mistakes mistakes = {0};
    const struct fnl_scenario_request request = {.file = scratch_path("plain.cfg")};
    fnl_scenario *plain;
    scratch_put(request.file, CLAIMED_FIRM);
    assert_int_equal(fnl_scenario_load(&request, &mistakes, &plain, NULL), FNL_OK);
    assert_string_equal(fnl_scenario_digest(plain, without),
                        fnl_scenario_digest(fnl_claims_base(claims, 0), with));
    fnl_scenario_free(plain);
    fnl_claims_free(claims);
}

/* Any allocation may fail: then there are no claims, and nothing is left behind. */
static void failing_memory_is_survived(void **state)
{
    (void)state;
    const char *file = scratch_path("claims.cfg");
    scratch_put(file, CLAIMED_FIRM "claims = ( " CLAIMED_PRICE
                                   ", { id = \"B\"; says = \"x\"; set = \"reps.salary=1\"; "
                                   "boundary = \"reps.count\"; between = (2, 9); at = 3; } );");
    const struct fnl_claims_request request = {.files = &file, .count = 1};
    fnl_status status = FNL_ERR_MEMORY;
    size_t failures = 0;
    for (long i = 0; status != FNL_OK; i += 1 + i / 40) {
        struct fnl_mistakes mistakes = {0};
        struct fnl_error error = {0};
        fnl_claims *claims;
        fnl_memory_fail_after(i);
        status = fnl_claims_load(&request, &mistakes, &claims, &error);
        fnl_memory_fail_after(-1);
        if (status != FNL_OK)
            assert_null(claims);
        failures += status != FNL_OK;
        fnl_claims_free(claims);
        fnl_mistakes_fini(&mistakes);
    }
    assert_true(failures > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(strategies_are_laid_over_the_claims_own_scenario),
        SCRATCH_TEST(cells_that_say_the_same_are_one_scenario),
        SCRATCH_TEST(what_was_planned_for_later_is_cut_off),
        SCRATCH_TEST(another_firm_takes_the_place_of_the_one_that_is_extended),
        SCRATCH_TEST(claims_are_asked_of_other_firms_where_they_say_so),
        SCRATCH_TEST(files_without_general_claims_are_not_laid_over_other_firms),
        SCRATCH_TEST(what_carries_a_claim_can_be_switched_off),
        SCRATCH_TEST(what_a_firm_cannot_be_without_says_so),
        SCRATCH_TEST(a_file_without_claims_has_none),
        SCRATCH_TEST(all_mistakes_are_said_at_once_and_once_each),
        SCRATCH_TEST(ids_are_unique_over_all_files),
        SCRATCH_TEST(a_boundary_moves_the_cells_that_have_its_parameter),
        SCRATCH_TEST(a_scenario_ignores_what_is_claimed_of_it),
        SCRATCH_TEST(failing_memory_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
