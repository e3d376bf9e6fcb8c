/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lab.h - a firm in a laboratory, for the tests of the model: a scenario given
 * as text is read, bound, checked and lived through, and whatever it announced
 * can be looked at.
 *
 * Nothing here depends on files. Every run is audited, and a run whose books do
 * not balance fails the test, whatever the test is about. Whatever is wrong with
 * a scenario fails the test too, with the mistakes. Include after cmocka.h.
 */
#ifndef FUNNELSIM_TESTS_LAB_H
#define FUNNELSIM_TESTS_LAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/key.h"
#include "base/units.h"
#include "model/company.h"
#include "model/lead.h"
#include "model/money.h"
#include "observe/indicator.h"

/* The seed of every run, unless a test sets another. */
#define LAB_SEED UINT64_C(20260101)

/* Open round the clock, so that an hour of work is an hour of the clock. */
#define LAB_ALWAYS_OPEN "calendar = { opens = 0; hours_per_day = 24; workdays = \"Mon-Sun\"; }; "

/*
 * Makes leads_per_month people a day in every month of a year of 365 days: the
 * factor of each month is its length. Starts in 2025, so that three years pass
 * before a 29th of February.
 */
#define LAB_SAME_EVERY_DAY " seasonality = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31); "
#define LAB_FROM_2025      "start = \"2025-01\"; "

/* A firm and what its last run left behind. */
struct lab {
    struct fnl_plan plan;
    const struct fnl_settings *settings; /* of the first day */
    fnl_company *company;
    uint64_t seed;
    struct fnl_row_layout layout;
    int64_t *row;
    struct fnl_accounts accounts;
    struct lab_inside *inside;
};

/* The firm of a scenario, printed by printf's rules. */
struct lab *lab_open(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A dated change: the overlay `text` holds from day `day` of the horizon. */
struct lab_change {
    int day;
    const char *text;
};

/* The same with dated changes, each laid over all before it. */
struct lab *lab_open_changed(const char *text, const struct lab_change *changes, size_t count);

/* A strategy for the firm of `text` that states all that the changes say: there is no change. */
struct lab *lab_open_overlaid(const char *text, const struct lab_change *changes, size_t count);

/* Accepts NULL. */
void lab_close(struct lab *lab);

/* Lives through a replication; `listener` may be NULL. */
void lab_run(struct lab *lab, uint64_t replication, const struct fnl_listener *listener);

/* The company after replication 0, its mechanisms as if they had just begun. */
struct fnl_company *lab_afresh(struct lab *lab);

/* Numbers of the last run. */
int64_t lab_value(const struct lab *lab, enum fnl_indicator indicator);
int64_t lab_month(const struct lab *lab, enum fnl_series series, size_t month);
int64_t lab_cause(const struct lab *lab, enum fnl_cause cause);
int64_t lab_spent(const struct lab *lab, enum fnl_spent_on on);
int64_t lab_money(const struct lab *lab, enum fnl_category category);
int64_t lab_source(const struct lab *lab, size_t source, enum fnl_by_source column);

/* Every fact of the kinds that are wanted, in order. Zero-initialise; may be used for run after
 * run, and then begins afresh. */
struct lab_tape {
    struct fnl_fact *facts;
    size_t count, capacity;
};

/* The listener that fills `tape`. */
struct fnl_listener lab_tape_listener(struct lab_tape *tape, fnl_fact_set wants);

/* How many facts of a kind there are, and the n-th of them from 0, which must exist. */
size_t lab_tape_count(const struct lab_tape *tape, enum fnl_fact_kind kind);
const struct fnl_fact *lab_tape_fact(const struct lab_tape *tape, enum fnl_fact_kind kind,
                                     size_t n);

/* The next signature from fact `*next` on by a client who had left while the deal was going on;
 * NULL after the last. `*next` is 0 to begin with. */
const struct fnl_fact *lab_tape_won_back(const struct lab_tape *tape, size_t *next);

void lab_tape_fini(struct lab_tape *tape);

/* Lives through replication 0 with everything on the tape. */
void lab_record(struct lab *lab, struct lab_tape *tape);

/*
 * What is wrong with a scenario, in one text (a mistake a line, "" for nothing),
 * to be freed; changes may be NULL.
 */
char *lab_mistakes(const char *text, const struct lab_change *changes, size_t count);

#endif
