/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/timeline.h"

#include <math.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/memory.h"
#include "report/breakdown.h"
#include "report/measure.h"

static double in_major_units(double amount)
{
    return fnl_measure_exact(FNL_MEASURE_MONEY, amount);
}

static double day_of_month(const struct fnl_sketch *sketch, size_t month)
{
    return fnl_study_month(sketch->study, month);
}

/* Low, mean and high. */
static void put_band(const struct fnl_spread *spread, double *values)
{
    values[0] = in_major_units((double)spread->low);
    values[1] = in_major_units(spread->mean);
    values[2] = in_major_units((double)spread->high);
}

/* A row of $months: the day, and the numbers that `fill` puts behind it. */
typedef void (*month_row)(struct fnl_sketch *sketch, size_t option, size_t month, double *values);

static void set_months(struct fnl_sketch *sketch, size_t first, size_t columns, month_row fill)
{
    double values[8];
    fnl_figure_block(sketch->figure, "months");
    for (size_t option = first; option < sketch->shown; option++) {
        if (option > first)
            fnl_figure_gap(sketch->figure);
        for (size_t month = 0; month < sketch->study->months; month++) {
            values[0] = day_of_month(sketch, month);
            fill(sketch, option, month, values + 1);
            fnl_figure_row(sketch->figure, values, columns);
        }
    }
    fnl_figure_end(sketch->figure);
}

static struct fnl_spread series_of(struct fnl_sketch *sketch, size_t option, enum fnl_series series,
                                   size_t month)
{
    return fnl_sketch_spread(sketch, option,
                             (struct fnl_quantity){FNL_QUANTITY_SERIES, (size_t)series, month});
}

static void fill_revenue_cost(struct fnl_sketch *sketch, size_t option, size_t month,
                              double *values)
{
    const struct fnl_spread revenue = series_of(sketch, option, FNL_SERIES_REVENUE, month);
    const struct fnl_spread cost = series_of(sketch, option, FNL_SERIES_COST, month);
    put_band(&revenue, values);
    put_band(&cost, values + 3);
}

void fnl_timeline_revenue_cost(struct fnl_sketch *sketch)
{
    char revenue[FNL_NUMBER_TEXT], cost[FNL_NUMBER_TEXT];
    char first_revenue[FNL_NUMBER_TEXT], first_cost[FNL_NUMBER_TEXT];
    const size_t other = fnl_sketch_other(sketch);
    fnl_sketch_money(sketch, fnl_sketch_indicator(sketch, other, FNL_REVENUE).mean, revenue);
    fnl_sketch_money(sketch, fnl_sketch_indicator(sketch, other, FNL_COST).mean, cost);
    fnl_sketch_money(sketch, fnl_sketch_indicator(sketch, 0, FNL_REVENUE).mean, first_revenue);
    fnl_sketch_money(sketch, fnl_sketch_indicator(sketch, 0, FNL_COST).mean, first_cost);

    if (other == 0)
        fnl_sketch_title(sketch, fnl_memory_format("%s invoices %s and costs %s in %zu months",
                                                   fnl_sketch_name(sketch, 0), revenue, cost,
                                                   sketch->study->months));
    else
        fnl_sketch_title(sketch,
                         fnl_memory_format("%s invoices %s and costs %s, %s %s and %s",
                                           fnl_sketch_name(sketch, other), revenue, cost,
                                           fnl_sketch_name(sketch, 0), first_revenue, first_cost));
    fnl_sketch_options(sketch);
    set_months(sketch, 0, 7, fill_revenue_cost);
}

static struct fnl_quantity cumulative(size_t month)
{
    return (struct fnl_quantity){FNL_QUANTITY_CUMULATIVE, 0, month};
}

static void fill_contribution(struct fnl_sketch *sketch, size_t option, size_t month,
                              double *values)
{
    values[0] = in_major_units(fnl_sketch_spread(sketch, option, cumulative(month)).mean);
}

/* Day of the first of the month from which an option stays ahead; NaN for never. */
static double ahead_from(const struct fnl_sketch *sketch, const struct fnl_course *course)
{
    return course->ahead_from < sketch->study->months ? day_of_month(sketch, course->ahead_from)
                                                      : NAN;
}

static bool is_fading(const struct fnl_sketch *sketch, size_t option)
{
    return fnl_judgement_on(sketch->judged, option)->turn == FNL_TURN_FADING;
}

/* What is ahead is the sum since the start, not what a month brings. */
static char *contribution_title(struct fnl_sketch *sketch, size_t best)
{
    const struct fnl_study *study = sketch->study;
    const size_t from = sketch->judged->course.ahead_from;
    char text[FNL_NUMBER_TEXT], date[FNL_DATE_TEXT];
    const double sum = fnl_sketch_indicator(sketch, best, FNL_CONTRIBUTION).mean;
    if (study->count == 1 || (best > 0 && from == study->months))
        return fnl_memory_format("%s %s %s in %zu months", fnl_sketch_name(sketch, best),
                                 sum < 0 ? "loses" : "earns",
                                 fnl_sketch_money(sketch, fabs(sum), text), study->months);
    if (best == 0)
        return fnl_memory_format("No option is surely better than %s", fnl_sketch_name(sketch, 0));
    return fnl_memory_format("In total, %s has earned more than %s from %s%s%s",
                             fnl_sketch_name(sketch, best), fnl_sketch_name(sketch, 0),
                             from == 0 ? "the start" : fnl_study_month_text(study, from, date),
                             from == 0 ? "" : " on",
                             is_fading(sketch, best) ? ", but is losing it again" : "");
}

void fnl_timeline_contribution(struct fnl_sketch *sketch)
{
    const size_t best = fnl_sketch_subject(sketch);
    const bool pointed = best > 0 && best < sketch->shown;
    fnl_sketch_title(sketch, contribution_title(sketch, best));
    fnl_sketch_options(sketch);
    fnl_figure_number(sketch->figure, "best", pointed ? (double)(best + 1) : 0);
    fnl_figure_number(sketch->figure, "ahead",
                      pointed ? ahead_from(sketch, &sketch->judged->course) : NAN);
    set_months(sketch, 0, 2, fill_contribution);
}

static struct fnl_spread ahead_by(struct fnl_sketch *sketch, size_t option, size_t month)
{
    struct fnl_spread difference = {0};
    if (fnl_contrast_pair(sketch->study->results, option, 0, cumulative(month), 1, &difference) !=
        FNL_OK)
        sketch->exhausted = true;
    return difference;
}

static void fill_difference(struct fnl_sketch *sketch, size_t option, size_t month, double *values)
{
    const struct fnl_spread difference = ahead_by(sketch, option, month);
    put_band(&difference, values);
}

static void set_courses(struct fnl_sketch *sketch)
{
    double days[FNL_SKETCH_MOST] = {NAN};
    for (size_t i = 1; i < sketch->shown; i++) {
        struct fnl_course course = {.ahead_from = sketch->study->months};
        if (fnl_contrast_course(sketch->study->results, i, 0, &course) != FNL_OK)
            sketch->exhausted = true;
        days[i] = ahead_from(sketch, &course);
    }
    fnl_figure_numbers(sketch->figure, "ahead", days, sketch->shown);
}

void fnl_timeline_difference(struct fnl_sketch *sketch)
{
    char text[FNL_NUMBER_TEXT];
    const size_t other = fnl_sketch_other(sketch);
    if (other == 0) {
        fnl_sketch_title(sketch, fnl_memory_text("There is one option only"));
    } else {
        const struct fnl_spread end = ahead_by(sketch, other, sketch->study->months - 1);
        fnl_sketch_title(sketch,
                         fnl_memory_format("%s ends %s %s %s, and is ahead in %zu of %zu futures",
                                           fnl_sketch_name(sketch, other),
                                           fnl_sketch_money(sketch, fabs(end.mean), text),
                                           end.mean < 0 ? "behind" : "ahead of",
                                           fnl_sketch_name(sketch, 0), end.positive, end.count));
    }
    fnl_sketch_options(sketch);
    set_courses(sketch);
    set_months(sketch, 1, 4, fill_difference);
}

static void fill_cash(struct fnl_sketch *sketch, size_t option, size_t month, double *values)
{
    const struct fnl_spread cash = series_of(sketch, option, FNL_SERIES_CASH, month);
    put_band(&cash, values);
}

/* The options that break the credit line in most futures, as many as any other. */
struct breakers {
    size_t options[FNL_SKETCH_MOST], count;
    size_t times; /* futures in which each does */
};

static struct breakers find_breakers(struct fnl_sketch *sketch)
{
    struct breakers found = {.count = 0};
    for (size_t i = 0; i < sketch->shown; i++) {
        const size_t times = fnl_sketch_indicator(sketch, i, FNL_GOES_BROKE).positive;
        if (times > found.times)
            found = (struct breakers){.times = times};
        if (times > 0 && times == found.times)
            found.options[found.count++] = i;
    }
    return found;
}

/* Nobody is blamed alone for what happens to others as often. */
static char *breakers_title(const struct fnl_sketch *sketch, const struct breakers *found)
{
    const char *first = fnl_sketch_name(sketch, found->options[0]);
    const size_t futures = fnl_study_futures(sketch->study);
    if (found->count == 1)
        return fnl_memory_format("%s breaks the credit line in %zu of %zu futures", first,
                                 found->times, futures);
    if (found->count == sketch->shown)
        return fnl_memory_format("Every option breaks the credit line in %zu of %zu futures",
                                 found->times, futures);
    if (found->count == 2)
        return fnl_memory_format("%s and %s each break the credit line in %zu of %zu futures",
                                 first, fnl_sketch_name(sketch, found->options[1]), found->times,
                                 futures);
    return fnl_memory_format("%s and %zu others each break the credit line in %zu of %zu futures",
                             first, found->count - 1, found->times, futures);
}

/* Whether so many are all of several options. */
static bool are_all(const struct fnl_sketch *sketch, size_t alike)
{
    return alike > 1 && alike == sketch->study->count;
}

/* What differs by no more than this share is about the same to the eye. */
#define ALIKE 0.05

static size_t count_alike(const struct fnl_sketch *sketch, const double *lowest, size_t worst)
{
    size_t alike = 0;
    for (size_t i = 0; i < sketch->shown; i++)
        alike += lowest[i] - lowest[worst] <= ALIKE * fabs(lowest[worst]);
    return alike;
}

static char *cash_title(struct fnl_sketch *sketch, const double *lowest, const int64_t *when)
{
    const struct fnl_study *study = sketch->study;
    char text[FNL_NUMBER_TEXT], date[FNL_DATE_TEXT];
    size_t worst = 0;
    const struct breakers found = find_breakers(sketch);
    if (found.count > 0)
        return breakers_title(sketch, &found);
    for (size_t i = 1; i < sketch->shown; i++)
        if (lowest[i] < lowest[worst])
            worst = i;
    fnl_study_date_text(study, when[worst], date);
    fnl_sketch_money(sketch, lowest[worst] * 100, text);
    if (study->count == 1)
        return fnl_memory_format("Cash of %s is lowest in %s: %s", fnl_sketch_name(sketch, 0), date,
                                 text);
    if (are_all(sketch, count_alike(sketch, lowest, worst)))
        return fnl_memory_format("Cash goes about as low with all %zu options: %s in %s",
                                 sketch->shown, text, date);
    return fnl_memory_format("Cash goes lowest with %s: %s in %s", fnl_sketch_name(sketch, worst),
                             text, date);
}

void fnl_timeline_cash(struct fnl_sketch *sketch)
{
    double lowest[FNL_SKETCH_MOST] = {0}, bad[FNL_SKETCH_MOST] = {0}, days[FNL_SKETCH_MOST] = {0};
    int64_t when[FNL_SKETCH_MOST] = {0};
    for (size_t i = 0; i < sketch->shown; i++) {
        const struct fnl_spread cash = fnl_sketch_indicator(sketch, i, FNL_LOWEST_CASH);
        when[i] = fnl_sketch_indicator(sketch, i, FNL_LOWEST_CASH_DATE).median;
        lowest[i] = in_major_units((double)cash.median);
        bad[i] = in_major_units((double)cash.low);
        const int day = (int)(when[i] / FNL_DAY);
        days[i] = sketch->study->start + day;
    }
    fnl_sketch_title(sketch, cash_title(sketch, lowest, when));
    fnl_sketch_options(sketch);
    fnl_figure_numbers(sketch->figure, "lowest", lowest, sketch->shown);
    fnl_figure_numbers(sketch->figure, "lowest_day", days, sketch->shown);
    fnl_figure_numbers(sketch->figure, "lowest_bad", bad, sketch->shown);
    fnl_figure_number(sketch->figure, "credit", in_major_units((double)sketch->study->credit));
    set_months(sketch, 0, 4, fill_cash);
}

static double month_mean(const struct fnl_sketch *sketch, size_t option, enum fnl_series series,
                         size_t month)
{
    return fnl_breakdown_month(sketch->study, option, series, month);
}

/* Of the reps of a quarter, the share who left in it, as if it were a year. */
static double leaving_rate(const struct fnl_sketch *sketch, size_t option, size_t month)
{
    const size_t from = month / 3 * 3;
    double left = 0, reps = 0;
    for (size_t m = from; m < from + 3 && m < sketch->study->months; m++) {
        left += month_mean(sketch, option, FNL_SERIES_REPS_LEFT, m);
        reps += month_mean(sketch, option, FNL_SERIES_REPS, m);
    }
    return reps > 0 ? 12 * left / reps : 0;
}

static double share_of(const struct fnl_sketch *sketch, size_t option, enum fnl_series series,
                       size_t month)
{
    return fnl_measure_exact(FNL_MEASURE_SHARE, month_mean(sketch, option, series, month));
}

static void fill_morale(struct fnl_sketch *sketch, size_t option, size_t month, double *values)
{
    const double reps = month_mean(sketch, option, FNL_SERIES_REPS, month);
    const double talks = month_mean(sketch, option, FNL_SERIES_FIRST_TALKS, month) +
                         month_mean(sketch, option, FNL_SERIES_MEETINGS, month);
    values[0] = share_of(sketch, option, FNL_SERIES_ENERGY, month);
    values[1] = share_of(sketch, option, FNL_SERIES_MORALE, month);
    values[2] = reps > 0 ? talks / reps : 0;
    values[3] = leaving_rate(sketch, option, month);
}

static bool tires(const struct fnl_settings *settings)
{
    return settings->morale.present;
}

static char *morale_title(const struct fnl_sketch *sketch)
{
    const struct fnl_sketch_pair of = fnl_sketch_pair(sketch, tires);
    const size_t last = sketch->study->months - 1;
    char energy[FNL_NUMBER_TEXT], morale[FNL_NUMBER_TEXT];
    char other_energy[FNL_NUMBER_TEXT], other_morale[FNL_NUMBER_TEXT];
    fnl_number_share(share_of(sketch, of.one, FNL_SERIES_ENERGY, last), energy);
    fnl_number_share(share_of(sketch, of.one, FNL_SERIES_MORALE, last), morale);
    if (sketch->study->count == 1)
        return fnl_memory_format("Energy of the reps ends at %s, morale at %s", energy, morale);
    if (of.one == of.other)
        return fnl_memory_format("With %s energy of the reps ends at %s, morale at %s",
                                 fnl_sketch_name(sketch, of.one), energy, morale);
    fnl_number_share(share_of(sketch, of.other, FNL_SERIES_ENERGY, last), other_energy);
    fnl_number_share(share_of(sketch, of.other, FNL_SERIES_MORALE, last), other_morale);
    return fnl_memory_format("Energy ends at %s and morale at %s with %s, at %s and %s with %s",
                             energy, morale, fnl_sketch_name(sketch, of.one), other_energy,
                             other_morale, fnl_sketch_name(sketch, of.other));
}

void fnl_timeline_morale(struct fnl_sketch *sketch)
{
    fnl_sketch_title(sketch, morale_title(sketch));
    fnl_sketch_options(sketch);
    set_months(sketch, 0, 5, fill_morale);
}
