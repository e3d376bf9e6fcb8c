/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/overlay.h"

#include <string.h>

#include "scenario/reading.h"

/* The words of an item that speak to the list and not of the item. */
static const char *const item_words[] = {"new", "remove", "before", NULL};

/* One overlay at work. */
struct merge {
    struct fnl_tree *tree; /* the base's */
    struct fnl_mistakes *mistakes;
    size_t found;   /* mistakes */
    bool blind;     /* what the base says is not known, since it was refused */
    bool echoes;    /* what is laid over now has been laid over something else already */
    bool exhausted; /* memory */
};

static void merge_group(struct merge *m, const struct fnl_section *section, struct fnl_node *base,
                        const struct fnl_node *overlay);
static void merge_key(struct merge *m, const struct fnl_section *section, struct fnl_node *base,
                      const struct fnl_node *overlay);

static bool is_item_word(const char *name)
{
    for (size_t i = 0; item_words[i]; i++)
        if (strcmp(name, item_words[i]) == 0)
            return true;
    return false;
}

static bool says(const struct fnl_node *item, const char *word)
{
    const struct fnl_node *node = fnl_tree_child(item, word);
    return node && node->kind == FNL_NODE_FLAG && node->flag;
}

static struct fnl_node *copied(struct merge *m, const struct fnl_node *node)
{
    struct fnl_node *copy = fnl_tree_copy(m->tree, node);
    if (copy)
        copy->echo = copy->echo || m->echoes;
    else
        m->exhausted = true;
    return copy;
}

static void drop_words(struct fnl_node *item)
{
    for (size_t i = 0; item_words[i]; i++) {
        struct fnl_node *word = fnl_tree_child(item, item_words[i]);
        if (word)
            fnl_tree_detach(word);
    }
}

static void settle_inside(struct merge *m, const struct fnl_section *section,
                          struct fnl_node *group);

/*
 * Makes a part of an overlay, copied to where the base has nothing, into a part of a base: there
 * is nothing to meet or to remove, so all its items are new, whether they say so or not.
 */
static void settle(struct merge *m, const struct fnl_section *section, struct fnl_node *node)
{
    if (node->kind == FNL_NODE_GROUP)
        settle_inside(m, section, node);
    if (node->kind != FNL_NODE_LIST || !fnl_section_has_names(section))
        return;
    for (struct fnl_node *item = node->first; item; item = item->next) {
        if (says(item, "remove") && !m->blind) {
            m->found++;
            fnl_tree_complain(item, NULL, m->mistakes, "there is nothing to remove");
        }
        item->refused = item->refused || m->blind;
        drop_words(item);
        settle_inside(m, section, item);
    }
}

static void settle_inside(struct merge *m, const struct fnl_section *section,
                          struct fnl_node *group)
{
    for (size_t i = 0; i < section->section_count; i++) {
        struct fnl_node *part = fnl_tree_child(group, section->sections[i].name);
        if (part)
            settle(m, &section->sections[i], part);
    }
}

/* Puts a copy of `overlay` into `group`, in the place of `old` unless that is NULL. */
static void replace(struct merge *m, const struct fnl_section *inside, struct fnl_node *group,
                    struct fnl_node *old, const struct fnl_node *overlay)
{
    struct fnl_node *copy = copied(m, overlay);
    if (!copy)
        return;
    fnl_tree_insert(group, copy, old);
    if (old)
        fnl_tree_detach(old);
    if (inside)
        settle(m, inside, copy);
}

/* `before` names no item of `list`. */
static void refuse_before(struct merge *m, const struct fnl_node *list,
                          const struct fnl_node *before)
{
    char quote[80];
    const char *nearest =
        before->kind == FNL_NODE_TEXT ? fnl_tree_nearest(list, "name", before->text) : NULL;
    m->found++;
    fnl_tree_complain(before, NULL, m->mistakes, "there is no %s to stand before%s%s%s",
                      fnl_reading_quote(before, quote), nearest ? " (did you mean \"" : "",
                      nearest ? nearest : "", nearest ? "\"?)" : "");
}

static struct fnl_node *add_item(struct merge *m, const struct fnl_section *section,
                                 struct fnl_node *list, const struct fnl_node *item)
{
    const struct fnl_node *before = fnl_tree_child(item, "before");
    struct fnl_node *place = NULL;
    if (before) {
        place = before->kind == FNL_NODE_TEXT ? fnl_tree_item(list, before->text) : NULL;
        if (!place && !m->blind)
            refuse_before(m, list, before);
    }
    struct fnl_node *copy = copied(m, item);
    if (!copy)
        return NULL;
    fnl_tree_insert(list, copy, place);
    drop_words(copy);
    settle_inside(m, section, copy);
    return copy;
}

/* An item that met nothing is kept, so that what it says is looked at all the same. */
static void keep_stray(struct merge *m, const struct fnl_section *section, struct fnl_node *list,
                       const struct fnl_node *item)
{
    struct fnl_node *copy = item->kind == FNL_NODE_GROUP ? add_item(m, section, list, item) : NULL;
    if (copy)
        copy->refused = true;
}

/* An item of the overlay has met one of the base. */
static void meet(struct merge *m, const struct fnl_section *section, struct fnl_node *base,
                 const struct fnl_node *item)
{
    if (says(item, "remove")) {
        fnl_tree_detach(base);
        return;
    }
    for (const struct fnl_node *child = item->first; child && !m->exhausted; child = child->next)
        if (!is_item_word(child->name))
            merge_key(m, section, base, child);
}

/* Whether an item of `list` says nothing that is known for `key`, and might be the one that is
 * meant: reading it will say so. */
static bool may_hide(const struct fnl_section *section, const struct fnl_node *list,
                     const char *key)
{
    const struct fnl_param *row = fnl_section_row(section->table, key);
    for (const struct fnl_node *item = list->first; item; item = item->next) {
        const char *said = fnl_tree_child_text(item, key);
        bool known = said && (!row || !row->choices);
        for (size_t i = 0; said && row && row->choices && row->choices[i]; i++)
            known = known || strcmp(said, row->choices[i]) == 0;
        if (!known && !item->refused)
            return true;
    }
    return false;
}

/* No item has the name. */
static void refuse_name(struct merge *m, const struct fnl_section *section,
                        const struct fnl_node *list, const struct fnl_node *item)
{
    const char *nearest = fnl_tree_nearest(list, "name", fnl_tree_child_text(item, "name"));
    char names[FNL_TREE_NAMES];
    m->found++;
    if (m->blind || may_hide(section, list, "name"))
        return;
    if (nearest)
        fnl_tree_complain(item, NULL, m->mistakes,
                          "there is none of that name to change (did you mean \"%s\"? a new one "
                          "says new = true)",
                          nearest);
    else
        fnl_tree_complain(item, NULL, m->mistakes,
                          "there is none of that name to change (a new one says new = true)%s",
                          fnl_tree_names(list, names));
}

/* The item of the base with the name; another stray is none, but where there is nothing else. */
static struct fnl_node *item_named(const struct merge *m, const struct fnl_node *list,
                                   const char *name)
{
    struct fnl_node *base = fnl_tree_item(list, name);
    return base && base->refused && !m->blind ? NULL : base;
}

static void merge_named_item(struct merge *m, const struct fnl_section *section,
                             struct fnl_node *list, const struct fnl_node *item, const char *name)
{
    struct fnl_node *base = item_named(m, list, name);
    if (!base && says(item, "new")) {
        add_item(m, section, list, item);
        return;
    }
    if (!base) {
        refuse_name(m, section, list, item);
        keep_stray(m, section, list, item);
        return;
    }
    if (says(item, "new")) {
        m->found++;
        fnl_tree_complain(item, "new", m->mistakes,
                          "there is one of that name already: without new = true it is changed");
    } else if (fnl_tree_child(item, "before")) {
        m->found++;
        fnl_tree_complain(item, "before", m->mistakes,
                          "only what is new is given a place, and this is there already");
    }
    meet(m, section, base, item);
}

/* No item has the kind. */
static void refuse_kind(struct merge *m, const struct fnl_section *section,
                        const struct fnl_node *list, const struct fnl_node *item)
{
    const char *kind = fnl_tree_child_text(item, "kind");
    const char *nearest = fnl_tree_nearest(list, "kind", kind);
    m->found++;
    if (!m->blind && !may_hide(section, list, "kind"))
        fnl_tree_complain(
            item, "kind", m->mistakes, "there is none of kind \"%.60s\" to change%s%s%s", kind,
            nearest ? " (did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?)" : "");
}

static void merge_kind(struct merge *m, const struct fnl_section *section, struct fnl_node *list,
                       const struct fnl_node *item, const char *kind)
{
    bool met = false;
    for (struct fnl_node *base = list->first, *next; base; base = next) {
        next = base->next;
        const char *its_kind = fnl_tree_child_text(base, "kind");
        if (!its_kind || strcmp(its_kind, kind) != 0)
            continue;
        m->echoes = met;
        met = true;
        meet(m, section, base, item);
    }
    m->echoes = false;
    if (met)
        return;
    refuse_kind(m, section, list, item);
    keep_stray(m, section, list, item);
}

static void merge_list(struct merge *m, const struct fnl_section *section, struct fnl_node *list,
                       const struct fnl_node *overlay)
{
    for (const struct fnl_node *item = overlay->first; item; item = item->next) {
        const char *name = fnl_tree_child_text(item, "name");
        const char *kind = fnl_tree_child_text(item, "kind");
        if (name) {
            merge_named_item(m, section, list, item, name);
        } else if (kind && !says(item, "new")) {
            merge_kind(m, section, list, item, kind);
        } else {
            m->found++;
            fnl_tree_complain(item, NULL, m->mistakes,
                              "which one is meant is said by name = \"...\", or by kind = \"...\" "
                              "for all of a kind");
            keep_stray(m, section, list, item);
        }
    }
}

/* The policy that a group chooses, if only by saying nothing. */
static const char *chosen(const struct fnl_section *section, const struct fnl_node *group)
{
    const char *policy = fnl_tree_child_text(group, "policy");
    return policy ? policy : section->policies[0]->name;
}

/* Where the policy changes, the keys of the old one have no meaning any more. */
static void drop_old_policy(const struct fnl_section *section, struct fnl_node *base,
                            const struct fnl_node *overlay)
{
    const char *policy = fnl_tree_child_text(overlay, "policy");
    if (policy && strcmp(policy, chosen(section, base)) != 0)
        while (base->first)
            fnl_tree_detach(base->first);
}

/* What is planned in the overlay comes on top of what the base plans. */
static void add_changes(struct merge *m, struct fnl_node *base, const struct fnl_node *overlay)
{
    for (const struct fnl_node *item = overlay->first; item; item = item->next) {
        struct fnl_node *copy = copied(m, item);
        if (copy)
            fnl_tree_insert(base, copy, NULL);
    }
}

static void merge_key(struct merge *m, const struct fnl_section *section, struct fnl_node *base,
                      const struct fnl_node *overlay)
{
    const struct fnl_section *inside = fnl_section_inside(section, overlay->name);
    struct fnl_node *old = fnl_tree_child(base, overlay->name);
    const bool groups = old && old->kind == FNL_NODE_GROUP && overlay->kind == FNL_NODE_GROUP;
    const bool lists = old && old->kind == FNL_NODE_LIST && overlay->kind == FNL_NODE_LIST;
    if (inside && lists && fnl_section_has_names(inside))
        merge_list(m, inside, old, overlay);
    else if (inside && lists && strcmp(overlay->name, "changes") == 0)
        add_changes(m, old, overlay);
    else if (inside && groups)
        merge_group(m, inside, old, overlay);
    else
        replace(m, inside, base, old, overlay);
}

static void merge_group(struct merge *m, const struct fnl_section *section, struct fnl_node *base,
                        const struct fnl_node *overlay)
{
    if (section && section->kind == FNL_SECTION_POLICY)
        drop_old_policy(section, base, overlay);
    for (const struct fnl_node *child = overlay->first; child && !m->exhausted; child = child->next)
        merge_key(m, section, base, child);
}

fnl_status fnl_overlay_merge(const struct fnl_section *section, struct fnl_tree *tree,
                             struct fnl_node *base, const struct fnl_node *overlay,
                             struct fnl_mistakes *mistakes, struct fnl_error *error)
{
    struct merge m = {
        .tree = tree, .mistakes = mistakes, .blind = tree->root && tree->root->refused};
    merge_group(&m, section, base, overlay);
    if (m.exhausted)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while merging scenarios");
    return m.found > 0 ? FNL_ERR_SCENARIO : FNL_OK;
}
