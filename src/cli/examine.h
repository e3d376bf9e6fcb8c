/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * examine.h - the command `check`: what is wrong with scenarios, what they say
 * between the lines, and whether they look like last year.
 */
#ifndef FUNNELSIM_CLI_EXAMINE_H
#define FUNNELSIM_CLI_EXAMINE_H

#include "options.h"

enum fnl_exit fnl_examine_check(const struct fnl_options *options);

#endif
