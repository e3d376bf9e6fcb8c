/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * made_up.h - a study of futures that nobody lived through, for the tests of
 * reports: the numbers are set by hand, the names too. Include after cmocka.h.
 *
 *     struct made_up *made = made_up_new(3, 100, 36);
 *     made_up_all(made, 0, FNL_COST, 1190000000);
 *     made_up_row(made, 1, 7)[FNL_WON] = 12;
 *     const struct fnl_study *study = made_up_study(made);
 *     ...
 *     made_up_free(made);
 */
#ifndef FUNNELSIM_TESTS_MADE_UP_H
#define FUNNELSIM_TESTS_MADE_UP_H

#include <stddef.h>
#include <stdint.h>

#include "experiment/experiment.h"
#include "report/study.h"

#define MADE_UP_MOST    8
#define MADE_UP_SOURCES 3
#define MADE_UP_STAGES  3

/* A number of dollars in minor units. */
#define MADE_UP_DOLLARS(amount) ((int64_t)((amount)*INT64_C(100)))

/* Everything may be changed before the study is asked for. */
struct made_up {
    struct fnl_study study;
    struct fnl_study_option options[MADE_UP_MOST];
    struct fnl_row_layout layout; /* of all options */
    size_t futures, asked;
    int64_t *rows;
    size_t samples, samples_asked, misfits;
    int64_t *shaken;
    fnl_results *results;
};

/*
 * `count` options from "As we are" to "No list", with futures of `months`
 * months from January 2026 in dollars; all numbers are 0. Judged by
 * contribution; $100k matter.
 */
struct made_up *made_up_new(size_t count, size_t futures, size_t months);

/* The row of a future. */
int64_t *made_up_row(struct made_up *made, size_t option, size_t future);

/* Sets an indicator of an option in all futures. */
void made_up_all(struct made_up *made, size_t option, enum fnl_indicator indicator, int64_t value);

/* For future 0 to 99 an odd number from -99 to 99, each once, in an order of its own by `kind`. */
int64_t made_up_luck(size_t future, size_t kind);

/* Room for samples of the inputs; the row of one. */
void made_up_shake(struct made_up *made, size_t samples);
int64_t *made_up_shaken(struct made_up *made, size_t option, size_t sample);

/* The study of what was set; valid until something is changed. */
const struct fnl_study *made_up_study(struct made_up *made);

void made_up_free(struct made_up *made);

/*
 * A firm of `count` options, 100 futures and 36 months in which most numbers
 * are what one might see: option 1 earns a little more than option 0, option 2
 * much more, the others less and less.
 */
struct made_up *made_up_firm(size_t count);

#endif
