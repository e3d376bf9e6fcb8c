/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * digest.h - a number for all that a scenario says.
 *
 * Results carry it, so that somebody who has two of them can tell whether they
 * are of the same firm. Layout, comments, the order of keys and which of
 * several files says a thing do not count; what is said without being used
 * (a source, a note) does, and so does a standard that a newer program changed.
 */
#ifndef FUNNELSIM_SCENARIO_DIGEST_H
#define FUNNELSIM_SCENARIO_DIGEST_H

#include <stdint.h>

#include <funnelsim/status.h>

#include "model/opening.h"
#include "scenario/section.h"
#include "scenario/tree.h"

/* Mixes all that `tree`, laid out by `root`, says and implies into `*digest`. FNL_OK or
 * FNL_ERR_MEMORY. */
fnl_status fnl_digest_tree(const struct fnl_section *root, const struct fnl_node *tree,
                           uint64_t *digest);

/* The same for the open deals of a file. */
void fnl_digest_deals(const struct fnl_open_deal *deals, size_t count, uint64_t *digest);

#endif
