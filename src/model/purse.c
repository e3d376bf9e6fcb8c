/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/purse.h"

#include "model/state.h"

void fnl_purse_fill(struct fnl_company *company)
{
    company->purse.allowed += company->settings->extra_budget;
}

bool fnl_purse_affords(const struct fnl_company *company, fnl_money amount)
{
    const struct fnl_purse *purse = &company->purse;
    return purse->allowed == 0 || amount <= purse->allowed - purse->spent - purse->promised;
}

void fnl_purse_spend(struct fnl_company *company, fnl_money amount)
{
    if (company->purse.allowed > 0)
        company->purse.spent += amount;
}

void fnl_purse_promise(struct fnl_company *company, fnl_money amount)
{
    company->purse.promised += amount;
}
