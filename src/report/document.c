/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/document.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/date.h"
#include "report/fairness.h"
#include "report/json.h"
#include "report/measure.h"
#include "report/verdict.h"

#ifndef FNL_VERSION
#define FNL_VERSION "of unknown version"
#endif

const char *fnl_document_version(void)
{
    return FNL_VERSION;
}

/*
 * jansson's functions take NULL for a value that could not be made, and answer
 * it with a failure; whoever is given `*complete` false throws all away.
 */
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

static json_t *text_or_null(const char *text)
{
    return text ? fnl_json_text(text) : json_null();
}

static json_t *number_of(size_t count)
{
    return json_integer((json_int_t)count);
}

/* What both documents begin with. */
static void set_head(const struct fnl_study *study, json_t *document, bool *complete)
{
    char date[FNL_DATE_TEXT];
    set(document, "version", fnl_json_text(fnl_document_version()), complete);
    set(document, "seed", fnl_json_seed(fnl_experiment_seed(study->results)), complete);
    set(document, "futures_asked", number_of(fnl_experiment_asked(study->results)), complete);
    set(document, "futures_complete", number_of(fnl_study_futures(study)), complete);
    set(document, "partial", json_boolean(fnl_study_is_partial(study)), complete);
    set(document, "samples_asked", number_of(fnl_experiment_samples_asked(study->results)),
        complete);
    set(document, "samples_complete", number_of(fnl_experiment_samples(study->results)), complete);
    set(document, "samples_as_stated", number_of(fnl_experiment_misfits(study->results)), complete);
    set(document, "start", json_string(fnl_date_text(study->start, date)), complete);
    set(document, "months", number_of(study->months), complete);
    set(document, "currency", fnl_json_text(study->currency), complete);
}

static json_t *describe_option(const struct fnl_study_option *option, bool *complete)
{
    json_t *object = json_object();
    set(object, "name", fnl_json_text(option->name), complete);
    set(object, "file", fnl_json_text(option->file), complete);
    set(object, "digest", fnl_json_text(option->digest), complete);
    set(object, "guesses", number_of(option->guesses), complete);
    set(object, "ranges", number_of(option->ranges), complete);
    return object;
}

/* Writes the document if it is complete, and frees it. */
static fnl_status finish(json_t *document, bool complete, FILE *stream, struct fnl_error *error)
{
    const fnl_status status = fnl_json_write(complete ? document : NULL, stream, error);
    json_decref(document);
    return status;
}

fnl_status fnl_document_run(const struct fnl_study *study, const char *command,
                            const char *const *files, size_t file_count, FILE *stream,
                            struct fnl_error *error)
{
    bool complete = true;
    json_t *document = json_object(), *options = json_array(), *names = json_array();
    set_head(study, document, &complete);
    set(document, "command", text_or_null(command), &complete);
    for (size_t i = 0; i < study->count; i++)
        append(options, describe_option(&study->options[i], &complete), &complete);
    for (size_t i = 0; i < file_count; i++)
        append(names, fnl_json_text(files[i]), &complete);
    set(document, "options", options, &complete);
    set(document, "files", names, &complete);
    return finish(document, complete, stream, error);
}

/* --- the whole report */

static json_t *describe_spread(const struct fnl_study *study, size_t option, size_t indicator,
                               bool *complete)
{
    const enum fnl_measure measure = fnl_indicator_about(indicator)->measure;
    struct fnl_spread spread;
    if (fnl_contrast_spread(study->results, option,
                            (struct fnl_quantity){FNL_QUANTITY_INDICATOR, indicator, 0},
                            &spread) != FNL_OK) {
        *complete = false;
        return NULL;
    }
    const bool none = spread.count == 0;
    const struct {
        const char *key;
        double value;
    } values[] = {{"mean", spread.mean},
                  {"median", (double)spread.median},
                  {"low_1_in_10", (double)spread.low},
                  {"high_1_in_10", (double)spread.high},
                  {"noise_low", spread.noise.low},
                  {"noise_high", spread.noise.high}};
    json_t *object = json_object();
    set(object, "unit", json_string(fnl_measure_unit(study, measure)), complete);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        set(object, values[i].key, fnl_measure_json(study, measure, none ? NAN : values[i].value),
            complete);
    set(object, "sd", fnl_measure_difference_json(measure, none ? NAN : spread.sd), complete);
    set(object, "futures", number_of(spread.count), complete);
    set(object, "undefined", number_of(spread.undefined), complete);
    return object;
}

static json_t *describe_indicators(const struct fnl_study *study, size_t option, bool *complete)
{
    json_t *object = json_object();
    for (size_t i = 0; i < fnl_indicator_count(); i++)
        set(object, fnl_indicator_about(i)->id, describe_spread(study, option, i, complete),
            complete);
    return object;
}

static void set_shaken(json_t *object, const struct fnl_judgement *judgement,
                       enum fnl_measure measure, bool *complete)
{
    const struct fnl_spread *shaken = &judgement->shaken;
    const bool none = shaken->count == 0;
    const double low = none ? NAN : (double)shaken->low;
    const double high = none ? NAN : (double)shaken->high;
    set(object, "shaken_futures", number_of(shaken->count), complete);
    set(object, "shaken_ahead", none ? json_null() : number_of(judgement->shaken_ahead), complete);
    set(object, "shaken_low", fnl_measure_difference_json(measure, low), complete);
    set(object, "shaken_high", fnl_measure_difference_json(measure, high), complete);
}

static json_t *describe_difference(const struct fnl_study *study,
                                   const struct fnl_judgement *judgement, bool *complete)
{
    const enum fnl_indicator indicator = judgement->indicator;
    const struct fnl_indicator_about *about = fnl_indicator_about((size_t)indicator);
    const struct fnl_spread *difference = &judgement->difference;
    const bool none = difference->count == 0;
    const bool told = !none && (about->better != 0 || indicator == study->judge_by);
    const struct {
        const char *key;
        double value;
    } values[] = {{"mean", difference->mean},
                  {"low", (double)difference->low},
                  {"high", (double)difference->high},
                  {"noise_low", difference->noise.low},
                  {"noise_high", difference->noise.high}};
    json_t *object = json_object();
    set(object, "option", fnl_json_text(study->options[judgement->option].name), complete);
    set(object, "against", fnl_json_text(study->options[judgement->against].name), complete);
    set(object, "indicator", json_string(about->id), complete);
    set(object, "unit", json_string(fnl_measure_difference_unit(study, about->measure)), complete);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        set(object, values[i].key,
            fnl_measure_difference_json(about->measure, none ? NAN : values[i].value), complete);
    set(object, "ahead", number_of(judgement->ahead), complete);
    set(object, "ties", number_of(judgement->ties), complete);
    set(object, "futures", number_of(difference->count), complete);
    set_shaken(object, judgement, about->measure, complete);
    set(object, "verdict", told ? json_string(fnl_judgement_word(judgement->verdict)) : json_null(),
        complete);
    return object;
}

static json_t *describe_differences(const struct fnl_study *study, bool *complete)
{
    json_t *array = json_array();
    for (size_t option = 1; option < study->count; option++) {
        for (size_t i = 0; i < fnl_indicator_count(); i++) {
            struct fnl_judgement judgement = {.option = option, .indicator = (enum fnl_indicator)i};
            if (fnl_judgement_make(study, &judgement) != FNL_OK)
                *complete = false;
            append(array, describe_difference(study, &judgement, complete), complete);
        }
    }
    return array;
}

/* The lines of a text, each a string. */
static json_t *lines_of(char *text, bool *complete)
{
    json_t *array = json_array();
    char *rest = text;
    if (!text)
        *complete = false;
    for (char *line = text ? strtok_r(text, "\n", &rest) : NULL; line;
         line = strtok_r(NULL, "\n", &rest))
        append(array, fnl_json_text(line + strspn(line, " ")), complete);
    free(text);
    return array;
}

static json_t *describe_verdict(const struct fnl_study *study,
                                const struct fnl_judgement_set *judged, bool *complete)
{
    json_t *object = json_object();
    const bool better = judged->better;
    set(object, "judge_by", json_string(fnl_indicator_about((size_t)study->judge_by)->id),
        complete);
    set(object, "matters", fnl_json_money(study->matters), complete);
    set(object, "foremost", fnl_json_text(study->options[judged->foremost].name), complete);
    set(object, "surely_better", json_boolean(better), complete);
    set(object, "fair", json_boolean(fnl_fairness_holds(study)), complete);
    set(object, "fairness", lines_of(fnl_fairness_text(study), complete), complete);
    set(object, "text", lines_of(fnl_verdict_text(study, judged), complete), complete);
    return object;
}

fnl_status fnl_document_report(const struct fnl_study *study,
                               const struct fnl_judgement_set *judged, FILE *stream,
                               struct fnl_error *error)
{
    bool complete = true;
    json_t *document = json_object(), *options = json_array();
    set_head(study, document, &complete);
    for (size_t i = 0; i < study->count; i++) {
        json_t *option = describe_option(&study->options[i], &complete);
        set(option, "indicators", describe_indicators(study, i, &complete), &complete);
        append(options, option, &complete);
    }
    set(document, "options", options, &complete);
    if (study->count > 1) {
        set(document, "differences", describe_differences(study, &complete), &complete);
        set(document, "verdict", describe_verdict(study, judged, &complete), &complete);
    }
    return finish(document, complete, stream, error);
}
