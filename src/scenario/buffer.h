/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * buffer.h - a text that grows at its end.
 *
 * Adding never fails where it stands: when memory runs out the buffer says so
 * once, at the end, in `exhausted`, and its text is then incomplete.
 */
#ifndef FUNNELSIM_SCENARIO_BUFFER_H
#define FUNNELSIM_SCENARIO_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

/* Zero-initialise before use. */
struct fnl_buffer {
    char *text; /* ends in a zero; NULL while nothing was added */
    size_t length, capacity;
    bool exhausted;
};

/* Adds `length` bytes, a text, or what printf would print. */
void fnl_buffer_bytes(struct fnl_buffer *buffer, const char *bytes, size_t length);
void fnl_buffer_add(struct fnl_buffer *buffer, const char *text);
void fnl_buffer_format(struct fnl_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Frees the text and leaves an empty buffer. */
void fnl_buffer_fini(struct fnl_buffer *buffer);

#endif
