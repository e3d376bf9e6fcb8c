/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is answered within the hour is reached with 7 times the odds of an hour
 * later and 60 times those after a day (Oldroyd, McElheran and Elkington, HBR,
 * March 2011): seen in the simulated first touches, sorted by the delay that
 * came about.
 *
 * People come at all hours and everybody works, but only from noon to one and
 * not on Sundays, so delays of all lengths come about by themselves.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "judge.h"
#include "lab.h"

/* 11 judgements in this program; all of them together are wrong in 1 of 100 seeds at most. */
#define LEVEL   (0.01 / 11)

#define FUTURES 40
#define SHOWS   0.3
#define HOURS   25 /* of delay that are told apart; the last is a day and more */

/* First touches with some delay, and how many took place. */
struct window {
    double centre; /* hours; a tenth of an hour on either side belongs to it */
    double tried, shown;
};

struct reach {
    struct window half_an_hour, hour_and_a_half, two_hours, day_and_more;
    double shown[HOURS], expected[HOURS], variance[HOURS]; /* by hours of delay */
    double weight;                                         /* that the effect should have */
    double second_tries, second_shown;
};

/* The decay that meets 7 and 60 at half an hour, an hour and a half, and a day; measured at 2 h. */
static double chance(double hours, double weight)
{
    const double life = -1 / log(1 - log(7) / log(60)), strength = log(60) * exp(0.5 / life);
    const double effect = weight * strength * (exp(-hours / life) - exp(-2 / life));
    const double odds = SHOWS / (1 - SHOWS) * exp(effect);
    return odds / (1 + odds);
}

static void note(struct window *window, double hours, bool shown)
{
    if (fabs(hours - window->centre) > 0.1)
        return;
    window->tried++;
    window->shown += shown;
}

static void hear(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    (void)levels;
    struct reach *reach = self;
    if (fact->day > 0) {
        reach->second_tries++;
        reach->second_shown += fact->flag;
        return;
    }
    const double hours = (double)fact->wait / (double)FNL_HOUR;
    note(&reach->half_an_hour, hours, fact->flag);
    note(&reach->hour_and_a_half, hours, fact->flag);
    note(&reach->two_hours, hours, fact->flag);
    if (hours >= 24) {
        reach->day_and_more.tried++;
        reach->day_and_more.shown += fact->flag;
    }
    const size_t hour = hours < HOURS - 1 ? (size_t)hours : HOURS - 1;
    const double expected = chance(hours, reach->weight);
    reach->shown[hour] += fact->flag;
    reach->expected[hour] += expected;
    reach->variance[hour] += expected * (1 - expected);
}

static struct reach live(const char *kind, const char *response, double weight)
{
    struct reach reach = {.half_an_hour.centre = 0.5,
                          .hour_and_a_half.centre = 1.5,
                          .two_hours.centre = 2,
                          .weight = weight};
    struct lab *lab = lab_open(
        "name = \"Speed\"; months = 12; " LAB_FROM_2025
        "calendar = { opens = 12; hours_per_day = 1; workdays = \"Mon-Sat\"; };"
        "sources = ( { name = \"Door\"; kind = \"%s\"; leads_per_month = 1000; } );"
        "stages = ( { name = \"Call\"; hours = 0.001; missed_hours = 0.001; shows = %g; days = 1;"
        "             tries = 2; go_on = 0.0; } );"
        "reps = { count = 300; selling_share = 1.0; }; %s",
        kind, SHOWS, response);
    for (uint64_t future = 0; future < FUTURES; future++) {
        const struct fnl_listener listener = {
            .self = &reach, .wants = FNL_FACT_BIT(FNL_FACT_TOUCH), .hear = hear};
        lab_run(lab, future, &listener);
    }
    lab_close(lab);
    return reach;
}

/* All delays together against the formula. */
static double judge_delays(const struct reach *reach)
{
    double square = 0;
    for (size_t hour = 0; hour < HOURS; hour++) {
        const double off = reach->shown[hour] - reach->expected[hour];
        square += off * off / reach->variance[hour];
    }
    return 2 * judge_smaller(gsl_cdf_chisq_P(square, HOURS), gsl_cdf_chisq_Q(square, HOURS));
}

static double judge_share(double shown, double tried, double share)
{
    return judge_normal((shown - tried * share) / sqrt(tried * share * (1 - share)));
}

/* The odds of `soon` over those of `late`, without any formula. */
static double judge_ratio(const struct window *soon, const struct window *late, double ratio)
{
    double logarithm = 0, variance = 0;
    for (int i = 0; i < 2; i++) {
        const struct window *window = i ? late : soon;
        const double missed = window->tried - window->shown;
        logarithm += (i ? -1 : 1) * log(window->shown / missed);
        variance += 1 / window->shown + 1 / missed;
    }
    assert_true(sqrt(variance) < 0.15);
    return judge_normal((logarithm - log(ratio)) / sqrt(variance));
}

static void odds_fall_with_the_delay_as_published(void **state)
{
    (void)state;
    const struct reach reach = live("inbound", "response = { };", 1);
    assert_likely(judge_ratio(&reach.half_an_hour, &reach.hour_and_a_half, 7), LEVEL);
    assert_likely(judge_ratio(&reach.half_an_hour, &reach.day_and_more, 60), LEVEL);
    assert_likely(judge_share(reach.two_hours.shown, reach.two_hours.tried, SHOWS), LEVEL);
    assert_likely(judge_delays(&reach), LEVEL);
    /* Only the first touch of all is an answer. */
    assert_likely(judge_share(reach.second_shown, reach.second_tries, SHOWS), LEVEL);
}

static void half_the_weight_is_the_root_of_the_odds(void **state)
{
    (void)state;
    const struct reach reach = live("inbound", "response = { weight = 0.5; };", 0.5);
    assert_likely(judge_ratio(&reach.half_an_hour, &reach.hour_and_a_half, sqrt(7)), LEVEL);
    assert_likely(judge_ratio(&reach.half_an_hour, &reach.day_and_more, sqrt(60)), LEVEL);
    assert_likely(judge_share(reach.two_hours.shown, reach.two_hours.tried, SHOWS), LEVEL);
    assert_likely(judge_delays(&reach), LEVEL);
}

static void names_on_a_list_do_not_wait_for_an_answer(void **state)
{
    (void)state;
    const struct reach reach = live("list", "response = { };", 0);
    assert_likely(judge_delays(&reach), LEVEL);
}

static void without_the_group_nobody_minds(void **state)
{
    (void)state;
    const struct reach reach = live("inbound", "", 0);
    assert_likely(judge_delays(&reach), LEVEL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(odds_fall_with_the_delay_as_published),
        cmocka_unit_test(half_the_weight_is_the_root_of_the_odds),
        cmocka_unit_test(names_on_a_list_do_not_wait_for_an_answer),
        cmocka_unit_test(without_the_group_nobody_minds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
