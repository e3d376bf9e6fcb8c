/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/verdict.h"

#include "made_up.h"

#define MONTHS 12

/* What an option has over the first: on average, and for each point of luck; in dollars. */
struct gain {
    int64_t mean, luck;
};

/* Spread evenly over the months; what does not divide goes into the last. */
static void set_contribution(struct made_up *made, int64_t *row, int64_t dollars)
{
    const int64_t sum = MADE_UP_DOLLARS(dollars);
    row[FNL_CONTRIBUTION] = sum;
    for (size_t month = 0; month < MONTHS; month++)
        row[fnl_indicator_series_at(&made->layout, FNL_SERIES_REVENUE, month)] =
            sum / MONTHS + (month == MONTHS - 1 ? sum % MONTHS : 0);
}

/* Options against one that earns a million in 100 futures. */
static struct made_up *contest(const struct gain *gains, size_t count)
{
    struct made_up *made = made_up_new(count + 1, 100, MONTHS);
    for (size_t future = 0; future < 100; future++) {
        set_contribution(made, made_up_row(made, 0, future), 1000000);
        for (size_t i = 0; i < count; i++)
            set_contribution(made, made_up_row(made, i + 1, future),
                             1000000 + gains[i].mean + gains[i].luck * made_up_luck(future, i));
    }
    return made;
}

static char *verdict_on(struct made_up *made)
{
    struct fnl_judgement_set set;
    assert_int_equal(fnl_judgement_init(made_up_study(made), &set), FNL_OK);
    char *text = fnl_verdict_text(&made->study, &set);
    assert_non_null(text);
    fnl_judgement_fini(&set);
    made_up_free(made);
    return text;
}

static void assert_verdict(struct made_up *made, const char *expected)
{
    char *text = verdict_on(made);
    assert_string_equal(text, expected);
    free(text);
}

static void assert_says(struct made_up *made, const char *expected)
{
    char *text = verdict_on(made);
    if (!strstr(text, expected))
        fail_msg("no \"%s\" in\n%s", expected, text);
    free(text);
}

static void assert_says_not(struct made_up *made, const char *words)
{
    char *text = verdict_on(made);
    if (strstr(text, words))
        fail_msg("\"%s\" is in\n%s", words, text);
    free(text);
}

#define CONTEST(...)                                                                               \
    contest((const struct gain[]){__VA_ARGS__},                                                    \
            sizeof((const struct gain[]){__VA_ARGS__}) / sizeof(struct gain))

static void a_clear_gain_is_better(void **state)
{
    (void)state;
    assert_verdict(
        CONTEST({700000, 1000}),
        "More leads is better: +$700k contribution over As we are.\n"
        "  Luck            ahead in 100 of 100 futures; in 8 of 10 the gain is $620k to $780k\n"
        "  Shaky inputs    not tried, though 7 inputs state a range\n"
        "  Noise of the simulation itself: +-$12k (more futures would hardly change the answer)\n"
        "  Ahead from the start.\n");
}

static void a_clear_loss_is_worse(void **state)
{
    (void)state;
    assert_verdict(
        CONTEST({-700000, 1000}),
        "As we are is best. More leads: worse, -$700k.\n"
        "  Luck            ahead in 0 of 100 futures; in 8 of 10 the difference is -$780k to "
        "-$620k\n"
        "  Shaky inputs    not tried, though 7 inputs state a range\n"
        "  Noise of the simulation itself: +-$12k (more futures would hardly change the answer)\n"
        "  Never ahead; behind by at most $700k (Dec 2026).\n");
}

static void a_sure_gain_may_be_less_than_matters(void **state)
{
    (void)state;
    assert_says(CONTEST({105000, 1500}),
                "More leads is better: +$105k contribution over As we are, but perhaps by less "
                "than matters (you said $100k).\n");
    assert_says(CONTEST({105000, 1500}), "+-$17k (more futures would tell whether it matters)\n");
    assert_says(CONTEST({-105000, 1500}),
                "As we are is best. More leads: worse, -$105k, but perhaps by less than matters "
                "(you said $100k).\n");
}

static void too_close_is_not_cannot_tell(void **state)
{
    (void)state;
    assert_says(CONTEST({20000, 1500}),
                "No option is better than As we are by as much as matters. More leads: too close "
                "to matter (you said $100k).\n");
    assert_says(CONTEST({50000, 10000}),
                "No option is surely better than As we are so far. More leads: cannot tell yet "
                "(about 520 futures would settle it).\n");
    assert_says(CONTEST({50000, 10000}), "+-$115k; about 520 futures would settle it\n");
}

static void no_number_of_futures_settles_what_is_even(void **state)
{
    (void)state;
    struct made_up *made = CONTEST({0, 10000});
    made->study.matters = 0;
    assert_says(made, "cannot tell yet (no number of futures that can be run would settle it)");
}

static void equal_in_all_futures_needs_no_details(void **state)
{
    (void)state;
    assert_verdict(CONTEST({0, 0}),
                   "No option differs from As we are. More leads: the same in every future "
                   "(`funnelsim check` tells what changes nothing).\n");
}

static void the_best_of_several_is_named(void **state)
{
    (void)state;
    assert_says(CONTEST({20000, 1500}, {700000, 1000}, {300000, 1000}, {-400000, 1000}),
                "Referrals is best: +$700k contribution over As we are. More leads: too close to "
                "matter (you said $100k). Walk away: better too, +$300k. Twenty meetings: worse, "
                "-$400k.\n  Luck");
}

static void rivals_of_the_best_are_named(void **state)
{
    (void)state;
    assert_says(CONTEST({690000, 1000}, {700000, 1000}),
                "Referrals is ahead: +$700k contribution over As we are. It is not ahead of "
                "More leads by as much as matters. More leads: better too, +$690k.\n");
    assert_says(CONTEST({690000, 1000}, {900000, 3000}, {850000, 9000}),
                "Referrals is ahead: +$900k contribution over As we are. Whether it is ahead of "
                "Walk away, too, cannot be told yet. More leads: better too, +$690k.");
    assert_says(
        CONTEST({690000, 9000}, {700000, 1000}, {680000, 1000}, {695000, 9000}),
        " It is not ahead of Walk away by as much as matters. Whether it is ahead of More "
        "leads or Twenty meetings, too, cannot be told yet. More leads: better too, +$690k.");
}

static void a_leader_with_open_rivals_is_only_told_from_the_first(void **state)
{
    (void)state;
    assert_says(CONTEST({850000, 9000}, {900000, 1000}), " (enough to tell it from As we are)\n");
    assert_says(CONTEST({690000, 1000}, {900000, 1000}), " would hardly change the answer)\n");
}

static void the_foremost_of_those_that_lose_is_told_of(void **state)
{
    (void)state;
    char *text = verdict_on(CONTEST({-700000, 1000}, {-300000, 1000}));
    const char *expected = "As we are is best. More leads: worse, -$700k. Referrals: worse, "
                           "-$300k.\nThe nearest is Referrals. Against As we are:\n  Luck ";
    assert_int_equal(strncmp(text, expected, strlen(expected)), 0);
    free(text);
}

static void none_is_told_apart(void **state)
{
    (void)state;
    assert_says(CONTEST({0, 0}, {0, 0}), "No option differs from As we are.");
    struct made_up *made = CONTEST({-300000, 1000}, {0, 0});
    made->study.matters = 0;
    assert_says(made, "No option is better than As we are. More leads: worse, -$300k.");
}

static void ties_are_counted(void **state)
{
    (void)state;
    struct made_up *made = CONTEST({700000, 1000});
    for (size_t future = 0; future < 12; future++)
        set_contribution(made, made_up_row(made, 1, future), 1000000);
    assert_says(made, "ahead in 88 of 100 futures, equal in 12; in 8 of 10");
}

static void inputs_are_shaken_or_it_is_said_why_not(void **state)
{
    (void)state;
    struct made_up *made = CONTEST({700000, 1000});
    made->options[0].ranges = made->options[1].ranges = 0;
    assert_says(made,
                "  Shaky inputs    not tried: you state no range; 9 of your values and 61 standard "
                "values are guesses and were not moved\n");
    made = CONTEST({700000, 1000});
    made->options[0].ranges = made->options[1].ranges = made->options[1].guesses = 0;
    assert_says(made, "no range; 61 standard values are guesses and were not moved\n");
    made = CONTEST({700000, 1000});
    made->options[0].ranges = made->options[1].ranges = made->options[1].standard_guesses = 0;
    made->options[1].guesses = 1;
    assert_says(made, "no range; 1 of your values is a guess and was not moved\n");
    made = CONTEST({700000, 1000});
    made->options[0].ranges = made->options[1].ranges = made->options[1].standard_guesses = 0;
    made->options[1].guesses = 0;
    assert_says(made, "not tried: you state no range\n");

    made = CONTEST({700000, 1000});
    made->options[1].ranges = 8;
    made_up_shake(made, 20);
    for (size_t future = 0; future < 20; future++) {
        made_up_shaken(made, 0, future)[FNL_CONTRIBUTION] = MADE_UP_DOLLARS(1000000);
        made_up_shaken(made, 1, future)[FNL_CONTRIBUTION] =
            MADE_UP_DOLLARS(900000 + 100000 * (int64_t)future);
    }
    assert_says(made,
                "  Shaky inputs    ahead in 18 of 20 futures when the 8 inputs with a range move, "
                "too; in 8 of 10 the gain is $0.05M to $1.65M\n  Noise");

    made = CONTEST({700000, 1000});
    made->options[0].ranges = made->options[1].ranges = 1;
    assert_says(made, "not tried, though 1 input states a range\n");
}

static void samples_that_did_not_fit_together_are_counted(void **state)
{
    (void)state;
    struct made_up *made = CONTEST({700000, 1000});
    made_up_shake(made, 20);
    made->misfits = 3;
    assert_says(made, "\n  In 3 of these futures the moved inputs did not fit together: there all "
                      "options have them as stated.\n");
}

static void few_or_skewed_futures_are_warned_of(void **state)
{
    (void)state;
    struct made_up *made = CONTEST({50000, 100});
    for (size_t future = 0; future < 3; future++)
        set_contribution(made, made_up_row(made, 1, future), 90000000);
    char *text = verdict_on(made);
    assert_non_null(strstr(text, "  A few futures make much of this mean: go by the 8 in 10 more "
                                 "than by it.\n"));
    assert_non_null(
        strstr(text, "Noise of the simulation itself: +-$12.7M; ")); /* above the mean */
    free(text);
    made = CONTEST({700000, 1000});
    made->futures = 19;
    text = verdict_on(made);
    assert_non_null(strstr(text, "  Fewer than 20 futures: a first impression and no more.\n"));
    assert_null(strstr(text, "more futures"));
    free(text);
}

/* Moves money between the months of an option and leaves its sum. */
static void shift(struct made_up *made, size_t from, size_t to, int64_t dollars)
{
    for (size_t future = 0; future < 100; future++) {
        int64_t *row = made_up_row(made, 1, future);
        row[fnl_indicator_series_at(&made->layout, FNL_SERIES_REVENUE, from)] -=
            MADE_UP_DOLLARS(dollars);
        row[fnl_indicator_series_at(&made->layout, FNL_SERIES_REVENUE, to)] +=
            MADE_UP_DOLLARS(dollars);
    }
}

static void the_course_is_told(void **state)
{
    (void)state;
    struct made_up *made = CONTEST({120000, 100});
    shift(made, 1, 4, 80000);
    assert_says(made, "  Behind at first by at most $60k (Feb 2026); ahead from May 2026 to the "
                      "end.\n");
    made = CONTEST({120000, 0});
    shift(made, 0, 1, 10000);
    assert_says(made, "  Never behind; ahead from Feb 2026 to the end.\n");
    made = CONTEST({0, 0});
    made_up_row(made, 1, 3)[FNL_CONTRIBUTION]++;
    assert_says(made, "  Never ahead, never behind.\n");
}

/* Somebody who was ahead for months was not "never ahead". */
static void a_lead_that_is_lost_is_told(void **state)
{
    (void)state;
    struct made_up *made = CONTEST({-120000, 100});
    shift(made, 6, 1, 100000);
    assert_says(made, "  Ahead from Feb 2026 to Jun 2026, behind after that by at most $120k "
                      "(Dec 2026).\n");
    made = CONTEST({-12000, 100});
    shift(made, 0, 3, 200000);
    shift(made, 11, 3, 100000);
    assert_says(made, "  Behind at first by at most $203k (Mar 2026); ahead from Apr 2026 to Nov "
                      "2026, behind again after that.\n");
}

/* Of 100k that matter, 1k is the least that is worth a word. */
static void a_deficit_of_next_to_nothing_is_not_told(void **state)
{
    (void)state;
    struct made_up *made = CONTEST({120000, 0});
    shift(made, 1, 4, 20999);
    assert_says(made, "\n  Ahead from Mar 2026 to the end.\n");
    made = CONTEST({120000, 0});
    shift(made, 1, 4, 21000);
    assert_says(made, "\n  Behind at first by at most $1.0k (Feb 2026); ahead from Mar 2026 to the "
                      "end.\n");
    made = CONTEST({-900, 0});
    assert_says(made, "\n  Never ahead, hardly behind.\n");
    made = CONTEST({-900, 0});
    made->study.matters = 0;
    assert_says(made, "\n  Never ahead; behind by at most $900 (Dec 2026).\n");
}

static void a_lead_of_a_single_month_is_told_as_one(void **state)
{
    (void)state;
    struct made_up *made = CONTEST({-900, 0});
    shift(made, 2, 1, 50000);
    assert_says(made, "\n  Ahead in Feb 2026 only.\n");
    made = CONTEST({-12000, 0});
    shift(made, 0, 1, 50000);
    shift(made, 2, 1, 20000);
    assert_says(made, "\n  Behind at first by at most $51k (Jan 2026); ahead in Feb 2026 only, "
                      "behind again after that.\n");
}

/* An answer that turns round at the end of the plan is no answer yet. */
static void whoever_turns_at_the_end_is_told(void **state)
{
    (void)state;
    struct made_up *made = CONTEST({120000, 100});
    shift(made, 9, 2, 90000); /* 60k less in the last six months */
    char *text = verdict_on(made);
    assert_ptr_equal(strstr(text, "More leads is ahead for now: "), text);
    assert_non_null(strstr(text, "  In the last 6 months More leads earned $30k less than As we "
                                 "are: what was gained is being lost.\n"
                                 "  Look further ahead before you decide: --months 36.\n"));
    free(text);
    made = CONTEST({-120000, 100}, {-90000, 100}, {-80000, 50000});
    shift(made, 2, 9, 90000);
    assert_says(made, "  In the last 6 months More leads earned $30k more than As we are: what was "
                      "lost is coming back.\n");
    made = CONTEST({120000, 100});
    assert_says_not(made, "In the last");
}

static void where_less_is_better_less_is_ahead(void **state)
{
    (void)state;
    struct made_up *made = CONTEST({1000, 0}, {1000, 0});
    made->study.judge_by = FNL_COST;
    for (size_t future = 0; future < 100; future++)
        for (size_t i = 0; i < 3; i++)
            made_up_row(made, i, future)[FNL_COST] =
                MADE_UP_DOLLARS(12000000 - 700000 * (int64_t)i + 1000 * made_up_luck(future, i));
    char *text = verdict_on(made);
    assert_non_null(strstr(text, "Referrals is best: -$1.4M cost against As we are. More leads: "
                                 "better too, -$700k.\n"));
    assert_non_null(
        strstr(text, "ahead in 100 of 100 futures; in 8 of 10 the difference is -$1.5"));
    assert_non_null(strstr(text, "  In contribution: Ahead from the start.\n"));
    free(text);
}

/* Contribution that fades says nothing of a cost that was saved. */
static void a_fading_contribution_is_no_fading_of_another_yardstick(void **state)
{
    (void)state;
    struct made_up *made = CONTEST({120000, 100});
    shift(made, 9, 2, 90000);
    made->study.judge_by = FNL_COST;
    for (size_t future = 0; future < 100; future++)
        for (size_t i = 0; i < 2; i++)
            made_up_row(made, i, future)[FNL_COST] =
                MADE_UP_DOLLARS(12000000 - 700000 * (int64_t)i + 1000 * made_up_luck(future, i));
    char *text = verdict_on(made);
    assert_ptr_equal(strstr(text, "More leads is better: -$700k cost "), text);
    assert_non_null(strstr(text, "  In contribution: In the last 6 months More leads earned $30k "
                                 "less than As we are: what was gained is being lost.\n"));
    free(text);
}

static void a_share_is_told_in_points(void **state)
{
    (void)state;
    struct made_up *made = CONTEST({1000, 0});
    made->study.judge_by = FNL_WIN_RATE;
    made->study.matters = 0;
    for (size_t future = 0; future < 100; future++)
        for (size_t i = 0; i < 2; i++)
            made_up_row(made, i, future)[FNL_WIN_RATE] =
                180000 + (int64_t)i * 70000 + 200 * made_up_luck(future, i);
    char *text = verdict_on(made);
    assert_non_null(strstr(text, "More leads is better: win rate +7 points against As we are.\n"));
    assert_non_null(strstr(text, " the gain is +4.7 points to +9.3 points\n"));
    assert_non_null(strstr(text, "Noise of the simulation itself: +-0.3 points ("));
    free(text);
}

static void a_number_that_nobody_has_cannot_be_told(void **state)
{
    (void)state;
    struct made_up *made = CONTEST({1000, 0});
    made->study.judge_by = FNL_CYCLE;
    made_up_all(made, 0, FNL_CYCLE, FNL_UNDEFINED);
    assert_verdict(made, "No option is surely better than As we are so far. More leads: cannot "
                         "tell yet (no number of futures that can be run would settle it).\n");
}

static void lack_of_memory_gives_no_text(void **state)
{
    (void)state;
    struct made_up *made = CONTEST({700000, 1000}, {1000, 10});
    const struct fnl_study *study = made_up_study(made);
    fnl_status status = FNL_ERR_MEMORY;
    for (long countdown = 0; status != FNL_OK; countdown++) {
        struct fnl_judgement_set set;
        fnl_memory_fail_after(countdown);
        status = fnl_judgement_init(study, &set);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        fnl_judgement_fini(&set);
        assert_true(countdown < 200);
    }
    made_up_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clear_gain_is_better),
        cmocka_unit_test(a_clear_loss_is_worse),
        cmocka_unit_test(a_sure_gain_may_be_less_than_matters),
        cmocka_unit_test(too_close_is_not_cannot_tell),
        cmocka_unit_test(no_number_of_futures_settles_what_is_even),
        cmocka_unit_test(equal_in_all_futures_needs_no_details),
        cmocka_unit_test(the_best_of_several_is_named),
        cmocka_unit_test(rivals_of_the_best_are_named),
        cmocka_unit_test(a_leader_with_open_rivals_is_only_told_from_the_first),
        cmocka_unit_test(the_foremost_of_those_that_lose_is_told_of),
        cmocka_unit_test(none_is_told_apart),
        cmocka_unit_test(ties_are_counted),
        cmocka_unit_test(inputs_are_shaken_or_it_is_said_why_not),
        cmocka_unit_test(samples_that_did_not_fit_together_are_counted),
        cmocka_unit_test(few_or_skewed_futures_are_warned_of),
        cmocka_unit_test(the_course_is_told),
        cmocka_unit_test(a_lead_that_is_lost_is_told),
        cmocka_unit_test(a_deficit_of_next_to_nothing_is_not_told),
        cmocka_unit_test(a_lead_of_a_single_month_is_told_as_one),
        cmocka_unit_test(whoever_turns_at_the_end_is_told),
        cmocka_unit_test(where_less_is_better_less_is_ahead),
        cmocka_unit_test(a_fading_contribution_is_no_fading_of_another_yardstick),
        cmocka_unit_test(a_share_is_told_in_points),
        cmocka_unit_test(a_number_that_nobody_has_cannot_be_told),
        cmocka_unit_test(lack_of_memory_gives_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
