/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hypercube.h - where uncertain values go in a sample of what might be true.
 *
 * With n samples and independent draws, chance leaves parts of every value's
 * range unvisited. In a Latin hypercube (McKay, Beckman and Conover,
 * Technometrics 1979) each value visits each of n equally likely parts of its
 * range exactly once, in an order of its own, at a random place in the part.
 *
 * A value's places depend on its path, on the seed and on n alone. So every
 * option of a comparison moves in the same way, one uncertain value more moves
 * no other, and any sample can be made by itself.
 */
#ifndef FUNNELSIM_SCENARIO_HYPERCUBE_H
#define FUNNELSIM_SCENARIO_HYPERCUBE_H

#include <stddef.h>
#include <stdint.h>

/* One sample of many. */
struct fnl_hypercube {
    uint64_t seed;
    size_t sample, samples; /* sample < samples < 2^32 */
};

/* The quantile of the value at `path`, in (0,1). */
double fnl_hypercube_place(const struct fnl_hypercube *cube, const char *path);

#endif
