/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/finding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/label.h"
#include "report/measure.h"
#include "report/paragraph.h"
#include "scenario/quantity.h"
#include "scenario/scenario.h"

const char *fnl_finding_word(enum fnl_sequential_verdict verdict)
{
    switch (verdict) {
    case FNL_SEQUENTIAL_SUPPORTED:
        return "supported";
    case FNL_SEQUENTIAL_REFUTED:
        return "refuted";
    case FNL_SEQUENTIAL_UNDECIDED:
        break;
    }
    return "undecided";
}

struct fnl_finding fnl_finding_number(const fnl_trial *trial, size_t number)
{
    return (struct fnl_finding){trial, fnl_trial_finding(trial, number)};
}

/* --- by how much -------------------------------------------------------------------------------*/

/* One contrast, with what is needed to say its numbers. */
struct contrast {
    const struct fnl_claimform_contrast *form;
    const struct fnl_sequential_mean *mean;
    struct fnl_study study; /* the currency and the start alone */
    enum fnl_measure measure;
    bool level; /* one plain number, and no difference */
};

static struct contrast contrast_of(const struct fnl_finding *finding, size_t index)
{
    const struct fnl_claimform_contrast *form = &finding->of->form->contrasts[index];
    const fnl_scenario *scenario =
        fnl_claims_scenario(fnl_trial_claims(finding->trial), finding->of->index, index, 0);
    return (struct contrast){
        .form = form,
        .mean = &finding->of->settling.means[index],
        .study = {.currency = fnl_scenario_currency(scenario),
                  .start = fnl_scenario_settings(scenario)->start},
        .measure = fnl_indicator_about(form->cells[0].metric)->measure,
        .level = form->count == 1 && form->cells[0].weight == 1,
    };
}

/* A chance stays between 0 and 1, however far an interval reaches. */
static double kept_in_range(const struct contrast *contrast, double value)
{
    return contrast->measure == FNL_MEASURE_FLAG ? fmin(1, fmax(0, value)) : value;
}

static const char *value_text(const struct contrast *contrast, double value,
                              char text[FNL_NUMBER_TEXT])
{
    return contrast->level
               ? fnl_measure_text(&contrast->study, contrast->measure,
                                  kept_in_range(contrast, value), text)
               : fnl_measure_difference(&contrast->study, contrast->measure, value, text);
}

static void write_interval(const struct contrast *contrast, struct fnl_interval interval,
                           FILE *stream)
{
    char low[FNL_NUMBER_TEXT], high[FNL_NUMBER_TEXT];
    if (contrast->measure == FNL_MEASURE_MONEY)
        fprintf(stream, " (%s)",
                fnl_measure_range(&contrast->study, contrast->measure, interval.low, interval.high,
                                  low));
    else
        fprintf(stream, " (%s to %s)", value_text(contrast, interval.low, low),
                value_text(contrast, interval.high, high));
}

/* The metric in words, where it is the same in all cells: "new business". */
static void write_metric(const struct fnl_claimform_contrast *form, FILE *stream)
{
    for (size_t i = 1; i < form->count; i++)
        if (form->cells[i].metric != form->cells[0].metric)
            return;
    putc(' ', stream);
    for (const char *c = fnl_indicator_about(form->cells[0].metric)->id; *c; c++)
        putc(*c == '_' ? ' ' : *c, stream);
}

static bool write_cleaned(const char *text, FILE *stream)
{
    char *clean = fnl_label_clean(text);
    if (!clean)
        return false;
    fputs(clean, stream);
    free(clean);
    return true;
}

bool fnl_finding_estimate(const struct fnl_finding *finding, size_t contrast, FILE *stream)
{
    const struct contrast one = contrast_of(finding, contrast);
    char text[FNL_NUMBER_TEXT];
    const bool named = *one.form->say;
    if (named && !write_cleaned(one.form->say, stream))
        return false;
    fputs(named ? ": " : "", stream);
    if (one.mean->moments.count < 2) {
        fputs("not known", stream);
        return true;
    }
    fputs(value_text(&one, one.mean->moments.mean, text), stream);
    write_metric(one.form, stream);
    const double confidence = fnl_sequential_confidence(fnl_trial_plan(finding->trial));
    if (!fnl_sequential_is_constant(one.mean))
        write_interval(&one, fnl_sequential_interval(one.mean, confidence), stream);
    if (one.form->greater_than != 0)
        fprintf(stream, ", and more than %s is claimed",
                value_text(&one, one.form->greater_than, text));
    return true;
}

bool fnl_finding_sentence(const struct fnl_finding *finding, FILE *stream)
{
    for (size_t i = 0; i < finding->of->form->count; i++) {
        fputs(i ? "; " : "", stream);
        if (!fnl_finding_estimate(finding, i, stream))
            return false;
    }
    fprintf(stream, " in %zu futures", finding->of->settling.futures);
    return true;
}

/* --- what else ---------------------------------------------------------------------------------*/

static bool remark_on(const struct fnl_finding *finding, size_t index, FILE *stream)
{
    const struct contrast one = contrast_of(finding, index);
    const struct fnl_sequential_mean *mean = one.mean;
    const size_t futures = finding->of->settling.futures;
    const bool constant = fnl_sequential_is_constant(mean);
    char which[FNL_STUDY_TEXT] = "";
    if (finding->of->form->count > 1 && *one.form->say) {
        char *say = fnl_label_clean(one.form->say);
        if (!say)
            return false;
        snprintf(which, sizeof which, "%.140s: ", say);
        free(say);
    }
    if (constant && mean->moments.mean == mean->threshold)
        fprintf(stream, "%sIt makes no difference at all, in any of the futures.\n", which);
    else if (constant)
        fprintf(stream, "%sIt is the same in all of the futures.\n", which);
    if (fnl_sequential_is_skewed(mean))
        fprintf(stream,
                "%sA few futures make the mean, so its interval is longer than usual, and not to "
                "be trusted far.\n",
                which);
    if (fnl_sequential_is_undefined(mean))
        fprintf(stream,
                "%sIn %zu of %zu futures there is nothing to measure: that is over a tenth, and "
                "nothing can be decided.\n",
                which, mean->undefined, futures);
    else if (mean->undefined > 0)
        fprintf(stream, "%sLeft out: %zu of %zu futures, in which there is nothing to measure.\n",
                which, mean->undefined, futures);
    return true;
}

bool fnl_finding_remarks(const struct fnl_finding *finding, FILE *stream)
{
    const struct fnl_settling *settling = &finding->of->settling;
    for (size_t i = 0; i < finding->of->form->count && settling->futures > 0; i++)
        if (!remark_on(finding, i, stream))
            return false;
    if (settling->verdict == FNL_SEQUENTIAL_UNDECIDED &&
        settling->futures < fnl_trial_plan(finding->trial)->most)
        fputs("It was stopped before it could be decided.\n", stream);
    return true;
}

/* "holds", "does not hold" or "is undecided". */
static const char *state_of(const struct fnl_boundary_end *end)
{
    switch (end->verdict) {
    case FNL_SEQUENTIAL_SUPPORTED:
        return "holds";
    case FNL_SEQUENTIAL_REFUTED:
        return "does not hold";
    case FNL_SEQUENTIAL_UNDECIDED:
        break;
    }
    return "is undecided";
}

bool fnl_finding_boundary(const struct fnl_finding *finding, FILE *stream)
{
    const struct fnl_boundary *boundary = &finding->of->boundary;
    const struct fnl_claimform_claim *form = finding->of->form;
    char low[FNL_QUANTITY_TEXT], high[FNL_QUANTITY_TEXT];
    if (!boundary->sought)
        return true;
    fnl_quantity_text(boundary->low.value, form->moved->unit, low);
    fnl_quantity_text(boundary->high.value, form->moved->unit, high);
    const bool same = boundary->low.verdict == boundary->high.verdict;
    if (same && boundary->low.verdict != FNL_SEQUENTIAL_UNDECIDED)
        fprintf(stream, "It %s with %s at %s, at %s and in the middle.\n", state_of(&boundary->low),
                form->boundary, low, high);
    else if (same)
        fprintf(stream, "It is undecided with %s at %s and at %s.\n", form->boundary, low, high);
    else
        fprintf(stream, "It %s with %s at %s, and %s at %s%s%s.\n", state_of(&boundary->low),
                form->boundary, low, state_of(&boundary->high), high,
                boundary->vague ? "; in between it could not be decided" : "",
                boundary->twice ? "; at the upper end of the range it is as at the lower" : "");
    return true;
}

bool fnl_finding_says(const struct fnl_finding *finding, FILE *stream)
{
    const fnl_claims *claims = fnl_trial_claims(finding->trial);
    const size_t index = finding->of->index;
    bool done = write_cleaned(finding->of->form->says, stream);
    if (done && fnl_claims_firm(claims, index) > 0) {
        fputs(" (", stream);
        done = write_cleaned(fnl_scenario_name(fnl_claims_base(claims, index)), stream);
        putc(')', stream);
    }
    return done;
}

/* --- what it rests on --------------------------------------------------------------------------*/

bool fnl_finding_firm(const struct fnl_finding *finding, FILE *stream)
{
    const fnl_scenario *base =
        fnl_claims_base(fnl_trial_claims(finding->trial), finding->of->index);
    char digest[FNL_SCENARIO_DIGEST];
    const bool done = write_cleaned(fnl_scenario_name(base), stream);
    fprintf(stream, ", digest %s", fnl_scenario_digest(base, digest));
    return done;
}

/* What a value rests on; of cells that differ the last counts. */
enum ground { GROUND_EVIDENCE, GROUND_NONE, GROUND_STANDARD_GUESS, GROUND_GUESS };

static enum ground ground_of(const struct fnl_evidence *evidence)
{
    if (evidence->basis == FNL_EVIDENCE_GUESS)
        return GROUND_GUESS;
    if (fnl_evidence_is_standard_guess(evidence))
        return GROUND_STANDARD_GUESS;
    return evidence->basis == FNL_EVIDENCE_STATED ? GROUND_NONE : GROUND_EVIDENCE;
}

/* The values in use in any of the cells, each path once. */
struct values {
    struct value {
        const char *path;
        enum ground ground; /* the last of those in all cells */
        bool carries;
    } * items;
    size_t count, capacity;
    const struct fnl_param_texts *carried_by;
};

static struct value *value_at(struct values *values, const char *path)
{
    for (size_t i = 0; i < values->count; i++)
        if (strcmp(values->items[i].path, path) == 0)
            return &values->items[i];
    void *items = values->items;
    if (!fnl_memory_grow(&items, values->count, &values->capacity, sizeof *values->items))
        return NULL;
    values->items = items;
    values->items[values->count] = (struct value){path, GROUND_EVIDENCE, false};
    return &values->items[values->count++];
}

static bool is_carrier(const struct values *values, const fnl_scenario *scenario, size_t phase,
                       const struct fnl_evidence *evidence)
{
    for (size_t i = 0; i < values->carried_by->count; i++)
        if (fnl_scenario_covers(scenario, phase, values->carried_by->items[i], evidence))
            return fnl_evidence_is_figure(evidence->row);
    return false;
}

static bool add_values(struct values *values, const fnl_scenario *scenario)
{
    for (size_t phase = 0; phase < fnl_scenario_plan(scenario)->count; phase++) {
        size_t count;
        const struct fnl_evidence *evidence = fnl_scenario_evidence(scenario, phase, &count);
        for (size_t i = 0; i < count; i++) {
            struct value *value = value_at(values, evidence[i].path);
            const enum ground ground = ground_of(&evidence[i]);
            if (!value)
                return false;
            value->ground = ground > value->ground ? ground : value->ground;
            value->carries = value->carries || is_carrier(values, scenario, phase, &evidence[i]);
        }
    }
    return true;
}

static struct fnl_finding_tally tally_of(const struct values *values)
{
    struct fnl_finding_tally tally = {0};
    for (size_t i = 0; i < values->count; i++) {
        const struct value *value = &values->items[i];
        tally.stated += value->ground == GROUND_GUESS;
        tally.standard += value->ground == GROUND_STANDARD_GUESS;
        tally.carriers += value->carries;
        tally.guessed += value->carries && value->ground >= GROUND_STANDARD_GUESS;
        tally.unfounded += value->carries && value->ground == GROUND_NONE;
    }
    return tally;
}

fnl_status fnl_finding_count(const struct fnl_finding *finding, struct fnl_finding_tally *tally,
                             struct fnl_error *error)
{
    const struct fnl_claimform_claim *form = finding->of->form;
    const fnl_claims *claims = fnl_trial_claims(finding->trial);
    struct values all = {.carried_by = &form->carried_by};
    bool complete = true;
    for (size_t i = 0; i < form->count; i++)
        for (size_t k = 0; k < form->contrasts[i].count && complete; k++)
            complete = add_values(&all, fnl_claims_scenario(claims, finding->of->index, i, k));
    *tally = tally_of(&all);
    free(all.items);
    return complete ? FNL_OK
                    : fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for findings");
}

bool fnl_finding_guesses(const struct fnl_finding *finding, FILE *stream)
{
    struct fnl_finding_tally tally;
    if (fnl_finding_count(finding, &tally, NULL) != FNL_OK)
        return false;
    fprintf(stream, "Guesses: %zu stated and %zu among the standard values.", tally.stated,
            tally.standard);
    if (tally.carriers > 0)
        fprintf(stream, " Of %zu figure%s the claim, %zu %s and %zu %s stated without evidence.",
                tally.carriers, tally.carriers == 1 ? " that carries" : "s that carry",
                tally.guessed, tally.guessed == 1 ? "is a guess" : "are guesses", tally.unfounded,
                tally.unfounded == 1 ? "is" : "are");
    return true;
}

/* --- as texts ----------------------------------------------------------------------------------*/

struct task {
    bool (*write)(const struct fnl_finding *finding, FILE *stream);
    const struct fnl_finding *finding;
    bool *done;
};

static void write_task(const void *self, FILE *stream)
{
    const struct task *task = self;
    *task->done = task->write(task->finding, stream);
}

char *fnl_finding_text(bool (*write)(const struct fnl_finding *finding, FILE *stream),
                       const struct fnl_finding *finding)
{
    bool done = false;
    const struct task task = {write, finding, &done};
    char *text = fnl_paragraph_written(write_task, &task);
    if (done)
        return text;
    free(text);
    return NULL;
}
