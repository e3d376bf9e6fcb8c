/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sketched.h - what a figure of a made-up study says to gnuplot, for the tests
 * of those who make figures. Include after cmocka.h.
 */
#ifndef FUNNELSIM_TESTS_SKETCHED_H
#define FUNNELSIM_TESTS_SKETCHED_H

#include <stdlib.h>
#include <string.h>

#include "report/sketch.h"

#include "made_up.h"

/* The data of the figure that `make` makes, to be freed; the study is freed. */
static inline char *sketched(struct made_up *made, void (*make)(struct fnl_sketch *sketch))
{
    const struct fnl_study *study = made_up_study(made);
    struct fnl_judgement_set judged;
    struct fnl_sketch sketch;
    assert_int_equal(fnl_judgement_init(study, &judged), FNL_OK);
    fnl_sketch_begin(&sketch, study, &judged);
    make(&sketch);
    assert_false(sketch.exhausted);
    const char *data = fnl_figure_data(sketch.figure);
    assert_non_null(data);
    char *copy = calloc(strlen(data) + 1, 1);
    assert_non_null(copy);
    strcpy(copy, data);
    fnl_figure_free(sketch.figure);
    fnl_judgement_fini(&judged);
    made_up_free(made);
    return copy;
}

static inline void sketched_says(char *data, const char *expected)
{
    if (!strstr(data, expected))
        fail_msg("no \"%s\" in\n%s", expected, data);
}

/* One thing is expected of it. */
static inline void sketched_assert(struct made_up *made, void (*make)(struct fnl_sketch *sketch),
                                   const char *expected)
{
    char *data = sketched(made, make);
    sketched_says(data, expected);
    free(data);
}

#endif
