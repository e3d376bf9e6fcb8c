/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gallery.h"

#include <assert.h>
#include <string.h>

#include "report/bars.h"
#include "report/layers.h"
#include "report/quarters.h"
#include "report/sketch.h"
#include "report/timeline.h"

/* What a figure needs in order to say anything. */
enum need { NOTHING, TWO_OPTIONS, GROUP_MORALE, GROUP_FORECAST };

static const struct entry {
    const char *name, *about;
    enum need need;
    void (*make)(struct fnl_sketch *sketch);
} entries[] = {
    {"revenue-cost", "revenue and cost of each month", NOTHING, fnl_timeline_revenue_cost},
    {"contribution", "contribution since the start, all options in one panel", NOTHING,
     fnl_timeline_contribution},
    {"difference", "how far each option is ahead of the first, month by month", TWO_OPTIONS,
     fnl_timeline_difference},
    {"cash", "cash at the end of each month, its lowest, and the credit line", NOTHING,
     fnl_timeline_cash},
    {"funnel", "how many people of each source reached each stage", NOTHING, fnl_bars_funnel},
    {"hours", "what the hours of the reps went into", NOTHING, fnl_bars_hours},
    {"hours-by-month", "what they went into, month by month", NOTHING, fnl_layers_hours},
    {"losses", "what became of those who did not sign", NOTHING, fnl_bars_losses},
    {"losses-by-month", "what became of them, month by month", NOTHING, fnl_layers_losses},
    {"morale", "energy and morale of the reps, what they get done, and who leaves", GROUP_MORALE,
     fnl_timeline_morale},
    {"forecast", "what the reps expected of each quarter, and what came of it", GROUP_FORECAST,
     fnl_quarters_forecast},
};
#define ENTRIES (sizeof entries / sizeof *entries)

static const struct entry *entry_named(const char *name)
{
    for (size_t i = 0; i < ENTRIES; i++)
        if (strcmp(entries[i].name, name) == 0)
            return &entries[i];
    return NULL;
}

const char *const *fnl_gallery_names(void)
{
    static const char *const names[] = {
        "revenue-cost",   "contribution", "difference",      "cash",   "funnel",   "hours",
        "hours-by-month", "losses",       "losses-by-month", "morale", "forecast", NULL};
    return names;
}

const char *fnl_gallery_about(const char *name)
{
    const struct entry *entry = entry_named(name);
    return entry ? entry->about : NULL;
}

static bool has_morale(const struct fnl_study *study)
{
    for (size_t i = 0; i < study->count; i++)
        if (study->options[i].last && study->options[i].last->morale.present)
            return true;
    return false;
}

static bool has_forecast(const struct fnl_study *study)
{
    for (size_t i = 0; i < study->count; i++)
        if (study->options[i].last && study->options[i].last->forecast.present)
            return true;
    return false;
}

static bool has_quarters(const struct fnl_study *study)
{
    for (size_t i = 0; i < study->count; i++)
        if (fnl_quarters_count(study, i) == 0)
            return false;
    return true;
}

const char *fnl_gallery_lacks(const char *name, const struct fnl_study *study)
{
    const struct entry *entry = entry_named(name);
    assert(entry);
    if (entry->need == TWO_OPTIONS && study->count < 2)
        return "two options to compare";
    if (entry->need == GROUP_MORALE && !has_morale(study))
        return "the group `morale` in a scenario";
    if (entry->need == GROUP_FORECAST && !has_forecast(study))
        return "the group `forecast` in a scenario";
    if (entry->need == GROUP_FORECAST && !has_quarters(study))
        return "a whole fiscal quarter";
    return NULL;
}

fnl_status fnl_gallery_make(const char *name, const struct fnl_study *study,
                            const struct fnl_judgement_set *judged, fnl_figure **figure)
{
    const struct entry *entry = entry_named(name);
    struct fnl_sketch sketch;
    assert(entry);
    fnl_sketch_begin(&sketch, study, judged);
    *figure = sketch.figure;
    if (!sketch.figure)
        return FNL_ERR_MEMORY;
    entry->make(&sketch);
    fnl_sketch_frame(&sketch);
    return sketch.exhausted ? FNL_ERR_MEMORY : FNL_OK;
}
