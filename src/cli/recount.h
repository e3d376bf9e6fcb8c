/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * recount.h - the commands that look at the people behind the sums: `twins`,
 * `clients`, `pains` and `blame`.
 */
#ifndef FUNNELSIM_CLI_RECOUNT_H
#define FUNNELSIM_CLI_RECOUNT_H

#include "options.h"

enum fnl_exit fnl_recount_twins(const struct fnl_options *options);
enum fnl_exit fnl_recount_clients(const struct fnl_options *options);
enum fnl_exit fnl_recount_pains(const struct fnl_options *options);
enum fnl_exit fnl_recount_blame(const struct fnl_options *options);

#endif
