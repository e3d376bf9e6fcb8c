/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Thread_local long until_failure = -1;

void fnl_memory_fail_after(long countdown)
{
    until_failure = countdown;
}

/* Because a test wants it, or because no size_t holds the number of bytes. */
static bool must_fail(size_t count, size_t size)
{
    const bool chosen = until_failure >= 0 && until_failure-- == 0;
    return chosen || (size && count > SIZE_MAX / size);
}

void *fnl_memory_zeroed(size_t count, size_t size)
{
    return must_fail(count, size) ? NULL : calloc(count ? count : 1, size);
}

bool fnl_memory_resize(void **block, size_t count, size_t size)
{
    if (must_fail(count, size))
        return false;
    const size_t bytes = count * size;
    void *resized = realloc(*block, bytes ? bytes : 1);
    if (!resized)
        return false;
    *block = resized;
    return true;
}

bool fnl_memory_grow(void **block, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return true;
    const size_t wanted = *capacity ? 2 * *capacity : 16;
    if (!fnl_memory_resize(block, wanted, size))
        return false;
    *capacity = wanted;
    return true;
}

char *fnl_memory_text(const char *text)
{
    return fnl_memory_format("%s", text);
}

char *fnl_memory_format(const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);

    char *text = length < 0 ? NULL : fnl_memory_zeroed((size_t)length + 1, 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}
