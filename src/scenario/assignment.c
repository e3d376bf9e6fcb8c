/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/assignment.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "scenario/overlay.h"
#include "scenario/path.h"
#include "scenario/reader.h"

/* What is to be done at the end of a path. */
struct errand {
    struct merge merge;
    const char *text; /* the path, for mistakes */
    const struct fnl_path *path;
    const struct fnl_node *value; /* NULL: take out */
};

__attribute__((format(printf, 2, 3))) static void refuse(struct errand *errand, const char *format,
                                                         ...);

static void refuse(struct errand *errand, const char *format, ...)
{
    char sentence[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    fnl_mistakes_add(errand->merge.mistakes, NULL, 0, errand->text, "%s", sentence);
    errand->merge.found++;
}

static void go(struct errand *errand, const struct fnl_section *section, struct fnl_node *group,
               size_t index);

/* Sets `key` of `group`, as an overlay that says nothing else would. */
static void set_key(struct errand *errand, const struct fnl_section *section, struct fnl_node *group,
                    const char *key)
{
    struct merge *m = &errand->merge;
    struct fnl_node *overlay = fnl_tree_node(m->tree, FNL_NODE_GROUP, NULL);
    struct fnl_node *value = copied(m, errand->value);
    const char *name = fnl_arena_text(&m->tree->arena, key);
    if (!overlay || !value || !name) {
        m->exhausted = true;
        return;
    }
    value->name = name;
    fnl_tree_insert(overlay, value, NULL);
    if (section && section->kind == FNL_SECTION_POLICY)
        merge_policy(m, section, group, overlay);
    else
        merge_group(m, section, group, overlay, NULL);
}

/* The group `key` of `group`, made where it may stand and is missing. */
static struct fnl_node *group_at(struct errand *errand, const struct fnl_section *section,
                                 struct fnl_node *group, const char *key)
{
    const struct fnl_section *inside = section ? inside_of(section, key) : NULL;
    struct fnl_node *child = fnl_tree_child(group, key);
    if (child && child->kind == FNL_NODE_GROUP)
        return child;
    const char *nearest = section && !inside ? fnl_section_nearest(section, NULL, key) : NULL;
    if (child && child->kind == FNL_NODE_LIST)
        refuse(errand, "%s is a list: say which of it, %s[name] or %s[*]", key, key, key);
    else if (child)
        refuse(errand, "%s is a value and has no keys", key);
    else if (!inside || inside->kind == FNL_SECTION_LIST || !errand->value)
        refuse(errand, "there is no %s%s%s%s", key, nearest ? " (did you mean " : "",
               nearest ? nearest : "", nearest ? "?)" : "");
    else if (!(child = fnl_tree_node(errand->merge.tree, FNL_NODE_GROUP, key)))
        errand->merge.exhausted = true;
    else
        fnl_tree_insert(group, child, NULL);
    return child && child->kind == FNL_NODE_GROUP ? child : NULL;
}

/* Goes on in every item that the step picks. */
static void go_into_items(struct errand *errand, const struct fnl_section *inside,
                          struct fnl_node *list, size_t index)
{
    const struct fnl_path_step *step = &errand->path->steps[index];
    const bool last = index + 1 == errand->path->count;
    bool met = false;
    size_t number = 1;
    for (struct fnl_node *item = list->first, *next; item; item = next) {
        next = item->next;
        if (!fnl_path_picks(step, item, number++))
            continue;
        met = true;
        if (!last)
            go(errand, inside, item, index + 1);
        else if (!errand->value)
            fnl_tree_detach(item);
        else
            refuse(errand, "an item is set key by key, not whole");
    }
    if (met)
        return;
    const char *nearest = fnl_path_nearest_item(step, list);
    refuse(errand, "%s has no such item%s%s%s", step->key, nearest ? " (did you mean " : "",
           nearest ? nearest : "", nearest ? "?)" : "");
}

static void go(struct errand *errand, const struct fnl_section *section, struct fnl_node *group,
               size_t index)
{
    const struct fnl_path_step *step = &errand->path->steps[index];
    const struct fnl_section *inside = section ? inside_of(section, step->key) : NULL;
    struct fnl_node *child = fnl_tree_child(group, step->key);
    if (errand->merge.exhausted)
        return;
    if (step->pick != FNL_PATH_WHOLE) {
        if (child && child->kind == FNL_NODE_LIST)
            go_into_items(errand, inside, child, index);
        else
            refuse(errand, "there is no list %s", step->key);
    } else if (index + 1 < errand->path->count) {
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

static fnl_status do_at(const struct fnl_section *root, struct fnl_tree *base, const char *text,
                        const struct fnl_node *value, struct fnl_mistakes *mistakes,
                        struct fnl_error *error)
{
    struct fnl_path path;
    struct fnl_error problem = {0};
    struct errand errand = {
        .merge = {.tree = base, .mistakes = mistakes}, .text = text, .path = &path, .value = value};
    if (fnl_path_read(text, &path, &problem) != FNL_OK) {
        fnl_mistakes_add(mistakes, NULL, 0, NULL, "%s", problem.text);
        return FNL_ERR_SCENARIO;
    }
    go(&errand, root, base->root, 0);
    return outcome(&errand.merge, error);
}

fnl_status fnl_overlay_set(const struct fnl_section *root, struct fnl_tree *base, const char *path,
                           const struct fnl_node *value, struct fnl_mistakes *mistakes,
                           struct fnl_error *error)
{
    return do_at(root, base, path, value, mistakes, error);
}

fnl_status fnl_overlay_remove(const struct fnl_section *root, struct fnl_tree *base,
                              const char *path, struct fnl_mistakes *mistakes,
                              struct fnl_error *error)
{
    return do_at(root, base, path, NULL, mistakes, error);
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

fnl_status fnl_overlay_assign(const struct fnl_section *root, struct fnl_tree *base,
                              const char *assignment, struct fnl_mistakes *mistakes,
                              struct fnl_error *error)
{
    const char *equals = equals_sign(assignment);
    if (!equals) {
        fnl_mistakes_add(mistakes, NULL, 0, NULL,
                         "\"%.100s\" is not PATH=VALUE, such as reps.count=7", assignment);
        return FNL_ERR_SCENARIO;
    }
    size_t length = (size_t)(equals - assignment);
    while (length > 0 && assignment[length - 1] == ' ')
        length--;
    char *path = fnl_memory_format("%.*s", (int)length, assignment);
    if (!path)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while merging scenarios");
    struct fnl_node *value;
    fnl_status status = fnl_reader_value(equals + 1, path, mistakes, base, &value, error);
    if (status == FNL_OK)
        status = fnl_overlay_set(root, base, path, value, mistakes, error);
    free(path);
    return status;
}
