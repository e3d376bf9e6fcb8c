/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/purse.h"

#include "model/state.h"

void fnl_purse_fill(struct fnl_company *company)
{
    company->purse.allowed += company->settings->extra_budget;
}

bool fnl_purse_affords(const struct fnl_company *company, fnl_money amount)
{
    return company->purse.allowed == 0 || fnl_purse_holds(company, amount);
}

bool fnl_purse_holds(const struct fnl_company *company, fnl_money amount)
{
    const struct fnl_purse *purse = &company->purse;
    return amount <= purse->allowed - purse->spent - purse->promised;
}

void fnl_purse_spend(struct fnl_company *company, fnl_money amount)
{
    if (company->purse.allowed > 0)
        company->purse.spent += amount;
}

void fnl_purse_promise(struct fnl_company *company, fnl_money amount)
{
    if (company->purse.allowed > 0)
        company->purse.promised += amount;
}

static bool take_promise(struct fnl_purse *purse, fnl_money amount)
{
    if (purse->promised < amount)
        return false;
    purse->promised -= amount;
    return true;
}

void fnl_purse_keep_promise(struct fnl_company *company, fnl_money amount)
{
    if (take_promise(&company->purse, amount))
        company->purse.spent += amount;
}

void fnl_purse_drop_promise(struct fnl_company *company, fnl_money amount)
{
    take_promise(&company->purse, amount);
}
