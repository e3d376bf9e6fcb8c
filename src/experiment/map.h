/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * map.h - what the points of a map say, for those who report on it.
 *
 * Every point is a comparison of two options as any other, so what is said of
 * differences there (contrast.h) holds here. All points are judged together:
 * their intervals of noise are widened so that all of them hold at once.
 */
#ifndef FUNNELSIM_EXPERIMENT_MAP_H
#define FUNNELSIM_EXPERIMENT_MAP_H

#include <stdbool.h>

#include <funnelsim/map.h>

#include "experiment/contrast.h"

/* A parameter and the values that are laid over both sides, in the order in which they were said.
 */
struct fnl_map_axis {
    char *text; /* in which the others are */
    const char *path;
    const char *values[FNL_MAP_POINTS];
    size_t count;
};

struct fnl_map_point {
    bool known;                   /* it was lived through; only then do the others mean anything */
    bool home;                    /* both sides are here what they are by themselves */
    struct fnl_spread sides[2];   /* of the metric */
    struct fnl_spread difference; /* the second side less the first, future by future */
};

/* Axis 0 goes across, 1 up. */
const struct fnl_map_axis *fnl_map_axis(const fnl_map *map, size_t axis);

const struct fnl_map_point *fnl_map_point(const fnl_map *map, size_t across, size_t up);

enum fnl_indicator fnl_map_metric(const fnl_map *map);

/* As it was lived through. */
uint64_t fnl_map_seed(const fnl_map *map);
size_t fnl_map_replications(const fnl_map *map);

#endif
