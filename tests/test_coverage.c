/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <funnelsim/coverage.h>

#include "base/memory.h"
#include "scratch.h"
#include "claimed.h"

#define HEAD "id,says,why_not\n"

/* A claim about the discount that a pain squeezes out hangs on that, and on who is a pain. */
#define CARRIED(id_, covers_, carried_)                                                            \
    "{ id = \"" id_ "\"; says = \"x\"; set = \"pita.discount=20 %\"; metric = \"new_business\"; "  \
    "covers = (" covers_ "); carried_by = (" carried_ "); }"

/* A firm of which half the clients are a pain, and what is claimed of it. */
#define PAINFUL                                                                                    \
    "name = \"Firm\"; months = 6; sources = ( { name = \"List\"; kind = \"inbound\"; "             \
    "pita = 0.5; leads_per_month = 8; } ); stages = ( { name = \"Talk\"; hours = 0.1; "            \
    "go_on = 1.0; } ); reps = { count = 4; }; pita = { }; service = { }; satisfaction = { }; "

static fnl_claims *painful(const char *list)
{
    struct fnl_mistakes mistakes = {0};
    char text[4000];
    snprintf(text, sizeof text, PAINFUL "claims = ( %s );", list);
    fnl_claims *claims = claimed_load(text, &mistakes);
    if (!claims) {
        fnl_mistakes_print(&mistakes, stdout);
        fail_msg("%s", text);
    }
    return claims;
}

static fnl_coverage *cover(const fnl_claims *claims, const char *subjects)
{
    const char *file = scratch_path("subjects.csv");
    struct fnl_error error = {0};
    fnl_coverage *coverage;
    scratch_put(file, subjects);
    const struct fnl_coverage_request request = {
        .claims = claims, .subjects = file, .seed = 7, .execution.threads = 1};
    if (fnl_coverage_run(&request, &coverage, &error) != FNL_OK)
        fail_msg("%s", error.text);
    return coverage;
}

/* That line `index` has this state and these words. */
static void has_line(const fnl_coverage *coverage, size_t index, enum fnl_coverage_state state,
                     const char *words)
{
    const struct fnl_coverage_line *line = fnl_coverage_line(coverage, index);
    if (line->state != state || !strstr(line->text, words))
        fail_msg("%s: %d \"%s\" is not %d \"%s\"", line->id, (int)line->state, line->text,
                 (int)state, words);
}

/* Expects one claim and one subject to have come to that. */
static void expect(const char *claim, const char *subjects, size_t index,
                   enum fnl_coverage_state state, const char *words)
{
    fnl_claims *claims = painful(claim);
    fnl_coverage *coverage = cover(claims, subjects);
    has_line(coverage, index, state, words);
    assert_int_equal(fnl_coverage_lacking(coverage) > 0, state == FNL_COVERAGE_LACKING);
    fnl_coverage_free(coverage);
    fnl_claims_free(claims);
}

static void what_is_answered_and_carried_is_fine(void **state)
{
    (void)state;
    fnl_claims *claims = painful(CARRIED("A", "\"s1\"", "\"pita\", \"pita.discount\"") ", " CARRIED(
        "s2", "\"s1\"", "\"sources[List].pita\""));
    fnl_coverage *coverage = cover(claims, HEAD "s1,One.,\ns2,Two.,\ns3,Three.,Nobody knows.\n");
    assert_int_equal(fnl_coverage_count(coverage), 5);
    assert_int_equal(fnl_coverage_lacking(coverage), 0);
    has_line(coverage, 0, FNL_COVERAGE_FINE, "answered by A, s2");
    has_line(coverage, 1, FNL_COVERAGE_FINE, "answered by s2");
    has_line(coverage, 2, FNL_COVERAGE_EXCUSED, "Nobody knows.");
    has_line(coverage, 3, FNL_COVERAGE_FINE, "carried by pita, pita.discount");
    has_line(coverage, 4, FNL_COVERAGE_FINE, "carried by sources[List].pita");
    fnl_coverage_free(coverage);
    fnl_claims_free(claims);
}

static void a_subject_without_a_claim_is_missed(void **state)
{
    (void)state;
    expect(CARRIED("A", "\"s1\"", "\"pita\""), HEAD "s1,One.,\ns2,Two.,\n", 1, FNL_COVERAGE_LACKING,
           "no claim covers it");
}

static void an_excuse_for_what_is_answered_is_no_excuse(void **state)
{
    (void)state;
    expect(CARRIED("A", "\"s1\"", "\"pita\""), HEAD "s1,One.,Nobody knows.\n", 0,
           FNL_COVERAGE_LACKING, "answered by A, and yet");
}

static void a_subject_that_is_none_is_seen(void **state)
{
    (void)state;
    expect(CARRIED("A", "\"s1\", \"s7\"", "\"pita\""), HEAD "s1,One.,\n", 1, FNL_COVERAGE_LACKING,
           "it covers s7, which is no subject");
}

static void what_carries_nothing_is_found_out(void **state)
{
    (void)state;
    expect(CARRIED("A", "\"s1\"", "\"pita\", \"clients.pays_after\""), HEAD "s1,One.,\n", 1,
           FNL_COVERAGE_LACKING, "without clients.pays_after nothing changes");
    expect(CARRIED("A", "\"s1\"", "\"service\""), HEAD "s1,One.,\n", 1, FNL_COVERAGE_LACKING,
           "without service nothing changes");
    expect(CARRIED("A", "\"s1\"", "\"morale\""), HEAD "s1,One.,\n", 1, FNL_COVERAGE_LACKING,
           "without morale nothing changes");
    expect(CARRIED("A", "\"s1\"", "\"morale.slowest\""), HEAD "s1,One.,\n", 1, FNL_COVERAGE_LACKING,
           "without morale.slowest nothing changes");
}

static void what_cannot_be_switched_off_says_why(void **state)
{
    (void)state;
    expect(CARRIED("A", "\"s1\"", "\"reps.count\""), HEAD "s1,One.,\n", 1, FNL_COVERAGE_LACKING,
           "reps.count cannot be switched off: without reps.count: is missing");
}

static void a_claim_has_to_say_what_carries_it(void **state)
{
    (void)state;
    expect(CARRIED("A", "\"s1\"", ""), HEAD "s1,One.,\n", 1, FNL_COVERAGE_LACKING,
           "it does not say what carries it");
}

static void claims_of_other_firms_are_left_alone(void **state)
{
    (void)state;
    struct fnl_mistakes mistakes = {0};
    fnl_claims *claims;
    const char *file = scratch_path("claims.cfg"), *also = scratch_path("other.cfg");
    scratch_put(also, CLAIMED_FIRM);
    scratch_put(file, CLAIMED_FIRM
                "claims = ( { id = \"A\"; says = \"x\"; set = \"clients.contract_value=7\"; "
                "everywhere = true; carried_by = (\"clients.contract_value\"); } );");
    const struct fnl_claims_request request = {
        .files = &file, .count = 1, .also = &also, .also_count = 1};
    assert_int_equal(fnl_claims_load(&request, &mistakes, &claims, NULL), FNL_OK);
    assert_int_equal(fnl_claims_count(claims), 2);
    fnl_coverage *coverage = cover(claims, HEAD);
    assert_int_equal(fnl_coverage_count(coverage), 1);
    fnl_coverage_free(coverage);
    fnl_claims_free(claims);
}

static void a_list_that_cannot_be_read_is_said(void **state)
{
    (void)state;
    fnl_claims *claims = painful(CARRIED("A", "", "\"pita\""));
    fnl_coverage *coverage;
    struct fnl_error error = {0};
    const struct fnl_coverage_request request = {
        .claims = claims, .subjects = scratch_path("none.csv"), .execution.threads = 1};
    assert_int_equal(fnl_coverage_run(&request, &coverage, &error), FNL_ERR_USAGE);
    assert_null(coverage);
    fnl_claims_free(claims);
}

static void looking_can_be_stopped(void **state)
{
    (void)state;
    const volatile sig_atomic_t stop = 1;
    fnl_claims *claims = painful(CARRIED("A", "", "\"pita\""));
    fnl_coverage *coverage;
    const char *file = scratch_path("subjects.csv");
    scratch_put(file, HEAD);
    const struct fnl_coverage_request request = {
        .claims = claims, .subjects = file, .execution.threads = 1, .execution.stop = &stop};
    assert_int_equal(fnl_coverage_run(&request, &coverage, NULL), FNL_ERR_STOPPED);
    assert_null(coverage);
    fnl_claims_free(claims);
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    fnl_claims *claims = painful(CARRIED("A", "\"s1\"", "\"pita\", \"reps.count\""));
    const char *file = scratch_path("subjects.csv");
    scratch_put(file, HEAD "s1,One.,\n");
    const struct fnl_coverage_request request = {
        .claims = claims, .subjects = file, .seed = 7, .execution.threads = 1};
    fnl_status status = FNL_ERR_MEMORY;
    for (long countdown = 0; status == FNL_ERR_MEMORY; countdown += 1 + countdown / 40) {
        fnl_coverage *coverage;
        fnl_memory_fail_after(countdown);
        status = fnl_coverage_run(&request, &coverage, NULL);
        fnl_memory_fail_after(-1);
        assert_int_equal(coverage != NULL, status == FNL_OK);
        fnl_coverage_free(coverage);
        assert_true(countdown < 1000000);
    }
    assert_int_equal(status, FNL_OK);
    fnl_claims_free(claims);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(what_is_answered_and_carried_is_fine),
        SCRATCH_TEST(a_subject_without_a_claim_is_missed),
        SCRATCH_TEST(an_excuse_for_what_is_answered_is_no_excuse),
        SCRATCH_TEST(a_subject_that_is_none_is_seen),
        SCRATCH_TEST(what_carries_nothing_is_found_out),
        SCRATCH_TEST(what_cannot_be_switched_off_says_why),
        SCRATCH_TEST(a_claim_has_to_say_what_carries_it),
        SCRATCH_TEST(claims_of_other_firms_are_left_alone),
        SCRATCH_TEST(a_list_that_cannot_be_read_is_said),
        SCRATCH_TEST(looking_can_be_stopped),
        SCRATCH_TEST(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
