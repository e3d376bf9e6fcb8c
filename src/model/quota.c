/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/quota.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_quota, per_year, MONEY, MONEY, 0, 1e12, "0", "0", NEVER, ESSENTIAL,
              "new business that the team should sign in its first 12 months; 0: none",
              "the firm's plan", "What is the year's number?"),
};
const struct fnl_param_table fnl_quota_table = FNL_PARAM_TABLE(rows, struct fnl_quota);
