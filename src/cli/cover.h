/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cover.h - `claims --coverage`: whether claims answer all that they have to,
 * as tests (TAP), with an exit code that says whether anything is lacking.
 */
#ifndef FUNNELSIM_CLI_COVER_H
#define FUNNELSIM_CLI_COVER_H

#include <funnelsim/claims.h>

#include "options.h"

enum fnl_exit fnl_cover_claims(const struct fnl_options *options, const fnl_claims *claims);

#endif
