/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/key.h"

/* A part that is no byte of a text: "rep-1" with a part '0' is not "rep-10". */
#define END_OF_TEXT 256

uint64_t fnl_key_text(const char *text)
{
    uint64_t key = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        key = fnl_key_part(key, *c);
    return fnl_key_part(key, END_OF_TEXT);
}
