/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mend.h - a quantity as it should have been written.
 *
 * "€ 6.000,50" is an amount to half of Europe, and 6000.50 in a scenario. What
 * is not understood is never guessed at in silence; but who is told what to
 * write should be told the same number.
 */
#ifndef FUNNELSIM_SCENARIO_MEND_H
#define FUNNELSIM_SCENARIO_MEND_H

#include <stdbool.h>
#include <stddef.h>

/* Room for what is mended; what is longer is cut. */
#define FNL_MEND_TEXT 64

/* The bytes of the separator between thousands (a comma, or a space of any kind) that stands at
 * `at` with three digits behind it, and no more; 0 for none. */
size_t fnl_mend_separator(const char *at);

/* The bytes of the currency sign at `at`; 0 for none. */
size_t fnl_mend_sign(const char *at);

/* Whether there is a currency sign anywhere in `text`. */
bool fnl_mend_has_sign(const char *text);

/*
 * Writes `text` without currency signs, and its number without separators and with a decimal point:
 * "6000.50" for "€ 6.000,50", "2.5 x" for "2,5 x". What is in order stays as it is; a single point
 * with three digits behind it is taken for a decimal one.
 */
void fnl_mend_quantity(const char *text, char mended[FNL_MEND_TEXT]);

/*
 * Writes `text` with digits for the letters that look like them, where they stand in its number:
 * "120 days" for "12O days", "12" for "l2". Which letter is in place of which digit, such as
 * "O for a zero"; NULL where there is none, or no digit beside it.
 */
const char *fnl_mend_letters(const char *text, char mended[FNL_MEND_TEXT]);

#endif
