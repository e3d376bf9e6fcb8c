/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * coverage.h - whether claims answer all that they have to, and hang on what
 * they say they hang on.
 *
 * A list of subjects says what is to be answered. That a claim names one is
 * soon written; so it is also tried out. Each claim says which parameters and
 * mechanisms its answer is carried by. They are switched off, one by one, in
 * the claim's own scenarios: a group, a policy or an item of a list is taken
 * out, a key gets its neutral value. If after that the claim's differences are
 * what they were, in every one of a few futures, it was not carried by them.
 */
#ifndef FUNNELSIM_COVERAGE_H
#define FUNNELSIM_COVERAGE_H

#include <stddef.h>
#include <stdint.h>

#include <funnelsim/claims.h>
#include <funnelsim/execution.h>
#include <funnelsim/status.h>

/* So many futures are tried at most; nearly always the first one tells. */
#define FNL_COVERAGE_FUTURES 8

struct fnl_coverage_request {
    const fnl_claims *claims; /* must outlive the coverage; those of the first firm are looked at */
    const char *subjects;     /* a CSV file with columns id, says, why_not */
    uint64_t seed;
    struct fnl_execution execution;
};

enum fnl_coverage_state {
    FNL_COVERAGE_FINE,
    FNL_COVERAGE_EXCUSED, /* a subject that says why it is not answered */
    FNL_COVERAGE_LACKING,
};

/* One thing that was looked at: first each subject, then each claim. */
struct fnl_coverage_line {
    enum fnl_coverage_state state;
    const char *id, *says; /* of the subject or the claim */
    const char *text; /* which claims answer it, or why none does; what carries it, or what is wrong
                       */
};

typedef struct fnl_coverage fnl_coverage;

/* Looks at everything. FNL_ERR_STOPPED, FNL_ERR_MEMORY; as the reading of files where the subjects
 * cannot be read. `*coverage` is the caller's to free; NULL on failure. */
fnl_status fnl_coverage_run(const struct fnl_coverage_request *request, fnl_coverage **coverage,
                            struct fnl_error *error);

/* How many lines there are, how many of them are lacking, and one of them; owned by the coverage.
 */
size_t fnl_coverage_count(const fnl_coverage *coverage);
size_t fnl_coverage_lacking(const fnl_coverage *coverage);
const struct fnl_coverage_line *fnl_coverage_line(const fnl_coverage *coverage, size_t index);

/* Accepts NULL. */
void fnl_coverage_free(fnl_coverage *coverage);

#endif
