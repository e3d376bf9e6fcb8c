/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>

#include "base/memory.h"
#include "experiment/trial.h"
#include "scratch.h"
#include "claimed.h"

/* Two settings together bring more than each by itself; and each by itself brings what it brings.
 */
#define INTERACTION                                                                                \
    "{ id = \"both\"; says = \"A higher price is worth more with more leads.\"; "                  \
    "metric = \"revenue\"; contrasts = ( { cells = ( "                                             \
    "{ set = (\"clients.contract_value=1200\", \"sources[List].leads_per_month=16\"); }, "         \
    "{ set = \"clients.contract_value=1200\"; weight = -1; }, "                                    \
    "{ set = \"sources[List].leads_per_month=16\"; weight = -1; }, { } ); } ); }"

/* Leads are paid when they come and invoiced over months: behind at first, ahead in the end. */
#define FLIP                                                                                       \
    "{ id = \"flip\"; says = \"Leads cost at first and pay in the end.\"; contrasts = ( "          \
    "{ say = \"behind at 1 month\"; cells = ( { at = 1; set = "                                    \
    "\"sources[List].leads_per_month=4\"; }, "                                                     \
    "{ at = 1; weight = -1; } ); }, "                                                              \
    "{ say = \"ahead at 6\"; cells = ( { at = 6; }, { at = 6; weight = -1; "                       \
    "set = \"sources[List].leads_per_month=4\"; } ); } ); }"

static enum fnl_sequential_verdict verdict_on(const char *list)
{
    fnl_claims *claims = claimed(list);
    const struct fnl_trial_request request = claimed_request(claims);
    fnl_trial *trial = claimed_trial(&request);
    const enum fnl_sequential_verdict verdict = fnl_trial_finding(trial, 0)->settling.verdict;
    fnl_trial_free(trial);
    fnl_claims_free(claims);
    return verdict;
}

static void claims_come_out_as_they_must(void **state)
{
    (void)state;
    assert_int_equal(verdict_on(CLAIMED_PRICE), FNL_SEQUENTIAL_SUPPORTED);
    assert_int_equal(verdict_on(CLAIMED_FALSE), FNL_SEQUENTIAL_REFUTED);
    assert_int_equal(verdict_on(CLAIMED_NOISE), FNL_SEQUENTIAL_UNDECIDED);
    assert_int_equal(verdict_on(INTERACTION), FNL_SEQUENTIAL_SUPPORTED);
    assert_int_equal(verdict_on("{ id = \"A\"; says = \"A name brings money.\"; set = "
                                "\"name=Other\"; }"),
                     FNL_SEQUENTIAL_REFUTED);
}

/* Where nobody signs a higher price brings nothing: that is news, and no contradiction. */
static void nothing_is_expected_of_other_firms(void **state)
{
    (void)state;
    fnl_claims *claims = claimed_of_two(CLAIMED_EVERYWHERE);
    const struct fnl_trial_request request = claimed_request(claims);
    fnl_trial *trial = claimed_trial(&request);
    assert_int_equal(fnl_trial_count(trial), 2);
    assert_int_equal(fnl_trial_finding(trial, 0)->settling.verdict, FNL_SEQUENTIAL_SUPPORTED);
    assert_int_equal(fnl_trial_finding(trial, 1)->settling.verdict, FNL_SEQUENTIAL_REFUTED);
    assert_int_equal(fnl_trial_finding(trial, 1)->expect, FNL_CLAIMFORM_OPEN);
    assert_int_equal(fnl_trial_contradicted(trial), 0);
    fnl_trial_free(trial);
    fnl_claims_free(claims);
}

static void an_order_may_flip_over_time(void **state)
{
    (void)state;
    fnl_claims *claims = claimed(FLIP);
    const struct fnl_trial_request request = claimed_request(claims);
    fnl_trial *trial = claimed_trial(&request);
    const struct fnl_settling *settling = &fnl_trial_finding(trial, 0)->settling;
    print_message("%.0f, %.0f\n", settling->means[0].moments.mean, settling->means[1].moments.mean);
    assert_int_equal(settling->verdict, FNL_SEQUENTIAL_SUPPORTED);
    fnl_trial_free(trial);
    fnl_claims_free(claims);
}

static void what_is_expected_is_held_against_what_came_out(void **state)
{
    (void)state;
    fnl_claims *claims =
        claimed(CLAIMED_PRICE ", " CLAIMED_FALSE ", " CLAIMED_NOISE ", " INTERACTION);
    const struct fnl_trial_request request = claimed_request(claims);
    fnl_trial *trial = claimed_trial(&request);
    static const bool contradicted[] = {false, true, false, false};
    static const bool unsettled[] = {false, false, true, false};
    assert_int_equal(fnl_trial_count(trial), 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(fnl_trial_is_contradicted(fnl_trial_finding(trial, i)), contradicted[i]);
        assert_int_equal(fnl_trial_is_unsettled(fnl_trial_finding(trial, i)), unsettled[i]);
    }
    assert_int_equal(fnl_trial_contradicted(trial), 1);
    assert_int_equal(fnl_trial_unsettled(trial), 1);
    assert_false(fnl_trial_is_partial(trial));
    assert_int_equal(fnl_trial_seed(trial), 7);
    assert_int_equal(fnl_trial_plan(trial)->most, 100);
    assert_ptr_equal(fnl_trial_claims(trial), claims);
    fnl_trial_free(trial);
    fnl_trial_free(NULL);
    fnl_claims_free(claims);
}

/* Alone or beside others, with one thread or several, a claim meets the same futures. */
static void a_verdict_depends_on_nothing_but_its_own_futures(void **state)
{
    (void)state;
    fnl_claims *claims = claimed(CLAIMED_NOISE ", " CLAIMED_PRICE ", " FLIP);
    struct fnl_trial_request request = claimed_request(claims);
    fnl_trial *all = claimed_trial(&request);
    for (int threads = 1; threads <= 3; threads++) {
        request.execution.threads = threads;
        request.only = "noise";
        fnl_trial *one = claimed_trial(&request);
        assert_int_equal(fnl_trial_count(one), 1);
        const struct fnl_settling *a = &fnl_trial_finding(all, 0)->settling;
        const struct fnl_settling *b = &fnl_trial_finding(one, 0)->settling;
        assert_memory_equal(a->means, b->means, sizeof *a->means);
        fnl_trial_free(one);
    }
    fnl_trial_free(all);
    fnl_claims_free(claims);
}

static void claims_are_chosen_by_their_ids(void **state)
{
    (void)state;
    fnl_claims *claims = claimed(CLAIMED_PRICE ", " CLAIMED_FALSE ", " CLAIMED_NOISE);
    struct fnl_trial_request request = claimed_request(claims);
    struct fnl_error error = {0};
    fnl_trial *trial;
    request.only = "false,price";
    trial = claimed_trial(&request);
    assert_int_equal(fnl_trial_count(trial), 2);
    assert_string_equal(fnl_trial_finding(trial, 0)->form->id, "price");
    fnl_trial_free(trial);
    request.only = "price,pric";
    assert_int_equal(fnl_trial_run(&request, &trial, &error), FNL_ERR_USAGE);
    assert_string_equal(error.text, "there is no claim \"pric\" (did you mean price?)");
    assert_null(trial);
    request.only = "pric";
    assert_int_equal(fnl_trial_run(&request, &trial, NULL), FNL_ERR_USAGE);
    fnl_claims_free(claims);
}

static void boundaries_are_sought_where_they_are_asked_for(void **state)
{
    (void)state;
    fnl_claims *claims = claimed(
        CLAIMED_PRICE
        ", { id = \"B\"; says = \"x\"; metric = \"cost\"; contrasts = "
        "( { greater_than = 200000; cells = ( { set = \"reps.salary=60000\"; } ); } ); boundary = "
        "\"reps.count\"; between = (1, 12); }");
    struct fnl_trial_request request = claimed_request(claims);
    fnl_trial *trial = claimed_trial(&request);
    assert_false(fnl_trial_finding(trial, 1)->boundary.sought);
    fnl_trial_free(trial);
    request.boundaries = true;
    trial = claimed_trial(&request);
    assert_false(fnl_trial_finding(trial, 0)->boundary.sought);
    assert_true(fnl_trial_finding(trial, 1)->boundary.sought);
    assert_int_equal(fnl_trial_finding(trial, 1)->boundary.low.verdict, FNL_SEQUENTIAL_REFUTED);
    fnl_trial_free(trial);
    fnl_claims_free(claims);
}

static void what_is_stopped_early_says_so(void **state)
{
    (void)state;
    volatile sig_atomic_t stop = 1;
    fnl_claims *claims = claimed(CLAIMED_PRICE);
    struct fnl_trial_request request = claimed_request(claims);
    fnl_trial *trial;
    request.execution.stop = &stop;
    assert_int_equal(fnl_trial_run(&request, &trial, NULL), FNL_ERR_STOPPED);
    assert_true(fnl_trial_is_partial(trial));
    assert_int_equal(fnl_trial_unsettled(trial), 1);
    assert_int_equal(fnl_trial_finding(trial, 0)->settling.futures, 0);
    fnl_trial_free(trial);
    fnl_claims_free(claims);
}

static void failing_memory_is_survived(void **state)
{
    (void)state;
    fnl_claims *claims = claimed("{ id = \"A\"; says = \"x\"; set = \"reps.salary=1\"; at = 1; "
                                 "boundary = \"reps.count\"; between = (2, 4); }");
    struct fnl_trial_request request = claimed_request(claims);
    request.only = "A";
    request.boundaries = true;
    request.most = 50;
    fnl_status status = FNL_ERR_MEMORY;
    int failures = 0;
    for (long i = 0; status != FNL_OK; i += 1 + i / 5) {
        fnl_trial *trial;
        fnl_memory_fail_after(i);
        status = fnl_trial_run(&request, &trial, NULL);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        failures += status != FNL_OK;
        fnl_trial_free(trial);
    }
    assert_true(failures > 20);
    fnl_claims_free(claims);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(claims_come_out_as_they_must),
        SCRATCH_TEST(nothing_is_expected_of_other_firms),
        SCRATCH_TEST(an_order_may_flip_over_time),
        SCRATCH_TEST(what_is_expected_is_held_against_what_came_out),
        SCRATCH_TEST(a_verdict_depends_on_nothing_but_its_own_futures),
        SCRATCH_TEST(claims_are_chosen_by_their_ids),
        SCRATCH_TEST(boundaries_are_sought_where_they_are_asked_for),
        SCRATCH_TEST(what_is_stopped_early_says_so),
        SCRATCH_TEST(failing_memory_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
