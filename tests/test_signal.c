/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/signal.h"
#include "model/state.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_signal_table", &fnl_signal_table);
}

/* One in three is worth it: fit is 0.9 for those and 0.1 for the others, all else is there. */
#define FIRM                                                                                       \
    "name = \"Signs\"; months = 12; " LAB_FROM_2025 "sources = ("                                  \
    "{ name = \"Good\"; kind = \"inbound\"; leads_per_month = 50; fit = 0.9; budget = 0.9;"        \
    "  need = 0.9; },"                                                                             \
    "{ name = \"Bad\"; kind = \"inbound\"; leads_per_month = 100; fit = 0.1; } );"                 \
    "effects = { fit = 4; }; reps = { count = 9; };"                                               \
    "stages = ( { name = \"A\"; hours = 0.5; go_on = 0.3; } );"                                    \
    "signals = ( { name = \"white paper\"; sensitivity = 0.6; specificity = 0.7; },"               \
    "            { name = \"raised hand\"; sensitivity = 0.2385; specificity = 0.95; } );"

/* Whether the share `part` of `whole` is `expected`, right in all but one of a thousand seeds. */
static bool is_share(double part, double whole, double expected)
{
    return fabs(part / whole - expected) < 3.29 * sqrt(expected * (1 - expected) / whole);
}

static void signals_have_names(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM);
    assert_int_equal(fnl_signal_named(lab->settings, "white paper"), 0);
    assert_int_equal(fnl_signal_named(lab->settings, "raised hand"), 1);
    assert_int_equal(fnl_signal_named(lab->settings, "demo"), -1);
    lab_close(lab);
}

/* How many of 4000 made-up people of `source` show the signal called `name`. */
static double count_shown(struct lab *lab, uint32_t source, const char *name, uint32_t which)
{
    lab_run(lab, 0, NULL);
    double shown = 0;
    for (uint64_t i = 0; i < 4000; i++) {
        struct fnl_lead lead = {.key = 2385 + i, .episode_key = 2385 + i, .source = source};
        shown += fnl_signal_shown(lab->company, &lead, name) == which;
    }
    return shown;
}

static void each_is_a_test_with_its_own_errors(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM);
    assert_true(is_share(count_shown(lab, 0, "white paper", 1), 4000, 0.6));
    assert_true(is_share(count_shown(lab, 1, "white paper", 1), 4000, 0.3));
    assert_true(is_share(count_shown(lab, 0, "raised hand", 2), 4000, 0.2385));
    assert_true(is_share(count_shown(lab, 1, "raised hand", 2), 4000, 0.05));
    assert_true(count_shown(lab, 1, "demo", 0) == 4000);
    /* The first that is shown; the second alone: independent of each other. */
    assert_true(is_share(count_shown(lab, 0, "any", 1), 4000, 0.6));
    assert_true(is_share(count_shown(lab, 0, "any", 2), 4000, 0.4 * 0.2385));
    lab_close(lab);
}

/*
 * A white paper is no qualification: of those who show the signal, Bayes says how many are worth
 * it, and that is 0.6 / (0.6 + 2 * 0.3) = one half.
 */
static void the_policy_hands_on_whoever_shows_it(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open(FIRM "handoff = { policy = \"signal\"; signal = \"white paper\"; };");
    struct lab_tape tape = {0};
    double good = 0, all = 0;
    for (uint64_t future = 0; future < 5; future++) {
        const struct fnl_listener listener =
            lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_HANDED_ON));
        lab_run(lab, future, &listener);
        for (size_t i = 0; i < tape.count; i++) {
            assert_int_equal(tape.facts[i].detail, 1);
            assert_int_equal(tape.facts[i].amount, -1);
            good += tape.facts[i].source == 0;
        }
        all += (double)tape.count;
        assert_int_equal(lab_cause(lab, FNL_CAUSE_NOT_HANDED_ON) + (int64_t)tape.count,
                         lab_value(lab, FNL_EPISODES));
    }
    assert_true(is_share(good, all, 0.5));
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Working every download wins less often, and less for an hour, than working raised hands. */
static void working_everybody_lowers_the_win_rate(void **state)
{
    (void)state;
    struct lab *all = lab_open(FIRM), *some = lab_open(FIRM "handoff = { policy = \"signal\";"
                                                            "  signal = \"raised hand\"; };");
    for (uint64_t future = 0; future < 5; future++) {
        lab_run(all, future, NULL);
        lab_run(some, future, NULL);
        assert_true(lab_value(all, FNL_WIN_RATE) < lab_value(some, FNL_WIN_RATE));
        assert_true(lab_value(all, FNL_HOURS_NOWHERE) > lab_value(some, FNL_HOURS_NOWHERE));
    }
    lab_close(all);
    lab_close(some);
}

/* Another signal in the list, first or last, changes nothing for those who go by the old one. */
static void another_signal_moves_nobody(void **state)
{
    (void)state;
#define BY_HAND "handoff = { policy = \"signal\"; signal = \"raised hand\"; };"
    const struct lab_change by_hand = {0, BY_HAND};
    const struct lab_change more = {0, BY_HAND "signals = ( { name = \"demo\"; new = true; } );"};
    struct lab *two = lab_open_overlaid(FIRM, &by_hand, 1);
    struct lab *three = lab_open_overlaid(FIRM, &more, 1);
    lab_run(two, 0, NULL);
    lab_run(three, 0, NULL);
    assert_memory_equal(two->row, three->row, two->layout.width * sizeof *two->row);
    lab_close(two);
    lab_close(three);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(signals_have_names),
        cmocka_unit_test(each_is_a_test_with_its_own_errors),
        cmocka_unit_test(the_policy_hands_on_whoever_shows_it),
        cmocka_unit_test(working_everybody_lowers_the_win_rate),
        cmocka_unit_test(another_signal_moves_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
