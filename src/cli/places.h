/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * places.h - where the scenarios and the figures' scripts are that come with the
 * program.
 *
 * A program that stands in its source tree uses that tree's, so that a fresh
 * build is not shown with the files of an older installation; then come those
 * that were installed. The firms in scenarios/packs have bare names, too.
 */
#ifndef FUNNELSIM_CLI_PLACES_H
#define FUNNELSIM_CLI_PLACES_H

#include <stddef.h>

#define FNL_PLACES_MOST 4
#define FNL_PLACES_TEXT 4096

/* Folders in the order in which they are looked through. Do not copy: they point into `text`. */
struct fnl_places {
    const char *scenarios[FNL_PLACES_MOST];
    size_t scenario_count;
    const char *plots[FNL_PLACES_MOST];
    size_t plot_count;
    char text[3][FNL_PLACES_TEXT];
};

/* Finds them. `plots` is a folder that comes before all others, or NULL. */
void fnl_places_find(struct fnl_places *places, const char *plots);

#endif
