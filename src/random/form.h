/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * form.h - the forms in which a law may be stated, and what is impossible.
 *
 * People know different things of the same law: a median and its spread, or
 * what is typical and what one in ten exceeds. Each set of parameters that a
 * law accepts is a form. The forms are those written in fnl_law_abouts
 * (random/law.h); here stand the admissible range of every parameter and, for
 * every form, the way from it to the law.
 */
#ifndef FUNNELSIM_RANDOM_FORM_H
#define FUNNELSIM_RANDOM_FORM_H

#include "random/law.h"

/* Room for all forms of a law in words. */
#define FNL_FORM_WORDS 300

/*
 * Writes the forms of `kind` as one would say them into `text` and returns it: "mean and shape, or
 * mean and cv, or shape and scale".
 */
const char *fnl_form_words(enum fnl_law_kind kind, char text[FNL_FORM_WORDS]);

/*
 * Makes the law of `kind` from its arguments. FNL_ERR_SCENARIO, with `*law`
 * unchanged, as fnl_law_make says. Not for discrete and empirical laws.
 */
fnl_status fnl_form_read(enum fnl_law_kind kind, const struct fnl_law_argument *arguments,
                         size_t count, struct fnl_law *law, struct fnl_error *error);

#endif
