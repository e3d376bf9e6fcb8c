/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * key.h - the 64-bit key of a thing, mixed from the parts of its name.
 *
 * A thing's name is a path (`website/2026-03-17/4/r3`). Its key mixes the same
 * parts in the same order, so whoever knows the name can find the thing's
 * random numbers, and nothing depends on the order in which things were made.
 * The mixing function is the step of SplitMix64 (Steele, Lea and Flood, 2014,
 * with the constants of Stafford's Mix13): a bijection of 64 bits in which
 * every input bit reaches every output bit.
 */
#ifndef FUNNELSIM_BASE_KEY_H
#define FUNNELSIM_BASE_KEY_H

#include <stddef.h>
#include <stdint.h>

/* The index of no lead, client, rep or source. */
#define FNL_NOBODY UINT32_MAX

/* Scatters the bits of `x`; a bijection. */
static inline uint64_t fnl_key_scatter(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/*
 * The key of part `part` of the thing whose key is `key`. Order matters; of one
 * thing, different parts have different keys.
 */
static inline uint64_t fnl_key_part(uint64_t key, uint64_t part)
{
    return fnl_key_scatter(fnl_key_scatter(key) ^ (part * UINT64_C(0xd1342543de82ef95)));
}

/*
 * The key of a thing named by `text` alone (a source, a stage, a rep). It is not
 * a part of the thing that is named by the beginning of `text`.
 */
uint64_t fnl_key_text(const char *text);

#endif
