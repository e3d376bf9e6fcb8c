/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scenario.h - a firm and its plans, as written in files: read, merged,
 * checked, and ready to be lived through.
 */
#ifndef FUNNELSIM_SCENARIO_H
#define FUNNELSIM_SCENARIO_H

#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <funnelsim/mistakes.h>
#include <funnelsim/status.h>

/* A scenario that has been accepted. Nothing in it changes any more. */
typedef struct fnl_scenario fnl_scenario;

/* What to load. */
struct fnl_scenario_request {
    const char *file;        /* as the user typed it: a path, or the bare name of one */
    const char *base;        /* lay the file over this one instead of its own `extends`; or NULL */
    const char *const *sets; /* "path=value", applied last, in order */
    size_t set_count;
    int months;                 /* horizon instead of the file's; 0: the file's */
    bool cut;                   /* leave out changes planned for later than that; else a mistake */
    const char *const *folders; /* where bare names are looked for after the base's own folder */
    size_t folder_count;
};

/*
 * Loads and checks a scenario. On FNL_ERR_SCENARIO all that is wrong with it is
 * in `*mistakes`, which must be empty before; other failures are in `*error`.
 * `*scenario` is the caller's to free; NULL on failure.
 */
fnl_status fnl_scenario_load(const struct fnl_scenario_request *request,
                             struct fnl_mistakes *mistakes, fnl_scenario **scenario,
                             struct fnl_error *error);

/* Frees it. Accepts NULL. */
void fnl_scenario_free(fnl_scenario *scenario);

/* Its name, its question, its file, its currency; owned by the scenario. */
const char *fnl_scenario_name(const fnl_scenario *scenario);
const char *fnl_scenario_about(const fnl_scenario *scenario);
const char *fnl_scenario_file(const fnl_scenario *scenario);
const char *fnl_scenario_currency(const fnl_scenario *scenario);

/* How many months it looks ahead. */
int fnl_scenario_months(const fnl_scenario *scenario);

/*
 * A strategy that is loaded by itself has its funnel (`stages`) from a file that it extends: that
 * file, whose firm it speaks of. NULL for a firm, for claims, and for what was laid over a base
 * that was asked for. Owned by the scenario.
 */
const char *fnl_scenario_firm(const fnl_scenario *scenario);

/*
 * 16 hexadecimal digits that change whenever a setting does, and not with the
 * layout of the files.
 */
#define FNL_SCENARIO_DIGEST 17
const char *fnl_scenario_digest(const fnl_scenario *scenario, char digest[FNL_SCENARIO_DIGEST]);

/* How many of the values that it states are guesses, and how many have a range; planned changes
 * included. */
size_t fnl_scenario_guesses(const fnl_scenario *scenario);
size_t fnl_scenario_ranges(const fnl_scenario *scenario);

/* How many of the standard values that it uses are guesses. */
size_t fnl_scenario_standard_guesses(const fnl_scenario *scenario);

/* Checks that two scenarios can be compared: same start, length and currency. */
fnl_status fnl_scenario_comparable(const fnl_scenario *a, const fnl_scenario *b,
                                   struct fnl_error *error);

#endif
