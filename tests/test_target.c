/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "lab.h"
#include "model/state.h"
#include "model/target.h"
#include "stats/moments.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_target_table", &fnl_target_table);
}

/* Two reps with nothing else to do; who agrees to talk is talked to and lost. */
#define FIRM                                                                                       \
    "name = \"Targets\"; months = 6; " LAB_FROM_2025                                               \
    "stages = ( { name = \"A\"; hours = 0.001; go_on = 0.0; } );"                                  \
    "reps = { count = 2; selling_share = 1.0; };"
#define WANTED "{ name = \"Wanted\"; kind = \"target\"; need = 0.9; }"

static struct lab *firm(const char *sources, const char *targets)
{
    return lab_open(FIRM "sources = ( %s ); %s", sources, targets);
}

static size_t touches(const struct lab_tape *tape)
{
    return lab_tape_count(tape, FNL_FACT_APPROACHED);
}

static struct lab_tape recorded(struct lab *lab)
{
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    lab_close(lab);
    return tape;
}

/* Nobody agrees: 3 touches each, a week apart, then the next three: 26 weeks and two days. */
static void accounts_rest_between_touches_and_are_given_up(void **state)
{
    (void)state;
    struct lab_tape tape = recorded(firm(
        WANTED, "slack = { policy = \"prospect\"; hours_per_week = 40; };"
                "targets = { accounts = 3; agrees = 0.0; touches = 3; rests = \"7 days\"; };"));
    fnl_time last[2][100] = {{0}};
    size_t counted[2] = {0};
    for (size_t i = 0; i < touches(&tape); i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_APPROACHED, i);
        const uint32_t number = fact->index >> 8 & 0xfffff;
        assert_int_equal(fact->index >> 28, FNL_CHANNEL_LISTED);
        assert_true(number < 100 && fact->day >= 1 && fact->day <= 3 && !fact->flag);
        if (fact->day > 1)
            assert_true(fact->time - last[fact->rep][number] >= 7 * FNL_DAY);
        last[fact->rep][number] = fact->time;
        counted[fact->rep]++;
    }
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_ARRIVED), 0);
    /* A list is worked off in two weeks and written anew at once. */
    for (size_t rep = 0; rep < 2; rep++)
        assert_true(counted[rep] >= 3 * 24 && counted[rep] <= 3 * 3 * 13);
    lab_tape_fini(&tape);
}

/* An empty place waits for the day on which the list is written; an empty list does not. */
static void lists_are_written_anew_in_their_time_or_when_they_are_empty(void **state)
{
    (void)state;
    struct lab_tape full =
        recorded(firm(WANTED, "slack = { policy = \"prospect\"; hours_per_week = 1; };"
                              "targets = { accounts = 3; agrees = 1.0; hours_per_touch = 0.5; };"));
    /* Two touches a week and rep, all of new accounts: 27 weeks begin in this half year. */
    assert_int_equal(touches(&full), lab_tape_count(&full, FNL_FACT_ARRIVED));
    assert_in_range(touches(&full), 2 * 2 * 26, 2 * 2 * 27);
    lab_tape_fini(&full);

    struct lab_tape part = recorded(
        firm(WANTED, "slack = { policy = \"prospect\"; hours_per_week = 40; };"
                     "targets = { accounts = 40; agrees = 0.03; touches = 1000; rests = 1; "
                     "  refreshed = \"60 days\"; };"));
    size_t new[181] = {0}, later = 0;
    for (size_t i = 0; i < touches(&part); i++) {
        const struct fnl_fact *fact = lab_tape_fact(&part, FNL_FACT_APPROACHED, i);
        new[fact->time / FNL_DAY] += fact->day == 1;
    }
    lab_tape_fini(&part);
    /* The 60th day is a Sunday. Two days of eight hours are enough to touch all who are new. */
    for (size_t day = 0; day < 181; day++)
        later += day % 60 < 3 ? 0 : new[day];
    assert_int_equal(new[0] + new[1], 80);
    assert_true(new[61] + new[62] > 30 && new[121] + new[122] > 30);
    assert_int_equal(later, 0);
}

/* Whoever agrees is that rep's, of the list's name, and as the account was. */
static void who_agrees_arrives_as_the_account_that_it_was(void **state)
{
    (void)state;
    struct lab *lab = firm("{ name = \"Giants\"; kind = \"target\"; pita = 0.5; cost_each = 7; }, "
                           "{ name = \"Door\"; kind = \"inbound\"; }, "
                           "{ name = \"Dwarfs\"; kind = \"target\"; awareness = 0.3; }",
                           "slack = { policy = \"prospect\"; }; awareness = { on_showing = 1; };"
                           "targets = { agrees = 0.4; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t arrived = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind != FNL_FACT_ARRIVED)
            continue;
        arrived++;
        const uint32_t number = fact->index >> 8 & 0xfffff;
        const struct fnl_rep *rep = &((const struct fnl_company *)lab->company)->reps[fact->rep];
        const uint64_t source = fnl_key_text(number % 2 == 0 ? "Giants" : "Dwarfs");
        assert_int_equal(fact->source, number % 2 == 0 ? 0 : 2);
        assert_true(fact->key == fnl_lead_key(fnl_key_part(source, rep->key), fact->index));
        assert_int_equal(tape.facts[i - 1].kind, FNL_FACT_APPROACHED);
        assert_true(tape.facts[i - 1].flag && tape.facts[i - 1].key == fact->key);
    }
    assert_true(arrived > 30);
    assert_int_equal(lab_value(lab, FNL_PEOPLE), arrived);
    assert_int_equal(lab_value(lab, FNL_TARGET_TOUCHES), touches(&tape));
    assert_int_equal(lab_money(lab, FNL_MONEY_LEADS),
                     -700 * lab_source(lab, 0, FNL_BY_SOURCE_PEOPLE));
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* 6 hours a week, a quarter each: all hours are prospecting, and each touch takes its time. */
static void a_touch_takes_its_hours(void **state)
{
    (void)state;
    struct lab *lab = firm(WANTED, "slack = { policy = \"prospect\"; hours_per_week = 6; };"
                                   "targets = { accounts = 300; agrees = 0.1; };");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_spent(lab, FNL_SPENT_ON_PROSPECTING),
                     lab_value(lab, FNL_TARGET_TOUCHES) * FNL_HOUR / 4);
    assert_int_equal(lab_value(lab, FNL_TARGET_TOUCHES), 2 * 26 * 24);
    lab_close(lab);
}

/* Block by block, an hour each: the list has as many hours as each source that is searched. */
static void the_list_is_one_of_the_sources_that_take_turns(void **state)
{
    (void)state;
    struct lab *lab = firm(WANTED ", { name = \"Cold\"; kind = \"outbound\"; found_per_hour = 1; },"
                                  "{ name = \"Warm\"; kind = \"outbound\"; found_per_hour = 1; }",
                           "slack = { policy = \"prospect\"; hours_per_week = 9; };"
                           "targets = { accounts = 40; agrees = 0.0; };");
    lab_run(lab, 0, NULL);
    const double all = (double)lab_spent(lab, FNL_SPENT_ON_PROSPECTING) / (double)FNL_HOUR;
    const double listed = (double)lab_value(lab, FNL_TARGET_TOUCHES) / 4;
    assert_true(fabs(listed - all / 3) <= 2);
    assert_true(lab_source(lab, 1, FNL_BY_SOURCE_PEOPLE) > 100);
    assert_true(lab_source(lab, 2, FNL_BY_SOURCE_PEOPLE) > 100);
    lab_close(lab);
    /* Nobody prospects on a list whose accounts all rest, nor where there are no lists. */
    lab = firm(WANTED, "slack = { policy = \"prospect\"; hours_per_week = 9; };"
                       "targets = { accounts = 0; };");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_spent(lab, FNL_SPENT_ON_PROSPECTING), 0);
    lab_close(lab);
}

static double mean_fit_of_those_who_agree(const char *targets)
{
    struct lab_tape tape =
        recorded(firm("{ name = \"Wanted\"; kind = \"target\"; fit = { law = \"uniform\"; low = 0; "
                      "high = 1; }; }",
                      targets));
    struct fnl_moments fit = {0};
    for (size_t i = 0; i < tape.count; i++)
        if (tape.facts[i].kind == FNL_FACT_TRAITS)
            fnl_moments_add(&fit, (double)tape.facts[i].amount / 1e6);
    assert_true(fit.count > 500);
    lab_tape_fini(&tape);
    return fit.mean;
}

/* The best of 3 who are evenly spread fits 3/4, with a deviation of sqrt(3/80). */
static void the_best_of_those_looked_at_is_taken(void **state)
{
    (void)state;
#define MANY                                                                                       \
    "slack = { policy = \"prospect\"; hours_per_week = 40; };"                                     \
    "targets = { accounts = 9; agrees = 1.0; "
    const double any = mean_fit_of_those_who_agree(MANY "chosen_from = 1; };");
    const double best = mean_fit_of_those_who_agree(MANY "chosen_from = 3; sight_noise = 0; };");
    const double dim = mean_fit_of_those_who_agree(MANY "chosen_from = 3; sight_noise = 0.5; };");
    /* Five deviations of the mean of 500. */
    assert_true(fabs(any - 0.5) < 5 * sqrt(1.0 / 12 / 500));
    assert_true(fabs(best - 0.75) < 5 * sqrt(3.0 / 80 / 500));
    assert_true(dim > any + 0.03 && dim < best - 0.03);
}

/* Without anything that moves it, an account agrees within 5 touches with 1 - 0.9^5 = 41 %. */
static void accounts_agree_with_their_chance(void **state)
{
    (void)state;
    struct lab_tape tape = recorded(
        firm(WANTED, "slack = { policy = \"prospect\"; hours_per_week = 40; };"
                     "targets = { accounts = 100; agrees = 0.1; touches = 5; rests = 1; };"));
    uint64_t given_up = 0, agreed = 0;
    for (size_t i = 0; i < touches(&tape); i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_APPROACHED, i);
        agreed += fact->flag;
        given_up += fact->day == 5 && !fact->flag;
    }
    /* The chance of a touch: two-sided, one in a thousand by bad luck. */
    const unsigned count = (unsigned)touches(&tape);
    assert_true(count > 3000 && given_up > 300);
    assert_true(gsl_cdf_binomial_P((unsigned)agreed, 0.1, count) > 0.0005);
    assert_true(gsl_cdf_binomial_Q((unsigned)agreed, 0.1, count) > 0.0005);
    lab_tape_fini(&tape);
}

/* Who knows nothing is told by the touches, and forgets between them: the longer the list, the
 * less a touch is worth. */
static double yes_per_touch(int accounts)
{
    char targets[300];
    snprintf(targets, sizeof targets,
             "slack = { policy = \"prospect\"; hours_per_week = 5; };"
             "targets = { accounts = %d; }; awareness = { fades_in = \"30 days\"; };",
             accounts);
    struct lab *lab = firm("{ name = \"Wanted\"; kind = \"target\"; awareness = 0.0; }", targets);
    struct fnl_moments yes = {0};
    for (uint64_t future = 0; future < 40; future++) {
        lab_run(lab, future, NULL);
        fnl_moments_add(&yes, (double)lab_value(lab, FNL_PEOPLE) /
                                  (double)lab_value(lab, FNL_TARGET_TOUCHES));
    }
    lab_close(lab);
    return yes.mean;
}

static void attention_is_thinner_on_a_longer_list(void **state)
{
    (void)state;
    const double few = yes_per_touch(10), many = yes_per_touch(100);
    assert_true(few > 1.5 * many);
}

/* The mean number of touches of those who agree. */
static double touches_to_a_yes(const char *awareness)
{
    struct lab_tape tape = recorded(
        lab_open(FIRM "sources = ( { name = \"Wanted\"; kind = \"target\"; awareness = %s; } );"
                      "slack = { policy = \"prospect\"; hours_per_week = 40; }; awareness = { };"
                      "targets = { accounts = 150; agrees = 0.15; rests = 2; touches = 30; };",
                 awareness));
    struct fnl_moments needed = {0};
    for (size_t i = 0; i < tape.count; i++)
        if (tape.facts[i].kind == FNL_FACT_APPROACHED && tape.facts[i].flag)
            fnl_moments_add(&needed, tape.facts[i].day);
    assert_true(needed.count > 200);
    lab_tape_fini(&tape);
    return needed.mean;
}

static void who_does_not_know_us_takes_more_touches(void **state)
{
    (void)state;
    assert_true(touches_to_a_yes("0.0") > 1.3 * touches_to_a_yes("1.0"));
}

/* Firms of a market have needs whether or not they know us; reps who wait reach none of them. */
static void reps_who_wait_leave_need_unreached(void **state)
{
    (void)state;
    static const char text[] = "slack = { policy = \"prospect\"; hours_per_week = %d; };"
                               "targets = { agrees = 0.3; }; market = { size = 500; };";
    int64_t before = FNL_MILLION;
    for (int hours = 1; hours <= 16; hours *= 4) {
        char slack[200];
        snprintf(slack, sizeof slack, text, hours);
        struct lab *lab = firm(WANTED, slack);
        lab_run(lab, 0, NULL);
        assert_true(lab_value(lab, FNL_UNREACHED) < before);
        before = lab_value(lab, FNL_UNREACHED);
        lab_close(lab);
    }
    assert_in_range(before, 1, 900000);
}

/* Without anybody who comes by themselves, 20 accounts each still make opportunities. */
static void opportunities_do_not_depend_on_leads(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Idle\"; months = 12; sources = ("
        "{ name = \"Door\"; kind = \"inbound\"; leads_per_month = %s; },"
        "{ name = \"Wanted\"; kind = \"target\"; awareness = 0.0; fit = 0.7; need = 0.8; } );"
        "stages = ( { name = \"Talk\"; hours = 1; shows = 0.8; go_on = 0.3; } );"
        "reps = { count = 4; }; slack = { policy = \"%s\"; };"
        "targets = { }; awareness = { };";
    struct lab *hunt = lab_open(text, "0", "prospect"), *wait = lab_open(text, "0.66", "wait");
    struct fnl_moments ahead = {0};
    for (uint64_t future = 0; future < 20; future++) {
        lab_run(hunt, future, NULL);
        assert_true(lab_value(hunt, FNL_OPPORTUNITIES) > 0);
        /* Its work is a rep's like any other; the last block of each may not be done. */
        const fnl_time spent = lab_spent(hunt, FNL_SPENT_ON_PROSPECTING);
        assert_in_range(spent - lab_value(hunt, FNL_TARGET_TOUCHES) * FNL_HOUR / 4, 0,
                        4 * FNL_HOUR);
        lab_run(wait, future, NULL);
        fnl_moments_add(&ahead, (double)(lab_value(hunt, FNL_OPPORTUNITIES) -
                                         lab_value(wait, FNL_OPPORTUNITIES)));
    }
    const double wide = gsl_cdf_tdist_Pinv(0.9995, 19) * sqrt(fnl_moments_variance(&ahead) / 20);
    assert_true(ahead.mean - wide > 10 && ahead.mean + wide < 200);
    lab_close(hunt);
    lab_close(wait);
}

/* A list is not written where the market is at its end; until then it uses it up. */
static void accounts_come_out_of_the_market(void **state)
{
    (void)state;
    struct lab *lab =
        firm(WANTED, "slack = { policy = \"prospect\"; hours_per_week = 40; };"
                     "targets = { accounts = 10; agrees = 0.0; touches = 1; };"
                     "market = { size = 25; renews_per_year = 0.0; best_first = 0; };");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_month(lab, FNL_SERIES_MARKET_LEFT, 5), 0);
    assert_in_range(lab_value(lab, FNL_TARGET_TOUCHES), 25, 25 + 2 * 10 * 5);
    assert_int_equal(lab_value(lab, FNL_UNREACHED), FNL_MILLION);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(accounts_rest_between_touches_and_are_given_up),
        cmocka_unit_test(lists_are_written_anew_in_their_time_or_when_they_are_empty),
        cmocka_unit_test(who_agrees_arrives_as_the_account_that_it_was),
        cmocka_unit_test(a_touch_takes_its_hours),
        cmocka_unit_test(the_list_is_one_of_the_sources_that_take_turns),
        cmocka_unit_test(the_best_of_those_looked_at_is_taken),
        cmocka_unit_test(accounts_agree_with_their_chance),
        cmocka_unit_test(attention_is_thinner_on_a_longer_list),
        cmocka_unit_test(who_does_not_know_us_takes_more_touches),
        cmocka_unit_test(reps_who_wait_leave_need_unreached),
        cmocka_unit_test(opportunities_do_not_depend_on_leads),
        cmocka_unit_test(accounts_come_out_of_the_market),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
