/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * shorthand.h - frequencies that people count, turned into the laws that a
 * source needs.
 *
 *     out_of_ten = { fit = 5; budget = 5; need = 6; interest = 7; };
 *
 * says: of ten people from here, so many match the ideal client, have budget,
 * have a real need, want to talk. Nobody knows a beta distribution, but
 * everybody counts to ten.
 *
 * What is counted is people who have the trait, and not how much of it there is
 * on average: somebody has it whose trait, from 0 to 1, is at least one half,
 * the standard bar of qualification (policy/qualify.h). So a count of k becomes
 * the law of which just k in ten lie above one half: beta(1, log2(10 / k)) up
 * to 5, and the same the other way round, beta(log2(10 / (10 - k)), 1), from
 * there on; for 5 both are the uniform law. Of the betas with one weight of 1
 * these need no root to be found (1 - 2^-w of a beta(1, w) lies below one half),
 * and they have no peak inside, of which nobody was asked. The mean lies nearer
 * to one half than k / 10: 0.23 for 1, 0.30 for 2, 0.37 for 3, 0.43 for 4. 0 and
 * 10 become the constants 0 and 1.
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
