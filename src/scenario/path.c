/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define MOST_CANDIDATES 500

/* Ends the piece at `*at` with a zero and returns the first byte behind it. */
static char *cut(char *at)
{
    *at = '\0';
    return at + 1;
}

/* What stands in brackets; false when it is nothing. */
static bool read_pick(char *inside, struct fnl_path_step *step)
{
    step->word = inside;
    if (strcmp(inside, "*") == 0) {
        step->pick = FNL_PATH_EVERY;
        step->word = "";
    } else if (strncmp(inside, "kind=", 5) == 0) {
        step->pick = FNL_PATH_KIND;
        step->word = inside + 5;
    } else if (inside[0] == '#') {
        char *end;
        step->pick = FNL_PATH_NUMBER;
        step->number = strtoul(inside + 1, &end, 10);
        step->word = "";
        return !*end && step->number > 0 && inside[1] >= '1' && inside[1] <= '9';
    } else {
        step->pick = FNL_PATH_NAMED;
    }
    return step->pick == FNL_PATH_EVERY || step->word[0];
}

/* One step from `at`; the beginning of the next, "" behind the last, NULL when it is none. */
static char *read_step(char *at, struct fnl_path_step *step)
{
    *step = (struct fnl_path_step){.key = at, .word = ""};
    at += strcspn(at, ".[]");
    if (at == step->key || *at == ']')
        return NULL;
    if (*at == '[') {
        char *inside = cut(at), *close = strchr(inside, ']');
        if (!close)
            return NULL;
        at = cut(close);
        if (!read_pick(inside, step))
            return NULL;
    }
    if (*at == '.')
        return at[1] ? cut(at) : NULL;
    return *at ? NULL : at;
}

fnl_status fnl_path_read(const char *text, struct fnl_path *path, struct fnl_error *error)
{
    path->count = 0;
    if (strlen(text) >= sizeof path->text)
        return fnl_status_fail(FNL_ERR_USAGE, error, "the path is too long: %.40s...", text);
    char *at = strcpy(path->text, text);
    do {
        at = path->count < FNL_PATH_STEPS ? read_step(at, &path->steps[path->count++]) : NULL;
    } while (at && *at);
    if (at)
        return FNL_OK;
    return fnl_status_fail(FNL_ERR_USAGE, error,
                           "\"%s\" is not a path, such as reps.count or sources[Website].cost_each",
                           text);
}

bool fnl_path_picks(const struct fnl_path_step *step, const struct fnl_node *item, size_t number)
{
    const char *word;
    switch (step->pick) {
    case FNL_PATH_WHOLE:
        return false;
    case FNL_PATH_EVERY:
        return true;
    case FNL_PATH_NUMBER:
        return step->number == number;
    case FNL_PATH_NAMED:
        word = fnl_tree_child_text(item, "name");
        return word && strcmp(word, step->word) == 0;
    case FNL_PATH_KIND:
        word = fnl_tree_child_text(item, "kind");
        return word && strcmp(word, step->word) == 0;
    }
    return false;
}

static const char *nearest_item(const struct fnl_path_step *step, const struct fnl_node *list)
{
    if (step->pick != FNL_PATH_NAMED && step->pick != FNL_PATH_KIND)
        return NULL;
    return fnl_tree_nearest(list, step->pick == FNL_PATH_KIND ? "kind" : "name", step->word);
}

const char *fnl_path_missing(const struct fnl_path_step *step, const struct fnl_node *list,
                             char text[FNL_PATH_MISSING])
{
    const char *nearest = nearest_item(step, list);
    char names[FNL_TREE_NAMES];
    if (nearest)
        snprintf(text, FNL_PATH_MISSING, "there is no such item (did you mean %s?)", nearest);
    else
        snprintf(text, FNL_PATH_MISSING, "there is no such item%s", fnl_tree_names(list, names));
    return text;
}

static const char *nearest_key(const struct fnl_node *group, const char *key)
{
    const char *keys[MOST_CANDIDATES];
    size_t count = 0;
    if (group->kind != FNL_NODE_GROUP)
        return NULL;
    for (const struct fnl_node *child = group->first; child && count < MOST_CANDIDATES;
         child = child->next)
        keys[count++] = child->name;
    return fnl_text_nearest(key, keys, count);
}

static const struct fnl_node *first_picked(const struct fnl_path_step *step,
                                           const struct fnl_node *list)
{
    size_t number = 1;
    for (const struct fnl_node *item = list->first; item; item = item->next)
        if (fnl_path_picks(step, item, number++))
            return item;
    return NULL;
}

static const struct fnl_node *refuse(const char *text, const char *what, const char *nearest,
                                     struct fnl_error *error)
{
    fnl_status_fail(FNL_ERR_USAGE, error, "%s: there is no %s%s%s%s", text, what,
                    nearest ? " (did you mean " : "", nearest ? nearest : "", nearest ? "?)" : "");
    return NULL;
}

static const struct fnl_node *refuse_item(const char *text, const struct fnl_path_step *step,
                                          const struct fnl_node *list, struct fnl_error *error)
{
    char said[FNL_PATH_MISSING];
    fnl_status_fail(FNL_ERR_USAGE, error, "%s: %s", text, fnl_path_missing(step, list, said));
    return NULL;
}

const struct fnl_node *fnl_path_get(const struct fnl_node *root, const char *text,
                                    struct fnl_error *error)
{
    struct fnl_path path;
    if (fnl_path_read(text, &path, error) != FNL_OK)
        return NULL;
    const struct fnl_node *node = root;
    for (size_t i = 0; i < path.count; i++) {
        const struct fnl_path_step *step = &path.steps[i];
        const struct fnl_node *child = fnl_tree_child(node, step->key);
        if (!child)
            return refuse(text, step->key, nearest_key(node, step->key), error);
        node = child;
        if (step->pick == FNL_PATH_WHOLE)
            continue;
        node = first_picked(step, child);
        if (!node)
            return refuse_item(text, step, child, error);
    }
    return node;
}

/* The first item that `step` picks of `list`, if `wider` picks it, too; or NULL. A wider step
 * without brackets means them all. */
static const struct fnl_node *picked_by_both(const struct fnl_path_step *step,
                                             const struct fnl_path_step *wider,
                                             const struct fnl_node *list)
{
    size_t number = 1;
    for (const struct fnl_node *item = list->first; item; item = item->next, number++)
        if (fnl_path_picks(step, item, number))
            return wider->pick == FNL_PATH_WHOLE || fnl_path_picks(wider, item, number) ? item
                                                                                        : NULL;
    return NULL;
}

bool fnl_path_covers(const struct fnl_node *root, const char *text, const char *place)
{
    struct fnl_path wide, narrow;
    if (fnl_path_read(text, &wide, NULL) != FNL_OK ||
        fnl_path_read(place, &narrow, NULL) != FNL_OK || narrow.count < wide.count)
        return false;
    const struct fnl_node *node = root;
    for (size_t i = 0; i < wide.count; i++) {
        const struct fnl_path_step *step = &narrow.steps[i], *wider = &wide.steps[i];
        if (strcmp(step->key, wider->key) != 0)
            return false;
        node = node ? fnl_tree_child(node, step->key) : NULL;
        if (step->pick == FNL_PATH_WHOLE && wider->pick == FNL_PATH_WHOLE)
            continue;
        node = node ? picked_by_both(step, wider, node) : NULL;
        if (!node)
            return false;
    }
    return true;
}
