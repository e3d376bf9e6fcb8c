/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * simulate.h - the commands `run` and `compare`: load, check, live through many
 * futures, report.
 */
#ifndef FUNNELSIM_CLI_SIMULATE_H
#define FUNNELSIM_CLI_SIMULATE_H

#include "options.h"

enum fnl_exit fnl_simulate_run(const struct fnl_options *options);
enum fnl_exit fnl_simulate_compare(const struct fnl_options *options);

#endif
