/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * nearest.h - what somebody may have meant who typed a command or an option that
 * does not exist.
 */
#ifndef FUNNELSIM_CLI_NEAREST_H
#define FUNNELSIM_CLI_NEAREST_H

#include <stddef.h>

/* The candidate that `word` begins like or that takes the fewest changes of a letter, or NULL when
 * none is near. Candidates may be NULL, and are then passed over. */
const char *fnl_nearest_find(const char *word, const char *const *candidates, size_t count);

/* Room for what follows, with any command or option of ours in it. */
#define FNL_NEAREST_HINT 80

/* " (did you mean --seed?)", with `dashes` in front of the name, or "" for NULL. */
const char *fnl_nearest_hint(const char *dashes, const char *nearest, char hint[FNL_NEAREST_HINT]);

#endif
