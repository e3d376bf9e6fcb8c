/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "scenario/belief.h"

static const struct fnl_param factor = {
    .type = FNL_PARAM_NUMBER, .unit = FNL_UNIT_FACTOR, .high = 100};
static const struct fnl_param share = {.type = FNL_PARAM_SHARE, .unit = FNL_UNIT_SHARE, .high = 1};
static const struct fnl_param effect = {
    .type = FNL_PARAM_NUMBER, .unit = FNL_UNIT_LOGIT, .low = -10, .high = 10};

static void assert_near(double a, double b)
{
    assert_true(fabs(a - b) <= 1e-8 * fabs(b));
}

static void the_range_holds_eight_in_ten(void **state)
{
    (void)state;
    assert_near(fnl_belief_quantile(&factor, 2.5, 1.5, 4, 0.1), 1.5);
    assert_near(fnl_belief_quantile(&factor, 2.5, 1.5, 4, 0.5), 2.5);
    assert_near(fnl_belief_quantile(&factor, 2.5, 1.5, 4, 0.9), 4);
    assert_near(fnl_belief_quantile(&share, 0.4, 0.3, 0.5, 0.1), 0.3);
    assert_near(fnl_belief_quantile(&share, 0.4, 0.3, 0.5, 0.9), 0.5);
    assert_near(fnl_belief_quantile(&effect, 0.3, -0.2, 0.9, 0.1), -0.2);
}

/* The standard normal quantile of 0.975 is 1.959964 (any table). */
static void each_quantity_lives_on_its_own_scale(void **state)
{
    (void)state;
    const double steps = 1.959963984540054 / 1.2815515655446004;
    assert_near(fnl_belief_quantile(&factor, 2.5, 1.5, 4, 0.975), 2.5 * pow(4 / 2.5, steps));
    assert_near(fnl_belief_quantile(&factor, 2.5, 1.5, 4, 0.025), 2.5 * pow(1.5 / 2.5, steps));
    const double logit = log(0.4 / 0.6), up = logit + steps * (0 - logit);
    assert_near(fnl_belief_quantile(&share, 0.4, 0.3, 0.5, 0.975), 1 / (1 + exp(-up)));
    assert_near(fnl_belief_quantile(&effect, 0.3, -0.2, 0.9, 0.975), 0.3 + steps * 0.6);
}

static void an_end_without_place_on_the_scale_makes_its_side_linear(void **state)
{
    (void)state;
    const double steps = 1.959963984540054 / 1.2815515655446004;
    assert_near(fnl_belief_quantile(&share, 0.1, 0, 0.2, 0.1) + 1, 1);
    assert_true(fnl_belief_quantile(&share, 0.1, 0, 0.2, 0.025) == 0); /* kept in the range */
    const double logit = log(0.1 / 0.9), up = logit + steps * (log(0.2 / 0.8) - logit);
    assert_near(fnl_belief_quantile(&share, 0.1, 0, 0.2, 0.975), 1 / (1 + exp(-up)));
    assert_near(fnl_belief_quantile(&factor, 2, 0, 4, 0.3),
                2 - 2 * 0.5244005127080407 / 1.2815515655446004);
}

static void a_belief_without_spread_is_certain(void **state)
{
    (void)state;
    assert_near(fnl_belief_quantile(&factor, 2.5, 2.5, 4, 0.01), 2.5);
    assert_near(fnl_belief_quantile(&share, 0, 0, 0, 0.99) + 1, 1);
}

static void values_stay_in_the_rows_range(void **state)
{
    (void)state;
    assert_true(fnl_belief_quantile(&factor, 50, 20, 99, 0.999999) == 100);
    assert_true(fnl_belief_quantile(&effect, 0, -9, 9, 1e-6) == -10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_range_holds_eight_in_ten),
        cmocka_unit_test(each_quantity_lives_on_its_own_scale),
        cmocka_unit_test(an_end_without_place_on_the_scale_makes_its_side_linear),
        cmocka_unit_test(a_belief_without_spread_is_certain),
        cmocka_unit_test(values_stay_in_the_rows_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
