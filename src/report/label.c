/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/label.h"

#include "base/memory.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Stands for a byte that does not belong to valid UTF-8. */
#define INVALID UINT32_MAX

struct span {
    uint32_t first, last; /* both belong to it */
};

static bool is_in(uint32_t point, const struct span *spans, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (point >= spans[i].first && point <= spans[i].last)
            return true;
    return false;
}

/* How many bytes a character that begins with `lead` takes; 0 when none begins so. */
static size_t length_from(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead <= 0xdf)
        return 2;
    if (lead >= 0xe0 && lead <= 0xef)
        return 3;
    if (lead >= 0xf0 && lead <= 0xf4)
        return 4;
    return 0;
}

/* Overlong forms, surrogates, what lies beyond Unicode, and what XML forbids are not characters. */
static bool is_character(uint32_t point, size_t length)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = point >= 0xd800 && point <= 0xdfff;
    return point >= smallest[length] && point <= 0x10ffff && !surrogate &&
           (point & 0xfffe) != 0xfffe;
}

/* The character at `*text`, which moves behind it; INVALID moves by a single byte. */
static uint32_t next_character(const unsigned char **text)
{
    const unsigned char *byte = *text;
    const size_t length = length_from(*byte);
    *text = byte + 1;
    if (length <= 1)
        return length ? *byte : INVALID;

    uint32_t point = *byte & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((byte[i] & 0xc0) != 0x80)
            return INVALID;
        point = point << 6 | (byte[i] & 0x3fu);
    }
    if (!is_character(point, length))
        return INVALID;
    *text = byte + length;
    return point;
}

static bool is_control(uint32_t point)
{
    static const struct span controls[] = {
        {0x00, 0x1f}, {0x7f, 0x9f}, {0x2028, 0x202e}, {0x2066, 0x2069}, {0xfeff, 0xfeff},
    };
    return is_in(point, controls, sizeof controls / sizeof *controls);
}

char *fnl_label_clean(const char *text)
{
    char *clean = fnl_memory_zeroed(strlen(text) + 1, 1), *end = clean;
    const unsigned char *from = (const unsigned char *)text;

    while (clean && *from) {
        const unsigned char *start = from;
        const uint32_t point = next_character(&from);
        if (point == INVALID) {
            *end++ = '?';
        } else if (is_control(point)) {
            *end++ = ' ';
        } else {
            memcpy(end, start, (size_t)(from - start));
            end += from - start;
        }
    }
    return clean;
}

/* The blocks in everyday use; a mistake here costs a crooked column and nothing else. */
static size_t columns_of(uint32_t point)
{
    static const struct span combining[] = {
        {0x300, 0x36f}, {0x200b, 0x200f}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f},
    };
    static const struct span wide[] = {
        {0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0xa4cf}, {0xac00, 0xd7a3},
        {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff00, 0xff60}, {0xffe0, 0xffe6},
        {0x1f300, 0x1faff}, {0x20000, 0x3fffd},
    };
    if (is_in(point, combining, sizeof combining / sizeof *combining))
        return 0;
    return is_in(point, wide, sizeof wide / sizeof *wide) ? 2 : 1;
}

size_t fnl_label_width(const char *text)
{
    size_t width = 0;
    for (const unsigned char *from = (const unsigned char *)text; *from;)
        width += columns_of(next_character(&from));
    return width;
}
