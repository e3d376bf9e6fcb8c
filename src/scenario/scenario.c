/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/scenario.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/key.h"
#include "base/memory.h"
#include "scenario/changes.h"
#include "scenario/column.h"
#include "scenario/deals.h"
#include "scenario/digest.h"
#include "scenario/hypercube.h"
#include "scenario/path.h"
#include "scenario/phases.h"
#include "scenario/reader.h"
#include "scenario/request.h"
#include "scenario/schema.h"
#include "scenario/workdays.h"

/* Days behind the horizon on which there may still be holidays: work booked late ends there. */
#define SLACK_DAYS 400

struct fnl_scenario {
    struct fnl_changes changes; /* the tree of each phase; a variant has its origin's */
    struct fnl_phases phases;
    struct fnl_phase *steps; /* the phases of the plan */
    fnl_calendar *calendar;  /* a variant has its origin's */
    struct fnl_plan plan;
    struct fnl_open_deal *deals; /* of the plan; a variant has its origin's */
    size_t deal_count;
    const fnl_scenario *origin; /* of a variant; else NULL */
    char *file;
    const char *firm; /* the file whose funnel it is, by `extends`; in `changes`; or NULL */
    char digest[FNL_SCENARIO_DIGEST];
};

void fnl_scenario_free(fnl_scenario *scenario)
{
    if (!scenario)
        return;
    fnl_phases_fini(&scenario->phases);
    free(scenario->steps);
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

static const struct fnl_settings *settings_of(const fnl_scenario *scenario, size_t phase)
{
    return fnl_phases_settings(&scenario->phases, phase);
}

static fnl_calendar *make_calendar(const struct fnl_phases *phases)
{
    const struct fnl_settings *settings = fnl_phases_settings(phases, 0);
    uint8_t workdays = 0;
    const bool readable = fnl_workdays_read(settings->calendar.workdays, &workdays);
    assert(readable);
    (void)readable;
    const struct fnl_calendar_rules rules = {
        .first_day = settings->start,
        .days = fnl_phases_end(phases) - settings->start + SLACK_DAYS,
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
    const struct fnl_settings *settings = fnl_phases_past(&scenario->phases);
    const bool unknown = scenario->changes.past.root && !scenario->phases.past;
    if (unknown || !*settings->today.open_deals_file)
        return FNL_OK;
    const struct fnl_node *root = scenario->changes.past.root;
    const struct fnl_node *today =
        fnl_tree_child(root ? root : scenario->changes.phases[0].tree.root, "today");
    const struct fnl_node *said = fnl_tree_child(today, "open_deals_file");
    char *path = fnl_reader_beside(said->file, settings->today.open_deals_file);
    if (!path)
        return out_of_memory(error);
    struct fnl_error its_error = {0};
    fnl_status status =
        fnl_deals_read(path, &(struct fnl_deals_firm){settings, &scenario->phases.doubt}, mistakes,
                       &scenario->deals, &scenario->deal_count, &its_error);
    free(path);
    if (status == FNL_ERR_USAGE)
        status = blame_file(said, its_error.text, mistakes);
    else if (its_error.status != FNL_OK)
        fnl_status_fail(status, error, "%s", its_error.text);
    return status;
}

static int64_t reps_in(const fnl_scenario *scenario, size_t phase)
{
    return fnl_settings_reps(settings_of(scenario, phase));
}

static fnl_status make_plan(fnl_scenario *scenario, struct fnl_error *error)
{
    const struct fnl_changes *changes = scenario->phases.changes;
    const struct fnl_settings *first = settings_of(scenario, 0);
    scenario->steps = fnl_memory_zeroed(changes->count, sizeof *scenario->steps);
    if (!scenario->steps)
        return out_of_memory(error);
    for (size_t i = 0; i < changes->count; i++)
        scenario->steps[i] = (struct fnl_phase){
            .from = i == 0 ? 0 : (fnl_time)(changes->phases[i].from - first->start) * FNL_DAY,
            .say = changes->phases[i].say,
            .settings = settings_of(scenario, i),
            .new_reps = i == 0 ? 0 : (int)(reps_in(scenario, i) - reps_in(scenario, i - 1)),
        };
    scenario->plan = (struct fnl_plan){
        .calendar = scenario->calendar,
        .end = (fnl_time)(fnl_phases_end(&scenario->phases) - first->start) * FNL_DAY,
        .months = (int)first->months,
        .past = fnl_phases_past(&scenario->phases),
        .phases = scenario->steps,
        .count = changes->count,
        .deals = scenario->origin ? scenario->origin->plan.deals : scenario->deals,
        .deal_count = scenario->origin ? scenario->origin->plan.deal_count : scenario->deal_count,
    };
    return FNL_OK;
}

static fnl_status make_digest(fnl_scenario *scenario, struct fnl_error *error)
{
    uint64_t digest = 0;
    for (size_t i = 0; i < scenario->changes.count; i++) {
        const struct fnl_changes_phase *phase = &scenario->changes.phases[i];
        digest = fnl_key_part(digest, (uint64_t)scenario->steps[i].from);
        digest = fnl_key_part(digest, fnl_key_text(phase->say));
        if (fnl_digest_tree(&fnl_schema_root, phase->tree.root, &digest) != FNL_OK)
            return out_of_memory(error);
    }
    if (scenario->changes.past.root &&
        fnl_digest_tree(&fnl_schema_root, scenario->changes.past.root, &digest) != FNL_OK)
        return out_of_memory(error);
    fnl_digest_deals(scenario->deals, scenario->deal_count, &digest);
    scenario->plan.digest = digest;
    snprintf(scenario->digest, sizeof scenario->digest, "%016" PRIx64, digest);
    return FNL_OK;
}

/* What no firm is without. */
static const char *const parts[] = {"sources", "stages", "reps"};
#define PARTS (sizeof parts / sizeof *parts)

/*
 * Whoever runs a strategy by itself would learn of one thing after the other that it does not say,
 * and fill in what belongs into the firm's file. One part alone is forgotten; two are elsewhere.
 */
static void tell_strategy(struct fnl_node *root, struct fnl_mistakes *mistakes)
{
    const char *missing[PARTS];
    size_t count = 0;
    for (size_t i = 0; i < PARTS; i++)
        if (!fnl_tree_child(root, parts[i]))
            missing[count++] = parts[i];
    if (count < 2 || root->refused)
        return;
    root->refused = true;
    fnl_tree_complain(
        root, NULL, mistakes,
        "says nothing of %s%s%s or %s, and so it is no firm; if it is a strategy, lay it "
        "over one: funnelsim compare --base FIRM.cfg %s",
        missing[0], count > 2 ? ", " : "", count > 2 ? missing[1] : "", missing[count - 1],
        root->file);
}

/* A file that extends another one and has its funnel from there is laid over somebody's firm. */
static const char *find_firm(const fnl_scenario *scenario)
{
    const struct fnl_node *root = scenario->changes.phases[0].tree.root;
    const struct fnl_node *stages = fnl_tree_child(root, "stages");
    const bool foreign =
        stages && stages->file && root->file && strcmp(stages->file, root->file) != 0;
    return foreign ? stages->file : NULL;
}

/* What is wrong with a scenario does not keep us from finding what else is. */
static bool goes_on(fnl_status status)
{
    return status == FNL_OK || status == FNL_ERR_SCENARIO;
}

static fnl_status resolve_columns(struct fnl_tree *tree, struct fnl_mistakes *mistakes,
                                  struct fnl_error *error)
{
    const fnl_status status = fnl_column_resolve(tree, tree->root, mistakes, error);
    return status == FNL_OK && tree->past ? fnl_column_resolve(tree, tree->past, mistakes, error)
                                          : status;
}

/* What is claimed of a firm is no setting of it. */
static void drop_claims(struct fnl_tree *tree)
{
    struct fnl_node *claims = fnl_tree_child(tree->root, "claims");
    if (claims)
        fnl_tree_detach(claims);
}

/* Reads and checks all there is, as far as it goes. */
static fnl_status read_all(fnl_scenario *scenario, struct fnl_tree *tree,
                           struct fnl_mistakes *mistakes, struct fnl_error *error)
{
    const struct fnl_bound_wishes wishes = {.evidence = true};
    drop_claims(tree);
    tell_strategy(tree->root, mistakes);
    fnl_status status = resolve_columns(tree, mistakes, error);
    if (goes_on(status))
        status = fnl_changes_read(&fnl_schema_root, tree, mistakes, &scenario->changes, error);
    if (goes_on(status))
        status = fnl_phases_bind(&scenario->phases, &scenario->changes, &wishes, mistakes, error);
    if (goes_on(status)) {
        fnl_phases_check(&scenario->phases, tree->root, mistakes);
        status = read_deals(scenario, mistakes, error);
    }
    return status == FNL_OK && fnl_mistakes_any(mistakes) ? FNL_ERR_SCENARIO : status;
}

static fnl_status make_ready(fnl_scenario *scenario, struct fnl_error *error)
{
    scenario->calendar = make_calendar(&scenario->phases);
    if (!scenario->calendar)
        return out_of_memory(error);
    const fnl_status status = make_plan(scenario, error);
    return status == FNL_OK ? make_digest(scenario, error) : status;
}

static bool stands_behind(const struct fnl_mistake *a, const struct fnl_mistake *b)
{
    if (!a->file || !b->file)
        return !a->file && b->file;
    const int order = strcmp(a->file, b->file);
    return order > 0 || (order == 0 && a->line > b->line);
}

void fnl_scenario_arrange(struct fnl_mistakes *mistakes)
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

fnl_status fnl_scenario_of_tree(struct fnl_tree *tree, const char *file,
                                struct fnl_mistakes *mistakes, fnl_scenario **scenario,
                                struct fnl_error *error)
{
    *scenario = NULL;
    fnl_scenario *made = fnl_memory_zeroed(1, sizeof *made);
    char *name = fnl_memory_text(file);
    if (!made || !name) {
        free(made);
        free(name);
        return out_of_memory(error);
    }
    made->file = name;
    fnl_status status = read_all(made, tree, mistakes, error);
    if (status == FNL_OK)
        status = make_ready(made, error);
    if (status != FNL_OK) {
        fnl_scenario_free(made);
        return status;
    }
    *scenario = made;
    return FNL_OK;
}

fnl_status fnl_scenario_load(const struct fnl_scenario_request *request,
                             struct fnl_mistakes *mistakes, fnl_scenario **scenario,
                             struct fnl_error *error)
{
    assert(!fnl_mistakes_any(mistakes));
    *scenario = NULL;
    struct fnl_tree tree = {0};
    char *file = NULL;
    fnl_status status = fnl_request_read(request, mistakes, &tree, &file, error);
    const bool claims = tree.root && fnl_tree_child(tree.root, "claims");
    if (goes_on(status) && tree.root)
        status = fnl_scenario_of_tree(&tree, file, mistakes, scenario, error);
    fnl_tree_fini(&tree);
    free(file);
    if (status != FNL_OK) {
        fnl_scenario_arrange(mistakes);
        return status;
    }
    assert(*scenario);
    (*scenario)->firm = request->base || claims ? NULL : find_firm(*scenario);
    return FNL_OK;
}

static double place_in_hypercube(void *context, const char *path)
{
    return fnl_hypercube_place(context, path);
}

static fnl_status bind_sample(fnl_scenario *variant, const struct fnl_bound_wishes *wishes,
                              struct fnl_error *error)
{
    struct fnl_mistakes mistakes = {0};
    const fnl_status status =
        fnl_phases_bind(&variant->phases, &variant->origin->changes, wishes, &mistakes, error);
    fnl_mistakes_fini(&mistakes);
    if (status == FNL_ERR_SCENARIO || (status == FNL_OK && !fnl_phases_fit(&variant->phases)))
        return fnl_status_fail(FNL_ERR_SCENARIO, error,
                               "the values that were moved do not fit together");
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
    fnl_status status = bind_sample(made, &wishes, error);
    if (status == FNL_OK)
        status = make_plan(made, error);
    if (status != FNL_OK) {
        fnl_scenario_free(made);
        return status;
    }
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
    const struct fnl_phases *phases = &scenario->phases;
    assert(phase < phases->changes->count);
    *count = phases->evidence ? phases->evidence[phase].count : 0;
    return phases->evidence ? phases->evidence[phase].items : NULL;
}

bool fnl_scenario_covers(const fnl_scenario *scenario, size_t phase, const char *path,
                         const struct fnl_evidence *evidence)
{
    const struct fnl_changes *changes = scenario->phases.changes;
    assert(phase < changes->count);
    return fnl_path_covers(changes->phases[phase].tree.root, path, evidence->path);
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

const char *fnl_scenario_firm(const fnl_scenario *scenario)
{
    return scenario->firm;
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
    for (size_t phase = 0; phase < scenario->plan.count; phase++) {
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

size_t fnl_scenario_standard_guesses(const fnl_scenario *scenario)
{
    return count_evidence(scenario, fnl_evidence_is_standard_guess);
}

int fnl_scenario_months(const fnl_scenario *scenario)
{
    return (int)fnl_scenario_settings(scenario)->months;
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
