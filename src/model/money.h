/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * money.h - what is owed and what is paid, to the cent.
 *
 * Every amount is posted once, with a category, an owner and two sides: what it
 * adds to the result (accrual, on the day it is posted) and the day on which the
 * cash moves. Cash is settled at the end of each day; the model itself keeps the
 * balance, because a firm that meets its credit line may have to stop.
 */
#ifndef FUNNELSIM_MODEL_MONEY_H
#define FUNNELSIM_MODEL_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"
#include "base/units.h"

struct fnl_company;

/* Money in, then money out. The order is that of tables and columns. */
enum fnl_category {
    FNL_MONEY_REVENUE,
    FNL_MONEY_LEADS,
    FNL_MONEY_CAMPAIGNS,
    FNL_MONEY_SALARIES,
    FNL_MONEY_COMMISSION,
    FNL_MONEY_HIRING,
    FNL_MONEY_SERVICE,
    FNL_MONEY_REWARDS,
    FNL_MONEY_MARKETING, /* hours of marketing people: qualifying, handling leads, nurture */
    FNL_MONEY_BAD_DEBT,
    FNL_MONEY_INTEREST,
    FNL_MONEY_OVERHEAD,
};
#define FNL_MONEY_CATEGORIES (FNL_MONEY_OVERHEAD + 1)

const char *fnl_money_category_name(enum fnl_category category);

/* Whose money it is: for breakdowns and stories. */
enum fnl_owner {
    FNL_OWNER_FIRM,
    FNL_OWNER_SOURCE,
    FNL_OWNER_LEAD,
    FNL_OWNER_CLIENT,
    FNL_OWNER_REP
};

struct fnl_costs {
    fnl_money overhead;   /* a month, whatever is sold */
    double interest;      /* a year, on money owed to the bank */
    double discount_rate; /* a year, for net present value */
};
extern const struct fnl_param_table fnl_money_costs_table;

struct fnl_posting {
    enum fnl_category category;
    fnl_money amount; /* > 0 earns, < 0 costs */
    fnl_time paid;    /* when the cash moves; FNL_NEVER: never, or beyond the horizon */
    enum fnl_owner owner;
    uint32_t owner_index; /* of the source, lead, client or rep; 0 for the firm */
    uint32_t source;      /* the source that it is to be blamed on; FNL_NOBODY: none */
    bool from_purse;      /* spent of the allowance (purse.h) */
    uint64_t person;      /* key of the person, client or deal it is about; 0: nobody alone */
};

/* Posts an amount, now. */
void fnl_money_post(struct fnl_company *company, const struct fnl_posting *posting);

/* Cash that comes in at `paid` >= 0 for what was earned before the first day. */
void fnl_money_expect(struct fnl_company *company, fnl_money amount, fnl_time paid);

/* Posts what a month costs whatever happens: salaries, pool, overhead, sources; paid today. */
void fnl_money_post_month(struct fnl_company *company);

/* Settles the cash of the day that ends now; charges interest on what is owed. */
void fnl_money_close_day(struct fnl_company *company, int day);

/* Tells how things stand at the end of month `month` of the horizon. */
void fnl_money_close_month(struct fnl_company *company, int month);

#endif
