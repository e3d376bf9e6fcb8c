/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/claimpath.h"

#include <string.h>

#include "scenario/path.h"
#include "scenario/schema.h"

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

void fnl_claimpath_check_carriers(struct fnl_reading *reading, const struct fnl_node *claim)
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

const struct fnl_param *fnl_claimpath_boundary(struct fnl_reading *reading,
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
