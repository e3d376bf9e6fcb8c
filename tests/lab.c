/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/memory.h"
#include "engine/calendar.h"
#include "lab.h"
#include "model/state.h"
#include "observe/auditor.h"
#include "observe/recorder.h"
#include "scenario/bound.h"
#include "scenario/changecheck.h"
#include "scenario/crosscheck.h"
#include "scenario/overlay.h"
#include "scenario/reader.h"
#include "scenario/schema.h"
#include "scenario/shorthand.h"
#include "scenario/workdays.h"

/* What a lab must free. */
struct lab_inside {
    struct fnl_tree *trees; /* by phase: what each says */
    fnl_bound **bounds;
    struct fnl_phase *phases;
    fnl_calendar *calendar;
    size_t count;
    struct fnl_recorder recorder;
};

static bool read_into(struct fnl_tree *tree, const char *text, struct fnl_mistakes *mistakes)
{
    struct fnl_error error = {0};
    const fnl_status status = fnl_reader_text(text, "lab", mistakes, tree, &error);
    assert_true(status == FNL_OK || status == FNL_ERR_SCENARIO);
    if (status == FNL_OK)
        assert_true(fnl_shorthand_expand(tree, tree->root, mistakes));
    return status == FNL_OK;
}

static bool lay_over(struct fnl_tree *tree, const char *text, struct fnl_mistakes *mistakes)
{
    struct fnl_tree overlay = {0};
    struct fnl_error error = {0};
    bool right = read_into(&overlay, text, mistakes);
    if (right)
        right = fnl_overlay_merge(&fnl_schema_root, tree, tree->root, overlay.root, mistakes,
                                  &error) == FNL_OK;
    fnl_tree_fini(&overlay);
    return right;
}

/* The settings of one phase: the scenario with the first `count` changes laid over it. */
static const struct fnl_settings *bind_phase(struct lab_inside *inside, const char *text,
                                             const struct lab_change *changes, size_t count,
                                             struct fnl_mistakes *mistakes)
{
    struct fnl_tree *tree = &inside->trees[count];
    struct fnl_error error = {0};
    bool right = read_into(tree, text, mistakes);
    for (size_t i = 0; right && i < count; i++)
        right = lay_over(tree, changes[i].text, mistakes);
    if (!right || fnl_bound_new(&fnl_schema_root, tree->root, NULL, mistakes,
                                &inside->bounds[count], &error) != FNL_OK)
        return NULL;
    const struct fnl_settings *settings = fnl_bound_settings(inside->bounds[count]);
    fnl_crosscheck_settings(tree->root, settings, NULL, mistakes);
    return settings;
}

static struct lab_inside *new_inside(size_t phases)
{
    struct lab_inside *inside = calloc(1, sizeof *inside);
    assert_non_null(inside);
    inside->trees = calloc(phases, sizeof *inside->trees);
    inside->bounds = calloc(phases, sizeof *inside->bounds);
    inside->phases = calloc(phases, sizeof *inside->phases);
    assert_true(inside->trees && inside->bounds && inside->phases);
    inside->count = phases;
    return inside;
}

static void free_inside(struct lab_inside *inside)
{
    for (size_t i = 0; i < inside->count; i++) {
        fnl_bound_free(inside->bounds[i]);
        fnl_tree_fini(&inside->trees[i]);
    }
    free(inside->trees);
    free(inside->bounds);
    free(inside->phases);
    fnl_calendar_free(inside->calendar);
    fnl_recorder_fini(&inside->recorder);
    free(inside);
}

/* Fills the phases; false when something is wrong. */
static bool make_phases(struct lab_inside *inside, const char *text,
                        const struct lab_change *changes, struct fnl_mistakes *mistakes)
{
    for (size_t i = 0; i < inside->count; i++) {
        const struct fnl_settings *settings = bind_phase(inside, text, changes, i, mistakes);
        if (!settings)
            return false;
        inside->phases[i].settings = settings;
        inside->phases[i].say = "";
        if (i == 0)
            continue;
        const struct fnl_settings *before = inside->phases[i - 1].settings;
        struct fnl_tree change = {0};
        if (read_into(&change, changes[i - 1].text, mistakes))
            fnl_changecheck_settings(change.root, before, settings, NULL, mistakes);
        fnl_tree_fini(&change);
        inside->phases[i].from = changes[i - 1].day * FNL_DAY;
        inside->phases[i].say = "a change";
        inside->phases[i].new_reps = (int)(settings->reps.count - before->reps.count);
    }
    return !fnl_mistakes_any(mistakes);
}

char *lab_mistakes(const char *text, const struct lab_change *changes, size_t count)
{
    char *told = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&told, &length);
    assert_non_null(stream);
    struct fnl_mistakes mistakes = {0};
    struct lab_inside *inside = new_inside(count + 1);
    make_phases(inside, text, changes, &mistakes);
    fnl_mistakes_print(&mistakes, stream);
    fclose(stream);
    fnl_mistakes_fini(&mistakes);
    free_inside(inside);
    return told;
}

static fnl_calendar *calendar_of(const struct fnl_settings *settings, int days)
{
    uint8_t workdays;
    assert_true(fnl_workdays_read(settings->calendar.workdays, &workdays));
    fnl_calendar *calendar = fnl_calendar_new(&(struct fnl_calendar_rules){
        .first_day = settings->start,
        .days = days,
        .workdays = workdays,
        .opens = fnl_units_hours(settings->calendar.opens),
        .day_length = fnl_units_hours(settings->calendar.hours_per_day),
        .holidays = settings->calendar.holidays.days,
        .holiday_count = settings->calendar.holidays.count,
    });
    assert_non_null(calendar);
    return calendar;
}

/* A firm that lives through the phases from `first` on. */
static struct lab *open_from(const char *text, const struct lab_change *changes, size_t count,
                             size_t first)
{
    struct fnl_mistakes mistakes = {0};
    struct lab_inside *inside = new_inside(count + 1);
    if (!make_phases(inside, text, changes, &mistakes)) {
        fnl_mistakes_print(&mistakes, stderr);
        fail_msg("the scenario is not acceptable:\n%s", text);
    }
    struct lab *lab = calloc(1, sizeof *lab);
    assert_non_null(lab);
    lab->inside = inside;
    lab->seed = LAB_SEED;
    lab->settings = inside->phases[first].settings;
    const int days = fnl_date_month_start(lab->settings->start, (int)lab->settings->months) -
                     lab->settings->start;
    inside->calendar = calendar_of(lab->settings, days);
    lab->plan = (struct fnl_plan){.calendar = inside->calendar,
                                  .end = days * FNL_DAY,
                                  .months = (int)lab->settings->months,
                                  .past = inside->phases[0].settings,
                                  .phases = inside->phases + first,
                                  .count = inside->count - first};
    lab->company = fnl_company_new(&lab->plan);
    lab->layout = fnl_indicator_layout((size_t)lab->plan.months, lab->settings->sources.count);
    lab->row = calloc(lab->layout.width, sizeof *lab->row);
    assert_true(lab->company && lab->row);
    return lab;
}

struct lab *lab_open_changed(const char *text, const struct lab_change *changes, size_t count)
{
    return open_from(text, changes, count, 0);
}

struct lab *lab_open_overlaid(const char *text, const struct lab_change *changes, size_t count)
{
    return open_from(text, changes, count, count);
}

struct lab *lab_open(const char *format, ...)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    assert_non_null(stream);
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stream, format, arguments);
    va_end(arguments);
    fclose(stream);
    struct lab *lab = lab_open_changed(text, NULL, 0);
    free(text);
    return lab;
}

void lab_close(struct lab *lab)
{
    if (!lab)
        return;
    fnl_company_free(lab->company);
    free_inside(lab->inside);
    free(lab->row);
    free(lab);
}

/* They are gone when a test asks the company for something by itself. */
static void forget_listeners(struct fnl_company *company)
{
    company->listener_count = 0;
    company->wanted = 0;
}

void lab_run(struct lab *lab, uint64_t replication, const struct fnl_listener *listener)
{
    struct fnl_auditor auditor;
    struct fnl_error error = {0};
    struct fnl_listener listeners[3] = {
        fnl_recorder_begin(&lab->inside->recorder, &lab->plan, lab->row),
        fnl_auditor_begin(&auditor)};
    if (listener)
        listeners[2] = *listener;
    assert_int_equal(fnl_company_run(lab->company, lab->seed, replication, listeners,
                                     listener ? 3 : 2, &lab->accounts),
                     FNL_OK);
    forget_listeners(lab->company);
    assert_int_equal(fnl_recorder_finish(&lab->inside->recorder, &lab->accounts), FNL_OK);
    if (fnl_auditor_check(&auditor, &lab->accounts, &error) != FNL_OK)
        fail_msg("replication %llu: %s", (unsigned long long)replication, error.text);
}

struct fnl_company *lab_afresh(struct lab *lab)
{
    lab_run(lab, 0, NULL);
    fnl_mechanism_forget(lab->company);
    fnl_mechanism_phase_begins(lab->company);
    return lab->company;
}

int64_t lab_value(const struct lab *lab, enum fnl_indicator indicator)
{
    return lab->row[indicator];
}

int64_t lab_month(const struct lab *lab, enum fnl_series series, size_t month)
{
    assert_true(month < lab->layout.months);
    return lab->row[fnl_indicator_series_at(&lab->layout, series, month)];
}

int64_t lab_cause(const struct lab *lab, enum fnl_cause cause)
{
    return lab->row[lab->layout.causes + (size_t)cause];
}

int64_t lab_spent(const struct lab *lab, enum fnl_spent_on on)
{
    return lab->row[lab->layout.spent_on + (size_t)on];
}

int64_t lab_money(const struct lab *lab, enum fnl_category category)
{
    return lab->row[lab->layout.categories + (size_t)category];
}

int64_t lab_source(const struct lab *lab, size_t source, enum fnl_by_source column)
{
    return lab->row[fnl_indicator_source_at(&lab->layout, source, (size_t)column)];
}

static void keep(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    (void)levels;
    struct lab_tape *tape = self;
    void *facts = tape->facts;
    assert_true(fnl_memory_grow(&facts, tape->count, &tape->capacity, sizeof *tape->facts));
    tape->facts = facts;
    tape->facts[tape->count++] = *fact;
}

struct fnl_listener lab_tape_listener(struct lab_tape *tape, fnl_fact_set wants)
{
    tape->count = 0;
    return (struct fnl_listener){.self = tape, .wants = wants, .hear = keep};
}

size_t lab_tape_count(const struct lab_tape *tape, enum fnl_fact_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < tape->count; i++)
        count += tape->facts[i].kind == kind;
    return count;
}

const struct fnl_fact *lab_tape_fact(const struct lab_tape *tape, enum fnl_fact_kind kind, size_t n)
{
    for (size_t i = 0; i < tape->count; i++)
        if (tape->facts[i].kind == kind && n-- == 0)
            return &tape->facts[i];
    fail_msg("there are too few facts of kind %d", (int)kind);
    return NULL;
}

/* Whether the deal of a signature began as new business with a client. */
static bool was_with_client(const struct lab_tape *tape, size_t signature)
{
    for (size_t i = 0; i < signature; i++)
        if (tape->facts[i].kind == FNL_FACT_ARRIVED &&
            tape->facts[i].key == tape->facts[signature].key)
            return tape->facts[i].client != FNL_NOBODY;
    return false;
}

const struct fnl_fact *lab_tape_won_back(const struct lab_tape *tape, size_t *next)
{
    while (*next < tape->count) {
        const size_t i = (*next)++;
        const struct fnl_fact *fact = &tape->facts[i];
        if (fact->kind == FNL_FACT_SIGNED && fact->detail == 0 && was_with_client(tape, i))
            return fact;
    }
    return NULL;
}

void lab_tape_fini(struct lab_tape *tape)
{
    free(tape->facts);
    *tape = (struct lab_tape){0};
}

void lab_record(struct lab *lab, struct lab_tape *tape)
{
    const struct fnl_listener listener = lab_tape_listener(tape, FNL_FACT_ALL);
    lab_run(lab, 0, &listener);
}
