/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settle.h - the command `claims`: load, check, settle, report, and an exit
 * code that says whether anything came out otherwise than expected.
 */
#ifndef FUNNELSIM_CLI_SETTLE_H
#define FUNNELSIM_CLI_SETTLE_H

#include "options.h"

enum fnl_exit fnl_settle_claims(const struct fnl_options *options);

#endif
