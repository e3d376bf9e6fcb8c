/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/scenario.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/key.h"
#include "base/memory.h"
#include "scenario/assignment.h"
#include "scenario/bound.h"
#include "scenario/changes.h"
#include "scenario/column.h"
#include "scenario/crosscheck.h"
#include "scenario/deals.h"
#include "scenario/digest.h"
#include "scenario/extends.h"
#include "scenario/hypercube.h"
#include "scenario/lookup.h"
#include "scenario/reader.h"
#include "scenario/schema.h"

/* Days behind the horizon on which there may still be holidays: work booked late ends there. */
#define SLACK_DAYS 400

/* What values rest on that are new in a phase. */
struct evidence {
    struct fnl_evidence *items;
    size_t count;
};

struct fnl_scenario {
    struct fnl_changes changes; /* the tree of each phase; a variant has none of its own */
    fnl_bound **bounds;         /* by phase */
    struct evidence *evidence;  /* by phase; a variant has none */
    struct fnl_phase *phases;   /* of the plan */
    fnl_calendar *calendar;     /* a variant has its origin's */
    struct fnl_plan plan;
    struct fnl_open_deal *deals; /* of the plan; a variant has its origin's */
    size_t deal_count;
    const fnl_scenario *origin; /* of a variant; else NULL */
    char *file;
    char digest[FNL_SCENARIO_DIGEST];
};

static const struct fnl_changes *changes_of(const fnl_scenario *scenario)
{
    return scenario->origin ? &scenario->origin->changes : &scenario->changes;
}

static void unbind(fnl_scenario *scenario)
{
    for (size_t i = 0; scenario->bounds && i < changes_of(scenario)->count; i++)
        fnl_bound_free(scenario->bounds[i]);
    free(scenario->bounds);
    free(scenario->phases);
    scenario->bounds = NULL;
    scenario->phases = NULL;
}

void fnl_scenario_free(fnl_scenario *scenario)
{
    if (!scenario)
        return;
    unbind(scenario);
    for (size_t i = 0; scenario->evidence && i < changes_of(scenario)->count; i++)
        free(scenario->evidence[i].items);
    free(scenario->evidence);
    free(scenario->file);
    if (!scenario->origin) {
        fnl_calendar_free(scenario->calendar);
        free(scenario->deals);
        fnl_changes_fini(&scenario->changes);
    }
    free(scenario);
}

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for a scenario");
}

/* The file over its own base, or over the one that was asked for. */
static fnl_status load_tree(const char *base, const char *file, struct fnl_mistakes *mistakes,
                            struct fnl_tree *tree, struct fnl_error *error)
{
    if (!base || fnl_lookup_same(base, file))
        return fnl_extends_load(&fnl_schema_root, file, mistakes, tree, error);
    fnl_status status = fnl_extends_load(&fnl_schema_root, base, mistakes, tree, error);
    if (status == FNL_OK)
        status = fnl_extends_over(&fnl_schema_root, file, mistakes, tree, error);
    return status;
}

/* The path that a name means; `*path` is to be freed, whatever is returned. */
static fnl_status find_file(const struct fnl_lookup *lookup, const char *name, char **path,
                            struct fnl_error *error)
{
    char nearest[FNL_LOOKUP_NAME];
    if (!*name)
        return fnl_status_fail(FNL_ERR_USAGE, error, "the name of a scenario is empty");
    if (fnl_lookup_nearest(lookup, name, nearest))
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "%.200s: there is no such scenario (did you mean %s?)", name,
                               nearest);
    *path = fnl_lookup_file(lookup, name);
    return *path ? FNL_OK : out_of_memory(error);
}

static fnl_status load_files(const struct fnl_scenario_request *request, fnl_scenario *scenario,
                             struct fnl_mistakes *mistakes, struct fnl_tree *tree,
                             struct fnl_error *error)
{
    struct fnl_lookup lookup = {.folders = request->folders, .folder_count = request->folder_count};
    char *base = NULL;
    fnl_status status = FNL_OK;
    if (request->base)
        status = find_file(&lookup, request->base, &base, error);
    lookup.beside = base;
    if (status == FNL_OK)
        status = find_file(&lookup, request->file, &scenario->file, error);
    if (status == FNL_OK)
        status = load_tree(base, scenario->file, mistakes, tree, error);
    free(base);
    return status;
}

static fnl_status apply_sets(const struct fnl_scenario_request *request, struct fnl_tree *tree,
                             struct fnl_mistakes *mistakes, struct fnl_error *error)
{
    fnl_status worst = FNL_OK;
    for (size_t i = 0; i < request->set_count; i++) {
        const fnl_status status =
            fnl_assignment_read(&fnl_schema_root, tree, request->sets[i], mistakes, error);
        if (status == FNL_ERR_MEMORY)
            return status;
        worst = status != FNL_OK ? status : worst;
    }
    if (request->months > 0 && worst == FNL_OK) {
        char months[32];
        snprintf(months, sizeof months, "months=%d", request->months);
        worst = fnl_assignment_read(&fnl_schema_root, tree, months, mistakes, error);
    }
    return worst;
}

static fnl_status bind_phases(fnl_scenario *scenario, const struct fnl_bound_wishes *wishes,
                              struct fnl_mistakes *mistakes, struct fnl_error *error)
{
    const struct fnl_changes *changes = changes_of(scenario);
    scenario->bounds = fnl_memory_zeroed(changes->count, sizeof *scenario->bounds);
    scenario->phases = fnl_memory_zeroed(changes->count, sizeof *scenario->phases);
    if (!scenario->bounds || !scenario->phases)
        return out_of_memory(error);
    fnl_status worst = FNL_OK;
    for (size_t i = 0; i < changes->count && worst != FNL_ERR_MEMORY; i++) {
        const fnl_status status = fnl_bound_new(&fnl_schema_root, changes->phases[i].tree.root,
                                                wishes, mistakes, &scenario->bounds[i], error);
        worst = status != FNL_OK ? status : worst;
    }
    return worst;
}

/* Whether all that is known of `now` was known before. */
static bool is_inherited(const struct fnl_evidence *now, const struct fnl_evidence *before,
                         size_t count)
{
    for (size_t i = 0; i < count; i++, before++)
        if (strcmp(now->path, before->path) == 0)
            return now->line == before->line &&
                   strcmp(now->file ? now->file : "", before->file ? before->file : "") == 0 &&
                   strcmp(now->shown, before->shown) == 0;
    return false;
}

/* What a change leaves as it is says nothing new. */
static fnl_status collect_evidence(fnl_scenario *scenario, struct fnl_error *error)
{
    const size_t phases = scenario->changes.count;
    const struct fnl_evidence *before = NULL;
    size_t count_before = 0;
    scenario->evidence = fnl_memory_zeroed(phases, sizeof *scenario->evidence);
    if (!scenario->evidence)
        return out_of_memory(error);
    for (size_t i = 0; i < phases; i++) {
        struct evidence *evidence = &scenario->evidence[i];
        size_t count;
        const struct fnl_evidence *now = fnl_bound_evidence(scenario->bounds[i], &count);
        evidence->items = fnl_memory_zeroed(count, sizeof *evidence->items);
        if (!evidence->items)
            return out_of_memory(error);
        for (size_t k = 0; k < count; k++)
            if (!is_inherited(&now[k], before, count_before))
                evidence->items[evidence->count++] = now[k];
        before = now;
        count_before = count;
    }
    return FNL_OK;
}

static const struct fnl_settings *settings_of(const fnl_scenario *scenario, size_t phase)
{
    return fnl_bound_settings(scenario->bounds[phase]);
}

static int last_day(const struct fnl_settings *settings)
{
    return fnl_date_month_start(settings->start, (int)settings->months);
}

/* The dated change, from 0, that begins phase `phase`, to blame it; the root if it is not found. */
static const struct fnl_node *node_of_change(const struct fnl_node *root, int from)
{
    const struct fnl_node *changes = fnl_tree_child(root, "changes");
    for (const struct fnl_node *change = changes ? changes->first : NULL; change;
         change = change->next) {
        const char *text = fnl_tree_child_text(change, "from");
        int day;
        if (text && fnl_date_read(text, &day) && day == from)
            return change;
    }
    return root;
}

static void check_phase(const fnl_scenario *scenario, const struct fnl_node *root, size_t phase,
                        struct fnl_mistakes *mistakes)
{
    const struct fnl_settings *first = settings_of(scenario, 0);
    const int from = scenario->changes.phases[phase].from;
    const struct fnl_node *change = node_of_change(root, from);
    char begins[FNL_DATE_TEXT], ends[FNL_DATE_TEXT];
    fnl_crosscheck_settings(scenario->changes.phases[phase].tree.root, settings_of(scenario, phase),
                            mistakes);
    fnl_crosscheck_change(change, settings_of(scenario, phase - 1), settings_of(scenario, phase),
                          mistakes);
    if (from < first->start || from >= last_day(first))
        fnl_tree_complain(
            change, "from", mistakes, "lies outside the simulation, which runs from %s until %s",
            fnl_date_text(first->start, begins), fnl_date_text(last_day(first) - 1, ends));
}

/* A sample of uncertain values lives by its origin's calendar. */
static void refuse_ranges(const fnl_scenario *scenario, struct fnl_mistakes *mistakes)
{
    size_t count;
    const struct fnl_evidence *evidence = fnl_scenario_evidence(scenario, 0, &count);
    for (size_t i = 0; i < count; i++)
        if (evidence[i].ranged && (strcmp(evidence[i].path, "months") == 0 ||
                                   strncmp(evidence[i].path, "calendar.", 9) == 0))
            fnl_mistakes_add(mistakes, evidence[i].file, evidence[i].line, evidence[i].path,
                             "the calendar cannot be uncertain: leave out the range");
}

/* Everything that several values together can get wrong. */
static fnl_status check(const fnl_scenario *scenario, const struct fnl_node *root,
                        struct fnl_mistakes *mistakes)
{
    fnl_crosscheck_settings(scenario->changes.phases[0].tree.root, settings_of(scenario, 0),
                            mistakes);
    for (size_t i = 1; i < scenario->changes.count; i++)
        check_phase(scenario, root, i, mistakes);
    refuse_ranges(scenario, mistakes);
    return fnl_mistakes_any(mistakes) ? FNL_ERR_SCENARIO : FNL_OK;
}

static fnl_calendar *make_calendar(const struct fnl_settings *settings)
{
    uint8_t workdays = 0;
    const bool readable = fnl_crosscheck_workdays(settings->calendar.workdays, &workdays);
    assert(readable);
    (void)readable;
    const struct fnl_calendar_rules rules = {
        .first_day = settings->start,
        .days = last_day(settings) - settings->start + SLACK_DAYS,
        .workdays = workdays,
        .opens = fnl_units_hours(settings->calendar.opens),
        .day_length = fnl_units_hours(settings->calendar.hours_per_day),
        .holidays = settings->calendar.holidays.days,
        .holiday_count = settings->calendar.holidays.count,
    };
    return fnl_calendar_new(&rules);
}

/* A file that cannot be read is a mistake where it is named. */
static fnl_status blame_file(const struct fnl_node *said, const char *why,
                             struct fnl_mistakes *mistakes)
{
    fnl_tree_complain(said, NULL, mistakes, "%s", why);
    return FNL_ERR_SCENARIO;
}

/* The file of open deals is named relative to the scenario's own. */
static fnl_status read_deals(fnl_scenario *scenario, struct fnl_mistakes *mistakes,
                             struct fnl_error *error)
{
    const struct fnl_settings *settings = settings_of(scenario, 0);
    if (!*settings->today.open_deals_file)
        return FNL_OK;
    const struct fnl_node *today = fnl_tree_child(scenario->changes.phases[0].tree.root, "today");
    const struct fnl_node *said = fnl_tree_child(today, "open_deals_file");
    char *path = fnl_reader_beside(said->file, settings->today.open_deals_file);
    if (!path)
        return out_of_memory(error);
    struct fnl_error its_error = {0};
    fnl_status status = fnl_deals_read(path, settings, mistakes, &scenario->deals,
                                       &scenario->deal_count, &its_error);
    free(path);
    if (status == FNL_ERR_USAGE)
        status = blame_file(said, its_error.text, mistakes);
    else if (its_error.status != FNL_OK)
        fnl_status_fail(status, error, "%s", its_error.text);
    return status;
}

static int64_t reps_in(const fnl_scenario *scenario, size_t phase)
{
    return settings_of(scenario, phase)->reps.count;
}

static void make_plan(fnl_scenario *scenario)
{
    const struct fnl_changes *changes = changes_of(scenario);
    const struct fnl_settings *first = settings_of(scenario, 0);
    for (size_t i = 0; i < changes->count; i++)
        scenario->phases[i] = (struct fnl_phase){
            .from = i == 0 ? 0 : (fnl_time)(changes->phases[i].from - first->start) * FNL_DAY,
            .say = changes->phases[i].say,
            .settings = settings_of(scenario, i),
            .new_reps = i == 0 ? 0 : (int)(reps_in(scenario, i) - reps_in(scenario, i - 1)),
        };
    scenario->plan = (struct fnl_plan){
        .calendar = scenario->calendar,
        .end = (fnl_time)(last_day(first) - first->start) * FNL_DAY,
        .months = (int)first->months,
        .phases = scenario->phases,
        .count = changes->count,
        .deals = scenario->origin ? scenario->origin->plan.deals : scenario->deals,
        .deal_count = scenario->origin ? scenario->origin->plan.deal_count : scenario->deal_count,
    };
}

static fnl_status make_digest(fnl_scenario *scenario, struct fnl_error *error)
{
    uint64_t digest = 0;
    for (size_t i = 0; i < scenario->changes.count; i++) {
        const struct fnl_changes_phase *phase = &scenario->changes.phases[i];
        digest = fnl_key_part(digest, (uint64_t)scenario->phases[i].from);
        digest = fnl_key_part(digest, fnl_key_text(phase->say));
        if (fnl_digest_tree(&fnl_schema_root, phase->tree.root, &digest) != FNL_OK)
            return out_of_memory(error);
    }
    fnl_digest_deals(scenario->deals, scenario->deal_count, &digest);
    snprintf(scenario->digest, sizeof scenario->digest, "%016" PRIx64, digest);
    return FNL_OK;
}

static fnl_status make_ready(fnl_scenario *scenario, struct fnl_tree *tree,
                             struct fnl_mistakes *mistakes, struct fnl_error *error)
{
    const struct fnl_bound_wishes wishes = {.evidence = true};
    fnl_status status = fnl_column_resolve(tree, mistakes, error);
    if (status == FNL_OK)
        status = fnl_changes_read(&fnl_schema_root, tree, mistakes, &scenario->changes, error);
    if (status == FNL_OK)
        status = bind_phases(scenario, &wishes, mistakes, error);
    if (status == FNL_OK)
        status = collect_evidence(scenario, error);
    if (status == FNL_OK)
        status = check(scenario, tree->root, mistakes);
    if (status == FNL_OK)
        status = read_deals(scenario, mistakes, error);
    if (status != FNL_OK)
        return status;
    scenario->calendar = make_calendar(settings_of(scenario, 0));
    if (!scenario->calendar)
        return out_of_memory(error);
    make_plan(scenario);
    return make_digest(scenario, error);
}

static bool stands_behind(const struct fnl_mistake *a, const struct fnl_mistake *b)
{
    if (!a->file || !b->file)
        return !a->file && b->file;
    const int order = strcmp(a->file, b->file);
    return order > 0 || (order == 0 && a->line > b->line);
}

/*
 * Puts the mistakes into the order in which their reader meets them: file by file, line by line.
 * What stands in no file was said by --set.
 */
static void arrange(struct fnl_mistakes *mistakes)
{
    for (size_t i = 1; i < mistakes->count; i++) {
        const struct fnl_mistake mistake = mistakes->items[i];
        size_t place = i;
        for (; place > 0 && stands_behind(&mistakes->items[place - 1], &mistake); place--)
            mistakes->items[place] = mistakes->items[place - 1];
        mistakes->items[place] = mistake;
    }
    for (size_t i = 0; i < mistakes->count; i++)
        if (!mistakes->items[i].file) {
            mistakes->items[i].file = fnl_memory_text("--set");
            mistakes->items[i].line = 0;
        }
}

fnl_status fnl_scenario_load(const struct fnl_scenario_request *request,
                             struct fnl_mistakes *mistakes, fnl_scenario **scenario,
                             struct fnl_error *error)
{
    assert(!fnl_mistakes_any(mistakes));
    *scenario = NULL;
    fnl_scenario *made = fnl_memory_zeroed(1, sizeof *made);
    if (!made)
        return out_of_memory(error);
    struct fnl_tree tree = {0};
    fnl_status status = load_files(request, made, mistakes, &tree, error);
    if (status == FNL_OK)
        status = apply_sets(request, &tree, mistakes, error);
    if (status == FNL_OK)
        status = make_ready(made, &tree, mistakes, error);
    fnl_tree_fini(&tree);
    if (status != FNL_OK) {
        arrange(mistakes);
        fnl_scenario_free(made);
        return status;
    }
    *scenario = made;
    return FNL_OK;
}

static double place_in_hypercube(void *context, const char *path)
{
    return fnl_hypercube_place(context, path);
}

/* Values that were moved one by one may not fit together any more. */
static bool fits_together(const fnl_scenario *variant)
{
    struct fnl_mistakes mistakes = {0};
    const struct fnl_changes *changes = changes_of(variant);
    for (size_t i = 0; i < changes->count; i++)
        fnl_crosscheck_settings(changes->phases[i].tree.root, settings_of(variant, i), &mistakes);
    const bool fits = !fnl_mistakes_any(&mistakes);
    fnl_mistakes_fini(&mistakes);
    return fits;
}

/* A sample in which the values do not fit together is taken with all of them as stated. */
static fnl_status bind_sample(fnl_scenario *variant, const struct fnl_bound_wishes *wishes,
                              struct fnl_error *error)
{
    struct fnl_mistakes mistakes = {0};
    fnl_status status = bind_phases(variant, wishes, &mistakes, error);
    if (status == FNL_ERR_SCENARIO || (status == FNL_OK && !fits_together(variant))) {
        unbind(variant);
        status = bind_phases(variant, NULL, &mistakes, error);
    }
    fnl_mistakes_fini(&mistakes);
    return status;
}

fnl_status fnl_scenario_shaken(const fnl_scenario *scenario, uint64_t seed, size_t sample,
                               size_t samples, fnl_scenario **variant, struct fnl_error *error)
{
    assert(sample < samples && !scenario->origin);
    *variant = NULL;
    fnl_scenario *made = fnl_memory_zeroed(1, sizeof *made);
    if (!made)
        return out_of_memory(error);
    made->origin = scenario;
    made->calendar = scenario->calendar;

    struct fnl_hypercube cube = {seed, sample, samples};
    const struct fnl_bound_wishes wishes = {.shake = place_in_hypercube, .context = &cube};
    const fnl_status status = bind_sample(made, &wishes, error);
    if (status != FNL_OK) {
        fnl_scenario_free(made);
        return status;
    }
    make_plan(made);
    *variant = made;
    return FNL_OK;
}

const struct fnl_plan *fnl_scenario_plan(const fnl_scenario *scenario)
{
    return &scenario->plan;
}

const struct fnl_settings *fnl_scenario_settings(const fnl_scenario *scenario)
{
    return settings_of(scenario, 0);
}

const struct fnl_evidence *fnl_scenario_evidence(const fnl_scenario *scenario, size_t phase,
                                                 size_t *count)
{
    assert(phase < changes_of(scenario)->count);
    *count = scenario->evidence ? scenario->evidence[phase].count : 0;
    return scenario->evidence ? scenario->evidence[phase].items : NULL;
}

const char *fnl_scenario_name(const fnl_scenario *scenario)
{
    return settings_of(scenario, 0)->name;
}

const char *fnl_scenario_about(const fnl_scenario *scenario)
{
    return settings_of(scenario, 0)->about;
}

const char *fnl_scenario_file(const fnl_scenario *scenario)
{
    return scenario->file;
}

const char *fnl_scenario_currency(const fnl_scenario *scenario)
{
    return settings_of(scenario, 0)->currency;
}

const char *fnl_scenario_digest(const fnl_scenario *scenario, char digest[FNL_SCENARIO_DIGEST])
{
    memcpy(digest, scenario->digest, FNL_SCENARIO_DIGEST);
    return digest;
}

static bool is_guess(const struct fnl_evidence *evidence)
{
    return evidence->basis == FNL_EVIDENCE_GUESS;
}

static bool is_ranged(const struct fnl_evidence *evidence)
{
    return evidence->ranged;
}

/* How many values there are of that sort, those of later changes included. */
static size_t count_evidence(const fnl_scenario *scenario,
                             bool (*is_counted)(const struct fnl_evidence *evidence))
{
    size_t counted = 0;
    for (size_t phase = 0; phase < changes_of(scenario)->count; phase++) {
        size_t count;
        const struct fnl_evidence *evidence = fnl_scenario_evidence(scenario, phase, &count);
        for (size_t i = 0; i < count; i++)
            counted += is_counted(&evidence[i]);
    }
    return counted;
}

size_t fnl_scenario_guesses(const fnl_scenario *scenario)
{
    return count_evidence(scenario, is_guess);
}

size_t fnl_scenario_ranges(const fnl_scenario *scenario)
{
    return count_evidence(scenario, is_ranged);
}

fnl_status fnl_scenario_comparable(const fnl_scenario *a, const fnl_scenario *b,
                                   struct fnl_error *error)
{
    const struct fnl_settings *one = settings_of(a, 0), *other = settings_of(b, 0);
    char first[FNL_DATE_TEXT], second[FNL_DATE_TEXT];
    if (one->start != other->start)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "%s starts on %s and %s on %s: only options with the same start can "
                               "be compared",
                               one->name, fnl_date_text(one->start, first), other->name,
                               fnl_date_text(other->start, second));
    if (one->months != other->months)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "months to look ahead: %" PRId64 " in %s, %" PRId64
                               " in %s; give both the same with --months",
                               one->months, one->name, other->months, other->name);
    if (strcmp(one->currency, other->currency) != 0)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "%s counts in %s and %s in %s: only options "
                               "in one currency can be compared",
                               one->name, one->currency, other->name, other->currency);
    return FNL_OK;
}
