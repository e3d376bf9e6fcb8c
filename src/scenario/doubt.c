/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/doubt.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

/* As numbers, since fields of different structs are compared. */
struct fnl_doubt_field {
    uintptr_t begin, end;
};

static struct fnl_doubt_field bytes_of(const void *field, size_t size)
{
    return (struct fnl_doubt_field){(uintptr_t)field, (uintptr_t)field + size};
}

bool fnl_doubt_cast(struct fnl_doubt *doubt, const void *field, size_t size)
{
    void *fields = doubt->fields;
    if (!fnl_memory_grow(&fields, doubt->count, &doubt->capacity, sizeof *doubt->fields))
        return false;
    doubt->fields = fields;
    doubt->fields[doubt->count++] = bytes_of(field, size);
    return true;
}

bool fnl_doubt_any(const struct fnl_doubt *doubt, const void *field, size_t size)
{
    const struct fnl_doubt_field asked = bytes_of(field, size);
    for (size_t i = 0; doubt && i < doubt->count; i++)
        if (doubt->fields[i].begin < asked.end && asked.begin < doubt->fields[i].end)
            return true;
    return false;
}

void fnl_doubt_fini(struct fnl_doubt *doubt)
{
    free(doubt->fields);
    *doubt = (struct fnl_doubt){.count = 0};
}
