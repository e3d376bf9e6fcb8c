/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster.h - the clients of many futures, and those of one by name: what the
 * tables and figures of `funnelsim clients` are made from.
 */
#ifndef FUNNELSIM_REPORT_ROSTER_H
#define FUNNELSIM_REPORT_ROSTER_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <funnelsim/scenario.h>
#include <funnelsim/status.h>

#include "experiment/census.h"
#include "report/figure.h"
#include "report/number.h"

/* All are borrowed. */
struct fnl_roster {
    const fnl_scenario *scenario;
    const struct fnl_plan *plan;
    const char *name;     /* of the scenario, cleaned */
    const char *pita;     /* the firm's word for a client who is a pain, cleaned */
    const char *currency; /* ISO code */
    uint64_t seed, replication;
    const struct fnl_census_row *rows; /* one a future */
    size_t count;
    const struct fnl_census *shown; /* the future `replication` in full */
};

/* What the futures say of one number. */
struct fnl_roster_spread {
    int64_t low, median, high; /* 1 in 10 is below `low`, 1 in 10 above `high` */
    double mean;
};

/*
 * The spread of what `number` makes of each future's row and `about`. False when
 * memory runs out.
 */
bool fnl_roster_spread(const struct fnl_roster *roster,
                       int64_t (*number)(const struct fnl_census_row *row, size_t about),
                       size_t about, struct fnl_roster_spread *spread);

/* Room for any text that the functions below write. */
#define FNL_ROSTER_TEXT 192

/* "$9.1M ($8.5M to $9.9M)", of money; written to `text`, which is returned. */
const char *fnl_roster_money(const struct fnl_roster *roster,
                             const struct fnl_roster_spread *spread, char *text);

/* "293 (280 to 305)", of counts, and "71 % (66 % to 75 %)", of millionths; likewise. */
const char *fnl_roster_counts(const struct fnl_roster_spread *spread, char *text);
const char *fnl_roster_shares(const struct fnl_roster_spread *spread, char *text);

/* Sets what all figures have below their title and at the bottom, and the currency. */
void fnl_roster_frame(const struct fnl_roster *roster, const char *subtitle, fnl_figure *figure);

#endif
