/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/margin.h"

#include <stdlib.h>

#include "base/memory.h"

const char *fnl_margin_rest_name(enum fnl_margin_rest rest)
{
    static const char *const names[FNL_MARGIN_RESTS] = {
        [FNL_MARGIN_REPS] = "Reps' hours on others, or unused",
        [FNL_MARGIN_POOL] = "Service hours unused",
        [FNL_MARGIN_UNSIGNED] = "People who never signed",
        [FNL_MARGIN_RUNNING] = "Winning what is not invoiced yet",
        [FNL_MARGIN_CAMPAIGNS] = "Campaigns",
        [FNL_MARGIN_OVERHEAD] = "Overhead",
        [FNL_MARGIN_OTHER] = "Other cost",
        [FNL_MARGIN_INTEREST] = "Late payment above, less interest paid",
    };
    return names[rest];
}

/* What the firm's resources cost, to be charged by use. */
struct rates {
    fnl_money salaries, pool;     /* of all hours */
    double rep_hours, pool_hours; /* of which there are so many; 0: none */
    double interest_a_day;
};

static struct rates rates_of(const struct fnl_fates *fates, fnl_time hours_available)
{
    const struct fnl_costs *costs = &fates->plan->phases[0].settings->costs;
    return (struct rates){.salaries = -fates->nobodys[FNL_MONEY_SALARIES],
                          .pool = -fates->nobodys[FNL_MONEY_SERVICE],
                          .rep_hours = (double)hours_available,
                          .pool_hours = fates->pool_capacity * (double)FNL_HOUR,
                          .interest_a_day = costs->interest / 365};
}

static fnl_money charge(fnl_money cost, double used, double available)
{
    return available > 0 ? fnl_units_scaled(cost, used / available) : 0;
}

/* Of the cost of winning a client, the part that its first contract has earned so far. */
static fnl_money earned_part(const struct fnl_fate *fate, fnl_money cost)
{
    const bool runs = fnl_fate_is_there(fate) && fate->renewals == 0 && !fate->opening;
    const fnl_money value = fate->signed_for + fate->more;
    if (!runs || value <= 0 || fate->earned >= value)
        return cost;
    return fnl_units_scaled(cost, (double)fate->earned / (double)value);
}

/* All that was spent on winning them. */
static fnl_money cost_of_winning(const struct fnl_fate *fate, const struct rates *rates)
{
    return charge(rates->salaries, (double)fate->hours[FNL_HOURS_SELLING], rates->rep_hours) -
           fate->money[FNL_MONEY_LEADS] - fate->money[FNL_MONEY_MARKETING] -
           fate->money[FNL_MONEY_COMMISSION];
}

/* Rewards, and whatever else is posted about them and has no field of its own. */
static fnl_money rest_of(const struct fnl_fate *fate)
{
    static const enum fnl_category named[] = {FNL_MONEY_REVENUE, FNL_MONEY_BAD_DEBT,
                                              FNL_MONEY_LEADS, FNL_MONEY_MARKETING,
                                              FNL_MONEY_COMMISSION};
    fnl_money rest = fnl_fate_worth(fate);
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        rest -= fate->money[named[i]];
    return -rest;
}

static fnl_money profit_of(const struct fnl_margin *margin)
{
    return margin->revenue - margin->bad_debt - margin->winning - margin->rewards -
           margin->by_reps - margin->by_pool - margin->late;
}

static struct fnl_margin margin_of(const struct fnl_fate *fate, const struct rates *rates)
{
    const fnl_time selling = fate->hours[FNL_HOURS_SELLING];
    struct fnl_margin margin = {
        .index = fate->owner,
        .pita = fate->pita,
        .revenue = fate->money[FNL_MONEY_REVENUE],
        .bad_debt = -fate->money[FNL_MONEY_BAD_DEBT],
        .winning = earned_part(fate, cost_of_winning(fate, rates)),
        .rewards = rest_of(fate),
        .by_reps =
            charge(rates->salaries, (double)(fnl_fate_hours(fate) - selling), rates->rep_hours),
        .by_pool = charge(rates->pool, (double)fate->by_pool, rates->pool_hours),
        .late = fnl_units_scaled(fate->lent, rates->interest_a_day),
    };
    margin.profit = profit_of(&margin);
    return margin;
}

static int by_profit(const void *a, const void *b)
{
    const struct fnl_margin *left = a, *right = b;
    if (left->profit != right->profit)
        return left->profit > right->profit ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
}

static void collect(struct fnl_margins *margins, const struct fnl_fates *fates,
                    const struct rates *rates)
{
    for (size_t i = 0; i < fnl_fate_count(fates); i++)
        if (fnl_fate_is_person(fates, i) && fnl_fate_is_client(&fates->items[i]))
            margins->items[margins->count++] = margin_of(&fates->items[i], rates);
    qsort(margins->items, margins->count, sizeof *margins->items, by_profit);
}

static void add_up(struct fnl_margins *margins)
{
    for (size_t i = 0; i < margins->count; i++) {
        const struct fnl_margin *margin = &margins->items[i];
        const bool wins = margin->profit > 0;
        margins->total += margin->profit;
        margins->peak += wins ? margin->profit : 0;
        margins->winners += wins;
        margins->pitas += margin->pita;
        margins->losing_pitas += margin->pita && !wins;
        margins->pita_profit += margin->pita ? margin->profit : 0;
    }
}

/* What was posted about people of whom none is a client. */
static fnl_money worth_of_unsigned(const struct fnl_fates *fates)
{
    fnl_money worth = 0;
    for (size_t i = 0; i < fnl_fate_count(fates); i++)
        if (!fnl_fate_is_client(&fates->items[fates->items[i].owner]))
            worth += fnl_fate_worth(&fates->items[i]);
    return worth;
}

/* Whatever is nobody's and has no row of its own. */
static fnl_money other_of(const struct fnl_fates *fates)
{
    fnl_money other = 0;
    for (size_t i = 0; i < FNL_MONEY_CATEGORIES; i++)
        switch ((enum fnl_category)i) {
        case FNL_MONEY_SALARIES:
        case FNL_MONEY_SERVICE:
        case FNL_MONEY_CAMPAIGNS:
        case FNL_MONEY_OVERHEAD:
        case FNL_MONEY_INTEREST:
            break;
        default:
            other += fates->nobodys[i];
        }
    return other;
}

/* What is left of each resource when the clients have been charged with what they used. */
static void settle(struct fnl_margins *margins, const struct fnl_fates *fates,
                   const struct rates *rates)
{
    fnl_money *rests = margins->rests;
    rests[FNL_MARGIN_REPS] = -rates->salaries;
    rests[FNL_MARGIN_POOL] = -rates->pool;
    rests[FNL_MARGIN_INTEREST] = fates->nobodys[FNL_MONEY_INTEREST];
    for (size_t i = 0; i < margins->count; i++) {
        const struct fnl_margin *margin = &margins->items[i];
        const struct fnl_fate *fate = &fates->items[margin->index];
        const fnl_money selling =
            charge(rates->salaries, (double)fate->hours[FNL_HOURS_SELLING], rates->rep_hours);
        rests[FNL_MARGIN_REPS] += margin->by_reps + selling;
        rests[FNL_MARGIN_POOL] += margin->by_pool;
        rests[FNL_MARGIN_INTEREST] += margin->late;
        rests[FNL_MARGIN_RUNNING] -= cost_of_winning(fate, rates) - margin->winning;
    }
    rests[FNL_MARGIN_UNSIGNED] = worth_of_unsigned(fates);
    rests[FNL_MARGIN_CAMPAIGNS] = fates->nobodys[FNL_MONEY_CAMPAIGNS];
    rests[FNL_MARGIN_OVERHEAD] = fates->nobodys[FNL_MONEY_OVERHEAD];
    rests[FNL_MARGIN_OTHER] = other_of(fates);
}

bool fnl_margin_reckon(struct fnl_margins *margins, const struct fnl_fates *fates,
                       fnl_time hours_available)
{
    const struct rates rates = rates_of(fates, hours_available);
    fnl_margin_fini(margins);
    margins->items = fnl_memory_zeroed(fnl_fate_count(fates), sizeof *margins->items);
    if (!margins->items)
        return false;
    collect(margins, fates, &rates);
    add_up(margins);
    settle(margins, fates, &rates);
    return true;
}

fnl_money fnl_margin_curve(const struct fnl_margins *margins, double share)
{
    const double clients = share * (double)margins->count;
    const size_t whole = (size_t)(clients + 1e-9);
    fnl_money sum = 0;
    for (size_t i = 0; i < whole && i < margins->count; i++)
        sum += margins->items[i].profit;
    if (whole < margins->count && clients > (double)whole)
        sum += fnl_units_scaled(margins->items[whole].profit, clients - (double)whole);
    return sum;
}

void fnl_margin_fini(struct fnl_margins *margins)
{
    free(margins->items);
    *margins = (struct fnl_margins){0};
}
