/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/coverage.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "experiment/settling.h"
#include "experiment/stock.h"
#include "scenario/buffer.h"
#include "scenario/claims.h"
#include "scenario/subjects.h"

struct fnl_coverage {
    struct fnl_coverage_line *lines;
    size_t count, lacking;
    struct fnl_subjects subjects;
};

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory to look at claims");
}

/* --- without what carries it -------------------------------------------------------------------*/

/* A claim and one of the things that it says it is carried by. */
struct carrier {
    size_t claim;
    const char *path;
    size_t *with, *without; /* cells of the stock, for the cells of all contrasts */
    size_t count;
    bool felt;
    char *reason; /* why it cannot be switched off; or NULL */
};

struct carriers {
    struct carrier *items;
    size_t count;
};

static void end_carriers(struct carriers *carriers)
{
    for (size_t i = 0; i < carriers->count; i++) {
        free(carriers->items[i].with);
        free(carriers->items[i].without);
        free(carriers->items[i].reason);
    }
    free(carriers->items);
}

static bool is_looked_at(const fnl_claims *claims, size_t index)
{
    return fnl_claims_firm(claims, index) == 0;
}

static fnl_status list_carriers(const fnl_claims *claims, struct carriers *carriers,
                                struct fnl_error *error)
{
    size_t most = 0;
    for (size_t i = 0; i < fnl_claims_count(claims); i++)
        most += fnl_claims_form(claims, i)->carried_by.count;
    carriers->items = fnl_memory_zeroed(most + 1, sizeof *carriers->items);
    if (!carriers->items)
        return out_of_memory(error);
    for (size_t i = 0; i < fnl_claims_count(claims); i++) {
        const struct fnl_claimform_claim *form = fnl_claims_form(claims, i);
        for (size_t k = 0; is_looked_at(claims, i) && k < form->carried_by.count; k++) {
            const size_t count = fnl_claimform_cells(form);
            struct carrier *one = &carriers->items[carriers->count++];
            *one = (struct carrier){.claim = i,
                                    .path = form->carried_by.items[k],
                                    .with = fnl_memory_zeroed(count, sizeof *one->with),
                                    .without = fnl_memory_zeroed(count, sizeof *one->without),
                                    .count = count};
            if (!one->with || !one->without)
                return out_of_memory(error);
        }
    }
    return FNL_OK;
}

/* Notes the cell with and without the carrier. One that cannot be without it stays as it is. */
static fnl_status add_cell(const fnl_claims *claims, struct carrier *carrier,
                           struct fnl_claims_cell cell, size_t place, struct fnl_stock *stock,
                           struct fnl_error *error)
{
    const struct fnl_claimform_claim *form = fnl_claims_form(claims, cell.claim);
    const struct fnl_claimform_cell *stated = &form->contrasts[cell.contrast].cells[cell.cell];
    struct fnl_stock_wish wish = {fnl_claims_scenario(claims, cell.claim, cell.contrast, cell.cell),
                                  stated->devices, stated->metric};
    struct fnl_error why = {0};
    fnl_scenario *altered;
    fnl_status status = fnl_stock_add(stock, &wish, &carrier->with[place], error);
    if (status != FNL_OK)
        return status;
    carrier->without[place] = carrier->with[place];
    status = fnl_claims_without(claims, cell, carrier->path, &altered, &why);
    if (status == FNL_ERR_SCENARIO) {
        if (!carrier->reason)
            carrier->reason = fnl_memory_text(why.text);
        return carrier->reason ? FNL_OK : out_of_memory(error);
    }
    if (status != FNL_OK)
        return fnl_status_fail(status, error, "%s", why.text);
    status = fnl_stock_own(stock, altered, error);
    wish.scenario = altered;
    return status == FNL_OK ? fnl_stock_add(stock, &wish, &carrier->without[place], error) : status;
}

static fnl_status add_cells(const fnl_claims *claims, struct carrier *carrier,
                            struct fnl_stock *stock, struct fnl_error *error)
{
    const struct fnl_claimform_claim *form = fnl_claims_form(claims, carrier->claim);
    size_t place = 0;
    for (size_t i = 0; i < form->count; i++)
        for (size_t k = 0; k < form->contrasts[i].count; k++) {
            const struct fnl_claims_cell cell = {carrier->claim, i, k};
            const fnl_status status = add_cell(claims, carrier, cell, place++, stock, error);
            if (status != FNL_OK)
                return status;
        }
    return FNL_OK;
}

/* Whether one of the claim's sums is another one without the carrier. */
static bool is_felt(const fnl_claims *claims, const struct carrier *carrier,
                    const struct fnl_stock *stock, size_t future)
{
    const struct fnl_claimform_claim *form = fnl_claims_form(claims, carrier->claim);
    size_t place = 0;
    for (size_t i = 0; i < form->count; i++) {
        const struct fnl_claimform_contrast *contrast = &form->contrasts[i];
        double with, without;
        const bool exists = fnl_settling_sum(stock, contrast, &carrier->with[place], future, &with);
        const bool remains =
            fnl_settling_sum(stock, contrast, &carrier->without[place], future, &without);
        if (exists != remains || (exists && with != without))
            return true;
        place += contrast->count;
    }
    return false;
}

/* Notes the cells of carriers that have not been felt yet; where a claim is the same scenario with
 * it and without, no future can tell. */
static void call_up(const struct carriers *carriers, struct fnl_stock *stock)
{
    for (size_t i = 0; i < carriers->count; i++) {
        const struct carrier *one = &carriers->items[i];
        const bool same = memcmp(one->with, one->without, one->count * sizeof *one->with) == 0;
        for (size_t k = 0; k < one->count && !one->felt && !same; k++)
            stock->cells[one->with[k]].needed = stock->cells[one->without[k]].needed = true;
    }
}

static bool is_lived(const struct carrier *carrier, const struct fnl_stock *stock, size_t future)
{
    for (size_t i = 0; i < carrier->count; i++)
        if (stock->cells[carrier->with[i]].lived <= future ||
            stock->cells[carrier->without[i]].lived <= future)
            return false;
    return true;
}

static fnl_status try_out(const fnl_claims *claims, struct carriers *carriers,
                          struct fnl_stock *stock, struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    for (size_t i = 0; i < carriers->count && status == FNL_OK; i++)
        status = add_cells(claims, &carriers->items[i], stock, error);
    for (size_t future = 0; future < FNL_COVERAGE_FUTURES && status == FNL_OK; future++) {
        call_up(carriers, stock);
        status = fnl_stock_live(stock, future + 1, error);
        for (size_t i = 0; i < carriers->count && status == FNL_OK; i++) {
            struct carrier *one = &carriers->items[i];
            if (!one->felt && is_lived(one, stock, future))
                one->felt = is_felt(claims, one, stock, future);
        }
    }
    return status;
}

/* --- what there is to say ----------------------------------------------------------------------*/

static bool has(const struct fnl_param_texts *texts, const char *text)
{
    for (size_t i = 0; i < texts->count; i++)
        if (strcmp(texts->items[i], text) == 0)
            return true;
    return false;
}

/* Adds a line that says what `text` holds, which is then empty. */
static fnl_status add_line(struct fnl_coverage *coverage, struct fnl_coverage_line line,
                           struct fnl_buffer *text, struct fnl_error *error)
{
    line.text = text->text;
    if (text->exhausted || !text->text) {
        fnl_buffer_fini(text);
        return out_of_memory(error);
    }
    coverage->lines[coverage->count++] = line;
    coverage->lacking += line.state == FNL_COVERAGE_LACKING;
    return FNL_OK;
}

/* Which claims answer a subject. A claim answers its own id. */
static fnl_status judge_subject(struct fnl_coverage *coverage, const fnl_claims *claims,
                                const struct fnl_subject *subject, struct fnl_error *error)
{
    struct fnl_coverage_line line = {FNL_COVERAGE_FINE, subject->id, subject->says, NULL};
    struct fnl_buffer text = {0};
    for (size_t i = 0; i < fnl_claims_count(claims); i++)
        if (is_looked_at(claims, i) && (has(&fnl_claims_form(claims, i)->covers, subject->id) ||
                                        strcmp(fnl_claims_id(claims, i), subject->id) == 0))
            fnl_buffer_format(&text, "%s%s", text.length ? ", " : "answered by ",
                              fnl_claims_id(claims, i));
    if (text.length && *subject->why_not) {
        line.state = FNL_COVERAGE_LACKING;
        fnl_buffer_add(&text, ", and yet it says why it cannot be answered");
    } else if (*subject->why_not) {
        line.state = FNL_COVERAGE_EXCUSED;
        fnl_buffer_add(&text, subject->why_not);
    } else if (!text.length && !text.exhausted) {
        line.state = FNL_COVERAGE_LACKING;
        fnl_buffer_add(&text, "no claim covers it");
    }
    return add_line(coverage, line, &text, error);
}

/* Says what is wrong with one carrier, if anything is. */
static void blame(const struct carrier *carrier, struct fnl_buffer *text)
{
    if (carrier->felt)
        return;
    fnl_buffer_add(text, text->length ? "; " : "");
    if (carrier->reason)
        fnl_buffer_format(text, "%s cannot be switched off: %s", carrier->path, carrier->reason);
    else
        fnl_buffer_format(text, "without %s nothing changes", carrier->path);
}

static void blame_unknown(const struct fnl_claimform_claim *form,
                          const struct fnl_subjects *subjects, struct fnl_buffer *text)
{
    for (size_t i = 0; i < form->covers.count; i++)
        if (fnl_subjects_named(subjects, form->covers.items[i]) == subjects->count)
            fnl_buffer_format(text, "%sit covers %s, which is no subject", text->length ? "; " : "",
                              form->covers.items[i]);
}

static fnl_status judge_claim(struct fnl_coverage *coverage, const fnl_claims *claims, size_t index,
                              const struct carriers *carriers, struct fnl_error *error)
{
    const struct fnl_claimform_claim *form = fnl_claims_form(claims, index);
    struct fnl_coverage_line line = {FNL_COVERAGE_FINE, form->id, form->says, NULL};
    struct fnl_buffer text = {0};
    if (form->carried_by.count == 0)
        fnl_buffer_add(&text, "it does not say what carries it");
    blame_unknown(form, &coverage->subjects, &text);
    for (size_t i = 0; i < carriers->count; i++)
        if (carriers->items[i].claim == index)
            blame(&carriers->items[i], &text);
    if (text.length || text.exhausted)
        line.state = FNL_COVERAGE_LACKING;
    else
        for (size_t i = 0; i < form->carried_by.count; i++)
            fnl_buffer_format(&text, "%s%s", i ? ", " : "carried by ", form->carried_by.items[i]);
    return add_line(coverage, line, &text, error);
}

static fnl_status judge_all(struct fnl_coverage *coverage, const fnl_claims *claims,
                            const struct carriers *carriers, struct fnl_error *error)
{
    const size_t subjects = coverage->subjects.count, count = fnl_claims_count(claims);
    coverage->lines = fnl_memory_zeroed(subjects + count + 1, sizeof *coverage->lines);
    if (!coverage->lines)
        return out_of_memory(error);
    fnl_status status = FNL_OK;
    for (size_t i = 0; i < subjects && status == FNL_OK; i++)
        status = judge_subject(coverage, claims, &coverage->subjects.items[i], error);
    for (size_t i = 0; i < count && status == FNL_OK; i++)
        if (is_looked_at(claims, i))
            status = judge_claim(coverage, claims, i, carriers, error);
    return status;
}

/* --- all of it ---------------------------------------------------------------------------------*/

static fnl_status run(struct fnl_coverage *coverage, const struct fnl_coverage_request *request,
                      struct fnl_error *error)
{
    struct fnl_stock stock = {
        .seed = request->seed,
        .execution = request->execution,
    };
    struct carriers carriers = {0};
    fnl_status status = fnl_subjects_read(request->subjects, &coverage->subjects, error);
    if (status == FNL_OK)
        status = list_carriers(request->claims, &carriers, error);
    if (status == FNL_OK)
        status = try_out(request->claims, &carriers, &stock, error);
    if (status == FNL_OK)
        status = judge_all(coverage, request->claims, &carriers, error);
    end_carriers(&carriers);
    fnl_stock_fini(&stock);
    return status;
}

fnl_status fnl_coverage_run(const struct fnl_coverage_request *request, fnl_coverage **coverage,
                            struct fnl_error *error)
{
    *coverage = NULL;
    fnl_coverage *made = fnl_memory_zeroed(1, sizeof *made);
    if (!made)
        return out_of_memory(error);
    const fnl_status status = run(made, request, error);
    if (status == FNL_OK)
        *coverage = made;
    else
        fnl_coverage_free(made);
    return status;
}

size_t fnl_coverage_count(const fnl_coverage *coverage)
{
    return coverage->count;
}

size_t fnl_coverage_lacking(const fnl_coverage *coverage)
{
    return coverage->lacking;
}

const struct fnl_coverage_line *fnl_coverage_line(const fnl_coverage *coverage, size_t index)
{
    assert(index < coverage->count);
    return &coverage->lines[index];
}

void fnl_coverage_free(fnl_coverage *coverage)
{
    if (!coverage)
        return;
    for (size_t i = 0; i < coverage->count; i++)
        free((char *)coverage->lines[i].text);
    free(coverage->lines);
    fnl_subjects_fini(&coverage->subjects);
    free(coverage);
}
