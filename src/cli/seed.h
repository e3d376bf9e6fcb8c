/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * seed.h - a seed for those who did not give one.
 */
#ifndef FUNNELSIM_CLI_SEED_H
#define FUNNELSIM_CLI_SEED_H

#include <stdint.h>

#include "options.h"

/* A number from 1 to 999999, short enough to be read out and typed again; the same in all ranks,
 * which must all draw it. */
uint64_t fnl_seed_draw(void);

/* Says which seed is used, if nobody chose it, so that it can be given again. Not with --quiet. */
void fnl_seed_announce(const struct fnl_options *options);

#endif
