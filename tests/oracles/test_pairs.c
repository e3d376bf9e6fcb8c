/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two firms that live through the same future meet the same people and have the
 * same luck. So a difference between them has far less noise than two separate
 * experiments would have, by a factor that theory gives for one stage and that
 * only perfect pairing reaches.
 *
 * For n people of whom a share p against p + d signs, the factor is
 * [p (1 - p) + p' (1 - p')] / [d (1 - d)]; for a Poisson number of people it is
 * (p + p') / d; for a volume of m against m + d people, (2 m + d) / d.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "judge.h"
#include "lab.h"

/* 10 judgements in this program; all of them together are wrong in 1 of 100 seeds at most. */
#define LEVEL   (0.01 / 10)

#define FUTURES 400

/* So many reps that nobody ever waits, as each touch goes to whoever is free. */
#define AMPLE                                                                                      \
    "reps = { count = 200; selling_share = 1.0; }; assign = { policy = \"shared_queue\"; };"

static struct lab *one_step(double people, double go_on)
{
    return lab_open("name = \"Step\"; months = 6; " LAB_FROM_2025 LAB_ALWAYS_OPEN
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = %g; } );"
                    "stages = ( { name = \"Talk\"; hours = 0.1; go_on = %g; } );"
                    "clients = { contract_value = 1; contract_months = 120; };" AMPLE,
                    people, go_on);
}

/* Wins of each future. */
static double *count_wins(struct lab *lab)
{
    double *wins = calloc(FUTURES, sizeof *wins);
    assert_non_null(wins);
    for (size_t future = 0; future < FUTURES; future++) {
        lab_run(lab, future, NULL);
        wins[future] = (double)lab_value(lab, FNL_WON);
    }
    lab_close(lab);
    return wins;
}

/* Wins of two firms are Poisson with these means, and so is their difference. */
static void differ_as_poisson(struct lab *more, struct lab *fewer, double mean, double difference)
{
    double *a = count_wins(more), *b = count_wins(fewer);
    assert_likely(judge_mean(b, FUTURES, mean, mean), LEVEL);
    assert_likely(judge_variance(b, FUTURES, mean, mean), LEVEL);
    for (size_t i = 0; i < FUTURES; i++)
        a[i] -= b[i];
    assert_likely(judge_mean(a, FUTURES, difference, difference), LEVEL);
    assert_likely(judge_variance(a, FUTURES, difference, difference), LEVEL);
    free(a);
    free(b);
}

static void a_higher_chance_differs_by_the_few_whom_it_decides(void **state)
{
    (void)state;
    /* Variance-reduction factor 0.41 / 0.01 = 41. */
    differ_as_poisson(one_step(250, 0.21), one_step(250, 0.20), 300, 15);
}

static void a_greater_volume_differs_by_the_people_added(void **state)
{
    (void)state;
    /* Factor (2 * 300 + 15) / 15 = 41. */
    differ_as_poisson(one_step(262.5, 0.2), one_step(250, 0.20), 300, 15);
}

/* By whom they are about, then in the order in which they were told, kept in `client`. */
static int by_key(const void *a, const void *b)
{
    const struct fnl_fact *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->client > y->client) - (x->client < y->client);
}

static void record(struct lab *lab, struct lab_tape *tape, fnl_fact_set wants, uint64_t future)
{
    const struct fnl_listener listener = lab_tape_listener(tape, wants);
    lab_run(lab, future, &listener);
    for (size_t i = 0; i < tape->count; i++)
        tape->facts[i].client = (uint32_t)i;
    qsort(tape->facts, tape->count, sizeof *tape->facts, by_key);
}

/*
 * With the number of people given: of each person the two fates are known, and
 * nobody ever signs at the smaller chance and not at the greater. The factor is
 * then 32.92 at 20 against 21 %.
 */
static void at_20_against_21_percent_one_in_100_people_differs(void **state)
{
    (void)state;
    struct lab *low = one_step(4000, 0.20), *high = one_step(4000, 0.21);
    struct lab_tape a = {0}, b = {0};
    record(low, &a, FNL_FACT_BIT(FNL_FACT_ENDED), 0);
    record(high, &b, FNL_FACT_BIT(FNL_FACT_ENDED), 0);
    assert_int_equal(a.count, b.count);
    double differ = 0, won = 0, won_too = 0;
    const double people = (double)a.count;
    for (size_t i = 0; i < a.count; i++) {
        assert_true(a.facts[i].key == b.facts[i].key);
        const bool first = a.facts[i].detail == FNL_CAUSE_WON;
        const bool second = b.facts[i].detail == FNL_CAUSE_WON;
        assert_true(second || !first);
        won += first;
        won_too += second;
        differ += first != second;
    }
    assert_likely(judge_normal((differ - 0.01 * people) / sqrt(0.0099 * people)), LEVEL);
    assert_likely(judge_normal((won - 0.2 * people) / sqrt(0.16 * people)), LEVEL);
    const double p = won / people, q = won_too / people, d = differ / people;
    const double factor = (p * (1 - p) + q * (1 - q)) / (d * (1 - d));
    assert_true(factor > 29 && factor < 37);
    lab_tape_fini(&a);
    lab_tape_fini(&b);
    lab_close(low);
    lab_close(high);
}

/* All that a fact says but the indices of records, of reps and of sources. */
static bool same(const struct fnl_fact *a, const struct fnl_fact *b)
{
    return a->kind == b->kind && a->time == b->time && a->key == b->key && a->other == b->other &&
           a->amount == b->amount && a->span == b->span && a->wait == b->wait &&
           a->until == b->until && a->index == b->index && a->detail == b->detail &&
           a->day == b->day && a->generation == b->generation && a->flag == b->flag;
}

/* What is told of people and clients, but not of the firm as a whole. */
#define OF_PEOPLE                                                                                  \
    (FNL_FACT_ALL & ~(FNL_FACT_BIT(FNL_FACT_POSTED) | FNL_FACT_BIT(FNL_FACT_DAY_CLOSED) |          \
                      FNL_FACT_BIT(FNL_FACT_MONTH_CLOSED) | FNL_FACT_BIT(FNL_FACT_REP_JOINED) |    \
                      FNL_FACT_BIT(FNL_FACT_REP_AWAY) | FNL_FACT_BIT(FNL_FACT_PHASE) |             \
                      FNL_FACT_BIT(FNL_FACT_BROKE)))

/*
 * Everything that the tape `few` tells of anybody is told, in the same order and
 * to the millisecond, by `many` too; returns how many facts `many` has besides.
 */
static size_t assert_contains(const struct lab_tape *many, const struct lab_tape *few)
{
    size_t i = 0;
    for (size_t j = 0; j < few->count; j++, i++) {
        while (i < many->count && !same(&many->facts[i], &few->facts[j]))
            i++;
        if (i == many->count)
            fail_msg("fact %zu of %zu, of kind %d, is missing", j, few->count,
                     (int)few->facts[j].kind);
    }
    return many->count - few->count;
}

static void compare(struct lab *many, struct lab *few, bool equal)
{
    struct lab_tape a = {0}, b = {0};
    for (uint64_t future = 0; future < 3; future++) {
        record(many, &a, OF_PEOPLE, future);
        record(few, &b, OF_PEOPLE, future);
        assert_true(b.count > 1000);
        const size_t besides = assert_contains(&a, &b);
        assert_true(equal ? besides == 0 : besides > 100);
    }
    lab_tape_fini(&a);
    lab_tape_fini(&b);
    lab_close(many);
    lab_close(few);
}

/* A firm with a bit of everything, in which nobody waits; `door` and `sources` may add to it. */
static struct lab *ample(double people, const char *sources, const char *more)
{
    return lab_open(
        "name = \"Ample\"; months = 18; " LAB_FROM_2025
        "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = %g; pita = 0.1;"
        "              bad_contact = 0.1; out_of_ten = { fit = 6; budget = 5; need = 5; interest = "
        "7; }; },"
        "            %s { name = \"Friends\"; kind = \"referral\"; } );"
        "stages = ( { name = \"A\"; hours = { law = \"gamma\"; mean = 1; cv = 0.5; }; shows = 0.5;"
        "             days = [1, 3, 9]; go_on = 0.7; },"
        "           { name = \"B\"; hours = 2; touches = 2; days = 4; shows = 0.8; go_on = 0.5; } "
        ");"
        "effects = { fit = 1; need = 0.5; interest_on_shows = 1; };"
        "qualify = { policy = \"rep\"; };"
        "clients = { contract_months = 4; service_hours = 1; cancels_per_year = 0.1; };"
        "response = { }; satisfaction = { }; referrals = { ask_costs_mood = 0.0; }; pita = { }; "
        "returns = { };"
        "service = { hours_per_month = 100000; }; %s" AMPLE,
        people, sources, more);
}

static void more_people_move_nobody_who_was_there(void **state)
{
    (void)state;
    compare(ample(75, "", ""), ample(60, "", ""), false);
}

static void another_source_moves_nobody(void **state)
{
    (void)state;
    compare(ample(60,
                  "{ name = \"List\"; kind = \"list\"; leads_per_month = 40; },"
                  "{ name = \"Fair\"; kind = \"event\"; dates = [\"2025-06-03\"];"
                  "  people_per_event = 50; },",
                  ""),
            ample(60, "", ""), false);
}

static void asking_adds_people_and_moves_nobody(void **state)
{
    (void)state;
    compare(ample(60, "", "ask = { policy = \"everybody\"; per_client_year = 12; };"),
            ample(60, "", ""), false);
}

static void opening_clients_move_nobody(void **state)
{
    (void)state;
    compare(ample(60, "", "today = { clients = 30; pita_clients = 5; };"), ample(60, "", ""),
            false);
}

static void what_nobody_feels_changes_nothing_at_all(void **state)
{
    (void)state;
    compare(ample(60, "", "quota = { per_year = 100000; }; costs = { overhead = 5000; };"),
            ample(60, "", ""), true);
}

/* The name alone decides: sources may stand in any order. */
static void the_order_of_sources_does_not_matter(void **state)
{
    (void)state;
#define LIST "{ name = \"List\"; kind = \"list\"; leads_per_month = 40; }"
#define DOOR "{ name = \"Door\"; kind = \"inbound\"; leads_per_month = 40; }"
#define REST                                                                                       \
    "stages = ( { name = \"A\"; hours = [0.5, 1, 3]; shows = 0.5; days = 2; go_on = 0.3; } );"     \
    "reps = { count = 3; };"
    compare(lab_open("name = \"1\"; months = 12; sources = (" LIST ", " DOOR ");" REST),
            lab_open("name = \"2\"; months = 12; sources = (" DOOR ", " LIST ");" REST), true);
}

static void another_seed_or_replication_is_another_world(void **state)
{
    (void)state;
    struct lab *lab = one_step(250, 0.2);
    lab_run(lab, 0, NULL);
    const int64_t first = lab_value(lab, FNL_EVENTS), people = lab_value(lab, FNL_PEOPLE);
    lab_run(lab, 1, NULL);
    assert_true(first != lab_value(lab, FNL_EVENTS) || people != lab_value(lab, FNL_PEOPLE));
    lab->seed++;
    lab_run(lab, 0, NULL);
    assert_true(first != lab_value(lab, FNL_EVENTS) || people != lab_value(lab, FNL_PEOPLE));
    lab->seed--;
    lab_run(lab, 0, NULL);
    assert_int_equal(first, lab_value(lab, FNL_EVENTS));
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_higher_chance_differs_by_the_few_whom_it_decides),
        cmocka_unit_test(a_greater_volume_differs_by_the_people_added),
        cmocka_unit_test(at_20_against_21_percent_one_in_100_people_differs),
        cmocka_unit_test(more_people_move_nobody_who_was_there),
        cmocka_unit_test(another_source_moves_nobody),
        cmocka_unit_test(asking_adds_people_and_moves_nobody),
        cmocka_unit_test(opening_clients_move_nobody),
        cmocka_unit_test(what_nobody_feels_changes_nothing_at_all),
        cmocka_unit_test(the_order_of_sources_does_not_matter),
        cmocka_unit_test(another_seed_or_replication_is_another_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
