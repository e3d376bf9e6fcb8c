/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "judge.h"
#include "scenario/hypercube.h"

#define MOST 200

static double place(uint64_t seed, size_t sample, size_t samples, const char *path)
{
    const struct fnl_hypercube cube = {seed, sample, samples};
    return fnl_hypercube_place(&cube, path);
}

static void each_value_goes_through_every_part_once(void **state)
{
    (void)state;
    static const size_t counts[] = {1, 2, 3, 7, 64, 100, MOST};
    static const char *const paths[] = {"pita.hours_factor", "sources[Website].pita", ""};
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
        for (size_t p = 0; p < sizeof paths / sizeof *paths; p++) {
            int visits[MOST] = {0};
            for (size_t i = 0; i < counts[c]; i++) {
                const double u = place(42, i, counts[c], paths[p]);
                assert_true(u > 0 && u < 1);
                visits[(size_t)(u * (double)counts[c])]++;
            }
            for (size_t part = 0; part < counts[c]; part++)
                assert_int_equal(visits[part], 1);
        }
}

static void a_place_depends_on_path_seed_and_number_alone(void **state)
{
    (void)state;
    const double u = place(42, 3, 100, "reps.salary");
    place(42, 4, 100, "reps.salary");
    place(42, 3, 100, "reps.count");
    assert_true(place(42, 3, 100, "reps.salary") == u);
    assert_true(place(43, 3, 100, "reps.salary") != u);
    assert_true(place(42, 3, 101, "reps.salary") != u);
    assert_true(place(42, 4, 100, "reps.salary") != u);
    assert_true(place(42, 3, 100, "reps.count") != u);
}

static void the_place_within_a_part_is_another_in_every_sample(void **state)
{
    (void)state;
    double within[50];
    for (size_t i = 0; i < 50; i++) {
        within[i] = fmod(place(42, i, 50, "reps.salary") * 50, 1);
        for (size_t k = 0; k < i; k++)
            assert_true(fabs(within[i] - within[k]) > 1e-9);
    }
}

/* Four judgements at 0.01 / 4 each. */
static void orders_and_places_are_left_to_chance(void **state)
{
    (void)state;
    enum { VALUES = 4000, PARTS = 10 };
    static double firsts[PARTS], lasts[PARTS], within[VALUES], products[VALUES];
    for (int i = 0; i < VALUES; i++) {
        char path[40], other[40];
        snprintf(path, sizeof path, "sources[%d].pita", i);
        snprintf(other, sizeof other, "sources[%d].fit", i);
        const double u = place(7, 0, PARTS, path), v = place(7, 0, PARTS, other);
        firsts[(size_t)(u * PARTS)]++;
        lasts[(size_t)(place(7, PARTS - 1, PARTS, path) * PARTS)]++;
        within[i] = fmod(u * PARTS, 1);
        products[i] = (u - 0.5) * (v - 0.5);
    }
    assert_likely(judge_even(firsts, PARTS), 0.0025);
    assert_likely(judge_even(lasts, PARTS), 0.0025);
    assert_likely(judge_mean(within, VALUES, 0.5, 1.0 / 12), 0.0025);
    assert_likely(judge_mean(products, VALUES, 0, 1.0 / 144), 0.0025);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_value_goes_through_every_part_once),
        cmocka_unit_test(a_place_depends_on_path_seed_and_number_alone),
        cmocka_unit_test(the_place_within_a_part_is_another_in_every_sample),
        cmocka_unit_test(orders_and_places_are_left_to_chance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
