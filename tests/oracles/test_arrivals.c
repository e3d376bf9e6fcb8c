/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * People come as a Poisson process whose rate follows the seasons, the days of
 * the week and the growth of a source: the count of any span of time is Poisson
 * with the integral of the rate, and separate spans are independent.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <gsl/gsl_randist.h>

#include "base/date.h"
#include "judge.h"
#include "lab.h"
#include "oracles/student.h"

/* 24 judgements in this program; all of them together are wrong in 1 of 100 seeds at most. */
#define LEVEL   (0.01 / 24)

#define MONTHS  12
#define FUTURES 400

/* One source with the keys `more`, and nothing else to speak of. */
static struct lab *source_with(const char *more, const char *rest)
{
    return lab_open("name = \"Door\"; months = 12; " LAB_FROM_2025
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; %s } );"
                    "stages = ( { name = \"Talk\"; hours = 0.001; go_on = 0.0; } );"
                    "reps = { count = 1; }; %s",
                    more, rest);
}

/* The people of each month in each of the futures, month by month. */
static double *count_people(struct lab *lab)
{
    double *counts = calloc(MONTHS * FUTURES, sizeof *counts);
    assert_non_null(counts);
    for (size_t future = 0; future < FUTURES; future++) {
        lab_run(lab, future, NULL);
        for (size_t month = 0; month < MONTHS; month++)
            counts[month * FUTURES + future] = (double)lab_month(lab, FNL_SERIES_PEOPLE, month);
    }
    lab_close(lab);
    return counts;
}

/* Standardised counts: of mean 0 and variance 1 if they are Poisson with these means. */
static void standardise(double *counts, const double *means)
{
    for (size_t i = 0; i < MONTHS * FUTURES; i++) {
        const double mean = means[i / FUTURES];
        counts[i] = (counts[i] - mean) / sqrt(mean);
    }
}

/* The twelve sums together, each month against its own mean. */
static double judge_months(const double *counts, const double *means)
{
    double square = 0;
    for (size_t month = 0; month < MONTHS; month++) {
        double sum = 0;
        for (size_t future = 0; future < FUTURES; future++)
            sum += counts[month * FUTURES + future] - means[month];
        square += sum * sum / (FUTURES * means[month]);
    }
    return 2 * judge_smaller(gsl_cdf_chisq_P(square, MONTHS), gsl_cdf_chisq_Q(square, MONTHS));
}

/* How neighbouring months go together: not at all. */
static double judge_independence(const double *standard)
{
    double sum = 0;
    for (size_t i = FUTURES; i < MONTHS * FUTURES; i++)
        sum += standard[i] * standard[i - FUTURES];
    return judge_normal(sum / sqrt((MONTHS - 1) * FUTURES));
}

static void has_monthly_means(struct lab *lab, const double *means)
{
    double *counts = count_people(lab);
    assert_likely(judge_months(counts, means), LEVEL);
    standardise(counts, means);
    assert_likely(judge_variance(counts, MONTHS * FUTURES, 0, 1), LEVEL);
    assert_likely(judge_independence(counts), LEVEL);
    free(counts);
}

static void a_plain_volume_is_poisson_in_every_calendar_month(void **state)
{
    (void)state;
    double *counts = count_people(source_with("leads_per_month = 12;", ""));
    double seen[26] = {0}, expected[26], rest = 1;
    for (size_t i = 0; i < MONTHS * FUTURES; i++)
        seen[counts[i] < 25 ? (size_t)counts[i] : 25]++;
    for (unsigned n = 0; n < 25; n++) {
        expected[n] = MONTHS * FUTURES * gsl_ran_poisson_pdf(n, 12);
        rest -= gsl_ran_poisson_pdf(n, 12);
    }
    expected[25] = MONTHS * FUTURES * rest;
    /* Fewer than 4 and more than 22 are rare: one class each. */
    for (size_t n = 0; n < 4; n++) {
        seen[4] += seen[n];
        expected[4] += expected[n];
    }
    for (size_t n = 23; n <= 25; n++) {
        seen[22] += seen[n];
        expected[22] += expected[n];
    }
    assert_likely(judge_counts(seen + 4, expected + 4, 19), LEVEL);
    static const double means[MONTHS] = {12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12};
    assert_likely(judge_months(counts, means), LEVEL);
    free(counts);
}

static void seasons_are_factors_of_the_calendar_months(void **state)
{
    (void)state;
    static const double means[MONTHS] = {20, 10, 30, 40, 5, 20, 14, 16, 50, 22, 20, 8};
    has_monthly_means(
        source_with("leads_per_month = 20; weekend = 0.3;"
                    "seasonality = (1, 0.5, 1.5, 2, 0.25, 1, 0.7, 0.8, 2.5, 1.1, 1, 0.4);",
                    ""),
        means);
}

/* Full volume is reached in equal daily steps; within a month the days weigh as they do. */
static void a_young_source_grows_day_by_day(void **state)
{
    (void)state;
    double means[MONTHS] = {0};
    const int start = fnl_date_number((struct fnl_date){2025, 1, 1});
    for (int day = 0; day < 365; day++) {
        const struct fnl_date date = fnl_date_of(start + day);
        const double grown = (day + 1) / (8 * 30.4375);
        means[date.month - 1] +=
            30.0 / fnl_date_month_days(2025, date.month) * (grown < 1 ? grown : 1);
    }
    has_monthly_means(source_with("leads_per_month = 30; ramp_months = 8;", ""), means);
}

/*
 * A gamma-distributed rate makes the counts of months negative binomial:
 * variance m + (m cv)^2; each month's rate is drawn anew.
 */
static void a_varying_rate_is_drawn_for_every_month(void **state)
{
    (void)state;
    double *counts = count_people(
        source_with("leads_per_month = { law = \"gamma\"; mean = 20; cv = 0.5; };", ""));
    assert_likely(judge_mean(counts, MONTHS * FUTURES, 20, 20 + 100), LEVEL);
    assert_likely(judge_variance(counts, MONTHS * FUTURES, 20, 20 + 100), LEVEL);
    for (size_t i = 0; i < MONTHS * FUTURES; i++)
        counts[i] = (counts[i] - 20) / sqrt(120);
    assert_likely(judge_independence(counts), LEVEL);
    free(counts);
}

/* Where the people of all futures fall: weekdays, hours. */
struct fall {
    double weekdays[7], hours[24], days[31], people, holidays;
};

static struct fall watch(struct lab *lab, size_t futures)
{
    struct fall fall = {0};
    struct lab_tape tape = {0};
    for (size_t future = 0; future < futures; future++) {
        const struct fnl_listener listener =
            lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_ARRIVED));
        lab_run(lab, future, &listener);
        for (size_t i = 0; i < tape.count; i++) {
            const struct fnl_fact *fact = &tape.facts[i];
            const int day = (int)(fact->time / FNL_DAY);
            assert_int_equal(fact->day, lab->settings->start + day);
            fall.people++;
            fall.weekdays[fnl_date_weekday(fact->day)]++;
            fall.hours[fact->time % FNL_DAY / FNL_HOUR]++;
            fall.days[fnl_date_of(fact->day).day - 1]++;
            fall.holidays += fnl_date_of(fact->day).month == 5;
        }
    }
    lab_tape_fini(&tape);
    lab_close(lab);
    return fall;
}

static void all_hours_of_the_day_are_alike(void **state)
{
    (void)state;
    const struct fall fall = watch(source_with("leads_per_month = 30;", ""), 100);
    assert_likely(judge_even(fall.hours, 24), LEVEL);
}

/* 2025 has 52 weeks and a Wednesday. A weekend's day weighs 0.3, and the month's total stays. */
static void fewer_people_come_on_days_off(void **state)
{
    (void)state;
    const struct fall fall =
        watch(source_with("leads_per_month = 30; weekend = 0.3;" LAB_SAME_EVERY_DAY, ""), 10);
    double expected[7] = {0}, total = 0;
    for (int month = 1; month <= 12; month++) {
        const int first = fnl_date_number((struct fnl_date){2025, month, 1});
        const int days = fnl_date_month_days(2025, month);
        double weight = 0;
        for (int day = 0; day < days; day++)
            weight += fnl_date_weekday(first + day) < 5 ? 1 : 0.3;
        for (int day = 0; day < days; day++) {
            const int weekday = fnl_date_weekday(first + day);
            expected[weekday] += 10 * 30 * days * (weekday < 5 ? 1 : 0.3) / weight;
        }
    }
    for (int i = 0; i < 7; i++)
        total += expected[i];
    assert_likely(judge_normal((fall.people - total) / sqrt(total)), LEVEL);
    for (int i = 0; i < 7; i++)
        expected[i] *= fall.people / total;
    assert_likely(judge_counts(fall.weekdays, expected, 7), LEVEL);
}

static void nobody_comes_on_days_off_where_the_share_is_0(void **state)
{
    (void)state;
    const struct fall fall =
        watch(source_with("leads_per_month = 30; weekend = 0.0;",
                          "calendar = { workdays = \"Mon-Sat\"; holidays = [\"2025-05-01\"]; };"),
              100);
    assert_true(fall.weekdays[6] == 0);
    /* The people of May come on the 26 other working days: the month's total stays. */
    assert_likely(judge_normal((fall.holidays - 3000) / sqrt(3000)), LEVEL);
}

/* A day lies in a wave if one began on it or on the 4 days before. */
static void waves_of_attention_come_on_top(void **state)
{
    (void)state;
    struct lab *lab = source_with(
        "leads_per_month = 30; bursts_per_year = 6; burst_factor = 4; burst_days = 5;", "");
    struct fnl_moments year = {0};
    for (size_t future = 0; future < 2 * FUTURES; future++) {
        lab_run(lab, future, NULL);
        fnl_moments_add(&year, (double)lab_value(lab, FNL_PEOPLE));
    }
    const double in_wave = 1 - pow(1 - 6 / 365.25, 5);
    assert_agrees(&year, 360 * (1 + 3 * in_wave), 0.02, LEVEL);
    lab_close(lab);
}

static void events_bring_their_people_on_their_day(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Fairs\"; months = 12; " LAB_FROM_2025
        "sources = ( { name = \"Fair\"; kind = \"event\"; people_per_event = 40;"
        "  cost_per_event = 1000; dates = [\"2025-03-01\", \"2025-09-09\"]; } );"
        "stages = ( { name = \"Talk\"; hours = 0.001; go_on = 0.0; } ); reps = { count = 1; };");
    double counts[2 * FUTURES];
    for (size_t future = 0; future < FUTURES; future++) {
        lab_run(lab, future, NULL);
        counts[2 * future] = (double)lab_month(lab, FNL_SERIES_PEOPLE, 2);
        counts[2 * future + 1] = (double)lab_month(lab, FNL_SERIES_PEOPLE, 8);
        assert_true(counts[2 * future] + counts[2 * future + 1] ==
                    (double)lab_value(lab, FNL_PEOPLE));
        assert_int_equal(lab_money(lab, FNL_MONEY_CAMPAIGNS), -200000);
    }
    assert_likely(judge_mean(counts, 2 * FUTURES, 40, 40), LEVEL);
    assert_likely(judge_variance(counts, 2 * FUTURES, 40, 40), LEVEL);
    lab_close(lab);
}

/* Two reps who have nothing else to do prospect 3 hours a week each, in two sources by turns. */
static void reps_find_people_as_often_as_they_look(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Hunters\"; months = 12; " LAB_FROM_2025
        "sources = ( { name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.2; },"
        "            { name = \"Warm\"; kind = \"target\"; found_per_hour = 0.5; } );"
        "stages = ( { name = \"Talk\"; hours = 0.001; go_on = 0.0; } ); reps = { count = 2; };"
        "slack = { policy = \"prospect\"; hours_per_week = 3; };");
    double cold[FUTURES], warm[FUTURES];
    fnl_time hours = 0;
    for (size_t future = 0; future < FUTURES; future++) {
        lab_run(lab, future, NULL);
        cold[future] = (double)lab_source(lab, 0, FNL_BY_SOURCE_PEOPLE);
        warm[future] = (double)lab_source(lab, 1, FNL_BY_SOURCE_PEOPLE);
        hours += lab_spent(lab, FNL_SPENT_ON_PROSPECTING);
    }
    /* 53 weeks from Wednesday to Wednesday: 159 hours each, 80 of them cold, 79 warm. */
    assert_int_equal(hours, FUTURES * 2 * 159 * FNL_HOUR);
    assert_likely(judge_mean(cold, FUTURES, 160 * 0.2, 160 * 0.2), LEVEL);
    assert_likely(judge_variance(cold, FUTURES, 160 * 0.2, 160 * 0.2), LEVEL);
    assert_likely(judge_mean(warm, FUTURES, 158 * 0.5, 158 * 0.5), LEVEL);
    assert_likely(judge_variance(warm, FUTURES, 158 * 0.5, 158 * 0.5), LEVEL);
    lab_close(lab);
}

/*
 * 1,000 a month buys people at 50 each, in proportion to what the sources cost
 * today: 20 a month of 30.4375 days, of which 15 from the first.
 */
static void extra_budget_buys_people_at_their_price(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Buyer\"; months = 12; " LAB_FROM_2025 "extra_budget = 1000;"
        "buy = { policy = \"same_mix\"; };"
        "sources = ( { name = \"A\"; kind = \"inbound\"; leads_per_month = 30; cost_each = 50; },"
        "            { name = \"B\"; kind = \"list\"; leads_per_month = 10; cost_each = 50; } );"
        "stages = ( { name = \"Talk\"; hours = 0.001; go_on = 0.0; } ); reps = { count = 1; };");
    struct fnl_moments anyway = {0}, first = {0}, spent = {0};
    for (size_t future = 0; future < FUTURES; future++) {
        lab_run(lab, future, NULL);
        const double bought = (double)lab_value(lab, FNL_EXTRA_SPENT) / 5000;
        fnl_moments_add(&anyway, (double)lab_value(lab, FNL_PEOPLE) - bought);
        fnl_moments_add(&first, (double)lab_source(lab, 0, FNL_BY_SOURCE_PEOPLE) - bought * 0.75);
        fnl_moments_add(&spent, bought);
        assert_int_equal(lab_value(lab, FNL_EXTRA_ALLOWED), 1200000);
        assert_true(lab_value(lab, FNL_EXTRA_SPENT) <= 1200000);
        assert_int_equal(lab_money(lab, FNL_MONEY_LEADS), -5000 * lab_value(lab, FNL_PEOPLE));
    }
    /* What would overdraw the purse is not bought: less than all of it is spent, but most. */
    assert_true(spent.mean > 0.9 * 240 && spent.mean < 0.99 * 240);
    assert_agrees(&anyway, 480, 0.005, LEVEL);
    assert_agrees(&first, 360, 0.005, LEVEL);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_volume_is_poisson_in_every_calendar_month),
        cmocka_unit_test(seasons_are_factors_of_the_calendar_months),
        cmocka_unit_test(a_young_source_grows_day_by_day),
        cmocka_unit_test(a_varying_rate_is_drawn_for_every_month),
        cmocka_unit_test(all_hours_of_the_day_are_alike),
        cmocka_unit_test(fewer_people_come_on_days_off),
        cmocka_unit_test(nobody_comes_on_days_off_where_the_share_is_0),
        cmocka_unit_test(waves_of_attention_come_on_top),
        cmocka_unit_test(events_bring_their_people_on_their_day),
        cmocka_unit_test(reps_find_people_as_often_as_they_look),
        cmocka_unit_test(extra_budget_buys_people_at_their_price),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
