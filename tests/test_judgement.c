/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/judgement.h"

#include "made_up.h"

static void set_costs(struct made_up *made, size_t option, int64_t mean, int64_t luck)
{
    for (size_t future = 0; future < made->futures; future++)
        made_up_row(made, option, future)[FNL_COST] = mean + luck * made_up_luck(future, 0);
}

static struct fnl_judgement judge(const struct fnl_study *study, size_t option, size_t against,
                                  enum fnl_indicator indicator)
{
    struct fnl_judgement judgement = {.option = option, .against = against, .indicator = indicator};
    assert_int_equal(fnl_judgement_make(study, &judgement), FNL_OK);
    return judgement;
}

static void ahead_means_better(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(2, 100, 1);
    set_costs(made, 1, -1000, 100);
    made_up_shake(made, 4);
    for (size_t future = 0; future < 3; future++)
        made_up_shaken(made, 1, future)[FNL_COST] = -5;
    made_up_all(made, 1, FNL_PEOPLE, 5);
    const struct fnl_study *study = made_up_study(made);
    const struct fnl_judgement less = judge(study, 1, 0, FNL_COST);
    assert_true(less.difference.mean == -1000);
    assert_int_equal(less.ahead, 55); /* luck below 10 */
    assert_int_equal(less.ties, 0);
    assert_int_equal(less.shaken.count, 4);
    assert_int_equal(less.shaken_ahead, 3);
    const struct fnl_judgement more = judge(study, 0, 1, FNL_COST);
    assert_int_equal(more.ahead, 45);
    assert_int_equal(more.shaken_ahead, 0);
    const struct fnl_judgement neither = judge(study, 1, 0, FNL_PEOPLE);
    assert_int_equal(neither.ahead, 100);
    assert_int_equal(judge(study, 1, 0, FNL_ASKS).ties, 100);
    made_up_free(made);
}

static void what_matters_counts_for_the_yardstick_alone(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(2, 100, 1);
    made_up_all(made, 1, FNL_CONTRIBUTION, 9999999);
    made_up_all(made, 1, FNL_REVENUE, 9999999);
    const struct fnl_study *study = made_up_study(made);
    assert_int_equal(judge(study, 1, 0, FNL_CONTRIBUTION).verdict, FNL_VERDICT_TOO_CLOSE);
    assert_int_equal(judge(study, 1, 0, FNL_REVENUE).verdict, FNL_VERDICT_BETTER);
    made_up_free(made);
}

static void more_options_widen_the_noise(void **state)
{
    (void)state;
    double reach[2];
    for (size_t i = 0; i < 2; i++) {
        struct made_up *made = made_up_new(i ? 6 : 2, 100, 1);
        set_costs(made, 1, 0, 1000);
        const struct fnl_judgement judgement = judge(made_up_study(made), 1, 0, FNL_COST);
        reach[i] = judgement.difference.noise.high;
        made_up_free(made);
    }
    /* Student's t at 95 % and at 1 - 0.05 / 15, with 99 degrees of freedom */
    assert_true(fabs(reach[1] / reach[0] - 3.0100 / 1.98422) < 0.005);
}

static void futures_needed_are_rounded_up(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(2, 100, 1);
    made->study.judge_by = FNL_COST;
    made->study.matters = 0;
    set_costs(made, 1, 500, 100); /* a standard deviation of 5,803 */
    const struct fnl_study *study = made_up_study(made);
    const struct fnl_judgement judgement = judge(study, 1, 0, FNL_COST);
    assert_int_equal(judgement.verdict, FNL_VERDICT_CANNOT_TELL);
    /* 1.96^2 (5803^2 / 500^2 + 1/2) = 519.3 */
    assert_int_equal(fnl_judgement_needed(study, &judgement), 520);
    made_up_free(made);
}

static void a_difference_that_need_not_be_seen_needs_fewer(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(2, 100, 1);
    made->study.matters = 1100;
    for (size_t future = 0; future < 100; future++)
        made_up_row(made, 1, future)[FNL_CONTRIBUTION] = 100 + 100 * made_up_luck(future, 0);
    const struct fnl_study *study = made_up_study(made);
    const struct fnl_judgement judgement = judge(study, 1, 0, FNL_CONTRIBUTION);
    /* to see that it is below 1100 takes a reach of 1000: 131.3 */
    assert_int_equal(fnl_judgement_needed(study, &judgement), 140);
    made->study.matters = 0;
    made_up_free(made);
}

static void what_nobody_can_say_is_nothing(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(2, 100, 1);
    made->study.judge_by = FNL_COST;
    set_costs(made, 1, 1, 100000);
    const struct fnl_study *study = made_up_study(made);
    made->study.matters = 0;
    const struct fnl_judgement tiny = judge(study, 1, 0, FNL_COST);
    assert_int_equal(fnl_judgement_needed(study, &tiny), 0);
    const struct fnl_judgement none = judge(study, 1, 0, FNL_REVENUE);
    assert_int_equal(fnl_judgement_needed(study, &none), 0);
    made_up_free(made);
}

static void the_foremost_has_the_best_mean(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(4, 50, 1);
    made->study.judge_by = FNL_COST;
    made_up_all(made, 0, FNL_COST, 100);
    made_up_all(made, 1, FNL_COST, 120);
    made_up_all(made, 2, FNL_COST, 90);
    made_up_all(made, 3, FNL_COST, 95);
    made->study.matters = 0;
    struct fnl_judgement_set set;
    assert_int_equal(fnl_judgement_init(made_up_study(made), &set), FNL_OK);
    assert_int_equal(set.foremost, 2);
    assert_true(set.better);
    assert_int_equal(fnl_judgement_on(&set, 1)->verdict, FNL_VERDICT_WORSE);
    assert_int_equal(set.rivals[2].verdict, FNL_VERDICT_BETTER);
    fnl_judgement_fini(&set);
    made_up_free(made);
}

static void of_equals_the_first_is_foremost(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(3, 50, 1);
    made_up_all(made, 1, FNL_CONTRIBUTION, 5);
    made_up_all(made, 2, FNL_CONTRIBUTION, 5);
    struct fnl_judgement_set set;
    assert_int_equal(fnl_judgement_init(made_up_study(made), &set), FNL_OK);
    assert_int_equal(set.foremost, 1);
    fnl_judgement_fini(&set);
    made_up_free(made);
}

static void an_option_without_values_is_never_foremost(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(3, 50, 1);
    made->study.judge_by = FNL_CYCLE;
    made_up_all(made, 1, FNL_CYCLE, FNL_UNDEFINED);
    made_up_all(made, 2, FNL_CYCLE, 5);
    struct fnl_judgement_set set;
    assert_int_equal(fnl_judgement_init(made_up_study(made), &set), FNL_OK);
    assert_int_equal(set.foremost, 2);
    assert_false(set.better);
    fnl_judgement_fini(&set);
    made_up_free(made);
}

static void a_single_option_is_not_judged(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(1, 5, 1);
    struct fnl_judgement_set set;
    assert_int_equal(fnl_judgement_init(made_up_study(made), &set), FNL_OK);
    assert_int_equal(set.foremost, 0);
    assert_false(set.better);
    fnl_judgement_fini(&set);
    made_up_free(made);
}

static void every_verdict_has_words_and_a_side(void **state)
{
    (void)state;
    assert_string_equal(fnl_judgement_word(FNL_VERDICT_SAME), "the same");
    assert_string_equal(fnl_judgement_word(FNL_VERDICT_TOO_CLOSE), "too close to matter");
    assert_string_equal(fnl_judgement_word(FNL_VERDICT_CANNOT_TELL), "cannot tell yet");
    for (int i = FNL_VERDICT_BETTER; i <= FNL_VERDICT_SAME; i++) {
        const enum fnl_verdict verdict = (enum fnl_verdict)i;
        assert_false(fnl_judgement_is_better(verdict) && fnl_judgement_is_worse(verdict));
    }
    assert_true(fnl_judgement_is_better(FNL_VERDICT_SOMEWHAT_BETTER));
    assert_true(fnl_judgement_is_worse(FNL_VERDICT_SOMEWHAT_WORSE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ahead_means_better),
        cmocka_unit_test(what_matters_counts_for_the_yardstick_alone),
        cmocka_unit_test(more_options_widen_the_noise),
        cmocka_unit_test(futures_needed_are_rounded_up),
        cmocka_unit_test(a_difference_that_need_not_be_seen_needs_fewer),
        cmocka_unit_test(what_nobody_can_say_is_nothing),
        cmocka_unit_test(the_foremost_has_the_best_mean),
        cmocka_unit_test(of_equals_the_first_is_foremost),
        cmocka_unit_test(an_option_without_values_is_never_foremost),
        cmocka_unit_test(a_single_option_is_not_judged),
        cmocka_unit_test(every_verdict_has_words_and_a_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
