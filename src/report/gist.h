/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gist.h - what many futures say of one number: its mean, the range in which 8
 * futures in 10 lie, and how far the mean may be off for want of futures. And
 * lists of such numbers, for programs: rows of CSV or of JSON, each of a world
 * (as it is, or changed by a device) and with a unit.
 */
#ifndef FUNNELSIM_REPORT_GIST_H
#define FUNNELSIM_REPORT_GIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <jansson.h>

#include <funnelsim/indicators.h>
#include <funnelsim/scenario.h>

#include "report/number.h"
#include "report/study.h"
#include "stats/interval.h"

/* In the unit of the numbers: minor units, ms, counts, millionths. */
struct fnl_gist {
    double mean;
    int64_t low, median, high; /* 1 future in 10 is below `low`, 1 in 10 above `high` */
    struct fnl_interval noise; /* of the mean, in which it lies with a chance of 95 % */
    /* Futures, 0 of a number that is of all of them together and has no spread; of them, those in
     * which it is above 0. */
    size_t count, positive;
};

/* Of `count` (> 0) numbers, one a future, which are sorted thereby. */
struct fnl_gist fnl_gist_of(int64_t *values, size_t count);

/* Half the width of the noise; 0 of fewer than two futures. */
double fnl_gist_reach(const struct fnl_gist *gist);

/* Room for what fnl_gist_text writes. */
#define FNL_GIST_TEXT 300

/*
 * "$9.1M ($8.5M to $9.9M)": the mean and the range; of a difference with signs.
 * Of `study` the currency is used. `text` is returned.
 */
const char *fnl_gist_text(const struct fnl_study *study, enum fnl_measure measure,
                          const struct fnl_gist *gist, bool difference, char text[FNL_GIST_TEXT]);

/* A number of a world; other texts than the label are borrowed. */
struct fnl_gist_row {
    const char *world, *id;
    char label[FNL_NUMBER_TEXT];
    enum fnl_measure measure;
    struct fnl_gist gist;
};

/* A header and a row each. */
void fnl_gist_write(const struct fnl_study *study, const struct fnl_gist_row *rows, size_t count,
                    char separator, FILE *out);

/* An array of objects with the same names; NULL when memory runs out. A new reference. */
json_t *fnl_gist_json(const struct fnl_study *study, const struct fnl_gist_row *rows, size_t count);

/* What such a document begins with: version, seed, futures, scenario, start, months, currency. NULL
 * when memory runs out. A new reference. */
json_t *fnl_gist_head(const fnl_scenario *scenario, uint64_t seed, size_t futures);

#endif
