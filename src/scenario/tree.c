/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/tree.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* Items whose names are proposed for a mistyped one; nobody has more sources. */
#define MOST_CANDIDATES 500

struct fnl_node *fnl_tree_node(struct fnl_tree *tree, enum fnl_node_kind kind, const char *name)
{
    struct fnl_node *node = fnl_arena_zeroed(&tree->arena, 1, sizeof *node);
    if (!node)
        return NULL;
    node->kind = kind;
    if (name && !(node->name = fnl_arena_text(&tree->arena, name)))
        return NULL;
    return node;
}

struct fnl_node *fnl_tree_text(struct fnl_tree *tree, const char *name, const char *text)
{
    struct fnl_node *node = fnl_tree_node(tree, FNL_NODE_TEXT, name);
    if (node && !(node->text = fnl_arena_text(&tree->arena, text)))
        return NULL;
    return node;
}

struct fnl_node *fnl_tree_bytes(struct fnl_tree *tree, const char *bytes, size_t length)
{
    struct fnl_node *node = fnl_tree_node(tree, FNL_NODE_TEXT, NULL);
    char *text = fnl_arena_zeroed(&tree->arena, length + 1, 1);
    if (!node || !text)
        return NULL;
    memcpy(text, bytes, length);
    node->text = text;
    return node;
}

/* A file's name is kept once for a run of nodes that share it. */
static bool shares_file(const struct fnl_node *node, const char *file)
{
    return node && node->file && strcmp(node->file, file) == 0;
}

bool fnl_tree_place(struct fnl_tree *tree, struct fnl_node *node, const char *file, int line)
{
    node->line = line;
    if (!file)
        node->file = NULL;
    else if (shares_file(node->parent, file))
        node->file = node->parent->file;
    else if (shares_file(tree->root, file))
        node->file = tree->root->file;
    else
        node->file = fnl_arena_text(&tree->arena, file);
    return !file || node->file;
}

static bool copy_children(struct fnl_tree *tree, struct fnl_node *copy,
                          const struct fnl_node *original);

/* The parent is known before the place is set, so that the file's name can be shared. */
static struct fnl_node *copy_below(struct fnl_tree *tree, struct fnl_node *parent,
                                   const struct fnl_node *original)
{
    struct fnl_node *copy = original->kind == FNL_NODE_TEXT
                                ? fnl_tree_text(tree, original->name, original->text)
                                : fnl_tree_node(tree, original->kind, original->name);
    if (!copy)
        return NULL;
    if (parent)
        fnl_tree_insert(parent, copy, NULL);
    copy->refused = original->refused;
    copy->echo = original->echo;
    if (original->kind == FNL_NODE_INTEGER)
        copy->integer = original->integer;
    else if (original->kind == FNL_NODE_REAL)
        copy->real = original->real;
    else if (original->kind == FNL_NODE_FLAG)
        copy->flag = original->flag;
    if (!fnl_tree_place(tree, copy, original->file, original->line) ||
        !copy_children(tree, copy, original))
        return NULL;
    return copy;
}

static bool copy_children(struct fnl_tree *tree, struct fnl_node *copy,
                          const struct fnl_node *original)
{
    for (const struct fnl_node *child = original->first; child; child = child->next)
        if (!copy_below(tree, copy, child))
            return false;
    return true;
}

struct fnl_node *fnl_tree_copy(struct fnl_tree *tree, const struct fnl_node *node)
{
    return copy_below(tree, NULL, node);
}

/* The child before `node`; NULL for the first, the last child when `node` is NULL. */
static struct fnl_node *previous(const struct fnl_node *parent, const struct fnl_node *node)
{
    if (!node || node == parent->first)
        return node ? NULL : parent->last;
    struct fnl_node *other = parent->first;
    while (other->next != node)
        other = other->next;
    return other;
}

void fnl_tree_insert(struct fnl_node *parent, struct fnl_node *node, struct fnl_node *before)
{
    assert(!node->parent && !node->next && (!before || before->parent == parent));
    struct fnl_node *after = previous(parent, before);
    *(after ? &after->next : &parent->first) = node;
    if (!before)
        parent->last = node;
    node->next = before;
    node->parent = parent;
    parent->count++;
}

void fnl_tree_detach(struct fnl_node *node)
{
    struct fnl_node *parent = node->parent, *before = previous(parent, node);
    *(before ? &before->next : &parent->first) = node->next;
    if (parent->last == node)
        parent->last = before;
    parent->count--;
    node->parent = node->next = NULL;
}

struct fnl_node *fnl_tree_child(const struct fnl_node *group, const char *name)
{
    if (group->kind != FNL_NODE_GROUP)
        return NULL;
    for (struct fnl_node *child = group->first; child; child = child->next)
        if (strcmp(child->name, name) == 0)
            return child;
    return NULL;
}

const char *fnl_tree_child_text(const struct fnl_node *group, const char *name)
{
    const struct fnl_node *child = fnl_tree_child(group, name);
    return child && child->kind == FNL_NODE_TEXT ? child->text : NULL;
}

struct fnl_node *fnl_tree_item(const struct fnl_node *list, const char *name)
{
    for (struct fnl_node *item = list->first; item; item = item->next) {
        const char *its_name = fnl_tree_child_text(item, "name");
        if (its_name && strcmp(its_name, name) == 0)
            return item;
    }
    return NULL;
}

const char *fnl_tree_nearest(const struct fnl_node *list, const char *key, const char *word)
{
    const char *words[MOST_CANDIDATES];
    size_t count = 0;
    for (const struct fnl_node *item = list->first; item && count < MOST_CANDIDATES;
         item = item->next) {
        const char *its_word = fnl_tree_child_text(item, key);
        if (its_word)
            words[count++] = its_word;
    }
    return fnl_text_nearest(word, words, count);
}

const char *fnl_tree_names(const struct fnl_node *list, char text[FNL_TREE_NAMES])
{
    const char *between = "; there are ";
    size_t length = 0;
    text[0] = '\0';
    for (const struct fnl_node *item = list->first; item; item = item->next) {
        const char *name = fnl_tree_child_text(item, "name");
        if (!name || item->refused)
            continue;
        if (length + strlen(between) + strlen(name) + sizeof ", ..." > FNL_TREE_NAMES) {
            snprintf(text + length, FNL_TREE_NAMES - length, "%s...", between);
            break;
        }
        length += (size_t)snprintf(text + length, FNL_TREE_NAMES - length, "%s%s", between, name);
        between = ", ";
    }
    return text;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool fnl_tree_same(const struct fnl_node *a, const struct fnl_node *b)
{
    if (a->kind != b->kind || a->count != b->count || !same_text(a->name, b->name))
        return false;
    switch (a->kind) {
    case FNL_NODE_INTEGER:
        return a->integer == b->integer;
    case FNL_NODE_REAL:
        return a->real == b->real;
    case FNL_NODE_FLAG:
        return a->flag == b->flag;
    case FNL_NODE_TEXT:
        return same_text(a->text, b->text);
    case FNL_NODE_GROUP:
    case FNL_NODE_LIST:
        break;
    }
    for (const struct fnl_node *x = a->first, *y = b->first; x; x = x->next, y = y->next)
        if (!fnl_tree_same(x, y))
            return false;
    return true;
}

static size_t position(const struct fnl_node *item)
{
    size_t position = 1;
    for (const struct fnl_node *other = item->parent->first; other != item; other = other->next)
        position++;
    return position;
}

const char *fnl_tree_path(const struct fnl_node *node, char text[FNL_TREE_PATH])
{
    text[0] = '\0';
    if (!node->parent) {
        if (node->name)
            snprintf(text, FNL_TREE_PATH, "%s", node->name);
        return text;
    }

    fnl_tree_path(node->parent, text);
    const size_t length = strlen(text), room = FNL_TREE_PATH - length;
    const char *its_name = node->name ? NULL : fnl_tree_child_text(node, "name");
    if (node->name)
        snprintf(text + length, room, "%s%s", length ? "." : "", node->name);
    else if (its_name)
        snprintf(text + length, room, "[%s]", its_name);
    else
        snprintf(text + length, room, "[#%zu]", position(node));
    return text;
}

static const char *last_key(const char *path)
{
    const char *dot = path ? strrchr(path, '.') : NULL;
    return dot ? dot + 1 : path;
}

static bool same_mistake(const struct fnl_mistake *a, const struct fnl_mistake *b, bool echo)
{
    return a->line == b->line && same_text(a->file, b->file) && same_text(a->text, b->text) &&
           (same_text(a->path, b->path) ||
            (echo && same_text(last_key(a->path), last_key(b->path))));
}

static bool is_echo(const struct fnl_node *node)
{
    return node && (node->echo || is_echo(node->parent));
}

/* Takes the last mistake, at `place`, back when an earlier one says the same. */
static void drop_repetition(struct fnl_mistakes *mistakes, const struct fnl_node *place)
{
    struct fnl_mistake *last = &mistakes->items[mistakes->count - 1];
    for (size_t i = 0; i + 1 < mistakes->count; i++)
        if (same_mistake(&mistakes->items[i], last, is_echo(place))) {
            free(last->file);
            free(last->path);
            free(last->text);
            mistakes->count--;
            return;
        }
}

void fnl_tree_complain(const struct fnl_node *node, const char *key, struct fnl_mistakes *mistakes,
                       const char *format, ...)
{
    char sentence[1000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);

    char path[FNL_TREE_PATH];
    fnl_tree_path(node, path);
    const size_t length = strlen(path);
    if (key)
        snprintf(path + length, sizeof path - length, "%s%s", length ? "." : "", key);

    const size_t before = mistakes->count;
    const struct fnl_node *child = key ? fnl_tree_child(node, key) : NULL;
    const struct fnl_node *place = child ? child : node;
    fnl_mistakes_add(mistakes, place->file, place->line, path[0] ? path : NULL, "%s", sentence);
    if (mistakes->count > before)
        drop_repetition(mistakes, place);
}

bool fnl_tree_copy_whole(struct fnl_tree *copy, const struct fnl_tree *tree)
{
    copy->root = fnl_tree_copy(copy, tree->root);
    copy->past = tree->past ? fnl_tree_copy(copy, tree->past) : NULL;
    return copy->root && (copy->past || !tree->past);
}

void fnl_tree_fini(struct fnl_tree *tree)
{
    fnl_arena_fini(&tree->arena);
    *tree = (struct fnl_tree){0};
}
