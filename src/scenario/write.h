/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * write.h - from a tree, or from nothing but the tables, back to text.
 *
 * The reference scenario is written by the program from the same rows that
 * read it, so it cannot be out of date: every key on a line of its own, with
 * its standard value, and above it what it is, in what unit and range, and
 * where the value comes from. It runs, and what is written is read back as
 * the same settings.
 */
#ifndef FUNNELSIM_SCENARIO_WRITE_H
#define FUNNELSIM_SCENARIO_WRITE_H

#include <stdbool.h>

#include <funnelsim/status.h>

#include "scenario/buffer.h"
#include "scenario/section.h"
#include "scenario/tree.h"

/* Adds `node`'s value in one line, as a file would have it: 164, "40 %", [2, 8, 25],
 * { law = "gamma"; mean = 4; shape = 2; }. libconfig of any version reads it. */
void fnl_write_value(struct fnl_buffer *text, const struct fnl_node *node);

enum fnl_write_extent {
    /* What is used: all keys, standards included, of the groups that the tree has. */
    FNL_WRITE_USED,
    /* All there is: groups and policies that the tree has not are written as if they were there,
     * and a list without items shows, as comments, what an item would have. */
    FNL_WRITE_ALL,
};

/*
 * Adds the scenario `tree` (NULL: nothing is said) laid out by `root`, in the order of the tables.
 * With `comments`, each key is explained above it. A required key that the tree has not is written
 * as a comment. Sections that are read elsewhere are copied from the tree. Keys that no row knows
 * are left out. Returns FNL_OK or FNL_ERR_MEMORY.
 */
fnl_status fnl_write_scenario(const struct fnl_section *root, const struct fnl_node *tree,
                              enum fnl_write_extent extent, bool comments, struct fnl_buffer *text);

#endif
