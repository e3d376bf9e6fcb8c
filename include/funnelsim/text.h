/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text.h - what somebody may have meant who typed a word that is not known.
 */
#ifndef FUNNELSIM_TEXT_H
#define FUNNELSIM_TEXT_H

#include <stddef.h>

/*
 * The candidate nearest to `word`, or NULL when none is near enough to be
 * proposed: where the longer of the two has n letters (63 at most), more than
 * (n + 1) / 3 would have to change, and neither is the beginning of the other,
 * of three letters or more. Of equals the first wins. `candidates[i]` may not
 * be NULL.
 */
const char *fnl_text_nearest(const char *word, const char *const *candidates, size_t count);

#endif
