/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "intake.h"

#include <stdio.h>
#include <string.h>

#include "command.h"
#include "places.h"

/* What a strategy does to somebody else's firm is easily taken for what it does to one's own. */
static void tell_firm(const struct fnl_options *options, const char *file,
                      const fnl_scenario *scenario)
{
    const char *firm = fnl_scenario_firm(scenario), *command = options->command->name;
    if (firm && !options->quiet)
        fnl_console_say("%s is laid over the firm of %s, which it extends; over yours: funnelsim "
                        "%s --base FIRM.cfg %s",
                        file, firm, strcmp(command, "run") == 0 ? "compare" : command, file);
}

/* Says what went wrong, and forgets the mistakes. */
static enum fnl_exit say(fnl_status status, struct fnl_mistakes *mistakes,
                         const struct fnl_error *error)
{
    const bool listed = fnl_mistakes_any(mistakes);
    fnl_mistakes_print(mistakes, stderr);
    fnl_mistakes_fini(mistakes);
    if (status == FNL_ERR_SCENARIO && listed)
        return FNL_EXIT_USAGE;
    return fnl_console_fail(status, error);
}

/* What the options say of every scenario. */
static void ask(const struct fnl_options *options, const struct fnl_places *places,
                struct fnl_scenario_request *request)
{
    request->sets = options->sets;
    request->set_count = options->set_count;
    request->folders = places->scenarios;
    request->folder_count = places->scenario_count;
}

/* Loads what `request` asks for. */
static fnl_status load(const struct fnl_options *options, struct fnl_scenario_request request,
                       struct fnl_mistakes *mistakes, fnl_scenario **scenario,
                       struct fnl_error *error)
{
    struct fnl_places places;
    fnl_places_find(&places, NULL);
    ask(options, &places, &request);
    (void)fflush(stdout);
    return fnl_scenario_load(&request, mistakes, scenario, error);
}

enum fnl_exit fnl_intake_load(const struct fnl_options *options, const char *file, const char *base,
                              struct fnl_mistakes *told, fnl_scenario **scenario)
{
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    const struct fnl_scenario_request request = {
        .file = file, .base = base, .months = (int)options->months};
    const fnl_status status = load(options, request, &mistakes, scenario, &error);
    if (status == FNL_OK)
        tell_firm(options, file, *scenario);
    if (told) {
        fnl_mistakes_take(told, &mistakes);
        const bool listed = fnl_mistakes_any(told);
        return status == FNL_ERR_SCENARIO && listed ? FNL_EXIT_USAGE
                                                    : fnl_console_fail(status, &error);
    }
    return say(status, &mistakes, &error);
}

enum fnl_exit fnl_intake_map(const struct fnl_options *options, fnl_map **map)
{
    struct fnl_places places;
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    const bool base_is_a_side = options->argument_count == 1;
    struct fnl_map_request request = {.axes = {options->axes[0], options->axes[1]},
                                      .metric = options->metric};
    fnl_places_find(&places, NULL);
    for (size_t side = 0; side < 2; side++) {
        request.sides[side].months = (int)options->months;
        request.sides[side].file = options->arguments[base_is_a_side ? 0 : side];
        request.sides[side].base = options->base;
        ask(options, &places, &request.sides[side]);
    }
    if (base_is_a_side) {
        request.sides[0].file = options->base;
        request.sides[0].base = NULL;
    }

    (void)fflush(stdout);
    const fnl_status status = fnl_map_load(&request, &mistakes, map, &error);
    for (size_t side = 0; side < 2 && status == FNL_OK; side++)
        tell_firm(options, request.sides[side].file, fnl_map_side(*map, side));
    return say(status, &mistakes, &error);
}

enum fnl_exit fnl_intake_year(const struct fnl_options *options, const char *file,
                              fnl_scenario **scenario)
{
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    const struct fnl_scenario_request request = {
        .file = file, .base = options->base, .months = 12, .cut = true};
    return say(load(options, request, &mistakes, scenario, &error), &mistakes, &error);
}

enum fnl_exit fnl_intake_claims(const struct fnl_options *options, const char *const *files,
                                size_t count, fnl_claims **claims)
{
    struct fnl_places places;
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    fnl_places_find(&places, NULL);
    const struct fnl_claims_request request = {
        .files = files,
        .count = count,
        .base = options->base,
        .also = options->also,
        .also_count = options->also_count,
        .folders = places.scenarios,
        .folder_count = places.scenario_count,
    };

    (void)fflush(stdout);
    const fnl_status status = fnl_claims_load(&request, &mistakes, claims, &error);
    return say(status, &mistakes, &error);
}
