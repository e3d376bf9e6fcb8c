/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/relief.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "report/document.h"
#include "report/measure.h"
#include "report/paragraph.h"
#include "scenario/schema.h"

/* Letters for which there is room beside an axis. */
#define AXIS 82

static void write_subtitle(const void *self, FILE *stream)
{
    const struct fnl_terrain *terrain = self;
    fprintf(stream, "%zu futures at each point, the same people at all.",
            fnl_map_replications(terrain->map));
    if (fnl_terrain_is_partial(terrain))
        fprintf(stream, " Stopped early: %zu of %zu points.", fnl_map_known(terrain->map),
                fnl_map_points(terrain->map));
}

static void write_source(const void *self, FILE *stream)
{
    const struct fnl_terrain *terrain = self;
    char digest[FNL_SCENARIO_DIGEST];
    fprintf(stream, "funnelsim %s, seed %" PRIu64 ", scenarios", fnl_document_version(),
            fnl_map_seed(terrain->map));
    for (size_t side = 0; side < 2; side++)
        fprintf(stream, " %.8s", fnl_scenario_digest(fnl_map_side(terrain->map, side), digest));
}

static bool set_text(const struct fnl_terrain *terrain, const char *name,
                     void (*write)(const void *self, FILE *stream), fnl_figure *figure)
{
    char *text = fnl_paragraph_written(write, terrain);
    const bool written = text;
    if (written)
        fnl_figure_text(figure, name, text);
    free(text);
    return written;
}

/* A row a point: its place, how far the second side is ahead (behind: below 0), and its kind. */
static void set_points(const struct fnl_terrain *terrain, fnl_figure *figure)
{
    fnl_figure_block(figure, "points");
    for (size_t up = 0; up < terrain->sizes[1]; up++)
        for (size_t across = 0; across < terrain->sizes[0]; across++) {
            const struct fnl_map_point *point = fnl_map_point(terrain->map, across, up);
            const double gain =
                point->known && point->difference.count > 0
                    ? terrain->direction *
                          fnl_measure_exact(terrain->metric->measure, point->difference.mean)
                    : 0;
            fnl_figure_row(figure,
                           (const double[]){(double)across + 1, (double)up + 1, gain,
                                            (double)fnl_terrain_kind(terrain, point) + 1,
                                            point->home},
                           5);
        }
    fnl_figure_end(figure);
}

/* What is written into the fields. */
static void set_fields(const struct fnl_terrain *terrain, fnl_figure *figure)
{
    char texts[FNL_MAP_POINTS][FNL_NUMBER_TEXT];
    const char *fields[FNL_MAP_POINTS];
    size_t count = 0;
    for (size_t up = 0; up < terrain->sizes[1]; up++)
        for (size_t across = 0; across < terrain->sizes[0]; across++, count++)
            fields[count] = fnl_terrain_difference(terrain, fnl_map_point(terrain->map, across, up),
                                                   texts[count]);
    fnl_figure_texts(figure, "field", fields, count);
}

/* The mark of each kind, and the kinds that occur with what they mean. */
static void set_legend(const struct fnl_terrain *terrain, fnl_figure *figure)
{
    const char *marks[FNL_TERRAIN_KINDS], *meanings[FNL_TERRAIN_KINDS];
    char texts[FNL_TERRAIN_KINDS][FNL_STUDY_TEXT];
    double kinds[FNL_TERRAIN_KINDS];
    size_t count = 0;
    for (size_t i = 0; i < FNL_TERRAIN_KINDS; i++) {
        const size_t kind = fnl_terrain_listed(i);
        marks[i] = fnl_terrain_mark(i);
        if (terrain->counts[kind] == 0)
            continue;
        kinds[count] = (double)kind + 1;
        meanings[count] = fnl_terrain_meaning(terrain, kind, texts[count]);
        count++;
    }
    fnl_figure_texts(figure, "mark", marks, FNL_TERRAIN_KINDS);
    fnl_figure_numbers(figure, "kind", kinds, count);
    fnl_figure_texts(figure, "meaning", meanings, count);
}

/* "reps who carry a number (reps.count)": what changes along an axis; where that is too long, or
 * nobody says what the path means, the path alone. */
static const char *axis_text(const struct fnl_terrain *terrain, size_t axis,
                             char text[FNL_STUDY_TEXT])
{
    const struct fnl_param *row =
        fnl_section_find(&fnl_schema_root, fnl_map_axis(terrain->map, axis)->path);
    const char *meaning = row ? row->meaning : "";
    const int first = (int)strcspn(meaning, ",;:(");
    const int length =
        snprintf(text, FNL_STUDY_TEXT, "%.*s (%s)", first, meaning, terrain->paths[axis]);
    return first > 0 && length <= AXIS ? text : terrain->paths[axis];
}

fnl_status fnl_relief_make(const struct fnl_terrain *terrain, fnl_figure *figure)
{
    char currency[FNL_NUMBER_TEXT], texts[2][FNL_STUDY_TEXT];
    const char *const axes[] = {axis_text(terrain, 0, texts[0]), axis_text(terrain, 1, texts[1])};
    const bool done = set_text(terrain, "title", fnl_terrain_sentence, figure) &&
                      set_text(terrain, "subtitle", write_subtitle, figure) &&
                      set_text(terrain, "source", write_source, figure);
    fnl_figure_text(figure, "currency", fnl_number_currency(terrain->study.currency, currency));
    fnl_figure_text(figure, "metric", terrain->metric->label);
    fnl_figure_texts(figure, "option", (const char *const *)terrain->names, 2);
    fnl_figure_texts(figure, "axis", axes, 2);
    fnl_figure_texts(figure, "across_value", (const char *const *)terrain->values[0],
                     terrain->sizes[0]);
    fnl_figure_texts(figure, "up_value", (const char *const *)terrain->values[1],
                     terrain->sizes[1]);
    set_legend(terrain, figure);
    set_fields(terrain, figure);
    set_points(terrain, figure);
    return done ? FNL_OK : FNL_ERR_MEMORY;
}
