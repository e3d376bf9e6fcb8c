/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "stats/tally.h"

static struct fnl_tally tally_of(const int64_t *values, size_t count)
{
    struct fnl_tally tally = {0};
    for (size_t i = 0; i < count; i++)
        fnl_tally_add(&tally, values[i]);
    return tally;
}

/* Sees a difference of one bit, and tells -0 from 0. */
static void assert_same_bits(double a, double b)
{
    assert_memory_equal(&a, &b, sizeof a);
}

static void assert_same(const struct fnl_tally *a, const struct fnl_tally *b)
{
    assert_true(a->sum == b->sum);
    assert_true(a->squares_high == b->squares_high && a->squares_low == b->squares_low);
    assert_true(a->count == b->count);
    assert_true(a->positive == b->positive && a->negative == b->negative);
    assert_true(a->least == b->least && a->greatest == b->greatest);
    assert_same_bits(fnl_tally_mean(a), fnl_tally_mean(b));
    assert_same_bits(fnl_tally_variance(a), fnl_tally_variance(b));
}

static void eight_numbers_give_what_pencil_and_paper_give(void **state)
{
    (void)state;
    const struct fnl_tally tally = tally_of((int64_t[]){2, 4, 4, 4, 5, 5, 7, 9}, 8);
    assert_true(tally.count == 8 && tally.sum == 40);
    assert_true(tally.least == 2 && tally.greatest == 9);
    assert_true(fnl_tally_mean(&tally) == 5);
    assert_true(fnl_tally_variance(&tally) == 32.0 / 7);
    assert_true(fnl_tally_sd(&tally) == sqrt(32.0 / 7));
    assert_true(fnl_tally_standard_error(&tally) == sqrt(32.0 / 7 / 8));
}

static void too_few_observations_have_no_mean_or_no_variance(void **state)
{
    (void)state;
    const struct fnl_tally none = {0}, one = tally_of((int64_t[]){-238}, 1);
    assert_true(isnan(fnl_tally_mean(&none)));
    assert_true(isnan(fnl_tally_variance(&none)));
    assert_true(fnl_tally_mean(&one) == -238);
    assert_true(one.least == -238 && one.greatest == -238);
    assert_true(isnan(fnl_tally_variance(&one)));
    assert_true(isnan(fnl_tally_sd(&one)));
    assert_true(isnan(fnl_tally_standard_error(&one)));
}

static void signs_are_counted_and_ties_belong_to_neither(void **state)
{
    (void)state;
    const struct fnl_tally tally = tally_of((int64_t[]){-1, 0, 3, 0, 0, 238, -7, 5}, 8);
    assert_true(tally.positive == 3 && tally.negative == 2 && tally.count == 8);
}

/* Merges `values` as blocks of random lengths, the blocks themselves in random order. */
static struct fnl_tally merged_at_random(const gsl_rng *rng, const int64_t *values, size_t count)
{
    struct fnl_tally blocks[64] = {{0}};
    for (size_t i = 0; i < count; i++)
        fnl_tally_add(&blocks[gsl_rng_uniform_int(rng, 64)], values[i]);
    gsl_ran_shuffle(rng, blocks, 64, sizeof *blocks);

    struct fnl_tally all = {0};
    for (size_t half = 0; half < 2; half++) {
        struct fnl_tally part = {0};
        for (size_t i = 0; i < 32; i++)
            fnl_tally_merge(&part, &blocks[32 * half + i]);
        fnl_tally_merge(&all, &part);
    }
    return all;
}

static void any_order_and_any_merging_give_the_same_bits(void **state)
{
    (void)state;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 7);
    int64_t values[1000];
    for (int round = 0; round < 50; round++) {
        const int shift = round; /* from all 64 bits down to 14 */
        for (size_t i = 0; i < 1000; i++) {
            const uint64_t bits = (uint64_t)gsl_rng_get(rng) << 32 | gsl_rng_get(rng);
            values[i] = (int64_t)bits >> shift;
        }
        const struct fnl_tally once = tally_of(values, 1000);
        gsl_ran_shuffle(rng, values, 1000, sizeof *values);
        const struct fnl_tally shuffled = tally_of(values, 1000);
        const struct fnl_tally merged = merged_at_random(rng, values, 1000);
        assert_same(&once, &shuffled);
        assert_same(&once, &merged);
    }
    gsl_rng_free(rng);
}

static void merging_with_an_empty_tally_changes_nothing(void **state)
{
    (void)state;
    for (int64_t sign = -1; sign <= 1; sign += 2) {
        const struct fnl_tally some = tally_of((int64_t[]){5 * sign, 9 * sign}, 2);
        struct fnl_tally left = some, right = {0};
        fnl_tally_merge(&left, &(struct fnl_tally){0});
        fnl_tally_merge(&right, &some);
        assert_same(&left, &some);
        assert_same(&right, &some);
    }
}

static void ten_thousand_amounts_of_the_largest_size_do_not_wrap(void **state)
{
    (void)state;
    const int64_t huge = (int64_t)1 << 62;
    struct fnl_tally both = {0}, same = {0};
    for (int i = 0; i < 10000; i++) {
        fnl_tally_add(&both, i % 2 ? huge : -huge);
        fnl_tally_add(&same, -huge);
    }
    assert_true(both.sum == 0 && same.sum == (fnl_wide)-10000 * huge);
    assert_true(both.squares_low == 0 && both.squares_high == (fnl_wide)10000 << 60);
    assert_true(fnl_tally_mean(&both) == 0);
    assert_same_bits(fnl_tally_variance(&both), 10000 * ldexp(1, 124) / 9999);
    assert_true(fnl_tally_mean(&same) == -ldexp(1, 62));
    assert_same_bits(fnl_tally_variance(&same), 0);
}

static void the_ends_of_the_range_are_observations_like_others(void **state)
{
    (void)state;
    const struct fnl_tally ends = tally_of((int64_t[]){INT64_MIN, INT64_MAX}, 2);
    assert_true(ends.sum == -1);
    assert_true(fnl_tally_mean(&ends) == -0.5);
    /* (2^64 - 1)^2 / 2 */
    assert_true(fnl_tally_variance(&ends) == ldexp(1, 127));

    const struct fnl_tally low = tally_of((int64_t[]){INT64_MIN, INT64_MIN + 1, INT64_MIN + 3}, 3);
    assert_same_bits(fnl_tally_variance(&low), 7.0 / 3);
}

/*
 * NIST Statistical Reference Datasets, univariate: NumAcc1, and NumAcc4 in
 * tenths, whose certified standard deviations (1 and 0.1) are exact.
 */
static void the_reference_datasets_of_nist_are_met_exactly(void **state)
{
    (void)state;
    const struct fnl_tally first = tally_of((int64_t[]){10000001, 10000003, 10000002}, 3);
    assert_true(fnl_tally_mean(&first) == 10000002);
    assert_same_bits(fnl_tally_sd(&first), 1);

    struct fnl_tally fourth = {0};
    fnl_tally_add(&fourth, 100000002);
    for (int i = 0; i < 1000; i++)
        fnl_tally_add(&fourth, i % 2 ? 100000003 : 100000001);
    assert_true(fnl_tally_mean(&fourth) == 100000002);
    assert_same_bits(fnl_tally_sd(&fourth), 1);
}

/* The variance does not notice an offset, so it is known from small numbers. */
static void a_large_mean_takes_nothing_from_a_small_spread(void **state)
{
    (void)state;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 62);
    for (int round = 0; round < 2000; round++) {
        const int64_t sign = round % 2 ? 1 : -1;
        const int64_t offset = sign * (((int64_t)1 << (round % 63)) - 1500);
        const int64_t n = 2 + (int64_t)gsl_rng_uniform_int(rng, 50);
        int64_t sum = 0, squares = 0;
        struct fnl_tally tally = {0};
        for (int64_t i = 0; i < n; i++) {
            const int64_t d = (int64_t)gsl_rng_uniform_int(rng, 2001) - 1000;
            sum += d;
            squares += d * d;
            fnl_tally_add(&tally, offset + d);
        }
        const double expected = (double)(n * squares - sum * sum) / (double)(n * (n - 1));
        const double got = fnl_tally_variance(&tally);
        assert_true(fabs(got - expected) <= 4e-16 * expected);
    }
    gsl_rng_free(rng);
}

/* Of a million values all but one are the same: the variance is 1 in a million, exactly. */
static void one_odd_value_in_a_million_is_seen_sharply(void **state)
{
    (void)state;
    for (int64_t sign = -1; sign <= 1; sign += 2) {
        struct fnl_tally tally = {0};
        for (int i = 0; i < 1000000; i++)
            fnl_tally_add(&tally, i ? sign : 0);
        assert_true(fabs(fnl_tally_variance(&tally) - 1e-6) <= 1e-21);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eight_numbers_give_what_pencil_and_paper_give),
        cmocka_unit_test(too_few_observations_have_no_mean_or_no_variance),
        cmocka_unit_test(signs_are_counted_and_ties_belong_to_neither),
        cmocka_unit_test(any_order_and_any_merging_give_the_same_bits),
        cmocka_unit_test(merging_with_an_empty_tally_changes_nothing),
        cmocka_unit_test(ten_thousand_amounts_of_the_largest_size_do_not_wrap),
        cmocka_unit_test(the_ends_of_the_range_are_observations_like_others),
        cmocka_unit_test(the_reference_datasets_of_nist_are_met_exactly),
        cmocka_unit_test(a_large_mean_takes_nothing_from_a_small_spread),
        cmocka_unit_test(one_odd_value_in_a_million_is_seen_sharply),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
