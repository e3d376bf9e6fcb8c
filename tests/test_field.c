/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>

#include "judge.h"
#include "random/field.h"

/* 8 judgements in this program; all of them together are wrong in 1 of 100 seeds at most. */
#define LEVEL (0.01 / 8)

enum { DAYS = 40000, MOST = 60 };

static const struct fnl_stream_key some_key = {{0x2c0ffee5, 0x7a3d91b6}};

static struct fnl_field opened(uint64_t day)
{
    struct fnl_field field;
    fnl_field_open(&field, some_key, day, 1);
    return field;
}

/* People a day at a time of day. */
typedef double curve(double time);

static double flat(double time)
{
    (void)time;
    return 3.7;
}

static double raised(double time)
{
    (void)time;
    return 5.2;
}

/* Of mean 4 and greatest value 6.5. */
static double wave(double time)
{
    return 4 + 2.5 * sin(2 * M_PI * time);
}

/* Who comes on a day under a curve that never exceeds `greatest`; returns how many. */
static size_t arrivals(uint64_t day, curve *rate, double greatest,
                       struct fnl_field_point points[MOST])
{
    struct fnl_field field = opened(day);
    size_t count = 0;
    for (;;) {
        const struct fnl_field_point point = fnl_field_next(&field);
        if (point.height >= greatest)
            return count;
        if (point.height < rate(point.time)) {
            assert_true(count < MOST);
            points[count++] = point;
        }
    }
}

static void points_rise_and_are_counted_from_1(void **state)
{
    (void)state;
    for (uint64_t day = 0; day < 1000; day++) {
        struct fnl_field field = opened(day);
        double height = 0;
        for (uint32_t i = 1; i <= 20; i++) {
            const struct fnl_field_point point = fnl_field_next(&field);
            assert_int_equal(point.index, i);
            assert_true(point.height > height);
            assert_true(point.time >= 0 && point.time < 1);
            height = point.height;
        }
    }
}

static void a_cell_has_the_same_points_whenever_it_is_read(void **state)
{
    (void)state;
    struct fnl_field field = opened(7), again = opened(7), other = opened(8);
    int same_as_other = 0;
    for (int i = 0; i < 30; i++) {
        const struct fnl_field_point point = fnl_field_next(&field);
        const struct fnl_field_point elsewhere = fnl_field_next(&other);
        const struct fnl_field_point repeated = fnl_field_next(&again);
        assert_true(point.height == repeated.height && point.time == repeated.time);
        same_as_other += point.time == elsewhere.time;
    }
    assert_int_equal(same_as_other, 0);
}

static void purpose_and_key_are_part_of_the_address(void **state)
{
    (void)state;
    const struct fnl_stream_key another_key = {{0x2c0ffee5, 0x7a3d91b7}};
    struct fnl_field field = opened(7), by_purpose, by_key;
    fnl_field_open(&by_purpose, some_key, 7, 2);
    fnl_field_open(&by_key, another_key, 7, 1);
    const double time = fnl_field_next(&field).time;
    assert_true(time != fnl_field_next(&by_purpose).time);
    assert_true(time != fnl_field_next(&by_key).time);
}

static void raising_the_rate_adds_people_and_moves_nobody(void **state)
{
    (void)state;
    size_t added = 0;
    for (uint64_t day = 0; day < 1000; day++) {
        struct fnl_field_point few[MOST], many[MOST];
        const size_t few_count = arrivals(day, flat, 3.7, few);
        const size_t many_count = arrivals(day, raised, 5.2, many);
        assert_true(many_count >= few_count);
        added += many_count - few_count;
        for (size_t i = 0; i < few_count; i++) {
            assert_int_equal(few[i].index, many[i].index);
            assert_true(few[i].height == many[i].height && few[i].time == many[i].time);
        }
    }
    assert_likely(judge_normal(((double)added - 1500) / sqrt(1500)), LEVEL);
}

static void bending_the_curve_keeps_whoever_is_under_both(void **state)
{
    (void)state;
    for (uint64_t day = 0; day < 1000; day++) {
        struct fnl_field_point under_flat[MOST], under_wave[MOST];
        const size_t flat_count = arrivals(day, flat, 3.7, under_flat);
        const size_t wave_count = arrivals(day, wave, 6.5, under_wave);
        for (size_t i = 0; i < flat_count; i++) {
            int found = 0;
            for (size_t j = 0; j < wave_count; j++)
                found += under_wave[j].index == under_flat[i].index &&
                         under_wave[j].time == under_flat[i].time;
            assert_int_equal(found, under_flat[i].height < wave(under_flat[i].time));
        }
    }
}

static double counts[DAYS];

static void count_days(curve *rate, double greatest)
{
    for (uint64_t day = 0; day < DAYS; day++) {
        struct fnl_field_point points[MOST];
        counts[day] = (double)arrivals(day, rate, greatest, points);
    }
}

static void a_day_has_a_poisson_number_of_people(void **state)
{
    (void)state;
    enum { BINS = 12 };
    count_days(flat, 3.7);
    assert_likely(judge_mean(counts, DAYS, 3.7, 3.7), LEVEL);
    assert_likely(judge_variance(counts, DAYS, 3.7, 3.7), LEVEL);

    double seen[BINS] = {0}, expected[BINS];
    for (size_t day = 0; day < DAYS; day++)
        seen[(size_t)judge_smaller(counts[day], BINS - 1)]++;
    for (unsigned i = 0; i < BINS - 1; i++)
        expected[i] = DAYS * gsl_ran_poisson_pdf(i, 3.7);
    expected[BINS - 1] = DAYS * gsl_cdf_poisson_Q(BINS - 2, 3.7);
    assert_likely(judge_counts(seen, expected, BINS), LEVEL);
}

static void under_a_curve_come_as_many_as_its_area_says(void **state)
{
    (void)state;
    count_days(wave, 6.5);
    assert_likely(judge_mean(counts, DAYS, 4, 4), LEVEL);
    assert_likely(judge_variance(counts, DAYS, 4, 4), LEVEL);
}

/* The area under the wave up to `time`, as a share of the whole. */
static double wave_share(double time)
{
    return time + 2.5 / 4 * (1 - cos(2 * M_PI * time)) / (2 * M_PI);
}

static void times_of_day_follow_the_curve(void **state)
{
    (void)state;
    static double times[DAYS];
    for (size_t day = 0, count = 0; count < DAYS; day++) {
        struct fnl_field_point points[MOST];
        const size_t people = arrivals(day, wave, 6.5, points);
        for (size_t i = 0; i < people && count < DAYS; i++)
            times[count++] = points[i].time;
    }
    assert_likely(judge_shape(times, DAYS, wave_share), LEVEL);
}

static void one_day_says_nothing_of_the_next(void **state)
{
    (void)state;
    count_days(flat, 3.7);
    double sum = 0;
    for (size_t day = 1; day < DAYS; day++)
        sum += (counts[day] - 3.7) * (counts[day - 1] - 3.7) / 3.7;
    assert_likely(judge_normal(sum / sqrt(DAYS - 1)), LEVEL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_rise_and_are_counted_from_1),
        cmocka_unit_test(a_cell_has_the_same_points_whenever_it_is_read),
        cmocka_unit_test(purpose_and_key_are_part_of_the_address),
        cmocka_unit_test(raising_the_rate_adds_people_and_moves_nobody),
        cmocka_unit_test(bending_the_curve_keeps_whoever_is_under_both),
        cmocka_unit_test(a_day_has_a_poisson_number_of_people),
        cmocka_unit_test(under_a_curve_come_as_many_as_its_area_says),
        cmocka_unit_test(times_of_day_follow_the_curve),
        cmocka_unit_test(one_day_says_nothing_of_the_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
