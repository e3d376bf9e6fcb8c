/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evidence.h - what a value rests on.
 *
 *     cost_each = { value = 164; basis = "measured"; source = "Ads ledger 2025";
 *                   as_of = "2026-01"; range = (150, 180); };
 *
 * Any value may be wrapped so. `range` means: 8 in 10 sure that the truth lies
 * in it (belief.h). A law that is written out may carry the same keys beside
 * its own: { typical = "9 h"; basis = "measured"; }.
 */
#ifndef FUNNELSIM_SCENARIO_EVIDENCE_H
#define FUNNELSIM_SCENARIO_EVIDENCE_H

#include <stdbool.h>

#include "scenario/reading.h"

enum fnl_evidence_basis {
    FNL_EVIDENCE_STANDARD, /* nobody said anything: the row's standard, with the row's source */
    FNL_EVIDENCE_STATED,   /* said in a file, without evidence */
    FNL_EVIDENCE_MEASURED,
    FNL_EVIDENCE_BENCHMARK,
    FNL_EVIDENCE_ESTIMATE,
    FNL_EVIDENCE_GUESS,
};

/* All that is known of one value. Texts belong to whoever filled it in; none is NULL but `file`. */
struct fnl_evidence {
    const char *path; /* `sources[website].cost_each` */
    const char *file; /* that says it; NULL for a standard or `--set` */
    int line;
    const struct fnl_param *row;
    enum fnl_evidence_basis basis;
    const char *source, *note; /* "" for none; a standard has its row's source */
    const char *shown;         /* the value as one would write it */
    bool dated;
    int as_of; /* if `dated`: day number of its day or month */
    bool ranged;
    double low, high; /* if `ranged`: the range, in the row's unit */
};

/* "measured", and so on; "standard" and "stated" for the two that nobody writes. */
const char *fnl_evidence_basis_text(enum fnl_evidence_basis basis);

/* Whether the value is a standard one whose source calls it a guess. */
bool fnl_evidence_is_standard_guess(const struct fnl_evidence *evidence);

/* Whether a row holds a figure: a number, a sum, a time, or a law or a plan of such, which alone
 * can have a range; and no word, switch or date. */
bool fnl_evidence_is_figure(const struct fnl_param *row);

/* Whether `key` is one of the keys of evidence: value, basis, source, as_of, range, note. */
bool fnl_evidence_is_key(const char *key);

/*
 * The node that holds the value of `node`: itself, or what it wraps. Fills in all of `evidence`
 * but `path` and `shown`; its texts are the tree's. NULL, with a mistake, when there is no value;
 * mistakes in the evidence itself are only added.
 */
const struct fnl_node *fnl_evidence_unwrap(struct fnl_reading *reading, const struct fnl_node *node,
                                           const struct fnl_param *row,
                                           struct fnl_evidence *evidence);

/*
 * The value to use in place of `stated`, which the evidence belongs to: itself, or a quantile of
 * the belief where the reading shakes values that have a range. `node` is the one that was
 * unwrapped: its path is asked for. False, with a mistake, when `stated` lies outside the range.
 */
bool fnl_evidence_shake(struct fnl_reading *reading, const struct fnl_node *node,
                        const struct fnl_evidence *evidence, double stated, double *shaken);

#endif
