/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * quota.h - the numbers that people are measured by: the team's for its first
 * year, and each rep's for a fiscal quarter.
 *
 * A rep's quota is measured on the new business that it signs; or on qualified
 * leads, whom it has talked to and who have gone on from the first stage; or on
 * leads, whom it has talked to for the first time and not turned away. A rep
 * carries the quota of a quarter at whose beginning it was there; what it
 * attains is counted from there to the quarter's end. Where some only develop
 * (development.h), those carry it whose work it counts: new business is signed
 * by the others, leads are found by whoever does the first stage.
 */
#ifndef FUNNELSIM_MODEL_QUOTA_H
#define FUNNELSIM_MODEL_QUOTA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"
#include "base/units.h"

struct fnl_company;
struct fnl_mechanism;

/* What a rep's quota is measured on. */
enum fnl_quota_measure {
    FNL_QUOTA_ON_NEW_BUSINESS,
    FNL_QUOTA_ON_QUALIFIED,
    FNL_QUOTA_ON_LEADS,
};
#define FNL_QUOTA_MEASURES (FNL_QUOTA_ON_LEADS + 1)

struct fnl_quota {
    bool present;
    fnl_money per_year;  /* new business signed by the whole team in the first 12 months */
    int measured_on;     /* enum fnl_quota_measure */
    fnl_money rep_signs; /* in a fiscal quarter, measured on new business; 0: no quota */
    int64_t rep_leads;   /* the same, measured on leads or on qualified ones */
};
extern const struct fnl_param_table fnl_quota_table;

extern const struct fnl_mechanism fnl_quota_mechanism;

/* What each rep should attain in a quarter, in what is measured; 0: no quota. */
int64_t fnl_quota_of_rep(const struct fnl_quota *quota);

/* Where a rep stands. */
struct fnl_standing {
    double missing; /* share of its quota that it has yet to attain, 0 to 1; 0 without a quota */
    double left;    /* share of the fiscal quarter that is left, 0 to 1 */
};

/* Where rep `index` stands now. */
struct fnl_standing fnl_quota_standing(const struct fnl_company *company, uint32_t index);

#endif
