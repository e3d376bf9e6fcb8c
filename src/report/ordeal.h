/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ordeal.h - what many futures say of clients who are a pain (experiment/toll.h):
 * the numbers, the tables, the sentences and the figure of `funnelsim pains`.
 */
#ifndef FUNNELSIM_REPORT_ORDEAL_H
#define FUNNELSIM_REPORT_ORDEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <funnelsim/scenario.h>
#include <funnelsim/status.h>

#include "experiment/toll.h"
#include "report/figure.h"
#include "report/gist.h"
#include "report/page.h"

/* All are borrowed but `values`. */
struct fnl_ordeal {
    const fnl_scenario *scenario;
    const struct fnl_toll *toll;
    struct fnl_study study; /* currency, start, months and what matters; no results */
    const char *name;       /* of the scenario, cleaned */
    const char *pita;       /* the firm's word for a client who is a pain, cleaned */
    int64_t *values;        /* room for one number a future */
};

/* The numbers of all worlds: of the first one as they are, of the others what is different there.
 * NULL when memory runs out; to be freed. */
struct fnl_gist_row *fnl_ordeal_rows(const struct fnl_ordeal *ordeal, size_t *count);

/* Prints heading, tables and sentences. */
fnl_status fnl_ordeal_print(const struct fnl_ordeal *ordeal, const struct fnl_page *page,
                            struct fnl_error *error);

/* A row for each month and each world without: sums since the start. */
void fnl_ordeal_export(const struct fnl_ordeal *ordeal, char separator, FILE *out);

/* The same for JSON; NULL when memory runs out. A new reference. */
json_t *fnl_ordeal_json(const struct fnl_ordeal *ordeal);

/* The sentences, as lines (report/paragraph.h); `self` is a struct fnl_ordeal. */
void fnl_ordeal_judge(const void *self, FILE *out);

/* The figure, as plots/pains.gp expects it. False: no memory. */
bool fnl_ordeal_draw(const struct fnl_ordeal *ordeal, fnl_figure *figure);

#endif
