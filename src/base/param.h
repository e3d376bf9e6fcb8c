/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * param.h - one row of a parameter table: everything there is to say about a
 * key of a scenario, said once.
 *
 * Each struct of settings has one table, beside the struct. The table drives
 * reading, checking, writing back, `params`, the reference scenario and later
 * the interview. Adding a parameter is adding a field and a row.
 *
 * `standard` and `neutral` are written as they would stand in a scenario file
 * and go through the same reader, so what is printed is what is read.
 */
#ifndef FUNNELSIM_BASE_PARAM_H
#define FUNNELSIM_BASE_PARAM_H

#include <stddef.h>

/* What the field at the row's offset is, and what a file may say for it. */
enum fnl_param_type {
    FNL_PARAM_FLAG,   /* bool; true or false */
    FNL_PARAM_COUNT,  /* int64_t; a whole number */
    FNL_PARAM_NUMBER, /* double; a plain number, or "2.5 x" */
    FNL_PARAM_SHARE,  /* double from 0 to 1; 0.4, "40 %", "1 in 3"; a bare number above 1 is refused
                       */
    FNL_PARAM_MONEY,  /* fnl_money (int64_t minor units); 164, 25.50, "250k", "1.5M" */
    FNL_PARAM_SPAN, /* fnl_time; a bare number is in the row's unit; "9 h", "66 days", "5 months" */
    FNL_PARAM_DATE, /* int, a day number (base/date.h); "2026-04-01" or "2026-04" */
    FNL_PARAM_TEXT, /* const char *, owned by the scenario; never NULL once read */
    FNL_PARAM_CHOICE, /* int; one of the row's `choices`, its index is stored */
    FNL_PARAM_LAW,    /* struct fnl_law; a number in the row's unit, or a law in that unit */
    FNL_PARAM_PLAN,   /* struct fnl_param_plan; a number, or a list with one number a month */
    FNL_PARAM_DATES,  /* struct fnl_param_dates; a list of dates; in the unit of days a month is
                         not enough, and "2026-08-03 to 2026-08-21" is every day of it */
    FNL_PARAM_TEXTS,  /* struct fnl_param_texts; a text or a list of texts */
};

/* What one of a bare number means, and how the value is shown. */
enum fnl_param_unit {
    FNL_UNIT_NONE,
    FNL_UNIT_SHARE,   /* 0 to 1, shown in % */
    FNL_UNIT_FACTOR,  /* "2.5 x" */
    FNL_UNIT_MONEY,   /* of the scenario's currency, major units in files */
    FNL_UNIT_MINUTES, /* spans and laws of time are handed on in milliseconds (spans) */
    FNL_UNIT_HOURS,   /* or in the unit itself (laws) */
    FNL_UNIT_DAYS,
    FNL_UNIT_MONTHS,
    FNL_UNIT_PER_MONTH, /* events a calendar month; "8 a year" is understood */
    FNL_UNIT_PER_YEAR,  /* events a year; "2 a month", "1 in 3 a year" are understood */
    FNL_UNIT_LOGIT,     /* an effect on the log-odds scale */
};

/* When a law in this row is drawn; a row that is never drawn takes plain values only. */
enum fnl_param_drawn {
    FNL_DRAWN_NEVER,
    FNL_DRAWN_FUTURE, /* once in a replication */
    FNL_DRAWN_MONTH,  /* once a calendar month */
    FNL_DRAWN_ENTITY, /* once for each lead, rep or client */
    FNL_DRAWN_USE,    /* at each use */
};

/* Who needs to know of it. */
enum fnl_param_level { FNL_LEVEL_ESSENTIAL, FNL_LEVEL_TUNING, FNL_LEVEL_EXPERT };

struct fnl_param {
    const char *name; /* the key */
    enum fnl_param_type type;
    enum fnl_param_unit unit;
    size_t offset;              /* of the field in its struct */
    double low, high;           /* admissible range of a plain value or of a law's mean, in the unit
                                   of the file; both 0 for types without one */
    const char *const *choices; /* FNL_PARAM_CHOICE: names, NULL-terminated; else NULL */
    const char *standard; /* value when the group is there and the key is not; NULL: required */
    const char *neutral;  /* value when the group is absent; NULL: as `standard` */
    enum fnl_param_drawn drawn;
    enum fnl_param_level level;
    const char *meaning;  /* one line: what it is, per what */
    const char *source;   /* where the standard value comes from, with its basis:
                             "benchmark: Implisit 2014", "guess", "convention" */
    const char *question; /* what to ask somebody who knows the firm and no statistics;
                             NULL for expert rows, and where another row's question covers it */
};

/*
 * A row whose key is the field's own name, its arguments in the order in which a
 * reader asks: what is it, in what unit, between what bounds, what if nothing is
 * said, what if the group is absent, when is it drawn, who needs to know.
 */
#define FNL_PARAM(struct_, field_, type_, unit_, low_, high_, standard_, neutral_, drawn_, level_, \
                  meaning_, source_, question_)                                                    \
    {                                                                                              \
        .name = #field_, .type = FNL_PARAM_##type_, .unit = FNL_UNIT_##unit_,                      \
        .offset = offsetof(struct struct_, field_), .low = (low_), .high = (high_),                \
        .standard = (standard_), .neutral = (neutral_), .drawn = FNL_DRAWN_##drawn_,               \
        .level = FNL_LEVEL_##level_, .meaning = (meaning_), .source = (source_),                   \
        .question = (question_)                                                                    \
    }

/* The same for a field that is one of a list of words. */
#define FNL_PARAM_ONE_OF(struct_, field_, choices_, standard_, level_, meaning_, source_,          \
                         question_)                                                                \
    {                                                                                              \
        .name = #field_, .type = FNL_PARAM_CHOICE, .offset = offsetof(struct struct_, field_),     \
        .choices = (choices_), .standard = (standard_), .level = FNL_LEVEL_##level_,               \
        .meaning = (meaning_), .source = (source_), .question = (question_)                        \
    }

/* A table: `count` rows for a struct of `size` bytes. */
struct fnl_param_table {
    const struct fnl_param *rows;
    size_t count, size;
};

#define FNL_PARAM_TABLE(rows_, type_)                                                              \
    {                                                                                              \
        .rows = (rows_), .count = sizeof(rows_) / sizeof *(rows_), .size = sizeof(type_)           \
    }

/* One number a month; the last one goes on for ever. Owned by the scenario. */
struct fnl_param_plan {
    const double *months;
    size_t count; /* at least 1 */
};

/* Day numbers in ascending order. Owned by the scenario. */
struct fnl_param_dates {
    const int *days;
    size_t count; /* may be 0 */
};

/* Texts in the order of the file, none of them NULL. Owned by the scenario. */
struct fnl_param_texts {
    const char *const *items;
    size_t count; /* may be 0 */
};

#endif
