/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/breakdown.h"

#include "made_up.h"

static void means_are_over_the_futures(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(2, 4, 3);
    for (size_t future = 0; future < 4; future++) {
        int64_t *row = made_up_row(made, 1, future);
        row[made->layout.causes + FNL_CAUSE_PRICE] = (int64_t)future;
        row[fnl_indicator_cause_at(&made->layout, FNL_CAUSE_PRICE, 2)] = (int64_t)future + 1;
        row[made->layout.spent_on + FNL_SPENT_ON_PITA] = (int64_t)future + 10;
        row[made->layout.categories + FNL_MONEY_SERVICE] = -(int64_t)future;
        row[fnl_indicator_source_at(&made->layout, 2, FNL_BY_SOURCE_WON)] = 7;
        for (size_t month = 0; month < 3; month++)
            row[fnl_indicator_series_at(&made->layout, FNL_SERIES_ASKS, month)] = 5;
    }
    const struct fnl_study *study = made_up_study(made);
    const size_t cause = fnl_breakdown_cause_at(study, 1, FNL_CAUSE_PRICE);
    const size_t use = fnl_breakdown_use_at(study, 1, FNL_SPENT_ON_PITA);
    const size_t category = fnl_breakdown_category_at(study, 1, FNL_MONEY_SERVICE);
    const size_t source = fnl_breakdown_source_at(study, 1, 2, FNL_BY_SOURCE_WON);
    assert_true(fnl_breakdown_mean(study, 1, cause) == 1.5);
    assert_true(
        fnl_breakdown_mean(study, 1, fnl_breakdown_cause_in(study, 1, FNL_CAUSE_PRICE, 2)) == 2.5);
    assert_true(
        fnl_breakdown_mean(study, 1, fnl_breakdown_cause_in(study, 1, FNL_CAUSE_PRICE, 1)) == 0);
    assert_true(fnl_breakdown_mean(study, 1, use) == 11.5);
    assert_true(fnl_breakdown_mean(study, 1, category) == -1.5);
    assert_true(fnl_breakdown_mean(study, 1, source) == 7);
    assert_true(fnl_breakdown_mean(study, 0, source) == 0);
    assert_true(fnl_breakdown_series(study, 1, FNL_SERIES_ASKS) == 15);
    assert_true(fnl_breakdown_month(study, 1, FNL_SERIES_ASKS, 2) == 5);
    made_up_free(made);
}

static void uses_are_in_the_firms_words(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(1, 2, 1);
    made->study.words.pita = "time sink";
    char text[FNL_STUDY_TEXT];
    assert_string_equal(fnl_breakdown_use_name(&made->study, FNL_SPENT_ON_PITA, text),
                        "Time sinks");
    assert_string_equal(fnl_breakdown_use_name(&made->study, FNL_SPENT_ON_REST, text), "Free");
    made_up_free(made);
}

static void stages_of_all_options_are_listed_once(void **state)
{
    (void)state;
    static const char *const longer[] = {"First talk", "Demo", "Proposal", "Decision"};
    struct made_up *made = made_up_new(2, 2, 1);
    made->options[1].stages = longer;
    made->options[1].stage_count = 4;
    const char *names[FNL_BREAKDOWN_STAGES];
    assert_int_equal(fnl_breakdown_stages(&made->study, names), 4);
    assert_string_equal(names[0], "First talk");
    assert_string_equal(names[2], "Decision");
    assert_string_equal(names[3], "Demo");
    assert_int_equal(fnl_breakdown_stage_named(&made->options[1], "Demo"), 1);
    assert_int_equal(fnl_breakdown_stage_named(&made->options[0], "Demo"), 3);
    made_up_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_are_over_the_futures),
        cmocka_unit_test(uses_are_in_the_firms_words),
        cmocka_unit_test(stages_of_all_options_are_listed_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
