/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * surveyed.h - maps of two small firms, for the tests of those who make them
 * and of those who report on them. Include after cmocka.h and scratch.h.
 */
#ifndef FUNNELSIM_TESTS_SURVEYED_H
#define FUNNELSIM_TESTS_SURVEYED_H

#include <stdio.h>
#include <string.h>

#include "experiment/map.h"
#include "lived.h"

/*
 * The second pays $300 a month more, and has a name that is hard to print. So it is behind by about
 * $900 after three months, which does not matter, and $3,600 after twelve, in every future.
 */
#define SURVEYED_FIRST "name = \"Lean\"; matters = 2000; " LIVED_FIRM
#define SURVEYED_SECOND                                                                            \
    "name = \"M\xc3\xbcller's <fat> `firm`\"; matters = 2000; costs = { overhead = 300; "          \
    "}; " LIVED_FIRM

/* The two firms in the scratch directory, with these axes. */
static inline struct fnl_map_request surveyed_request(const char *x, const char *y)
{
    static char files[2][2100];
    static const char *const texts[] = {SURVEYED_FIRST, SURVEYED_SECOND};
    struct fnl_map_request request = {.axes = {x, y}};
    for (size_t side = 0; side < 2; side++) {
        snprintf(files[side], sizeof files[side], "%s/side-%zu.cfg", scratch, side);
        scratch_put(files[side], texts[side]);
        request.sides[side].file = files[side];
    }
    return request;
}

static inline fnl_map *surveyed(struct fnl_map_request request)
{
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    fnl_map *map;
    if (fnl_map_load(&request, &mistakes, &map, &error) != FNL_OK) {
        fnl_mistakes_print(&mistakes, stdout);
        fail_msg("%s", error.text);
    }
    return map;
}

static inline void surveyed_live(fnl_map *map, int threads)
{
    struct fnl_error error = {0};
    const struct fnl_map_futures futures = {
        .seed = 7, .replications = 20, .execution.threads = threads};
    if (fnl_map_live(map, &futures, &error) != FNL_OK)
        fail_msg("%s", error.text);
}

#endif
