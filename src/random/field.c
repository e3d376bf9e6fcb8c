/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random/field.h"

void fnl_field_open(struct fnl_field *field, struct fnl_stream_key key, uint64_t entity,
                    uint32_t purpose)
{
    fnl_stream_open(&field->stream, key, entity, purpose);
    field->height = 0;
    field->index = 0;
}

struct fnl_field_point fnl_field_next(struct fnl_field *field)
{
    field->height += fnl_stream_exponential(&field->stream);
    field->index++;
    return (struct fnl_field_point){
        .index = field->index,
        .height = field->height,
        .time = fnl_stream_uniform(&field->stream),
    };
}
