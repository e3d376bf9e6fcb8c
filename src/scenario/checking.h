/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * checking.h - what goes along while the parts of a scenario are checked against
 * each other: the settings and where they were said, which of them are in doubt,
 * and where mistakes go.
 *
 * A check is a function of it alone that complains with fnl_tree_complain. It lives
 * in the file of its subject and stands in the list of scenario/crosscheck.c.
 */
#ifndef FUNNELSIM_SCENARIO_CHECKING_H
#define FUNNELSIM_SCENARIO_CHECKING_H

#include <stdbool.h>

#include <funnelsim/mistakes.h>

#include "model/settings.h"
#include "scenario/doubt.h"
#include "scenario/tree.h"

struct fnl_checking {
    const struct fnl_node *root; /* that the settings were bound from */
    const struct fnl_settings *settings;
    const struct fnl_doubt *doubt; /* of fields of the settings; NULL: none */
    struct fnl_mistakes *mistakes;
};

/* Whether a field says what the user said: nothing is concluded from one that does not. */
#define FNL_CHECKING_SOUND(checking, field)                                                        \
    (!fnl_doubt_any((checking)->doubt, &(field), sizeof(field)))

/* The group called `name`, or the root where the file does not have it: where a mistake in it
 * stands. */
const struct fnl_node *fnl_checking_group(const struct fnl_checking *checking, const char *name);

/* The item called `name` of the list called `list`, or the list, or the root. */
const struct fnl_node *fnl_checking_item(const struct fnl_checking *checking, const char *list,
                                         const char *name);

#endif
