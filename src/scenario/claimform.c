/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/claimform.h"

#include "observe/indicator.h"
#include "scenario/claimcheck.h"
#include "scenario/claimpath.h"
#include "scenario/claimrow.h"
#include "scenario/reading.h"

const char *const fnl_claimform_expects[] = {"open", "supported", "refuted", NULL};

/* A claim on its way: what the rows read, and where. */
struct making {
    struct fnl_reading *reading;
    const struct fnl_claimrow_claim *rows;
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

static fnl_device_set devices_of(const struct fnl_claimrow_cell *rows)
{
    fnl_device_set devices = 0;
    for (size_t i = 0; i < rows->device.count; i++)
        devices |= fnl_device_named(rows->device.items[i]);
    return devices;
}

static struct fnl_claimform_cell make_cell(const struct making *making,
                                           const struct fnl_claimrow_cell *rows,
                                           const struct fnl_node *node)
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
    const struct fnl_claimrow_cell plain = {.metric = "", .weight = 1};
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

static bool make_contrast(const struct making *making, const struct fnl_claimrow_contrast *rows,
                          const struct fnl_node *node, struct fnl_claimform_contrast *contrast)
{
    struct fnl_claimform_cell *cells =
        fnl_arena_zeroed(making->reading->arena, rows->cells.count, sizeof *cells);
    if (!cells)
        return fnl_reading_exhaust(making->reading);
    const struct fnl_claimrow_cell *cell_rows_read = rows->cells.items;
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
    const struct fnl_claimrow_contrast *rows = list->items;
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
    const struct fnl_claimrow_claim *rows = making->rows;
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
        .moved = fnl_claimpath_boundary(making->reading, making->node, ends),
        .boundary = rows->boundary,
        .low = ends[0],
        .high = ends[1],
    };
    return make_contrasts(making, claim);
}

static bool make_all(struct fnl_reading *reading, const struct fnl_node *list,
                     struct fnl_claimform *form)
{
    const struct fnl_claimrow_file *file = fnl_bound_settings(form->bound);
    const struct fnl_claimrow_claim *rows = file->claims.items;
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
        fnl_bound_new(&fnl_claimrow_root, root, NULL, mistakes, &form->bound, error);
    for (const struct fnl_node *claim = fnl_claimrow_first(root, "claims"); claim;
         claim = fnl_claimrow_next(claim->next))
        fnl_claimcheck_claim(&reading, claim);
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
