/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * everyday.h - what people call a parameter who have never read a scenario.
 *
 * Nobody who wants to hire looks for reps.count, and a win rate is the chances
 * to go on from all stages together. Whoever asks for a parameter by such a
 * word is shown the rows that are meant, or told that there are none.
 */
#ifndef FUNNELSIM_REPORT_EVERYDAY_H
#define FUNNELSIM_REPORT_EVERYDAY_H

#include <stdbool.h>

#define FNL_EVERYDAY_WORDS 6
#define FNL_EVERYDAY_PATHS 4

struct fnl_everyday {
    const char *words[FNL_EVERYDAY_WORDS + 1]; /* small letters; NULL ends them */
    const char *paths[FNL_EVERYDAY_PATHS + 1]; /* of the rows meant, as `funnelsim params` has them;
                                                  NULL ends them, and there may be none */
    const char *note;                          /* what is to be known besides, or NULL */
};

/* All there are; one without words ends them. */
extern const struct fnl_everyday fnl_everyday_list[];

/* What `word` stands for, ignoring case; NULL where it is no everyday word. */
const struct fnl_everyday *fnl_everyday_named(const char *word);

/* Whether `path` is among those meant; `everyday` may be NULL. */
bool fnl_everyday_means(const struct fnl_everyday *everyday, const char *path);

#endif
