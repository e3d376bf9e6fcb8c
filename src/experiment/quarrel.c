/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/quarrel.h"

#include <math.h>

#include "experiment/stock.h"
#include "stats/tally.h"

static const fnl_device_set devices[FNL_QUARREL_WORLDS] = {
    [FNL_QUARREL_LEADS] = FNL_DEVICE_PERFECT_LEADS,
    [FNL_QUARREL_FOLLOW_UP] = FNL_DEVICE_PERFECT_FOLLOW_UP,
    [FNL_QUARREL_BOTH] = FNL_DEVICE_PERFECT_LEADS | FNL_DEVICE_PERFECT_FOLLOW_UP,
    [FNL_QUARREL_NO_WAITING] = FNL_DEVICE_NO_WAITING,
    [FNL_QUARREL_NOBODY_DROPPED] = FNL_DEVICE_NOBODY_DROPPED,
    [FNL_QUARREL_PROSPECTING] = FNL_DEVICE_PROSPECTING_DONE,
    [FNL_QUARREL_NO_PAINS] = FNL_DEVICE_NO_PAINS,
};

/* Asks for the year of each world, and for how full the reps were in the first one. */
static fnl_status ask(const struct fnl_quarrel *quarrel, struct fnl_stock *stock,
                      size_t cells[FNL_QUARREL_WORLDS], struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    for (size_t world = 0; world < FNL_QUARREL_WORLDS && status == FNL_OK; world++) {
        struct fnl_stock_wish wish = {quarrel->scenario, devices[world], FNL_NEW_BUSINESS_YEAR};
        status = fnl_stock_add(stock, &wish, &cells[world], error);
        wish.metric = FNL_UTILISATION;
        if (status == FNL_OK && world == FNL_QUARREL_AS_IT_WAS)
            status = fnl_stock_add(stock, &wish, &cells[world], error);
        if (status == FNL_OK)
            stock->cells[cells[world]].needed = true;
    }
    return status;
}

fnl_status fnl_quarrel_take(const struct fnl_quarrel *quarrel, struct fnl_error *error)
{
    struct fnl_stock stock = {.seed = quarrel->seed, .execution = quarrel->execution};
    size_t cells[FNL_QUARREL_WORLDS];
    fnl_status status = ask(quarrel, &stock, cells, error);
    if (status == FNL_OK)
        status = fnl_stock_live(&stock, quarrel->replications, error);
    for (size_t i = 0; i < quarrel->replications && status == FNL_OK; i++) {
        for (size_t world = 0; world < FNL_QUARREL_WORLDS; world++)
            quarrel->years[i * FNL_QUARREL_WORLDS + world] =
                fnl_stock_value(&stock, cells[world], FNL_NEW_BUSINESS_YEAR, i);
        quarrel->full[i] = fnl_stock_value(&stock, cells[0], FNL_UTILISATION, i);
    }
    fnl_stock_fini(&stock);
    return status;
}

static fnl_money missing(const struct fnl_quarrel *quarrel, enum fnl_quarrel_world world,
                         size_t future)
{
    const fnl_money year = fnl_quarrel_year(quarrel, world, future);
    if (quarrel->target == 0)
        return fnl_quarrel_year(quarrel, FNL_QUARREL_BOTH, future) - year;
    return year < quarrel->target ? quarrel->target - year : 0;
}

fnl_money fnl_quarrel_part_of(const struct fnl_quarrel *quarrel, enum fnl_quarrel_part part,
                              size_t future)
{
    const fnl_money miss = missing(quarrel, FNL_QUARREL_AS_IT_WAS, future);
    const fnl_money with_leads = missing(quarrel, FNL_QUARREL_LEADS, future);
    const fnl_money with_follow_up = missing(quarrel, FNL_QUARREL_FOLLOW_UP, future);
    const fnl_money neither = missing(quarrel, FNL_QUARREL_BOTH, future);
    const fnl_money only_leads = with_follow_up - neither, only_follow_up = with_leads - neither;
    const fnl_money overlap = miss - neither - only_leads - only_follow_up;
    switch (part) {
    case FNL_QUARREL_MISS:
        return miss;
    case FNL_QUARREL_FILLED_BY_LEADS:
        return miss - with_leads;
    case FNL_QUARREL_FILLED_BY_FOLLOW_UP:
        return miss - with_follow_up;
    case FNL_QUARREL_FILLED_BY_BOTH:
        return miss - neither;
    case FNL_QUARREL_ONLY_LEADS:
        return only_leads;
    case FNL_QUARREL_ONLY_FOLLOW_UP:
        return only_follow_up;
    case FNL_QUARREL_OVERLAP:
        return overlap;
    case FNL_QUARREL_NEITHER:
        return neither;
    case FNL_QUARREL_OF_LEADS:
        return only_leads + overlap / 2;
    case FNL_QUARREL_OF_FOLLOW_UP:
        return only_follow_up + overlap - overlap / 2;
    }
    return 0;
}

/* The interval of a ratio of sums comes from the residuals, as in stats/ratio.h, which takes no
 * parts below 0. */
struct fnl_quarrel_share fnl_quarrel_share_of(const struct fnl_quarrel *quarrel,
                                              enum fnl_quarrel_part part)
{
    struct fnl_tally above = {0}, below = {0}, residuals = {0};
    for (size_t i = 0; i < quarrel->replications; i++) {
        fnl_tally_add(&above, fnl_quarrel_part_of(quarrel, part, i));
        fnl_tally_add(&below, fnl_quarrel_part_of(quarrel, FNL_QUARREL_MISS, i));
    }
    const double miss = fnl_tally_mean(&below);
    if (!(miss > 0))
        return (struct fnl_quarrel_share){NAN, {NAN, NAN}};
    const double share = fnl_tally_mean(&above) / miss;
    for (size_t i = 0; i < quarrel->replications; i++)
        fnl_tally_add(&residuals, fnl_quarrel_part_of(quarrel, part, i) -
                                      fnl_units_integer(share * (double)fnl_quarrel_part_of(
                                                                    quarrel, FNL_QUARREL_MISS, i)));
    const struct fnl_interval noise = fnl_interval_mean(&residuals, 0.95);
    return (struct fnl_quarrel_share){share, {share + noise.low / miss, share + noise.high / miss}};
}
