/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/alignment.h"
#include "model/state.h"
#include "stats/moments.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_alignment_table", &fnl_alignment_table);
}

/* Half of those who are called get beyond the first stage. */
#define FIRM                                                                                       \
    "name = \"Us and them\"; months = 36; " LAB_FROM_2025                                          \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 100; } );"               \
    "stages = ( { name = \"A\"; hours = 0.1; go_on = 0.5; },"                                      \
    "           { name = \"B\"; hours = 0.1; go_on = 0.2; } ); reps = { count = 9; };"

/* The group without a run: trust of 0.6, and leads of which one in four should be good. */
static struct lab *at_rest(const char *more)
{
    struct lab *lab =
        lab_open(FIRM "alignment = { trust = 0.6; expected = 0.25; per_lead = 0.1; %s };", more);
    lab_afresh(lab);
    return lab;
}

/* A good lead counts 0.5 / 0.25 = 2, a bad one 0. */
static void each_lead_moves_trust_by_a_share_of_the_way(void **state)
{
    (void)state;
    struct lab *lab = at_rest("");
    struct fnl_company *company = lab->company;
    assert_true(fnl_alignment_trust(company) == 0.6);
    fnl_mechanism_on_verdict(company, false);
    assert_true(fabs(fnl_alignment_trust(company) - 0.54) < 1e-12);
    fnl_mechanism_on_verdict(company, true);
    assert_true(fabs(fnl_alignment_trust(company) - 0.686) < 1e-12);
    for (int i = 0; i < 4; i++)
        fnl_mechanism_on_verdict(company, true);
    assert_true(fnl_alignment_trust(company) == 1);
    struct fnl_levels levels;
    fnl_mechanism_measure(company, &levels);
    assert_int_equal(levels.alignment, FNL_MILLION);
    lab_close(lab);
}

/* With one stage nobody gets beyond it unsigned, whether they come back one day or not. */
static void whom_we_walk_away_from_is_judged(void **state)
{
    (void)state;
    for (int comes_back = 0; comes_back <= 1; comes_back++) {
        struct lab *lab = lab_open(
            "name = \"Walk\"; months = 3; " LAB_FROM_2025
            "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 50; pita = 1; } "
            ");"
            "stages = ( { name = \"A\"; hours = 0.1; go_on = 1.0; } ); reps = { count = 9; };"
            "pita = { flags_seen = 1.0; }; alignment = { follow_up = 1.0; per_lead = 0.1; };"
            "accept = { policy = \"walk_away\"; comes_back = %d.0; back_after = 3650; };",
            comes_back);
        lab_run(lab, 0, NULL);
        assert_true(lab_cause(lab, FNL_CAUSE_WALKED_AWAY) > 60);
        assert_true(fnl_alignment_trust(lab->company) < 0.01);
        lab_close(lab);
    }
}

/* Only another value on a date makes peace. */
static void peace_can_be_made_on_a_date(void **state)
{
    (void)state;
    const struct lab_change changes[] = {{59, "alignment = { follow_up = 0.999; };"},
                                         {120, "alignment = { trust = 0.75; };"}};
    struct lab *lab = lab_open_changed(
        FIRM "alignment = { trust = 0.1; follow_up = 0.5; per_lead = 0.0; };", changes, 2);
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_month(lab, FNL_SERIES_ALIGNMENT, 0), 100000);
    assert_int_equal(lab_month(lab, FNL_SERIES_ALIGNMENT, 3), 100000);
    assert_int_equal(lab_month(lab, FNL_SERIES_ALIGNMENT, 4), 750000);
    lab_close(lab);
}

static void without_the_group_trust_is_as_expected(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM);
    lab_run(lab, 0, NULL);
    assert_true(fnl_alignment_trust(lab->company) == 0.5);
    assert_int_equal(lab_value(lab, FNL_ALIGNMENT), 500000);
    assert_int_equal(lab_value(lab, FNL_NEVER_FOLLOWED_UP), 0);
    lab_close(lab);
}

/* At a trust of 0.8 that nothing moves: logit(0.3) + 2 * 0.6. */
static void trust_says_how_many_are_followed_up(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM "alignment = { trust = 0.8; follow_up = 0.3; on_follow_up = 2;"
                                    "  per_lead = 0.0; };");
    double people = 0, left = 0;
    for (uint64_t future = 0; future < 3; future++) {
        lab_run(lab, future, NULL);
        people += (double)lab_value(lab, FNL_PEOPLE);
        left += (double)lab_cause(lab, FNL_CAUSE_NOT_FOLLOWED_UP);
        assert_int_equal(lab_value(lab, FNL_NEVER_FOLLOWED_UP),
                         lab_cause(lab, FNL_CAUSE_NOT_FOLLOWED_UP));
    }
    const double expected = 1 - 1 / (1 + 7.0 / 3 * exp(-1.2));
    /* Right in all but one of a thousand seeds. */
    assert_true(fabs(left / people - expected) < 3.29 * sqrt(expected * (1 - expected) / people));
    lab_close(lab);
}

/* How far trust is from where it began after three years, on average of `futures`. */
static struct fnl_moments trust_at_end(const char *about)
{
    struct lab *lab =
        lab_open(FIRM "alignment = { follow_up = 0.5; expected = 0.25; per_lead = 0.01;"
                      "  %s };",
                 about);
    struct fnl_moments trust = {0};
    for (uint64_t future = 0; future < 10; future++) {
        lab_run(lab, future, NULL);
        fnl_moments_add(&trust, (double)lab_month(lab, FNL_SERIES_ALIGNMENT, 35) / 1e6);
    }
    lab_close(lab);
    return trust;
}

/* The state to which trust tends from `trust`: k f(T) with k = 0.5 / (2 * 0.25) = 1. */
static double limit_from(double trust, double strength)
{
    for (int i = 0; i < 1000; i++)
        trust = 1 / (1 + exp(-strength * (2 * trust - 1)));
    return trust;
}

/*
 * The same firm, begun in trust and in resentment. Weak feedback (1, below 2 / k) forgets how it
 * began; strong feedback (4) keeps both as they were, near the two stable states of the theory.
 */
static void strong_feedback_has_two_stable_states(void **state)
{
    (void)state;
    const struct fnl_moments weak_high = trust_at_end("trust = 0.9; on_follow_up = 1;"),
                             weak_low = trust_at_end("trust = 0.1; on_follow_up = 1;"),
                             high = trust_at_end("trust = 0.9; on_follow_up = 4;"),
                             low = trust_at_end("trust = 0.1; on_follow_up = 4;");
    assert_true(fabs(limit_from(0.9, 1) - 0.5) < 1e-6 && limit_from(0.9, 4) > 0.97);
    assert_true(fabs(weak_high.mean - weak_low.mean) < 0.02);
    assert_true(fabs(weak_high.mean - 0.5) < 0.15);
    assert_true(fabs(high.mean - limit_from(0.9, 4)) < 0.06);
    assert_true(fabs(low.mean - limit_from(0.1, 4)) < 0.06);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(each_lead_moves_trust_by_a_share_of_the_way),
        cmocka_unit_test(whom_we_walk_away_from_is_judged),
        cmocka_unit_test(peace_can_be_made_on_a_date),
        cmocka_unit_test(without_the_group_trust_is_as_expected),
        cmocka_unit_test(trust_says_how_many_are_followed_up),
        cmocka_unit_test(strong_feedback_has_two_stable_states),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
