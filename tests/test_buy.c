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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_in_order),
        cmocka_unit_test(nothing_is_bought_from_anybody),
        cmocka_unit_test(the_same_mix_is_what_is_spent_today),
        cmocka_unit_test(lists_and_inbound_are_bought_from_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
