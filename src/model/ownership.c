/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ownership.h"

#include <assert.h>

#include "model/mechanism.h"
#include "model/state.h"

/* Of those of a role, as if there were no others: what the assign policy sees. */
struct choice {
    struct fnl_assign_view view;
    const uint32_t *members; /* NULL: all reps */
};

static struct choice choice_among(struct fnl_company *company, enum fnl_role role)
{
    struct choice choice = {
        .view = {company->rep_count, company->loads, company->lines[role].turn}};
    if (company->developers == 0)
        return choice;
    fnl_time *loads = fnl_mechanism_state(company, FNL_MECHANISM_DEVELOPMENT);
    uint32_t *members = (uint32_t *)(loads + company->rep_capacity);
    choice.view.loads = loads;
    choice.view.reps = 0;
    choice.members = members;
    for (uint32_t i = 0; i < company->rep_count; i++) {
        if (company->reps[i].role != role)
            continue;
        loads[choice.view.reps] = company->loads[i];
        members[choice.view.reps++] = i;
    }
    return choice;
}

static uint32_t place_of(const struct choice *choice, uint32_t rep)
{
    uint32_t place = choice->members ? 0 : rep;
    while (choice->members && choice->members[place] != rep)
        place++;
    return place;
}

/* Whom the policy chooses; in the place of who has resigned, the next. */
static uint32_t choose(struct fnl_company *company, enum fnl_role role)
{
    const struct fnl_choice *asked = &company->settings->assign;
    const struct fnl_assign_policy *policy = (const struct fnl_assign_policy *)asked->policy;
    const struct choice choice = choice_among(company, role);
    if (choice.view.reps == 0)
        return FNL_NOBODY;
    const uint32_t chosen = policy->choose(asked->params, &choice.view);
    assert(chosen == FNL_NOBODY || chosen < choice.view.reps);
    if (chosen == FNL_NOBODY)
        return FNL_NOBODY;
    uint32_t rep = choice.members ? choice.members[chosen] : chosen;
    if (company->reps[rep].resigned)
        rep = fnl_ownership_next(company, role);
    if (rep != FNL_NOBODY)
        company->lines[role].turn = (place_of(&choice, rep) + 1) % (uint32_t)choice.view.reps;
    return rep;
}

uint32_t fnl_ownership_assign(struct fnl_company *company, const struct fnl_lead *lead,
                              unsigned stage)
{
    const uint32_t rep = choose(company, fnl_development_works(company, lead, stage));
    if (fnl_company_is_heard(company, FNL_FACT_ASSIGNED))
        fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_ASSIGNED,
                                                     .time = company->now,
                                                     .key = lead->key,
                                                     .source = lead->source,
                                                     .rep = rep,
                                                     .client = lead->client});
    return rep;
}

void fnl_ownership_suit(struct fnl_company *company, struct fnl_lead *lead)
{
    if (company->developers == 0)
        return;
    const bool passed_on = lead->rep == FNL_NOBODY && lead->stage > 0;
    const bool unsuited =
        lead->rep != FNL_NOBODY &&
        company->reps[lead->rep].role != fnl_development_works(company, lead, lead->stage);
    if (passed_on || unsuited)
        lead->rep = fnl_ownership_assign(company, lead, lead->stage);
}

/* Whether rep `index` may look after something; those who have not begun are there later. */
static bool may_own(const struct fnl_company *company, uint32_t index, enum fnl_role role,
                    bool begun)
{
    const struct fnl_rep *rep = &company->reps[index];
    return rep->role == role && !rep->resigned && (!begun || rep->began <= company->now);
}

uint32_t fnl_ownership_next(struct fnl_company *company, enum fnl_role role)
{
    const size_t reps = company->rep_count;
    assert(reps > 0);
    for (size_t i = 0; i < 2 * reps; i++) {
        const uint32_t index = (uint32_t)(company->owners++ % reps);
        if (may_own(company, index, role, i < reps))
            return index;
    }
    return FNL_NOBODY;
}

uint32_t fnl_ownership_next_owner(struct fnl_company *company)
{
    return fnl_ownership_next(company, FNL_ROLE_SELLS);
}
