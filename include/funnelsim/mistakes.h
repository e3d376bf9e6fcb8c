/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mistakes.h - everything that is wrong with the user's input, in one go.
 *
 * A reader that stops at the first mistake costs one round trip a mistake. So
 * whoever finds one adds it here and goes on. Each says where it stands, in
 * the form FILE:LINE: PATH: SENTENCE, and the sentence names the value, what
 * was expected and, where there is one, the nearest right thing.
 */
#ifndef FUNNELSIM_MISTAKES_H
#define FUNNELSIM_MISTAKES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct fnl_mistake {
    char *file; /* as the user named it, or "--set"; NULL where none is to blame */
    int line;   /* from 1; 0 where there is none */
    char *path; /* `sources[website].cost_each`; NULL where the place is not a key */
    char *text; /* the sentence, without a trailing newline; NULL when memory ran out */
};

/* Zero-initialise before use; owns its texts. */
struct fnl_mistakes {
    struct fnl_mistake *items; /* sorted by nothing: in the order found */
    size_t count, capacity;
    bool exhausted; /* memory ran out while adding: mistakes or texts of them are missing */
};

/*
 * Adds one. `file` and `path` may be NULL; `line` 0. A sentence longer than 999
 * bytes is cut. Never fails: see `exhausted`.
 */
void fnl_mistakes_add(struct fnl_mistakes *mistakes, const char *file, int line, const char *path,
                      const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Moves to the end of `mistakes` those of `more` that it does not have yet, word for word; `more`
 * is empty then. */
void fnl_mistakes_take(struct fnl_mistakes *mistakes, struct fnl_mistakes *more);

/* Whether anything was added, or would have been had there been memory. */
bool fnl_mistakes_any(const struct fnl_mistakes *mistakes);

/* Prints one mistake a line to `stream`. */
void fnl_mistakes_print(const struct fnl_mistakes *mistakes, FILE *stream);

/* Frees the texts and leaves an empty list. */
void fnl_mistakes_fini(struct fnl_mistakes *mistakes);

#endif
