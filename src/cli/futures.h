/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * futures.h - living through many futures while somebody watches: the seed is
 * said, the share that is done is shown, and Ctrl-C ends it with what there is.
 */
#ifndef FUNNELSIM_CLI_FUTURES_H
#define FUNNELSIM_CLI_FUTURES_H

#include <stddef.h>

#include <funnelsim/experiment.h>

#include "options.h"

/* What came of it. */
struct fnl_futures {
    fnl_results *results; /* the caller's to free; NULL where there is nothing to show */
    double seconds;       /* that it took */
};

/*
 * Lives through them as the options say, in `count` scenarios, with `samples`
 * samples of what is uncertain. FNL_EXIT_STOPPED after Ctrl-C: there are results
 * then if at least two futures were complete, and it has been said how many.
 */
enum fnl_exit fnl_futures_run(const struct fnl_options *options,
                              const fnl_scenario *const *scenarios, size_t count, size_t samples,
                              struct fnl_futures *futures);

#endif
