/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * deals.h - the deals that are open on the first day, from a CRM's export.
 *
 *     stage,amount,first_touch
 *     Discovery,25000,2025-11-20
 *     Proposal,"$40,000.00",
 *
 * A CSV in which `stage` names one of the scenario's own. An amount or a date
 * that is empty, missing or 0 is not known: the amount is then drawn, and the
 * deal counts as begun on the first day. Columns stand in any order, and others
 * are left alone: no names are read.
 *
 * Exports differ, so more is understood than that: a byte-order mark; commas,
 * semicolons (with decimal commas) or tabs between cells; First Touch for
 * first_touch; a currency sign; a time of day behind a date. What is not
 * understood is refused with its line.
 */
#ifndef FUNNELSIM_SCENARIO_DEALS_H
#define FUNNELSIM_SCENARIO_DEALS_H

#include <funnelsim/mistakes.h>
#include <funnelsim/status.h>

#include "model/opening.h"
#include "model/settings.h"
#include "scenario/doubt.h"

/* Largest file, in bytes. */
#define FNL_DEALS_LARGEST 16777216

/* So many mistakes of one file are told; the rest is counted. */
#define FNL_DEALS_TOLD 20

/* The firm whose deals they are. */
struct fnl_deals_firm {
    const struct fnl_settings *settings;
    const struct fnl_doubt *doubt; /* nothing is held against what is in it; NULL for none */
};

/*
 * Reads `path` into a fresh array of `*count` (> 0) deals, the caller's to free.
 * FNL_ERR_SCENARIO with what is wrong in `mistakes`; FNL_ERR_USAGE or FNL_ERR_IO
 * when the file cannot be read; FNL_ERR_MEMORY. Then `*deals` is NULL.
 */
fnl_status fnl_deals_read(const char *path, const struct fnl_deals_firm *firm,
                          struct fnl_mistakes *mistakes, struct fnl_open_deal **deals,
                          size_t *count, struct fnl_error *error);

#endif
