/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/forest.h"

#include <stdlib.h>

#include "base/memory.h"
#include "observe/kinship.h"

/* A client in its family; by index among the fates. */
struct kid {
    uint32_t first, next; /* index + 1 of the first whom it sent, and of its sender's next */
    size_t size;          /* of its family, itself included */
    size_t leaves;        /* rows that its family takes */
    size_t depth;         /* generations below it */
};

struct root {
    size_t size;
    uint32_t index;
};

/* What is needed while the forest grows. */
struct ground {
    struct fnl_forest *forest;
    const struct fnl_fates *fates;
    struct kid *kids;
    struct root *roots; /* the largest family first */
    size_t root_count;
    size_t used[FNL_FOREST_COLUMNS]; /* rows of each column */
};

static void join_family(struct ground *ground, uint32_t index)
{
    struct kid *kid = &ground->kids[index];
    struct kid *sender = &ground->kids[ground->fates->items[index].sender];
    kid->next = sender->first;
    sender->first = index + 1;
    sender->size += kid->size;
    sender->leaves += kid->leaves;
    if (sender->depth <= kid->depth)
        sender->depth = kid->depth + 1;
    ground->forest->sent++;
}

static void note_root(struct ground *ground, uint32_t index)
{
    const struct kid *kid = &ground->kids[index];
    ground->roots[ground->root_count++] = (struct root){kid->size, index};
    if (kid->depth > ground->forest->deepest)
        ground->forest->deepest = kid->depth;
}

/* Who sends was met before whom it sent, so going backwards families are complete in time. */
static void link_kids(struct ground *ground)
{
    for (size_t i = fnl_fate_count(ground->fates); i-- > 0;) {
        const struct fnl_fate *fate = &ground->fates->items[i];
        struct kid *kid = &ground->kids[i];
        if (!fnl_fate_is_person(ground->fates, i) || !fnl_fate_is_client(fate))
            continue;
        ground->forest->clients++;
        kid->size++;
        kid->leaves += kid->leaves == 0;
        if (fnl_kinship_is_sent(fate))
            join_family(ground, (uint32_t)i);
        else if (kid->size > 1)
            note_root(ground, (uint32_t)i);
    }
}

static int by_size(const void *a, const void *b)
{
    const struct root *left = a, *right = b;
    if (left->size != right->size)
        return left->size > right->size ? -1 : 1;
    return left->index < right->index ? -1 : 1;
}

/* Places a client and whom it sent from row `row` on; returns the next free row. */
static size_t place(struct ground *ground, struct fnl_forest_spot spot, size_t row)
{
    struct fnl_forest *forest = ground->forest;
    const size_t at = forest->count++;
    const struct kid *kid = &ground->kids[spot.index];
    size_t next = row, last = at;
    forest->spots[at] = spot;
    for (uint32_t id = kid->first; id; id = ground->kids[id - 1].next) {
        if (next >= FNL_FOREST_ROWS || forest->count == FNL_FOREST_MOST) {
            forest->left_out += ground->kids[id - 1].size;
            continue;
        }
        last = forest->count;
        next = place(ground,
                     (struct fnl_forest_spot){.index = id - 1,
                                              .column = spot.column,
                                              .depth = spot.depth + 1,
                                              .parent = (int64_t)at},
                     next);
    }
    forest->spots[at].row = (double)row;
    if (last > at)
        forest->spots[at].row = (forest->spots[at + 1].row + forest->spots[last].row) / 2;
    return next > row ? next : row + 1;
}

/* As few columns as leave the rows apart, and no more than deep families leave room for. */
static size_t columns_for(const struct ground *ground)
{
    const size_t deepest = ground->forest->deepest;
    const size_t most = deepest > 6 ? 1 : deepest > 2 ? 2 : FNL_FOREST_COLUMNS;
    size_t rows = 0;
    for (size_t i = 0; i < ground->root_count; i++)
        rows += ground->kids[ground->roots[i].index].leaves;
    const size_t wanted = rows / (FNL_FOREST_ROWS / 2) + 1;
    return wanted < most ? wanted : most;
}

/* Each family goes to the column with most room. */
static void place_families(struct ground *ground)
{
    struct fnl_forest *forest = ground->forest;
    forest->columns = columns_for(ground);
    for (size_t i = 0; i < ground->root_count; i++) {
        const uint32_t index = ground->roots[i].index;
        const struct kid *kid = &ground->kids[index];
        size_t best = 0;
        for (size_t column = 1; column < forest->columns; column++)
            if (ground->used[column] < ground->used[best])
                best = column;
        const bool fits =
            ground->used[best] == 0 || ground->used[best] + kid->leaves <= FNL_FOREST_ROWS;
        if (!fits || forest->count == FNL_FOREST_MOST)
            forest->left_out += kid->size;
        else
            ground->used[best] = place(
                ground, (struct fnl_forest_spot){.index = index, .column = best, .parent = -1},
                ground->used[best]);
    }
}

bool fnl_forest_grow(struct fnl_forest *forest, const struct fnl_fates *fates)
{
    struct ground ground = {
        .forest = forest,
        .fates = fates,
        .kids = fnl_memory_zeroed(fnl_fate_count(fates), sizeof *ground.kids),
        .roots = fnl_memory_zeroed(fnl_fate_count(fates), sizeof *ground.roots),
    };
    const bool enough = ground.kids && ground.roots;
    forest->count = forest->columns = forest->deepest = forest->left_out = 0;
    forest->clients = forest->sent = 0;
    if (enough) {
        link_kids(&ground);
        qsort(ground.roots, ground.root_count, sizeof *ground.roots, by_size);
        place_families(&ground);
    }
    free(ground.kids);
    free(ground.roots);
    return enough;
}
