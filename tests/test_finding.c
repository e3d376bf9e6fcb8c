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
        "{ set = \"sources[List].leads_per_month=0.01\"; } ); } ); }",
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

static void guesses_are_counted_once_over_all_cells(void **state)
{
    (void)state;
    struct bench bench;
    size_t guesses;
    scratch_put(
        scratch_path("guess.cfg"),
        "reps = { count = { value = 5; basis = \"guess\"; }; salary = { value = 60000; basis = "
        "\"guess\"; }; }; clients = { contract_value = { value = 900; basis = \"measured\"; }; };");
    begin(&bench,
          "{ id = \"A\"; says = \"x\"; contrasts = ( { cells = ( { file = \"guess.cfg\"; }, "
          "{ file = \"guess.cfg\"; at = 3; weight = -1; } ); } ); }, " CLAIMED_PRICE,
          false);
    assert_int_equal(fnl_finding_guesses(&bench.finding, &guesses, NULL), FNL_OK);
    assert_int_equal(guesses, 2);
    const struct fnl_finding other = fnl_finding_number(bench.trial, 1);
    assert_int_equal(fnl_finding_guesses(&other, &guesses, NULL), FNL_OK);
    assert_int_equal(guesses, 0);
    fnl_memory_fail_after(0);
    assert_int_equal(fnl_finding_guesses(&bench.finding, &guesses, NULL), FNL_ERR_MEMORY);
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
        SCRATCH_TEST(the_firm_is_named_with_its_digest),
        SCRATCH_TEST(texts_are_one_clean_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
