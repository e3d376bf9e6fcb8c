/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text.h - the little that we need to know about words: which known one is
 * nearest to what somebody typed.
 */
#ifndef FUNNELSIM_BASE_TEXT_H
#define FUNNELSIM_BASE_TEXT_H

#include <stddef.h>

/*
 * How many letters must be put in, taken out, changed or swapped with their
 * neighbour to turn `a` into `b`, ignoring case (the restricted edit distance
 * of Damerau, 1964). A letter is a byte; texts are compared by their first 63.
 */
size_t fnl_text_distance(const char *a, const char *b);

/*
 * The candidate nearest to `word`, or NULL when none is near enough to be
 * proposed: where the longer of the two has n letters (63 at most), more than
 * (n + 1) / 3 would have to change, and neither is the beginning of the other,
 * of three letters or more. Of equals the first wins. `candidates[i]` may not
 * be NULL.
 */
const char *fnl_text_nearest(const char *word, const char *const *candidates, size_t count);

#endif
