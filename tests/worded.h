/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * worded.h - what a text says, for the tests of those who write for people.
 * Include after cmocka.h.
 */
#ifndef FUNNELSIM_TESTS_WORDED_H
#define FUNNELSIM_TESTS_WORDED_H

#include <stdio.h>
#include <string.h>

#include "report/label.h"

static inline void worded_says(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("\"%s\" is not in\n%s", part, text);
}

/* The same where lines may be broken anywhere: how long a folder's name is, nobody knows. */
static inline void worded_lists(char *text, const char *part)
{
    for (char *broken = text; (broken = strstr(broken, "\n  "));)
        memmove(broken, broken + 2, strlen(broken + 2) + 1);
    worded_says(text, part);
}

/* No line is too long for a page, but where it names files. */
static inline void worded_fits(const char *text)
{
    for (const char *line = text; *line; line += strcspn(line, "\n") + 1) {
        char copy[400];
        snprintf(copy, sizeof copy, "%.*s", (int)strcspn(line, "\n"), line);
        if (fnl_label_width(copy) > 100 && strncmp(copy, "Wrote ", 6) != 0)
            fail_msg("too long: %s", copy);
    }
}

#endif
