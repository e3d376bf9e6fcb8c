/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/question.h"
#include "policy/handoff.h"
#include "tables.h"

static const struct fnl_handoff_policy *answers_of(const struct fnl_choice *choice)
{
    return (const struct fnl_handoff_policy *)choice->policy;
}

static bool hands_on(const struct fnl_choice *choice, double score, bool referred)
{
    const struct fnl_handoff_view view = {.score = score, .referred = referred};
    return answers_of(choice)->hands_on(choice->params, &view);
}

static void the_list_is_in_order(void **state)
{
    (void)state;
    tables_check_policies("fnl_handoff_policies", fnl_handoff_policies, FNL_HANDOFF_POLICIES);
    assert_string_equal(fnl_handoff_policies[0]->name, "immediate");
    for (size_t i = 0; i < FNL_HANDOFF_POLICIES; i++)
        assert_non_null(((const struct fnl_handoff_policy *)fnl_handoff_policies[i])->hands_on);
}

static void immediate_hands_everybody_on_and_wants_no_score(void **state)
{
    (void)state;
    const struct fnl_choice choice =
        tables_choose(fnl_handoff_policies, FNL_HANDOFF_POLICIES, "immediate");
    assert_null(answers_of(&choice)->score_noise);
    for (double score = 0; score <= 1; score += 0.125) {
        assert_true(hands_on(&choice, score, false));
        assert_true(hands_on(&choice, score, true));
    }
}

static void sales_ready_hands_on_from_the_threshold(void **state)
{
    (void)state;
    struct fnl_choice choice =
        tables_choose(fnl_handoff_policies, FNL_HANDOFF_POLICIES, "sales_ready");
    tables_set(&choice, "threshold", 0.2385);
    tables_set(&choice, "noise", 0.15);
    assert_true(answers_of(&choice)->score_noise(choice.params) == 0.15);
    assert_false(hands_on(&choice, 0, false));
    assert_false(hands_on(&choice, 0.2384999, false));
    assert_true(hands_on(&choice, 0.2385, false));
    assert_true(hands_on(&choice, 1, false));
}

static void sales_ready_never_holds_back_whom_a_client_sent(void **state)
{
    (void)state;
    struct fnl_choice choice =
        tables_choose(fnl_handoff_policies, FNL_HANDOFF_POLICIES, "sales_ready");
    tables_set(&choice, "threshold", 1);
    assert_true(hands_on(&choice, 0, true));
    assert_false(hands_on(&choice, 0.999, false));
}

/* Both go by the same score; only one of them nurtures the rest. */
static void after_nurture_is_sales_ready_that_nurtures(void **state)
{
    (void)state;
    struct fnl_choice ready =
        tables_choose(fnl_handoff_policies, FNL_HANDOFF_POLICIES, "sales_ready");
    struct fnl_choice nurture =
        tables_choose(fnl_handoff_policies, FNL_HANDOFF_POLICIES, "after_nurture");
    tables_set(&ready, "threshold", 0.2385);
    tables_set(&nurture, "threshold", 0.2385);
    tables_set(&nurture, "noise", 0.07);
    assert_true(answers_of(&nurture)->score_noise(nurture.params) == 0.07);
    for (double score = 0; score <= 1; score += 0.0795)
        for (int referred = 0; referred <= 1; referred++)
            assert_int_equal(hands_on(&ready, score, referred),
                             hands_on(&nurture, score, referred));
    assert_true(answers_of(&nurture)->nurtures);
    assert_false(answers_of(&ready)->nurtures);
}

static void a_signal_hands_on_whoever_shows_it_or_was_sent(void **state)
{
    (void)state;
    struct fnl_choice choice = tables_choose(fnl_handoff_policies, FNL_HANDOFF_POLICIES, "signal");
    const char *name = "raised hand";
    memcpy(choice.params, &name, sizeof name);
    const struct fnl_handoff_policy *answers = answers_of(&choice);
    assert_null(answers->score_noise);
    assert_string_equal(answers->signal(choice.params), "raised hand");
    for (int i = 0; i < 4; i++) {
        const struct fnl_handoff_view view = {.referred = i & 1, .signalled = i & 2};
        assert_int_equal(answers->hands_on(choice.params, &view), i > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_in_order),
        cmocka_unit_test(immediate_hands_everybody_on_and_wants_no_score),
        cmocka_unit_test(sales_ready_hands_on_from_the_threshold),
        cmocka_unit_test(sales_ready_never_holds_back_whom_a_client_sent),
        cmocka_unit_test(after_nurture_is_sales_ready_that_nurtures),
        cmocka_unit_test(a_signal_hands_on_whoever_shows_it_or_was_sent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
