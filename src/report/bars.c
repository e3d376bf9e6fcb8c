/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/bars.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/breakdown.h"
#include "report/measure.h"

#define STEPS (FNL_STAGES + 2)

/* What is counted of each source, from top to bottom. */
struct steps {
    const char *names[STEPS];
    size_t columns[STEPS]; /* of a row's breakdown by source */
    size_t count;
};

static void add_step(struct steps *steps, const char *name, size_t column)
{
    steps->names[steps->count] = name;
    steps->columns[steps->count++] = column;
}

/* All who come are tried in the first stage: what tells is to whom we talked. */
static struct steps steps_of(const struct fnl_study_option *option)
{
    struct steps steps = {.count = 0};
    add_step(&steps, "Came", FNL_BY_SOURCE_PEOPLE);
    add_step(&steps, "Talked to", FNL_BY_SOURCE_TALKED);
    for (size_t i = 1; i < option->stage_count; i++)
        add_step(&steps, option->stages[i], FNL_BY_SOURCE_STAGES + i);
    add_step(&steps, "Signed", FNL_BY_SOURCE_WON);
    return steps;
}

/* A source, and the people on each of the steps. */
struct funnel {
    const char *name;
    double people[STEPS];
    double came, won;
};

static struct funnel funnel_of(const struct fnl_sketch *sketch, size_t option, size_t source,
                               const struct steps *steps)
{
    const struct fnl_study *study = sketch->study;
    struct funnel funnel = {.name = study->options[option].sources[source]};
    for (size_t i = 0; i < steps->count; i++)
        funnel.people[i] = fnl_breakdown_mean(
            study, option, fnl_breakdown_source_at(study, option, source, steps->columns[i]));
    funnel.came = funnel.people[0];
    funnel.won = funnel.people[steps->count - 1];
    return funnel;
}

/* Adds to the last column what has no room for one of its own. */
static void merge(struct funnel *into, const struct funnel *other)
{
    into->name = "Others";
    for (size_t i = 0; i < STEPS; i++)
        into->people[i] += other->people[i];
    into->came += other->came;
    into->won += other->won;
}

/* The columns: sources from which anybody came; an empty one where nobody did. */
static size_t list_funnels(const struct fnl_sketch *sketch, size_t option,
                           const struct steps *steps, struct funnel funnels[FNL_SKETCH_MOST])
{
    size_t count = 0;
    for (size_t i = 0; i < sketch->study->options[option].source_count; i++) {
        const struct funnel funnel = funnel_of(sketch, option, i, steps);
        if (funnel.came > 0 && count < FNL_SKETCH_MOST)
            funnels[count++] = funnel;
        else if (funnel.came > 0)
            merge(&funnels[count - 1], &funnel);
    }
    if (count == 0)
        funnels[count++] = (struct funnel){.name = "Nobody"};
    return count;
}

/* People that it takes for one who signs; infinite where nobody does. */
static double people_a_win(const struct funnel *funnel)
{
    return funnel->won > 0 ? fmax(1, funnel->came / funnel->won) : INFINITY;
}

static char *funnel_title(const char *option, const struct funnel *funnels, size_t count)
{
    char few[FNL_NUMBER_TEXT], many[FNL_NUMBER_TEXT];
    const struct funnel *best = funnels, *worst = funnels;
    for (size_t i = 1; i < count; i++) {
        if (people_a_win(&funnels[i]) < people_a_win(best))
            best = &funnels[i];
        if (people_a_win(&funnels[i]) > people_a_win(worst))
            worst = &funnels[i];
    }
    if (best->won <= 0)
        return fnl_memory_format("With %s nobody signs", option);
    fnl_number_count(round(people_a_win(best)), few);
    if (best == worst)
        return fnl_memory_format("With %s 1 in %s people from %s signs", option, few, best->name);
    if (worst->won <= 0)
        return fnl_memory_format("With %s 1 in %s people from %s signs, nobody from %s", option,
                                 few, best->name, worst->name);
    return fnl_memory_format("With %s 1 in %s people from %s signs, 1 in %s from %s", option, few,
                             best->name, fnl_number_count(round(people_a_win(worst)), many),
                             worst->name);
}

void fnl_bars_funnel(struct fnl_sketch *sketch)
{
    const size_t option = fnl_sketch_subject(sketch);
    const struct steps steps = steps_of(&sketch->study->options[option]);
    struct funnel funnels[FNL_SKETCH_MOST] = {{.name = NULL}};
    const char *sources[FNL_SKETCH_MOST];
    const size_t count = list_funnels(sketch, option, &steps, funnels);
    for (size_t i = 0; i < count; i++)
        sources[i] = funnels[i].name;
    fnl_sketch_title(sketch, funnel_title(fnl_sketch_name(sketch, option), funnels, count));
    if (sketch->study->count > 1)
        fnl_figure_text(sketch->figure, "only", fnl_sketch_name(sketch, option));
    fnl_figure_texts(sketch->figure, "stage", steps.names, steps.count);
    fnl_figure_texts(sketch->figure, "column", sources, count);
    fnl_figure_block(sketch->figure, "people");
    for (size_t i = 0; i < steps.count; i++) {
        double values[FNL_SKETCH_MOST];
        for (size_t j = 0; j < count; j++)
            values[j] = funnels[j].people[i];
        fnl_figure_row(sketch->figure, values, count);
    }
    fnl_figure_end(sketch->figure);
}

static double hours_on(const struct fnl_sketch *sketch, size_t option, enum fnl_spent_on use)
{
    return fnl_measure_exact(FNL_MEASURE_HOURS,
                             fnl_breakdown_mean(sketch->study, option,
                                                fnl_breakdown_use_at(sketch->study, option, use)));
}

static char *hours_title(struct fnl_sketch *sketch)
{
    char first[FNL_NUMBER_TEXT], second[FNL_NUMBER_TEXT];
    const size_t other = fnl_sketch_other(sketch);
    const struct fnl_spread a = fnl_sketch_indicator(sketch, 0, FNL_HOURS_NOWHERE);
    const struct fnl_spread b = fnl_sketch_indicator(sketch, other, FNL_HOURS_NOWHERE);
    if (a.count == 0 || b.count == 0)
        return fnl_memory_text("Where the hours went");
    fnl_measure_text(sketch->study, FNL_MEASURE_SHARE, a.mean, first);
    fnl_measure_text(sketch->study, FNL_MEASURE_SHARE, b.mean, second);
    if (other == 0)
        return fnl_memory_format("%s of the hours on leads led nowhere", first);
    if (strcmp(first, second) == 0)
        return fnl_memory_format("%s of the hours on leads led nowhere, with %s as with %s", first,
                                 fnl_sketch_name(sketch, other), fnl_sketch_name(sketch, 0));
    return fnl_memory_format("%s of the hours on leads led nowhere with %s, %s with %s", first,
                             fnl_sketch_name(sketch, 0), second, fnl_sketch_name(sketch, other));
}

/* Eight uses have a shade of their own: two more go with one of them; any other with none. */
static enum fnl_spent_on what_goes_with(enum fnl_spent_on use)
{
    return use == FNL_SPENT_ON_MEETINGS      ? FNL_SPENT_ON_ASKING
           : use == FNL_SPENT_ON_PROSPECTING ? FNL_SPENT_ON_NURTURE
           : use == FNL_SPENT_ON_REST        ? FNL_SPENT_ON_ADMIN
                                             : use;
}

static const char *name_of_use(const struct fnl_sketch *sketch, enum fnl_spent_on use,
                               char text[FNL_STUDY_TEXT])
{
    return use == FNL_SPENT_ON_MEETINGS      ? "Asking and meetings"
           : use == FNL_SPENT_ON_PROSPECTING ? "Prospecting, nurture"
           : use == FNL_SPENT_ON_REST        ? "Free, or admin"
                                             : fnl_breakdown_use_name(sketch->study, use, text);
}

static double hours_with(const struct fnl_sketch *sketch, size_t option, enum fnl_spent_on use)
{
    const enum fnl_spent_on also = what_goes_with(use);
    return hours_on(sketch, option, use) + (also == use ? 0 : hours_on(sketch, option, also));
}

void fnl_bars_hours(struct fnl_sketch *sketch)
{
    static const enum fnl_spent_on uses[] = {
        FNL_SPENT_ON_WON,  FNL_SPENT_ON_UNWON,    FNL_SPENT_ON_OPEN,        FNL_SPENT_ON_SERVICE,
        FNL_SPENT_ON_PITA, FNL_SPENT_ON_MEETINGS, FNL_SPENT_ON_PROSPECTING, FNL_SPENT_ON_REST};
    enum { USES = sizeof uses / sizeof *uses };
    char texts[USES][FNL_STUDY_TEXT];
    const char *names[USES];
    for (size_t i = 0; i < USES; i++)
        names[i] = name_of_use(sketch, uses[i], texts[i]);
    fnl_sketch_title(sketch, hours_title(sketch));
    fnl_figure_texts(sketch->figure, "use", names, USES);
    fnl_sketch_options(sketch);
    fnl_figure_block(sketch->figure, "hours");
    for (size_t i = 0; i < sketch->shown; i++) {
        double values[USES];
        for (size_t j = 0; j < USES; j++)
            values[j] = hours_with(sketch, i, uses[j]);
        fnl_figure_row(sketch->figure, values, USES);
    }
    fnl_figure_end(sketch->figure);
}

static double lost_to(const struct fnl_sketch *sketch, size_t option, enum fnl_cause cause)
{
    return fnl_breakdown_mean(sketch->study, option,
                              fnl_breakdown_cause_at(sketch->study, option, cause));
}

static bool anybody_lost_to(const struct fnl_sketch *sketch, enum fnl_cause cause)
{
    for (size_t i = 0; i < sketch->shown; i++)
        if (lost_to(sketch, i, cause) > 0)
            return true;
    return false;
}

/* The causes that took anybody, or the first if none did. */
static size_t choose_causes(const struct fnl_sketch *sketch, enum fnl_cause causes[FNL_CAUSES])
{
    size_t count = 0;
    for (int i = FNL_CAUSE_WON + 1; i < FNL_CAUSES; i++)
        if (anybody_lost_to(sketch, (enum fnl_cause)i))
            causes[count++] = (enum fnl_cause)i;
    if (count == 0)
        causes[count++] = FNL_CAUSE_RULED_OUT;
    return count;
}

static char *losses_title(const struct fnl_sketch *sketch, const enum fnl_cause *causes,
                          size_t count)
{
    double sum = 0, most = 0;
    enum fnl_cause worst = causes[0];
    char part[FNL_NUMBER_TEXT], whole[FNL_NUMBER_TEXT];
    for (size_t i = 0; i < count; i++) {
        const double lost = lost_to(sketch, 0, causes[i]);
        sum += lost;
        if (lost > most) {
            most = lost;
            worst = causes[i];
        }
    }
    return fnl_memory_format(
        "With %s the commonest end is \xe2\x80\x9c%s\xe2\x80\x9d: %s of %s losses",
        fnl_sketch_name(sketch, 0), fnl_lead_cause_name(worst), fnl_number_count(most, part),
        fnl_number_count(sum, whole));
}

void fnl_bars_losses(struct fnl_sketch *sketch)
{
    enum fnl_cause causes[FNL_CAUSES];
    const char *names[FNL_CAUSES];
    const size_t count = choose_causes(sketch, causes);
    for (size_t i = 0; i < count; i++)
        names[i] = fnl_lead_cause_name(causes[i]);
    fnl_sketch_title(sketch, losses_title(sketch, causes, count));
    fnl_figure_texts(sketch->figure, "cause", names, count);
    fnl_sketch_options(sketch);
    fnl_figure_block(sketch->figure, "losses");
    for (size_t i = 0; i < count; i++) {
        double values[FNL_SKETCH_MOST];
        for (size_t j = 0; j < sketch->shown; j++)
            values[j] = lost_to(sketch, j, causes[i]);
        fnl_figure_row(sketch->figure, values, sketch->shown);
    }
    fnl_figure_end(sketch->figure);
}
