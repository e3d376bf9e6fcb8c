/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The folder of the running program; false where the system does not tell. */
static bool find_program(char *folder, size_t room)
{
    const ssize_t length = readlink("/proc/self/exe", folder, room);
    if (length <= 0 || (size_t)length == room)
        return false;
    folder[length] = '\0';
    char *slash = strrchr(folder, '/');
    if (slash)
        *slash = '\0';
    return slash;
}

/*
 * The top of the tree that the program stands in: with its data where
 * `make install` puts the two, or in the source tree, where builds are made up
 * to two folders deep.
 */
static bool find_tree(char *tree, size_t room)
{
    static const char *const ways[] = {"/../share/funnelsim", "", "/..", "/../.."};
    char program[FNL_PLACES_TEXT / 2], style[FNL_PLACES_TEXT];
    if (!find_program(program, sizeof program))
        return false;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        snprintf(style, sizeof style, "%s%s/plots/style.gp", program, ways[i]);
        if (access(style, R_OK) == 0) {
            snprintf(tree, room, "%s%s", program, ways[i]);
            return true;
        }
    }
    return false;
}

void fnl_places_find(struct fnl_places *places, const char *plots)
{
    char tree[FNL_PLACES_TEXT - 16];
    *places = (struct fnl_places){0};
    if (plots)
        places->plots[places->plot_count++] = plots;
    if (find_tree(tree, sizeof tree)) {
        snprintf(places->text[0], FNL_PLACES_TEXT, "%s/scenarios", tree);
        snprintf(places->text[1], FNL_PLACES_TEXT, "%s/plots", tree);
        snprintf(places->text[2], FNL_PLACES_TEXT, "%s/scenarios/packs", tree);
        places->scenarios[places->scenario_count++] = places->text[0];
        places->scenarios[places->scenario_count++] = places->text[2];
        places->plots[places->plot_count++] = places->text[1];
    }
    places->scenarios[places->scenario_count++] = FNL_DATADIR "/scenarios";
    places->scenarios[places->scenario_count++] = FNL_DATADIR "/scenarios/packs";
    places->plots[places->plot_count++] = FNL_DATADIR "/plots";
}
