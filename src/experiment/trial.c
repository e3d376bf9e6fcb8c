/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/trial.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

struct fnl_trial {
    const fnl_claims *claims;
    uint64_t seed;
    struct fnl_sequential plan;
    struct fnl_trial_finding *findings;
    size_t count;
    bool partial;
};

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory to settle claims");
}

/* --- which claims ------------------------------------------------------------------------------*/

/* Whether `id` is one of the words of `only`, which have commas between them. */
static bool is_listed(const char *id, const char *only)
{
    const size_t length = strlen(id);
    for (const char *word = only;; word++) {
        const size_t its = strcspn(word, ",");
        if (its == length && strncmp(word, id, length) == 0)
            return true;
        word += its;
        if (!*word)
            return false;
    }
}

static fnl_status refuse_id(const fnl_claims *claims, const char *id, struct fnl_error *error)
{
    const size_t count = fnl_claims_count(claims);
    const char **ids = fnl_memory_zeroed(count, sizeof *ids);
    if (!ids)
        return out_of_memory(error);
    for (size_t i = 0; i < count; i++)
        ids[i] = fnl_claims_id(claims, i);
    const char *nearest = fnl_text_nearest(id, ids, count);
    const fnl_status status = fnl_status_fail(
        FNL_ERR_USAGE, error, "there is no claim \"%.60s\"%s%s%s", id,
        nearest ? " (did you mean " : "", nearest ? nearest : "", nearest ? "?)" : "");
    free(ids);
    return status;
}

/* Refuses the first id of `only` that no claim has. */
static fnl_status check_only(const fnl_claims *claims, const char *only, struct fnl_error *error)
{
    char *list = fnl_memory_text(only), *rest = list;
    fnl_status status = list ? FNL_OK : out_of_memory(error);
    for (char *id = list ? strtok_r(list, ",", &rest) : NULL; id && status == FNL_OK;
         id = strtok_r(NULL, ",", &rest)) {
        bool found = false;
        for (size_t i = 0; i < fnl_claims_count(claims) && !found; i++)
            found = strcmp(fnl_claims_id(claims, i), id) == 0;
        if (!found)
            status = refuse_id(claims, id, error);
    }
    free(list);
    return status;
}

/* Nothing is found yet. */
static struct fnl_trial_finding finding_of(const fnl_claims *claims, size_t index)
{
    const struct fnl_claimform_claim *form = fnl_claims_form(claims, index);
    return (struct fnl_trial_finding){
        .form = form,
        .index = index,
        .expect = fnl_claims_firm(claims, index) == 0 ? form->expect : FNL_CLAIMFORM_OPEN,
    };
}

static fnl_status choose(fnl_trial *trial, const char *only, struct fnl_error *error)
{
    const size_t all = fnl_claims_count(trial->claims);
    const fnl_status status = only ? check_only(trial->claims, only, error) : FNL_OK;
    if (status != FNL_OK)
        return status;
    trial->findings = fnl_memory_zeroed(all, sizeof *trial->findings);
    if (!trial->findings)
        return out_of_memory(error);
    for (size_t i = 0; i < all; i++)
        if (!only || is_listed(fnl_claims_id(trial->claims, i), only))
            trial->findings[trial->count++] = finding_of(trial->claims, i);
    return FNL_OK;
}

/* --- settling ----------------------------------------------------------------------------------*/

static fnl_status add_cells(const fnl_trial *trial, struct fnl_trial_finding *finding,
                            struct fnl_stock *stock, struct fnl_error *error)
{
    const struct fnl_claimform_claim *form = finding->form;
    size_t place = 0;
    for (size_t i = 0; i < form->count; i++)
        for (size_t k = 0; k < form->contrasts[i].count; k++) {
            const struct fnl_claimform_cell *cell = &form->contrasts[i].cells[k];
            const struct fnl_stock_wish wish = {
                fnl_claims_scenario(trial->claims, finding->index, i, k), cell->devices,
                cell->metric};
            const fnl_status status =
                fnl_stock_add(stock, &wish, &finding->settling.cells[place++], error);
            if (status != FNL_OK)
                return status;
        }
    return FNL_OK;
}

/* Settles all claims side by side, so that what they share is lived through once. */
static fnl_status settle(fnl_trial *trial, struct fnl_stock *stock, struct fnl_error *error)
{
    struct fnl_settling *all = fnl_memory_zeroed(trial->count, sizeof *all);
    if (!all)
        return out_of_memory(error);
    fnl_status status = FNL_OK;
    for (size_t i = 0; i < trial->count && status == FNL_OK; i++) {
        struct fnl_trial_finding *finding = &trial->findings[i];
        status = fnl_settling_init(&finding->settling, finding->form, error);
        if (status == FNL_OK)
            status = add_cells(trial, finding, stock, error);
        all[i] = finding->settling;
    }
    if (status == FNL_OK)
        status = fnl_settling_run(all, trial->count, &trial->plan, stock, error);
    if (status == FNL_OK || status == FNL_ERR_STOPPED)
        for (size_t i = 0; i < trial->count; i++)
            trial->findings[i].settling = all[i];
    free(all);
    return status;
}

static fnl_status find_boundaries(fnl_trial *trial, struct fnl_stock *stock,
                                  struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    for (size_t i = 0; i < trial->count && status == FNL_OK; i++) {
        struct fnl_trial_finding *finding = &trial->findings[i];
        if (finding->form->moved && fnl_claims_firm(trial->claims, finding->index) == 0)
            status = fnl_boundary_find(trial->claims, finding->index, &trial->plan, stock,
                                       &finding->boundary, error);
    }
    return status;
}

static fnl_status run(fnl_trial *trial, const struct fnl_trial_request *request,
                      struct fnl_error *error)
{
    struct fnl_stock stock = {
        .seed = request->seed,
        .execution = request->execution,
    };
    fnl_status status = choose(trial, request->only, error);
    if (status == FNL_OK)
        status = settle(trial, &stock, error);
    if (status == FNL_OK && request->boundaries)
        status = find_boundaries(trial, &stock, error);
    trial->partial = status == FNL_ERR_STOPPED;
    fnl_stock_fini(&stock);
    return status;
}

fnl_status fnl_trial_run(const struct fnl_trial_request *request, fnl_trial **trial,
                         struct fnl_error *error)
{
    assert(request->most >= FNL_TRIAL_LEAST && request->error > 0 && request->error < 1);
    _Static_assert(FNL_TRIAL_LEAST == FNL_SEQUENTIAL_FIRST, "the first look is the least there is");
    *trial = NULL;
    fnl_trial *made = fnl_memory_zeroed(1, sizeof *made);
    if (!made)
        return out_of_memory(error);
    made->claims = request->claims;
    made->seed = request->seed;
    made->plan = (struct fnl_sequential){request->most, request->error};
    const fnl_status status = run(made, request, error);
    if (status == FNL_OK || status == FNL_ERR_STOPPED)
        *trial = made;
    else
        fnl_trial_free(made);
    return status;
}

void fnl_trial_free(fnl_trial *trial)
{
    if (!trial)
        return;
    for (size_t i = 0; i < trial->count; i++)
        fnl_settling_fini(&trial->findings[i].settling);
    free(trial->findings);
    free(trial);
}

/* --- what came of it ---------------------------------------------------------------------------*/

size_t fnl_trial_count(const fnl_trial *trial)
{
    return trial->count;
}

const struct fnl_trial_finding *fnl_trial_finding(const fnl_trial *trial, size_t number)
{
    return &trial->findings[number];
}

const fnl_claims *fnl_trial_claims(const fnl_trial *trial)
{
    return trial->claims;
}

uint64_t fnl_trial_seed(const fnl_trial *trial)
{
    return trial->seed;
}

const struct fnl_sequential *fnl_trial_plan(const fnl_trial *trial)
{
    return &trial->plan;
}

bool fnl_trial_is_partial(const fnl_trial *trial)
{
    return trial->partial;
}

bool fnl_trial_is_contradicted(const struct fnl_trial_finding *finding)
{
    const enum fnl_sequential_verdict verdict = finding->settling.verdict;
    return (finding->expect == FNL_CLAIMFORM_SUPPORTED && verdict == FNL_SEQUENTIAL_REFUTED) ||
           (finding->expect == FNL_CLAIMFORM_REFUTED && verdict == FNL_SEQUENTIAL_SUPPORTED);
}

bool fnl_trial_is_unsettled(const struct fnl_trial_finding *finding)
{
    return finding->expect != FNL_CLAIMFORM_OPEN &&
           finding->settling.verdict == FNL_SEQUENTIAL_UNDECIDED;
}

static size_t count_findings(const fnl_trial *trial,
                             bool (*is_counted)(const struct fnl_trial_finding *finding))
{
    size_t count = 0;
    for (size_t i = 0; i < trial->count; i++)
        count += is_counted(&trial->findings[i]);
    return count;
}

size_t fnl_trial_contradicted(const fnl_trial *trial)
{
    return count_findings(trial, fnl_trial_is_contradicted);
}

size_t fnl_trial_unsettled(const fnl_trial *trial)
{
    return count_findings(trial, fnl_trial_is_unsettled);
}
