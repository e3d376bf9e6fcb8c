/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_cdf.h>

#include "lab.h"
#include "model/alignment.h"
#include "model/marketing.h"
#include "model/state.h"
#include "stats/moments.h"

#define FIRM                                                                                       \
    "name = \"Two desks\"; months = 6; " LAB_FROM_2025 "sources = ("                               \
    "{ name = \"Door\"; kind = \"inbound\"; leads_per_month = 30; },"                              \
    "{ name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.1; } );"                           \
    "stages = ( { name = \"A\"; hours = 0.5; go_on = 0.5; },"                                      \
    "           { name = \"B\"; hours = 0.5; go_on = 0.5; } ); reps = { count = 5; };"             \
    "slack = { policy = \"prospect\"; };"

/* Trust moves by a thousandth of the way, and so counts the verdicts. */
#define COUNTING                                                                                   \
    "alignment = { trust = 0.5; follow_up = 1.0; on_follow_up = 0; expected = 0.5;"                \
    "  per_lead = 0.0001; };"

/* A lead is judged once: by getting beyond the first stage, or by ending before. */
static void each_lead_of_marketing_is_judged_once(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM COUNTING);
    struct lab_tape tape = {0};
    const struct fnl_listener listener =
        lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_STAGE) | FNL_FACT_BIT(FNL_FACT_ENDED));
    lab_run(lab, 0, &listener);
    double trust = 0.5;
    size_t good = 0, bad = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        const bool beyond = fact->kind == FNL_FACT_STAGE && fact->detail == 1;
        const bool before = fact->kind == FNL_FACT_ENDED && fact->index == 1;
        if (fact->source != 0 || (!beyond && !before))
            continue;
        trust += ((beyond ? 1 : 0) - trust) * 0.0001;
        good += beyond;
        bad += before;
    }
    assert_true(good > 30 && bad > 30);
    assert_true(fnl_alignment_trust(lab->company) == trust);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* With one stage, who signs was good. */
static void a_signature_is_a_verdict(void **state)
{
    (void)state;
    struct lab *lab = lab_open("name = \"One\"; months = 3; sources = ( { name = \"Door\";"
                               "  kind = \"inbound\"; leads_per_month = 30; } );"
                               "stages = ( { name = \"A\"; hours = 0.5; go_on = 1.0; } );"
                               "reps = { count = 5; };" COUNTING);
    lab_run(lab, 0, NULL);
    double trust = 0.5;
    for (int64_t i = 0; i < lab_value(lab, FNL_WON); i++)
        trust += (1 - trust) * 0.0001;
    assert_true(trust > 0.503 && fnl_alignment_trust(lab->company) == trust);
    lab_close(lab);
}

/* A lead that is on its way at the end of the horizon is open, not lost. */
static void what_is_on_its_way_is_open(void **state)
{
    (void)state;
    struct lab *lab = lab_open("name = \"Way\"; months = 2; sources = ( { name = \"Door\";"
                               "  kind = \"inbound\"; leads_per_month = 30; } );"
                               "stages = ( { name = \"A\"; hours = 0.5; go_on = 1.0; } );"
                               "reps = { count = 5; };"
                               "management = { dropped = 0.0; delay = 9000; };");
    lab_run(lab, 0, NULL);
    assert_true(lab_value(lab, FNL_EPISODES) > 30);
    assert_int_equal(lab_value(lab, FNL_OPEN_EPISODES), lab_value(lab, FNL_EPISODES));
    lab_close(lab);
}

/* A later moment, another verdict: ready once the policy says so, and announced once. */
static void the_policy_may_be_asked_again(void **state)
{
    (void)state;
    const struct lab_change change = {31, "handoff = { policy = \"immediate\"; };"};
    struct lab *lab = lab_open_changed(
        FIRM "handoff = { policy = \"after_nurture\"; threshold = 1.0; noise = 0; };"
             "nurture = { every = 7; interest_per_touch = 0.0; lost_per_touch = 0.0; };",
        &change, 1);
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t waited = 0;
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_HANDED_ON); i++) {
        const struct fnl_fact *handed = lab_tape_fact(&tape, FNL_FACT_HANDED_ON, i);
        assert_true(handed->time >= 31 * FNL_DAY);
        waited += handed->time < 38 * FNL_DAY && handed->amount == -1;
    }
    assert_true(waited > 20); /* with those of a month who were in nurture */
    lab_tape_fini(&tape);
    lab_close(lab);
}

static struct lab *with_bar(const char *bar)
{
    return lab_open("name = \"Bar\"; months = 18; " LAB_FROM_2025
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 150;"
                    "  out_of_ten = { fit = 3; budget = 3; need = 3; interest = 3; }; } );"
                    "effects = { fit = 3; budget = 3; need = 3; };"
                    "stages = ( { name = \"A\"; hours = 1; go_on = 0.4; },"
                    "           { name = \"B\"; hours = 6; go_on = 0.4; } ); reps = { count = 2; };"
                    "handoff = { policy = \"sales_ready\"; threshold = %s; noise = 0.05; };",
                    bar);
}

/* Too low a bar wastes the hours of reps, too high a one loses people who would have signed. */
static void a_bar_in_between_wins_the_most(void **state)
{
    (void)state;
    struct lab *low = with_bar("0.0"), *between = with_bar("0.5"), *high = with_bar("0.8");
    struct fnl_moments over_low = {0}, over_high = {0};
    for (uint64_t future = 0; future < 10; future++) {
        lab_run(low, future, NULL);
        lab_run(between, future, NULL);
        lab_run(high, future, NULL);
        const int64_t won = lab_value(between, FNL_WON);
        fnl_moments_add(&over_low, (double)(won - lab_value(low, FNL_WON)));
        fnl_moments_add(&over_high, (double)(won - lab_value(high, FNL_WON)));
    }
    /* Right in 999 of 1000 seeds each. */
    const double wide = gsl_cdf_tdist_Pinv(0.9995, 9) / sqrt(10);
    assert_true(over_low.mean - wide * sqrt(fnl_moments_variance(&over_low)) > 0);
    assert_true(over_high.mean - wide * sqrt(fnl_moments_variance(&over_high)) > 0);
    lab_close(low);
    lab_close(between);
    lab_close(high);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_lead_of_marketing_is_judged_once),
        cmocka_unit_test(a_signature_is_a_verdict),
        cmocka_unit_test(what_is_on_its_way_is_open),
        cmocka_unit_test(the_policy_may_be_asked_again),
        cmocka_unit_test(a_bar_in_between_wins_the_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
