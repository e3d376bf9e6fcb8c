/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/price.h"

#include <math.h>
#include <string.h>

#include "model/settings.h"

/* The share of the horizon in which phase `index` is in force. */
static double part_of(const struct fnl_plan *plan, size_t index)
{
    const fnl_time until = index + 1 < plan->count ? plan->phases[index + 1].from : plan->end;
    return (double)(until - plan->phases[index].from) / (double)plan->end;
}

static const struct fnl_source *source_named(const struct fnl_settings *settings, const char *name)
{
    for (unsigned i = 0; i < settings->sources.count; i++)
        if (strcmp(fnl_settings_source(settings, i)->name, name) == 0)
            return fnl_settings_source(settings, i);
    return NULL;
}

static const struct fnl_stage *stage_named(const struct fnl_settings *settings, const char *name)
{
    for (unsigned i = 0; i < settings->stages.count; i++)
        if (strcmp(fnl_settings_stage(settings, i)->name, name) == 0)
            return fnl_settings_stage(settings, i);
    return NULL;
}

static double unanswered_level(const struct fnl_settings *settings)
{
    return settings->price.on_winning == 0 ? settings->price.level : 1;
}

/* What somebody from the source signs for, over all phases; 0 where there is no such source. */
static double value_of(const struct fnl_plan *plan, const char *source_name)
{
    double sum = 0;
    for (size_t i = 0; i < plan->count; i++) {
        const struct fnl_settings *settings = plan->phases[i].settings;
        const struct fnl_source *source = source_named(settings, source_name);
        if (source)
            sum += part_of(plan, i) * fnl_law_mean(&settings->clients.contract_value) *
                   fnl_law_mean(&source->deal_factor) * unanswered_level(settings);
    }
    return sum;
}

/* What a stage, or where `name` is NULL the end of a term, lets through, over all phases. */
static double chance_of(const struct fnl_plan *plan, const char *name)
{
    double sum = 0;
    for (size_t i = 0; i < plan->count; i++) {
        const struct fnl_settings *settings = plan->phases[i].settings;
        const struct fnl_stage *stage = name ? stage_named(settings, name) : NULL;
        sum += part_of(plan, i) * (stage ? stage->go_on : name ? 0 : settings->clients.renewal);
    }
    return sum;
}

static bool differ(double a, double b)
{
    return fabs(a - b) > 1e-9 * fmax(fabs(a), fabs(b));
}

static bool is_answered(const struct fnl_plan *plan, const struct fnl_plan *first)
{
    const struct fnl_settings *settings = first->phases[0].settings;
    for (unsigned i = 0; i < settings->stages.count; i++) {
        const char *name = fnl_settings_stage(settings, i)->name;
        if (differ(chance_of(plan, name), chance_of(first, name)))
            return true;
    }
    return differ(chance_of(plan, NULL), chance_of(first, NULL));
}

struct fnl_price fnl_price_against(const struct fnl_plan *plan, const struct fnl_plan *first)
{
    const struct fnl_settings *settings = first->phases[0].settings;
    struct fnl_price price = {.answered = is_answered(plan, first)};
    bool any = false;
    for (unsigned i = 0; i < settings->sources.count; i++) {
        const char *name = fnl_settings_source(settings, i)->name;
        const double value = value_of(plan, name), before = value_of(first, name);
        if (value <= 0 || before <= 0)
            continue;
        const double more = differ(value, before) ? value / before - 1 : 0;
        price.least = any ? fmin(price.least, more) : more;
        price.most = any ? fmax(price.most, more) : more;
        any = true;
    }
    return price;
}
