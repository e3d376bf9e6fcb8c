/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/map.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "scenario/scenario.h"

static const char *const axis_names[] = {"x", "y"};

struct fnl_map {
    struct fnl_map_axis axes[2];
    enum fnl_indicator metric;
    fnl_scenario *sides[2];
    fnl_scenario *(*scenarios)[2]; /* of the points, row by row from the first value up */
    struct fnl_map_point *points;  /* likewise */
    uint64_t seed;
    size_t replications;
};

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for a map");
}

static size_t place_of(const fnl_map *map, size_t across, size_t up)
{
    return up * map->axes[0].count + across;
}

/* --- axes --------------------------------------------------------------------------------------*/

/* The first `sign` of `text` outside brackets and quotes; its end where there is none. */
static char *find_outside(char *text, char sign)
{
    int depth = 0;
    bool quoted = false;
    for (; *text; text++) {
        if (*text == '"')
            quoted = !quoted;
        else if (!quoted && depth == 0 && *text == sign)
            return text;
        else if (!quoted && strchr("([{", *text))
            depth++;
        else if (!quoted && strchr(")]}", *text))
            depth--;
    }
    return text;
}

static bool has_value(const struct fnl_map_axis *axis, const char *value)
{
    for (size_t i = 0; i < axis->count; i++)
        if (strcmp(axis->values[i], value) == 0)
            return true;
    return false;
}

static fnl_status add_value(struct fnl_map_axis *axis, const char *value, const char *said,
                            struct fnl_error *error)
{
    if (!*value)
        return fnl_status_fail(FNL_ERR_USAGE, error, "%s: a value is missing", said);
    if (has_value(axis, value))
        return fnl_status_fail(FNL_ERR_USAGE, error, "%s: the value %s is there twice", said,
                               value);
    if (axis->count == FNL_MAP_POINTS)
        return fnl_status_fail(FNL_ERR_USAGE, error, "%s: more than %d values", said,
                               FNL_MAP_POINTS);
    axis->values[axis->count++] = value;
    return FNL_OK;
}

static fnl_status read_values(struct fnl_map_axis *axis, char *list, const char *said,
                              struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    for (bool more = true; more && status == FNL_OK;) {
        char *end = find_outside(list, ',');
        more = *end;
        *end = '\0';
        status = add_value(axis, list, said, error);
        list = end + 1;
    }
    return status;
}

static fnl_status read_axis(struct fnl_map_axis *axis, const char *said, size_t number,
                            struct fnl_error *error)
{
    axis->text = fnl_memory_text(said);
    if (!axis->text)
        return out_of_memory(error);
    char *sign = find_outside(axis->text, '=');
    if (!*sign || sign == axis->text)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "%s %s: expected PATH=VALUE,VALUE, such as reps.count=4,8,12",
                               axis_names[number], said);
    *sign = '\0';
    axis->path = axis->text;
    return read_values(axis, sign + 1, said, error);
}

static fnl_status read_axes(fnl_map *map, const char *const axes[2], struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    for (size_t i = 0; i < 2 && status == FNL_OK; i++)
        status = read_axis(&map->axes[i], axes[i], i, error);
    if (status != FNL_OK)
        return status;
    if (strcmp(map->axes[0].path, map->axes[1].path) == 0)
        return fnl_status_fail(FNL_ERR_USAGE, error, "x and y are both %s: expected two parameters",
                               map->axes[0].path);
    const size_t across = map->axes[0].count, up = map->axes[1].count;
    if (across * up > FNL_MAP_POINTS)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "%zu values across and %zu up make %zu points: at most %d", across,
                               up, across * up, FNL_MAP_POINTS);
    return FNL_OK;
}

/* --- scenarios ---------------------------------------------------------------------------------*/

/* What is wrong with a value of an axis was said there and not by --set. */
static void blame_axes(const fnl_map *map, struct fnl_mistakes *mistakes)
{
    for (size_t i = 0; i < mistakes->count; i++) {
        const struct fnl_mistake *mistake = &mistakes->items[i];
        for (size_t axis = 0; axis < 2; axis++)
            if (mistake->file && mistake->path && strcmp(mistake->file, "--set") == 0 &&
                strcmp(mistake->path, map->axes[axis].path) == 0) {
                strcpy(mistake->file, "--");
                strcat(mistake->file, axis_names[axis]);
            }
    }
}

/* Notes what is wrong once, however many points it spoils. */
static fnl_status load(const fnl_map *map, const struct fnl_scenario_request *request,
                       struct fnl_mistakes *mistakes, fnl_scenario **scenario,
                       struct fnl_error *error)
{
    struct fnl_mistakes found = {0};
    const fnl_status status = fnl_scenario_load(request, &found, scenario, error);
    blame_axes(map, &found);
    fnl_mistakes_take(mistakes, &found);
    fnl_mistakes_fini(&found);
    return status;
}

/* PATH=VALUE of a point, to be freed. */
static char *assignment(const fnl_map *map, size_t axis, size_t index)
{
    return fnl_memory_format("%s=%s", map->axes[axis].path, map->axes[axis].values[index]);
}

/* Loads one side with what is laid over it; a mistake is no reason to look no further. */
static fnl_status load_with(fnl_map *map, const struct fnl_scenario_request *side,
                            const char *const sets[2], struct fnl_mistakes *mistakes,
                            fnl_scenario **scenario, struct fnl_error *error)
{
    struct fnl_scenario_request request = *side;
    const char **all = fnl_memory_zeroed(side->set_count + 2, sizeof *all);
    if (!all)
        return out_of_memory(error);
    for (size_t i = 0; i < side->set_count; i++)
        all[i] = side->sets[i];
    all[request.set_count++] = sets[0];
    all[request.set_count++] = sets[1];
    request.sets = all;
    const fnl_status status = load(map, &request, mistakes, scenario, error);
    free(all);
    return status == FNL_ERR_SCENARIO ? FNL_OK : status;
}

static fnl_status load_point(fnl_map *map, const struct fnl_map_request *request, size_t across,
                             size_t up, struct fnl_mistakes *mistakes, struct fnl_error *error)
{
    char *x = assignment(map, 0, across), *y = assignment(map, 1, up);
    const char *const sets[] = {x, y};
    fnl_status status = x && y ? FNL_OK : out_of_memory(error);
    for (size_t side = 0; side < 2 && status == FNL_OK; side++)
        status = load_with(map, &request->sides[side], sets, mistakes,
                           &map->scenarios[place_of(map, across, up)][side], error);
    free(x);
    free(y);
    return status;
}

static bool is_same(const fnl_scenario *a, const fnl_scenario *b)
{
    char first[FNL_SCENARIO_DIGEST], second[FNL_SCENARIO_DIGEST];
    return strcmp(fnl_scenario_digest(a, first), fnl_scenario_digest(b, second)) == 0;
}

static fnl_status check_points(fnl_map *map, struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    for (size_t i = 0; i < fnl_map_points(map) && status == FNL_OK; i++) {
        fnl_scenario *const *sides = map->scenarios[i];
        map->points[i].home = is_same(sides[0], map->sides[0]) && is_same(sides[1], map->sides[1]);
        status = fnl_scenario_comparable(sides[0], sides[1], error);
    }
    return status;
}

static fnl_status load_points(fnl_map *map, const struct fnl_map_request *request,
                              struct fnl_mistakes *mistakes, struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    map->scenarios = fnl_memory_zeroed(fnl_map_points(map), sizeof *map->scenarios);
    map->points = fnl_memory_zeroed(fnl_map_points(map), sizeof *map->points);
    if (!map->scenarios || !map->points)
        return out_of_memory(error);
    for (size_t up = 0; up < map->axes[1].count; up++)
        for (size_t across = 0; across < map->axes[0].count && status == FNL_OK; across++)
            status = load_point(map, request, across, up, mistakes, error);
    if (status == FNL_OK && fnl_mistakes_any(mistakes))
        status = FNL_ERR_SCENARIO;
    return status == FNL_OK ? check_points(map, error) : status;
}

static fnl_status load_sides(fnl_map *map, const struct fnl_map_request *request,
                             struct fnl_mistakes *mistakes, struct fnl_error *error)
{
    fnl_status worst = FNL_OK;
    for (size_t side = 0; side < 2; side++) {
        const fnl_status status =
            load(map, &request->sides[side], mistakes, &map->sides[side], error);
        if (status != FNL_OK && (worst == FNL_OK || worst == FNL_ERR_SCENARIO))
            worst = status;
    }
    return worst;
}

/* That which was asked for, or else the one that the scenario is judged by, which is known to be
 * there. */
static fnl_status choose_metric(fnl_map *map, const char *id, struct fnl_error *error)
{
    const int metric =
        fnl_indicator_named(id ? id : fnl_scenario_settings(map->sides[0])->judge_by);
    assert(id || metric >= 0);
    if (metric < 0) {
        const char *nearest = fnl_indicator_nearest(id);
        return fnl_status_fail(FNL_ERR_USAGE, error, "there is no indicator %.60s%s%s%s", id,
                               nearest ? " (did you mean " : "", nearest ? nearest : "",
                               nearest ? "?)" : "");
    }
    map->metric = (enum fnl_indicator)metric;
    return FNL_OK;
}

fnl_status fnl_map_load(const struct fnl_map_request *request, struct fnl_mistakes *mistakes,
                        fnl_map **map, struct fnl_error *error)
{
    fnl_map *made = fnl_memory_zeroed(1, sizeof *made);
    *map = NULL;
    if (!made)
        return out_of_memory(error);
    fnl_status status = read_axes(made, request->axes, error);
    if (status == FNL_OK)
        status = load_sides(made, request, mistakes, error);
    if (status == FNL_OK)
        status = choose_metric(made, request->metric, error);
    if (status == FNL_OK)
        status = load_points(made, request, mistakes, error);
    if (status == FNL_OK)
        *map = made;
    else
        fnl_map_free(made);
    return status;
}

void fnl_map_free(fnl_map *map)
{
    if (!map)
        return;
    for (size_t i = 0; map->scenarios && i < fnl_map_points(map); i++) {
        fnl_scenario_free(map->scenarios[i][0]);
        fnl_scenario_free(map->scenarios[i][1]);
    }
    for (size_t i = 0; i < 2; i++) {
        fnl_scenario_free(map->sides[i]);
        free(map->axes[i].text);
    }
    free(map->scenarios);
    free(map->points);
    free(map);
}

/* --- futures -----------------------------------------------------------------------------------*/

/* Where one point stands in the work on all of them. */
struct share {
    const struct fnl_map_futures *futures;
    size_t before, points;
};

static void tell(void *self, size_t done, size_t total)
{
    const struct share *share = self;
    const struct fnl_execution *execution = &share->futures->execution;
    execution->progress(execution->progress_self, share->before * total + done,
                        share->points * total);
}

static fnl_status describe(struct fnl_map_point *point, const fnl_results *results,
                           const fnl_map *map, struct fnl_error *error)
{
    const struct fnl_quantity quantity = {FNL_QUANTITY_INDICATOR, (size_t)map->metric, 0};
    fnl_status status = FNL_OK;
    for (size_t side = 0; side < 2 && status == FNL_OK; side++)
        status = fnl_contrast_spread(results, side, quantity, &point->sides[side]);
    if (status == FNL_OK)
        status =
            fnl_contrast_pair(results, 1, 0, quantity, fnl_map_points(map), &point->difference);
    point->known = status == FNL_OK;
    return status == FNL_OK ? status : out_of_memory(error);
}

static fnl_status live_point(fnl_map *map, size_t index, const struct fnl_map_futures *futures,
                             struct fnl_error *error)
{
    struct share share = {futures, index, fnl_map_points(map)};
    fnl_results *results = NULL;
    struct fnl_experiment_request request = {
        .options = (const fnl_scenario *const *)map->scenarios[index],
        .count = 2,
        .seed = futures->seed,
        .replications = futures->replications,
        .execution = futures->execution,
    };
    request.execution.progress = futures->execution.progress ? tell : NULL;
    request.execution.progress_self = &share;
    fnl_status status = fnl_experiment_run(&request, &results, error);
    if (status == FNL_OK && results)
        status = describe(&map->points[index], results, map, error);
    fnl_experiment_free(results);
    return status;
}

fnl_status fnl_map_live(fnl_map *map, const struct fnl_map_futures *futures,
                        struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    map->seed = futures->seed;
    map->replications = futures->replications;
    for (size_t i = 0; i < fnl_map_points(map) && status == FNL_OK; i++)
        status = live_point(map, i, futures, error);
    return status;
}

/* --- what there is -----------------------------------------------------------------------------*/

const fnl_scenario *fnl_map_side(const fnl_map *map, size_t side)
{
    return map->sides[side];
}

size_t fnl_map_points(const fnl_map *map)
{
    return map->axes[0].count * map->axes[1].count;
}

size_t fnl_map_known(const fnl_map *map)
{
    size_t known = 0;
    for (size_t i = 0; i < fnl_map_points(map); i++)
        known += map->points[i].known;
    return known;
}

const struct fnl_map_axis *fnl_map_axis(const fnl_map *map, size_t axis)
{
    return &map->axes[axis];
}

const struct fnl_map_point *fnl_map_point(const fnl_map *map, size_t across, size_t up)
{
    return &map->points[place_of(map, across, up)];
}

enum fnl_indicator fnl_map_metric(const fnl_map *map)
{
    return map->metric;
}

uint64_t fnl_map_seed(const fnl_map *map)
{
    return map->seed;
}

size_t fnl_map_replications(const fnl_map *map)
{
    return map->replications;
}
