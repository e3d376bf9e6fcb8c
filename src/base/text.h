/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text.h - how far two words are from each other, beside which known one is
 * nearest to what somebody typed (funnelsim/text.h).
 */
#ifndef FUNNELSIM_BASE_TEXT_H
#define FUNNELSIM_BASE_TEXT_H

#include <stddef.h>

#include <funnelsim/text.h>

/*
 * How many letters must be put in, taken out, changed or swapped with their
 * neighbour to turn `a` into `b`, ignoring case (the restricted edit distance
 * of Damerau, 1964). A letter is a byte; texts are compared by their first 63.
 */
size_t fnl_text_distance(const char *a, const char *b);

#endif
