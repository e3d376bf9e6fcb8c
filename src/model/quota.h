/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * quota.h - the number that the year is measured by.
 */
#ifndef FUNNELSIM_MODEL_QUOTA_H
#define FUNNELSIM_MODEL_QUOTA_H

#include <stdbool.h>

#include "base/param.h"
#include "base/units.h"

struct fnl_quota {
    bool present;
    fnl_money per_year; /* new business signed by the whole team in the first 12 months */
};
extern const struct fnl_param_table fnl_quota_table;

#endif
