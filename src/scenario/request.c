/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/request.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "scenario/assignment.h"
#include "scenario/extends.h"
#include "scenario/lookup.h"
#include "scenario/schema.h"

/* The file over its own base, or over the one that was asked for. */
static fnl_status load_tree(const char *base, const char *file, struct fnl_mistakes *mistakes,
                            struct fnl_tree *tree, struct fnl_error *error)
{
    if (!base || fnl_lookup_same(base, file))
        return fnl_extends_load(&fnl_schema_root, file, mistakes, tree, error);
    const fnl_status status = fnl_extends_load(&fnl_schema_root, base, mistakes, tree, error);
    if (status != FNL_OK && status != FNL_ERR_SCENARIO)
        return status;
    const fnl_status over = fnl_extends_over(&fnl_schema_root, file, mistakes, tree, error);
    return over == FNL_OK ? status : over;
}

/* The path that a name means; `*path` is to be freed, whatever is returned. */
static fnl_status find_file(const struct fnl_lookup *lookup, const char *name, char **path,
                            struct fnl_error *error)
{
    char nearest[FNL_LOOKUP_NAME];
    if (!*name)
        return fnl_status_fail(FNL_ERR_USAGE, error, "the name of a scenario is empty");
    if (fnl_lookup_nearest(lookup, name, nearest))
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "%.200s: there is no such scenario (did you mean %s?)", name,
                               nearest);
    *path = fnl_lookup_file(lookup, name);
    return *path
               ? FNL_OK
               : fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while looking for %s", name);
}

static fnl_status load_files(const struct fnl_scenario_request *request,
                             struct fnl_mistakes *mistakes, struct fnl_tree *tree, char **file,
                             struct fnl_error *error)
{
    struct fnl_lookup lookup = {.folders = request->folders, .folder_count = request->folder_count};
    char *base = NULL;
    fnl_status status = FNL_OK;
    if (request->base)
        status = find_file(&lookup, request->base, &base, error);
    lookup.beside = base;
    if (status == FNL_OK)
        status = find_file(&lookup, request->file, file, error);
    if (status == FNL_OK)
        status = load_tree(base, *file, mistakes, tree, error);
    free(base);
    return status;
}

/* The first day that the tree gives, or the standard one, which stands in quotes. */
static bool find_start(const struct fnl_node *root, int *day)
{
    char standard[FNL_DATE_TEXT] = "";
    const char *text = fnl_tree_child_text(root, "start");
    const struct fnl_param *row = fnl_section_row(fnl_schema_root.table, "start");
    sscanf(row->standard, "\"%15[0-9-]", standard);
    return fnl_date_read(text ? text : standard, day);
}

void fnl_request_drop_changes(struct fnl_node *root, int64_t months)
{
    const struct fnl_node *changes = fnl_tree_child(root, "changes");
    int start, from;
    if (!changes || !find_start(root, &start))
        return;
    for (struct fnl_node *change = changes->first, *next; change; change = next) {
        next = change->next;
        const char *text = fnl_tree_child_text(change, "from");
        if (text && fnl_date_read(text, &from) && from >= fnl_date_month_start(start, (int)months))
            fnl_tree_detach(change);
    }
}

static fnl_status apply_months(int number, struct fnl_tree *tree, struct fnl_mistakes *mistakes,
                               struct fnl_error *error)
{
    char months[32];
    snprintf(months, sizeof months, "months=%d", number);
    return fnl_assignment_read(&fnl_schema_root, tree, months, mistakes, error);
}

static fnl_status apply_sets(const struct fnl_scenario_request *request, struct fnl_tree *tree,
                             struct fnl_mistakes *mistakes, struct fnl_error *error)
{
    fnl_status worst = FNL_OK;
    for (size_t i = 0; i < request->set_count; i++) {
        const fnl_status status =
            fnl_assignment_read(&fnl_schema_root, tree, request->sets[i], mistakes, error);
        if (status == FNL_ERR_MEMORY)
            return status;
        worst = status != FNL_OK ? status : worst;
    }
    return worst;
}

fnl_status fnl_request_read(const struct fnl_scenario_request *request,
                            struct fnl_mistakes *mistakes, struct fnl_tree *tree, char **file,
                            struct fnl_error *error)
{
    *file = NULL;
    fnl_status status = load_files(request, mistakes, tree, file, error);
    if (!tree->root || (status != FNL_OK && status != FNL_ERR_SCENARIO))
        return status;
    const fnl_status sets = apply_sets(request, tree, mistakes, error);
    status = sets != FNL_OK ? sets : status;
    if (request->cut && request->months > 0)
        fnl_request_drop_changes(tree->root, request->months);
    if (request->months > 0 && status != FNL_ERR_MEMORY &&
        apply_months(request->months, tree, mistakes, error) != FNL_OK)
        status = FNL_ERR_MEMORY;
    return status;
}
