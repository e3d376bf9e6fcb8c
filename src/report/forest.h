/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * forest.h - where the clients of one future stand in the picture of who sent
 * whom: families as trees that grow to the right, in columns of a page.
 *
 * The largest families come first. A client stands in the middle of those whom
 * it sent; a family that is taller than the page loses those who do not fit, and
 * one that finds no room is left out.
 */
#ifndef FUNNELSIM_REPORT_FOREST_H
#define FUNNELSIM_REPORT_FOREST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "observe/fate.h"

/* Room of the page: columns of families beside each other, rows in each, and clients in all. */
#define FNL_FOREST_COLUMNS 3
#define FNL_FOREST_ROWS    34
#define FNL_FOREST_MOST    200

/* A client's place. */
struct fnl_forest_spot {
    uint32_t index; /* among the fates */
    size_t column;
    size_t depth;   /* generations from the first of the family */
    double row;     /* from 0; may be between two */
    int64_t parent; /* the spot of who sent it; -1: the first of the family */
};

struct fnl_forest {
    struct fnl_forest_spot spots[FNL_FOREST_MOST]; /* who sends stands before whom it sent */
    size_t count;
    size_t columns;       /* in use: fewer where families are deep or few */
    size_t deepest;       /* greatest depth of any family, shown or not */
    size_t left_out;      /* clients for whom there was no room */
    size_t clients, sent; /* in the future; of these, sent by clients */
};

/* Fills `*forest` from the fates. False when memory runs out. */
bool fnl_forest_grow(struct fnl_forest *forest, const struct fnl_fates *fates);

#endif
