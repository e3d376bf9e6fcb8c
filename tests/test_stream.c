/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <Random123/philox.h>

#include "base/key.h"
#include "base/units.h"
#include "judge.h"
#include "random/stream.h"
#include "random/ziggurat.h"

/* 29 judgements in this program; all of them together are wrong in 1 of 100 seeds at most. */
#define LEVEL (0.01 / 29)

static const struct fnl_stream_key some_key = {{0x2c0ffee5, 0x7a3d91b6}};

static struct fnl_stream opened(uint64_t entity, uint32_t purpose)
{
    struct fnl_stream stream;
    fnl_stream_open(&stream, some_key, entity, purpose);
    return stream;
}

/* A stream whose next words are these four. */
static struct fnl_stream holding(uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    struct fnl_stream stream = opened(1, 1);
    const uint32_t words[4] = {a, b, c, d};
    stream.used = FNL_STREAM_WORDS - 4;
    memcpy(&stream.words[stream.used], words, sizeof words);
    return stream;
}

/* From the file kat_vectors of Random123's tests: zeros, ones and the digits of pi. */
static const struct known_answer {
    uint32_t counter[4], key[2], words[4];
} known_answers[] = {
    {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0},
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

static struct fnl_stream at_known_answer(const struct known_answer *known)
{
    const struct fnl_stream_key key = {{known->key[0], known->key[1]}};
    struct fnl_stream stream;
    fnl_stream_open(&stream, key, (uint64_t)known->counter[1] << 32 | known->counter[0],
                    known->counter[2]);
    stream.place += known->counter[3] * FNL_STREAM_BLOCK;
    return stream;
}

static void words_are_those_published_for_philox(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof known_answers / sizeof *known_answers; i++) {
        struct fnl_stream stream = at_known_answer(&known_answers[i]);
        for (size_t j = 0; j < 4; j++)
            assert_int_equal(fnl_stream_word(&stream), known_answers[i].words[j]);
    }
}

static void words_are_those_published_through_gsl_too(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof known_answers / sizeof *known_answers; i++) {
        struct fnl_stream stream = at_known_answer(&known_answers[i]);
        const gsl_rng *rng = fnl_stream_gsl(&stream);
        for (size_t j = 0; j < 4; j++)
            assert_int_equal(gsl_rng_get(rng), known_answers[i].words[j]);
    }
}

static void a_uniform_is_the_top_53_bits_of_two_words(void **state)
{
    (void)state;
    struct fnl_stream stream = at_known_answer(&known_answers[0]);
    const double first = (double)(UINT64_C(0x6627e8d5e169c58d) / 2048) / 9007199254740992.0;
    const double second = (double)(UINT64_C(0xbc57ac4c9b00dbd8) / 2048) / 9007199254740992.0;
    assert_true(fnl_stream_uniform(&stream) == first);
    assert_true(gsl_rng_uniform(fnl_stream_gsl(&stream)) == second);
}

static void every_one_of_53_bits_is_used(void **state)
{
    (void)state;
    struct fnl_stream stream = opened(7, 3);
    uint64_t ever_set = 0, ever_clear = 0;
    for (int i = 0; i < 200; i++) {
        const double scaled = fnl_stream_uniform(&stream) * 0x1p53;
        assert_true(scaled == floor(scaled));
        ever_set |= (uint64_t)scaled;
        ever_clear |= ~(uint64_t)scaled;
    }
    assert_true(ever_set == (UINT64_C(1) << 53) - 1);
    assert_true(ever_clear == UINT64_MAX);
}

static void uniforms_keep_to_their_ends(void **state)
{
    (void)state;
    struct fnl_stream low = holding(0, 0, 0, 0);
    assert_true(fnl_stream_uniform(&low) == 0);
    assert_true(fnl_stream_uniform_open(&low) == 0x1p-53);

    struct fnl_stream high = holding(UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX);
    assert_true(fnl_stream_uniform(&high) == 1 - 0x1p-53);
    assert_true(fnl_stream_uniform_open(&high) == 1 - 0x1p-53);
}

static void blocks_follow_each_other_by_their_number(void **state)
{
    (void)state;
    struct fnl_stream stream = opened(UINT64_C(0x123456789abcdef0), 42);
    for (uint32_t i = 0; i < 20; i++) {
        const philox4x32_ctr_t counter = {{0x9abcdef0, 0x12345678, 42, i}};
        const philox4x32_key_t key = {{some_key.words[0], some_key.words[1]}};
        const philox4x32_ctr_t block = philox4x32(counter, key);
        for (size_t j = 0; j < 4; j++)
            assert_int_equal(fnl_stream_word(&stream), block.v[j]);
    }
}

static void two_words_come_from_one_block(void **state)
{
    (void)state;
    struct fnl_stream stream = holding(10, 20, 30, 40), fresh = opened(1, 1);
    assert_int_equal(fnl_stream_word(&stream), 10);
    assert_true(fnl_stream_bits(&stream) == (UINT64_C(20) << 32 | 30));
    assert_true(fnl_stream_bits(&stream) == fnl_stream_bits(&fresh));
}

/* Word `i` of the stream that opened(1, 1) gives. */
static uint32_t word_at(uint32_t i)
{
    const philox4x32_key_t key = {{some_key.words[0], some_key.words[1]}};
    const philox4x32_ctr_t counter = {{1, 0, 1, i / 4}};
    return philox4x32(counter, key).v[i % 4];
}

/* However one and two words are mixed, in blocks that were computed alone and together. */
static void a_word_that_is_left_of_any_block_is_passed_over(void **state)
{
    (void)state;
    struct fnl_stream stream = opened(1, 1);
    uint32_t next = 0;
    for (uint64_t step = 0; step < 3000; step++) {
        if (fnl_key_scatter(step) & 1) {
            assert_int_equal(fnl_stream_word(&stream), word_at(next));
            next++;
        } else {
            next += next % 4 == 3;
            assert_true(fnl_stream_bits(&stream) ==
                        ((uint64_t)word_at(next) << 32 | word_at(next + 1)));
            next += 2;
        }
    }
}

/* The last word of the counter knows nothing of the others. */
static void after_its_last_block_a_stream_begins_again(void **state)
{
    (void)state;
    struct fnl_stream stream = opened(1, 1), fresh = opened(1, 1);
    stream.place += (UINT32_MAX - 1) * FNL_STREAM_BLOCK;
    for (int i = 0; i < 8; i++)
        fnl_stream_word(&stream);
    for (int i = 0; i < 40; i++)
        assert_int_equal(fnl_stream_word(&stream), fnl_stream_word(&fresh));
}

static void the_key_is_philox_of_seed_and_replication(void **state)
{
    (void)state;
    const struct fnl_stream_key zero = fnl_stream_key(0, 0);
    assert_int_equal(zero.words[0], 0x6627e8d5);
    assert_int_equal(zero.words[1], 0xe169c58d);

    const philox4x32_ctr_t counter = {{0x33333333, 0x44444444, 0, 0}};
    const philox4x32_key_t key = {{0x11111111, 0x22222222}};
    const philox4x32_ctr_t block = philox4x32(counter, key);
    const struct fnl_stream_key mixed =
        fnl_stream_key(UINT64_C(0x2222222211111111), UINT64_C(0x4444444433333333));
    assert_int_equal(mixed.words[0], block.v[0]);
    assert_int_equal(mixed.words[1], block.v[1]);
}

static uint64_t first_bits(uint64_t seed, uint64_t replication, uint64_t entity, uint32_t purpose)
{
    struct fnl_stream stream;
    fnl_stream_open(&stream, fnl_stream_key(seed, replication), entity, purpose);
    return fnl_stream_bits(&stream);
}

static void every_bit_of_an_address_makes_another_stream(void **state)
{
    (void)state;
    uint64_t firsts[3 * 64 + 32 + 1];
    size_t count = 0;
    firsts[count++] = first_bits(42, 7, 1000003, 30);
    for (int bit = 0; bit < 64; bit++) {
        const uint64_t flip = UINT64_C(1) << bit;
        firsts[count++] = first_bits(42 ^ flip, 7, 1000003, 30);
        firsts[count++] = first_bits(42, 7 ^ flip, 1000003, 30);
        firsts[count++] = first_bits(42, 7, 1000003 ^ flip, 30);
        if (bit < 32)
            firsts[count++] = first_bits(42, 7, 1000003, 30 ^ (uint32_t)flip);
    }
    assert_int_equal(count, sizeof firsts / sizeof *firsts);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            assert_true(firsts[i] != firsts[j]);
}

static void an_address_gives_the_same_numbers_whatever_else_is_drawn(void **state)
{
    (void)state;
    struct fnl_stream alone = opened(5, 9);
    double expected[50];
    for (int i = 0; i < 50; i++)
        expected[i] = fnl_stream_normal(&alone);

    struct fnl_stream among = opened(5, 9), other = opened(6, 9);
    for (int i = 0; i < 50; i++) {
        for (int j = 0; j < i % 5; j++)
            fnl_stream_exponential(&other);
        assert_true(fnl_stream_normal(&among) == expected[i]);
    }
}

static void a_stream_that_was_copied_goes_on_by_itself(void **state)
{
    (void)state;
    struct fnl_stream stream = opened(5, 9);
    fnl_stream_normal(&stream);
    struct fnl_stream copy = stream;
    const double next = fnl_stream_normal(&copy);
    fnl_stream_normal(&copy);
    assert_true(fnl_stream_normal(&stream) == next);
}

static void no_chance_is_never_and_certainty_always(void **state)
{
    (void)state;
    struct fnl_stream low = holding(0, 0, 0, 0);
    assert_false(fnl_stream_chance(&low, 0));
    assert_true(fnl_stream_chance(&low, 0x1p-60));
    struct fnl_stream high = holding(UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX);
    assert_true(fnl_stream_chance(&high, 1));
    assert_false(fnl_stream_chance(&high, 1 - 0x1p-53));

    struct fnl_stream any = opened(3, 3);
    for (int i = 0; i < 1000; i++) {
        assert_false(fnl_stream_chance(&any, -0.25));
        assert_true(fnl_stream_chance(&any, 1.75));
        assert_false(fnl_stream_chance(&any, NAN));
    }
}

static void who_says_yes_says_yes_at_a_greater_chance(void **state)
{
    (void)state;
    int more = 0;
    for (uint64_t entity = 0; entity < 1000; entity++) {
        struct fnl_stream at_low = opened(entity, 4), at_high = opened(entity, 4);
        const bool low = fnl_stream_chance(&at_low, 0.2385);
        const bool high = fnl_stream_chance(&at_high, 0.41);
        assert_true(high || !low);
        more += high && !low;
    }
    assert_true(more > 100);
}

static void chances_are_kept(void **state)
{
    (void)state;
    const double p = 0.2385, n = 100000;
    double yes = 0;
    for (uint64_t entity = 0; entity < (uint64_t)n; entity++) {
        struct fnl_stream stream = opened(entity, 5);
        yes += fnl_stream_chance(&stream, p);
    }
    assert_likely(judge_normal((yes - n * p) / sqrt(n * p * (1 - p))), LEVEL);
}

static void an_index_draws_again_rather_than_favour_one(void **state)
{
    (void)state;
    /* 2^32 is 3 times 1431655765 and 1: word 0 is the one too many. */
    struct fnl_stream stream = holding(0, 0x55555556, 0xaaaaaaab, 1);
    assert_int_equal(fnl_stream_index(&stream, 3), 1);
    assert_int_equal(fnl_stream_index(&stream, 3), 2);
    assert_int_equal(fnl_stream_index(&stream, 3), 0);

    struct fnl_stream ends = holding(0, UINT32_MAX, 0, UINT32_MAX);
    assert_int_equal(fnl_stream_index(&ends, 1), 0);
    assert_int_equal(fnl_stream_index(&ends, 1), 0);
    assert_int_equal(fnl_stream_index(&ends, 1024), 0);
    assert_int_equal(fnl_stream_index(&ends, UINT32_MAX), UINT32_MAX - 1);
}

static void indices_are_equally_likely(void **state)
{
    (void)state;
    struct fnl_stream stream = opened(11, 6);
    double few[7] = {0}, thirds[3] = {0};
    const uint32_t third = UINT32_C(1) << 30;
    for (int i = 0; i < 100000; i++) {
        few[fnl_stream_index(&stream, 7)]++;
        thirds[fnl_stream_index(&stream, 3 * third) / third]++;
    }
    assert_likely(judge_even(few, 7), LEVEL);
    assert_likely(judge_even(thirds, 3), LEVEL);
}

static double exponential_share(double x)
{
    return gsl_cdf_exponential_P(x, 1);
}

static double normal_share(double x)
{
    return gsl_cdf_ugaussian_P(x);
}

static void judge_draws(double (*draw)(struct fnl_stream *), double mean, double (*share)(double))
{
    enum { COUNT = 400000 };
    static double draws[COUNT];
    for (uint64_t i = 0; i < COUNT; i++) {
        struct fnl_stream stream = opened(i, 8);
        draws[i] = draw(&stream);
        assert_true(draws[i] == (double)(float)draws[i]);
    }
    assert_likely(judge_mean(draws, COUNT, mean, 1), LEVEL);
    assert_likely(judge_variance(draws, COUNT, mean, 1), LEVEL);
    assert_likely(judge_shape(draws, COUNT, share), LEVEL);
}

static void exponentials_are_exponential(void **state)
{
    (void)state;
    judge_draws(fnl_stream_exponential, 1, exponential_share);
}

static void normals_are_normal(void **state)
{
    (void)state;
    judge_draws(fnl_stream_normal, 0, normal_share);
}

/* So many are beyond 6 that the bottom layer's far end and the tail behind it are well seen. */
static void exponentials_are_as_likely_everywhere(void **state)
{
    enum { COUNT = 4000000, BINS = 1000, FAR_BINS = 40 };
    static double all[BINS], far[FAR_BINS];
    struct fnl_stream stream = opened(12, 8);
    (void)state;
    for (int i = 0; i < COUNT; i++) {
        const double x = fnl_stream_exponential(&stream);
        all[(size_t)(-expm1(-x) * BINS)]++;
        if (x > 6)
            far[(size_t)(-expm1(6 - x) * FAR_BINS)]++;
    }
    assert_likely(judge_even(all, BINS), LEVEL);
    assert_likely(judge_even(far, FAR_BINS), LEVEL);
}

static void layers_of_the_ziggurat_are_equal(void **state)
{
    const double *edges = fnl_ziggurat_edges, edge = edges[1];
    const double strip_and_tail = edge * exp(-edge) + exp(-edge);
    (void)state;
    for (size_t i = 1; i < FNL_ZIGGURAT_LAYERS; i++)
        assert_true(fabs(edges[i] * (exp(-edges[i + 1]) - exp(-edges[i])) - strip_and_tail) <
                    1e-15);
    assert_true(fabs(edges[0] - (edge + 1)) < 1e-14);
    assert_true(edges[FNL_ZIGGURAT_LAYERS] == 0);
}

static void extreme_words_give_finite_exponentials(void **state)
{
    (void)state;
    struct fnl_stream low = holding(0, 0, 0, 0);
    assert_true(fnl_stream_exponential(&low) > 0);
    struct fnl_stream high = holding(UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX);
    assert_true(fnl_stream_exponential(&high) < 37);
}

/* The bottom layer, at its very end, is the tail: what follows says how far. */
static void tail_begins_where_the_bottom_ends(void **state)
{
    (void)state;
    struct fnl_stream stream = holding(UINT32_MAX, UINT32_MAX - 255, 1, 0x80);
    struct fnl_stream next = holding(1, 0x80, 0, 0);
    const double tail = fnl_stream_exponential(&stream) - fnl_ziggurat_edges[1];
    assert_true(fabs(tail - fnl_stream_exponential(&next)) < 1e-6);

    struct fnl_stream twice = holding(UINT32_MAX, UINT32_MAX - 255, UINT32_MAX, UINT32_MAX - 255);
    assert_true(fnl_stream_exponential(&twice) > 2 * fnl_ziggurat_edges[1]);
}

/* In a layer beside the curve: the highest place there is goes, the lowest stays. */
static void places_above_the_curve_are_given_up(void **state)
{
    const uint32_t layer = 200;
    struct fnl_stream high = holding(UINT32_MAX, UINT32_MAX - 255 + layer, UINT32_MAX, UINT32_MAX);
    struct fnl_stream low = holding(UINT32_MAX, UINT32_MAX - 255 + layer, 0, 0);
    (void)state;
    assert_true(fnl_stream_exponential(&low) == fnl_units_rounded(fnl_ziggurat_edges[layer]));
    assert_true(fnl_stream_exponential(&high) != fnl_units_rounded(fnl_ziggurat_edges[layer]));
}

/* The first 64 bits of the i-th of a family of neighbouring streams, or of one stream's blocks. */
typedef uint64_t neighbour(uint64_t i);

static uint64_t by_entity(uint64_t i)
{
    struct fnl_stream stream = opened(i, 10);
    return fnl_stream_bits(&stream);
}

static uint64_t by_purpose(uint64_t i)
{
    struct fnl_stream stream = opened(77, (uint32_t)i);
    return fnl_stream_bits(&stream);
}

static uint64_t by_replication(uint64_t i)
{
    return first_bits(42, i, 77, 10);
}

static uint64_t by_block(uint64_t i)
{
    struct fnl_stream stream = opened(78, 10);
    stream.place += i * FNL_STREAM_BLOCK;
    return fnl_stream_bits(&stream);
}

/* Top and bottom bytes are even, and a byte says nothing of the neighbour's. */
static void judge_neighbours(neighbour *bits)
{
    double top[256] = {0}, bottom[256] = {0}, top_pair[256] = {0}, bottom_pair[256] = {0};
    uint64_t before = bits(0);
    for (uint64_t i = 1; i <= 200000; i++) {
        const uint64_t now = bits(i);
        top[now >> 56]++;
        bottom[now & 255]++;
        top_pair[(now >> 60) << 4 | before >> 60]++;
        bottom_pair[(now & 15) << 4 | (before & 15)]++;
        before = now;
    }
    assert_likely(judge_even(top, 256), LEVEL);
    assert_likely(judge_even(bottom, 256), LEVEL);
    assert_likely(judge_even(top_pair, 256), LEVEL);
    assert_likely(judge_even(bottom_pair, 256), LEVEL);
}

static void neighbours_know_nothing_of_each_other(void **state)
{
    (void)state;
    judge_neighbours(by_entity);
    judge_neighbours(by_purpose);
    judge_neighbours(by_replication);
    judge_neighbours(by_block);
}

static void one_word_says_nothing_of_the_next(void **state)
{
    (void)state;
    struct fnl_stream stream = opened(12, 10);
    double pairs[256] = {0}, bits[64] = {0};
    for (int i = 0; i < 200000; i++) {
        const uint64_t two = fnl_stream_bits(&stream);
        pairs[(two >> 60) << 4 | (two >> 28 & 15)]++;
        for (int bit = 0; bit < 64; bit++)
            bits[bit] += (double)(two >> bit & 1);
    }
    assert_likely(judge_even(pairs, 256), LEVEL);

    double square = 0;
    for (int bit = 0; bit < 64; bit++)
        square += (bits[bit] - 100000) * (bits[bit] - 100000) / 50000;
    assert_likely(2 * judge_smaller(gsl_cdf_chisq_P(square, 64), gsl_cdf_chisq_Q(square, 64)),
                  LEVEL);
}

static void gsl_may_make_a_generator_of_the_type(void **state)
{
    (void)state;
    struct fnl_stream stream;
    fnl_stream_open(&stream, fnl_stream_key(42, 0), 0, 0);
    const gsl_rng *ours = fnl_stream_gsl(&stream);
    assert_string_equal(gsl_rng_name(ours), "philox4x32-10");
    assert_true(gsl_rng_min(ours) == 0 && gsl_rng_max(ours) == UINT32_MAX);

    gsl_rng *made = gsl_rng_alloc(ours->type);
    gsl_rng_set(made, 42);
    for (int i = 0; i < 10; i++)
        assert_true(gsl_rng_get(made) == gsl_rng_get(ours));

    gsl_rng *clone = gsl_rng_clone(made);
    for (int i = 0; i < 10; i++)
        assert_true(gsl_rng_uniform(clone) == gsl_rng_uniform(made));
    gsl_rng_free(clone);
    gsl_rng_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_those_published_for_philox),
        cmocka_unit_test(words_are_those_published_through_gsl_too),
        cmocka_unit_test(a_uniform_is_the_top_53_bits_of_two_words),
        cmocka_unit_test(every_one_of_53_bits_is_used),
        cmocka_unit_test(uniforms_keep_to_their_ends),
        cmocka_unit_test(blocks_follow_each_other_by_their_number),
        cmocka_unit_test(two_words_come_from_one_block),
        cmocka_unit_test(a_word_that_is_left_of_any_block_is_passed_over),
        cmocka_unit_test(after_its_last_block_a_stream_begins_again),
        cmocka_unit_test(the_key_is_philox_of_seed_and_replication),
        cmocka_unit_test(every_bit_of_an_address_makes_another_stream),
        cmocka_unit_test(an_address_gives_the_same_numbers_whatever_else_is_drawn),
        cmocka_unit_test(a_stream_that_was_copied_goes_on_by_itself),
        cmocka_unit_test(no_chance_is_never_and_certainty_always),
        cmocka_unit_test(who_says_yes_says_yes_at_a_greater_chance),
        cmocka_unit_test(chances_are_kept),
        cmocka_unit_test(an_index_draws_again_rather_than_favour_one),
        cmocka_unit_test(indices_are_equally_likely),
        cmocka_unit_test(exponentials_are_exponential),
        cmocka_unit_test(normals_are_normal),
        cmocka_unit_test(exponentials_are_as_likely_everywhere),
        cmocka_unit_test(layers_of_the_ziggurat_are_equal),
        cmocka_unit_test(extreme_words_give_finite_exponentials),
        cmocka_unit_test(tail_begins_where_the_bottom_ends),
        cmocka_unit_test(places_above_the_curve_are_given_up),
        cmocka_unit_test(neighbours_know_nothing_of_each_other),
        cmocka_unit_test(one_word_says_nothing_of_the_next),
        cmocka_unit_test(gsl_may_make_a_generator_of_the_type),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
