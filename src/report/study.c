/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/study.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "report/label.h"
#include "scenario/scenario.h"

/* Keeps `block`, which may be NULL, until the study ends; NULL when there is no room to. */
static void *keep(struct fnl_study *study, void *block)
{
    void *owned = study->owned;
    if (!block)
        return NULL;
    if (!fnl_memory_grow(&owned, study->owned_count, &study->owned_capacity,
                         sizeof *study->owned)) {
        free(block);
        return NULL;
    }
    study->owned = owned;
    study->owned[study->owned_count++] = block;
    return block;
}

static const char *keep_text(struct fnl_study *study, const char *text)
{
    return keep(study, fnl_label_clean(text));
}

static bool is_taken(const struct fnl_study *study, size_t option, const char *name)
{
    for (size_t i = 0; i < option; i++)
        if (strcmp(study->options[i].name, name) == 0)
            return true;
    return false;
}

/* An overlay that forgot to name itself has its base's name. */
static const char *name_option(struct fnl_study *study, size_t option, const char *name)
{
    const char *clean = keep_text(study, name), *unique = clean;
    for (size_t number = 2; unique && is_taken(study, option, unique); number++)
        unique = keep(study, fnl_memory_format("%s (%zu)", clean, number));
    return unique;
}

/* The name of item `index` of a list of sources or stages. */
typedef const char *(*name_of)(const struct fnl_settings *settings, unsigned index);

static const char *name_of_source(const struct fnl_settings *settings, unsigned index)
{
    return fnl_settings_source(settings, index)->name;
}

static const char *name_of_stage(const struct fnl_settings *settings, unsigned index)
{
    return fnl_settings_stage(settings, index)->name;
}

static const char *const *keep_names(struct fnl_study *study, const struct fnl_settings *settings,
                                     size_t count, name_of name)
{
    const char **names = keep(study, fnl_memory_zeroed(count, sizeof *names));
    for (size_t i = 0; names && i < count; i++) {
        names[i] = keep_text(study, name(settings, (unsigned)i));
        if (!names[i])
            return NULL;
    }
    return names;
}

static struct fnl_study_allowance allowance_of(const struct fnl_plan *plan)
{
    struct fnl_study_allowance allowance = {0};
    for (size_t i = 0; i < plan->count; i++) {
        const fnl_money amount = plan->phases[i].settings->extra_budget;
        if (allowance.a_month == 0 && amount != 0) {
            allowance.a_month = amount;
            allowance.from =
                plan->phases[0].settings->start + (int)(plan->phases[i].from / FNL_DAY);
        } else if (amount != allowance.a_month) {
            allowance.a_month = -1;
        }
    }
    return allowance;
}

static struct fnl_study_today today_of(const struct fnl_plan *plan)
{
    const struct fnl_today *today = &plan->phases[0].settings->today;
    const bool listed = plan->deal_count > 0;
    return (struct fnl_study_today){
        .clients = today->clients,
        .pita_clients = today->pita_clients,
        .open_deals = listed ? (int64_t)plan->deal_count : today->open_deals,
        .cash = today->cash,
        .credit_line = today->credit_line,
    };
}

/* The service pool's hours and cost a month, each phase by how long it is in force. */
static void average_service(const struct fnl_plan *plan, struct fnl_study_option *option)
{
    for (size_t i = 0; i < plan->count; i++) {
        const struct fnl_service *service = &plan->phases[i].settings->service;
        const fnl_time until = i + 1 < plan->count ? plan->phases[i + 1].from : plan->end;
        const double part = (double)(until - plan->phases[i].from) / (double)plan->end;
        option->service_hours += part * service->hours_per_month;
        option->service_cost += part * (double)service->cost_per_month;
    }
}

static int64_t reps_of(const struct fnl_plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        if (plan->phases[i].new_reps != 0)
            return 0;
    return fnl_settings_reps(plan->phases[0].settings);
}

/* The members that can fail are NULL then. */
static void describe_option(struct fnl_study *study, size_t index, struct fnl_study_option *option)
{
    const fnl_scenario *scenario = fnl_experiment_option(study->results, index);
    const struct fnl_plan *plan = fnl_scenario_plan(scenario);
    const struct fnl_settings *settings = plan->phases[0].settings;
    char digest[FNL_SCENARIO_DIGEST];

    option->name = name_option(study, index, fnl_scenario_name(scenario));
    option->file = keep_text(study, fnl_scenario_file(scenario));
    option->digest = keep_text(study, fnl_scenario_digest(scenario, digest));
    option->guesses = fnl_scenario_guesses(scenario);
    option->standard_guesses = fnl_scenario_standard_guesses(scenario);
    option->ranges = fnl_scenario_ranges(scenario);
    option->source_count = settings->sources.count;
    option->sources = keep_names(study, settings, option->source_count, name_of_source);
    option->stage_count = settings->stages.count;
    option->stages = keep_names(study, settings, option->stage_count, name_of_stage);
    option->reps = reps_of(plan);
    option->last = plan->phases[plan->count - 1].settings;
    option->allowance = allowance_of(plan);
    option->today = today_of(plan);
    option->price =
        fnl_price_against(plan, fnl_scenario_plan(fnl_experiment_option(study->results, 0)));
    average_service(plan, option);
}

static bool describe_options(struct fnl_study *study)
{
    struct fnl_study_option *options =
        keep(study, fnl_memory_zeroed(study->count, sizeof *options));
    study->options = options;
    for (size_t i = 0; options && i < study->count; i++) {
        struct fnl_study_option *option = &options[i];
        describe_option(study, i, option);
        if (!option->name || !option->file || !option->digest || !option->sources ||
            !option->stages)
            return false;
    }
    return options != NULL;
}

static const struct fnl_settings *settings_of(const struct fnl_study *study, size_t option)
{
    return fnl_scenario_plan(fnl_experiment_option(study->results, option))->phases[0].settings;
}

static fnl_money common_quota(const struct fnl_study *study)
{
    const fnl_money quota = settings_of(study, 0)->quota.per_year;
    for (size_t i = 1; i < study->count; i++)
        if (settings_of(study, i)->quota.per_year != quota)
            return 0;
    return quota;
}

/* All but the options; false when there is no memory for the words. */
static bool describe_frame(struct fnl_study *study, int judge_by)
{
    const struct fnl_plan *plan = fnl_scenario_plan(fnl_experiment_option(study->results, 0));
    const struct fnl_settings *settings = plan->phases[0].settings;
    const bool money = fnl_indicator_about((size_t)judge_by)->measure == FNL_MEASURE_MONEY;

    study->currency = keep_text(study, settings->currency);
    study->start = settings->start;
    study->end = settings->start + (int)(plan->end / FNL_DAY);
    study->months = (size_t)plan->months;
    study->judge_by = (enum fnl_indicator)judge_by;
    study->matters = money ? settings->matters : 0;
    study->quota = common_quota(study);
    study->credit = settings->today.credit_line;
    study->words.pita = keep_text(study, settings->labels.pita);
    study->words.rep = keep_text(study, settings->labels.rep);
    study->words.client = keep_text(study, settings->labels.client);
    return study->currency && study->words.pita && study->words.rep && study->words.client;
}

fnl_status fnl_study_init(struct fnl_study *study, const fnl_results *results,
                          struct fnl_error *error)
{
    *study = (struct fnl_study){.results = results, .count = fnl_experiment_options(results)};
    const char *yardstick = settings_of(study, 0)->judge_by;
    const int judge_by = fnl_indicator_named(yardstick);
    if (judge_by < 0)
        return fnl_status_fail(FNL_ERR_SCENARIO, error, "judge_by: there is no indicator %s",
                               yardstick);
    if (!describe_frame(study, judge_by) || !describe_options(study))
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for a report");
    return FNL_OK;
}

void fnl_study_fini(struct fnl_study *study)
{
    for (size_t i = 0; i < study->owned_count; i++)
        free(study->owned[i]);
    free(study->owned);
    *study = (struct fnl_study){0};
}

int fnl_study_month(const struct fnl_study *study, size_t month)
{
    return fnl_date_month_start(study->start, (int)month);
}

const char *fnl_study_month_text(const struct fnl_study *study, size_t month, char *text)
{
    return fnl_date_month_text(fnl_study_month(study, month), text);
}

const char *fnl_study_date_text(const struct fnl_study *study, fnl_time time, char *text)
{
    return fnl_date_month_text(study->start + (int)(time / FNL_DAY), text);
}

const char *fnl_study_last_month_text(const struct fnl_study *study, char *text)
{
    return fnl_date_month_text(study->end - 1, text);
}

bool fnl_study_is_partial(const struct fnl_study *study)
{
    return fnl_study_futures(study) < fnl_experiment_asked(study->results) ||
           fnl_experiment_samples(study->results) < fnl_experiment_samples_asked(study->results);
}

size_t fnl_study_futures(const struct fnl_study *study)
{
    return fnl_experiment_complete(study->results);
}

const char *fnl_study_capital(const char *word, const char *ending, char text[FNL_STUDY_TEXT])
{
    snprintf(text, FNL_STUDY_TEXT, "%s%s", word, ending);
    if (*text >= 'a' && *text <= 'z')
        *text = (char)(*text - 'a' + 'A');
    return text;
}
