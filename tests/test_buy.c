/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/question.h"
#include "policy/buy.h"
#include "tables.h"

static double weight_by(const char *name, const struct fnl_source *source, double people_per_month)
{
    const struct fnl_choice choice = tables_choose(fnl_buy_policies, FNL_BUY_POLICIES, name);
    struct fnl_buy_view view = fnl_question_of_buying(source);
    view.people_per_month = people_per_month;
    return ((const struct fnl_buy_policy *)choice.policy)->weight(choice.params, &view);
}

static void the_list_is_in_order(void **state)
{
    (void)state;
    tables_check_policies("fnl_buy_policies", fnl_buy_policies, FNL_BUY_POLICIES);
    assert_string_equal(fnl_buy_policies[0]->name, "nothing");
    for (size_t i = 0; i < FNL_BUY_POLICIES; i++)
        assert_non_null(((const struct fnl_buy_policy *)fnl_buy_policies[i])->weight);
}

static void nothing_is_bought_from_anybody(void **state)
{
    (void)state;
    for (int kind = FNL_SOURCE_INBOUND; kind <= FNL_SOURCE_REFERRAL; kind++) {
        const struct fnl_source source = {.kind = kind, .cost_each = 16400};
        assert_true(weight_by("nothing", &source, 40) == 0);
    }
}

static void the_same_mix_is_what_is_spent_today(void **state)
{
    (void)state;
    const struct fnl_source website = {.kind = FNL_SOURCE_INBOUND, .cost_each = 16400};
    const struct fnl_source list = {.kind = FNL_SOURCE_LIST, .cost_each = 250};
    const struct fnl_source free_of_charge = {.kind = FNL_SOURCE_INBOUND, .cost_each = 0};
    assert_true(weight_by("same_mix", &website, 40) == 40 * 16400);
    assert_true(weight_by("same_mix", &list, 500) == 500 * 250);
    assert_true(weight_by("same_mix", &website, 0) == 0);
    assert_true(weight_by("same_mix", &free_of_charge, 40) == 0);

    /* Budget in proportion to the weights makes all volumes grow by the same share. */
    const double budget = 600000, total = 40 * 16400 + 500 * 250;
    const double more_leads = budget * weight_by("same_mix", &website, 40) / total / 16400;
    const double more_names = budget * weight_by("same_mix", &list, 500) / total / 250;
    assert_true(fabs(more_leads / 40 - more_names / 500) < 1e-12);
}

/* `name` buys from sources of one kind, in equal parts whatever they bring and cost. */
static void check_kind(const char *name, int bought)
{
    for (int kind = FNL_SOURCE_INBOUND; kind <= FNL_SOURCE_REFERRAL; kind++) {
        const struct fnl_source small = {.kind = kind, .cost_each = 1};
        const struct fnl_source large = {.kind = kind, .cost_each = 16400};
        assert_true(weight_by(name, &small, 2.385) == (kind == bought));
        assert_true(weight_by(name, &large, 4000) == (kind == bought));
    }
}

static void lists_and_inbound_are_bought_from_alike(void **state)
{
    (void)state;
    check_kind("lists", FNL_SOURCE_LIST);
    check_kind("inbound", FNL_SOURCE_INBOUND);
}

static double weight_by_return(const struct fnl_source *source, double sharpness)
{
    struct fnl_choice choice = tables_choose(fnl_buy_policies, FNL_BUY_POLICIES, "by_return");
    tables_set(&choice, "sharpness", sharpness);
    const struct fnl_buy_view view = fnl_question_of_buying(source);
    const struct fnl_buy_policy *policy = (const struct fnl_buy_policy *)choice.policy;
    return pow(policy->weight(choice.params, &view), policy->sharpness(choice.params));
}

/* 0.9 * 0.8 * 0.8 * 0.9 and contracts of half the size, at 400; 0.4 * 0.6 * 0.6 * 0.9 at 50. */
static void returns_are_promise_times_size_for_the_price(void **state)
{
    (void)state;
    struct fnl_source dear = {.cost_each = 40000, .reliability = 1};
    dear.fit = dear.interest = fnl_law_constant(0.9);
    dear.budget = dear.need = fnl_law_constant(0.8);
    dear.deal_factor = fnl_law_constant(0.5);
    struct fnl_source cheap = {.cost_each = 5000, .reliability = 1};
    cheap.fit = fnl_law_constant(0.4);
    cheap.budget = cheap.need = fnl_law_constant(0.6);
    cheap.interest = fnl_law_constant(0.9);
    cheap.deal_factor = fnl_law_constant(1);
    const double promise = 0.4 * 0.6 * 0.6 / (0.9 * 0.8 * 0.8 * 0.5);
    for (double sharpness = 0; sharpness < 4; sharpness += 0.77) {
        const double ratio =
            weight_by_return(&cheap, sharpness) / weight_by_return(&dear, sharpness);
        assert_true(fabs(ratio - pow(8 * promise, sharpness)) < 1e-9 * ratio);
    }
    /* The time that both take counts like a price: 8 to 1 in the price becomes 1.7 to 1. */
    struct fnl_choice choice = tables_choose(fnl_buy_policies, FNL_BUY_POLICIES, "by_return");
    tables_set(&choice, "sharpness", 1);
    tables_set(&choice, "work_each", 45000);
    const struct fnl_buy_policy *policy = (const struct fnl_buy_policy *)choice.policy;
    const struct fnl_buy_view one = fnl_question_of_buying(&cheap),
                              other = fnl_question_of_buying(&dear);
    assert_true(fabs(policy->weight(choice.params, &one) / policy->weight(choice.params, &other) -
                     promise * 850 / 500) < 1e-9);

    /* What is not reliable is taken for the middle. */
    cheap.reliability = 0.25;
    assert_true(fabs(fnl_question_of_buying(&cheap).promising -
                     (0.1 + 0.375) * (0.15 + 0.375) * (0.15 + 0.375) * (0.225 + 0.375)) < 1e-12);
    cheap.cost_each = 0;
    assert_true(weight_by_return(&cheap, 1) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_in_order),
        cmocka_unit_test(nothing_is_bought_from_anybody),
        cmocka_unit_test(the_same_mix_is_what_is_spent_today),
        cmocka_unit_test(lists_and_inbound_are_bought_from_alike),
        cmocka_unit_test(returns_are_promise_times_size_for_the_price),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
