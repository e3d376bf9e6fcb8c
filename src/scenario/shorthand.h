/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * shorthand.h - frequencies that people count, turned into the laws that a
 * source needs.
 *
 *     out_of_ten = { fit = 5; budget = 5; need = 6; interest = 7; };
 *
 * says: of ten people from here, so many match the ideal client, have budget,
 * have a real need, want to talk. Nobody knows a beta distribution, but
 * everybody counts to ten. A count of k becomes the law beta(2 m, 2 (1 - m))
 * with m = k / 10, whose mean is m. Above one half lie 5 % of people for a count
 * of 1, 13 % for 2, 24 % for 3, 36 % for 4, half for 5, and alike on the other
 * side: so it holds as an average, and roughly as a number of people. 0 and 10
 * become the constants 0 and 1.
 *
 * A file's own shorthand is written out before it is laid over another, so that
 * a later `fit = ...` replaces what an earlier out_of_ten said, and the other
 * way round.
 */
#ifndef FUNNELSIM_SCENARIO_SHORTHAND_H
#define FUNNELSIM_SCENARIO_SHORTHAND_H

#include <stdbool.h>

#include <funnelsim/mistakes.h>

#include "scenario/tree.h"

/*
 * Writes out every shorthand in the sources of `root`, a node of `tree` (the
 * root, or one dated change), in place. Adds what cannot be written out to
 * `mistakes`, and marks the trait as refused. False when memory runs out.
 */
bool fnl_shorthand_expand(struct fnl_tree *tree, struct fnl_node *root,
                          struct fnl_mistakes *mistakes);

#endif
