/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * manual.h - what the program says of itself: --help, the help of each command
 * and the manual page, all made from the tables of commands and options.
 */
#ifndef FUNNELSIM_CLI_MANUAL_H
#define FUNNELSIM_CLI_MANUAL_H

#include <stdio.h>

#include "command.h"

/* The first screen: what a newcomer needs, and what else there is. */
void fnl_manual_overview(FILE *out);

/* What one command does and understands. */
void fnl_manual_help(const struct fnl_command *command, FILE *out);

/* The command `manual`: the page for man. */
enum fnl_exit fnl_manual_page(const struct fnl_options *options);

#endif
