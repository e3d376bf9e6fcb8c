/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/fairness.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "base/date.h"
#include "report/breakdown.h"
#include "report/number.h"
#include "report/paragraph.h"

/* What differs by no more than this share of the larger is the same. */
#define NEAR 0.01

static bool is_near(double a, double b)
{
    return fabs(a - b) <= NEAR * fmax(fabs(a), fabs(b));
}

/* What an option has, by some account. */
typedef double (*account)(const struct fnl_study *study, size_t option);

static double allowed_to(const struct fnl_study *study, size_t option)
{
    return fnl_breakdown_mean(study, option, FNL_EXTRA_ALLOWED);
}

static double spent_by(const struct fnl_study *study, size_t option)
{
    return fnl_breakdown_mean(study, option, FNL_EXTRA_SPENT);
}

static double hours_of(const struct fnl_study *study, size_t option)
{
    return fnl_breakdown_series(study, option, FNL_SERIES_HOURS_AVAILABLE);
}

/* Whether all options from `first` on have the same. */
static bool same_from(const struct fnl_study *study, size_t first, account amount)
{
    for (size_t i = first + 1; i < study->count; i++)
        if (!is_near(amount(study, i), amount(study, first)))
            return false;
    return true;
}

bool fnl_fairness_holds(const struct fnl_study *study)
{
    return same_from(study, 0, allowed_to) && same_from(study, 0, hours_of);
}

/* Whether two options or more compete with the same, and the first, with nothing more, does not. */
static bool holds_among_others(const struct fnl_study *study)
{
    return study->count > 2 && allowed_to(study, 0) == 0 && same_from(study, 1, allowed_to) &&
           same_from(study, 0, hours_of);
}

/* "$6,000 a month more", "$6,000 a month more (from Apr 2026)", or the sum where it varies. */
static void write_allowance(const struct fnl_study *study, size_t option, FILE *stream)
{
    const struct fnl_study_allowance *allowance = &study->options[option].allowance;
    char text[FNL_NUMBER_TEXT], date[FNL_DATE_TEXT];
    if (allowance->a_month == 0) {
        fputs("nothing more", stream);
        return;
    }
    if (allowance->a_month < 0) {
        const fnl_money sum = fnl_units_integer(allowed_to(study, option));
        fprintf(stream, "%s more", fnl_number_money(sum, study->currency, text));
        return;
    }
    fprintf(stream, "%s a month more",
            fnl_number_money_whole(allowance->a_month, study->currency, text));
    if (allowance->from > study->start)
        fprintf(stream, " (from %s)", fnl_date_month_text(allowance->from, date));
}

static void write_money(const struct fnl_study *study, FILE *stream)
{
    const size_t first = holds_among_others(study) ? 1 : 0;
    if (same_from(study, first, allowed_to)) {
        fputs("each may spend ", stream);
        write_allowance(study, first, stream);
        fputs(" on finding business; ", stream);
        return;
    }
    fputs("on finding business ", stream);
    for (size_t i = 0; i < study->count; i++) {
        fprintf(stream, "%s%s %s", i ? ", " : "", study->options[i].name, i ? "" : "may spend ");
        write_allowance(study, i, stream);
    }
    fputs("; ", stream);
}

static int64_t common_reps(const struct fnl_study *study)
{
    for (size_t i = 1; i < study->count; i++)
        if (study->options[i].reps != study->options[0].reps)
            return 0;
    return study->options[0].reps;
}

static void write_hours(const struct fnl_study *study, FILE *stream)
{
    char text[FNL_NUMBER_TEXT];
    const char *rep = study->words.rep;
    const int64_t reps = common_reps(study);
    if (!same_from(study, 0, hours_of)) {
        fprintf(stream, "%s hours ", rep);
        for (size_t i = 0; i < study->count; i++)
            fprintf(stream, "%s%s with %s", i ? ", " : "",
                    fnl_number_hours(fnl_units_integer(hours_of(study, i)), text),
                    study->options[i].name);
    } else if (reps == 1) {
        fprintf(stream, "the same %s's hours", rep);
    } else if (reps > 1) {
        fprintf(stream, "the same %" PRId64 " %ss' hours", reps, rep);
    } else {
        fprintf(stream, "the same hours of %ss", rep);
    }
}

static void write_unspent(const struct fnl_study *study, FILE *stream)
{
    size_t listed = 0;
    for (size_t i = 0; i < study->count; i++) {
        char spent[FNL_NUMBER_TEXT], allowed[FNL_NUMBER_TEXT];
        const double sum = allowed_to(study, i), part = spent_by(study, i);
        if (is_near(sum, part))
            continue;
        fprintf(stream, "%s%s %s of %s",
                listed++ ? ", " : "  Not all of it was spent: ", study->options[i].name,
                fnl_number_money(fnl_units_integer(part), study->currency, spent),
                fnl_number_money(fnl_units_integer(sum), study->currency, allowed));
    }
    if (listed > 0)
        fputs(".\n", stream);
}

static void write_lines(const void *self, FILE *stream)
{
    const struct fnl_study *study = self;
    const bool others = holds_among_others(study), fair = others || fnl_fairness_holds(study);
    if (others)
        fprintf(stream, "Fair fight among the other %zu: ", study->count - 1);
    else
        fprintf(stream, "Fair fight: %s", fair ? "" : "not quite: ");
    write_money(study, stream);
    write_hours(study, stream);
    fprintf(stream, ".%s\n", fair ? "     yes" : "");
    if (others)
        fprintf(stream,
                "  %s may spend nothing more; what the others spend is among their costs.\n",
                study->options[0].name);
    write_unspent(study, stream);
}

char *fnl_fairness_text(const struct fnl_study *study)
{
    return fnl_paragraph_written(write_lines, study);
}
