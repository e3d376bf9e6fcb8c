/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * finding.h - what became of one claim, in words.
 *
 *     -$0.29M contribution (-$0.46M to -$0.13M) in 200 futures
 *     A few futures make the mean, so its interval is longer than usual.
 *     Flips between 0.7 and 0.8 of effects.fit: holds from there on, not below.
 *
 * The sentences are the same whether they stand in a terminal, in TAP, in a
 * table of Markdown or in JSON. They are texts of one line each, cleaned
 * (report/label.h) and not escaped for anything.
 */
#ifndef FUNNELSIM_REPORT_FINDING_H
#define FUNNELSIM_REPORT_FINDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "experiment/trial.h"

/* "supported", "refuted" or "undecided". */
const char *fnl_finding_word(enum fnl_sequential_verdict verdict);

/* A finding in its trial. */
struct fnl_finding {
    const fnl_trial *trial;
    const struct fnl_trial_finding *of;
};

struct fnl_finding fnl_finding_number(const fnl_trial *trial, size_t number);

/* The functions that write are false when memory is out, and what they have written is incomplete.
 */

/* By how much contrast `contrast` came out, with its unit and interval: one line. */
bool fnl_finding_estimate(const struct fnl_finding *finding, size_t contrast, FILE *stream);

/* The estimates of all contrasts and the number of futures, in one line. */
bool fnl_finding_sentence(const struct fnl_finding *finding, FILE *stream);

/* What has to be said besides, one line each; none where there is nothing. */
bool fnl_finding_remarks(const struct fnl_finding *finding, FILE *stream);

/* Where the claim flips, one line; nothing where nobody has looked. */
bool fnl_finding_boundary(const struct fnl_finding *finding, FILE *stream);

/* What was claimed, as one line of text; with the firm behind it, if that is not the first. */
bool fnl_finding_says(const struct fnl_finding *finding, FILE *stream);

/* In which firm it was found: its name and its digest, in one line. */
bool fnl_finding_firm(const struct fnl_finding *finding, FILE *stream);

/*
 * How much of what a verdict rests on nobody knows. Counted are the values in use in the scenarios
 * of all cells, each path once. Where the cells differ in what a value rests on, it is a guess if
 * it is one in any of them, and else without evidence if it is so in any.
 */
struct fnl_finding_tally {
    size_t stated, standard; /* guesses: that a file states; among the standard values */
    /* Figures (evidence.h) below the paths that the claim is carried by; of them guesses of either
     * sort, and those that are stated, in a file or by `set`, without any evidence. */
    size_t carriers, guessed, unfounded;
};

/* FNL_ERR_MEMORY. */
fnl_status fnl_finding_count(const struct fnl_finding *finding, struct fnl_finding_tally *tally,
                             struct fnl_error *error);

/* The same in words, one line; of what carries the claim nothing where it is no figure, but a
 * choice, or not in use. */
bool fnl_finding_guesses(const struct fnl_finding *finding, FILE *stream);

/* What one of these functions writes about a finding, to be freed; NULL when memory is out. */
char *fnl_finding_text(bool (*write)(const struct fnl_finding *finding, FILE *stream),
                       const struct fnl_finding *finding);

#endif
