/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/extends.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "scenario/buffer.h"
#include "scenario/overlay.h"
#include "scenario/reader.h"
#include "scenario/shorthand.h"

/* A file on the way to the one that extends nothing. */
struct link {
    const struct fnl_section *root;
    const struct link *above; /* the one that extends it; NULL for the first */
    const char *path;
    dev_t device; /* which file it is, whatever its path looks like */
    ino_t inode;
    size_t depth; /* from 1 */
};

static fnl_status load(const struct link *link, struct fnl_mistakes *mistakes,
                       struct fnl_tree *tree, struct fnl_error *error);

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while reading scenarios");
}

/* A file that cannot be found is none of the chain: reading it will say so. */
static struct link link_to(const struct fnl_section *root, const struct link *above,
                           const char *path)
{
    struct stat facts = {0};
    struct link link = {
        .root = root, .above = above, .path = path, .depth = above ? above->depth + 1 : 1};
    if (stat(path, &facts) == 0) {
        link.device = facts.st_dev;
        link.inode = facts.st_ino;
    }
    return link;
}

static bool is_circle(const struct link *link)
{
    for (const struct link *above = link->above; above; above = above->above)
        if (link->inode != 0 && above->inode == link->inode && above->device == link->device)
            return true;
    return false;
}

/* "a.cfg -> b.cfg -> a.cfg" */
static void add_chain(struct fnl_buffer *text, const struct link *link)
{
    if (link->above) {
        add_chain(text, link->above);
        fnl_buffer_add(text, " -> ");
    }
    fnl_buffer_add(text, link->path);
}

static fnl_status refuse_chain(const struct link *link, const struct fnl_node *extends,
                               const char *what, struct fnl_mistakes *mistakes,
                               struct fnl_error *error)
{
    struct fnl_buffer chain = {0};
    add_chain(&chain, link);
    if (!chain.exhausted)
        fnl_tree_complain(extends, NULL, mistakes, "%s: %s", what, chain.text);
    const bool exhausted = chain.exhausted;
    fnl_buffer_fini(&chain);
    return exhausted ? out_of_memory(error) : FNL_ERR_SCENARIO;
}

/* Loads the file that `extends` of `above` names, with all that it extends. */
static fnl_status load_base(const struct link *above, const struct fnl_node *extends,
                            struct fnl_mistakes *mistakes, struct fnl_tree *tree,
                            struct fnl_error *error)
{
    if (extends->kind != FNL_NODE_TEXT) {
        fnl_tree_complain(extends, NULL, mistakes, "a file is named in quotes: \"baseline.cfg\"");
        return FNL_ERR_SCENARIO;
    }
    char *path = fnl_reader_beside(extends->file, extends->text);
    if (!path)
        return out_of_memory(error);

    const struct link link = link_to(above->root, above, path);
    struct fnl_error its_error = {0};
    fnl_status status;
    if (is_circle(&link))
        status =
            refuse_chain(&link, extends, "files extend each other in a circle", mistakes, error);
    else if (link.depth > FNL_EXTENDS_DEPTH)
        status = refuse_chain(&link, extends, "too many files extend each other", mistakes, error);
    else
        status = load(&link, mistakes, tree, &its_error);
    if (status == FNL_ERR_USAGE || status == FNL_ERR_IO) {
        fnl_tree_complain(extends, NULL, mistakes, "%s", its_error.text);
        status = FNL_ERR_SCENARIO;
    } else if (its_error.status == FNL_ERR_MEMORY) {
        out_of_memory(error);
    }
    free(path);
    return status;
}

/* What counts of ten stand for is written out before anything is laid over anything. */
static fnl_status expand(struct fnl_tree *own, struct fnl_mistakes *mistakes,
                         struct fnl_error *error)
{
    const size_t before = mistakes->count;
    const struct fnl_node *changes = fnl_tree_child(own->root, "changes");
    bool done = fnl_shorthand_expand(own, own->root, mistakes);
    for (struct fnl_node *change = changes ? changes->first : NULL; change && done;
         change = change->next)
        done = fnl_shorthand_expand(own, change, mistakes);
    if (!done)
        return out_of_memory(error);
    return mistakes->count > before ? FNL_ERR_SCENARIO : FNL_OK;
}

/* The tree of one file, with or without mistakes; without a root where it cannot be read. */
static fnl_status read_own(const char *path, struct fnl_mistakes *mistakes, struct fnl_tree *own,
                           struct fnl_error *error)
{
    const fnl_status status = fnl_reader_file(path, mistakes, own, error);
    return status == FNL_OK ? expand(own, mistakes, error) : status;
}

/* The worse of two; a scenario that is not acceptable is still read to its end. */
static fnl_status worse(fnl_status one, fnl_status other)
{
    return one == FNL_OK || other == FNL_ERR_MEMORY ? other : one;
}

/* Makes sure that there is something to lay files over, where their base was refused. */
static bool stand_in(struct fnl_tree *tree)
{
    if (tree->root)
        return true;
    tree->root = fnl_tree_node(tree, FNL_NODE_GROUP, NULL);
    if (tree->root)
        tree->root->refused = true;
    return tree->root;
}

/* What a strategy says of the first day, it says of the firm. */
static bool mend_past(const struct fnl_section *root, struct fnl_tree *tree,
                      const struct fnl_node *today)
{
    struct fnl_mistakes said_elsewhere = {0};
    struct fnl_node *group = fnl_tree_node(tree, FNL_NODE_GROUP, NULL);
    struct fnl_node *copy = fnl_tree_copy(tree, today);
    if (!group || !copy)
        return false;
    fnl_tree_insert(group, copy, NULL);
    const fnl_status status =
        fnl_overlay_merge(root, tree, tree->past, group, &said_elsewhere, NULL);
    fnl_mistakes_fini(&said_elsewhere);
    return status != FNL_ERR_MEMORY;
}

/* Keeps the firm as it is before the first strategy, `own`, is laid over it. */
static bool keep_past(const struct fnl_section *root, struct fnl_tree *tree,
                      const struct fnl_tree *own)
{
    const struct fnl_node *today = fnl_tree_child(own->root, "today");
    if (!fnl_tree_child(tree->root, "today"))
        return true;
    if (!tree->past)
        tree->past = fnl_tree_copy(tree, tree->root);
    return tree->past && (!today || mend_past(root, tree, today));
}

/* The node that names the base, taken out of the file's tree; NULL when it extends nothing. */
static struct fnl_node *take_extends(struct fnl_tree *own)
{
    struct fnl_node *extends = fnl_tree_child(own->root, "extends");
    if (extends)
        fnl_tree_detach(extends);
    return extends;
}

/* `own` laid over the base that `extends` names, into `tree`. */
static fnl_status load_over_base(const struct link *link, const struct fnl_node *extends,
                                 const struct fnl_tree *own, struct fnl_mistakes *mistakes,
                                 struct fnl_tree *tree, struct fnl_error *error)
{
    fnl_status status = load_base(link, extends, mistakes, tree, error);
    if (status == FNL_ERR_MEMORY)
        return status;
    if (!stand_in(tree) || !keep_past(link->root, tree, own))
        return out_of_memory(error);
    status =
        worse(status, fnl_overlay_merge(link->root, tree, tree->root, own->root, mistakes, error));
    /* A root's file is the one that was asked for: what is missing is missing there. */
    return fnl_tree_place(tree, tree->root, link->path, 0) ? status : out_of_memory(error);
}

static fnl_status load(const struct link *link, struct fnl_mistakes *mistakes,
                       struct fnl_tree *tree, struct fnl_error *error)
{
    struct fnl_tree own = {0};
    fnl_status status = read_own(link->path, mistakes, &own, error);
    const struct fnl_node *extends = own.root ? take_extends(&own) : NULL;
    if (!extends) {
        *tree = own;
        return status;
    }
    if (status != FNL_ERR_MEMORY)
        status = worse(status, load_over_base(link, extends, &own, mistakes, tree, error));
    fnl_tree_fini(&own);
    return status;
}

fnl_status fnl_extends_load(const struct fnl_section *root, const char *path,
                            struct fnl_mistakes *mistakes, struct fnl_tree *tree,
                            struct fnl_error *error)
{
    const struct link link = link_to(root, NULL, path);
    return load(&link, mistakes, tree, error);
}

fnl_status fnl_extends_over(const struct fnl_section *root, const char *path,
                            struct fnl_mistakes *mistakes, struct fnl_tree *base,
                            struct fnl_error *error)
{
    struct fnl_tree own = {0};
    fnl_status status = read_own(path, mistakes, &own, error);
    if (!own.root) {
        fnl_tree_fini(base); /* what this file would say of it is not known */
    } else if (status != FNL_ERR_MEMORY) {
        take_extends(&own);
        status = stand_in(base) && keep_past(root, base, &own)
                     ? worse(status,
                             fnl_overlay_merge(root, base, base->root, own.root, mistakes, error))
                     : out_of_memory(error);
    }
    fnl_tree_fini(&own);
    return status;
}
