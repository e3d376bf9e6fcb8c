/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/memory.h"
#include "report/finding.h"
#include "scratch.h"
#include "claimed.h"

/* A trial of a list of claims, of whose findings the first is looked at. */
struct bench {
    fnl_claims *claims;
    fnl_trial *trial;
    struct fnl_finding finding;
};

static void begin(struct bench *bench, const char *list, bool boundaries)
{
    bench->claims = claimed(list);
    struct fnl_trial_request request = claimed_request(bench->claims);
    request.boundaries = boundaries;
    bench->trial = claimed_trial(&request);
    bench->finding = fnl_finding_number(bench->trial, 0);
}

static void end(struct bench *bench)
{
    fnl_trial_free(bench->trial);
    fnl_claims_free(bench->claims);
}

/* That what `write` writes of the first claim of `list` is `expected`. */
static void writes(bool (*write)(const struct fnl_finding *finding, FILE *stream), const char *list,
                   const char *expected)
{
    struct bench bench;
    begin(&bench, list, true);
    char *text = fnl_finding_text(write, &bench.finding);
    assert_string_equal(text, expected);
    free(text);
    end(&bench);
}

static void a_verdict_is_a_word(void **state)
{
    (void)state;
    assert_string_equal(fnl_finding_word(FNL_SEQUENTIAL_SUPPORTED), "supported");
    assert_string_equal(fnl_finding_word(FNL_SEQUENTIAL_REFUTED), "refuted");
    assert_string_equal(fnl_finding_word(FNL_SEQUENTIAL_UNDECIDED), "undecided");
}

/* That the sentence of the claim has these words. */
static void has(const char *list, const char *words)
{
    struct bench bench;
    begin(&bench, list, false);
    char *text = fnl_finding_text(fnl_finding_sentence, &bench.finding);
    claimed_has(text, words);
    free(text);
    end(&bench);
}

static void estimates_have_units_and_intervals(void **state)
{
    (void)state;
    has(CLAIMED_PRICE, "k revenue ($");
    has(CLAIMED_PRICE, ") in 50 futures");
    has(CLAIMED_FALSE, "-$");
    has(CLAIMED_NOISE, " people (-");
    has("{ id = \"A\"; says = \"x\"; metric = \"win_rate\"; contrasts = ( { greater_than = 0.5; "
        "cells "
        "= ( { } ); } ); }",
        "100 % win rate, and");
    has("{ id = \"A\"; says = \"x\"; metric = \"win_rate\"; contrasts = ( { greater_than = 0.5; "
        "cells "
        "= ( { } ); } ); }",
        ", and more than 50 % is claimed in 100 futures");
    has("{ id = \"A\"; says = \"x\"; metric = \"goes_broke\"; contrasts = ( { cells = ( "
        "{ set = \"costs.overhead=100\"; } ); } ); }",
        " in 100 goes broke");
    has("{ id = \"A\"; says = \"x\"; contrasts = ( { say = \"one\"; cells = ( { } ); }, { say = "
        "\"two\"; "
        "cells = ( { metric = \"revenue\"; }, { metric = \"cost\"; weight = -1; } ); } ); }",
        "; two: +$");
    has("{ id = \"A\"; says = \"x\"; metric = \"lowest_cash_date\"; set = \"costs.overhead=100\"; "
        "}",
        " lowest cash date");
}

static void what_has_to_be_said_besides_is_remarked(void **state)
{
    (void)state;
    writes(fnl_finding_remarks, CLAIMED_PRICE, "");
    writes(fnl_finding_remarks, "{ id = \"A\"; says = \"x\"; set = \"name=Other\"; }",
           "It makes no difference at all, in any of the futures.\n");
    writes(fnl_finding_remarks,
           "{ id = \"A\"; says = \"x\"; metric = \"goes_broke\"; contrasts = ( { say = \"one\"; "
           "greater_than = -1; cells = ( { } ); } ); }",
           "It is the same in all of the futures.\n");
    writes(
        fnl_finding_remarks,
        "{ id = \"A\"; says = \"x\"; metric = \"win_rate\"; at = 1; contrasts = ( { cells = ( "
        "{ set = \"sources[List].leads_per_month=0.0001\"; } ); } ); }",
        "In 100 of 100 futures there is nothing to measure: that is over a tenth, and nothing can "
        "be decided.\n");
}

static void a_flip_is_told_with_both_sides(void **state)
{
    (void)state;
#define COST                                                                                       \
    "{ id = \"A\"; says = \"x\"; metric = \"cost\"; contrasts = ( { greater_than = 200000; cells " \
    "= "                                                                                           \
    "( { set = \"reps.salary=60000\"; } ); } ); boundary = \"reps.count\"; between = "
    writes(fnl_finding_boundary, CLAIMED_PRICE, "");
    writes(fnl_finding_boundary, COST "(1, 12); }",
           "It does not hold with reps.count at 6, and holds at 7.\n");
    writes(fnl_finding_boundary, COST "(8, 12); }",
           "It holds with reps.count at 8, at 12 and in the middle.\n");
    writes(fnl_finding_boundary,
           "{ id = \"A\"; says = \"x\"; metric = \"people\"; set = \"sources[List].name=Twin\"; "
           "boundary = \"reps.count\"; between = (2, 3); }",
           "It is undecided with reps.count at 2 and at 3.\n");
}

/* A strategy in which some is a guess, and what is not stated has the standards of its groups. */
static void put_guesses(void)
{
    scratch_put(
        scratch_path("guess.cfg"),
        "reps = { count = { value = 5; basis = \"guess\"; }; salary = { value = 60000; basis = "
        "\"guess\"; }; }; clients = { contract_value = { value = 900; basis = \"measured\"; }; }; "
        "alignment = { };");
}

/* Two cells with the guesses, of which one sets a value, too; and what carries the claim. */
#define GUESSED(carried_by_)                                                                       \
    "{ id = \"A\"; says = \"x\"; contrasts = ( { cells = ( { file = \"guess.cfg\"; "               \
    "set = \"alignment.trust=90 %\"; }, { file = \"guess.cfg\"; at = 3; weight = -1; } ); } ); "   \
    "carried_by = (" carried_by_ "); }"

static struct fnl_finding_tally tally_of(const struct fnl_finding *finding)
{
    struct fnl_finding_tally tally;
    assert_int_equal(fnl_finding_count(finding, &tally, NULL), FNL_OK);
    return tally;
}

static void guesses_are_counted_once_over_all_cells(void **state)
{
    (void)state;
    struct bench bench;
    put_guesses();
    begin(&bench, GUESSED("") ", " CLAIMED_PRICE, false);
    const fnl_scenario *cell = fnl_claims_scenario(bench.claims, 0, 0, 1);
    const struct fnl_finding other = fnl_finding_number(bench.trial, 1);
    const struct fnl_finding_tally guessed = tally_of(&bench.finding), price = tally_of(&other);
    assert_int_equal(guessed.stated, 2);
    assert_int_equal(guessed.standard, fnl_scenario_standard_guesses(cell));
    assert_int_equal(guessed.carriers, 0);
    assert_int_equal(price.stated, 0);
    /* Of the standards of `alignment` two are guesses. */
    assert_int_equal(guessed.standard, price.standard + 2);
    assert_in_range(price.standard, 5, 100);
    end(&bench);
}

static void what_carries_a_claim_is_counted_by_what_it_rests_on(void **state)
{
    (void)state;
    struct bench bench;
    put_guesses();
    /* Of the five of `alignment` two are guesses and two are published; the trust is set in one of
     * the cells. Names and what is not in use are no figures. */
    begin(&bench,
          GUESSED("\"alignment\", \"alignment.on_follow_up\", \"reps.count\", "
                  "\"clients.contract_value\", \"sources[*].cost_each\", "
                  "\"sources[kind=inbound].cost_each\", \"sources[Door].trust\", "
                  "\"sources[List].name\", \"morale\""),
          false);
    const struct fnl_finding_tally tally = tally_of(&bench.finding);
    assert_int_equal(tally.carriers, 8);
    assert_int_equal(tally.guessed, 3);
    assert_int_equal(tally.unfounded, 2);
    end(&bench);
}

static void a_guess_in_one_cell_outweighs_a_statement_in_another(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench,
          "{ id = \"A\"; says = \"x\"; contrasts = ( { cells = ( { set = "
          "(\"alignment.on_follow_up=2\", \"alignment.follow_up=40 %\"); }, { set = "
          "\"alignment.trust=0.5\"; weight = -1; } ); } ); carried_by = "
          "(\"alignment.on_follow_up\", \"alignment.follow_up\", \"alignment.expected\"); }",
          false);
    const struct fnl_finding_tally tally = tally_of(&bench.finding);
    assert_int_equal(tally.carriers, 3);
    assert_int_equal(tally.guessed, 1);
    assert_int_equal(tally.unfounded, 1);
    end(&bench);
}

/* That this is said of the guesses of a claim carried by that, behind how many there are. */
static void carries(const char *list, const char *stated, const char *expected)
{
    struct bench bench;
    char whole[300];
    begin(&bench, list, false);
    snprintf(whole, sizeof whole, "Guesses: %s stated and %zu among the standard values.%s", stated,
             tally_of(&bench.finding).standard, expected);
    char *text = fnl_finding_text(fnl_finding_guesses, &bench.finding);
    assert_string_equal(text, whole);
    free(text);
    end(&bench);
}

static void guesses_are_told_in_a_line(void **state)
{
    (void)state;
    put_guesses();
    carries(CLAIMED_PRICE, "0", "");
    carries(GUESSED("\"sources[List].name\""), "2", "");
    carries(GUESSED("\"reps.count\""), "2",
            " Of 1 figure that carries the claim, 1 is a guess and 0 are stated without evidence.");
    carries(GUESSED("\"reps.count\", \"reps.salary\", \"alignment.trust\""), "2",
            " Of 3 figures that carry the claim, 2 are guesses and 1 is stated without evidence.");
}

static void guesses_are_not_counted_without_memory(void **state)
{
    (void)state;
    struct bench bench;
    struct fnl_finding_tally tally;
    begin(&bench, CLAIMED_PRICE, false);
    fnl_memory_fail_after(0);
    assert_int_equal(fnl_finding_count(&bench.finding, &tally, NULL), FNL_ERR_MEMORY);
    fnl_memory_fail_after(1);
    assert_int_equal(fnl_finding_count(&bench.finding, &tally, NULL), FNL_ERR_MEMORY);
    fnl_memory_fail_after(0);
    assert_false(fnl_finding_guesses(&bench.finding, stdout));
    fnl_memory_fail_after(-1);
    end(&bench);
}

static void the_firm_is_named_with_its_digest(void **state)
{
    (void)state;
    struct bench bench;
    char expected[80], digest[FNL_SCENARIO_DIGEST];
    begin(&bench, CLAIMED_PRICE, false);
    snprintf(expected, sizeof expected, "Firm, digest %s",
             fnl_scenario_digest(fnl_claims_base(bench.claims, 0), digest));
    char *text = fnl_finding_text(fnl_finding_firm, &bench.finding);
    assert_string_equal(text, expected);
    free(text);
    end(&bench);
}

static void texts_are_one_clean_line(void **state)
{
    (void)state;
    writes(fnl_finding_says,
           "{ id = \"A\"; says = \"two\\nlines \xe2\x80\xaeturned\"; set = \"reps.salary=1\"; }",
           "two lines  turned");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_verdict_is_a_word),
        SCRATCH_TEST(estimates_have_units_and_intervals),
        SCRATCH_TEST(what_has_to_be_said_besides_is_remarked),
        SCRATCH_TEST(a_flip_is_told_with_both_sides),
        SCRATCH_TEST(guesses_are_counted_once_over_all_cells),
        SCRATCH_TEST(what_carries_a_claim_is_counted_by_what_it_rests_on),
        SCRATCH_TEST(a_guess_in_one_cell_outweighs_a_statement_in_another),
        SCRATCH_TEST(guesses_are_told_in_a_line),
        SCRATCH_TEST(guesses_are_not_counted_without_memory),
        SCRATCH_TEST(the_firm_is_named_with_its_digest),
        SCRATCH_TEST(texts_are_one_clean_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
