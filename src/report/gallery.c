/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gallery.h"

#include <assert.h>
#include <string.h>

#include "report/bars.h"
#include "report/sketch.h"
#include "report/timeline.h"

static const struct entry {
    const char *name, *about;
    bool compares; /* means nothing for a single option */
    void (*make)(struct fnl_sketch *sketch);
} entries[] = {
    {"revenue-cost", "revenue and cost of each month", false, fnl_timeline_revenue_cost},
    {"contribution", "contribution since the start, all options in one panel", false,
     fnl_timeline_contribution},
    {"difference", "how far each option is ahead of the first, month by month", true,
     fnl_timeline_difference},
    {"cash", "cash at the end of each month, its lowest, and the credit line", false,
     fnl_timeline_cash},
    {"funnel", "how many people of each source reached each stage", false, fnl_bars_funnel},
    {"hours", "what the hours of the reps went into", false, fnl_bars_hours},
    {"losses", "what became of those who did not sign", false, fnl_bars_losses},
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
    static const char *const names[] = {"revenue-cost", "contribution", "difference", "cash",
                                        "funnel",       "hours",        "losses",     NULL};
    return names;
}

const char *fnl_gallery_about(const char *name)
{
    const struct entry *entry = entry_named(name);
    return entry ? entry->about : NULL;
}

bool fnl_gallery_suits(const char *name, const struct fnl_study *study)
{
    const struct entry *entry = entry_named(name);
    assert(entry);
    return study->count > 1 || !entry->compares;
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
