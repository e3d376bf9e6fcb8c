/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * twinlist.h - everybody whose fate changed, those with the largest worth first:
 * the order in which twins are told, and a CSV with a row for each.
 */
#ifndef FUNNELSIM_REPORT_TWINLIST_H
#define FUNNELSIM_REPORT_TWINLIST_H

#include <stddef.h>
#include <stdio.h>

#include "experiment/pair.h"

/*
 * The twins whose fate changed, by the size of their worth either way, of equals
 * in their own order: indices, `*count` of them, to be freed. NULL: no memory.
 */
size_t *fnl_twinlist_rank(const struct fnl_pair *pair, size_t *count);

/* Writes a header, and a row for each of `count` twins in that order. */
void fnl_twinlist_write(const struct fnl_pair *pair, const size_t *order, size_t count,
                        char separator, FILE *out);

#endif
