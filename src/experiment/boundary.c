/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/boundary.h"

#include "base/units.h"
#include "experiment/settling.h"

#define STEPS 64

/* A search on its way; values are counted in steps of the grid. */
struct search {
    const fnl_claims *claims;
    size_t index;
    const struct fnl_claimform_claim *form;
    const struct fnl_sequential *plan;
    struct fnl_stock *stock;
    struct fnl_boundary *boundary;
    int64_t steps;     /* of the whole range */
    int64_t low, high; /* of the bracket */
    int64_t from, to;  /* values in between that are undecided; none while from > to */
};

static double value_at(const struct search *search, int64_t step)
{
    const struct fnl_claimform_claim *form = search->form;
    return form->low + (form->high - form->low) * ((double)step / (double)search->steps);
}

/* The scenario of a cell with the parameter set; one that has no such parameter as it is. */
static fnl_status add_cell(const struct search *search, size_t contrast, size_t cell, double value,
                           size_t *number, struct fnl_error *error)
{
    const struct fnl_claimform_cell *form = &search->form->contrasts[contrast].cells[cell];
    const struct fnl_claims_cell place = {search->index, contrast, cell};
    fnl_scenario *moved;
    fnl_status status = fnl_claims_move(search->claims, place, value, &moved, error);
    if (status == FNL_OK && moved)
        status = fnl_stock_own(search->stock, moved, error);
    if (status != FNL_OK)
        return status;
    const fnl_scenario *scenario =
        moved ? moved : fnl_claims_scenario(search->claims, search->index, contrast, cell);
    const struct fnl_stock_wish wish = {scenario, form->devices, form->metric};
    return fnl_stock_add(search->stock, &wish, number, error);
}

static fnl_status add_cells(const struct search *search, double value,
                            struct fnl_settling *settling, struct fnl_error *error)
{
    size_t place = 0;
    for (size_t i = 0; i < search->form->count; i++)
        for (size_t k = 0; k < search->form->contrasts[i].count; k++) {
            const fnl_status status =
                add_cell(search, i, k, value, &settling->cells[place++], error);
            if (status != FNL_OK)
                return status;
        }
    return FNL_OK;
}

/* Settles the claim with the parameter at one value. */
static fnl_status probe(const struct search *search, int64_t step, struct fnl_boundary_end *end,
                        struct fnl_error *error)
{
    struct fnl_settling settling;
    *end = (struct fnl_boundary_end){.value = value_at(search, step)};
    fnl_status status = fnl_settling_init(&settling, search->form, error);
    if (status == FNL_OK)
        status = add_cells(search, end->value, &settling, error);
    if (status == FNL_OK)
        status = fnl_settling_run(&settling, 1, search->plan, search->stock, error);
    end->verdict = settling.verdict;
    search->boundary->probes++;
    fnl_settling_fini(&settling);
    return status;
}

static bool is_decided(const struct fnl_boundary_end *end)
{
    return end->verdict != FNL_SEQUENTIAL_UNDECIDED;
}

/* The value to try next: the middle of the widest gap in which nothing is known; 0 when there is
 * none that can be halved. */
static int64_t next_step(const struct search *search)
{
    if (search->from > search->to)
        return search->high - search->low > 1 ? (search->low + search->high) / 2 : 0;
    const int64_t below = search->from - search->low, above = search->high - search->to;
    if (below > 1 && below >= above)
        return (search->low + search->from) / 2;
    return above > 1 ? (search->to + search->high + 1) / 2 : 0;
}

/* Takes in what a value between the ends has come to. */
static void narrow(struct search *search, int64_t step, const struct fnl_boundary_end *end)
{
    struct fnl_boundary *boundary = search->boundary;
    const bool known = search->from <= search->to;
    if (!is_decided(end)) {
        search->from = known && search->from < step ? search->from : step;
        search->to = known && search->to > step ? search->to : step;
    } else if (end->verdict == boundary->low.verdict) {
        search->low = step;
        boundary->low = *end;
        if (step > search->from)
            search->from = search->to + 1;
    } else {
        search->high = step;
        boundary->high = *end;
        if (step < search->to)
            search->from = search->to + 1;
    }
}

/* Both ends and the middle; whether there are two decided ends that differ. */
static fnl_status look_around(struct search *search, bool *differ, struct fnl_error *error)
{
    struct fnl_boundary *boundary = search->boundary;
    struct fnl_boundary_end middle;
    *differ = false;
    fnl_status status = probe(search, search->low, &boundary->low, error);
    if (status == FNL_OK)
        status = probe(search, search->high, &boundary->high, error);
    if (status != FNL_OK || !is_decided(&boundary->low) || !is_decided(&boundary->high))
        return status;
    *differ = boundary->low.verdict != boundary->high.verdict;
    if (*differ || search->steps < 2)
        return FNL_OK;
    status = probe(search, search->steps / 2, &middle, error);
    if (status != FNL_OK || !is_decided(&middle) || middle.verdict == boundary->low.verdict)
        return status;
    boundary->twice = *differ = true;
    boundary->high = middle;
    search->high = search->steps / 2;
    return FNL_OK;
}

static int64_t steps_of(const struct fnl_claimform_claim *form)
{
    return form->moved->type == FNL_PARAM_COUNT ? fnl_units_integer(form->high - form->low) : STEPS;
}

fnl_status fnl_boundary_find(const fnl_claims *claims, size_t index,
                             const struct fnl_sequential *plan, struct fnl_stock *stock,
                             struct fnl_boundary *boundary, struct fnl_error *error)
{
    const struct fnl_claimform_claim *form = fnl_claims_form(claims, index);
    const int64_t steps = steps_of(form);
    struct search search = {.claims = claims,
                            .index = index,
                            .form = form,
                            .plan = plan,
                            .stock = stock,
                            .boundary = boundary,
                            .steps = steps,
                            .high = steps,
                            .from = 1};
    bool differ;
    *boundary = (struct fnl_boundary){.sought = true};
    fnl_status status = look_around(&search, &differ, error);
    while (status == FNL_OK && differ) {
        const int64_t step = next_step(&search);
        struct fnl_boundary_end end;
        if (step == 0)
            break;
        status = probe(&search, step, &end, error);
        if (status == FNL_OK)
            narrow(&search, step, &end);
    }
    boundary->vague = search.from <= search.to;
    return status;
}
