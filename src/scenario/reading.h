/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reading.h - what goes along while a tree is turned into structs: where texts
 * and arrays are kept, where mistakes go, and whose uncertainty is being
 * played.
 */
#ifndef FUNNELSIM_SCENARIO_READING_H
#define FUNNELSIM_SCENARIO_READING_H

#include <stdbool.h>

#include <funnelsim/mistakes.h>

#include "base/param.h"
#include "scenario/arena.h"
#include "scenario/tree.h"

/*
 * For the value at `path`, which its evidence gives a range, the quantile of the belief to use
 * instead of the stated value, in (0,1); 0.5 is the stated value itself.
 */
typedef double fnl_reading_shaker(void *context, const char *path);

struct fnl_reading {
    struct fnl_arena *arena; /* owns what outlives the tree */
    struct fnl_mistakes *mistakes;
    fnl_reading_shaker *shake; /* NULL: every value as stated */
    void *context;             /* of `shake` */
    size_t found;              /* mistakes, even those that `mistakes` had already */
    bool exhausted;            /* memory ran out: what was read is useless */
};

/* Adds a mistake at `node`, or at its child `key` unless that is NULL. False, so that a caller can
 * leave with it. */
bool fnl_reading_complain(struct fnl_reading *reading, const struct fnl_node *node, const char *key,
                          const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Notes that memory ran out; false. */
bool fnl_reading_exhaust(struct fnl_reading *reading);

/* A plain number in `unit` from a number or a quantity in quotes; false with a mistake. */
bool fnl_reading_number(struct fnl_reading *reading, const struct fnl_node *node,
                        enum fnl_param_unit unit, double *number);

/* The numbers of a list, in the reading's arena. */
bool fnl_reading_numbers(struct fnl_reading *reading, const struct fnl_node *list,
                         enum fnl_param_unit unit, double **numbers);

/*
 * Whether `number` lies in the row's range; false with a mistake at `node`, which proposes a per
 * cent sign where one was probably forgotten; of a law, `number` is the average. A row whose bounds
 * are both 0 has no range, but a share is never above 1 or below 0.
 */
bool fnl_reading_in_range(struct fnl_reading *reading, const struct fnl_node *node,
                          const struct fnl_param *row, double number);

/* A plain number in the row's unit and range; false with a mistake. */
bool fnl_reading_value(struct fnl_reading *reading, const struct fnl_node *node,
                       const struct fnl_param *row, double *value);

/* The numbers of a list, each in the row's unit and range, in the reading's arena; false with all
 * that is wrong with them. */
bool fnl_reading_values(struct fnl_reading *reading, const struct fnl_node *list,
                        const struct fnl_param *row, double **values);

/* The row's bounds as they are applied; infinite where it has none. */
void fnl_reading_bounds(const struct fnl_param *row, double *low, double *high);

/* `node` in a few words, for a sentence that refuses it: `"abc"`, 12, true, a list, a group. */
const char *fnl_reading_quote(const struct fnl_node *node, char text[80]);

#endif
