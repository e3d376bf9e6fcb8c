/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * arena.h - memory that is given back all at once.
 *
 * A tree and the structs read from it consist of many small pieces that live
 * and die together. They are cut from large blocks and freed in one call, so
 * nobody keeps account of who owns which text.
 */
#ifndef FUNNELSIM_SCENARIO_ARENA_H
#define FUNNELSIM_SCENARIO_ARENA_H

#include <stddef.h>

/* Zero-initialise before use. */
struct fnl_arena {
    struct fnl_arena_block *blocks; /* the newest first */
};

/* `count` zeroed items of `size` bytes, aligned for anything, or NULL. Never NULL for a count of 0.
 */
void *fnl_arena_zeroed(struct fnl_arena *arena, size_t count, size_t size);

/* A copy of `text`, or NULL. */
char *fnl_arena_text(struct fnl_arena *arena, const char *text);

/* Frees everything and leaves an empty arena. */
void fnl_arena_fini(struct fnl_arena *arena);

#endif
