/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * explore.h - the command `map`, which asks one question at many points.
 */
#ifndef FUNNELSIM_CLI_EXPLORE_H
#define FUNNELSIM_CLI_EXPLORE_H

#include "options.h"

enum fnl_exit fnl_explore_map(const struct fnl_options *options);

#endif
