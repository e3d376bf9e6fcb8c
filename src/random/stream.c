/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random/stream.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include <gsl/gsl_randist.h>

#include "base/units.h"
#include "random/philox.h"
#include "random/ziggurat.h"

struct fnl_stream_key fnl_stream_key(uint64_t seed, uint64_t replication)
{
    uint32_t words[4];
    fnl_philox_block((struct fnl_philox_counter){.low = replication}, seed, words);
    return (struct fnl_stream_key){{words[0], words[1]}};
}

/* Out of line, so that the first blocks of a stream save no registers for its later ones. */
static __attribute__((noinline)) void refill_with_four(struct fnl_stream *stream)
{
    const struct fnl_philox_counter counter = {stream->entity, stream->place};
    fnl_philox_four(counter, stream->key, stream->words);
    stream->place += 4 * FNL_STREAM_BLOCK;
    stream->used = 0;
}

/* Most streams end in their first block, and most others in their second. */
void fnl_stream_refill(struct fnl_stream *stream)
{
    if (stream->used < FNL_STREAM_WORDS - 1) {
        stream->used++;
    } else if (stream->place >= 2 * FNL_STREAM_BLOCK) {
        refill_with_four(stream);
    } else {
        const struct fnl_philox_counter counter = {stream->entity, stream->place};
        stream->used = FNL_STREAM_WORDS - 4;
        stream->place += FNL_STREAM_BLOCK;
        fnl_philox_block(counter, stream->key, stream->words + FNL_STREAM_WORDS - 4);
    }
}

/* How far from 0, in a layer chosen by bits that say nothing of the place. */
static inline double draw_place(struct fnl_stream *stream, uint32_t *layer)
{
    const uint64_t bits = fnl_stream_bits(stream);
    *layer = bits % FNL_ZIGGURAT_LAYERS;
    return fnl_stream_between(bits) * fnl_ziggurat_edges[*layer];
}

/* Whether a height in the layer, all as likely, is below the curve at `x`. */
static bool is_below_curve(struct fnl_stream *stream, uint32_t layer, double x)
{
    const double bottom = exp(-fnl_ziggurat_edges[layer]);
    const double top = exp(-fnl_ziggurat_edges[layer + 1]);
    return bottom + fnl_stream_uniform(stream) * (top - bottom) < exp(-x);
}

/* One place in 45. Who waits beyond the bottom's edge waits as if only now beginning. */
static __attribute__((noinline)) double settle(struct fnl_stream *stream, uint32_t layer, double x)
{
    double waited = 0;
    while (x >= fnl_ziggurat_edges[layer + 1]) {
        if (layer == 0)
            waited += fnl_ziggurat_edges[1];
        else if (is_below_curve(stream, layer, x))
            break;
        x = draw_place(stream, &layer);
    }
    return waited + x;
}

double fnl_stream_exponential(struct fnl_stream *stream)
{
    uint32_t layer;
    const double x = draw_place(stream, &layer);
    return fnl_units_rounded(x < fnl_ziggurat_edges[layer + 1] ? x : settle(stream, layer, x));
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
