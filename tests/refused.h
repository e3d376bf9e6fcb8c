/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * refused.h - what is wrong with a small firm, for the tests of what has to fit
 * together in a scenario. Include after cmocka.h.
 */
#ifndef FUNNELSIM_TESTS_REFUSED_H
#define FUNNELSIM_TESTS_REFUSED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lab.h"

#define NAME   "name = \"Check\"; "
#define DOOR   "{ name = \"Door\"; kind = \"inbound\"; leads_per_month = 9; cost_each = 5; }"
#define DOORS  "sources = ( " DOOR " ); "
#define STAGES "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); "
#define REPS   "reps = { count = 2; }; "
#define FIRM   NAME DOORS STAGES REPS

/* Exactly `count` mistakes, the first of them at `path` and with `words` in it. */
static inline void assert_refused_by(const char *text, const struct lab_change *change,
                                     const char *path, const char *words, size_t count)
{
    char *told = lab_mistakes(text, change, change ? 1 : 0);
    char place[200];
    size_t lines = 0;
    snprintf(place, sizeof place, ": %s: ", path);
    for (const char *c = told; *c; c++)
        lines += *c == '\n';
    const size_t first = strcspn(told, "\n");
    told[first] = 0;
    if (lines != count || (count > 0 && (!strstr(told, place) || !strstr(told, words))))
        fail_msg("%zu mistakes, the first \"%s\", not %zu at %s with \"%s\"", lines, told, count,
                 path, words);
    free(told);
}

static inline void assert_refused(const char *text, const char *path, const char *words)
{
    assert_refused_by(text, NULL, path, words, 1);
}

static inline void assert_accepted(const char *text)
{
    assert_refused_by(text, NULL, "", "", 0);
}

#endif
