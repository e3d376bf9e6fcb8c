/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * experiment.h - the rows that an experiment has filled, for those who make
 * statistics and reports of them.
 */
#ifndef FUNNELSIM_EXPERIMENT_EXPERIMENT_H
#define FUNNELSIM_EXPERIMENT_EXPERIMENT_H

#include <funnelsim/experiment.h>

#include "observe/indicator.h"

/* The options, in order, and the row layout of each. */
size_t fnl_experiment_options(const fnl_results *results);
const fnl_scenario *fnl_experiment_option(const fnl_results *results, size_t option);
const struct fnl_row_layout *fnl_experiment_layout(const fnl_results *results, size_t option);
uint64_t fnl_experiment_seed(const fnl_results *results);

/* The row of one future of one option; `replication` < fnl_experiment_complete. */
const int64_t *fnl_experiment_row(const fnl_results *results, size_t option, size_t replication);

/*
 * In how many of the complete samples what was moved did not fit together in
 * some option, so that all options lived by what they state.
 */
size_t fnl_experiment_misfits(const fnl_results *results);

/* The row of one option in one sample; `sample` < fnl_experiment_samples. */
const int64_t *fnl_experiment_sample_row(const fnl_results *results, size_t option, size_t sample);

/*
 * Results of futures that were lived through elsewhere, for statistics and
 * reports of them: they have no scenarios, so fnl_experiment_option must not be
 * asked. The rows stand side by side, future by future and within one option by
 * option; those of the samples likewise, sample by sample. All of it is copied.
 */
struct fnl_experiment_rows {
    const struct fnl_row_layout *layouts; /* one an option */
    size_t options;
    uint64_t seed;
    size_t asked, complete; /* futures; there are rows of the complete ones */
    const int64_t *rows;
    size_t samples_asked, samples; /* 0 where no inputs were shaken; there are rows of `samples` */
    const int64_t *shaken;
    size_t misfits; /* at most `samples` */
};
fnl_status fnl_experiment_of_rows(const struct fnl_experiment_rows *rows, fnl_results **results,
                                  struct fnl_error *error);

#endif
