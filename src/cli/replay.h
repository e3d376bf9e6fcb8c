/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * replay.h - the command that gives the same results again, to be kept with them.
 *
 * It is made from what was understood and not from what was typed. What makes
 * no difference to any number is left out (--threads, --checkpoint, --out, -q), so that the
 * files of two such runs are the same; and the seed is there even if it was
 * drawn. It can be pasted into a shell.
 */
#ifndef FUNNELSIM_CLI_REPLAY_H
#define FUNNELSIM_CLI_REPLAY_H

#include "options.h"

/* It as a text without a new line, to be freed; NULL, which has been said, when memory runs out. */
char *fnl_replay_text(const struct fnl_options *options);

#endif
