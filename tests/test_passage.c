/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "lab.h"
#include "scenario/passage.h"
#include "stated.h"

/* Whether it comes true is seen in oracles/test_chain.c; here the sums are done by hand. */

enum { DOOR, LIST, CALLS, TARGETS, FRIENDS };

static struct lab *firm(const char *more)
{
    return lab_open("name = \"Desks\"; stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } );"
                    "reps = { count = 3; };"
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; reliability = 0.75; },"
                    "  { name = \"List\"; kind = \"list\"; },"
                    "  { name = \"Calls\"; kind = \"outbound\"; },"
                    "  { name = \"Names\"; kind = \"target\"; },"
                    "  { name = \"Friends\"; kind = \"referral\"; } ); %s",
                    more);
}

/* A score of 0.5 at a reliability of 1; of 0.625 at the door's. */
static const struct fnl_passage_person somebody = {.fit = 0.7,
                                                   .budget = 0.6,
                                                   .need = 0.5,
                                                   .interest = 0.2,
                                                   .trust = 0.4,
                                                   .uniform = 1,
                                                   .normal = -1.5};

static struct fnl_passage way(const struct lab *lab, unsigned source)
{
    return fnl_passage_of(lab->settings, fnl_settings_source(lab->settings, source), &somebody);
}

static void with_nothing_said_everybody_gets_to_sales_as_they_are(void **state)
{
    (void)state;
    struct lab *lab = firm("");
    assert_false(fnl_passage_tells_apart(lab->settings));
    for (unsigned source = DOOR; source <= FRIENDS; source++) {
        const struct fnl_passage passage = way(lab, source);
        assert_true(passage.share == 1 && passage.hours == 0);
        assert_true(passage.interest == 0.2 && passage.trust == 0.4);
    }
    lab_close(lab);
}

/* At a trust of 0.8 the log-odds of 0.5 have 0.6 x 1.3 more. */
static void only_marketings_own_leads_are_dropped_or_not_followed_up(void **state)
{
    (void)state;
    struct lab *lab = firm("management = { dropped = 0.2385; };"
                           "alignment = { trust = 0.8; follow_up = 0.5; on_follow_up = 1.3; };");
    const double share = 0.7615 / (1 + exp(-0.78));
    assert_true(fabs(way(lab, DOOR).share - share) < 1e-7);
    assert_true(fabs(way(lab, LIST).share - share) < 1e-7);
    for (unsigned source = CALLS; source <= FRIENDS; source++)
        assert_true(way(lab, source).share == 1);
    lab_close(lab);
}

#define POLICY(name, threshold, noise)                                                             \
    "handoff = { policy = \"" name "\"; threshold = " threshold "; noise = " noise "; };"

/* The door's word is believed to three quarters, and the rest is luck: 0.375 + 0.25. */
static void the_score_is_what_a_source_declares_and_luck(void **state)
{
    (void)state;
    static const struct {
        const char *handoff;
        double door, list;
    } rows[] = {
        {POLICY("sales_ready", "0.499", "0.0"), 1, 1},
        {POLICY("sales_ready", "0.501", "0.0"), 1, 0},
        {POLICY("sales_ready", "0.624", "0.0"), 1, 0},
        {POLICY("sales_ready", "0.626", "0.0"), 0, 0},
        {POLICY("sales_ready", "0.324", "0.2"), 1, 0}, /* 1.5 x 0.2 less: 0.2 */
        {POLICY("sales_ready", "0.326", "0.2"), 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct lab *lab = firm(rows[i].handoff);
        assert_true(fnl_passage_tells_apart(lab->settings));
        assert_true(way(lab, DOOR).share == rows[i].door);
        assert_true(way(lab, LIST).share == rows[i].list);
        assert_true(way(lab, CALLS).share == rows[i].list);
        assert_true(way(lab, FRIENDS).share == 1);
        lab_close(lab);
    }
}

#define SIGNALS                                                                                    \
    "signals = ( { name = \"call\"; sensitivity = 0.3; specificity = 0.9; bar = 0.5; },"           \
    "            { name = \"demo\"; sensitivity = 0.8; specificity = 0.6; bar = 0.51; } );"

/* Above the bar of the one and below that of the other. */
static void signals_are_shown_by_those_above_their_bar_and_by_some_of_the_rest(void **state)
{
    (void)state;
    static const struct {
        const char *handoff;
        double share;
    } rows[] = {
        {"handoff = { policy = \"signal\"; signal = \"call\"; };", 0.3},
        {"handoff = { policy = \"signal\"; signal = \"demo\"; };", 0.4},
        {"handoff = { policy = \"signal\"; };", 1 - 0.7 * 0.6},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char more[600];
        snprintf(more, sizeof more, "%s%smanagement = { dropped = 0.5; };", SIGNALS,
                 rows[i].handoff);
        struct lab *lab = firm(more);
        assert_near(way(lab, LIST).share, rows[i].share / 2);
        assert_near(way(lab, CALLS).share, rows[i].share);
        assert_true(way(lab, FRIENDS).share == 1);
        lab_close(lab);
    }
}

/*
 * Interest of 0.2 is 0.52 after one touch, 0.712 after two and 0.8272 after three, the score
 * 0.45 + a quarter of it: 0.58, 0.628 and 0.6568.
 */
#define NURTURE(who, touches)                                                                      \
    "nurture = { who = \"" who "\"; touches = " touches "; hours_per_touch = 0.5;"                 \
    "            interest_per_touch = 0.4; trust_per_touch = 0.1; lost_per_touch = 0.05; };"       \
    "management = { dropped = 0.3; };"

static void who_is_not_ready_is_touched_until_they_are(void **state)
{
    (void)state;
    struct lab *lab = firm(POLICY("after_nurture", "0.63", "0.0") NURTURE("desk", "3"));
    const struct fnl_passage passage = way(lab, LIST);
    assert_near(passage.share, 0.7 * 0.95 * 0.95 * 0.95);
    assert_near(passage.interest, 0.8272);
    assert_near(passage.trust, 1 - 0.6 * 0.729);
    assert_true(passage.hours == 0);
    assert_true(way(lab, FRIENDS).share == 1 && way(lab, FRIENDS).interest == 0.2);
    lab_close(lab);
    lab = firm(POLICY("after_nurture", "0.629", "0.0") NURTURE("desk", "2"));
    assert_true(way(lab, LIST).share == 0);
    lab_close(lab);
    lab = firm(POLICY("after_nurture", "0.627", "0.0") NURTURE("desk", "1000000"));
    assert_near(way(lab, LIST).share, 0.7 * 0.95 * 0.95);
    lab_close(lab);
    lab = firm(POLICY("after_nurture", "0.499", "0.0") NURTURE("desk", "3"));
    assert_near(way(lab, LIST).share, 0.7);
    lab_close(lab);
}

/* Their hours go by the touches that are made, also to those who are never ready. */
static void reps_keep_whom_they_have_nurtured(void **state)
{
    (void)state;
    struct lab *lab = firm(POLICY("after_nurture", "0.6", "0.0") NURTURE("reps", "3"));
    assert_near(way(lab, LIST).share, 0.95 * 0.95);
    assert_near(way(lab, LIST).hours, 0.5 * (1 + 0.95));
    lab_close(lab);
    lab = firm(POLICY("after_nurture", "0.9", "0.0") NURTURE("reps", "3"));
    assert_true(way(lab, LIST).share == 0);
    assert_near(way(lab, LIST).hours, 0.5 * (1 + 0.95 + 0.95 * 0.95));
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(with_nothing_said_everybody_gets_to_sales_as_they_are),
        cmocka_unit_test(only_marketings_own_leads_are_dropped_or_not_followed_up),
        cmocka_unit_test(the_score_is_what_a_source_declares_and_luck),
        cmocka_unit_test(signals_are_shown_by_those_above_their_bar_and_by_some_of_the_rest),
        cmocka_unit_test(who_is_not_ready_is_touched_until_they_are),
        cmocka_unit_test(reps_keep_whom_they_have_nurtured),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
