/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/purse.h"

#include "model/state.h"

void fnl_purse_fill(struct fnl_company *company)
{
    company->purse.allowed += company->settings->extra_budget;
}

/* From the day on which there is to be one, even if nothing has come in yet. */
static bool has_allowance(const struct fnl_company *company)
{
    return company->purse.allowed > 0 || company->settings->extra_budget > 0;
}

bool fnl_purse_affords(const struct fnl_company *company, fnl_money amount)
{
    return !has_allowance(company) || fnl_purse_holds(company, amount);
}

bool fnl_purse_holds(const struct fnl_company *company, fnl_money amount)
{
    const struct fnl_purse *purse = &company->purse;
    return amount <= purse->allowed - purse->spent - purse->promised;
}

bool fnl_purse_spend(struct fnl_company *company, fnl_money amount)
{
    const bool pays = has_allowance(company);
    if (pays)
        company->purse.spent += amount;
    return pays;
}

void fnl_purse_promise(struct fnl_company *company, fnl_money amount)
{
    if (has_allowance(company))
        company->purse.promised += amount;
}

static bool take_promise(struct fnl_purse *purse, fnl_money amount)
{
    if (purse->promised < amount)
        return false;
    purse->promised -= amount;
    return true;
}

bool fnl_purse_keep_promise(struct fnl_company *company, fnl_money amount)
{
    const bool pays = take_promise(&company->purse, amount);
    if (pays)
        company->purse.spent += amount;
    return pays;
}

void fnl_purse_drop_promise(struct fnl_company *company, fnl_money amount)
{
    take_promise(&company->purse, amount);
}
