/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * management.h - lead management: how leads get from marketing to sales.
 *
 * By hand, in lists and mails, some are forgotten and all take their time; and
 * somebody is paid for it. What marketing hands over is dropped with a chance, and
 * nobody ever follows it up; what is not dropped reaches sales after a delay, in
 * which interest decays as it does while waiting for a rep (group response). Handled
 * automatically nothing is dropped or late: that is the neutral setting, and what an
 * option that buys the software would state, with a cost for each month.
 */
#ifndef FUNNELSIM_MODEL_MANAGEMENT_H
#define FUNNELSIM_MODEL_MANAGEMENT_H

#include <stdbool.h>

#include "base/param.h"
#include "base/units.h"
#include "random/law.h"

struct fnl_mechanism;

struct fnl_management {
    bool present;
    double dropped;       /* share of what is handed over that nobody ever follows up */
    struct fnl_law delay; /* hours from the handover until sales has it, through nights */
    fnl_time takes;       /* of marketing's time, for each lead handed over */
    fnl_money hour_costs; /* of that time */
};
extern const struct fnl_param_table fnl_management_table;

extern const struct fnl_mechanism fnl_management_mechanism;

#endif
