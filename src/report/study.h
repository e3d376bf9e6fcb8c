/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * study.h - what a report is about: the options by name, the words that the
 * firm uses, the yardstick, and where the numbers are.
 *
 * Everything that a report takes from scenarios is gathered here, in one
 * place; whoever writes a table, a sentence or a figure looks here and at the
 * results, and never at a scenario. All texts are cleaned (report/label.h), so
 * each is one line that may be printed as it is.
 *
 * The first option is what the others are compared with.
 */
#ifndef FUNNELSIM_REPORT_STUDY_H
#define FUNNELSIM_REPORT_STUDY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <funnelsim/scenario.h>
#include <funnelsim/status.h>

#include "base/units.h"
#include "experiment/experiment.h"
#include "model/settings.h"
#include "observe/indicator.h"
#include "report/price.h"

/* What an option may spend on top, to find business with. */
struct fnl_study_allowance {
    fnl_money a_month; /* 0: nothing; below 0: not the same in all months from `from` on */
    int from;          /* day number from which on */
};

/* What an option begins with, by its group `today`. */
struct fnl_study_today {
    int64_t clients, pita_clients, open_deals;
    fnl_money cash, credit_line;
};

struct fnl_study_option {
    const char *name; /* unlike that of any other: a second "Referrals" is "Referrals (2)" */
    const char *file;
    const char *digest;
    size_t guesses, ranges;  /* values that are guesses, and that state a range */
    size_t standard_guesses; /* standard values in use that are guesses */
    const char *const *sources;
    size_t source_count; /* as in the row layout */
    const char *const *stages;
    size_t stage_count; /* at most FNL_STAGES */
    int64_t reps;       /* on the team all the time; 0: their number changes */
    struct fnl_study_allowance allowance;
    struct fnl_study_today today;
    double service_hours;            /* of the pool, a month, on average over the horizon */
    double service_cost;             /* likewise, minor units */
    const struct fnl_settings *last; /* in force at the end; NULL: not known */
    struct fnl_price price;          /* against the first option's */
};

struct fnl_study {
    const fnl_results *results;
    const char *currency; /* ISO code */
    int start, end;       /* day numbers of the first day and of the day after the last */
    size_t months;
    enum fnl_indicator judge_by;
    fnl_money matters; /* a smaller difference does not; 0 where judge_by is no money */
    fnl_money quota;   /* of the first year; 0: none, or not the same for all options */
    fnl_money credit;  /* what the bank lends, of the first option; 0: nothing */

    /* The firm's words, singular and in the middle of a sentence. */
    struct fnl_study_words {
        const char *pita, *rep, *client;
    } words;

    const struct fnl_study_option *options;
    size_t count; /* at least 1 */

    /* What fnl_study_init allocated, for fnl_study_fini; zero in a study made by hand. */
    void **owned;
    size_t owned_count, owned_capacity;
};

/*
 * Fills `*study` from results that have scenarios; they must outlive it.
 * FNL_ERR_SCENARIO when judge_by names no indicator; FNL_ERR_MEMORY. To be
 * ended with fnl_study_fini even after a failure.
 */
fnl_status fnl_study_init(struct fnl_study *study, const fnl_results *results,
                          struct fnl_error *error);

/* Frees what fnl_study_init allocated. */
void fnl_study_fini(struct fnl_study *study);

/* Day number of the first day of month `month`, from 0. */
int fnl_study_month(const struct fnl_study *study, size_t month);

/* "Feb 2027": that month, and the month in which the day `time` lies, in ms since the start. */
const char *fnl_study_month_text(const struct fnl_study *study, size_t month, char *text);
const char *fnl_study_date_text(const struct fnl_study *study, fnl_time time, char *text);

/* "Dec 2028": the last month. */
const char *fnl_study_last_month_text(const struct fnl_study *study, char *text);

/* Whether fewer futures, or samples of the inputs, are complete than were asked for. */
bool fnl_study_is_partial(const struct fnl_study *study);

/* How many futures are complete. */
size_t fnl_study_futures(const struct fnl_study *study);

/* Room for a word of the firm's in a phrase; what is longer is cut. */
#define FNL_STUDY_TEXT 160

/* "Bad-fit clients": a word with an ending, its first letter a capital if it is an English one. */
const char *fnl_study_capital(const char *word, const char *ending, char text[FNL_STUDY_TEXT]);

#endif
