/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * follow.h - the command `trace`: one future, told as a story.
 */
#ifndef FUNNELSIM_CLI_FOLLOW_H
#define FUNNELSIM_CLI_FOLLOW_H

#include "options.h"

enum fnl_exit fnl_follow_trace(const struct fnl_options *options);

#endif
