/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * starter.h - the command `init`: a scenario to begin with, for one's own firm.
 */
#ifndef FUNNELSIM_CLI_STARTER_H
#define FUNNELSIM_CLI_STARTER_H

#include "options.h"

enum fnl_exit fnl_starter_init(const struct fnl_options *options);

#endif
