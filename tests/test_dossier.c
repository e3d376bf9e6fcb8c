/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "report/dossier.h"
#include "scratch.h"
#include "claimed.h"

static void the_page_has_a_head_a_table_and_each_claim(void **state)
{
    (void)state;
    fnl_claims *claims = claimed(
        CLAIMED_PRICE ", " CLAIMED_FALSE
                      ", { id = \"A_1\"; says = \"Stars * and | bars.\"; set = \"name=Other\"; "
                      "evidence = \"Somebody (2011).\"; covers = (\"x_1\", \"y\"); carried_by = "
                      "(\"reps.count\", \"ask\"); }");
    struct fnl_trial_request request = claimed_request(claims);
    fnl_trial *trial = claimed_trial(&request);
    char *text = claimed_text(fnl_dossier_write, trial);
    claimed_has(text, "# What became of the claims\n\nfunnelsim ");
    claimed_has(
        text,
        ", seed 7. Each claim had at most 100 futures, and is decided wrongly with a "
        "chance of at most 5 %, all looks taken together (2 at most). The intervals are those of "
        "one look: 97.5 %.");
    claimed_has(text, "\n- Firm (digest ");
    claimed_has(text, "; guesses: 0 stated and ");
    claimed_has(text, " among the standard values): price, false, A\\_1\n");
    claimed_has(text, "\n| price | A higher price brings more revenue. | supported | +$");
    claimed_has(text, "| refuted, against what is expected | -$");
    claimed_has(text,
                "| A\\_1 | Stars \\* and \\| bars. | refuted | $0 contribution in 100 futures |\n");
    claimed_has(text, "\n## A\\_1: refuted\n\nStars \\* and \\| bars.\n\n- $0 contribution");
    claimed_has(text,
                " among the standard values. Of 1 figure that carries the claim, 0 are guesses and "
                "1 is stated without evidence.\n- Carried by reps.count, ask.\n- Covers x\\_1, "
                "y.\n- Public evidence: Somebody "
                "(2011).\n");
    free(text);
    fnl_trial_free(trial);
    fnl_claims_free(claims);
}

static void several_firms_stand_side_by_side(void **state)
{
    (void)state;
    fnl_claims *claims = claimed_of_two(CLAIMED_EVERYWHERE ", " CLAIMED_FALSE);
    const struct fnl_trial_request request = claimed_request(claims);
    fnl_trial *trial = claimed_trial(&request);
    char *text = claimed_text(fnl_dossier_write, trial);
    claimed_has(text, "\nThe same claims in several firms:\n\n|  | Firm | Other \\& Sons |\n"
                      "| --- | --- | --- |\n| price | supported | refuted |\n\n## price");
    claimed_has(text, "\n- Other \\& Sons: refuted, $0 revenue in 100 futures. Guesses: 0 stated "
                      "and ");
    free(text);
    fnl_trial_free(trial);
    fnl_claims_free(claims);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(the_page_has_a_head_a_table_and_each_claim),
        SCRATCH_TEST(several_firms_stand_side_by_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
