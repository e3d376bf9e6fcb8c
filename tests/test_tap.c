/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>

#include "report/tap.h"
#include "scenario/claims.h"
#include "scratch.h"
#include "claimed.h"

static void every_claim_is_a_test_with_a_block(void **state)
{
    (void)state;
    fnl_claims *claims = claimed(
        CLAIMED_PRICE ", " CLAIMED_FALSE ", " CLAIMED_NOISE
                      ", { id = \"A\"; says = \"A # and a \\\\ in it.\"; set = \"name=\\\"#\\\"\"; "
                      "carried_by = (\"reps.count\", \"sources[*].trust\"); }");
    struct fnl_trial_request request = claimed_request(claims);
    fnl_trial *trial = claimed_trial(&request);
    char *text = claimed_text(fnl_tap_write, trial);
    assert_memory_equal(text, "TAP version 14\n1..4\n# funnelsim ", 32);
    claimed_has(text, ", seed 7, at most 100 futures a claim, decided wrongly with a chance of at "
                      "most 5 %\n");
    claimed_has(text, "\nok 1 - price A higher price brings more revenue.\n  ---\n"
                      "  verdict: \"supported\"\n  expected: \"supported\"\n  finding: \"+$");
    claimed_has(text, "\nnot ok 2 - false A lower price brings more revenue.\n  ---\n"
                      "  verdict: \"refuted\"\n");
    claimed_has(text, "\nok 3 - noise Another name brings more people. # SKIP undecided after 100 "
                      "futures\n");
    claimed_has(text, "\nok 4 - A A \\# and a \\\\ in it.\n");
    claimed_has(text,
                "  remarks:\n    - \"It makes no difference at all, in any of the futures.\"\n"
                "  firm: \"Firm, digest ");
    char guesses[200];
    snprintf(guesses, sizeof guesses,
             "\"\n  futures: 100\n  guesses:\n    stated: 0\n    standard: %zu\n  carriers:\n"
             "    figures: 2\n    guesses: 1\n    without_evidence: 1\n  ...\n",
             fnl_scenario_standard_guesses(fnl_claims_base(claims, 3)));
    claimed_has(text, guesses);
    free(text);
    fnl_trial_free(trial);
    fnl_claims_free(claims);
}

static void what_was_stopped_is_told(void **state)
{
    (void)state;
    volatile sig_atomic_t stop = 1;
    fnl_claims *claims = claimed(CLAIMED_PRICE);
    struct fnl_trial_request request = claimed_request(claims);
    fnl_trial *trial;
    request.execution.stop = &stop;
    fnl_trial_run(&request, &trial, NULL);
    char *text = claimed_text(fnl_tap_write, trial);
    claimed_has(text, "# SKIP undecided after 0 futures\n");
    claimed_has(text, "finding: \"not known in 0 futures\"");
    claimed_has(text, "It was stopped before it could be decided.");
    claimed_has(text, "\n# stopped early: ");
    free(text);
    fnl_trial_free(trial);
    fnl_claims_free(claims);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(every_claim_is_a_test_with_a_block),
        SCRATCH_TEST(what_was_stopped_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
