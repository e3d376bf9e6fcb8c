/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <gsl/gsl_cdf.h>

#include "lab.h"
#include "model/nurture.h"
#include "model/state.h"
#include "stats/moments.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_nurture_table", &fnl_nurture_table);
}

/*
 * People of one kind, whose score without noise is (3 * 0.6 + 0.2) / 4 = 0.5; nobody minds
 * hearing from us, and reps have all the time in the world.
 */
#define PEOPLE                                                                                     \
    "name = \"Desk\"; months = 12; " LAB_FROM_2025 LAB_ALWAYS_OPEN                                 \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 20; fit = 0.6;"          \
    "  budget = 0.6; need = 0.6; interest = 0.2; trust = 0.2; } );"                                \
    "effects = { trust = 1; trust_reference = 0.2; };"                                             \
    "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); reps = { count = 9; };"               \
    "clients = { contract_value = 1000; };"
#define AFTER_NURTURE "handoff = { policy = \"after_nurture\"; threshold = 0.55; noise = 0; };"
#define GENTLE                                                                                     \
    "every = 10; cost_per_touch = 2.5; trust_per_touch = 0.05; interest_per_touch = 0.1; "         \
    "lost_per_touch = 0.0;"                                                                        \
    "dormant = 0.0; wakes_per_touch = 0.0;"

/* The facts of the first person of a future, in order; `tape` is emptied of all others. */
static void keep_first_person(struct lab_tape *tape)
{
    const uint64_t key = lab_tape_fact(tape, FNL_FACT_ARRIVED, 0)->key;
    size_t kept = 0;
    for (size_t i = 0; i < tape->count; i++)
        if (tape->facts[i].key == key)
            tape->facts[kept++] = tape->facts[i];
    tape->count = kept;
}

/* An interest of 0.4 makes a score of 0.55: 1 - 0.8 * 0.9^n is that much after 3 touches. */
static void who_is_not_ready_is_touched_until_ready(void **state)
{
    (void)state;
    struct lab *lab = lab_open(PEOPLE AFTER_NURTURE "nurture = { " GENTLE " touches = 5; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    keep_first_person(&tape);
    const fnl_time arrived = lab_tape_fact(&tape, FNL_FACT_ARRIVED, 0)->time;
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_NURTURED), 3);
    for (uint32_t i = 0; i < 3; i++) {
        const struct fnl_fact *touch = lab_tape_fact(&tape, FNL_FACT_NURTURED, i);
        assert_int_equal(touch->time, arrived + (i + 1) * 10 * FNL_DAY);
        assert_int_equal(touch->index, i);
        assert_int_equal(touch->detail, FNL_NURTURED_KEPT);
        assert_true(touch->flag);
    }
    const struct fnl_fact *handed = lab_tape_fact(&tape, FNL_FACT_HANDED_ON, 0);
    assert_int_equal(handed->time, arrived + 30 * FNL_DAY);
    assert_in_range(handed->amount, 554199, 554201); /* (1.8 + 1 - 0.8 * 0.729) / 4 */
    fnl_money paid = 0;
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_POSTED); i++) {
        const struct fnl_fact *posting = lab_tape_fact(&tape, FNL_FACT_POSTED, i);
        paid -= posting->detail == FNL_MONEY_MARKETING ? posting->amount : 0;
    }
    assert_int_equal(paid, 3 * 250);
    /* Trust: 0.2 and then 5 % of what is missing, three times. */
    const double gained = 0.8 * (1 - pow(0.95, 3));
    assert_true(fabs((double)lab_tape_fact(&tape, FNL_FACT_DECIDED, 0)->span - gained * 1e6) < 2);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Ready at the third touch, given up after the second. */
static void who_is_not_ready_in_time_is_kept_for_good(void **state)
{
    (void)state;
    struct lab *lab = lab_open(PEOPLE AFTER_NURTURE "nurture = { " GENTLE " touches = 2; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    keep_first_person(&tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_HANDED_ON), 0);
    const struct fnl_fact *end = lab_tape_fact(&tape, FNL_FACT_ENDED, 0);
    assert_int_equal(end->detail, FNL_CAUSE_NOT_HANDED_ON);
    assert_int_equal(end->time, lab_tape_fact(&tape, FNL_FACT_ARRIVED, 0)->time + 20 * FNL_DAY);
    assert_int_equal(lab_value(lab, FNL_WON), 0);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* All who came more than 30 days before the end have been handed over; who came later is touched.
 */
static void people_in_nurture_are_counted(void **state)
{
    (void)state;
    struct lab *lab = lab_open(PEOPLE AFTER_NURTURE "nurture = { " GENTLE " touches = 5; };");
    struct lab_tape tape = {0};
    const struct fnl_listener listener =
        lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_ARRIVED) | FNL_FACT_BIT(FNL_FACT_HANDED_ON));
    lab_run(lab, 0, &listener);
    const fnl_time closes = 181 * FNL_DAY - 1; /* the last moment of June */
    int64_t inside = 0;
    for (size_t i = 0; i < tape.count; i++)
        if (tape.facts[i].time <= closes)
            inside += tape.facts[i].kind == FNL_FACT_ARRIVED ? 1 : -1;
    assert_true(inside > 5);
    assert_int_equal(lab_month(lab, FNL_SERIES_NURTURED, 5), inside);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Of the first touches 30 % are one too many; nobody of these is heard of again. */
static void some_want_no_more_of_it(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open(PEOPLE AFTER_NURTURE
                 "nurture = { every = 10; lost_per_touch = 0.3; interest_per_touch = 0.0;"
                 "  touches = 1000000; dormant = 1.0; wakes_per_touch = 1.0; };"
                 "returns = { share = 1.0; after = 1; };");
    struct lab_tape tape = {0};
    double touched = 0, lost = 0;
    for (uint64_t future = 0; future < 10; future++) {
        const struct fnl_listener listener = lab_tape_listener(&tape, FNL_FACT_ALL);
        lab_run(lab, future, &listener);
        int64_t gone = 0;
        for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_NURTURED); i++) {
            const struct fnl_fact *touch = lab_tape_fact(&tape, FNL_FACT_NURTURED, i);
            touched += touch->index == 0;
            lost += touch->index == 0 && !touch->flag;
            gone += !touch->flag;
        }
        assert_int_equal(lab_cause(lab, FNL_CAUSE_LOST_IN_NURTURE), gone);
        assert_int_equal(lab_tape_count(&tape, FNL_FACT_ENDED), gone);
        assert_int_equal(lab_tape_count(&tape, FNL_FACT_WILL_RETURN), 0);
    }
    /* Right in all but one of a thousand seeds. */
    assert_true(touched > 1500);
    assert_true(fabs(lost / touched - 0.3) < 3.29 * sqrt(0.21 / touched));
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Their hours instead of money, and the lead is theirs from the first touch to the last talk. */
static void reps_nurture_their_own_in_their_own_hours(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open(PEOPLE AFTER_NURTURE
                 "nurture = { who = \"reps\"; hours_per_touch = 0.5; touches = 5; " GENTLE " };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_money(lab, FNL_MONEY_MARKETING), 0);
    int64_t touches = 0;
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_TASK); i++) {
        const struct fnl_fact *task = lab_tape_fact(&tape, FNL_FACT_TASK, i);
        touches += task->detail == FNL_TASK_NURTURE;
        if (task->detail == FNL_TASK_NURTURE)
            assert_int_equal(task->index, FNL_HOURS_NURTURE);
    }
    assert_int_equal(touches, (int64_t)lab_tape_count(&tape, FNL_FACT_NURTURED));
    assert_true(llabs(lab_spent(lab, FNL_SPENT_ON_NURTURE) - touches * FNL_HOUR / 2) < FNL_HOUR);
    keep_first_person(&tape);
    const uint32_t rep = lab_tape_fact(&tape, FNL_FACT_ASSIGNED, 0)->rep;
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_ASSIGNED), 1);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_NURTURED), 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(lab_tape_fact(&tape, FNL_FACT_NURTURED, i)->rep, rep);
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_TOUCH, 0)->rep, rep);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Where all reps share a queue, whoever makes the first touch makes the others. */
static void whoever_touches_first_keeps_them(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        PEOPLE AFTER_NURTURE "assign = { policy = \"shared_queue\"; }; nurture = { who = \"reps\";"
                             "  touches = 5; " GENTLE " };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    keep_first_person(&tape);
    const uint32_t rep = lab_tape_fact(&tape, FNL_FACT_NURTURED, 0)->rep;
    assert_int_not_equal(rep, FNL_NOBODY);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_ASSIGNED), 1);
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_NURTURED, 2)->rep, rep);
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_TOUCH, 0)->rep, rep);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Everybody is kept by marketing, sown, and wakes at the first touch: every ten days anew. */
static void the_dormant_wake_at_a_touch(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open(PEOPLE "handoff = { policy = \"sales_ready\"; threshold = 0.55; noise = 0; };"
                        "nurture = { every = 10; interest_per_touch = 0.1; lost_per_touch = 0.0;"
                        "  dormant = 1.0; wakes_per_touch = 1.0; };"
                        "returns = { share = 1.0; after = 0.9; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    keep_first_person(&tape);
    const fnl_time first = lab_tape_fact(&tape, FNL_FACT_ARRIVED, 0)->time;
    for (uint32_t i = 0; i < 4; i++) {
        const struct fnl_fact *arrival = lab_tape_fact(&tape, FNL_FACT_ARRIVED, i);
        assert_int_equal(arrival->detail, i);
        assert_int_equal(arrival->time, first + i * 10 * FNL_DAY);
    }
    /* The return that had been planned for the 27th day finds nobody away any more. */
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_WILL_RETURN), 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(lab_tape_fact(&tape, FNL_FACT_NURTURED, i)->detail, FNL_NURTURED_DORMANT);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_HANDED_ON), 1);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Whoever was nurtured before sales and is lost has had some of an episode's touches; each of
 * these is another one, with luck of its own. */
static void touches_of_an_episode_go_on_after_its_end(void **state)
{
    (void)state;
    static const struct lab_change nobody_decides = {
        1, "stages = ( { name = \"A\"; go_on = 0.0; on_price = 0; to_competitor = 0; } );"};
    struct lab *lab =
        lab_open_changed(PEOPLE AFTER_NURTURE
                         "nurture = { every = 10; interest_per_touch = 0.1; lost_per_touch = 0.0;"
                         "  dormant = 1.0; touches = 7; wakes_per_touch = 0.0; };",
                         &nobody_decides, 1);
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    keep_first_person(&tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_NURTURED), 7);
    for (uint32_t i = 0; i < 7; i++) {
        const struct fnl_fact *touch = lab_tape_fact(&tape, FNL_FACT_NURTURED, i);
        assert_int_equal(touch->index, i);
        assert_int_equal(touch->detail, i < 3 ? FNL_NURTURED_KEPT : FNL_NURTURED_DORMANT);
    }
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Nobody who was nurtured in vain is sown; nobody who was lost to a competitor is, either. */
static void only_those_lost_for_the_time_being_are_sown(void **state)
{
    (void)state;
    static const struct {
        const char *more;
        bool sown;
    } cases[] = {
        {"handoff = { policy = \"sales_ready\"; threshold = 0.55; noise = 0; };", true},
        {AFTER_NURTURE, false},
        {"stages = ( { name = \"A\"; go_on = 0.0; no_decision = 1; } );", true},
        {"stages = ( { name = \"A\"; go_on = 0.0; to_competitor = 1; no_decision = 0; } );", false},
        {"stages = ( { name = \"A\"; shows = 0.0; tries = 2; } );", true},
        {"stages = ( { name = \"A\"; go_on = 1.0; } );", false},
        {"nurture = { touches = 0; };", false},
        {"nurture = { dormant = 0.0; };", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct lab_change changes[] = {
            {0,
             "nurture = { every = 10; touches = 1; interest_per_touch = 0.0; lost_per_touch = 0.0;"
             "  dormant = 1.0; wakes_per_touch = 0.0; };"},
            {0, cases[i].more}};
        struct lab *lab = lab_open_overlaid(PEOPLE, changes, 2);
        struct lab_tape tape = {0};
        lab_record(lab, &tape);
        bool sown = false;
        for (size_t j = 0; j < lab_tape_count(&tape, FNL_FACT_NURTURED); j++)
            sown |= lab_tape_fact(&tape, FNL_FACT_NURTURED, j)->detail == FNL_NURTURED_DORMANT;
        if (sown != cases[i].sown)
            fail_msg("%s: %s", cases[i].more, sown ? "sown" : "not sown");
        lab_tape_fini(&tape);
        lab_close(lab);
    }
}

/* Two firms alike but for the second's `more`: how much more of `indicator` the second has. */
static struct fnl_moments difference(const char *firm, const char *without, const char *with,
                                     enum fnl_indicator indicator)
{
    const struct lab_change first = {0, without}, second = {0, with};
    struct lab *a = lab_open_overlaid(firm, &first, 1), *b = lab_open_overlaid(firm, &second, 1);
    struct fnl_moments moments = {0};
    for (uint64_t future = 0; future < 20; future++) {
        lab_run(a, future, NULL);
        lab_run(b, future, NULL);
        fnl_moments_add(&moments, (double)(lab_value(b, indicator) - lab_value(a, indicator)));
    }
    lab_close(a);
    lab_close(b);
    return moments;
}

/* Half the width of the interval that holds in 999 of 1000 cases. */
static double noise_of(const struct fnl_moments *moments)
{
    return gsl_cdf_tdist_Pinv(0.9995, (double)moments->count - 1) *
           sqrt(fnl_moments_variance(moments) / (double)moments->count);
}

/* Few reps, and people of all kinds who have to be talked to. */
#define BUSY                                                                                       \
    "name = \"Busy\"; months = 24; " LAB_FROM_2025                                                 \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 60; } );"                \
    "effects = { fit = 2; budget = 2; need = 2; trust = 2; trust_reference = 0.2; };"              \
    "stages = ( { name = \"A\"; hours = 1; go_on = 0.4; },"                                        \
    "           { name = \"B\"; hours = 5; days = 10; go_on = 0.4; } );"                           \
    "reps = { count = 2; };"

/* Nurture by a desk leaves the reps their hours to sell in (D10: who should nurture). */
static void a_desk_leaves_reps_more_time_to_win(void **state)
{
    (void)state;
#define FROM_60 "handoff = { policy = \"after_nurture\"; threshold = 0.6; };"
    const struct fnl_moments wins = difference(BUSY, FROM_60 "nurture = { who = \"reps\"; };",
                                               FROM_60 "nurture = { who = \"desk\"; };", FNL_WON);
    assert_true(wins.mean - noise_of(&wins) > 0);
}

/* Planting and sowing: those who said no decision come up again. */
static void farming_brings_more_deals(void **state)
{
    (void)state;
    static const char firm[] =
        "name = \"Farm\"; months = 36; " LAB_FROM_2025
        "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 20; } );"
        "effects = { trust = 2; trust_reference = 0.2; };"
        "stages = ( { name = \"A\"; hours = 1; go_on = 0.2; } ); reps = { count = 3; };";
    const struct fnl_moments wins = difference(
        firm, "", "nurture = { dormant = 1.0; wakes_per_touch = 0.01; touches = 50; };", FNL_WON);
    assert_true(wins.mean - noise_of(&wins) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(who_is_not_ready_is_touched_until_ready),
        cmocka_unit_test(who_is_not_ready_in_time_is_kept_for_good),
        cmocka_unit_test(people_in_nurture_are_counted),
        cmocka_unit_test(some_want_no_more_of_it),
        cmocka_unit_test(reps_nurture_their_own_in_their_own_hours),
        cmocka_unit_test(whoever_touches_first_keeps_them),
        cmocka_unit_test(the_dormant_wake_at_a_touch),
        cmocka_unit_test(touches_of_an_episode_go_on_after_its_end),
        cmocka_unit_test(only_those_lost_for_the_time_being_are_sown),
        cmocka_unit_test(a_desk_leaves_reps_more_time_to_win),
        cmocka_unit_test(farming_brings_more_deals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
