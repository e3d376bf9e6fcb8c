/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doubt.h - which fields of the settings stand in for something that was
 * refused.
 *
 * Everything that is wrong with a scenario is to be said in one go, and nothing
 * twice. So a value that is refused does not end the reading: its field gets
 * the row's standard value, and a doubt is cast on it. Whoever then asks whether
 * several values fit together goes by those that are in no doubt, and is silent
 * where an answer would rest on one that is: it would be a consequence of what
 * has been said already, or none.
 *
 * Earlier still, before there are fields, a node of the tree takes this part
 * (`refused` in tree.h).
 */
#ifndef FUNNELSIM_SCENARIO_DOUBT_H
#define FUNNELSIM_SCENARIO_DOUBT_H

#include <stdbool.h>
#include <stddef.h>

/* Zero-initialise before use. */
struct fnl_doubt {
    struct fnl_doubt_field *fields;
    size_t count, capacity;
};

/* Casts a doubt on the `size` bytes of `field`, which may be a whole struct. False when memory is
 * out. */
bool fnl_doubt_cast(struct fnl_doubt *doubt, const void *field, size_t size);

/* Whether any of the `size` bytes of `field` is in doubt. `doubt` may be NULL, for none. */
bool fnl_doubt_any(const struct fnl_doubt *doubt, const void *field, size_t size);

/* Frees all and leaves no doubt. */
void fnl_doubt_fini(struct fnl_doubt *doubt);

#endif
