/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stream.h - the random numbers that belong to one thing and one purpose.
 *
 * A stream is addressed, not seeded: who draws says whose number it wants (the
 * entity's key, base/key.h) and what for (a purpose, numbered once and for
 * all). The same address gives the same numbers whatever else happens in the
 * run, in every strategy, thread and rank. Streams are cheap enough to open
 * afresh for each use and live on the stack.
 *
 * The generator is Philox4x32-10 (random/philox.h): key = the replication's,
 * counter = (entity low, entity high, purpose, block). A repeated draw of one
 * entity mixes its index into the entity's key.
 *
 * Opening computes nothing; a block of four 32-bit words is computed when the
 * first of them is wanted, and from the third on four blocks at once, which
 * takes the time of two. Uniforms take two words each, from one block: a word
 * left over from an odd number of 32-bit draws is passed over. A stream has
 * 2^32 blocks, more than any run can use.
 */
#ifndef FUNNELSIM_RANDOM_STREAM_H
#define FUNNELSIM_RANDOM_STREAM_H

#include <stdbool.h>
#include <stdint.h>

#include <gsl/gsl_rng.h>

/* The key of all streams of one replication. */
struct fnl_stream_key {
    uint32_t words[2];
};

/* Words that a stream holds at most: whole blocks, a single one at the end. */
enum { FNL_STREAM_WORDS = 16 };

/* What the address of a block lies beyond that of the block before it. */
#define FNL_STREAM_BLOCK (UINT64_C(1) << 32)

/* One open stream. Initialised by fnl_stream_open; holds no memory, needs no closing. */
struct fnl_stream {
    gsl_rng rng; /* set by fnl_stream_gsl, and meaningless before */
    uint64_t key;
    uint64_t entity;
    uint64_t place; /* the purpose and, in units of FNL_STREAM_BLOCK, the next block's number */
    uint32_t used;  /* of the words below, those that are gone */
    uint32_t words[FNL_STREAM_WORDS];
};

/* The key of replication `replication` of the run seeded with `seed`. */
struct fnl_stream_key fnl_stream_key(uint64_t seed, uint64_t replication);

/* Passes over a word that is left of a block, or computes more: for the inline functions below. */
void fnl_stream_refill(struct fnl_stream *stream);

/* Opens the stream of `entity` for `purpose`, at its first number. */
static inline void fnl_stream_open(struct fnl_stream *stream, struct fnl_stream_key key,
                                   uint64_t entity, uint32_t purpose)
{
    stream->key = (uint64_t)key.words[1] << 32 | key.words[0];
    stream->entity = entity;
    stream->place = purpose;
    stream->used = FNL_STREAM_WORDS;
}

/* 32 random bits. */
static inline uint32_t fnl_stream_word(struct fnl_stream *stream)
{
    if (stream->used == FNL_STREAM_WORDS)
        fnl_stream_refill(stream);
    return stream->words[stream->used++];
}

/* 64 random bits: two words of one block, the first on top. */
static inline uint64_t fnl_stream_bits(struct fnl_stream *stream)
{
    /* Not from two blocks: with 3, 7, 11 or 15 words gone the next one is passed over. */
    if (UINT32_C(0x18888) >> stream->used & 1)
        fnl_stream_refill(stream);
    const uint64_t top = stream->words[stream->used], bottom = stream->words[stream->used + 1];
    stream->used += 2;
    return top << 32 | bottom;
}

/* Uniform on [0, 1): a multiple of 2^-53. */
static inline double fnl_stream_uniform(struct fnl_stream *stream)
{
    return (double)(int64_t)(fnl_stream_bits(stream) >> 11) * 0x1p-53;
}

/* The upper 52 of 64 random bits as a number between 0 and 1: an odd multiple of 2^-53. */
static inline double fnl_stream_between(uint64_t bits)
{
    return (double)(int64_t)(bits >> 11 | 1) * 0x1p-53;
}

/*
 * Uniform on (0, 1), for inverting distribution functions: neither `u` nor
 * `1 - u` is ever 0, and both are exact.
 */
static inline double fnl_stream_uniform_open(struct fnl_stream *stream)
{
    return fnl_stream_between(fnl_stream_bits(stream));
}

/*
 * True with probability `p`: always at 1 and more, never at 0 and less. Who
 * says yes at `p` says yes at every greater chance too.
 */
static inline bool fnl_stream_chance(struct fnl_stream *stream, double p)
{
    return fnl_stream_uniform(stream) < p;
}

/*
 * Exponential with mean 1, above 0 (by random/ziggurat.h); normal with mean 0 and
 * standard deviation 1 (by GSL's ziggurat). Both have 24 significant bits
 * (base/units.h), and both take more words of the stream than two now and then.
 */
double fnl_stream_exponential(struct fnl_stream *stream);
double fnl_stream_normal(struct fnl_stream *stream);

/* Uniform on 0 .. count - 1, each exactly as likely; `count` > 0. */
uint32_t fnl_stream_index(struct fnl_stream *stream, uint32_t count);

/*
 * The stream as GSL's samplers want it; drawing from it moves `stream` on.
 * Valid as long as `stream` stays where it is. A generator that is made from
 * its type (gsl_rng_alloc) and set to `seed` is the stream of entity 0,
 * purpose 0, replication 0 of that seed.
 */
const gsl_rng *fnl_stream_gsl(struct fnl_stream *stream);

#endif
