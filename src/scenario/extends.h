/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * extends.h - a scenario file together with the files that it builds on.
 *
 *     extends = "../packs/b2b_services.cfg";   # whatever I do not say here comes from there
 *
 * The name is relative to the file that says it. What comes out is one tree, in
 * which every node still knows its own file and line. Shorthand (shorthand.h) is
 * written out in each file by itself.
 *
 * The first file that says what exists `today` describes a firm; what is laid
 * over it is a strategy. The tree keeps the firm as it was before the strategies,
 * as its `past`: what they change does not rewrite the contracts that were signed
 * before them. What they say of `today` itself is said of the firm.
 */
#ifndef FUNNELSIM_SCENARIO_EXTENDS_H
#define FUNNELSIM_SCENARIO_EXTENDS_H

#include <funnelsim/mistakes.h>
#include <funnelsim/status.h>

#include "scenario/section.h"
#include "scenario/tree.h"

/* Longest chain of files. */
#define FNL_EXTENDS_DEPTH 16

/*
 * Reads `path` and all that it extends into the empty `tree`, merged and without the key
 * `extends`. FNL_ERR_SCENARIO when a text is not acceptable, an overlay meets nothing, a file that
 * is extended cannot be read, or files extend each other in a circle: why is in `mistakes`.
 * `tree` then has as much as there is, for finding what else is wrong, with what was refused so
 * marked; no root where the text of `path` itself is not acceptable. FNL_ERR_USAGE or FNL_ERR_IO
 * when `path` itself cannot be read; FNL_ERR_MEMORY. `tree` is for fnl_tree_fini in any case.
 */
fnl_status fnl_extends_load(const struct fnl_section *root, const char *path,
                            struct fnl_mistakes *mistakes, struct fnl_tree *tree,
                            struct fnl_error *error);

/*
 * Lays what `path` itself says over `base`, whatever it may extend: a stock strategy on anybody's
 * base. Fails as fnl_extends_load does, and empties `base` where that would leave no root. A `base`
 * without a root stands for one that was refused, and gets a root that is so marked.
 */
fnl_status fnl_extends_over(const struct fnl_section *root, const char *path,
                            struct fnl_mistakes *mistakes, struct fnl_tree *base,
                            struct fnl_error *error);

#endif
