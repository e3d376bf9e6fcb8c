/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sketch.h - a figure in the making, and what all figures have in common.
 *
 * A title is a sentence that says what is to be seen; the line below it says
 * how many futures it was drawn from, and whether the run was stopped early;
 * the line at the bottom names the version, the seed and the beginning of each
 * scenario's digest, so that a picture that was pasted somewhere can be traced
 * to its run. Lack of memory is remembered and told at the end.
 */
#ifndef FUNNELSIM_REPORT_SKETCH_H
#define FUNNELSIM_REPORT_SKETCH_H

#include <stdbool.h>
#include <stddef.h>

#include "report/figure.h"
#include "report/judgement.h"
#include "report/study.h"

/* More options than this are not shown, and the figure says so: plots/style.gp has no more lines.
 */
#define FNL_SKETCH_MOST 6

struct fnl_sketch {
    const struct fnl_study *study;
    const struct fnl_judgement_set *judged;
    size_t shown; /* options, from the first */
    fnl_figure *figure;
    bool exhausted;
};

/* Begins a figure; `sketch->figure` is NULL when memory runs out, and the caller's otherwise. */
void fnl_sketch_begin(struct fnl_sketch *sketch, const struct fnl_study *study,
                      const struct fnl_judgement_set *judged);

/* Sets what all figures have below their title and at the bottom. */
void fnl_sketch_frame(struct fnl_sketch *sketch);

/* Sets the title to `title`, which it frees and which is NULL where memory ran out. */
void fnl_sketch_title(struct fnl_sketch *sketch, char *title);

/* Sets the names of the options that are shown. */
void fnl_sketch_options(struct fnl_sketch *sketch);

const char *fnl_sketch_name(const struct fnl_sketch *sketch, size_t option);

/* The option that is surely better than the first, else the first. */
size_t fnl_sketch_subject(const struct fnl_sketch *sketch);

/* The foremost of the others; the first where there is no other. */
size_t fnl_sketch_other(const struct fnl_sketch *sketch);

/* Two options of which a title speaks; the same one twice where there is no other. */
struct fnl_sketch_pair {
    size_t one, other;
};

/*
 * The first option and the foremost of the others, of those that `has` finds something in: the
 * settings in force at the end. Options whose settings are not known are taken to have it, and the
 * first option stands in where none has.
 */
struct fnl_sketch_pair fnl_sketch_pair(const struct fnl_sketch *sketch,
                                       bool (*has)(const struct fnl_settings *settings));

/* What the futures of an option say of a quantity, and of an indicator. */
struct fnl_spread fnl_sketch_spread(struct fnl_sketch *sketch, size_t option,
                                    struct fnl_quantity quantity);
struct fnl_spread fnl_sketch_indicator(struct fnl_sketch *sketch, size_t option,
                                       enum fnl_indicator indicator);

/* "$3.3M"; `text` as in report/number.h. */
const char *fnl_sketch_money(const struct fnl_sketch *sketch, double amount, char *text);

#endif
