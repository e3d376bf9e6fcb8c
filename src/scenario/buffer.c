/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Makes room for `more` bytes and a zero. */
static bool has_room(struct fnl_buffer *buffer, size_t more)
{
    if (buffer->exhausted)
        return false;
    const size_t wanted = buffer->length + more + 1;
    if (wanted <= buffer->capacity)
        return true;
    const size_t capacity = wanted > 2 * buffer->capacity ? wanted + 64 : 2 * buffer->capacity;
    void *text = buffer->text;
    if (!fnl_memory_resize(&text, capacity, 1)) {
        buffer->exhausted = true;
        return false;
    }
    buffer->text = text;
    buffer->capacity = capacity;
    return true;
}

void fnl_buffer_bytes(struct fnl_buffer *buffer, const char *bytes, size_t length)
{
    if (!has_room(buffer, length))
        return;
    memcpy(buffer->text + buffer->length, bytes, length);
    buffer->length += length;
    buffer->text[buffer->length] = '\0';
}

void fnl_buffer_add(struct fnl_buffer *buffer, const char *text)
{
    fnl_buffer_bytes(buffer, text, strlen(text));
}

void fnl_buffer_format(struct fnl_buffer *buffer, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length >= 0 && has_room(buffer, (size_t)length)) {
        vsnprintf(buffer->text + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    }
    va_end(again);
}

void fnl_buffer_fini(struct fnl_buffer *buffer)
{
    free(buffer->text);
    *buffer = (struct fnl_buffer){0};
}
