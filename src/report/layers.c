/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/layers.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "report/breakdown.h"
#include "report/measure.h"

#define YEAR ((size_t)12)

/* A figure of layers: what they are called, and how high each is in a month. */
struct pile {
    const char *names[FNL_LAYERS_MOST];
    size_t count;
    void (*fill)(const struct pile *pile, const struct fnl_sketch *sketch, size_t option,
                 size_t month, double heights[FNL_LAYERS_MOST]);
    const enum fnl_cause *causes; /* of losses, from the bottom */
    size_t cause_count;           /* of them; the last layer holds all beyond it */
};

static void set_pile(struct fnl_sketch *sketch, const struct pile *pile)
{
    double values[1 + FNL_LAYERS_MOST];
    fnl_sketch_options(sketch);
    fnl_figure_texts(sketch->figure, "layer", pile->names, pile->count);
    fnl_figure_block(sketch->figure, "months");
    for (size_t option = 0; option < sketch->shown; option++) {
        if (option > 0)
            fnl_figure_gap(sketch->figure);
        for (size_t month = 0; month < sketch->study->months; month++) {
            values[0] = fnl_study_month(sketch->study, month);
            pile->fill(pile, sketch, option, month, values + 1);
            fnl_figure_row(sketch->figure, values, 1 + pile->count);
        }
    }
    fnl_figure_end(sketch->figure);
}

/* --- hours */

/* Mean hours of a series in a month. */
static double hours_of(const struct fnl_sketch *sketch, size_t option, enum fnl_series series,
                       size_t month)
{
    return fnl_measure_exact(FNL_MEASURE_HOURS,
                             fnl_breakdown_month(sketch->study, option, series, month));
}

/* The layers of hours, from the bottom. */
enum { PITA, SERVICE, LEADS, MEETINGS, PROSPECTING, FREE, USES };

/* A task counts where it ended and the hours where they were: for a month they may not fit. */
static void fill_hours(const struct pile *pile, const struct fnl_sketch *sketch, size_t option,
                       size_t month, double heights[FNL_LAYERS_MOST])
{
    double worked = 0;
    (void)pile;
    heights[PITA] = hours_of(sketch, option, FNL_SERIES_HOURS_PITA, month);
    heights[SERVICE] = hours_of(sketch, option, FNL_SERIES_HOURS_SERVICE, month);
    heights[LEADS] = hours_of(sketch, option, FNL_SERIES_HOURS_SELLING, month);
    heights[MEETINGS] = hours_of(sketch, option, FNL_SERIES_HOURS_ASKING, month) +
                        hours_of(sketch, option, FNL_SERIES_HOURS_MEETINGS, month);
    heights[PROSPECTING] = hours_of(sketch, option, FNL_SERIES_HOURS_PROSPECTING, month);
    for (size_t i = 0; i < FREE; i++)
        worked += heights[i];
    heights[FREE] = fmax(0, hours_of(sketch, option, FNL_SERIES_HOURS_AVAILABLE, month) - worked);
}

/* What part of the hours worked in some months, up to `end`, clients who are a pain took. */
static double pita_share(const struct fnl_sketch *sketch, const struct pile *pile, size_t option,
                         size_t from, size_t end)
{
    double heights[FNL_LAYERS_MOST], pita = 0, worked = 0;
    for (size_t month = from; month < end; month++) {
        fill_hours(pile, sketch, option, month, heights);
        pita += heights[PITA];
        for (size_t i = 0; i < FREE; i++)
            worked += heights[i];
    }
    return worked > 0 ? pita / worked : 0;
}

static const char *share_text(const struct fnl_sketch *sketch, double share,
                              char text[FNL_NUMBER_TEXT])
{
    return fnl_measure_text(sketch->study, FNL_MEASURE_SHARE, share * (double)FNL_MILLION, text);
}

static char *hours_title(const struct fnl_sketch *sketch, const struct pile *pile)
{
    const size_t months = sketch->study->months, other = fnl_sketch_other(sketch);
    const size_t last = months > YEAR ? months - YEAR : 0;
    const char *when = months > YEAR ? " in the last year" : "";
    char first[FNL_NUMBER_TEXT], second[FNL_NUMBER_TEXT];
    share_text(sketch, pita_share(sketch, pile, 0, last, months), second);
    if (other > 0) {
        share_text(sketch, pita_share(sketch, pile, other, last, months), first);
        return fnl_memory_format("%s take %s of the hours worked%s with %s, %s with %s",
                                 pile->names[PITA], second, when, fnl_sketch_name(sketch, 0), first,
                                 fnl_sketch_name(sketch, other));
    }
    if (months < 2 * YEAR)
        return fnl_memory_format("%s take %s of the hours worked", pile->names[PITA],
                                 share_text(sketch, pita_share(sketch, pile, 0, 0, months), first));
    share_text(sketch, pita_share(sketch, pile, 0, 0, YEAR), first);
    return fnl_memory_format("%s take %s of the hours worked in the first year, %s in the last",
                             pile->names[PITA], first, second);
}

void fnl_layers_hours(struct fnl_sketch *sketch)
{
    char text[FNL_STUDY_TEXT], service[FNL_STUDY_TEXT], prospecting[FNL_STUDY_TEXT],
        free_hours[FNL_STUDY_TEXT];
    const struct pile pile = {
        .names = {[PITA] = fnl_breakdown_use_name(sketch->study, FNL_SPENT_ON_PITA, text),
                  [SERVICE] = fnl_breakdown_use_name(sketch->study, FNL_SPENT_ON_SERVICE, service),
                  [LEADS] = "Leads",
                  [MEETINGS] = "Asking and meetings",
                  [PROSPECTING] =
                      fnl_breakdown_use_name(sketch->study, FNL_SPENT_ON_PROSPECTING, prospecting),
                  [FREE] = fnl_breakdown_use_name(sketch->study, FNL_SPENT_ON_REST, free_hours)},
        .count = USES,
        .fill = fill_hours,
    };
    fnl_sketch_title(sketch, hours_title(sketch, &pile));
    set_pile(sketch, &pile);
}

/* --- losses */

static double lost_to(const struct fnl_sketch *sketch, size_t option, enum fnl_cause cause)
{
    return fnl_breakdown_mean(sketch->study, option,
                              fnl_breakdown_cause_at(sketch->study, option, cause));
}

static double lost_in(const struct fnl_sketch *sketch, size_t option, enum fnl_cause cause,
                      size_t month)
{
    return fnl_breakdown_mean(sketch->study, option,
                              fnl_breakdown_cause_in(sketch->study, option, cause, month));
}

static double lost_to_of_all(const struct fnl_sketch *sketch, enum fnl_cause cause)
{
    double sum = 0;
    for (size_t i = 0; i < sketch->shown; i++)
        sum += lost_to(sketch, i, cause);
    return sum;
}

/* The causes that took anybody, the commonest first; the first of all where none did. */
static size_t rank_causes(const struct fnl_sketch *sketch, enum fnl_cause causes[FNL_CAUSES])
{
    double sums[FNL_CAUSES] = {0};
    size_t count = 0;
    for (int cause = FNL_CAUSE_WON + 1; cause < FNL_CAUSES; cause++) {
        const double sum = lost_to_of_all(sketch, (enum fnl_cause)cause);
        size_t place = count;
        if (!(sum > 0))
            continue;
        for (; place > 0 && sums[place - 1] < sum; place--) {
            sums[place] = sums[place - 1];
            causes[place] = causes[place - 1];
        }
        sums[place] = sum;
        causes[place] = (enum fnl_cause)cause;
        count++;
    }
    if (count == 0)
        causes[count++] = FNL_CAUSE_RULED_OUT;
    return count;
}

static void fill_losses(const struct pile *pile, const struct fnl_sketch *sketch, size_t option,
                        size_t month, double heights[FNL_LAYERS_MOST])
{
    memset(heights, 0, pile->count * sizeof *heights);
    for (size_t i = 0; i < pile->cause_count; i++)
        heights[i < pile->count ? i : pile->count - 1] +=
            lost_in(sketch, option, pile->causes[i], month);
}

/* The part of a layer in all losses of twelve months of the first option. */
static double loss_share(const struct fnl_sketch *sketch, const struct pile *pile, size_t layer,
                         size_t from)
{
    double heights[FNL_LAYERS_MOST], part = 0, sum = 0;
    for (size_t month = from; month < from + YEAR; month++) {
        fill_losses(pile, sketch, 0, month, heights);
        part += heights[layer];
        for (size_t i = 0; i < pile->count; i++)
            sum += heights[i];
    }
    return sum > 0 ? part / sum : 0;
}

/* What has changed most from the first year to the last. */
static char *changed_title(const struct fnl_sketch *sketch, const struct pile *pile)
{
    char first[FNL_NUMBER_TEXT], last[FNL_NUMBER_TEXT];
    size_t most = 0;
    double before = 0, after = 0;
    for (size_t i = 0; i < pile->count; i++) {
        const double then = loss_share(sketch, pile, i, 0);
        const double now = loss_share(sketch, pile, i, sketch->study->months - YEAR);
        if (i == 0 || fabs(now - then) > fabs(after - before)) {
            most = i;
            before = then;
            after = now;
        }
    }
    return fnl_memory_format("\xe2\x80\x9c%s\xe2\x80\x9d goes from %s of the losses of the first "
                             "year to %s of the last with %s",
                             pile->names[most], share_text(sketch, before, first),
                             share_text(sketch, after, last), fnl_sketch_name(sketch, 0));
}

static char *losses_title(const struct fnl_sketch *sketch, const struct pile *pile)
{
    if (sketch->study->months >= 2 * YEAR)
        return changed_title(sketch, pile);
    return fnl_memory_format("The commonest end of all is \xe2\x80\x9c%s\xe2\x80\x9d",
                             pile->names[0]);
}

void fnl_layers_losses(struct fnl_sketch *sketch)
{
    enum fnl_cause causes[FNL_CAUSES];
    struct pile pile = {.fill = fill_losses, .causes = causes};
    pile.cause_count = rank_causes(sketch, causes);
    pile.count = pile.cause_count < FNL_LAYERS_MOST ? pile.cause_count : FNL_LAYERS_MOST;
    for (size_t i = 0; i < pile.count; i++)
        pile.names[i] = fnl_lead_cause_name(causes[i]);
    if (pile.cause_count > pile.count)
        pile.names[pile.count - 1] = "other causes";
    fnl_sketch_title(sketch, losses_title(sketch, &pile));
    set_pile(sketch, &pile);
}
