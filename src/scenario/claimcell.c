/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/claimcell.h"

#include <stdlib.h>
#include <string.h>

#include "scenario/assignment.h"
#include "scenario/extends.h"
#include "scenario/reader.h"
#include "scenario/request.h"
#include "scenario/schema.h"

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while reading claims");
}

/* Where a strategy's name leads: beside the file that says it, or for a bare name also here and
 * among the shipped ones. To be freed. */
static char *strategy_path(const struct fnl_lookup *folders, const struct fnl_node *said)
{
    struct fnl_lookup lookup = *folders;
    lookup.beside = said->file;
    if (strchr(said->text, '/'))
        return fnl_reader_beside(said->file, said->text);
    return fnl_lookup_file(&lookup, said->text);
}

/* A file that cannot be read is a mistake where it is named. */
static fnl_status blame(const struct fnl_node *said, const char *name,
                        const struct fnl_error *cause, struct fnl_mistakes *mistakes)
{
    fnl_tree_complain(said, NULL, mistakes, "%s%s%s%s", cause->text, name ? " (did you mean " : "",
                      name ? name : "", name ? "?)" : "");
    return FNL_ERR_SCENARIO;
}

static fnl_status lay_over(const struct fnl_lookup *folders, const struct fnl_node *said,
                           struct fnl_mistakes *mistakes, struct fnl_tree *tree,
                           struct fnl_error *error)
{
    struct fnl_error cause = {0};
    char nearest[FNL_LOOKUP_NAME];
    struct fnl_lookup lookup = *folders;
    lookup.beside = said->file;
    char *path = strategy_path(folders, said);
    if (!path)
        return out_of_memory(error);
    fnl_status status = fnl_extends_over(&fnl_schema_root, path, mistakes, tree, &cause);
    if (status == FNL_ERR_USAGE || status == FNL_ERR_IO)
        status = blame(said, fnl_lookup_nearest(&lookup, said->text, nearest), &cause, mistakes);
    else if (cause.status != FNL_OK)
        fnl_status_fail(cause.status, error, "%s", cause.text);
    free(path);
    return status;
}

static fnl_status apply_sets(const struct fnl_node *set, struct fnl_mistakes *mistakes,
                             struct fnl_tree *tree, struct fnl_error *error)
{
    const bool single = set && set->kind == FNL_NODE_TEXT;
    fnl_status worst = FNL_OK;
    for (const struct fnl_node *said = !set || single ? set : set->first;
         said && worst != FNL_ERR_MEMORY; said = single ? NULL : said->next) {
        const fnl_status status =
            fnl_assignment_said(&fnl_schema_root, tree, said, mistakes, error);
        worst = status != FNL_OK ? status : worst;
    }
    return worst;
}

static fnl_status cut(const struct fnl_claimform_cell *cell, struct fnl_mistakes *mistakes,
                      struct fnl_tree *tree, struct fnl_error *error)
{
    if (cell->months == 0)
        return FNL_OK;
    fnl_request_drop_changes(tree->root, cell->months);
    struct fnl_node value = {.kind = FNL_NODE_INTEGER,
                             .integer = cell->months,
                             .file = cell->at ? cell->at->file : NULL,
                             .line = cell->at ? cell->at->line : 0};
    return fnl_assignment_set(&fnl_schema_root, tree, "months", &value, mistakes, error);
}

fnl_status fnl_claimcell_tree(const struct fnl_claimcell_ground *ground,
                              const struct fnl_claimform_cell *cell, struct fnl_mistakes *mistakes,
                              struct fnl_tree *tree, struct fnl_error *error)
{
    fnl_status status = fnl_tree_copy_whole(tree, ground->tree) ? FNL_OK : out_of_memory(error);
    if (status == FNL_OK && cell->file)
        status = lay_over(ground->folders, cell->file, mistakes, tree, error);
    if (status != FNL_OK)
        return status;
    status = apply_sets(cell->set, mistakes, tree, error);
    if (status != FNL_ERR_MEMORY && cut(cell, mistakes, tree, error) == FNL_ERR_MEMORY)
        status = FNL_ERR_MEMORY;
    return status;
}
