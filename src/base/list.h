/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * list.h - a list of named items as a scenario's settings hold it: sources,
 * stages, reps.
 */
#ifndef FUNNELSIM_BASE_LIST_H
#define FUNNELSIM_BASE_LIST_H

#include <stddef.h>

/* `count` structs side by side, in the order of the file; what they are, the list's table knows.
 * Owned by the scenario. */
struct fnl_list {
    void *items; /* NULL when there are none */
    size_t count;
};

#endif
