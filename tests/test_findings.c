/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>

#include <funnelsim/findings.h>

#include "base/memory.h"
#include "scenario/claims.h"
#include "scratch.h"
#include "claimed.h"

struct bench {
    fnl_claims *claims;
    fnl_trial *trial;
};

static void begin(struct bench *bench, const char *list)
{
    bench->claims = claimed(list);
    struct fnl_trial_request request = claimed_request(bench->claims);
    request.boundaries = true;
    bench->trial = claimed_trial(&request);
}

static void end(struct bench *bench)
{
    fnl_trial_free(bench->trial);
    fnl_claims_free(bench->claims);
}

static char *written(const struct bench *bench, enum fnl_findings_format format)
{
    const char *file = scratch_path("findings");
    const struct fnl_findings_request request = {bench->trial, format, NULL, file};
    size_t length;
    assert_int_equal(fnl_findings_write(&request, NULL), FNL_OK);
    return scratch_read(file, &length);
}

static void the_table_says_each_claim_and_what_came_of_it(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, CLAIMED_PRICE ", " CLAIMED_FALSE ", " CLAIMED_NOISE);
    char *text = written(&bench, FNL_FINDINGS_TABLE);
    claimed_has(text, "3 claims, seed 7, at most 100 futures for each; decided wrongly");
    claimed_has(text, "\nprice supported: A higher price brings more revenue.\n  +$");
    claimed_has(text, "\nfalse refuted, against what is expected: A lower price");
    claimed_has(text, "\nnoise undecided: Another name");
    claimed_has(text, "\n  Guesses: 0 stated and ");
    claimed_has(text, " among the standard values.\n");
    free(text);
    end(&bench);
}

static const json_t *claim_of(const json_t *document, size_t index)
{
    return json_array_get(json_object_get(document, "claims"), index);
}

static void json_holds_all_of_it(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, CLAIMED_PRICE
          ", { id = \"B\"; says = \"x\"; metric = \"cost\"; contrasts = ( { greater_than = 200000; "
          "cells = ( { set = \"reps.salary=60000\"; } ); } ); boundary = \"reps.count\"; between = "
          "(1, 12); covers = \"c\"; carried_by = (\"reps.count\", \"reps.salary\", "
          "\"reps.ramp_start\"); }");
    char *text = written(&bench, FNL_FINDINGS_JSON);
    json_t *document = json_loads(text, 0, NULL);
    assert_non_null(document);
    assert_int_equal(json_integer_value(json_object_get(document, "seed")), 7);
    assert_int_equal(json_integer_value(json_object_get(document, "futures_at_most")), 100);
    assert_true(json_real_value(json_object_get(document, "error")) == 0.05);
    assert_true(json_is_false(json_object_get(document, "partial")));
    const json_t *price = claim_of(document, 0), *cost = claim_of(document, 1);
    assert_string_equal(json_string_value(json_object_get(price, "verdict")), "supported");
    assert_true(json_is_null(json_object_get(price, "boundary")));
    const json_t *contrast = json_array_get(json_object_get(price, "contrasts"), 0);
    assert_true(json_real_value(json_object_get(contrast, "low")) > 0);
    assert_true(json_real_value(json_object_get(contrast, "mean")) <
                json_real_value(json_object_get(contrast, "high")));
    assert_string_equal(json_string_value(json_object_get(contrast, "unit")), "USD");
    contrast = json_array_get(json_object_get(cost, "contrasts"), 0);
    assert_true(json_real_value(json_object_get(contrast, "greater_than")) == 200000);
    const json_t *low = json_object_get(json_object_get(cost, "boundary"), "low");
    assert_true(json_number_value(json_object_get(low, "value")) == 6);
    const json_t *guesses = json_object_get(cost, "guesses");
    assert_int_equal(json_integer_value(json_object_get(guesses, "stated")), 0);
    assert_int_equal(json_integer_value(json_object_get(guesses, "standard")),
                     fnl_scenario_standard_guesses(fnl_claims_base(bench.claims, 1)));
    const json_t *carriers = json_object_get(cost, "carriers");
    assert_int_equal(json_integer_value(json_object_get(carriers, "figures")), 3);
    assert_int_equal(json_integer_value(json_object_get(carriers, "guesses")), 1);
    assert_int_equal(json_integer_value(json_object_get(carriers, "without_evidence")), 2);
    json_decref(document);
    free(text);
    end(&bench);
}

static void findings_go_to_a_file_or_a_stream(void **state)
{
    (void)state;
    struct bench bench;
    struct fnl_error error = {0};
    begin(&bench, CLAIMED_PRICE);
    for (int format = FNL_FINDINGS_TAP; format <= FNL_FINDINGS_JSON; format++) {
        char *text = NULL;
        size_t length;
        FILE *stream = open_memstream(&text, &length);
        const struct fnl_findings_request request = {bench.trial, (enum fnl_findings_format)format,
                                                     stream, NULL};
        assert_int_equal(fnl_findings_write(&request, NULL), FNL_OK);
        fclose(stream);
        char *file = written(&bench, (enum fnl_findings_format)format);
        assert_string_equal(text, file);
        free(file);
        free(text);
    }
    const struct fnl_findings_request nowhere = {bench.trial, FNL_FINDINGS_TAP, NULL,
                                                 scratch_path("no/such/folder")};
    assert_int_equal(fnl_findings_write(&nowhere, &error), FNL_ERR_IO);
    end(&bench);
}

static void failing_memory_is_reported(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, CLAIMED_PRICE);
    for (int format = FNL_FINDINGS_TAP; format <= FNL_FINDINGS_JSON; format++) {
        fnl_status status = FNL_ERR_MEMORY;
        const char *file = scratch_path("findings");
        for (long i = 0; status != FNL_OK; i++) {
            const struct fnl_findings_request request = {
                bench.trial, (enum fnl_findings_format)format, NULL, file};
            fnl_memory_fail_after(i);
            status = fnl_findings_write(&request, NULL);
            fnl_memory_fail_after(-1);
            assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        }
    }
    end(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(the_table_says_each_claim_and_what_came_of_it),
        SCRATCH_TEST(json_holds_all_of_it),
        SCRATCH_TEST(findings_go_to_a_file_or_a_stream),
        SCRATCH_TEST(failing_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
