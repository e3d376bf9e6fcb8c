/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * map.h - which of two strategies is ahead, over the values of two parameters.
 *
 * A comparison answers for the firm as its file has it. Whether the answer
 * would turn with one rep more or half the leads, a map shows: a grid of
 * points, each with a value of one parameter and of another laid over both
 * sides, and at each the mean difference between the sides. The same people,
 * with the same luck, come at all points.
 */
#ifndef FUNNELSIM_MAP_H
#define FUNNELSIM_MAP_H

#include <stddef.h>
#include <stdint.h>

#include <funnelsim/execution.h>
#include <funnelsim/mistakes.h>
#include <funnelsim/scenario.h>
#include <funnelsim/status.h>

/* A map has at most so many points: each is a comparison of its own. */
#define FNL_MAP_POINTS 144

/* What to load. All texts are copied where they are kept. */
struct fnl_map_request {
    struct fnl_scenario_request sides[2]; /* what is, and what is held against it */
    const char
        *axes[2];       /* across and up: "reps.count=4,6,8"; values as in `sets`, laid over them */
    const char *metric; /* id of an indicator; NULL: what the first side is judged by */
};

/* A map that has been accepted, and what was found at its points. */
typedef struct fnl_map fnl_map;

/*
 * Loads both sides at all points. On FNL_ERR_SCENARIO all that is wrong is in `*mistakes`, which
 * must be empty before; FNL_ERR_USAGE for axes that cannot be read, too many points, or a metric
 * that there is not; other failures as fnl_scenario_load and fnl_scenario_comparable. `*map` is the
 * caller's to free; NULL on failure.
 */
fnl_status fnl_map_load(const struct fnl_map_request *request, struct fnl_mistakes *mistakes,
                        fnl_map **map, struct fnl_error *error);

/* Side 0 or 1 as it is by itself, with nothing of the axes laid over it; owned by the map. */
const fnl_scenario *fnl_map_side(const fnl_map *map, size_t side);

/* How to live through it. */
struct fnl_map_futures {
    uint64_t seed;
    size_t replications; /* at each point, 2 or more */
    struct fnl_execution execution;
};

/*
 * Lives through all points, once. FNL_ERR_STOPPED when it was ended early: the points that were
 * complete by then are known, the others are not. In other ranks than rank 0 none is.
 */
fnl_status fnl_map_live(fnl_map *map, const struct fnl_map_futures *futures,
                        struct fnl_error *error);

/* How many points there are, and how many of them are known. */
size_t fnl_map_points(const fnl_map *map);
size_t fnl_map_known(const fnl_map *map);

/* Accepts NULL. */
void fnl_map_free(fnl_map *map);

#endif
