/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * memory.h - the one door to the heap.
 *
 * All of funnelsim allocates here, so that a test can make any single
 * allocation fail and see that nothing crashes, leaks or is written half.
 */
#ifndef FUNNELSIM_BASE_MEMORY_H
#define FUNNELSIM_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* `count` zeroed items of `size` bytes, or NULL. Never NULL for a count of 0. Free with free(). */
void *fnl_memory_zeroed(size_t count, size_t size);

/*
 * `*block`, which may be NULL, made to hold `count` items of `size` bytes; what
 * is new is not zeroed. False, with `*block` unchanged, on failure.
 */
bool fnl_memory_resize(void **block, size_t count, size_t size);

/*
 * Makes room for one item more in a growing array of `*capacity` items of
 * `size` bytes of which `count` are in use, from 16 by doubling; new items are
 * not zeroed. False, with everything unchanged, on failure.
 */
bool fnl_memory_grow(void **block, size_t count, size_t *capacity, size_t size);

/* A copy of `text`, or NULL. Free with free(). */
char *fnl_memory_text(const char *text);

/* printf into fresh memory, or NULL. Free with free(). */
char *fnl_memory_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*
 * For tests: lets `countdown` more allocations of this thread succeed, fails
 * the next one, and lets all later ones succeed. A negative value fails none.
 */
void fnl_memory_fail_after(long countdown);

#endif
