/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <ctype.h>
#include <string.h>

#define LONGEST 63

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static int same(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* How many letters of `text` count. */
static size_t compared(const char *text)
{
    return strnlen(text, LONGEST);
}

size_t fnl_text_distance(const char *a, const char *b)
{
    const size_t rows = compared(a), columns = compared(b);
    size_t cost[LONGEST + 1][LONGEST + 1];

    for (size_t i = 0; i <= rows; i++)
        cost[i][0] = i;
    for (size_t j = 0; j <= columns; j++)
        cost[0][j] = j;
    for (size_t i = 1; i <= rows; i++) {
        for (size_t j = 1; j <= columns; j++) {
            const size_t changed = cost[i - 1][j - 1] + !same(a[i - 1], b[j - 1]);
            cost[i][j] = least(changed, least(cost[i - 1][j], cost[i][j - 1]) + 1);
            if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
                cost[i][j] = least(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[rows][columns];
}

static int begins_alike(const char *a, const char *b)
{
    const size_t shorter = least(strlen(a), strlen(b));
    if (shorter < 3)
        return 0;
    for (size_t i = 0; i < shorter; i++)
        if (!same(a[i], b[i]))
            return 0;
    return 1;
}

const char *fnl_text_nearest(const char *word, const char *const *candidates, size_t count)
{
    const char *nearest = NULL;
    size_t nearest_distance = 0;

    for (size_t i = 0; i < count; i++) {
        const size_t distance = fnl_text_distance(word, candidates[i]);
        const size_t length = compared(word), other = compared(candidates[i]);
        const size_t longer = length > other ? length : other;
        if (distance * 3 > longer + 1 && !begins_alike(word, candidates[i]))
            continue;
        if (!nearest || distance < nearest_distance) {
            nearest = candidates[i];
            nearest_distance = distance;
        }
    }
    return nearest;
}
