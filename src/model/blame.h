/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * blame.h - the meeting after a missed quarter, in which marketing is told that there
 * are not enough leads.
 *
 * Quarters are of three months each, from the first with this group on. When the contracts signed
 * in one are worth less than a quarter of the year's number (group quota), marketing
 * gets more leads for its money: in the next quarter a share of what is paid for the
 * people of inbound sources buys names on lists instead, for the same money. What the
 * sources bring and cost is taken as stated, without seasons and waves; sources whose
 * people have no price are left alone, and several lists share alike.
 */
#ifndef FUNNELSIM_MODEL_BLAME_H
#define FUNNELSIM_MODEL_BLAME_H

#include <stdbool.h>

#include "base/param.h"

struct fnl_company;
struct fnl_mechanism;
struct fnl_settings;

struct fnl_blame {
    bool present;
    double shifts; /* share of the money for inbound people that goes to lists */
};
extern const struct fnl_param_table fnl_blame_table;

extern const struct fnl_mechanism fnl_blame_mechanism;

/* Whether money can be shifted: there are people with a price in inbound sources and in lists. */
bool fnl_blame_can_shift(const struct fnl_settings *settings);

/* Whether the last quarter was missed, so that money is shifted in this one. */
bool fnl_blame_is_felt(const struct fnl_company *company);

#endif
