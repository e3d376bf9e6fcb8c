/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/key.h"

uint64_t fnl_key_text(const char *text)
{
    uint64_t key = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        key = fnl_key_part(key, *c);
    return key;
}
