/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/checking.h"

const struct fnl_node *fnl_checking_group(const struct fnl_checking *checking, const char *name)
{
    const struct fnl_node *node = fnl_tree_child(checking->root, name);
    return node ? node : checking->root;
}

const struct fnl_node *fnl_checking_item(const struct fnl_checking *checking, const char *list,
                                         const char *name)
{
    const struct fnl_node *node = fnl_tree_child(checking->root, list);
    const struct fnl_node *found = node ? fnl_tree_item(node, name) : NULL;
    return found ? found : fnl_checking_group(checking, list);
}
