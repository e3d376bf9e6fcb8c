/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * schema.h - how funnelsim's own scenarios are laid out: the one list of all
 * groups, lists and policies, with the table of each.
 */
#ifndef FUNNELSIM_SCENARIO_SCHEMA_H
#define FUNNELSIM_SCENARIO_SCHEMA_H

#include "scenario/section.h"

/* The root: a struct fnl_settings. */
extern const struct fnl_section fnl_schema_root;

#endif
