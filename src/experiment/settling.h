/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settling.h - claims on their way from nothing known to a verdict.
 *
 * At each look (stats/sequential.h) the cells of all claims that are still open
 * live through more futures, the same ones in every cell, and each open claim
 * is judged. What is decided costs nothing any more. What a look says depends
 * on the futures alone, and not on what other claims there are.
 */
#ifndef FUNNELSIM_EXPERIMENT_SETTLING_H
#define FUNNELSIM_EXPERIMENT_SETTLING_H

#include <stdbool.h>
#include <stddef.h>

#include <funnelsim/status.h>

#include "experiment/stock.h"
#include "scenario/claimform.h"
#include "stats/sequential.h"

/* A claim on its way. */
struct fnl_settling {
    const struct fnl_claimform_claim *form;
    size_t *cells;                     /* of the stock, for the cells of all contrasts in order */
    struct fnl_sequential_mean *means; /* what is known of each contrast */
    enum fnl_sequential_verdict verdict;
    size_t futures; /* of which it is known */
};

/* Begins with nothing known; the caller says which the cells are. FNL_ERR_MEMORY; to be ended with
 * fnl_settling_fini in any case. */
fnl_status fnl_settling_init(struct fnl_settling *settling, const struct fnl_claimform_claim *form,
                             struct fnl_error *error);

/*
 * Settles as many of `count` claims as can be. FNL_ERR_STOPPED when it was stopped: what is known
 * then is that of the last look that was complete. Otherwise as fnl_stock_live.
 */
fnl_status fnl_settling_run(struct fnl_settling *all, size_t count,
                            const struct fnl_sequential *plan, struct fnl_stock *stock,
                            struct fnl_error *error);

/* The sum of a contrast, whose cells are `cells` of the stock, in one future that they have lived
 * through; false where a part of it does not exist. */
bool fnl_settling_sum(const struct fnl_stock *stock, const struct fnl_claimform_contrast *contrast,
                      const size_t *cells, size_t future, double *sum);

void fnl_settling_fini(struct fnl_settling *settling);

#endif
