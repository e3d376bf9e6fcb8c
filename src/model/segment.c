/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/segment.h"

#include <assert.h>
#include <string.h>

#include "model/mechanism.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_segment, name, TEXT, NONE, 0, 0, NULL, NULL, NEVER, ESSENTIAL,
              "what you call it; unique among the segments", "the firm's word",
              "What kinds of customer, or of product, do you tell apart?"),
    FNL_PARAM(
        fnl_segment, weight, NUMBER, NONE, 0, 1e6, "1", NULL, NEVER, TUNING,
        "how many of those who come from sources that name no segment are of this one, against the "
        "other segments' weights: 3 and 1 are three in four and one in four",
        "convention: all alike", "Of ten people who come, how many are of this kind?"),
    FNL_PARAM(fnl_segment, value_factor, NUMBER, FACTOR, 0, 1000, "1 x", NULL, NEVER, TUNING,
              "on what they sign for", "convention: the average",
              "How much more, or less, do they sign for?"),
    FNL_PARAM(fnl_segment, months_factor, NUMBER, FACTOR, 0.01, 100, "1 x", NULL, NEVER, TUNING,
              "on the length of their terms", "convention: as others", "For how much longer?"),
    FNL_PARAM(fnl_segment, service_factor, NUMBER, FACTOR, 0, 1000, "1 x", NULL, NEVER, TUNING,
              "on the hours of service that they take", "convention: as others",
              "How much more of your time do they take as clients?"),
    FNL_PARAM(fnl_segment, on_going_on, NUMBER, LOGIT, -20, 20, "0", NULL, NEVER, TUNING,
              "log-odds to go on at every step, against what the stages say",
              "convention: as others", "Are they easier or harder to win?"),
};
const struct fnl_param_table fnl_segment_table = FNL_PARAM_TABLE(rows, struct fnl_segment);

static const struct fnl_segment *items(const struct fnl_settings *settings)
{
    return settings->segments.items;
}

static bool is_present(const struct fnl_settings *settings)
{
    return settings->segments.count > 0;
}

int fnl_segment_named(const struct fnl_settings *settings, const char *name)
{
    for (size_t i = 0; i < settings->segments.count; i++)
        if (strcmp(items(settings)[i].name, name) == 0)
            return (int)i;
    return -1;
}

static double sum_of_weights(const struct fnl_settings *settings)
{
    double sum = 0;
    for (size_t i = 0; i < settings->segments.count; i++)
        sum += items(settings)[i].weight;
    return sum;
}

const struct fnl_segment *fnl_segment_of(const struct fnl_company *company, uint64_t key,
                                         uint32_t source)
{
    const struct fnl_settings *settings = company->settings;
    const int said = fnl_segment_named(settings, fnl_company_source(company, source)->segment);
    if (!is_present(settings) || said >= 0)
        return said >= 0 ? &items(settings)[said] : NULL;
    double place =
        fnl_company_uniform(company, key, FNL_PURPOSE_SEGMENT) * sum_of_weights(settings);
    size_t i = 0;
    while (i + 1 < settings->segments.count && place >= items(settings)[i].weight)
        place -= items(settings)[i++].weight;
    return &items(settings)[i];
}

double fnl_segment_mean_value(const struct fnl_settings *settings, uint32_t source)
{
    const int said = fnl_segment_named(settings, fnl_settings_source(settings, source)->segment);
    if (!is_present(settings) || said >= 0)
        return said >= 0 ? items(settings)[said].value_factor : 1;
    double mean = 0;
    for (size_t i = 0; i < settings->segments.count; i++)
        mean += items(settings)[i].weight * items(settings)[i].value_factor;
    return mean / sum_of_weights(settings);
}

/* Where there are segments, everybody has one. */
static const struct fnl_segment *own_segment(const struct fnl_company *company, uint64_t key,
                                             uint32_t source)
{
    const struct fnl_segment *segment = fnl_segment_of(company, key, source);
    assert(segment);
    return segment;
}

static double on_going_on(const struct fnl_company *company, struct fnl_lead *lead, uint32_t rep)
{
    (void)rep;
    return own_segment(company, fnl_lead_person(company, lead), lead->source)->on_going_on;
}

static double on_value(const struct fnl_company *company, uint64_t key, uint32_t source)
{
    return own_segment(company, key, source)->value_factor;
}

static double on_term(const struct fnl_company *company, uint64_t key, uint32_t source)
{
    return own_segment(company, key, source)->months_factor;
}

static double on_service(const struct fnl_company *company, uint64_t key, uint32_t source)
{
    return own_segment(company, key, source)->service_factor;
}

const struct fnl_mechanism fnl_segment_mechanism = {
    .is_present = is_present,
    .on_going_on = on_going_on,
    .on_value = on_value,
    .on_term = on_term,
    .on_service = on_service,
};
