/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * purse.h - the extra allowance that a strategy may spend on finding business.
 *
 * Two strategies are compared fairly when each may spend the same more. The
 * purse receives the allowance on the first of each month; leads bought on top,
 * asks and rewards are paid from it while it lasts, and what is left in it is
 * reported. Without an allowance, rewards are ordinary costs and nothing more is bought.
 */
#ifndef FUNNELSIM_MODEL_PURSE_H
#define FUNNELSIM_MODEL_PURSE_H

#include <stdbool.h>

#include "base/units.h"

struct fnl_company;

struct fnl_purse {
    fnl_money allowed; /* received so far */
    fnl_money spent;
    fnl_money promised; /* rewards that will fall due if a referred person talks to us */
};

/* The first of a month: the allowance comes in. */
void fnl_purse_fill(struct fnl_company *company);

/* Whether `amount` can be spent: there is no allowance at all, or enough is left. */
bool fnl_purse_affords(const struct fnl_company *company, fnl_money amount);

/* The same for what is bought with an allowance or not at all. */
bool fnl_purse_holds(const struct fnl_company *company, fnl_money amount);

/*
 * Takes `amount` out, where there is an allowance; it must be affordable. True
 * when the purse has paid it.
 */
bool fnl_purse_spend(struct fnl_company *company, fnl_money amount);

/* Sets `amount` aside for a promise, where there is an allowance; it must be affordable. */
void fnl_purse_promise(struct fnl_company *company, fnl_money amount);

/*
 * A promise of `amount` falls due, or falls through and the amount is free again.
 * One that was made before there was an allowance is not the purse's affair: the
 * first then is false, as the purse has not paid it.
 */
bool fnl_purse_keep_promise(struct fnl_company *company, fnl_money amount);
void fnl_purse_drop_promise(struct fnl_company *company, fnl_money amount);

#endif
