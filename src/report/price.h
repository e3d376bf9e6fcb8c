/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * price.h - whether an option charges more than another, and whether anybody
 * minds.
 *
 * Without the group `price`, nothing links what a contract costs to the chance
 * of signing or renewing it. So an option with a higher contract value earns more
 * in every future, and the answer is as sure as it is empty, unless whoever wrote
 * the option has also said what the price does: by the level of that group, or as
 * fewer who go on from a stage, or fewer who renew.
 */
#ifndef FUNNELSIM_REPORT_PRICE_H
#define FUNNELSIM_REPORT_PRICE_H

#include <stdbool.h>

#include "model/plan.h"

struct fnl_price {
    /* A level of the group `price` that moves winning is not counted: it is answered for.
     * What a contract is worth against the other option's, on average over the horizon, less 1:
     * 0.1 is a tenth more. The least and the most that it is for the people of any source that both
     * have; 0 where they have none. */
    double least, most;
    bool answered; /* the chance to go on from a stage, or to renew, is another one, too */
};

/* `plan` held against `first`. */
struct fnl_price fnl_price_against(const struct fnl_plan *plan, const struct fnl_plan *first);

#endif
