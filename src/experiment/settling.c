/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/settling.h"

#include <stdlib.h>

#include "base/memory.h"

fnl_status fnl_settling_init(struct fnl_settling *settling, const struct fnl_claimform_claim *form,
                             struct fnl_error *error)
{
    *settling = (struct fnl_settling){
        .form = form,
        .cells = fnl_memory_zeroed(fnl_claimform_cells(form), sizeof *settling->cells),
        .means = fnl_memory_zeroed(form->count, sizeof *settling->means),
    };
    if (!settling->cells || !settling->means)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory to settle claims");
    for (size_t i = 0; i < form->count; i++)
        settling->means[i].threshold = form->contrasts[i].greater_than;
    return FNL_OK;
}

void fnl_settling_fini(struct fnl_settling *settling)
{
    free(settling->cells);
    free(settling->means);
    *settling = (struct fnl_settling){0};
}

bool fnl_settling_sum(const struct fnl_stock *stock, const struct fnl_claimform_contrast *contrast,
                      const size_t *cells, size_t future, double *sum)
{
    *sum = 0;
    for (size_t i = 0; i < contrast->count; i++) {
        const struct fnl_claimform_cell *cell = &contrast->cells[i];
        const int64_t value = fnl_stock_value(stock, cells[i], cell->metric, future);
        if (value == FNL_UNDEFINED)
            return false;
        *sum += cell->weight * (double)value;
    }
    return true;
}

/* Takes in the futures that are new. */
static void measure(struct fnl_settling *settling, const struct fnl_stock *stock, size_t futures)
{
    const size_t *cells = settling->cells;
    for (size_t i = 0; i < settling->form->count; i++) {
        const struct fnl_claimform_contrast *contrast = &settling->form->contrasts[i];
        struct fnl_sequential_mean *mean = &settling->means[i];
        double sum;
        for (size_t future = settling->futures; future < futures; future++) {
            if (fnl_settling_sum(stock, contrast, cells, future, &sum))
                fnl_moments_add(&mean->moments, sum);
            else
                mean->undefined++;
        }
        cells += contrast->count;
    }
    settling->futures = futures;
}

/* Notes which cells the open claims need; how many such claims there are. */
static size_t call_up(const struct fnl_settling *all, size_t count, struct fnl_stock *stock)
{
    size_t open = 0;
    for (size_t i = 0; i < count; i++) {
        if (all[i].verdict != FNL_SEQUENTIAL_UNDECIDED)
            continue;
        open++;
        for (size_t k = 0; k < fnl_claimform_cells(all[i].form); k++)
            stock->cells[all[i].cells[k]].needed = true;
    }
    return open;
}

fnl_status fnl_settling_run(struct fnl_settling *all, size_t count,
                            const struct fnl_sequential *plan, struct fnl_stock *stock,
                            struct fnl_error *error)
{
    for (size_t look = 0; look < fnl_sequential_looks(plan); look++) {
        const size_t futures = fnl_sequential_futures(plan, look);
        if (call_up(all, count, stock) == 0)
            break;
        const fnl_status status = fnl_stock_live(stock, futures, error);
        if (status != FNL_OK)
            return status;
        for (size_t i = 0; i < count; i++) {
            if (all[i].verdict != FNL_SEQUENTIAL_UNDECIDED)
                continue;
            measure(&all[i], stock, futures);
            all[i].verdict = fnl_sequential_judge(plan, look, all[i].means, all[i].form->count);
        }
    }
    return FNL_OK;
}
