/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nearest.h"

#include <stdio.h>
#include <string.h>

#define LONGEST 31 /* letters of a word that are looked at */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The edit distance of Levenshtein (1966), one row of his table at a time. */
static size_t distance(const char *a, const char *b)
{
    const size_t rows = strnlen(a, LONGEST), columns = strnlen(b, LONGEST);
    size_t cost[LONGEST + 1];
    for (size_t j = 0; j <= columns; j++)
        cost[j] = j;
    for (size_t i = 1; i <= rows; i++) {
        size_t diagonal = cost[0];
        cost[0] = i;
        for (size_t j = 1; j <= columns; j++) {
            const size_t changed = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = cost[j];
            cost[j] = least(changed, least(cost[j], cost[j - 1]) + 1);
        }
    }
    return cost[columns];
}

const char *fnl_nearest_find(const char *word, const char *const *candidates, size_t count)
{
    const char *nearest = NULL;
    size_t fewest = strlen(word) / 3 + 2; /* as many changes as that make another word of it */
    for (size_t i = 0; i < count; i++) {
        if (!candidates[i])
            continue;
        if (strlen(word) >= 2 && strncmp(word, candidates[i], strlen(word)) == 0)
            return candidates[i];
        const size_t changes = distance(word, candidates[i]);
        if (changes < fewest) {
            fewest = changes;
            nearest = candidates[i];
        }
    }
    return nearest;
}

const char *fnl_nearest_hint(const char *dashes, const char *nearest, char hint[FNL_NEAREST_HINT])
{
    hint[0] = '\0';
    if (nearest)
        snprintf(hint, FNL_NEAREST_HINT, " (did you mean %s%s?)", dashes, nearest);
    return hint;
}
