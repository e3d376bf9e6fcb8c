/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/units.h"

#include <assert.h>

fnl_money fnl_units_part(fnl_money amount, int64_t parts, int64_t index)
{
    assert(parts > 0 && index >= 0 && index < parts);
    const fnl_money each = amount / parts;
    return index == parts - 1 ? amount - each * (parts - 1) : each;
}
