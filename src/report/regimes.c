/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/regimes.h>

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "experiment/map.h"
#include "report/csv.h"
#include "report/document.h"
#include "report/json.h"
#include "report/measure.h"
#include "report/page.h"
#include "report/relief.h"
#include "report/table.h"
#include "report/terrain.h"
#include "report/writing.h"
#include "scenario/scenario.h"

/* A report in the making. */
struct report {
    const struct fnl_regimes_request *request;
    struct fnl_terrain terrain;
    struct fnl_writing writing;
};

static const char *const figure_names[] = {"map", NULL};

const char *const *fnl_regimes_figures(void)
{
    return figure_names;
}

const char *fnl_regimes_figure_about(const char *name)
{
    return strcmp(name, figure_names[0]) == 0
               ? "which strategy is ahead over the values of two parameters"
               : NULL;
}

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for a map");
}

/* --- what there is to say ----------------------------------------------------------------------*/

static void write_heading(const void *self, FILE *stream)
{
    const struct fnl_terrain *terrain = self;
    const struct fnl_plan *plan = fnl_scenario_plan(fnl_map_side(terrain->map, 0));
    char date[FNL_DATE_TEXT];
    fprintf(stream, "%s less %s: %s, %d month%s from %s, ", terrain->names[1], terrain->names[0],
            terrain->metric->label, plan->months, plan->months == 1 ? "" : "s",
            fnl_date_month_text(terrain->study.start, date));
    if (fnl_terrain_is_partial(terrain))
        fprintf(stream, "stopped early: %zu of ", fnl_map_known(terrain->map));
    fprintf(stream, "%zu points, %zu futures at each, the same people at all, seed %" PRIu64 "\n",
            fnl_map_points(terrain->map), fnl_map_replications(terrain->map),
            fnl_map_seed(terrain->map));
    fprintf(stream, "Across: %s; up: %s\n", terrain->paths[0], terrain->paths[1]);
}

/* Where the firm stands, if the map has that point. */
static void write_home(const struct fnl_terrain *terrain, FILE *stream)
{
    for (size_t up = 0; up < terrain->sizes[1]; up++)
        for (size_t across = 0; across < terrain->sizes[0]; across++)
            if (fnl_map_point(terrain->map, across, up)->home) {
                fprintf(stream, "As the files have it: %s = %s, %s = %s.\n", terrain->paths[0],
                        terrain->values[0][across], terrain->paths[1], terrain->values[1][up]);
                return;
            }
}

static void write_verdict(const void *self, FILE *stream)
{
    const struct fnl_terrain *terrain = self;
    char text[FNL_STUDY_TEXT];
    fnl_terrain_sentence(terrain, stream);
    fputs(".\n", stream);
    for (size_t i = 0; i < FNL_TERRAIN_KINDS; i++) {
        const size_t kind = fnl_terrain_listed(i);
        if (terrain->counts[kind] > 0)
            fprintf(stream, "  %-4s%s (%zu)\n", fnl_terrain_mark(kind),
                    fnl_terrain_meaning(terrain, kind, text), terrain->counts[kind]);
    }
    write_home(terrain, stream);
    fputs("The marks of all points together are wrong with a chance of at most 5 %.\n", stream);
}

/* --- tables ------------------------------------------------------------------------------------*/

#define CELL (FNL_NUMBER_TEXT + 4)

static void add_row(const struct fnl_terrain *terrain, size_t up, fnl_table *table)
{
    char cells[FNL_MAP_POINTS][CELL], text[FNL_NUMBER_TEXT];
    const char *values[FNL_MAP_POINTS];
    for (size_t i = 0; i < terrain->sizes[0]; i++) {
        const struct fnl_map_point *point = fnl_map_point(terrain->map, i, up);
        fnl_terrain_difference(terrain, point, text);
        snprintf(cells[i], CELL, "%s%s%s", text, *text ? " " : "",
                 fnl_terrain_mark(fnl_terrain_kind(terrain, point)));
        values[i] = cells[i];
    }
    fnl_table_row(table, terrain->values[1][up], values);
}

/* With the last value on top, as on any map. */
static fnl_table *make_table(const struct fnl_terrain *terrain)
{
    fnl_table *table = fnl_table_new((const char *const *)terrain->values[0], terrain->sizes[0]);
    for (size_t up = terrain->sizes[1]; table && up > 0; up--)
        add_row(terrain, up - 1, table);
    return table;
}

/* For a terminal, or in Markdown. */
static fnl_status print_page(const struct report *report, const struct fnl_page *page,
                             struct fnl_error *error)
{
    fnl_status status = fnl_page_lines(page, write_heading, &report->terrain);
    putc('\n', page->out);
    if (status == FNL_OK)
        status = fnl_page_table(page, make_table(&report->terrain), error);
    putc('\n', page->out);
    return status == FNL_OK ? fnl_page_lines(page, write_verdict, &report->terrain) : status;
}

/* --- files -------------------------------------------------------------------------------------*/

static void write_csv_row(const struct fnl_terrain *terrain, size_t across, size_t up,
                          struct fnl_csv *csv)
{
    const struct fnl_map_point *point = fnl_map_point(terrain->map, across, up);
    const struct fnl_spread *difference = &point->difference;
    const enum fnl_measure measure = terrain->metric->measure;
    const bool exists = point->known && difference->count > 0;
    const double values[] = {difference->mean, (double)difference->low, (double)difference->high,
                             difference->noise.low, difference->noise.high};
    fnl_csv_text(csv, terrain->values[0][across]);
    fnl_csv_text(csv, terrain->values[1][up]);
    for (size_t side = 0; side < 2; side++)
        fnl_measure_cell(
            &terrain->study, measure,
            point->known && point->sides[side].count > 0 ? point->sides[side].mean : NAN, csv);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        fnl_measure_difference_cell(measure, exists ? values[i] : NAN, csv);
    fnl_csv_integer(
        csv, (int64_t)(terrain->direction > 0 ? difference->positive : difference->negative));
    fnl_csv_integer(csv, (int64_t)difference->count);
    fnl_csv_text(csv, fnl_terrain_word(fnl_terrain_kind(terrain, point)));
    fnl_csv_end(csv);
}

static void write_csv(const struct fnl_terrain *terrain, char separator, FILE *stream)
{
    static const char *const names[] = {"mean",       "low",   "high",    "noise_low",
                                        "noise_high", "ahead", "futures", "verdict"};
    struct fnl_csv csv;
    fnl_csv_init(&csv, stream, separator);
    fnl_csv_text(&csv, terrain->paths[0]);
    fnl_csv_text(&csv, terrain->paths[1]);
    fnl_csv_text(&csv, "first");
    fnl_csv_text(&csv, "second");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        fnl_csv_text(&csv, names[i]);
    fnl_csv_end(&csv);
    for (size_t up = 0; up < terrain->sizes[1]; up++)
        for (size_t across = 0; across < terrain->sizes[0]; across++)
            write_csv_row(terrain, across, up, &csv);
}

static json_t *point_json(const struct fnl_terrain *terrain, size_t across, size_t up)
{
    const struct fnl_map_point *point = fnl_map_point(terrain->map, across, up);
    const struct fnl_spread *difference = &point->difference;
    const enum fnl_measure measure = terrain->metric->measure;
    const bool exists = point->known && difference->count > 0;
    return json_pack(
        "{so, so, so, so, so, so, sI, so}", "x", fnl_json_text(terrain->values[0][across]), "y",
        fnl_json_text(terrain->values[1][up]), "first",
        fnl_measure_json(&terrain->study, measure, exists ? point->sides[0].mean : NAN), "second",
        fnl_measure_json(&terrain->study, measure, exists ? point->sides[1].mean : NAN), "mean",
        fnl_measure_difference_json(measure, exists ? difference->mean : NAN), "noise",
        json_pack("[o, o]",
                  fnl_measure_difference_json(measure, exists ? difference->noise.low : NAN),
                  fnl_measure_difference_json(measure, exists ? difference->noise.high : NAN)),
        "futures", (json_int_t)difference->count, "verdict",
        fnl_json_text(fnl_terrain_word(fnl_terrain_kind(terrain, point))));
}

static json_t *points_json(const struct fnl_terrain *terrain)
{
    json_t *points = json_array();
    for (size_t up = 0; up < terrain->sizes[1]; up++)
        for (size_t across = 0; across < terrain->sizes[0]; across++)
            if (json_array_append_new(points, point_json(terrain, across, up)) != 0) {
                json_decref(points);
                return NULL;
            }
    return points;
}

static json_t *side_json(const struct fnl_terrain *terrain, size_t side)
{
    char digest[FNL_SCENARIO_DIGEST];
    return json_pack("{so, ss}", "name", fnl_json_text(terrain->names[side]), "digest",
                     fnl_scenario_digest(fnl_map_side(terrain->map, side), digest));
}

static fnl_status write_json(const struct report *report, FILE *stream, struct fnl_error *error)
{
    const struct fnl_terrain *terrain = &report->terrain;
    json_t *document = json_pack(
        "{ss, so, so, sI, sb, ss, ss, so, so, so, so, so, so}", "version", fnl_document_version(),
        "command", fnl_json_text(report->request->command ? report->request->command : ""), "seed",
        fnl_json_seed(fnl_map_seed(terrain->map)), "futures",
        (json_int_t)fnl_map_replications(terrain->map), "partial", fnl_terrain_is_partial(terrain),
        "metric", terrain->metric->id, "unit",
        fnl_measure_difference_unit(&terrain->study, terrain->metric->measure), "matters",
        fnl_json_money(terrain->study.matters), "first", side_json(terrain, 0), "second",
        side_json(terrain, 1), "x", fnl_json_text(terrain->paths[0]), "y",
        fnl_json_text(terrain->paths[1]), "points", points_json(terrain));
    const fnl_status status = fnl_json_write(document, stream, error);
    json_decref(document);
    return status;
}

static fnl_status write_part(const void *self, size_t part, FILE *stream, struct fnl_error *error)
{
    const struct report *report = self;
    if (part > 0)
        return write_json(report, stream, error);
    write_csv(&report->terrain, report->request->writing.separator, stream);
    return FNL_OK;
}

/* --- all of it ---------------------------------------------------------------------------------*/

static fnl_status make_figure(const void *self, const char *name, fnl_figure **figure)
{
    const struct report *report = self;
    (void)name;
    *figure = fnl_figure_new();
    return *figure ? fnl_relief_make(&report->terrain, *figure) : FNL_ERR_MEMORY;
}

static fnl_status prepare(struct report *report, struct fnl_error *error)
{
    const struct fnl_writing_figures figures = {
        .names = figure_names, .self = report, .make = make_figure};
    const fnl_status status = fnl_terrain_init(&report->terrain, report->request->map);
    return status == FNL_OK
               ? fnl_writing_begin(&report->writing, &report->request->writing, &figures, error)
               : status;
}

static fnl_status print_report(const struct report *report, struct fnl_error *error)
{
    const struct fnl_writing_request *request = &report->request->writing;
    const struct fnl_page page = {request->out, request->format == FNL_WRITING_MARKDOWN};
    switch (request->format) {
    case FNL_WRITING_CSV:
        write_csv(&report->terrain, request->separator, request->out);
        return FNL_OK;
    case FNL_WRITING_JSON:
        return write_json(report, request->out, error);
    case FNL_WRITING_TABLE:
    case FNL_WRITING_MARKDOWN:
        break;
    }
    return print_page(report, &page, error);
}

fnl_status fnl_regimes_write(const struct fnl_regimes_request *request, struct fnl_error *error)
{
    static const char *const files[] = {"map.csv", "map.json", NULL};
    struct report report = {.request = request};
    fnl_status status = prepare(&report, error);
    if (status == FNL_OK)
        status = print_report(&report, error);
    if (status == FNL_OK)
        status = fnl_writing_files(&report.writing, files, write_part, &report, error);
    if (status == FNL_OK)
        status = fnl_writing_told(&report.writing, error);
    fnl_writing_end(&report.writing);
    fnl_terrain_fini(&report.terrain);
    return status == FNL_ERR_MEMORY ? out_of_memory(error) : status;
}
