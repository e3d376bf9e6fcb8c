/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "scenario/implied.h"
#include "stated.h"

/* Whether it comes true is seen in oracles/test_chain.c; here the sums are done by hand. */

static struct lab *firm(const char *source, const char *stages, const char *more)
{
    return lab_open(
        "name = \"Implied\"; sources = ( { name = \"Door\"; kind = \"inbound\"; %s },"
        "  { name = \"Friends\"; kind = \"referral\"; cost_each = 3; } );"
        "stages = ( %s ); reps = { count = 3; salary = 60000; selling_share = 0.4; }; %s",
        source, stages, more);
}

static void one_step_is_its_own_figures(void **state)
{
    (void)state;
    struct lab *lab = firm("leads_per_month = 20; cost_each = 12.5;",
                           "{ name = \"A\"; hours = 1.5; go_on = 0.25; }", "");
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    assert_near(implied.people_per_month, 20);
    assert_near(implied.talks, 1);
    assert_near(implied.passes, 1);
    assert_near(implied.signs, 0.25);
    assert_near(implied.hours, 1.5);
    assert_near(implied.money, 12.5);
    lab_close(lab);
}

/*
 * Shows 1/2, 2 tries: a touch takes place with 3/4 after 1.5 tries on average.
 * The first stage has two touches, of an hour and a quarter for a miss:
 * a touch takes 3/4 * 1 + 3/4 * 1/4 = 0.9375 hours.
 */
static void misses_cost_hours_and_people(void **state)
{
    (void)state;
    struct lab *lab = firm("bad_contact = 0.2;",
                           "{ name = \"A\"; hours = 1; missed_hours = 0.25; shows = 0.5; tries = 2;"
                           "  touches = 2; go_on = 0.8; },"
                           "{ name = \"B\"; hours = 3; go_on = 0.5; meeting = \"pitch\"; }",
                           "meetings = { kinds = ( { name = \"pitch\"; preparation = 1; } ); };");
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    const double second = 0.75 * 0.75 * 0.8; /* of those who can be reached */
    assert_near(implied.talks, 0.8 * 0.75);
    assert_near(implied.signs, 0.8 * second * 0.5);
    assert_near(implied.hours, 0.2 * 2 * 0.25 + 0.8 * (0.9375 * 1.75 + second * 4));
    lab_close(lab);
}

/* Six in ten of the fit pass a bar of 0.4, all of the rest do. */
#define TEST_OF(policy)                                                                            \
    "qualify = { policy = \"" policy                                                               \
    "\"; sensitivity = 0.9; specificity = 0.75; bar = 0.4; takes = \"30 minutes\"; };"
#define TRAITS "fit = { law = \"uniform\"; low = 0; high = 1; }; budget = 0.5; need = 0.4;"

static void the_reps_test_takes_their_time(void **state)
{
    (void)state;
    struct lab *lab = firm(TRAITS, "{ name = \"A\"; hours = 1; go_on = 0.5; }", TEST_OF("rep"));
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    const double passes = 0.6 * 0.9 + 0.4 * 0.25;
    assert_true(fabs(implied.passes - passes) < 1e-9);
    assert_near(implied.talks, 1);
    assert_near(implied.hours, 1.5);
    assert_true(fabs(implied.signs - passes * 0.5) < 1e-9);
    lab_close(lab);
}

static void marketings_test_spares_the_reps_the_others(void **state)
{
    (void)state;
    struct lab *lab =
        firm(TRAITS "bad_contact = 0.5;",
             "{ name = \"A\"; hours = 1; missed_hours = 0.1; tries = 3; go_on = 0.5; }",
             TEST_OF("marketing"));
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    const double passes = 0.6 * 0.9 + 0.4 * 0.25;
    assert_true(fabs(implied.talks - passes * 0.5) < 1e-9);
    assert_true(fabs(implied.hours - passes * (0.5 * 0.3 + 0.5 * 1)) < 1e-9);
    assert_true(fabs(implied.signs - passes * 0.25) < 1e-9);
    lab_close(lab);
}

static void referred_people_may_rule_us_out_unseen(void **state)
{
    (void)state;
    struct lab *lab =
        firm("", "{ name = \"A\"; hours = 2; go_on = 0.5; }", "referrals = { ruled_out = 0.6; };");
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 1);
    assert_near(implied.signs, 0.2);
    assert_near(implied.hours, 0.8);
    assert_near(implied.money, 3);
    assert_near(fnl_implied_source(lab->settings, 0).signs, 0.5);
    lab_close(lab);
}

static void a_stage_that_nobody_shows_up_for_costs_all_its_tries(void **state)
{
    (void)state;
    struct lab *lab = firm("",
                           "{ name = \"A\"; hours = 2; missed_hours = 0.25; shows = 0.0;"
                           "  tries = 4; go_on = 0.5; }",
                           "");
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    assert_true(implied.signs == 0 && implied.talks == 0);
    assert_near(implied.hours, 1);
    lab_close(lab);
}

/* 3 reps who sell 40 % of 8 hours on 5 of 7 days: 208.7 hours a month; 60,000 a year each. */
static void hours_of_the_reps_and_their_price(void **state)
{
    (void)state;
    struct lab *lab = firm("", "{ name = \"A\"; hours = 2; go_on = 0.5; }", "");
    assert_near(fnl_implied_hours(lab->settings), 3 * 0.4 * 8 * 5 / 7.0 * 30.4375);
    assert_near(fnl_implied_hour_costs(lab->settings), 5000 / (0.4 * 8 * 5 / 7.0 * 30.4375));
    lab_close(lab);
}

static void what_is_bought_and_asks_that_cost_spend_an_allowance(void **state)
{
    (void)state;
    static const struct {
        const char *more;
        bool spends;
    } firms[] = {
        {"", false},
        {"extra_budget = 6000;", false},
        {"extra_budget = 6000; buy = { policy = \"same_mix\"; };", true},
        {"ask = { policy = \"everybody\"; per_client_year = 2; };", false},
        {"ask = { policy = \"everybody\"; gift_per_ask = 1; };", true},
        {"ask = { policy = \"everybody\"; reward_per_accepted_referral = 1; };", true},
    };
    for (size_t i = 0; i < sizeof firms / sizeof *firms; i++) {
        struct lab *lab = firm("leads_per_month = 20; cost_each = 5;",
                               "{ name = \"A\"; hours = 2; go_on = 0.5; }", firms[i].more);
        assert_int_equal(fnl_implied_spends(lab->settings), firms[i].spends);
        lab_close(lab);
    }
}

static void the_share_above_a_bar_is_the_laws(void **state)
{
    (void)state;
    const struct fnl_law uniform = MADE("uniform", {{"low", 0}, {"high", 1}});
    const struct fnl_law skewed = MADE("lognormal", {{"median", 0.5}, {"sigma", 1}});
    const struct fnl_law three = fnl_law_constant(0.3);
    assert_true(fabs(fnl_implied_share_above(&uniform, 0.2385) - 0.7615) < 1e-9);
    assert_true(fabs(fnl_implied_share_above(&uniform, 0) - 1) < 1e-9);
    assert_true(fabs(fnl_implied_share_above(&uniform, 1.5)) < 1e-9);
    assert_true(fabs(fnl_implied_share_above(&skewed, 0.5) - 0.5) < 1e-9);
    assert_true(fnl_implied_share_above(&three, 0.3) == 1);
    assert_true(fnl_implied_share_above(&three, 0.30000001) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_step_is_its_own_figures),
        cmocka_unit_test(misses_cost_hours_and_people),
        cmocka_unit_test(the_reps_test_takes_their_time),
        cmocka_unit_test(marketings_test_spares_the_reps_the_others),
        cmocka_unit_test(referred_people_may_rule_us_out_unseen),
        cmocka_unit_test(a_stage_that_nobody_shows_up_for_costs_all_its_tries),
        cmocka_unit_test(hours_of_the_reps_and_their_price),
        cmocka_unit_test(what_is_bought_and_asks_that_cost_spend_an_allowance),
        cmocka_unit_test(the_share_above_a_bar_is_the_laws),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
