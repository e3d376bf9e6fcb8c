/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/claimform.h"

#include <string.h>

#include "observe/indicator.h"
#include "scenario/path.h"
#include "scenario/reading.h"
#include "scenario/schema.h"

const char *const fnl_claimform_expects[] = {"open", "supported", "refuted", NULL};

/* The structs that the rows fill; what the rest of the program sees is made of them. */
struct claim_cell {
    const char *file, *metric;
    struct fnl_param_texts set, device;
    int64_t at;
    double weight;
};

struct claim_contrast {
    const char *say;
    double greater_than;
    struct fnl_list cells;
};

struct claim {
    const char *id, *says, *strategy, *against, *metric, *evidence, *boundary;
    struct fnl_param_texts set, covers, carried_by;
    int64_t at;
    int expect;
    bool everywhere;
    double greater_than;
    struct fnl_list contrasts;
};

struct claim_file {
    struct fnl_list claims;
};

static const struct fnl_param cell_rows[] = {
    FNL_PARAM(claim_cell, file, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, ESSENTIAL,
              "strategy that is laid over the claim's scenario; none: the scenario itself",
              "convention", NULL),
    FNL_PARAM(claim_cell, set, TEXTS, NONE, 0, 0, "( )", NULL, NEVER, ESSENTIAL,
              "\"PATH=VALUE\" or a list of them: figures that are changed on top", "convention",
              NULL),
    FNL_PARAM(
        claim_cell, metric, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, ESSENTIAL,
        "what is measured, an id of `funnelsim indicators`; the claim's where nothing is said",
        "convention", NULL),
    FNL_PARAM(claim_cell, at, COUNT, MONTHS, 0, 240, "0", NULL, NEVER, ESSENTIAL,
              "after how many months; 0: as the claim says", "convention", NULL),
    FNL_PARAM(claim_cell, weight, NUMBER, NONE, -1e6, 1e6, "1", NULL, NEVER, ESSENTIAL,
              "how often the metric counts in the contrast's sum; below 0 it is taken away",
              "convention", NULL),
    FNL_PARAM(claim_cell, device, TEXTS, NONE, 0, 0, "( )", NULL, NEVER, TUNING,
              "a world that no firm could bring about, or a list of them: no_new_pains, "
              "no_old_pains, no_pains, perfect_leads, no_waiting, nobody_dropped, "
              "perfect_follow_up, planned_prospecting_done",
              "convention", NULL),
};
static const struct fnl_param_table cell_table = FNL_PARAM_TABLE(cell_rows, struct claim_cell);

static const struct fnl_param contrast_rows[] = {
    FNL_PARAM(claim_contrast, say, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, ESSENTIAL,
              "the contrast in a few words", "convention", NULL),
    FNL_PARAM(claim_contrast, greater_than, NUMBER, NONE, -1e15, 1e15, "0", NULL, NEVER, ESSENTIAL,
              "what the sum has to exceed: money, days, hours, a count, or a share of 1",
              "convention", NULL),
};
static const struct fnl_param_table contrast_table =
    FNL_PARAM_TABLE(contrast_rows, struct claim_contrast);

static const struct fnl_param claim_rows[] = {
    FNL_PARAM(claim, id, TEXT, NONE, 0, 0, NULL, NULL, NEVER, ESSENTIAL,
              "a word that no other claim has", "convention", NULL),
    FNL_PARAM(claim, says, TEXT, NONE, 0, 0, NULL, NULL, NEVER, ESSENTIAL,
              "the claim in a sentence", "convention", NULL),
    FNL_PARAM(claim, strategy, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, ESSENTIAL,
              "short form: the strategy that is to be ahead", "convention", NULL),
    FNL_PARAM(claim, against, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, ESSENTIAL,
              "short form: the strategy that is to be behind; none: the scenario itself",
              "convention", NULL),
    FNL_PARAM(claim, set, TEXTS, NONE, 0, 0, "( )", NULL, NEVER, ESSENTIAL,
              "short form: \"PATH=VALUE\" or a list of them, changed in what is to be ahead",
              "convention", NULL),
    FNL_PARAM(claim, greater_than, NUMBER, NONE, -1e15, 1e15, "0", NULL, NEVER, TUNING,
              "short form: by how much at least, as in a contrast", "convention", NULL),
    FNL_PARAM(claim, metric, TEXT, NONE, 0, 0, "contribution", NULL, NEVER, ESSENTIAL,
              "what is measured, an id of `funnelsim indicators`", "convention", NULL),
    FNL_PARAM(claim, at, COUNT, MONTHS, 0, 240, "0", NULL, NEVER, ESSENTIAL,
              "after how many months; 0: at the scenario's end", "convention", NULL),
    FNL_PARAM_ONE_OF(claim, expect, fnl_claimform_expects, "open", ESSENTIAL,
                     "what is expected to come out; another answer ends the command with 1",
                     "convention", NULL),
    FNL_PARAM(claim, evidence, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, TUNING,
              "what public evidence says, with its source", "convention", NULL),
    FNL_PARAM(claim, covers, TEXTS, NONE, 0, 0, "( )", NULL, NEVER, TUNING,
              "what the claim answers, in the words of wherever it comes from", "convention", NULL),
    FNL_PARAM(claim, carried_by, TEXTS, NONE, 0, 0, "( )", NULL, NEVER, TUNING,
              "paths of the parameters and mechanisms that the answer hangs on", "convention",
              NULL),
    FNL_PARAM(claim, boundary, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, TUNING,
              "path of the parameter at some value of which the claim is thought to flip",
              "convention", NULL),
    FNL_PARAM(claim, everywhere, FLAG, NONE, 0, 0, "false", NULL, NEVER, TUNING,
              "whether it is asked of every firm that --also names, too", "convention", NULL),
};
static const struct fnl_param_table claim_table = FNL_PARAM_TABLE(claim_rows, struct claim);

static const struct fnl_section contrast_sections[] = {
    {.name = "cells",
     .kind = FNL_SECTION_LIST,
     .table = &cell_table,
     .offset = offsetof(struct claim_contrast, cells),
     .about = "What is measured where, and how much of it counts."},
};

static const struct fnl_section claim_sections[] = {
    {.name = "contrasts",
     .kind = FNL_SECTION_LIST,
     .table = &contrast_table,
     .offset = offsetof(struct claim, contrasts),
     .sections = contrast_sections,
     .section_count = 1,
     .about = "What has to hold, all of it."},
    {.name = "between",
     .kind = FNL_SECTION_ELSEWHERE,
     .about = "The two values between which the boundary is looked for."},
};

static const struct fnl_section file_sections[] = {
    {.name = "claims",
     .kind = FNL_SECTION_LIST,
     .table = &claim_table,
     .offset = offsetof(struct claim_file, claims),
     .sections = claim_sections,
     .section_count = 2,
     .about = "What is claimed."},
};

static const struct fnl_param_table file_table = {.size = sizeof(struct claim_file)};

const struct fnl_section fnl_claimform_root = {
    .kind = FNL_SECTION_GROUP,
    .table = &file_table,
    .sections = file_sections,
    .section_count = 1,
    .about = "Claims.",
};

/* --- what is wrong with it ---------------------------------------------------------------------*/

/* The items of the list `key` of `group` that are groups, one after the other: NULL at the end. */
static const struct fnl_node *next_group(const struct fnl_node *node)
{
    while (node && node->kind != FNL_NODE_GROUP)
        node = node->next;
    return node;
}

static const struct fnl_node *first_group(const struct fnl_node *group, const char *key)
{
    const struct fnl_node *list = fnl_tree_child(group, key);
    return list && list->kind == FNL_NODE_LIST ? next_group(list->first) : NULL;
}

static void check_metric(struct fnl_reading *reading, const struct fnl_node *group)
{
    const char *metric = fnl_tree_child_text(group, "metric");
    if (!metric || fnl_indicator_named(metric) >= 0)
        return;
    const char *nearest = fnl_indicator_nearest(metric);
    fnl_reading_complain(reading, group, "metric", "\"%.60s\" is no indicator (%s%s%s)", metric,
                         nearest ? "did you mean \"" : "",
                         nearest ? nearest : "`funnelsim indicators` lists them",
                         nearest ? "\"?" : "");
}

static void check_id(struct fnl_reading *reading, const struct fnl_node *claim)
{
    const char *id = fnl_tree_child_text(claim, "id");
    if (id && (!*id || strpbrk(id, " ,#\t\n") || strlen(id) > 40))
        fnl_reading_complain(reading, claim, "id",
                             "\"%.40s\" is no single word of 40 letters at most, such as H1", id);
}

/* Of the keys that say a contrast by themselves, the first that the claim has. */
static const char *short_key(const struct fnl_node *claim)
{
    static const char *const keys[] = {"strategy", "against", "set", "greater_than", NULL};
    for (size_t i = 0; keys[i]; i++)
        if (fnl_tree_child(claim, keys[i]))
            return keys[i];
    return NULL;
}

static void check_form(struct fnl_reading *reading, const struct fnl_node *claim)
{
    const struct fnl_node *contrasts = fnl_tree_child(claim, "contrasts");
    const char *key = short_key(claim);
    if (contrasts && key)
        fnl_reading_complain(reading, claim, key,
                             "is the short form, and this claim says its contrasts itself");
    else if (!contrasts && !fnl_tree_child(claim, "strategy") && !fnl_tree_child(claim, "set"))
        fnl_reading_complain(reading, claim, "strategy",
                             "is missing: a claim has a strategy, a set, or contrasts");
    else if (contrasts && contrasts->kind == FNL_NODE_LIST && !contrasts->first)
        fnl_reading_complain(reading, contrasts, NULL, "there is none, so nothing is claimed");
}

/* The metric that a cell is measured by, which may be no indicator. */
static const char *metric_of(const struct fnl_node *claim, const struct fnl_node *cell)
{
    const char *own = fnl_tree_child_text(cell, "metric");
    const char *common = fnl_tree_child_text(claim, "metric");
    if (own && *own)
        return own;
    return common ? common : "contribution";
}

static void check_device(struct fnl_reading *reading, const struct fnl_node *said)
{
    char names[200] = "";
    if (said->kind != FNL_NODE_TEXT || fnl_device_named(said->text))
        return;
    for (unsigned i = 0; i < fnl_device_count; i++) {
        strcat(names, i ? ", " : "");
        strcat(names, fnl_devices[i].name);
    }
    fnl_reading_complain(reading, said, NULL, "\"%.60s\" is no device (there are %s)", said->text,
                         names);
}

static void check_devices(struct fnl_reading *reading, const struct fnl_node *cell)
{
    const struct fnl_node *said = fnl_tree_child(cell, "device");
    if (said)
        check_device(reading, said);
    for (const struct fnl_node *item = said ? said->first : NULL; item; item = item->next)
        check_device(reading, item);
}

static void check_contrast(struct fnl_reading *reading, const struct fnl_node *claim,
                           const struct fnl_node *contrast)
{
    const struct fnl_node *first = first_group(contrast, "cells");
    if (!first)
        fnl_reading_complain(reading, contrast, "cells", "is missing: what is measured");
    for (const struct fnl_node *cell = first; cell; cell = next_group(cell->next)) {
        check_metric(reading, cell);
        check_devices(reading, cell);
        const int one = fnl_indicator_named(metric_of(claim, first));
        const int other = fnl_indicator_named(metric_of(claim, cell));
        if (one >= 0 && other >= 0 &&
            fnl_indicator_about((size_t)one)->measure !=
                fnl_indicator_about((size_t)other)->measure)
            fnl_reading_complain(
                reading, cell, "metric", "%s and %s have different units and cannot be added",
                fnl_indicator_about((size_t)one)->id, fnl_indicator_about((size_t)other)->id);
    }
}

/* Whether `path` names a parameter, a group or a list; else the nearest key in its place. */
static bool is_known(const char *path, const char **nearest)
{
    struct fnl_path steps;
    const struct fnl_section *section = &fnl_schema_root;
    *nearest = NULL;
    if (fnl_section_find(&fnl_schema_root, path))
        return true;
    if (fnl_path_read(path, &steps, NULL) != FNL_OK)
        return false;
    for (size_t i = 0; i < steps.count; i++) {
        const char *key = steps.steps[i].key;
        const struct fnl_section *inside = fnl_section_inside(section, key);
        if (!inside && section->kind == FNL_SECTION_POLICY && strcmp(key, "policy") == 0)
            return i + 1 == steps.count;
        if (!inside) {
            *nearest = fnl_section_nearest(section, NULL, key);
            return false;
        }
        section = inside;
    }
    return true;
}

static void check_known(struct fnl_reading *reading, const struct fnl_node *said)
{
    const char *nearest;
    if (said->kind == FNL_NODE_TEXT && !is_known(said->text, &nearest))
        fnl_reading_complain(reading, said, NULL, "there is no parameter \"%.100s\"%s%s%s",
                             said->text, nearest ? " (did you mean " : "", nearest ? nearest : "",
                             nearest ? "?)" : " (`funnelsim params --all` lists them)");
}

static void check_carriers(struct fnl_reading *reading, const struct fnl_node *claim)
{
    const struct fnl_node *said = fnl_tree_child(claim, "carried_by");
    if (said && said->kind == FNL_NODE_TEXT)
        check_known(reading, said);
    for (const struct fnl_node *item = said ? said->first : NULL; item; item = item->next)
        check_known(reading, item);
}

static bool is_number(const struct fnl_param *row)
{
    return row->type == FNL_PARAM_COUNT || row->type == FNL_PARAM_NUMBER ||
           row->type == FNL_PARAM_SHARE || row->type == FNL_PARAM_MONEY ||
           row->type == FNL_PARAM_SPAN || row->type == FNL_PARAM_LAW || row->type == FNL_PARAM_PLAN;
}

/* The row of the boundary's parameter; NULL with a mistake. */
static const struct fnl_param *boundary_row(struct fnl_reading *reading,
                                            const struct fnl_node *boundary)
{
    const struct fnl_param *row = fnl_section_find(&fnl_schema_root, boundary->text);
    const char *nearest;
    if (row && is_number(row))
        return row;
    if (is_known(boundary->text, &nearest))
        fnl_reading_complain(reading, boundary, NULL,
                             "%.100s is no number: a boundary is a value of a figure",
                             boundary->text);
    else
        check_known(reading, boundary);
    return NULL;
}

/* The two values of `between`; false with mistakes. */
static bool read_between(struct fnl_reading *reading, const struct fnl_node *between,
                         const struct fnl_param *row, double ends[2])
{
    if (between->kind != FNL_NODE_LIST || between->count != 2)
        return fnl_reading_complain(reading, between, NULL,
                                    "expected two values: between = (lowest, highest)");
    const struct fnl_node *first = between->first, *second = first->next;
    if (!fnl_reading_number(reading, first, row->unit, &ends[0]) ||
        !fnl_reading_number(reading, second, row->unit, &ends[1]) ||
        !fnl_reading_in_range(reading, first, row, ends[0]) ||
        !fnl_reading_in_range(reading, second, row, ends[1]))
        return false;
    if (!(ends[0] < ends[1]))
        return fnl_reading_complain(reading, between, NULL,
                                    "the lowest value comes first, and the highest second");
    return true;
}

/* The boundary of a claim, if it has one and nothing is wrong with it. */
static const struct fnl_param *read_boundary(struct fnl_reading *reading,
                                             const struct fnl_node *claim, double ends[2])
{
    const struct fnl_node *boundary = fnl_tree_child(claim, "boundary");
    const struct fnl_node *between = fnl_tree_child(claim, "between");
    if (!boundary && between)
        fnl_reading_complain(reading, between, NULL, "between what, is said by boundary = \"...\"");
    if (!boundary || boundary->kind != FNL_NODE_TEXT)
        return NULL;
    const struct fnl_param *row = boundary_row(reading, boundary);
    if (row && !between)
        fnl_reading_complain(reading, claim, "between",
                             "is missing: the lowest and the highest value of %s to look at",
                             boundary->text);
    return row && between && read_between(reading, between, row, ends) ? row : NULL;
}

/* All that the rows cannot see. */
static void check_claim(struct fnl_reading *reading, const struct fnl_node *claim)
{
    double ends[2];
    check_id(reading, claim);
    check_metric(reading, claim);
    check_form(reading, claim);
    check_carriers(reading, claim);
    read_boundary(reading, claim, ends);
    for (const struct fnl_node *contrast = first_group(claim, "contrasts"); contrast;
         contrast = next_group(contrast->next))
        check_contrast(reading, claim, contrast);
}

/* --- what it means -----------------------------------------------------------------------------*/

/* A claim on its way: what the rows read, and where. */
struct making {
    struct fnl_reading *reading;
    const struct claim *rows;
    const struct fnl_node *node;
};

static size_t metric_named(const char *own, const char *common)
{
    const int metric = fnl_indicator_named(*own ? own : common);
    return metric >= 0 ? (size_t)metric : 0;
}

/* A node that says something; NULL for one that is not there or says "". */
static const struct fnl_node *said(const struct fnl_node *group, const char *key)
{
    const struct fnl_node *node = fnl_tree_child(group, key);
    return node && (node->kind != FNL_NODE_TEXT || *node->text) ? node : NULL;
}

static fnl_device_set devices_of(const struct claim_cell *rows)
{
    fnl_device_set devices = 0;
    for (size_t i = 0; i < rows->device.count; i++)
        devices |= fnl_device_named(rows->device.items[i]);
    return devices;
}

static struct fnl_claimform_cell
make_cell(const struct making *making, const struct claim_cell *rows, const struct fnl_node *node)
{
    const bool own = rows->at > 0;
    return (struct fnl_claimform_cell){
        .file = said(node, "file"),
        .set = said(node, "set"),
        .at = fnl_tree_child(own ? node : making->node, "at"),
        .months = own ? rows->at : making->rows->at,
        .metric = metric_named(rows->metric, making->rows->metric),
        .weight = rows->weight,
        .devices = devices_of(rows),
    };
}

static double threshold_of(double greater_than, size_t metric)
{
    return greater_than * fnl_indicator_one(fnl_indicator_about(metric)->measure);
}

/* The one contrast that the short form stands for. */
static bool make_short(const struct making *making, struct fnl_claimform_contrast *contrast)
{
    struct fnl_claimform_cell *cells = fnl_arena_zeroed(making->reading->arena, 2, sizeof *cells);
    if (!cells)
        return fnl_reading_exhaust(making->reading);
    const struct claim_cell plain = {.metric = "", .weight = 1};
    cells[0] = make_cell(making, &plain, making->node);
    cells[0].file = said(making->node, "strategy");
    cells[1] = cells[0];
    cells[1].file = said(making->node, "against");
    cells[1].set = NULL;
    cells[1].weight = -1;
    *contrast = (struct fnl_claimform_contrast){
        "", cells, 2, threshold_of(making->rows->greater_than, cells[0].metric)};
    return true;
}

static bool make_contrast(const struct making *making, const struct claim_contrast *rows,
                          const struct fnl_node *node, struct fnl_claimform_contrast *contrast)
{
    struct fnl_claimform_cell *cells =
        fnl_arena_zeroed(making->reading->arena, rows->cells.count, sizeof *cells);
    if (!cells)
        return fnl_reading_exhaust(making->reading);
    const struct claim_cell *cell_rows_read = rows->cells.items;
    const struct fnl_node *cell = fnl_tree_child(node, "cells")->first;
    for (size_t i = 0; i < rows->cells.count; i++, cell = cell->next)
        cells[i] = make_cell(making, &cell_rows_read[i], cell);
    *contrast = (struct fnl_claimform_contrast){rows->say, cells, rows->cells.count,
                                                threshold_of(rows->greater_than, cells[0].metric)};
    return true;
}

static bool make_contrasts(const struct making *making, struct fnl_claimform_claim *claim)
{
    const struct fnl_list *list = &making->rows->contrasts;
    const struct claim_contrast *rows = list->items;
    claim->count = list->count ? list->count : 1;
    struct fnl_claimform_contrast *contrasts =
        fnl_arena_zeroed(making->reading->arena, claim->count, sizeof *contrasts);
    if (!contrasts)
        return fnl_reading_exhaust(making->reading);
    claim->contrasts = contrasts;
    if (list->count == 0)
        return make_short(making, contrasts);
    const struct fnl_node *node = fnl_tree_child(making->node, "contrasts")->first;
    for (size_t i = 0; i < list->count; i++, node = node->next)
        if (!make_contrast(making, &rows[i], node, &contrasts[i]))
            return false;
    return true;
}

static bool make_claim(const struct making *making, struct fnl_claimform_claim *claim)
{
    const struct claim *rows = making->rows;
    double ends[2] = {0, 0};
    *claim = (struct fnl_claimform_claim){
        .node = making->node,
        .id = rows->id,
        .says = rows->says,
        .evidence = rows->evidence,
        .expect = (enum fnl_claimform_expect)rows->expect,
        .everywhere = rows->everywhere,
        .covers = rows->covers,
        .carried_by = rows->carried_by,
        .moved = read_boundary(making->reading, making->node, ends),
        .boundary = rows->boundary,
        .low = ends[0],
        .high = ends[1],
    };
    return make_contrasts(making, claim);
}

static bool make_all(struct fnl_reading *reading, const struct fnl_node *list,
                     struct fnl_claimform *form)
{
    const struct claim_file *file = fnl_bound_settings(form->bound);
    const struct claim *rows = file->claims.items;
    struct fnl_claimform_claim *claims =
        fnl_arena_zeroed(&form->arena, file->claims.count, sizeof *claims);
    if (!claims)
        return fnl_reading_exhaust(reading);
    const struct fnl_node *node = list ? list->first : NULL;
    for (size_t i = 0; node && i < file->claims.count; i++, node = node->next) {
        const struct making making = {reading, &rows[i], node};
        if (!make_claim(&making, &claims[i]))
            return false;
    }
    form->claims = claims;
    form->count = file->claims.count;
    return true;
}

fnl_status fnl_claimform_read(const struct fnl_node *root, struct fnl_mistakes *mistakes,
                              struct fnl_claimform *form, struct fnl_error *error)
{
    struct fnl_reading reading = {.arena = &form->arena, .mistakes = mistakes};
    fnl_status status =
        fnl_bound_new(&fnl_claimform_root, root, NULL, mistakes, &form->bound, error);
    for (const struct fnl_node *claim = first_group(root, "claims"); claim;
         claim = next_group(claim->next))
        check_claim(&reading, claim);
    if (status == FNL_OK && reading.found > 0)
        status = FNL_ERR_SCENARIO;
    if (status == FNL_OK && !make_all(&reading, fnl_tree_child(root, "claims"), form))
        status = fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while reading claims");
    return status;
}

void fnl_claimform_fini(struct fnl_claimform *form)
{
    fnl_bound_free(form->bound);
    fnl_arena_fini(&form->arena);
    *form = (struct fnl_claimform){0};
}

size_t fnl_claimform_cells(const struct fnl_claimform_claim *claim)
{
    size_t count = 0;
    for (size_t i = 0; i < claim->count; i++)
        count += claim->contrasts[i].count;
    return count;
}
