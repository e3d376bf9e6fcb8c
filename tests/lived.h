/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lived.h - a few futures of a small firm, really lived through, for the tests
 * of those who report on scenarios. Include after scratch.h; the scenarios are
 * in the scratch directory.
 */
#ifndef FUNNELSIM_TESTS_LIVED_H
#define FUNNELSIM_TESTS_LIVED_H

#include <funnelsim/experiment.h>
#include <funnelsim/scenario.h>

#define LIVED_MOST 4

struct lived {
    fnl_scenario *scenarios[LIVED_MOST];
    size_t count;
    fnl_results *results;
};

/* What a firm needs at least; `name` and what is special come before it. */
#define LIVED_FIRM                                                                                 \
    "months = 12; start = \"2026-01\"; "                                                           \
    "sources = ( { name = \"Website\"; kind = \"inbound\"; leads_per_month = 20; } ); "            \
    "stages = ( { name = \"Talk\"; hours = 1; go_on = \"25 %\"; } ); reps = { count = 2; }; "

static inline void lived_add(struct lived *lived, const char *text)
{
    char name[32];
    snprintf(name, sizeof name, "option-%zu.cfg", lived->count);
    scratch_put(scratch_path(name), text);
    const struct fnl_scenario_request request = {.file = scratch_path(name)};
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    if (fnl_scenario_load(&request, &mistakes, &lived->scenarios[lived->count], &error) != FNL_OK) {
        fnl_mistakes_print(&mistakes, stdout);
        fail_msg("%s: %s", text, error.text);
    }
    lived->count++;
}

static inline const fnl_results *lived_through(struct lived *lived, size_t futures, size_t samples)
{
    const struct fnl_experiment_request request = {
        .options = (const fnl_scenario *const *)lived->scenarios,
        .count = lived->count,
        .seed = 7,
        .replications = futures,
        .samples = samples,
        .execution.threads = 1};
    struct fnl_error error = {0};
    if (fnl_experiment_run(&request, &lived->results, &error) != FNL_OK)
        fail_msg("%s", error.text);
    return lived->results;
}

static inline void lived_end(struct lived *lived)
{
    fnl_experiment_free(lived->results);
    for (size_t i = 0; i < lived->count; i++)
        fnl_scenario_free(lived->scenarios[i]);
    *lived = (struct lived){.count = 0};
}

#endif
