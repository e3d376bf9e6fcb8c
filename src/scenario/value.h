/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * value.h - from a node of the tree to the typed field that a row describes.
 *
 * Types are checked, not converted in silence: a whole number is taken where a
 * real one is meant, never the reverse; whatever has a unit is turned into the
 * row's; every number is finite and in the row's range. See quantity.h for
 * numbers with units, lawform.h for laws and evidence.h for what may be wrapped
 * around any value.
 */
#ifndef FUNNELSIM_SCENARIO_VALUE_H
#define FUNNELSIM_SCENARIO_VALUE_H

#include "scenario/evidence.h"
#include "scenario/reading.h"

/* The size of the field that a row's type stands for. */
size_t fnl_value_size(enum fnl_param_type type);

/*
 * Reads `node` into `field`, which has the row's type, and what it rests on into `evidence`. False
 * with mistakes, and with `field` undefined. Money is kept in hundredths; a law in the row's unit
 * as a real number (lawform.h); a span in milliseconds. A law in a row that is never drawn is
 * refused. Texts and arrays are in the reading's arena.
 */
bool fnl_value_read(struct fnl_reading *reading, const struct fnl_node *node,
                    const struct fnl_param *row, void *field, struct fnl_evidence *evidence);

/* Makes `field` safe to look at where nothing is known: 0, false, "", an empty list, a plan of one
 * 0. */
void fnl_value_blank(const struct fnl_param *row, void *field);

#endif
