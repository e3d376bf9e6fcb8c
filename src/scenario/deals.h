/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * deals.h - the deals that are open on the first day, from a CRM's export.
 *
 * A CSV with the columns stage (by the scenario's own names), amount and
 * first_touch (a date); in any order, other columns being left alone. An empty
 * amount or date is not known. No names are read.
 */
#ifndef FUNNELSIM_SCENARIO_DEALS_H
#define FUNNELSIM_SCENARIO_DEALS_H

#include <funnelsim/mistakes.h>
#include <funnelsim/status.h>

#include "model/opening.h"
#include "model/settings.h"

/*
 * Reads `path` into a fresh array of `*count` deals, the caller's to free.
 * FNL_ERR_SCENARIO with every bad row in `mistakes`; FNL_ERR_USAGE or FNL_ERR_IO
 * when the file cannot be read; FNL_ERR_MEMORY.
 */
fnl_status fnl_deals_read(const char *path, const struct fnl_settings *settings,
                          struct fnl_mistakes *mistakes, struct fnl_open_deal **deals,
                          size_t *count, struct fnl_error *error);

#endif
