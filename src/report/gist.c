/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gist.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "report/csv.h"
#include "report/document.h"
#include "report/json.h"
#include "report/measure.h"
#include "report/number.h"
#include "scenario/scenario.h"
#include "stats/quantile.h"
#include "stats/tally.h"

struct fnl_gist fnl_gist_of(int64_t *values, size_t count)
{
    struct fnl_tally tally = {0};
    for (size_t i = 0; i < count; i++)
        fnl_tally_add(&tally, values[i]);
    fnl_quantile_sort(values, count);
    const struct fnl_quantile_range range = fnl_quantile_eight_in_ten(values, count);
    return (struct fnl_gist){.mean = fnl_tally_mean(&tally),
                             .low = range.low,
                             .median = fnl_quantile_of(values, count, 0.5),
                             .high = range.high,
                             .noise = fnl_interval_mean(&tally, 0.95),
                             .count = count,
                             .positive = (size_t)tally.positive};
}

double fnl_gist_reach(const struct fnl_gist *gist)
{
    const double reach = (gist->noise.high - gist->noise.low) / 2;
    return isfinite(reach) ? reach : 0;
}

static const char *say_money(const struct fnl_study *study, const struct fnl_gist *gist,
                             bool difference, char text[FNL_GIST_TEXT])
{
    char mean[FNL_NUMBER_TEXT], range[FNL_NUMBER_TEXT];
    const fnl_money larger = llabs(gist->low) > llabs(gist->high) ? gist->low : gist->high;
    const struct fnl_number_scale scale = fnl_number_scale_fine(larger);
    const fnl_money amount = fnl_units_integer(gist->mean);
    if (difference) {
        fnl_number_difference(amount, study->currency, scale, mean);
        fnl_number_difference_range(gist->low, gist->high, study->currency, range);
    } else {
        fnl_number_money_on(amount, study->currency, scale, mean);
        fnl_number_money_range(gist->low, gist->high, study->currency, range);
    }
    snprintf(text, FNL_GIST_TEXT, "%s (%s)", mean, range);
    return text;
}

const char *fnl_gist_text(const struct fnl_study *study, enum fnl_measure measure,
                          const struct fnl_gist *gist, bool difference, char text[FNL_GIST_TEXT])
{
    char texts[3][FNL_NUMBER_TEXT];
    const double values[] = {gist->mean, (double)gist->low, (double)gist->high};
    if (measure == FNL_MEASURE_MONEY)
        return say_money(study, gist, difference, text);
    for (size_t i = 0; i < 3; i++) {
        if (difference)
            fnl_measure_difference(study, measure, values[i], texts[i]);
        else
            fnl_measure_text(study, measure, values[i], texts[i]);
    }
    for (size_t i = 1; i < 3 && measure == FNL_MEASURE_HOURS; i++)
        texts[i][strcspn(texts[i], " ")] = '\0'; /* 839 h (473 to 1,211) */
    snprintf(text, FNL_GIST_TEXT, "%s (%s to %s)", texts[0], texts[1], texts[2]);
    return text;
}

/* --- for programs */

static const char *const names[] = {"mean",         "low_1_in_10", "median",
                                    "high_1_in_10", "noise_low",   "noise_high"};
#define NAMES (sizeof names / sizeof *names)

static void list_values(const struct fnl_gist *gist, double values[NAMES])
{
    values[0] = gist->mean;
    values[1] = (double)gist->low;
    values[2] = (double)gist->median;
    values[3] = (double)gist->high;
    for (size_t i = 1; i < 4 && gist->count == 0; i++)
        values[i] = NAN;
    values[4] = gist->noise.low;
    values[5] = gist->noise.high;
}

void fnl_gist_write(const struct fnl_study *study, const struct fnl_gist_row *rows, size_t count,
                    char separator, FILE *out)
{
    static const char *const firsts[] = {"world", "number", "label", "unit"};
    struct fnl_csv csv;
    double values[NAMES];
    fnl_csv_init(&csv, out, separator);
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++)
        fnl_csv_text(&csv, firsts[i]);
    for (size_t i = 0; i < NAMES; i++)
        fnl_csv_text(&csv, names[i]);
    fnl_csv_end(&csv);
    for (size_t i = 0; i < count; i++) {
        fnl_csv_text(&csv, rows[i].world);
        fnl_csv_text(&csv, rows[i].id);
        fnl_csv_text(&csv, rows[i].label);
        fnl_csv_text(&csv, fnl_measure_unit(study, rows[i].measure));
        list_values(&rows[i].gist, values);
        for (size_t k = 0; k < NAMES; k++)
            fnl_measure_difference_cell(rows[i].measure, values[k], &csv);
        fnl_csv_end(&csv);
    }
}

static json_t *describe(const struct fnl_study *study, const struct fnl_gist_row *row)
{
    double values[NAMES];
    json_t *object = json_pack("{s:o, s:s, s:o, s:s}", "world", fnl_json_text(row->world), "number",
                               row->id, "label", fnl_json_text(row->label), "unit",
                               fnl_measure_unit(study, row->measure));
    bool complete = object;
    list_values(&row->gist, values);
    for (size_t i = 0; i < NAMES && complete; i++)
        complete = json_object_set_new(object, names[i],
                                       fnl_measure_difference_json(row->measure, values[i])) == 0;
    if (complete)
        return object;
    json_decref(object);
    return NULL;
}

json_t *fnl_gist_json(const struct fnl_study *study, const struct fnl_gist_row *rows, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count && array; i++)
        if (json_array_append_new(array, describe(study, &rows[i])) != 0) {
            json_decref(array);
            return NULL;
        }
    return array;
}

json_t *fnl_gist_head(const fnl_scenario *scenario, uint64_t seed, size_t futures)
{
    char date[FNL_DATE_TEXT], text[24], digest[FNL_SCENARIO_DIGEST];
    const struct fnl_settings *settings = fnl_scenario_settings(scenario);
    snprintf(text, sizeof text, "%" PRIu64, seed);
    json_t *exact = seed <= UINT64_C(1) << 53 ? json_integer((json_int_t)seed) : json_string(text);
    return json_pack("{s:s, s:o, s:I, s:o, s:s, s:s, s:I, s:s}", "version", fnl_document_version(),
                     "seed", exact, "futures", (json_int_t)futures, "scenario",
                     fnl_json_text(fnl_scenario_name(scenario)), "digest",
                     fnl_scenario_digest(scenario, digest), "start",
                     fnl_date_text(settings->start, date), "months", (json_int_t)settings->months,
                     "currency", fnl_scenario_currency(scenario));
}
