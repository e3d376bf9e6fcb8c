/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * indicators.h - the names, units and definitions of all that is measured.
 */
#ifndef FUNNELSIM_INDICATORS_H
#define FUNNELSIM_INDICATORS_H

#include <stddef.h>
#include <stdint.h>

/* What one of a value is. */
enum fnl_measure {
    FNL_MEASURE_MONEY,  /* minor units of the scenario's currency */
    FNL_MEASURE_COUNT,  /* things */
    FNL_MEASURE_SHARE,  /* millionths */
    FNL_MEASURE_SPAN,   /* ms of elapsed time, shown in days */
    FNL_MEASURE_HOURS,  /* ms of work, shown in hours */
    FNL_MEASURE_DATE,   /* ms since the start */
    FNL_MEASURE_FLAG,   /* 0 or 1: the mean over futures is a chance */
    FNL_MEASURE_FACTOR, /* millionths of one */
};

/* Stands for a value that does not exist, such as the win rate of nobody. */
#define FNL_UNDEFINED INT64_MIN

struct fnl_indicator_about {
    const char *id;    /* as in claims and judge_by */
    const char *label; /* as in tables */
    enum fnl_measure measure;
    int better; /* 1: more is better, -1: less is, 0: neither */
    const char *definition;
};

/* All indicators (one value a run), and all series (one a month). */
size_t fnl_indicator_count(void);
const struct fnl_indicator_about *fnl_indicator_about(size_t index);
size_t fnl_indicator_series_count(void);
const struct fnl_indicator_about *fnl_indicator_series_about(size_t index);

/* The index of the indicator called `id`; -1 when there is none. */
int fnl_indicator_named(const char *id);

/* The id nearest to `word`; NULL when none is near. */
const char *fnl_indicator_nearest(const char *word);

#endif
