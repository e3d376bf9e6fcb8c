/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/alteration.h"

#include <stdio.h>
#include <string.h>

#include "base/units.h"
#include "scenario/assignment.h"
#include "scenario/path.h"
#include "scenario/scenario.h"
#include "scenario/schema.h"

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while reading claims");
}

/* The value for a parameter, as a file would say it where `between` stands. */
static struct fnl_node value_node(const struct fnl_claimform_claim *form, double value)
{
    const struct fnl_node *between = fnl_tree_child(form->node, "between");
    struct fnl_node node = {
        .kind = FNL_NODE_REAL, .real = value, .file = between->file, .line = between->line};
    if (form->moved->type == FNL_PARAM_COUNT) {
        node.kind = FNL_NODE_INTEGER;
        node.integer = fnl_units_integer(value);
    }
    return node;
}

fnl_status fnl_alteration_moved(const struct fnl_alteration_origin *origin,
                                const struct fnl_claimform_claim *claim, double value,
                                struct fnl_mistakes *mistakes, fnl_scenario **moved,
                                struct fnl_error *error)
{
    const struct fnl_node node = value_node(claim, value);
    struct fnl_tree tree = {0};
    *moved = NULL;
    fnl_status status = fnl_tree_copy_whole(&tree, origin->tree) ? FNL_OK : out_of_memory(error);
    if (status == FNL_OK)
        status =
            fnl_assignment_set(&fnl_schema_root, &tree, claim->boundary, &node, mistakes, error);
    if (status == FNL_OK)
        status = fnl_scenario_of_tree(&tree, origin->path, mistakes, moved, error);
    fnl_tree_fini(&tree);
    return status;
}

/* Whether the tree says the group or the item around `path`: what stands in a group that is absent
 * is off already, and to say it would bring the group. */
static bool has_place_for(const struct fnl_tree *tree, const char *path)
{
    char around[FNL_TREE_PATH];
    const char *last = strrchr(path, '.');
    if (!last || strchr(last, ']'))
        return true;
    snprintf(around, sizeof around, "%.*s", (int)(last - path), path);
    return fnl_path_get(tree->root, around, NULL);
}

/* Sets a key to the value that changes nothing, as its row says it. */
static fnl_status neutralise(struct fnl_tree *tree, const char *path, const char *neutral,
                             struct fnl_mistakes *mistakes, struct fnl_error *error)
{
    char assignment[2 * FNL_TREE_PATH];
    snprintf(assignment, sizeof assignment, "%s=%s", path, neutral);
    return fnl_assignment_read(&fnl_schema_root, tree, assignment, mistakes, error);
}

/* Switches off what `path` names, where it is on. */
static fnl_status switch_off(struct fnl_tree *tree, const char *path, struct fnl_mistakes *mistakes,
                             struct fnl_error *error)
{
    const struct fnl_param *row = fnl_section_find(&fnl_schema_root, path);
    if (row && row->neutral && has_place_for(tree, path))
        return neutralise(tree, path, row->neutral, mistakes, error);
    if (!fnl_path_get(tree->root, path, NULL))
        return FNL_OK;
    return fnl_assignment_remove(&fnl_schema_root, tree, path, mistakes, error);
}

fnl_status fnl_alteration_without(const struct fnl_alteration_origin *origin, const char *path,
                                  struct fnl_mistakes *mistakes, fnl_scenario **altered,
                                  struct fnl_error *error)
{
    struct fnl_tree tree = {0};
    *altered = NULL;
    fnl_status status = fnl_tree_copy_whole(&tree, origin->tree) ? FNL_OK : out_of_memory(error);
    if (status == FNL_OK)
        status = switch_off(&tree, path, mistakes, error);
    if (status == FNL_OK)
        status = fnl_scenario_of_tree(&tree, origin->path, mistakes, altered, error);
    fnl_tree_fini(&tree);
    return status;
}
