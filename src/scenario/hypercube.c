/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/hypercube.h"

#include <assert.h>

#include "base/key.h"
#include "random/stream.h"

/* What is drawn for a value. These streams are of no replication. */
enum { ORDER = 1, PLACE = 2 };

/*
 * The part that the value visits in this sample. The order is a Fisher-Yates
 * shuffle, of which only the one item is followed.
 */
static size_t part_of(const struct fnl_hypercube *cube, struct fnl_stream_key key, uint64_t value)
{
    struct fnl_stream stream;
    fnl_stream_open(&stream, key, fnl_key_part(value, cube->samples), ORDER);
    size_t part = cube->sample;
    for (size_t i = cube->samples - 1; i > 0; i--) {
        const size_t j = fnl_stream_index(&stream, (uint32_t)i + 1);
        if (part == i)
            part = j;
        else if (part == j)
            part = i;
    }
    return part;
}

double fnl_hypercube_place(const struct fnl_hypercube *cube, const char *path)
{
    assert(cube->sample < cube->samples && cube->samples < UINT32_MAX);
    const struct fnl_stream_key key = fnl_stream_key(cube->seed, UINT64_MAX);
    const uint64_t value = fnl_key_text(path);
    const size_t part = part_of(cube, key, value);

    struct fnl_stream stream;
    fnl_stream_open(&stream, key, fnl_key_part(value, cube->sample), PLACE);
    return ((double)part + fnl_stream_uniform_open(&stream)) / (double)cube->samples;
}
