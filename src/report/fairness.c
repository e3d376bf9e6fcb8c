/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/fairness.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "base/date.h"
#include "report/breakdown.h"
#include "report/number.h"
#include "report/paragraph.h"
#include "report/words.h"

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

/* Telling who has what: those who have the same in one breath, and all that are left as others. */
struct telling {
    const struct fnl_study *study;
    account amount;
    FILE *stream;
    size_t told; /* options that have been named */
};

/* The first of the options that have as much as this one. */
static size_t leader_of(const struct telling *telling, size_t option)
{
    size_t leader = 0;
    while (
        !is_near(telling->amount(telling->study, leader), telling->amount(telling->study, option)))
        leader++;
    return leader;
}

static size_t count_members(const struct telling *telling, size_t leader)
{
    size_t members = 0;
    for (size_t i = leader; i < telling->study->count; i++)
        members += leader_of(telling, i) == leader;
    return members;
}

/* "More leads, Hire two and Referrals", "the others" */
static void tell_names(struct telling *telling, size_t leader)
{
    const size_t members = count_members(telling, leader), before = telling->told;
    telling->told += members;
    if (before > 0 && members > 1 && telling->told == telling->study->count) {
        fputs("the others", telling->stream);
        return;
    }
    for (size_t i = leader, named = 0; i < telling->study->count; i++) {
        if (leader_of(telling, i) != leader)
            continue;
        fprintf(telling->stream, "%s%s", fnl_words_between(named, members, " and "),
                telling->study->options[i].name);
        named++;
    }
}

/* Those who have something come before those who have nothing. */
static void tell_all(struct telling *telling, void (*tell)(struct telling *telling, size_t leader))
{
    for (int nothing = 0; nothing < 2; nothing++)
        for (size_t i = 0; i < telling->study->count; i++)
            if (leader_of(telling, i) == i &&
                (telling->amount(telling->study, i) == 0) == (nothing == 1))
                tell(telling, i);
}

static void tell_money(struct telling *telling, size_t leader)
{
    const bool first = telling->told == 0;
    fputs(first ? "" : ", ", telling->stream);
    tell_names(telling, leader);
    fputs(first ? " may spend " : " ", telling->stream);
    write_allowance(telling->study, leader, telling->stream);
    fputs(first ? " on finding business" : "", telling->stream);
}

static void write_money(const struct fnl_study *study, FILE *stream)
{
    const size_t first = holds_among_others(study) ? 1 : 0;
    if (same_from(study, first, allowed_to)) {
        fputs("Each may spend ", stream);
        write_allowance(study, first, stream);
        fputs(" on finding business; ", stream);
        return;
    }
    struct telling telling = {study, allowed_to, stream, 0};
    tell_all(&telling, tell_money);
    fputs("; ", stream);
}

static void tell_hours(struct telling *telling, size_t leader)
{
    char text[FNL_NUMBER_TEXT];
    const double hours = hours_of(telling->study, leader);
    fprintf(telling->stream, "%s%s with ", telling->told > 0 ? ", " : "",
            fnl_number_hours(fnl_units_integer(hours), text));
    tell_names(telling, leader);
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
    struct telling telling = {study, hours_of, stream, 0};
    const char *rep = study->words.rep;
    const int64_t reps = common_reps(study);
    if (!same_from(study, 0, hours_of)) {
        fprintf(stream, "%s hours ", rep);
        tell_all(&telling, tell_hours);
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
    fputs("Fair fight", stream);
    if (others)
        fprintf(stream, " among the other %zu", study->count - 1);
    fprintf(stream, ": %s. ", fair ? "yes" : "not quite");
    write_money(study, stream);
    write_hours(study, stream);
    fputs(".\n", stream);
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
