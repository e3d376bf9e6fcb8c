/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/findings.h>

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/document.h"
#include "report/dossier.h"
#include "report/file.h"
#include "report/finding.h"
#include "report/json.h"
#include "report/measure.h"
#include "report/paragraph.h"
#include "report/screen.h"
#include "report/table.h"
#include "report/tap.h"

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for findings");
}

/* --- for a terminal ----------------------------------------------------------------------------*/

/* The lines of a text, set in as details. */
static bool write_details(bool (*write)(const struct fnl_finding *finding, FILE *stream),
                          const struct fnl_finding *finding, FILE *stream)
{
    char *lines = fnl_finding_text(write, finding), *rest = lines;
    if (!lines)
        return false;
    for (char *line = strtok_r(lines, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        fprintf(stream, "  %s\n", line);
    free(lines);
    return true;
}

static fnl_status write_finding(const struct fnl_finding *finding, FILE *stream,
                                struct fnl_error *error)
{
    const struct fnl_trial_finding *of = finding->of;
    char *says = fnl_finding_text(fnl_finding_says, finding);
    if (!says)
        return out_of_memory(error);
    fprintf(stream, "%s %s%s: %s\n", of->form->id, fnl_finding_word(of->settling.verdict),
            fnl_trial_is_contradicted(of) ? ", against what is expected" : "", says);
    free(says);
    if (!write_details(fnl_finding_sentence, finding, stream) ||
        !write_details(fnl_finding_remarks, finding, stream) ||
        !write_details(fnl_finding_boundary, finding, stream) ||
        !write_details(fnl_finding_firm, finding, stream) ||
        !write_details(fnl_finding_guesses, finding, stream))
        return out_of_memory(error);
    return FNL_OK;
}

static fnl_status write_lines(const fnl_trial *trial, FILE *stream, struct fnl_error *error)
{
    const struct fnl_sequential *plan = fnl_trial_plan(trial);
    fnl_status status = FNL_OK;
    fprintf(stream,
            "%s%zu claim%s, seed %" PRIu64 ", at most %zu futures for each; decided wrongly with a "
            "chance of at most %g %%; the intervals are of %g %%\n",
            fnl_trial_is_partial(trial) ? "Stopped early: " : "", fnl_trial_count(trial),
            fnl_trial_count(trial) == 1 ? "" : "s", fnl_trial_seed(trial), plan->most,
            plan->error * 100, fnl_sequential_confidence(plan) * 100);
    for (size_t i = 0; i < fnl_trial_count(trial) && status == FNL_OK; i++) {
        const struct fnl_finding finding = fnl_finding_number(trial, i);
        putc('\n', stream);
        status = write_finding(&finding, stream, error);
    }
    return status;
}

static fnl_status write_table(const fnl_trial *trial, FILE *stream, struct fnl_error *error)
{
    char *lines = NULL;
    size_t length;
    FILE *text = open_memstream(&lines, &length);
    if (!text)
        return out_of_memory(error);
    fnl_status status = write_lines(trial, text, error);
    if (fclose(text) != 0 && status == FNL_OK)
        status = out_of_memory(error);
    if (status == FNL_OK)
        fnl_paragraph_print(lines, fnl_screen_text(stream), stream);
    free(lines);
    return status;
}

/* --- for programs ------------------------------------------------------------------------------*/

/* As in report/document.h: whoever is given `*complete` false throws all away. */
static void set(json_t *object, const char *key, json_t *value, bool *complete)
{
    if (json_object_set_new(object, key, value) != 0)
        *complete = false;
}

static void append(json_t *array, json_t *value, bool *complete)
{
    if (json_array_append_new(array, value) != 0)
        *complete = false;
}

static json_t *number_of(size_t count)
{
    return json_integer((json_int_t)count);
}

static json_t *lines_of(bool (*write)(const struct fnl_finding *finding, FILE *stream),
                        const struct fnl_finding *finding, bool *complete)
{
    json_t *array = json_array();
    char *lines = fnl_finding_text(write, finding), *rest = lines;
    if (!lines)
        *complete = false;
    for (char *line = lines ? strtok_r(lines, "\n", &rest) : NULL; line;
         line = strtok_r(NULL, "\n", &rest))
        append(array, fnl_json_text(line), complete);
    free(lines);
    return array;
}

static json_t *texts_of(const struct fnl_param_texts *texts, bool *complete)
{
    json_t *array = json_array();
    for (size_t i = 0; i < texts->count; i++)
        append(array, fnl_json_text(texts->items[i]), complete);
    return array;
}

static json_t *describe_contrast(const struct fnl_finding *finding, size_t index, bool *complete)
{
    const struct fnl_claimform_contrast *form = &finding->of->form->contrasts[index];
    const struct fnl_sequential_mean *mean = &finding->of->settling.means[index];
    const enum fnl_measure measure = fnl_indicator_about(form->cells[0].metric)->measure;
    const struct fnl_study study = {.currency = fnl_scenario_currency(fnl_claims_base(
                                        fnl_trial_claims(finding->trial), finding->of->index))};
    const struct fnl_interval interval =
        fnl_sequential_interval(mean, fnl_sequential_confidence(fnl_trial_plan(finding->trial)));
    const bool none = mean->moments.count == 0;
    const struct {
        const char *key;
        double value;
    } values[] = {{"mean", none ? NAN : mean->moments.mean},
                  {"low", interval.low},
                  {"high", interval.high},
                  {"greater_than", mean->threshold}};
    json_t *object = json_object();
    set(object, "say", fnl_json_text(form->say), complete);
    set(object, "unit", json_string(fnl_measure_difference_unit(&study, measure)), complete);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        set(object, values[i].key, fnl_measure_difference_json(measure, values[i].value), complete);
    set(object, "futures", number_of((size_t)mean->moments.count), complete);
    set(object, "undefined", number_of(mean->undefined), complete);
    return object;
}

static json_t *describe_end(const struct fnl_boundary_end *end, bool *complete)
{
    json_t *object = json_object();
    set(object, "value", fnl_json_real(end->value), complete);
    set(object, "verdict", json_string(fnl_finding_word(end->verdict)), complete);
    return object;
}

static json_t *describe_boundary(const struct fnl_finding *finding, bool *complete)
{
    const struct fnl_boundary *boundary = &finding->of->boundary;
    if (!boundary->sought)
        return json_null();
    json_t *object = json_object();
    set(object, "path", fnl_json_text(finding->of->form->boundary), complete);
    set(object, "low", describe_end(&boundary->low, complete), complete);
    set(object, "high", describe_end(&boundary->high, complete), complete);
    set(object, "vague", json_boolean(boundary->vague), complete);
    set(object, "twice", json_boolean(boundary->twice), complete);
    set(object, "text", lines_of(fnl_finding_boundary, finding, complete), complete);
    return object;
}

/* What nobody knows: of all values, and of those that carry the claim. */
static void describe_guesses(const struct fnl_finding *finding, json_t *object, bool *complete)
{
    struct fnl_finding_tally tally = {0};
    if (fnl_finding_count(finding, &tally, NULL) != FNL_OK)
        *complete = false;
    json_t *guesses = json_object(), *carriers = json_object();
    set(guesses, "stated", number_of(tally.stated), complete);
    set(guesses, "standard", number_of(tally.standard), complete);
    set(carriers, "figures", number_of(tally.carriers), complete);
    set(carriers, "guesses", number_of(tally.guessed), complete);
    set(carriers, "without_evidence", number_of(tally.unfounded), complete);
    set(object, "guesses", guesses, complete);
    set(object, "carriers", carriers, complete);
}

static json_t *describe_finding(const struct fnl_finding *finding, bool *complete)
{
    const struct fnl_trial_finding *of = finding->of;
    const fnl_scenario *base = fnl_claims_base(fnl_trial_claims(finding->trial), of->index);
    char digest[FNL_SCENARIO_DIGEST];
    json_t *object = json_object(), *contrasts = json_array();
    for (size_t i = 0; i < of->form->count; i++)
        append(contrasts, describe_contrast(finding, i, complete), complete);
    set(object, "id", fnl_json_text(of->form->id), complete);
    set(object, "says", fnl_json_text(of->form->says), complete);
    set(object, "verdict", json_string(fnl_finding_word(of->settling.verdict)), complete);
    set(object, "expected", json_string(fnl_claimform_expects[of->expect]), complete);
    set(object, "futures", number_of(of->settling.futures), complete);
    set(object, "contrasts", contrasts, complete);
    set(object, "finding", lines_of(fnl_finding_sentence, finding, complete), complete);
    set(object, "remarks", lines_of(fnl_finding_remarks, finding, complete), complete);
    set(object, "boundary", describe_boundary(finding, complete), complete);
    set(object, "firm", fnl_json_text(fnl_scenario_name(base)), complete);
    set(object, "digest", json_string(fnl_scenario_digest(base, digest)), complete);
    describe_guesses(finding, object, complete);
    set(object, "evidence", fnl_json_text(of->form->evidence), complete);
    set(object, "covers", texts_of(&of->form->covers, complete), complete);
    set(object, "carried_by", texts_of(&of->form->carried_by, complete), complete);
    return object;
}

static fnl_status write_json(const fnl_trial *trial, FILE *stream, struct fnl_error *error)
{
    const struct fnl_sequential *plan = fnl_trial_plan(trial);
    bool complete = true;
    json_t *document = json_object(), *claims = json_array();
    set(document, "version", fnl_json_text(fnl_document_version()), &complete);
    set(document, "seed", fnl_json_seed(fnl_trial_seed(trial)), &complete);
    set(document, "futures_at_most", number_of(plan->most), &complete);
    set(document, "error", fnl_json_real(plan->error), &complete);
    set(document, "confidence", fnl_json_real(fnl_sequential_confidence(plan)), &complete);
    set(document, "partial", json_boolean(fnl_trial_is_partial(trial)), &complete);
    for (size_t i = 0; i < fnl_trial_count(trial); i++) {
        const struct fnl_finding finding = fnl_finding_number(trial, i);
        append(claims, describe_finding(&finding, &complete), &complete);
    }
    set(document, "claims", claims, &complete);
    const fnl_status status = fnl_json_write(complete ? document : NULL, stream, error);
    json_decref(document);
    return status;
}

/* --- where it goes -----------------------------------------------------------------------------*/

static fnl_status write_to(const struct fnl_findings_request *request, FILE *stream,
                           struct fnl_error *error)
{
    switch (request->format) {
    case FNL_FINDINGS_TAP:
        return fnl_tap_write(request->trial, stream, error);
    case FNL_FINDINGS_TABLE:
        return write_table(request->trial, stream, error);
    case FNL_FINDINGS_MARKDOWN:
        return fnl_dossier_write(request->trial, stream, error);
    case FNL_FINDINGS_JSON:
        break;
    }
    return write_json(request->trial, stream, error);
}

fnl_status fnl_findings_write(const struct fnl_findings_request *request, struct fnl_error *error)
{
    if (!request->file)
        return write_to(request, request->out, error);
    fnl_file *file;
    fnl_status status = fnl_file_new(request->file, &file, error);
    if (status == FNL_OK)
        status = write_to(request, fnl_file_stream(file), error);
    if (status == FNL_OK)
        status = fnl_file_finish(file, error);
    fnl_file_free(file);
    return status;
}
