/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/question.h"
#include "policy/accept.h"
#include "tables.h"

static struct fnl_choice choose(const char *name)
{
    return tables_choose(fnl_accept_policies, FNL_ACCEPT_POLICIES, name);
}

static struct fnl_accept_answer decide(const struct fnl_choice *choice, bool flags,
                                       bool on_our_terms)
{
    const struct fnl_accept_view view = {.flags = flags, .on_our_terms = on_our_terms};
    return ((const struct fnl_accept_policy *)choice->policy)->decide(choice->params, &view);
}

static void assert_signed(struct fnl_accept_answer answer, double price, double terms)
{
    assert_int_equal(answer.verdict, FNL_ACCEPT);
    assert_true(answer.price_factor == price);
    assert_true(answer.terms_factor == terms);
}

static void the_list_is_in_order(void **state)
{
    (void)state;
    tables_check_policies("fnl_accept_policies", fnl_accept_policies, FNL_ACCEPT_POLICIES);
    assert_string_equal(fnl_accept_policies[0]->name, "all");
    for (size_t i = 0; i < FNL_ACCEPT_POLICIES; i++)
        assert_non_null(((const struct fnl_accept_policy *)fnl_accept_policies[i])->decide);
}

static void all_who_want_to_sign_do_as_it_is(void **state)
{
    (void)state;
    const struct fnl_choice all = choose("all");
    for (int flags = 0; flags <= 1; flags++)
        for (int terms = 0; terms <= 1; terms++)
            assert_signed(decide(&all, flags, terms), 1, 1);
}

static void who_shows_no_flags_signs_as_it_is_under_every_policy(void **state)
{
    (void)state;
    for (size_t i = 0; i < FNL_ACCEPT_POLICIES; i++) {
        const struct fnl_choice choice = choose(fnl_accept_policies[i]->name);
        assert_signed(decide(&choice, false, false), 1, 1);
    }
}

static void who_is_screened_out_does_not_come_back(void **state)
{
    (void)state;
    const struct fnl_choice screen = choose("screen");
    const struct fnl_accept_answer answer = decide(&screen, true, false);
    assert_int_equal(answer.verdict, FNL_DECLINE);
    assert_true(answer.comes_back == 0);
}

/* Of all answers it alone is asked for before the signature, too. */
static void who_shows_flags_is_screened_out_after_a_stage(void **state)
{
    (void)state;
    for (size_t i = 0; i < FNL_ACCEPT_POLICIES; i++)
        assert_true((((const struct fnl_accept_policy *)fnl_accept_policies[i])->after != NULL) ==
                    (strcmp(fnl_accept_policies[i]->name, "screen_early") == 0));
    struct fnl_choice early = choose("screen_early");
    const struct fnl_accept_policy *policy = (const struct fnl_accept_policy *)early.policy;
    const char *stage = "Discovery";
    memcpy(early.params, &stage, sizeof stage);
    assert_string_equal(policy->after(early.params), "Discovery");
    const struct fnl_accept_answer answer = decide(&early, true, false);
    assert_int_equal(answer.verdict, FNL_DECLINE);
    assert_true(answer.comes_back == 0);
}

static void some_of_those_we_walk_away_from_come_back_on_our_terms(void **state)
{
    (void)state;
    struct fnl_choice walk_away = choose("walk_away");
    tables_set(&walk_away, "comes_back", 0.1);
    tables_set(&walk_away, "back_after", 60 * (double)FNL_DAY);
    tables_set(&walk_away, "price_factor", 1.25);
    tables_set(&walk_away, "terms_factor", 0.7);

    const struct fnl_accept_answer answer = decide(&walk_away, true, false);
    assert_int_equal(answer.verdict, FNL_DECLINE);
    assert_true(answer.comes_back == 0.1);
    assert_int_equal(answer.back_after, 60 * FNL_DAY);

    /* Flags or not: they came for our terms, and we do not walk away twice. */
    assert_signed(decide(&walk_away, true, true), 1.25, 0.7);
    assert_signed(decide(&walk_away, false, true), 1.25, 0.7);
}

static void who_shows_flags_is_asked_for_more(void **state)
{
    (void)state;
    struct fnl_choice charge_more = choose("charge_more");
    tables_set(&charge_more, "price_factor", 1.5);
    tables_set(&charge_more, "terms_factor", 0.6);
    tables_set(&charge_more, "takes_it", 0.55);
    const struct fnl_accept_answer answer = decide(&charge_more, true, false);
    assert_int_equal(answer.verdict, FNL_COUNTER);
    assert_true(answer.price_factor == 1.5);
    assert_true(answer.terms_factor == 0.6);
    assert_true(answer.takes_it == 0.55);
}

/* As the first, and for a rep who has `missing` of its quota to attain in `left` of the quarter. */
static enum fnl_accept_verdict verdict_for(const struct fnl_choice *choice, double missing,
                                           double left, double hours)
{
    const struct fnl_accept_view view = {
        .flags = true, .missing = missing, .left = left, .waiting = fnl_units_hours(hours)};
    return ((const struct fnl_accept_policy *)choice->policy)
        ->decide(choice->params, &view)
        .verdict;
}

static void only_who_is_behind_takes_whoever_comes(void **state)
{
    (void)state;
    struct fnl_choice behind = choose("when_behind");
    tables_set(&behind, "pace", 1);
    assert_int_equal(verdict_for(&behind, 0, 1, 0), FNL_DECLINE);
    assert_int_equal(verdict_for(&behind, 0.5, 0.5, 0), FNL_DECLINE);
    assert_int_equal(verdict_for(&behind, 0.501, 0.5, 0), FNL_ACCEPT);
    tables_set(&behind, "pace", 2);
    assert_int_equal(verdict_for(&behind, 0.5, 0.25, 0), FNL_DECLINE);
    assert_int_equal(verdict_for(&behind, 0.5, 0.24, 0), FNL_ACCEPT);
}

static void only_who_has_time_takes_whoever_comes(void **state)
{
    (void)state;
    struct fnl_choice slack = choose("with_slack");
    tables_set(&slack, "hours", 2.5);
    assert_int_equal(verdict_for(&slack, 0, 1, 2.5), FNL_ACCEPT);
    assert_int_equal(verdict_for(&slack, 1, 0.1, 2.6), FNL_DECLINE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_in_order),
        cmocka_unit_test(all_who_want_to_sign_do_as_it_is),
        cmocka_unit_test(who_shows_no_flags_signs_as_it_is_under_every_policy),
        cmocka_unit_test(who_is_screened_out_does_not_come_back),
        cmocka_unit_test(who_shows_flags_is_screened_out_after_a_stage),
        cmocka_unit_test(some_of_those_we_walk_away_from_come_back_on_our_terms),
        cmocka_unit_test(who_shows_flags_is_asked_for_more),
        cmocka_unit_test(only_who_is_behind_takes_whoever_comes),
        cmocka_unit_test(only_who_has_time_takes_whoever_comes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
