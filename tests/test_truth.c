/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/state.h"

/* Two sources: of the second, all that is drawn is drawn from laws. */
static struct lab *firm(const char *more)
{
    struct lab *lab = lab_open(
        "name = \"Truth\"; months = 1; sources = ("
        "{ name = \"Same\"; kind = \"inbound\"; fit = 0.25; budget = 0.5; need = 0.75;"
        "  interest = 1; trust = 0.125; },"
        "{ name = \"All sorts\"; kind = \"inbound\"; fit = { law = \"exponential\"; mean = 0.8; }; "
        "budget = { law = \"uniform\"; low = 0; high = 1; };"
        "  need = { law = \"uniform\"; low = 0; high = 1; }; pita = 0.2; },"
        "{ name = \"Friends\"; kind = \"referral\"; fit = 0.25; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); reps = { count = 1; }; %s",
        more);
    lab_run(lab, 0, NULL);
    return lab;
}

static void traits_are_those_of_the_source(void **state)
{
    (void)state;
    struct lab *lab = firm("");
    struct fnl_lead lead = {.key = 7, .source = 0};
    const double expected[FNL_TRAITS] = {0.25, 0.5, 0.75, 1, 0.125};
    for (int trait = 0; trait < FNL_TRAITS; trait++)
        assert_true(fnl_truth_of(lab->company, &lead, (enum fnl_trait)trait) == expected[trait]);
    lab_close(lab);
}

static void traits_do_not_depend_on_when_they_are_drawn(void **state)
{
    (void)state;
    struct lab *lab = firm("");
    double sum = 0;
    for (uint64_t key = 1; key <= 200; key++) {
        struct fnl_lead first = {.key = key, .source = 1}, last = first, fits = first;
        double values[FNL_TRAITS];
        for (int trait = 0; trait < FNL_TRAITS; trait++)
            values[trait] = fnl_truth_of(lab->company, &first, (enum fnl_trait)trait);
        for (int trait = FNL_TRAITS - 1; trait >= 0; trait--) {
            const double value = fnl_truth_of(lab->company, &last, (enum fnl_trait)trait);
            assert_true(value == values[trait]);
            assert_true(value >= 0 && value <= 1);
        }
        assert_true(fnl_truth_of(lab->company, &fits, FNL_TRAIT_FIT) == values[FNL_TRAIT_FIT]);
        sum += values[FNL_TRAIT_BUDGET] - values[FNL_TRAIT_NEED];
    }
    assert_true(fabs(sum) > 1e-3 && fabs(sum) < 25); /* two draws, not one */
    lab_close(lab);
}

static void referred_people_take_after_their_referrer(void **state)
{
    (void)state;
    struct lab *lab = firm("referrals = { likeness = 0.4; };");
    struct fnl_lead lead = {.key = 7, .source = 2, .referrer = 99, .referrer_fit = 1};
    assert_true(fabs(fnl_truth_of(lab->company, &lead, FNL_TRAIT_FIT) - (0.4 + 0.6 * 0.25)) < 1e-7);
    lead = (struct fnl_lead){.key = 7, .source = 2, .referrer_fit = 1};
    assert_true(fnl_truth_of(lab->company, &lead, FNL_TRAIT_FIT) == 0.25);
    lab_close(lab);
}

static int count_pains(struct lab *lab, bool referred_by_pita)
{
    int pains = 0;
    for (uint64_t key = 1; key <= 2000; key++)
        pains += fnl_truth_is_pita(lab->company, key, 1, referred_by_pita);
    return pains;
}

static void pains_are_as_frequent_as_source_and_referrer_say(void **state)
{
    (void)state;
    struct lab *lab = firm("referrals = { pita_likeness = 3; };");
    const int strangers = count_pains(lab, false), children = count_pains(lab, true);
    /* 400 and 1200, with standard deviations of 18 and 22. */
    assert_true(strangers > 320 && strangers < 480);
    assert_true(children > 1100 && children < 1300);
    lab_close(lab);
    lab = firm("referrals = { pita_likeness = 5; };");
    assert_int_equal(count_pains(lab, true), 2000);
    lab_close(lab);
}

static void effects_add_on_the_logit_scale(void **state)
{
    (void)state;
    struct lab *lab = firm("effects = { fit = 2; fit_reference = 0.5; budget = 4; need = -3;"
                           "  need_reference = 0.25; interest = 0.5; interest_reference = 0.0;"
                           "  trust = 8; trust_reference = 0.25; interest_on_shows = 3; };");
    struct fnl_lead lead = {.key = 7, .source = 0};
    const double expected = 2 * -0.25 + 0 - 3 * 0.5 + 0.5 * 1 + 8 * -0.125;
    assert_true(fabs(fnl_truth_effect(lab->company, &lead) - expected) < 1e-12);
    lead.trust_gained = 0.5f;
    assert_true(fabs(fnl_truth_effect(lab->company, &lead) - expected - 4) < 1e-12);
    lead.trust_gained = 5; /* trust is at most 1 */
    assert_true(fabs(fnl_truth_effect(lab->company, &lead) - expected - 7) < 1e-12);
    assert_true(fnl_truth_effect_on_shows(lab->company, &lead) == 3);
    lab_close(lab);
}

static void who_trusts_us_leaves_shorter_gaps(void **state)
{
    (void)state;
    struct lab *lab = firm("effects = { trust_on_gaps = 1.6; trust_reference = 0.25; };");
    struct fnl_lead lead = {.key = 7, .source = 0};
    assert_true(fabs(fnl_truth_factor_on_gaps(lab->company, &lead) - exp(0.2)) < 1e-7);
    lead.trust_gained = 0.5f;
    assert_true(fabs(fnl_truth_factor_on_gaps(lab->company, &lead) - exp(-0.6)) < 1e-7);
    assert_true(fnl_truth_effect(lab->company, &lead) == 0);
    lab_close(lab);
}

static void without_the_group_there_are_no_effects(void **state)
{
    (void)state;
    struct lab *lab = firm("");
    struct fnl_lead lead = {.key = 7, .source = 0};
    assert_true(fnl_truth_effect(lab->company, &lead) == 0);
    assert_true(fnl_truth_effect_on_shows(lab->company, &lead) == 0);
    assert_true(fnl_truth_factor_on_gaps(lab->company, &lead) == 1);
    lab_close(lab);
}

static void the_qualified_reach_the_bar_in_fit_budget_and_need(void **state)
{
    (void)state;
    struct lab *lab = firm("");
    struct fnl_lead lead = {.key = 7, .source = 0};
    assert_true(fnl_truth_is_qualified(lab->company, &lead, 0.25));
    assert_false(fnl_truth_is_qualified(lab->company, &lead, 0.2500001));
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(traits_are_those_of_the_source),
        cmocka_unit_test(traits_do_not_depend_on_when_they_are_drawn),
        cmocka_unit_test(referred_people_take_after_their_referrer),
        cmocka_unit_test(pains_are_as_frequent_as_source_and_referrer_say),
        cmocka_unit_test(effects_add_on_the_logit_scale),
        cmocka_unit_test(who_trusts_us_leaves_shorter_gaps),
        cmocka_unit_test(without_the_group_there_are_no_effects),
        cmocka_unit_test(the_qualified_reach_the_bar_in_fit_budget_and_need),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
