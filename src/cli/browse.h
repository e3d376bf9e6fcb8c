/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * browse.h - the commands that show what there is to choose from.
 */
#ifndef FUNNELSIM_CLI_BROWSE_H
#define FUNNELSIM_CLI_BROWSE_H

#include "options.h"

enum fnl_exit fnl_browse_params(const struct fnl_options *options);
enum fnl_exit fnl_browse_laws(const struct fnl_options *options);
enum fnl_exit fnl_browse_policies(const struct fnl_options *options);
enum fnl_exit fnl_browse_indicators(const struct fnl_options *options);
enum fnl_exit fnl_browse_reference(const struct fnl_options *options);

#endif
