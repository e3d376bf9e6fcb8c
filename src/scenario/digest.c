/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/digest.h"

#include <string.h>

#include "base/key.h"
#include "scenario/write.h"

/* Takes all children out of `node` and returns the first. */
static struct fnl_node *take_children(struct fnl_node *node)
{
    struct fnl_node *first = node->first;
    node->first = node->last = NULL;
    node->count = 0;
    return first;
}

static struct fnl_node *first_above(const struct fnl_node *group, const char *name)
{
    struct fnl_node *child = group->first;
    while (child && strcmp(child->name, name) <= 0)
        child = child->next;
    return child;
}

/* Puts the keys of all groups into the order of their names. */
static void order_keys(struct fnl_node *parent)
{
    for (struct fnl_node *node = parent->first; node; node = node->next)
        order_keys(node);
    if (parent->kind != FNL_NODE_GROUP)
        return;
    for (struct fnl_node *node = take_children(parent), *next; node; node = next) {
        next = node->next;
        node->next = node->parent = NULL;
        fnl_tree_insert(parent, node, first_above(parent, node->name));
    }
}

fnl_status fnl_digest_tree(const struct fnl_section *root, const struct fnl_node *tree,
                           uint64_t *digest)
{
    struct fnl_tree ordered = {0};
    struct fnl_buffer text = {0};
    fnl_status status = FNL_ERR_MEMORY;
    ordered.root = fnl_tree_copy(&ordered, tree);
    if (ordered.root) {
        order_keys(ordered.root);
        status = fnl_write_scenario(root, ordered.root, FNL_WRITE_USED, false, &text);
    }
    if (status == FNL_OK)
        *digest = fnl_key_part(*digest, fnl_key_text(text.text));
    fnl_buffer_fini(&text);
    fnl_tree_fini(&ordered);
    return status;
}

void fnl_digest_deals(const struct fnl_open_deal *deals, size_t count, uint64_t *digest)
{
    for (size_t i = 0; i < count; i++) {
        *digest = fnl_key_part(*digest, (uint64_t)deals[i].stage_index);
        *digest = fnl_key_part(*digest, (uint64_t)deals[i].amount);
        *digest = fnl_key_part(*digest, (uint64_t)deals[i].first_touch);
    }
}
