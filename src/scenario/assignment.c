/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/assignment.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "scenario/bound.h"
#include "scenario/column.h"
#include "scenario/crosscheck.h"
#include "scenario/overlay.h"
#include "scenario/path.h"
#include "scenario/reader.h"
#include "scenario/schema.h"

/* What is to be done, and where. */
struct errand {
    struct fnl_tree *tree;
    const char *text; /* the path, for mistakes */
    struct fnl_path path;
    const struct fnl_node *value; /* NULL: take out */
    struct fnl_mistakes *mistakes;
    bool as_it_is;  /* mechanisms that are absent stay absent */
    bool echoes;    /* it has been done to another item already */
    size_t found;   /* mistakes */
    bool exhausted; /* memory */
};

__attribute__((format(printf, 2, 3))) static void refuse(struct errand *errand, const char *format,
                                                         ...)
{
    char sentence[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    fnl_mistakes_add(errand->mistakes, NULL, 0, errand->text, "%s", sentence);
    errand->found++;
}

/* Whether what is missing might stand in a base that was refused; then nothing is said of it. */
static bool may_be_there(struct errand *errand)
{
    errand->found += errand->tree->root->refused;
    return errand->tree->root->refused;
}

/* Refuses what is not there and proposes `nearest`, unless that is NULL. */
static void refuse_missing(struct errand *errand, const char *what, const char *nearest)
{
    refuse(errand, "there is no %s%s%s%s", what, nearest ? " (did you mean " : "",
           nearest ? nearest : "", nearest ? "?)" : "");
}

static void go(struct errand *errand, const struct fnl_section *section, struct fnl_node *group,
               size_t index);

/* Sets `key` of `group`, as an overlay would that says nothing else. */
static void set_key(struct errand *errand, const struct fnl_section *section,
                    struct fnl_node *group, const char *key)
{
    struct fnl_node *overlay = fnl_tree_node(errand->tree, FNL_NODE_GROUP, NULL);
    struct fnl_node *value = fnl_tree_copy(errand->tree, errand->value);
    const char *name = fnl_arena_text(&errand->tree->arena, key);
    if (!overlay || !value || !name) {
        errand->exhausted = true;
        return;
    }
    value->name = name;
    value->echo = errand->echoes;
    fnl_tree_insert(overlay, value, NULL);
    const fnl_status status =
        fnl_overlay_merge(section, errand->tree, group, overlay, errand->mistakes, NULL);
    errand->exhausted = errand->exhausted || status == FNL_ERR_MEMORY;
    errand->found += status == FNL_ERR_SCENARIO;
}

/* Makes the group `key`, for which `section` has a place. */
static struct fnl_node *new_group(struct errand *errand, struct fnl_node *group, const char *key)
{
    struct fnl_node *new = fnl_tree_node(errand->tree, FNL_NODE_GROUP, key);
    if (new)
        fnl_tree_insert(group, new, NULL);
    else
        errand->exhausted = true;
    return new;
}

/* The group `key` of `group`, made where it may stand and is missing; NULL with a mistake. */
static struct fnl_node *group_at(struct errand *errand, const struct fnl_section *section,
                                 struct fnl_node *group, const char *key)
{
    const struct fnl_section *inside = fnl_section_inside(section, key);
    struct fnl_node *child = fnl_tree_child(group, key);
    const bool may_be_made = inside && inside->kind != FNL_SECTION_LIST && errand->value &&
                             !(inside->marked && errand->as_it_is);
    if (child && child->kind == FNL_NODE_GROUP)
        return child;
    if (!child && may_be_made)
        return new_group(errand, group, key);
    if (child && child->kind == FNL_NODE_LIST)
        refuse(errand, "%s is a list: say which of it, %s[name] or %s[*]", key, key, key);
    else if (child || (section && fnl_section_row(section->table, key)))
        refuse(errand, "%s is a value and has no keys", key);
    else
        refuse_missing(errand, key,
                       section && !inside ? fnl_section_nearest(section, NULL, key) : NULL);
    return NULL;
}

/* What is to be done with one item that the path means. */
static void go_into_item(struct errand *errand, const struct fnl_section *inside,
                         struct fnl_node *item, size_t index)
{
    if (index + 1 < errand->path.count)
        go(errand, inside, item, index + 1);
    else if (errand->value)
        refuse(errand, "an item is set key by key, not whole");
    else
        fnl_tree_detach(item);
}

static void go_into_items(struct errand *errand, const struct fnl_section *inside,
                          struct fnl_node *list, size_t index)
{
    const struct fnl_path_step *step = &errand->path.steps[index];
    bool met = false;
    size_t number = 1;
    char said[FNL_PATH_MISSING];
    for (struct fnl_node *item = list->first, *next; item; item = next) {
        next = item->next;
        if (!fnl_path_picks(step, item, number++))
            continue;
        met = true;
        go_into_item(errand, inside, item, index);
        errand->echoes = true;
    }
    errand->echoes = false;
    if (!met && !may_be_there(errand))
        refuse(errand, "%s", fnl_path_missing(step, list, said));
}

/* Does what is to be done at step `index` of the path and beyond, from `group` on. */
static void go(struct errand *errand, const struct fnl_section *section, struct fnl_node *group,
               size_t index)
{
    const struct fnl_path_step *step = &errand->path.steps[index];
    const struct fnl_section *inside = fnl_section_inside(section, step->key);
    struct fnl_node *child = fnl_tree_child(group, step->key);
    if (step->pick != FNL_PATH_WHOLE) {
        if (child && child->kind == FNL_NODE_LIST)
            go_into_items(errand, inside, child, index);
        else if (child || !may_be_there(errand))
            refuse(errand, "there is no list %s", step->key);
    } else if (index + 1 < errand->path.count) {
        child = group_at(errand, section, group, step->key);
        if (child)
            go(errand, inside, child, index + 1);
    } else if (errand->value) {
        set_key(errand, section, group, step->key);
    } else if (child) {
        fnl_tree_detach(child);
    } else {
        refuse(errand, "there is nothing to take out");
    }
}

/* Whether a firm is acceptable; FNL_ERR_MEMORY when nobody can say. */
static fnl_status judge(const struct fnl_section *root, struct fnl_tree *tree,
                        struct fnl_node *firm)
{
    struct fnl_mistakes mistakes = {0};
    fnl_bound *bound = NULL;
    fnl_status status = fnl_column_resolve(tree, firm, &mistakes, NULL);
    if (status == FNL_OK)
        status = fnl_bound_new(root, firm, NULL, &mistakes, &bound, NULL);
    if (status == FNL_OK && root == &fnl_schema_root)
        fnl_crosscheck_settings(firm, fnl_bound_settings(bound), NULL, &mistakes);
    if (status == FNL_OK && fnl_mistakes_any(&mistakes))
        status = FNL_ERR_SCENARIO;
    if (mistakes.exhausted)
        status = FNL_ERR_MEMORY;
    fnl_bound_free(bound);
    fnl_mistakes_fini(&mistakes);
    return status;
}

/* Items that are meant by their number are met by name in another list. */
static void name_items(struct fnl_path *path, const struct fnl_node *group)
{
    for (size_t i = 0; i < path->count && group; i++) {
        struct fnl_path_step *step = &path->steps[i];
        const struct fnl_node *child = fnl_tree_child(group, step->key);
        group = child;
        if (!child || step->pick == FNL_PATH_WHOLE)
            continue;
        size_t number = 1;
        for (group = child->first; group && !fnl_path_picks(step, group, number); number++)
            group = group->next;
        const char *name = group ? fnl_tree_child_text(group, "name") : NULL;
        if (step->pick == FNL_PATH_NUMBER && name) {
            step->pick = FNL_PATH_NAMED;
            step->word = name;
        }
    }
}

/*
 * What is said of a strategy is true of its firm, too, as far as that has what
 * it is said of: a source, a policy or a mechanism that only the strategy has is
 * none of the firm's. False when memory runs out.
 */
static bool go_into_past(const struct errand *errand, const struct fnl_section *root)
{
    struct fnl_mistakes passed_over = {0};
    struct fnl_node *firm = fnl_tree_copy(errand->tree, errand->tree->past);
    struct errand past = {.tree = errand->tree,
                          .text = errand->text,
                          .value = errand->value,
                          .mistakes = &passed_over,
                          .as_it_is = true};
    if (!firm)
        return false;
    const bool read = fnl_path_read(errand->text, &past.path, NULL) == FNL_OK;
    assert(read);
    (void)read;
    name_items(&past.path, errand->tree->root);
    go(&past, root, firm, 0);
    const bool exhausted = past.exhausted || passed_over.exhausted;
    fnl_mistakes_fini(&passed_over);
    if (past.found > 0 || exhausted)
        return !exhausted;
    const fnl_status status = judge(root, errand->tree, firm);
    if (status == FNL_OK)
        errand->tree->past = firm;
    return status != FNL_ERR_MEMORY;
}

static fnl_status run(struct errand *errand, const struct fnl_section *root,
                      struct fnl_error *error)
{
    struct fnl_error problem = {0};
    if (fnl_path_read(errand->text, &errand->path, &problem) != FNL_OK) {
        fnl_mistakes_add(errand->mistakes, NULL, 0, NULL, "%s", problem.text);
        return FNL_ERR_SCENARIO;
    }
    go(errand, root, errand->tree->root, 0);
    if (errand->tree->past && errand->found == 0 && !go_into_past(errand, root))
        errand->exhausted = true;
    if (errand->exhausted)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while changing a scenario");
    return errand->found > 0 ? FNL_ERR_SCENARIO : FNL_OK;
}

fnl_status fnl_assignment_set(const struct fnl_section *root, struct fnl_tree *tree,
                              const char *path, const struct fnl_node *value,
                              struct fnl_mistakes *mistakes, struct fnl_error *error)
{
    struct errand errand = {.tree = tree, .text = path, .value = value, .mistakes = mistakes};
    return run(&errand, root, error);
}

fnl_status fnl_assignment_remove(const struct fnl_section *root, struct fnl_tree *tree,
                                 const char *path, struct fnl_mistakes *mistakes,
                                 struct fnl_error *error)
{
    struct errand errand = {.tree = tree, .text = path, .mistakes = mistakes};
    return run(&errand, root, error);
}

/* The = that ends the path: the first that does not stand in brackets; NULL when there is none. */
static const char *equals_sign(const char *assignment)
{
    bool inside = false;
    for (const char *at = assignment; *at; at++) {
        if (*at == '=' && !inside)
            return at;
        inside = *at == '[' || (inside && *at != ']');
    }
    return NULL;
}

/* Puts `node` and all in it where `said` stands. */
static bool place_all(struct fnl_tree *tree, struct fnl_node *node, const struct fnl_node *said)
{
    bool placed = fnl_tree_place(tree, node, said->file, said->line);
    for (struct fnl_node *child = node->first; child && placed; child = child->next)
        placed = place_all(tree, child, said);
    return placed;
}

static fnl_status refuse_form(const char *assignment, struct fnl_mistakes *mistakes)
{
    fnl_mistakes_add(
        mistakes, NULL, 0, NULL, "\"%.100s\" is not PATH=VALUE, such as reps.count=7%s", assignment,
        strchr(assignment, '[') && !strchr(assignment, ']') ? ": a ] is missing in the path" : "");
    return FNL_ERR_SCENARIO;
}

/* Sets what `assignment` says; the value stands where `said` does, unless that is NULL. */
static fnl_status assign(const struct fnl_section *root, struct fnl_tree *tree,
                         const char *assignment, const struct fnl_node *said,
                         struct fnl_mistakes *mistakes, struct fnl_error *error)
{
    const char *equals = equals_sign(assignment);
    if (!equals)
        return refuse_form(assignment, mistakes);
    size_t length = (size_t)(equals - assignment);
    while (length > 0 && assignment[length - 1] == ' ')
        length--;
    char *path = fnl_memory_format("%.*s", (int)length, assignment);
    if (!path)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while changing a scenario");
    struct fnl_node *value;
    fnl_status status = fnl_reader_value(equals + 1, path, mistakes, tree, &value, error);
    if (status == FNL_OK && said && !place_all(tree, value, said))
        status = fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while changing a scenario");
    if (status == FNL_OK)
        status = fnl_assignment_set(root, tree, path, value, mistakes, error);
    free(path);
    return status;
}

fnl_status fnl_assignment_read(const struct fnl_section *root, struct fnl_tree *tree,
                               const char *assignment, struct fnl_mistakes *mistakes,
                               struct fnl_error *error)
{
    return assign(root, tree, assignment, NULL, mistakes, error);
}

fnl_status fnl_assignment_said(const struct fnl_section *root, struct fnl_tree *tree,
                               const struct fnl_node *said, struct fnl_mistakes *mistakes,
                               struct fnl_error *error)
{
    struct fnl_mistakes found = {0};
    const fnl_status status = assign(root, tree, said->text, said, &found, error);
    for (size_t i = 0; i < found.count; i++) {
        const struct fnl_mistake *one = &found.items[i];
        const bool placed = one->file;
        fnl_mistakes_add(mistakes, placed ? one->file : said->file, placed ? one->line : said->line,
                         one->path, "%s", one->text ? one->text : "");
    }
    mistakes->exhausted = mistakes->exhausted || found.exhausted;
    fnl_mistakes_fini(&found);
    return status;
}
