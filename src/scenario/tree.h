/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tree.h - what a scenario file says, as a tree that remembers where each
 * thing was said.
 *
 * Everything that happens to a scenario before it becomes settings happens
 * here: a strategy is laid over its base, a dated change over both, a sweep
 * sets a leaf, an experiment takes a mechanism out. So every node carries its
 * own file and line through all copying, and a mistake found at the end still
 * points to the line that made it.
 *
 * A node belongs to its tree: nothing is freed before the whole tree is, and a
 * node taken out merely becomes invisible. Reading changes nothing, so any
 * number of threads may read one tree.
 */
#ifndef FUNNELSIM_SCENARIO_TREE_H
#define FUNNELSIM_SCENARIO_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <funnelsim/mistakes.h>

#include "scenario/arena.h"

enum fnl_node_kind {
    FNL_NODE_GROUP, /* `{ key = value; ... }`: its children have names */
    FNL_NODE_LIST,  /* `( value, ... )` or `[ value, ... ]`: they have none */
    FNL_NODE_INTEGER,
    FNL_NODE_REAL,
    FNL_NODE_FLAG,
    FNL_NODE_TEXT,
};

struct fnl_node {
    enum fnl_node_kind kind;
    int line;         /* from 1; 0 where no file says it */
    const char *file; /* as the user named it; NULL where no file says it (`--set`) */
    const char *name; /* the key; NULL for the root and for an item of a list */
    union {           /* which one, `kind` says; none for groups and lists */
        int64_t integer;
        double real; /* finite */
        bool flag;
        const char *text; /* UTF-8 */
    };
    struct fnl_node *parent;       /* NULL for the root and for a node that stands alone */
    struct fnl_node *first, *last; /* children, in the order of the file */
    struct fnl_node *next;         /* sibling */
    size_t count;                  /* of children */
    /* What was said here, or the base of all that is, was refused: whoever reads it is silent on
     * it, on what is missing in it and on what follows from it (doubt.h). */
    bool refused;
    /* The user said it once for several items, of which this is not the first. */
    bool echo;
};

/* Zero-initialise before use. */
struct fnl_tree {
    struct fnl_arena arena;
    struct fnl_node *root; /* a group; NULL until a reader made one */
    struct fnl_node *past; /* the firm that `root` is a strategy for (extends.h); NULL: itself */
};

/* Room for any path; a longer one is cut. */
#define FNL_TREE_PATH 512

/* A new node of `tree` that stands alone, without value, file and line; NULL when memory is out.
 * `name` is copied and may be NULL. */
struct fnl_node *fnl_tree_node(struct fnl_tree *tree, enum fnl_node_kind kind, const char *name);

/* A new text node that stands alone, or NULL; its text is `text`, or the `length` bytes at `bytes`.
 */
struct fnl_node *fnl_tree_text(struct fnl_tree *tree, const char *name, const char *text);
struct fnl_node *fnl_tree_bytes(struct fnl_tree *tree, const char *bytes, size_t length);

/* Says where `node` was said. False when memory is out. `file` is copied and may be NULL. */
bool fnl_tree_place(struct fnl_tree *tree, struct fnl_node *node, const char *file, int line);

/* A copy of `node` and all below it that stands alone in `tree`, or NULL. `node` may belong to any
 * tree and keeps its name. */
struct fnl_node *fnl_tree_copy(struct fnl_tree *tree, const struct fnl_node *node);

/* Makes the empty `copy` like `tree`, its past included; false when memory is out. */
bool fnl_tree_copy_whole(struct fnl_tree *copy, const struct fnl_tree *tree);

/* Puts `node`, which stands alone, among the children of `parent`: before the child `before`, or
 * last when that is NULL. */
void fnl_tree_insert(struct fnl_node *parent, struct fnl_node *node, struct fnl_node *before);

/* Takes `node` out of its parent; it then stands alone. */
void fnl_tree_detach(struct fnl_node *node);

/* The child of a group with that name, or NULL; NULL for anything that is not a group. */
struct fnl_node *fnl_tree_child(const struct fnl_node *group, const char *name);

/* The text of that child, or NULL where there is none or it is no text. */
const char *fnl_tree_child_text(const struct fnl_node *group, const char *name);

/* The item of a list whose `name` is that, or NULL. */
struct fnl_node *fnl_tree_item(const struct fnl_node *list, const char *name);

/* Of the texts that the items of a list say for `key`, the nearest to `word` (base/text.h), or
 * NULL.
 */
const char *fnl_tree_nearest(const struct fnl_node *list, const char *key, const char *word);

/* Room for what fnl_tree_names says. */
#define FNL_TREE_NAMES 200

/*
 * Writes which names the items of a list have into `text` and returns it: "; there are Website,
 * Cold calls", cut where there are too many; "" where there are none. A refused item is none.
 */
const char *fnl_tree_names(const struct fnl_node *list, char text[FNL_TREE_NAMES]);

/* Whether two nodes have the same name and say the same, in the same order; places do not count. */
bool fnl_tree_same(const struct fnl_node *a, const struct fnl_node *b);

/*
 * Writes where `node` stands into `text` and returns it: `sources[website].cost_each`,
 * `changes[#2].from`; "" for a root.
 */
const char *fnl_tree_path(const struct fnl_node *node, char text[FNL_TREE_PATH]);

/*
 * Adds a mistake at the place of `node`; with a `key` that is not NULL, of its child of that name,
 * where it has one: an overlay is to blame for the keys that it has changed, and not the base. A
 * mistake that is there already, word for word, is not added again: a base is read once for each
 * of its dated changes. Neither is the same mistake of another item, in what was said once for all.
 */
void fnl_tree_complain(const struct fnl_node *node, const char *key, struct fnl_mistakes *mistakes,
                       const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Frees everything and leaves an empty tree. */
void fnl_tree_fini(struct fnl_tree *tree);

#endif
