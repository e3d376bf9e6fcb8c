/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/terrain.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/judgement.h"
#include "report/label.h"
#include "report/measure.h"
#include "scenario/scenario.h"

/* --- preparing ---------------------------------------------------------------------------------*/

static bool clean_names(struct fnl_terrain *terrain)
{
    for (size_t side = 0; side < 2; side++) {
        terrain->names[side] = fnl_label_clean(fnl_scenario_name(fnl_map_side(terrain->map, side)));
        if (!terrain->names[side])
            return false;
    }
    if (strcmp(terrain->names[0], terrain->names[1]) != 0)
        return true;
    char *other = fnl_memory_format("%s (2)", terrain->names[1]);
    free(terrain->names[1]);
    terrain->names[1] = other;
    return other;
}

static bool clean_axes(struct fnl_terrain *terrain)
{
    for (size_t axis = 0; axis < 2; axis++) {
        const struct fnl_map_axis *said = fnl_map_axis(terrain->map, axis);
        terrain->sizes[axis] = said->count;
        terrain->paths[axis] = fnl_label_clean(said->path);
        if (!terrain->paths[axis])
            return false;
        for (size_t i = 0; i < said->count; i++) {
            terrain->values[axis][i] = fnl_label_clean(said->values[i]);
            if (!terrain->values[axis][i])
                return false;
        }
    }
    return true;
}

static void count_kinds(struct fnl_terrain *terrain)
{
    for (size_t up = 0; up < terrain->sizes[1]; up++)
        for (size_t across = 0; across < terrain->sizes[0]; across++)
            terrain->counts[fnl_terrain_kind(terrain, fnl_map_point(terrain->map, across, up))]++;
}

fnl_status fnl_terrain_init(struct fnl_terrain *terrain, const fnl_map *map)
{
    const fnl_scenario *first = fnl_map_side(map, 0);
    const struct fnl_settings *settings = fnl_scenario_settings(first);
    const enum fnl_indicator metric = fnl_map_metric(map);
    const struct fnl_indicator_about *about = fnl_indicator_about(metric);
    const bool judged =
        strcmp(settings->judge_by, about->id) == 0 && about->measure == FNL_MEASURE_MONEY;
    *terrain = (struct fnl_terrain){.map = map,
                                    .metric = about,
                                    .direction = fnl_judgement_direction(metric),
                                    .study = {.currency = fnl_scenario_currency(first),
                                              .start = settings->start,
                                              .matters = judged ? settings->matters : 0}};
    if (!clean_names(terrain) || !clean_axes(terrain))
        return FNL_ERR_MEMORY;
    count_kinds(terrain);
    return FNL_OK;
}

void fnl_terrain_fini(struct fnl_terrain *terrain)
{
    for (size_t axis = 0; axis < 2; axis++) {
        free(terrain->names[axis]);
        free(terrain->paths[axis]);
        for (size_t i = 0; i < terrain->sizes[axis]; i++)
            free(terrain->values[axis][i]);
    }
}

/* --- saying ------------------------------------------------------------------------------------*/

size_t fnl_terrain_kind(const struct fnl_terrain *terrain, const struct fnl_map_point *point)
{
    if (!point->known)
        return FNL_TERRAIN_UNKNOWN;
    return (size_t)fnl_contrast_verdict(&point->difference, terrain->direction,
                                        (double)terrain->study.matters);
}

bool fnl_terrain_is_partial(const struct fnl_terrain *terrain)
{
    return fnl_map_known(terrain->map) < fnl_map_points(terrain->map);
}

const char *fnl_terrain_mark(size_t kind)
{
    static const char *const marks[FNL_TERRAIN_KINDS] = {
        [FNL_VERDICT_BETTER] = "++",
        [FNL_VERDICT_WORSE] = "--",
        [FNL_VERDICT_SOMEWHAT_BETTER] = "+",
        [FNL_VERDICT_SOMEWHAT_WORSE] = "-",
        [FNL_VERDICT_TOO_CLOSE] = "=",
        [FNL_VERDICT_CANNOT_TELL] = "?",
        [FNL_VERDICT_SAME] = "=",
        [FNL_TERRAIN_UNKNOWN] = ".",
    };
    return marks[kind];
}

size_t fnl_terrain_listed(size_t place)
{
    static const size_t kinds[FNL_TERRAIN_KINDS] = {
        FNL_VERDICT_BETTER,         FNL_VERDICT_SOMEWHAT_BETTER, FNL_VERDICT_WORSE,
        FNL_VERDICT_SOMEWHAT_WORSE, FNL_VERDICT_TOO_CLOSE,       FNL_VERDICT_SAME,
        FNL_VERDICT_CANNOT_TELL,    FNL_TERRAIN_UNKNOWN,
    };
    return kinds[place];
}

const char *fnl_terrain_meaning(const struct fnl_terrain *terrain, size_t kind,
                                char text[FNL_STUDY_TEXT])
{
    static const char *const meanings[FNL_TERRAIN_KINDS] = {
        [FNL_VERDICT_BETTER] = "ahead by more than",
        [FNL_VERDICT_WORSE] = "behind by more than",
        [FNL_VERDICT_SOMEWHAT_BETTER] = "ahead, perhaps by less than",
        [FNL_VERDICT_SOMEWHAT_WORSE] = "behind, perhaps by less than",
        [FNL_VERDICT_TOO_CLOSE] = "too close to matter: under",
        [FNL_VERDICT_CANNOT_TELL] = "cannot tell yet: more futures would",
        [FNL_VERDICT_SAME] = "the same in every future",
        [FNL_TERRAIN_UNKNOWN] = "not reached before it was stopped",
    };
    char matters[FNL_NUMBER_TEXT];
    const bool sized = kind < FNL_VERDICT_CANNOT_TELL;
    fnl_number_money(terrain->study.matters, terrain->study.currency, matters);
    if (sized && terrain->study.matters == 0)
        snprintf(text, FNL_STUDY_TEXT, "%s", kind == FNL_VERDICT_BETTER ? "ahead" : "behind");
    else
        snprintf(text, FNL_STUDY_TEXT, "%s%s%s", meanings[kind], sized ? " " : "",
                 sized ? matters : "");
    return text;
}

const char *fnl_terrain_word(size_t kind)
{
    return kind == FNL_TERRAIN_UNKNOWN ? "not reached" : fnl_judgement_word((enum fnl_verdict)kind);
}

/* "none" reads better than 0. */
static void write_count(size_t count, FILE *stream)
{
    if (count == 0)
        fputs("none", stream);
    else
        fprintf(stream, "%zu", count);
}

void fnl_terrain_sentence(const void *self, FILE *stream)
{
    const struct fnl_terrain *terrain = self;
    const size_t *counts = terrain->counts;
    fprintf(stream, "%s is surely ahead of %s at ", terrain->names[1], terrain->names[0]);
    write_count(counts[FNL_VERDICT_BETTER] + counts[FNL_VERDICT_SOMEWHAT_BETTER], stream);
    fprintf(stream, " of %zu point%s, behind at ", fnl_map_points(terrain->map),
            fnl_map_points(terrain->map) == 1 ? "" : "s");
    write_count(counts[FNL_VERDICT_WORSE] + counts[FNL_VERDICT_SOMEWHAT_WORSE], stream);
}

const char *fnl_terrain_difference(const struct fnl_terrain *terrain,
                                   const struct fnl_map_point *point, char text[FNL_NUMBER_TEXT])
{
    if (!point->known || point->difference.count == 0)
        return strcpy(text, "");
    return fnl_measure_difference(&terrain->study, terrain->metric->measure, point->difference.mean,
                                  text);
}
