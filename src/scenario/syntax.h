/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * syntax.h - makes the text of a scenario into one that libconfig cannot
 * misunderstand, or says in plain words why that is impossible.
 *
 * libconfig has the last word on the notation, but an unkind one: "syntax
 * error" for a comma too many, silence for a number it cannot hold. Here the
 * same notation is walked through once, with more patience. What is safe is
 * forgiven: a comma after the last item, [84, 310.5] of mixed types, groups
 * in [ ], a semicolon too many, a byte-order mark. The clean text keeps every
 * key and value on its line, spells every whole number with 64 bits and every
 * list with ( ), and holds no comments.
 */
#ifndef FUNNELSIM_SCENARIO_SYNTAX_H
#define FUNNELSIM_SCENARIO_SYNTAX_H

#include <funnelsim/mistakes.h>
#include <funnelsim/status.h>

#include "scenario/buffer.h"

/* What one file may hold. libconfig's time grows with the square of the keys in a group. */
#define FNL_SYNTAX_DEPTH  64
#define FNL_SYNTAX_VALUES 20000
#define FNL_SYNTAX_KEYS   200 /* in one group */

/*
 * Adds the clean form of `text` (`length` bytes and a zero) to `clean`, whose text is then not
 * NULL. What would hinder reading on (a missing brace, a bad byte) is the last of `mistakes`; keys
 * given twice are all reported. `file` is for the mistakes and may be NULL. FNL_ERR_SCENARIO when
 * there was a mistake, FNL_ERR_MEMORY.
 */
fnl_status fnl_syntax_clean(const char *text, size_t length, const char *file,
                            struct fnl_mistakes *mistakes, struct fnl_buffer *clean);

#endif
