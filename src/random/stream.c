/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random/stream.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include <Random123/philox.h>
#include <gsl/gsl_randist.h>

#include "base/units.h"

struct fnl_stream_key fnl_stream_key(uint64_t seed, uint64_t replication)
{
    const philox4x32_key_t key = {{(uint32_t)seed, (uint32_t)(seed >> 32)}};
    const philox4x32_ctr_t counter = {{(uint32_t)replication, (uint32_t)(replication >> 32), 0, 0}};
    const philox4x32_ctr_t block = philox4x32_R(10, counter, key);
    return (struct fnl_stream_key){{block.v[0], block.v[1]}};
}

void fnl_stream_refill(struct fnl_stream *stream)
{
    const philox4x32_key_t key = {{stream->key.words[0], stream->key.words[1]}};
    const philox4x32_ctr_t counter = {{(uint32_t)stream->entity, (uint32_t)(stream->entity >> 32),
                                       stream->purpose, stream->next++}};
    const philox4x32_ctr_t block = philox4x32_R(10, counter, key);
    memcpy(stream->words, block.v, sizeof stream->words);
    stream->used = 0;
}

double fnl_stream_exponential(struct fnl_stream *stream)
{
    return fnl_units_rounded(-log(fnl_stream_uniform_open(stream)));
}

double fnl_stream_normal(struct fnl_stream *stream)
{
    return fnl_units_rounded(gsl_ran_gaussian_ziggurat(fnl_stream_gsl(stream), 1));
}

/*
 * Multiplies a word into `count` ranges of nearly equal size and draws again
 * where a range would have one word too many (Lemire, "Fast random integer
 * generation in an interval", 2019).
 */
uint32_t fnl_stream_index(struct fnl_stream *stream, uint32_t count)
{
    assert(count > 0);
    uint64_t product = (uint64_t)fnl_stream_word(stream) * count;
    if ((uint32_t)product < count) {
        const uint32_t surplus = -count % count;
        while ((uint32_t)product < surplus)
            product = (uint64_t)fnl_stream_word(stream) * count;
    }
    return (uint32_t)(product >> 32);
}

static void set(void *state, unsigned long seed)
{
    fnl_stream_open(state, fnl_stream_key(seed, 0), 0, 0);
}

static unsigned long get(void *state)
{
    return fnl_stream_word(state);
}

static double get_double(void *state)
{
    return fnl_stream_uniform(state);
}

static const gsl_rng_type philox = {
    .name = "philox4x32-10",
    .max = UINT32_MAX,
    .min = 0,
    .size = sizeof(struct fnl_stream),
    .set = set,
    .get = get,
    .get_double = get_double,
};

const gsl_rng *fnl_stream_gsl(struct fnl_stream *stream)
{
    stream->rng = (gsl_rng){.type = &philox, .state = stream};
    return &stream->rng;
}
