/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/memory.h"
#include "report/study.h"

#include "scratch.h"

#include "lived.h"

static void what_a_report_needs_is_taken_from_the_scenarios(void **state)
{
    (void)state;
    struct lived lived = {.count = 0};
    struct fnl_study study;
    lived_add(&lived, "name = \"As\twe are\"; currency = \"CHF\"; matters = 2385; "
                      "quota = { per_year = 100000; }; labels = { pita = \"time sink\"; }; "
                      "today = { cash = 1000; credit_line = 500; }; " LIVED_FIRM);
    assert_int_equal(fnl_study_init(&study, lived_through(&lived, 2, 0), NULL), FNL_OK);
    assert_string_equal(study.currency, "CHF");
    assert_int_equal(study.start, fnl_date_number((struct fnl_date){2026, 1, 1}));
    assert_int_equal(study.end, fnl_date_number((struct fnl_date){2027, 1, 1}));
    assert_int_equal(study.months, 12);
    assert_int_equal(study.judge_by, FNL_CONTRIBUTION);
    assert_int_equal(study.matters, 238500);
    assert_int_equal(study.quota, 10000000);
    assert_int_equal(study.credit, 50000);
    assert_string_equal(study.words.pita, "time sink");
    assert_string_equal(study.words.rep, "rep");
    assert_int_equal(study.count, 1);
    const struct fnl_study_option *option = &study.options[0];
    assert_string_equal(option->name, "As we are");
    assert_string_equal(strrchr(option->file, '/'), "/option-0.cfg");
    assert_int_equal(strlen(option->digest), 16);
    assert_int_equal(option->source_count, 1);
    assert_string_equal(option->sources[0], "Website");
    assert_string_equal(option->stages[0], "Talk");
    assert_int_equal(option->reps, 2);
    assert_int_equal(option->allowance.a_month, 0);
    fnl_study_fini(&study);
    lived_end(&lived);
}

static void names_become_unlike_each_other(void **state)
{
    (void)state;
    struct lived lived = {.count = 0};
    struct fnl_study study;
    lived_add(&lived, "name = \"A\"; " LIVED_FIRM);
    lived_add(&lived, "name = \"A (2)\"; " LIVED_FIRM);
    lived_add(&lived, "name = \"A\"; " LIVED_FIRM);
    lived_add(&lived, "name = \"A\"; " LIVED_FIRM);
    assert_int_equal(fnl_study_init(&study, lived_through(&lived, 2, 0), NULL), FNL_OK);
    assert_string_equal(study.options[0].name, "A");
    assert_string_equal(study.options[1].name, "A (2)");
    assert_string_equal(study.options[2].name, "A (3)");
    assert_string_equal(study.options[3].name, "A (4)");
    fnl_study_fini(&study);
    lived_end(&lived);
}

static void an_allowance_may_begin_later(void **state)
{
    (void)state;
    struct lived lived = {.count = 0};
    struct fnl_study study;
    lived_add(&lived, "name = \"A\"; extra_budget = 6000; " LIVED_FIRM);
    lived_add(&lived,
              "name = \"B\"; " LIVED_FIRM
              "changes = ( { from = \"2026-04-01\"; say = \"x\"; extra_budget = 6000; } );");
    lived_add(&lived, "name = \"C\"; extra_budget = 10; quota = { per_year = 5; }; " LIVED_FIRM
                      "changes = ( { from = \"2026-04-01\"; say = \"x\"; extra_budget = 20; } );");
    assert_int_equal(fnl_study_init(&study, lived_through(&lived, 2, 0), NULL), FNL_OK);
    assert_int_equal(study.options[0].allowance.a_month, 600000);
    assert_int_equal(study.options[0].allowance.from, study.start);
    assert_int_equal(study.options[1].allowance.a_month, 600000);
    assert_int_equal(study.options[1].allowance.from,
                     fnl_date_number((struct fnl_date){2026, 4, 1}));
    assert_true(study.options[2].allowance.a_month < 0);
    assert_int_equal(study.quota, 0); /* not the same for all */
    fnl_study_fini(&study);
    lived_end(&lived);
}

static void a_price_is_held_against_the_first_option(void **state)
{
    (void)state;
    struct lived lived = {.count = 0};
    struct fnl_study study;
    lived_add(&lived, "name = \"A\"; clients = { contract_value = 10000; }; " LIVED_FIRM);
    lived_add(&lived, "name = \"B\"; clients = { contract_value = 12385; }; " LIVED_FIRM);
    assert_int_equal(fnl_study_init(&study, lived_through(&lived, 2, 0), NULL), FNL_OK);
    assert_true(study.options[0].price.most == 0);
    assert_float_equal(study.options[1].price.most, 0.2385, 1e-9);
    fnl_study_fini(&study);
    lived_end(&lived);
}

static void what_matters_is_money(void **state)
{
    (void)state;
    struct lived lived = {.count = 0};
    struct fnl_study study;
    lived_add(&lived, "name = \"A\"; judge_by = \"win_rate\"; matters = 1000; " LIVED_FIRM);
    assert_int_equal(fnl_study_init(&study, lived_through(&lived, 2, 0), NULL), FNL_OK);
    assert_int_equal(study.judge_by, FNL_WIN_RATE);
    assert_int_equal(study.matters, 0);
    fnl_study_fini(&study);
    lived_end(&lived);
}

static void days_have_months(void **state)
{
    (void)state;
    char text[FNL_DATE_TEXT];
    const struct fnl_study study = {.start = fnl_date_number((struct fnl_date){2026, 1, 1}),
                                    .end = fnl_date_number((struct fnl_date){2029, 1, 1})};
    assert_int_equal(fnl_study_month(&study, 13), fnl_date_number((struct fnl_date){2027, 2, 1}));
    assert_string_equal(fnl_study_month_text(&study, 13, text), "Feb 2027");
    assert_string_equal(fnl_study_date_text(&study, 31 * FNL_DAY, text), "Feb 2026");
    assert_string_equal(fnl_study_last_month_text(&study, text), "Dec 2028");
}

static void words_get_a_capital_and_an_ending(void **state)
{
    (void)state;
    char text[FNL_STUDY_TEXT], word[400];
    assert_string_equal(fnl_study_capital("bad-fit client", "s", text), "Bad-fit clients");
    assert_string_equal(fnl_study_capital("öde", "", text), "öde");
    memset(word, 'a', sizeof word);
    word[sizeof word - 1] = '\0';
    assert_int_equal(strlen(fnl_study_capital(word, "s", text)), FNL_STUDY_TEXT - 1);
}

static void lack_of_memory_is_reported(void **state)
{
    (void)state;
    struct lived lived = {.count = 0};
    lived_add(&lived, "name = \"A\"; " LIVED_FIRM);
    lived_add(&lived, "name = \"A\"; " LIVED_FIRM);
    const fnl_results *results = lived_through(&lived, 2, 0);
    fnl_status status = FNL_ERR_MEMORY;
    for (long countdown = 0; status != FNL_OK; countdown++) {
        struct fnl_study study;
        fnl_memory_fail_after(countdown);
        status = fnl_study_init(&study, results, NULL);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        fnl_study_fini(&study);
        assert_true(countdown < 100);
    }
    lived_end(&lived);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(what_a_report_needs_is_taken_from_the_scenarios),
        SCRATCH_TEST(names_become_unlike_each_other),
        SCRATCH_TEST(an_allowance_may_begin_later),
        SCRATCH_TEST(a_price_is_held_against_the_first_option),
        SCRATCH_TEST(what_matters_is_money),
        cmocka_unit_test(days_have_months),
        cmocka_unit_test(words_get_a_capital_and_an_ending),
        SCRATCH_TEST(lack_of_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
