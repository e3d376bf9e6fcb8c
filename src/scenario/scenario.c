/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/scenario.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/key.h"
#include "base/memory.h"
#include "scenario/assignment.h"
#include "scenario/bound.h"
#include "scenario/changes.h"
#include "scenario/column.h"
#include "scenario/crosscheck.h"
#include "scenario/deals.h"
#include "scenario/extends.h"
#include "scenario/reader.h"
#include "scenario/schema.h"
#include "scenario/write.h"

/* Days behind the horizon on which there may still be holidays: work booked late ends there. */
#define SLACK_DAYS 400

struct fnl_scenario {
    struct fnl_changes changes; /* the tree of each phase; a variant has none of its own */
    fnl_bound **bounds;         /* by phase */
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

void fnl_scenario_free(fnl_scenario *scenario)
{
    if (!scenario)
        return;
    for (size_t i = 0; scenario->bounds && i < changes_of(scenario)->count; i++)
        fnl_bound_free(scenario->bounds[i]);
    free(scenario->bounds);
    free(scenario->phases);
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

/* `path` where a file of that name can be read, else NULL; frees what it does not return. */
static char *if_readable(char *path)
{
    if (path && access(path, R_OK) == 0)
        return path;
    free(path);
    return NULL;
}

/* `name` in `folder`, as it is or with ".cfg"; NULL when there is neither. */
static char *in_folder(const char *folder, const char *name)
{
    char *found = if_readable(fnl_memory_format("%s/%s", folder, name));
    return found ? found : if_readable(fnl_memory_format("%s/%s.cfg", folder, name));
}

static bool is_bare(const char *name)
{
    return strchr(name, '/') == NULL;
}

/* The folder of a file, without the slash; free() it. */
static char *folder_of(const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash ? fnl_memory_format("%.*s", (int)(slash - file), file) : fnl_memory_text(".");
}

/*
 * A path as it stands; a bare name beside the base first, then here, then among
 * the shipped scenarios. What is found nowhere is opened as typed, so that the
 * reader says what is wrong with it.
 */
static char *find_file(const struct fnl_scenario_request *request, const char *name,
                       const char *base)
{
    char *found = NULL;
    if (base && is_bare(name)) {
        char *folder = folder_of(base);
        found = folder ? in_folder(folder, name) : NULL;
        free(folder);
    }
    if (!found)
        found = if_readable(fnl_memory_text(name));
    if (!found)
        found = if_readable(fnl_memory_format("%s.cfg", name));
    for (size_t i = 0; !found && is_bare(name) && i < request->folder_count; i++)
        found = in_folder(request->folders[i], name);
    return found ? found : fnl_memory_text(name);
}

static bool is_same_file(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* The file over its own base, or over the one that was asked for. */
static fnl_status load_files(const struct fnl_scenario_request *request, fnl_scenario *scenario,
                             struct fnl_tree *tree, struct fnl_mistakes *mistakes,
                             struct fnl_error *error)
{
    char *base = request->base ? find_file(request, request->base, NULL) : NULL;
    scenario->file = find_file(request, request->file, base);
    fnl_status status = FNL_OK;
    if ((request->base && !base) || !scenario->file)
        status = out_of_memory(error);
    else if (base && !is_same_file(base, scenario->file)) {
        status = fnl_extends_load(&fnl_schema_root, base, mistakes, tree, error);
        if (status == FNL_OK)
            status = fnl_extends_over(&fnl_schema_root, scenario->file, mistakes, tree, error);
    } else
        status = fnl_extends_load(&fnl_schema_root, scenario->file, mistakes, tree, error);
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
    for (size_t i = 0; i < changes->count; i++) {
        const fnl_status status = fnl_bound_new(&fnl_schema_root, changes->phases[i].tree.root,
                                                wishes, mistakes, &scenario->bounds[i], error);
        worst = status != FNL_OK ? status : worst;
    }
    return worst;
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
    fnl_crosscheck_change(change, first, settings_of(scenario, phase), mistakes);
    if (from < first->start || from >= last_day(first))
        fnl_tree_complain(
            change, "from", mistakes, "lies outside the simulation, which runs from %s until %s",
            fnl_date_text(first->start, begins), fnl_date_text(last_day(first) - 1, ends));
}

/* Everything that several values together can get wrong. */
static fnl_status check(const fnl_scenario *scenario, const struct fnl_node *root,
                        struct fnl_mistakes *mistakes)
{
    const size_t before = mistakes->count;
    fnl_crosscheck_settings(scenario->changes.phases[0].tree.root, settings_of(scenario, 0),
                            mistakes);
    for (size_t i = 1; i < scenario->changes.count; i++)
        check_phase(scenario, root, i, mistakes);
    return mistakes->count > before ? FNL_ERR_SCENARIO : FNL_OK;
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

/* The file of open deals is named relative to the scenario's own. */
static fnl_status read_deals(fnl_scenario *scenario, struct fnl_mistakes *mistakes,
                             struct fnl_error *error)
{
    const struct fnl_settings *settings = settings_of(scenario, 0);
    const struct fnl_node *today = fnl_tree_child(scenario->changes.phases[0].tree.root, "today");
    const struct fnl_node *said = today ? fnl_tree_child(today, "open_deals_file") : NULL;
    if (!*settings->today.open_deals_file)
        return FNL_OK;
    char *path = fnl_reader_beside(said ? said->file : NULL, settings->today.open_deals_file);
    if (!path)
        return out_of_memory(error);
    const fnl_status status =
        fnl_deals_read(path, settings, mistakes, &scenario->deals, &scenario->deal_count, error);
    free(path);
    return status;
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

/* A digest of all settings in use, written out: whatever the files looked like. */
static fnl_status digest(fnl_scenario *scenario, struct fnl_error *error)
{
    uint64_t key = 0;
    for (size_t i = 0; i < scenario->changes.count; i++) {
        struct fnl_buffer text = {0};
        const fnl_status status = fnl_write_scenario(
            &fnl_schema_root, scenario->changes.phases[i].tree.root, FNL_WRITE_USED, false, &text);
        if (status == FNL_OK)
            key = fnl_key_part(fnl_key_part(key, (uint64_t)scenario->phases[i].from),
                               fnl_key_text(text.text));
        fnl_buffer_fini(&text);
        if (status != FNL_OK)
            return out_of_memory(error);
    }
    snprintf(scenario->digest, sizeof scenario->digest, "%016" PRIx64, key);
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
        status = check(scenario, tree->root, mistakes);
    if (status == FNL_OK)
        status = read_deals(scenario, mistakes, error);
    if (status != FNL_OK)
        return status;
    scenario->calendar = make_calendar(settings_of(scenario, 0));
    if (!scenario->calendar)
        return out_of_memory(error);
    make_plan(scenario);
    return digest(scenario, error);
}

fnl_status fnl_scenario_load(const struct fnl_scenario_request *request,
                             struct fnl_mistakes *mistakes, fnl_scenario **scenario,
                             struct fnl_error *error)
{
    *scenario = NULL;
    fnl_scenario *made = fnl_memory_zeroed(1, sizeof *made);
    if (!made)
        return out_of_memory(error);
    struct fnl_tree tree = {0};
    fnl_status status = load_files(request, made, &tree, mistakes, error);
    if (status == FNL_OK)
        status = apply_sets(request, &tree, mistakes, error);
    if (status == FNL_OK)
        status = make_ready(made, &tree, mistakes, error);
    fnl_tree_fini(&tree);
    if (status != FNL_OK) {
        fnl_scenario_free(made);
        return status;
    }
    *scenario = made;
    return FNL_OK;
}

/* Which sample of how many is being made. */
struct shaking {
    uint64_t seed;
    size_t sample, samples;
};

/*
 * A Latin hypercube: each value goes through all of `samples` equal parts of
 * (0, 1) once, in an order of its own, at a random place in each. The order is
 * a Fisher-Yates shuffle drawn from the value's own stream.
 */
static double place_in_hypercube(void *context, const char *path)
{
    const struct shaking *shaking = context;
    struct fnl_stream stream;
    fnl_stream_open(&stream, fnl_stream_key(shaking->seed, UINT64_MAX),
                    fnl_key_part(fnl_key_text(path), shaking->samples), 1);
    size_t part = shaking->sample;
    for (size_t i = shaking->samples - 1; i > 0; i--) {
        const size_t j = fnl_stream_index(&stream, (uint32_t)i + 1);
        if (part == i)
            part = j;
        else if (part == j)
            part = i;
    }
    fnl_stream_open(&stream, fnl_stream_key(shaking->seed, UINT64_MAX),
                    fnl_key_part(fnl_key_text(path), shaking->sample), 2);
    return ((double)part + fnl_stream_uniform_open(&stream)) / (double)shaking->samples;
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

    struct shaking shaking = {seed, sample, samples};
    const struct fnl_bound_wishes wishes = {.shake = place_in_hypercube, .context = &shaking};
    struct fnl_mistakes mistakes = {0};
    const fnl_status status = bind_phases(made, &wishes, &mistakes, error);
    if (status != FNL_OK) {
        fnl_status_fail(status, error, "a sample of the uncertain inputs is not acceptable: %s",
                        mistakes.count > 0 ? mistakes.items[0].text : fnl_status_text(status));
        fnl_mistakes_fini(&mistakes);
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

const struct fnl_evidence *fnl_scenario_evidence(const fnl_scenario *scenario, size_t *count)
{
    return fnl_bound_evidence(scenario->bounds[0], count);
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

const char *fnl_scenario_digest(const fnl_scenario *scenario, char text[FNL_SCENARIO_DIGEST])
{
    memcpy(text, scenario->digest, FNL_SCENARIO_DIGEST);
    return text;
}

size_t fnl_scenario_guesses(const fnl_scenario *scenario)
{
    size_t count, guesses = 0;
    const struct fnl_evidence *evidence = fnl_scenario_evidence(scenario, &count);
    for (size_t i = 0; i < count; i++)
        guesses += evidence[i].basis == FNL_EVIDENCE_GUESS;
    return guesses;
}

size_t fnl_scenario_ranges(const fnl_scenario *scenario)
{
    size_t count, ranges = 0;
    const struct fnl_evidence *evidence = fnl_scenario_evidence(scenario, &count);
    for (size_t i = 0; i < count; i++)
        ranges += evidence[i].ranged;
    return ranges;
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
                               "%s looks %" PRId64 " months ahead and %s %" PRId64
                               ": give both the same with --months",
                               one->name, one->months, other->name, other->months);
    if (strcmp(one->currency, other->currency) != 0)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "%s counts in %s and %s in %s: only options "
                               "in one currency can be compared",
                               one->name, one->currency, other->name, other->currency);
    return FNL_OK;
}
