/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/phases.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "scenario/changecheck.h"
#include "scenario/crosscheck.h"
#include "scenario/schema.h"

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while reading a scenario");
}

static fnl_status bind_all(struct fnl_phases *phases, const struct fnl_bound_wishes *wishes,
                           struct fnl_mistakes *mistakes, struct fnl_error *error)
{
    const struct fnl_changes *changes = phases->changes;
    struct fnl_bound_wishes lenient = wishes ? *wishes : (struct fnl_bound_wishes){.shake = NULL};
    lenient.doubt = &phases->doubt;
    phases->bounds = fnl_memory_zeroed(changes->count, sizeof *phases->bounds);
    if (!phases->bounds)
        return out_of_memory(error);
    fnl_status worst = FNL_OK;
    for (size_t i = 0; i < changes->count && worst != FNL_ERR_MEMORY; i++) {
        const fnl_status status = fnl_bound_new(&fnl_schema_root, changes->phases[i].tree.root,
                                                &lenient, mistakes, &phases->bounds[i], error);
        worst = status != FNL_OK ? status : worst;
    }
    return worst;
}

/* What is wrong with a firm has been said where the strategy has it from there. */
static fnl_status bind_past(struct fnl_phases *phases, const struct fnl_bound_wishes *wishes,
                            struct fnl_mistakes *mistakes, struct fnl_error *error)
{
    const struct fnl_node *past = phases->changes->past.root;
    if (!past || fnl_mistakes_any(mistakes))
        return FNL_OK;
    struct fnl_bound_wishes plain = wishes ? *wishes : (struct fnl_bound_wishes){.shake = NULL};
    plain.evidence = false;
    return fnl_bound_new(&fnl_schema_root, past, &plain, mistakes, &phases->past, error);
}

/* Whether all that is known of `now` was known before. */
static bool is_inherited(const struct fnl_evidence *now, const struct fnl_evidence *before,
                         size_t count)
{
    for (size_t i = 0; i < count; i++, before++)
        if (strcmp(now->path, before->path) == 0)
            return now->line == before->line &&
                   strcmp(now->file ? now->file : "", before->file ? before->file : "") == 0 &&
                   strcmp(now->shown, before->shown) == 0;
    return false;
}

/* What a change leaves as it is says nothing new. */
static fnl_status collect_evidence(struct fnl_phases *phases, struct fnl_error *error)
{
    const struct fnl_evidence *before = NULL;
    size_t count_before = 0;
    phases->evidence = fnl_memory_zeroed(phases->changes->count, sizeof *phases->evidence);
    if (!phases->evidence)
        return out_of_memory(error);
    for (size_t i = 0; i < phases->changes->count; i++) {
        struct fnl_phases_evidence *evidence = &phases->evidence[i];
        size_t count;
        const struct fnl_evidence *now = fnl_bound_evidence(phases->bounds[i], &count);
        evidence->items = fnl_memory_zeroed(count, sizeof *evidence->items);
        if (!evidence->items)
            return out_of_memory(error);
        for (size_t k = 0; k < count; k++)
            if (!is_inherited(&now[k], before, count_before))
                evidence->items[evidence->count++] = now[k];
        before = now;
        count_before = count;
    }
    return FNL_OK;
}

fnl_status fnl_phases_bind(struct fnl_phases *phases, const struct fnl_changes *changes,
                           const struct fnl_bound_wishes *wishes, struct fnl_mistakes *mistakes,
                           struct fnl_error *error)
{
    phases->changes = changes;
    fnl_status status = bind_all(phases, wishes, mistakes, error);
    if (status == FNL_OK)
        status = bind_past(phases, wishes, mistakes, error);
    if (status == FNL_ERR_MEMORY || !wishes || !wishes->evidence)
        return status;
    return collect_evidence(phases, error) == FNL_OK ? status : FNL_ERR_MEMORY;
}

const struct fnl_settings *fnl_phases_settings(const struct fnl_phases *phases, size_t phase)
{
    return fnl_bound_settings(phases->bounds[phase]);
}

const struct fnl_settings *fnl_phases_past(const struct fnl_phases *phases)
{
    return phases->past ? fnl_bound_settings(phases->past) : fnl_phases_settings(phases, 0);
}

int fnl_phases_end(const struct fnl_phases *phases)
{
    const struct fnl_settings *first = fnl_phases_settings(phases, 0);
    return fnl_date_month_start(first->start, (int)first->months);
}

/* A change whose day was refused comes after all days, and nobody knows when. */
static bool is_dated(const struct fnl_phases *phases, size_t phase)
{
    return phases->changes->phases[phase].from < FNL_CHANGES_UNDATED;
}

static void check_day(const struct fnl_phases *phases, const struct fnl_node *change, int from,
                      struct fnl_mistakes *mistakes)
{
    const struct fnl_settings *first = fnl_phases_settings(phases, 0);
    char begins[FNL_DATE_TEXT], ends[FNL_DATE_TEXT];
    const bool known = !fnl_doubt_any(&phases->doubt, &first->start, sizeof first->start) &&
                       !fnl_doubt_any(&phases->doubt, &first->months, sizeof first->months);
    if (known && (from < first->start || from >= fnl_phases_end(phases)))
        fnl_tree_complain(
            change, "from", mistakes, "lies outside the simulation, which runs from %s until %s",
            fnl_date_text(first->start, begins), fnl_date_text(fnl_phases_end(phases) - 1, ends));
}

static void check_settings(const struct fnl_phases *phases, size_t phase,
                           struct fnl_mistakes *mistakes)
{
    fnl_crosscheck_settings(phases->changes->phases[phase].tree.root,
                            fnl_phases_settings(phases, phase), &phases->doubt, mistakes);
}

static void check_past(const struct fnl_phases *phases, struct fnl_mistakes *mistakes)
{
    const struct fnl_doubt no_doubt = {0};
    fnl_crosscheck_settings(phases->changes->past.root, fnl_phases_past(phases), &no_doubt,
                            mistakes);
}

static void check_phase(const struct fnl_phases *phases, const struct fnl_node *root, size_t phase,
                        struct fnl_mistakes *mistakes)
{
    const int from = phases->changes->phases[phase].from;
    const struct fnl_node *change = fnl_changes_node(&fnl_schema_root, root, from);
    check_settings(phases, phase, mistakes);
    fnl_changecheck_settings(change, fnl_phases_settings(phases, phase - 1),
                             fnl_phases_settings(phases, phase), &phases->doubt, mistakes);
    check_day(phases, change, from, mistakes);
}

/* A sample of uncertain values lives by its origin's calendar. */
static void refuse_ranges(const struct fnl_phases *phases, struct fnl_mistakes *mistakes)
{
    const struct fnl_evidence *evidence = phases->evidence[0].items;
    for (size_t i = 0; i < phases->evidence[0].count; i++)
        if (evidence[i].ranged && (strcmp(evidence[i].path, "months") == 0 ||
                                   strncmp(evidence[i].path, "calendar.", 9) == 0))
            fnl_mistakes_add(mistakes, evidence[i].file, evidence[i].line, evidence[i].path,
                             "the calendar cannot be uncertain: leave out the range");
}

/* When the reps began is the firm's to say. */
static void refuse_new_pasts(const struct fnl_phases *phases, const struct fnl_node *root,
                             struct fnl_mistakes *mistakes)
{
    const struct fnl_param_dates *was = &fnl_phases_past(phases)->reps.started;
    const struct fnl_param_dates *is = &fnl_phases_settings(phases, 0)->reps.started;
    bool same = was->count == is->count;
    for (size_t i = 0; i < was->count && same; i++)
        same = was->days[i] == is->days[i];
    if (!same)
        fnl_tree_complain(fnl_tree_child(root, "reps"), "started", mistakes,
                          "says who was there before: that is the firm's to say; whom a strategy "
                          "hires begins on its first day: say only count");
}

void fnl_phases_check(const struct fnl_phases *phases, const struct fnl_node *root,
                      struct fnl_mistakes *mistakes)
{
    check_settings(phases, 0, mistakes);
    for (size_t i = 1; i < phases->changes->count; i++)
        if (is_dated(phases, i))
            check_phase(phases, root, i, mistakes);
    refuse_ranges(phases, mistakes);
    if (phases->past && !fnl_mistakes_any(mistakes)) {
        check_past(phases, mistakes);
        refuse_new_pasts(phases, root, mistakes);
    }
}

static int64_t reps_in(const struct fnl_phases *phases, size_t phase)
{
    return fnl_settings_reps(fnl_phases_settings(phases, phase));
}

bool fnl_phases_fit(const struct fnl_phases *phases)
{
    struct fnl_mistakes mistakes = {0};
    for (size_t i = 0; i < phases->changes->count; i++)
        check_settings(phases, i, &mistakes);
    if (phases->past)
        check_past(phases, &mistakes);
    bool fit = !fnl_mistakes_any(&mistakes);
    for (size_t i = 1; i < phases->changes->count; i++)
        fit = fit && reps_in(phases, i) >= reps_in(phases, i - 1);
    fnl_mistakes_fini(&mistakes);
    return fit;
}

void fnl_phases_fini(struct fnl_phases *phases)
{
    for (size_t i = 0; phases->bounds && i < phases->changes->count; i++)
        fnl_bound_free(phases->bounds[i]);
    for (size_t i = 0; phases->evidence && i < phases->changes->count; i++)
        free(phases->evidence[i].items);
    fnl_bound_free(phases->past);
    free(phases->bounds);
    free(phases->evidence);
    fnl_doubt_fini(&phases->doubt);
    *phases = (struct fnl_phases){0};
}
