/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * soundness.h - whether the tables and sections themselves are in order.
 *
 * A slip in a row (a standard out of its own range, a key used twice, an offset
 * outside the struct) is our bug and not the user's mistake; a unit test calls
 * this once over all of them, so that reading may rely on it.
 */
#ifndef FUNNELSIM_SCENARIO_SOUNDNESS_H
#define FUNNELSIM_SCENARIO_SOUNDNESS_H

#include <funnelsim/mistakes.h>

#include "scenario/section.h"

/*
 * Adds a mistake, under the path of the row or section, for all that is wrong: a standard or
 * neutral value that cannot be read; names that are not lower_snake_case or stand twice in a
 * group; rows without meaning, source or range order; fields outside or across the end of their
 * struct; choices without words; a policy's parameters that do not fit FNL_CHOICE_PARAMS.
 */
void fnl_soundness_check(const struct fnl_section *root, struct fnl_mistakes *mistakes);

#endif
