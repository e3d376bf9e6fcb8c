/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/census.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/memory.h"
#include "experiment/executor.h"
#include "experiment/signature.h"
#include "model/company.h"
#include "observe/auditor.h"

/* The ledger by itself: what was posted, whoever it is about. */
struct ledger {
    fnl_money contribution;
};

static void hear(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    (void)levels;
    ((struct ledger *)self)->contribution += fact->amount;
}

static fnl_status run(struct fnl_census *census, const struct fnl_plan *plan, uint64_t seed,
                      uint64_t replication, struct fnl_error *error)
{
    struct fnl_auditor auditor;
    struct fnl_accounts accounts;
    struct ledger ledger = {0};
    fnl_company *company = fnl_company_new(plan);
    const struct fnl_listener listeners[] = {
        fnl_fate_begin(&census->fates, plan),
        fnl_auditor_begin(&auditor),
        {.self = &ledger, .wants = FNL_FACT_BIT(FNL_FACT_POSTED), .hear = hear}};
    fnl_status status = FNL_ERR_MEMORY;
    if (company)
        status = fnl_company_run(company, seed, replication, listeners, 3, &accounts);
    fnl_company_free(company);
    if (status == FNL_OK &&
        (census->fates.failed || census->fates.people.failed ||
         !fnl_margin_reckon(&census->margins, &census->fates, accounts.hours_available)))
        status = FNL_ERR_MEMORY;
    if (status != FNL_OK)
        return fnl_status_fail(status, error, "%s in replication %" PRIu64, fnl_status_text(status),
                               replication);
    census->row.contribution = ledger.contribution;
    return fnl_auditor_check(&auditor, &accounts, error);
}

static fnl_status audit(const struct fnl_census *census, struct fnl_error *error)
{
    fnl_money sum = census->margins.total;
    for (size_t i = 0; i < FNL_MARGIN_RESTS; i++)
        sum += census->margins.rests[i];
    if (sum == census->row.contribution)
        return FNL_OK;
    return fnl_status_fail(FNL_ERR_AUDIT, error,
                           "the profits of the clients and the rest do not add up: %" PRId64
                           " is not %" PRId64 " (please report this)",
                           sum, census->row.contribution);
}

static void fill_row(struct fnl_census *census)
{
    struct fnl_census_row *row = &census->row;
    const struct fnl_margins *margins = &census->margins;
    const struct fnl_fates *fates = &census->fates;
    row->clients = (int64_t)margins->count;
    row->winners = (int64_t)margins->winners;
    row->pitas = (int64_t)margins->pitas;
    row->losing_pitas = (int64_t)margins->losing_pitas;
    row->total = margins->total;
    row->peak = margins->peak;
    row->pita_profit = margins->pita_profit;
    row->kinship = fnl_kinship_of(fates);
    for (size_t i = 0; i < FNL_CENSUS_POINTS; i++)
        row->curve[i] = fnl_margin_curve(margins, (double)i / (FNL_CENSUS_POINTS - 1));
    for (size_t i = 0; i < FNL_MARGIN_RESTS; i++)
        row->rests[i] = margins->rests[i];
    for (size_t year = 0; year < fates->years; year++) {
        row->mature[year] = fates->mature[year];
        for (size_t met = 0; met <= fates->years; met++)
            row->revenue[year][met] = fnl_fate_revenue(fates, year, met);
    }
}

fnl_status fnl_census_take(struct fnl_census *census, const struct fnl_plan *plan, uint64_t seed,
                           uint64_t replication, struct fnl_error *error)
{
    census->row = (struct fnl_census_row){0};
    fnl_status status = run(census, plan, seed, replication, error);
    if (status == FNL_OK)
        status = audit(census, error);
    if (status == FNL_OK)
        fill_row(census);
    return status;
}

void fnl_census_fini(struct fnl_census *census)
{
    fnl_fate_fini(&census->fates);
    fnl_margin_fini(&census->margins);
}

static void *hire(void *self)
{
    (void)self;
    return fnl_memory_zeroed(1, sizeof(struct fnl_census));
}

static void dismiss(void *worker)
{
    fnl_census_fini(worker);
    free(worker);
}

static fnl_status fill(void *self, void *worker, size_t cell, struct fnl_error *error)
{
    const struct fnl_census_many *many = self;
    struct fnl_census *census = worker;
    const fnl_status status = fnl_census_take(census, many->plan, many->seed, cell, error);
    many->rows[cell] = census->row;
    return status;
}

static struct fnl_place place(void *self, size_t cell)
{
    const struct fnl_census_many *many = self;
    return (struct fnl_place){&many->rows[cell], sizeof *many->rows};
}

static uint64_t sign(const struct fnl_census_many *many)
{
    uint64_t signature = fnl_signature_begin("census", many->seed);
    signature = fnl_signature_plan(signature, many->plan);
    return fnl_signature_with(signature, sizeof *many->rows);
}

fnl_status fnl_census_repeat(const struct fnl_census_many *many, struct fnl_error *error)
{
    struct fnl_census_many work = *many;
    const struct fnl_job job = {.self = &work,
                                .cells = many->replications,
                                .hire = hire,
                                .dismiss = dismiss,
                                .fill = fill,
                                .place = place,
                                .signature = sign(many)};
    return fnl_executor_run(&job, &many->execution, NULL, error);
}
