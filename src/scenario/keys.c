/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/keys.h"

#include <stdio.h>
#include <string.h>

#include "scenario/value.h"

/* Words of an overlay, which it takes for itself when it is laid over a base. */
static bool is_overlay_word(const struct fnl_section *section, const char *key)
{
    return section->kind == FNL_SECTION_LIST &&
           (strcmp(key, "new") == 0 || strcmp(key, "remove") == 0 || strcmp(key, "before") == 0);
}

/* The path of a key of that name somewhere else. */
struct elsewhere {
    const char *key;
    char path[FNL_SECTION_PATH];
};

static void find_elsewhere(void *context, const struct fnl_section_visit *visit)
{
    struct elsewhere *elsewhere = context;
    if (!elsewhere->path[0] && strcmp(visit->row->name, elsewhere->key) == 0)
        snprintf(elsewhere->path, sizeof elsewhere->path, "%s", visit->path);
}

/* A misspelt key was probably meant for this one, which has no other value. */
static void doubt_key(const struct fnl_keys *keys, const char *name, struct fnl_reading *reading,
                      struct fnl_doubt *doubt)
{
    const struct fnl_param *row =
        fnl_section_row(keys->policy ? keys->policy->params : keys->section->table, name);
    const struct fnl_section *inside = fnl_section_inside(keys->section, name);
    bool kept = true;
    if (fnl_tree_child(keys->group, name))
        return;
    if (row)
        kept = fnl_doubt_cast(doubt, keys->fields + row->offset, fnl_value_size(row->type));
    else if (inside)
        kept = fnl_doubt_cast(doubt, keys->fields + inside->offset, fnl_section_size(inside));
    if (!kept)
        fnl_reading_exhaust(reading);
}

static void refuse_key(const struct fnl_keys *keys, const struct fnl_node *node,
                       struct fnl_reading *reading, struct fnl_doubt *doubt)
{
    const struct fnl_policy *policy = keys->policy,
                            *owner = fnl_section_owner(keys->section, node->name);
    const char *nearest = fnl_section_nearest(keys->section, policy, node->name);
    struct elsewhere elsewhere = {.key = node->name};
    fnl_section_each(keys->root, find_elsewhere, &elsewhere);
    if (is_overlay_word(keys->section, node->name))
        fnl_reading_complain(reading, node, NULL,
                             "has a meaning only where a file is laid over another: leave %s out, "
                             "or say over which by extends = \"...\"; or --base",
                             strcmp(node->name, "remove") == 0 ? "the item" : "it");
    else if (owner && policy)
        fnl_reading_complain(reading, node, NULL,
                             "belongs to policy = \"%s\", and here the policy is \"%s\"",
                             owner->name, policy->name);
    else if (nearest)
        fnl_reading_complain(reading, node, NULL, "unknown key (did you mean %s?)", nearest);
    else if (elsewhere.path[0])
        fnl_reading_complain(reading, node, NULL, "unknown key here (did you mean %s?)",
                             elsewhere.path);
    else
        fnl_reading_complain(reading, node, NULL,
                             "unknown key (`funnelsim params --all` lists them)");
    if (nearest)
        doubt_key(keys, nearest, reading, doubt);
}

/* Where the policy is not known, the keys of each are taken for its. */
static bool is_known(const struct fnl_keys *keys, const char *name)
{
    if (fnl_section_row(keys->section->table, name) || fnl_section_inside(keys->section, name))
        return true;
    if (keys->section->kind != FNL_SECTION_POLICY)
        return false;
    return strcmp(name, "policy") == 0 ||
           (keys->policy ? fnl_section_row(keys->policy->params, name) != NULL
                         : fnl_section_owner(keys->section, name) != NULL);
}

void fnl_keys_refuse_unknown(const struct fnl_keys *keys, struct fnl_reading *reading,
                             struct fnl_doubt *doubt)
{
    const struct fnl_node *child = keys->group ? keys->group->first : NULL;
    for (; child; child = child->next)
        if (!is_known(keys, child->name))
            refuse_key(keys, child, reading, doubt);
}
