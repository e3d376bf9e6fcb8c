/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * terrain.h - what a map shows (experiment/map.h): the verdict at each point and
 * how it is marked and said, whichever way it is printed or drawn.
 */
#ifndef FUNNELSIM_REPORT_TERRAIN_H
#define FUNNELSIM_REPORT_TERRAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "experiment/map.h"
#include "report/number.h"
#include "report/study.h"

/* What is to be seen at a point: a verdict (enum fnl_verdict), or that it is not known. */
#define FNL_TERRAIN_UNKNOWN ((size_t)FNL_VERDICT_SAME + 1)
#define FNL_TERRAIN_KINDS   (FNL_TERRAIN_UNKNOWN + 1)

/* Texts are cleaned (report/label.h). */
struct fnl_terrain {
    const fnl_map *map;
    struct fnl_study study; /* the currency, the start and what matters alone */
    const struct fnl_indicator_about *metric;
    int direction;                    /* of the metric: 1 where more is ahead, -1 where less is */
    char *names[2];                   /* of the sides */
    char *paths[2];                   /* of the axes, across and up */
    char *values[2][FNL_MAP_POINTS];  /* likewise */
    size_t sizes[2];                  /* how many there are */
    size_t counts[FNL_TERRAIN_KINDS]; /* points of each kind */
};

/* FNL_ERR_MEMORY. To be ended even after a failure; the map must live as long. */
fnl_status fnl_terrain_init(struct fnl_terrain *terrain, const fnl_map *map);
void fnl_terrain_fini(struct fnl_terrain *terrain);

/* What is to be seen at a point. */
size_t fnl_terrain_kind(const struct fnl_terrain *terrain, const struct fnl_map_point *point);

/* Whether points were left out because it was ended early. */
bool fnl_terrain_is_partial(const struct fnl_terrain *terrain);

/* "++", "?": the mark of a kind; and the `place`-th kind, from 0, in the order of a legend. */
const char *fnl_terrain_mark(size_t kind);
size_t fnl_terrain_listed(size_t place);

/* What a mark means of the second side: "ahead by more than $100k". */
const char *fnl_terrain_meaning(const struct fnl_terrain *terrain, size_t kind,
                                char text[FNL_STUDY_TEXT]);

/* "ahead", "cannot tell yet": the kind of a point in a word or a few, for programs. */
const char *fnl_terrain_word(size_t kind);

/* At how many points the second side is surely ahead or behind, without a full stop; `self` is a
 * struct fnl_terrain. */
void fnl_terrain_sentence(const void *self, FILE *stream);

/* "+$0.7M": the difference at a point; "" where there is none. */
const char *fnl_terrain_difference(const struct fnl_terrain *terrain,
                                   const struct fnl_map_point *point, char text[FNL_NUMBER_TEXT]);

#endif
