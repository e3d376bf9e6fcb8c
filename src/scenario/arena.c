/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define BLOCK_BYTES 16384
#define ALIGNMENT   alignof(max_align_t)

struct fnl_arena_block {
    struct fnl_arena_block *older;
    size_t used, size; /* of `bytes` */
    alignas(max_align_t) unsigned char bytes[];
};

static struct fnl_arena_block *new_block(struct fnl_arena *arena, size_t bytes)
{
    const size_t size = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
    if (size > SIZE_MAX - sizeof(struct fnl_arena_block))
        return NULL;
    struct fnl_arena_block *block = fnl_memory_zeroed(1, sizeof(struct fnl_arena_block) + size);
    if (!block)
        return NULL;
    block->older = arena->blocks;
    block->size = size;
    arena->blocks = block;
    return block;
}

void *fnl_arena_zeroed(struct fnl_arena *arena, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX - ALIGNMENT) / size)
        return NULL;
    const size_t bytes = (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct fnl_arena_block *block = arena->blocks;
    if (!block || block->size - block->used < bytes)
        block = new_block(arena, bytes);
    if (!block)
        return NULL;
    void *piece = block->bytes + block->used;
    block->used += bytes;
    return piece;
}

char *fnl_arena_text(struct fnl_arena *arena, const char *text)
{
    const size_t bytes = strlen(text) + 1;
    char *copy = fnl_arena_zeroed(arena, bytes, 1);
    if (copy)
        memcpy(copy, text, bytes);
    return copy;
}

void fnl_arena_fini(struct fnl_arena *arena)
{
    while (arena->blocks) {
        struct fnl_arena_block *older = arena->blocks->older;
        free(arena->blocks);
        arena->blocks = older;
    }
}
