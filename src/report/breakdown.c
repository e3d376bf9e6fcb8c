/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/breakdown.h"

#include <stdio.h>
#include <string.h>

#include "stats/tally.h"

static const struct fnl_row_layout *layout_of(const struct fnl_study *study, size_t option)
{
    return fnl_experiment_layout(study->results, option);
}

/* Over the futures, of the sum of `count` numbers from `place` on. */
static double mean_of_sum(const struct fnl_study *study, size_t option, size_t place, size_t count)
{
    struct fnl_tally tally = {0};
    for (size_t future = 0; future < fnl_study_futures(study); future++) {
        const int64_t *numbers = fnl_experiment_row(study->results, option, future) + place;
        int64_t sum = 0;
        for (size_t i = 0; i < count; i++)
            sum += numbers[i];
        fnl_tally_add(&tally, sum);
    }
    return fnl_tally_mean(&tally);
}

double fnl_breakdown_mean(const struct fnl_study *study, size_t option, size_t place)
{
    return mean_of_sum(study, option, place, 1);
}

double fnl_breakdown_series(const struct fnl_study *study, size_t option, enum fnl_series series)
{
    const size_t place = fnl_indicator_series_at(layout_of(study, option), series, 0);
    return mean_of_sum(study, option, place, study->months);
}

double fnl_breakdown_month(const struct fnl_study *study, size_t option, enum fnl_series series,
                           size_t month)
{
    return fnl_breakdown_mean(study, option,
                              fnl_indicator_series_at(layout_of(study, option), series, month));
}

size_t fnl_breakdown_cause_at(const struct fnl_study *study, size_t option, enum fnl_cause cause)
{
    return layout_of(study, option)->causes + (size_t)cause;
}

size_t fnl_breakdown_cause_in(const struct fnl_study *study, size_t option, enum fnl_cause cause,
                              size_t month)
{
    return fnl_indicator_cause_at(layout_of(study, option), cause, month);
}

size_t fnl_breakdown_use_at(const struct fnl_study *study, size_t option, enum fnl_spent_on use)
{
    return layout_of(study, option)->spent_on + (size_t)use;
}

size_t fnl_breakdown_category_at(const struct fnl_study *study, size_t option,
                                 enum fnl_category category)
{
    return layout_of(study, option)->categories + (size_t)category;
}

size_t fnl_breakdown_source_at(const struct fnl_study *study, size_t option, size_t source,
                               size_t column)
{
    return fnl_indicator_source_at(layout_of(study, option), source, column);
}

const char *fnl_breakdown_use_name(const struct fnl_study *study, enum fnl_spent_on use,
                                   char text[FNL_STUDY_TEXT])
{
    static const char *const names[FNL_SPENT_ON_COUNT] = {
        [FNL_SPENT_ON_WON] = "Leads that signed",
        [FNL_SPENT_ON_UNWON] = "Leads that did not",
        [FNL_SPENT_ON_OPEN] = "Leads still open",
        [FNL_SPENT_ON_SERVICE] = "Service",
        [FNL_SPENT_ON_ASKING] = "Asking for referrals",
        [FNL_SPENT_ON_MEETINGS] = "Other meetings",
        [FNL_SPENT_ON_PROSPECTING] = "Prospecting",
        [FNL_SPENT_ON_REST] = "Free",
        [FNL_SPENT_ON_ADMIN] = "Admin",
        [FNL_SPENT_ON_NURTURE] = "Nurture",
    };
    if (use == FNL_SPENT_ON_PITA)
        return fnl_study_capital(study->words.pita, "s", text);
    return strcpy(text, names[use]);
}

static bool is_among(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

size_t fnl_breakdown_stages(const struct fnl_study *study, const char *names[FNL_BREAKDOWN_STAGES])
{
    size_t count = 0;
    for (size_t i = 0; i < study->count; i++) {
        const struct fnl_study_option *option = &study->options[i];
        for (size_t j = 0; j < option->stage_count && count < FNL_BREAKDOWN_STAGES; j++)
            if (!is_among(names, count, option->stages[j]))
                names[count++] = option->stages[j];
    }
    return count;
}

size_t fnl_breakdown_stage_named(const struct fnl_study_option *option, const char *name)
{
    size_t stage = 0;
    while (stage < option->stage_count && strcmp(option->stages[stage], name) != 0)
        stage++;
    return stage;
}
