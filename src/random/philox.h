/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * philox.h - blocks of random words, computed from a counter and a key.
 *
 * Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as
 * easy as 1, 2, 3", SC11) makes four random words of any four words and two
 * words of key, and remembers nothing. Random123's headers have it in portable
 * C. A round has to wait for the one before it, so that a processor is idle
 * for most of a single block: four blocks side by side take hardly longer than
 * two, in the instructions that every x86-64 processor has (SSE2), and come to
 * the same bits.
 *
 * Four words are two numbers here and two are one, the first word lowest.
 */
#ifndef FUNNELSIM_RANDOM_PHILOX_H
#define FUNNELSIM_RANDOM_PHILOX_H

#include <stddef.h>
#include <stdint.h>

#include <Random123/philox.h>

#ifdef __x86_64__
#include <emmintrin.h>
#endif

struct fnl_philox_counter {
    uint64_t low, high; /* the last word is the number of the block */
};

/* The counter of the block that comes so many blocks after that of `counter`. */
static inline struct fnl_philox_counter fnl_philox_after(struct fnl_philox_counter counter,
                                                         uint32_t blocks)
{
    counter.high += (uint64_t)blocks << 32;
    return counter;
}

/* The block of `counter` under `key`. */
static inline void fnl_philox_block(struct fnl_philox_counter counter, uint64_t key,
                                    uint32_t words[4])
{
    const philox4x32_key_t keys = {{(uint32_t)key, (uint32_t)(key >> 32)}};
    const philox4x32_ctr_t counters = {{(uint32_t)counter.low, (uint32_t)(counter.low >> 32),
                                        (uint32_t)counter.high, (uint32_t)(counter.high >> 32)}};
    const philox4x32_ctr_t block = philox4x32_R(10, counters, keys);
    for (size_t i = 0; i < 4; i++)
        words[i] = block.v[i];
}

#ifdef __x86_64__

/*
 * A block in two halves: words 0 and 2, which are to be multiplied, and words 1
 * and 3, which are to be mixed in, each word at the lower end of 64 bits. What
 * is at the upper ends matters to nobody.
 */
struct fnl_philox_halves {
    __m128i even, odd;
};

static inline struct fnl_philox_halves fnl_philox_begin(struct fnl_philox_counter counter)
{
    const __m128i all = _mm_unpacklo_epi64(_mm_cvtsi64_si128((long long)counter.low),
                                           _mm_cvtsi64_si128((long long)counter.high));
    return (struct fnl_philox_halves){all, _mm_srli_epi64(all, 32)};
}

static inline struct fnl_philox_halves fnl_philox_round(struct fnl_philox_halves block, __m128i key)
{
    const __m128i factors = _mm_set_epi32(0, (int)PHILOX_M4x32_1, 0, (int)PHILOX_M4x32_0);
    const __m128i products = _mm_mul_epu32(block.even, factors);
    const __m128i upper = _mm_shuffle_epi32(products, _MM_SHUFFLE(1, 1, 3, 3));
    return (struct fnl_philox_halves){_mm_xor_si128(upper, _mm_xor_si128(block.odd, key)),
                                      _mm_shuffle_epi32(products, _MM_SHUFFLE(0, 0, 2, 2))};
}

static inline void fnl_philox_end(struct fnl_philox_halves block, uint32_t words[4])
{
    const __m128i even = _mm_shuffle_epi32(block.even, _MM_SHUFFLE(3, 1, 2, 0));
    const __m128i odd = _mm_shuffle_epi32(block.odd, _MM_SHUFFLE(3, 1, 2, 0));
    _mm_storeu_si128((__m128i *)words, _mm_unpacklo_epi32(even, odd));
}

/* The blocks of `counter` and of the three counters after it, one after the other. */
static inline void fnl_philox_four(struct fnl_philox_counter counter, uint64_t key,
                                   uint32_t words[16])
{
    const __m128i step = _mm_set_epi32(0, (int)PHILOX_W32_1, 0, (int)PHILOX_W32_0);
    __m128i keys = _mm_cvtsi64_si128((long long)key);
    keys = _mm_unpacklo_epi32(keys, keys);
    struct fnl_philox_halves a = fnl_philox_begin(counter),
                             b = fnl_philox_begin(fnl_philox_after(counter, 1)),
                             c = fnl_philox_begin(fnl_philox_after(counter, 2)),
                             d = fnl_philox_begin(fnl_philox_after(counter, 3));
    for (int round = 0; round < 10; round++) {
        a = fnl_philox_round(a, keys);
        b = fnl_philox_round(b, keys);
        c = fnl_philox_round(c, keys);
        d = fnl_philox_round(d, keys);
        keys = _mm_add_epi32(keys, step);
    }
    fnl_philox_end(a, words);
    fnl_philox_end(b, words + 4);
    fnl_philox_end(c, words + 8);
    fnl_philox_end(d, words + 12);
}

#else

static inline void fnl_philox_four(struct fnl_philox_counter counter, uint64_t key,
                                   uint32_t words[16])
{
    for (uint32_t i = 0; i < 4; i++)
        fnl_philox_block(fnl_philox_after(counter, i), key, words + 4 * (size_t)i);
}

#endif

#endif
