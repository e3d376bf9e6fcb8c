/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/date.h"

#include "made_up.h"

static struct fnl_study_option option_of(size_t index)
{
    static const char *const names[MADE_UP_MOST] = {"As we are",     "More leads",      "Referrals",
                                                    "Walk away",     "Twenty meetings", "Hire two",
                                                    "Better offers", "No list"};
    static const char *const digests[MADE_UP_MOST] = {
        "00c0ffee00000001", "10c0ffee00000002", "20c0ffee00000003", "30c0ffee00000004",
        "40c0ffee00000005", "50c0ffee00000006", "60c0ffee00000007", "70c0ffee00000008"};
    static const char *const sources[MADE_UP_SOURCES] = {"Website", "Bought list", "Clients"};
    static const char *const stages[MADE_UP_STAGES] = {"First talk", "Proposal", "Decision"};
    return (struct fnl_study_option){.name = names[index],
                                     .file = "firm.cfg",
                                     .digest = digests[index],
                                     .guesses = 9,
                                     .standard_guesses = 61,
                                     .ranges = 7,
                                     .sources = sources,
                                     .source_count = MADE_UP_SOURCES,
                                     .stages = stages,
                                     .stage_count = MADE_UP_STAGES,
                                     .reps = 8};
}

static int64_t *rows_for(const struct made_up *made, size_t futures)
{
    int64_t *rows = calloc(futures * made->study.count * made->layout.width, sizeof *rows);
    assert_non_null(rows);
    return rows;
}

struct made_up *made_up_new(size_t count, size_t futures, size_t months)
{
    const int start = fnl_date_number((struct fnl_date){2026, 1, 1});
    struct made_up *made = calloc(1, sizeof *made);
    assert_non_null(made);
    for (size_t i = 0; i < count; i++)
        made->options[i] = option_of(i);
    made->study = (struct fnl_study){.currency = "USD",
                                     .start = start,
                                     .end = fnl_date_month_start(start, (int)months),
                                     .months = months,
                                     .judge_by = FNL_CONTRIBUTION,
                                     .matters = MADE_UP_DOLLARS(100000),
                                     .words = {"bad-fit client", "rep", "client"},
                                     .options = made->options,
                                     .count = count};
    made->layout = fnl_indicator_layout(months, MADE_UP_SOURCES);
    made->futures = made->asked = futures;
    made->rows = rows_for(made, futures);
    return made;
}

int64_t *made_up_row(struct made_up *made, size_t option, size_t future)
{
    return made->rows + (future * made->study.count + option) * made->layout.width;
}

void made_up_all(struct made_up *made, size_t option, enum fnl_indicator indicator, int64_t value)
{
    for (size_t i = 0; i < made->futures; i++)
        made_up_row(made, option, i)[indicator] = value;
}

int64_t made_up_luck(size_t future, size_t kind)
{
    static const size_t steps[] = {37, 41, 43, 47, 53, 59, 61, 67};
    return (int64_t)((future * steps[kind % 8] + 11 * kind) % 100) * 2 - 99;
}

void made_up_shake(struct made_up *made, size_t samples)
{
    made->samples = made->samples_asked = samples;
    made->shaken = rows_for(made, samples);
}

int64_t *made_up_shaken(struct made_up *made, size_t option, size_t sample)
{
    return made->shaken + (sample * made->study.count + option) * made->layout.width;
}

const struct fnl_study *made_up_study(struct made_up *made)
{
    struct fnl_row_layout layouts[MADE_UP_MOST];
    for (size_t i = 0; i < made->study.count; i++)
        layouts[i] = made->layout;
    const struct fnl_experiment_rows rows = {.layouts = layouts,
                                             .options = made->study.count,
                                             .seed = 42,
                                             .asked = made->asked,
                                             .complete = made->futures,
                                             .rows = made->rows,
                                             .samples = made->samples,
                                             .samples_asked = made->samples_asked,
                                             .shaken = made->shaken,
                                             .misfits = made->misfits};
    fnl_experiment_free(made->results);
    assert_int_equal(fnl_experiment_of_rows(&rows, &made->results, NULL), FNL_OK);
    made->study.results = made->results;
    return &made->study;
}

void made_up_free(struct made_up *made)
{
    fnl_experiment_free(made->results);
    free(made->rows);
    free(made->shaken);
    free(made);
}

/* --- a firm */

static int64_t *series_at(const struct made_up *made, int64_t *row, enum fnl_series series,
                          size_t month)
{
    return row + fnl_indicator_series_at(&made->layout, series, month);
}

/* One month's invoices and costs: a gain that comes after eight months in which money goes out. */
static void fill_month(const struct made_up *made, size_t option, size_t future, size_t month,
                       int64_t *row)
{
    static const int64_t gains[MADE_UP_MOST] = {0,     4000,   29000,  -8000,
                                                -9000, -12000, -14000, -20000};
    const bool early = month < 8;
    const int64_t luck = 300 * made_up_luck(future, 0);
    const int64_t own = option > 0 ? 250 * made_up_luck(future, option) : 0;
    const int64_t revenue =
        MADE_UP_DOLLARS(350000 + 5000 * (int64_t)month + luck + own + (early ? 0 : gains[option]));
    const int64_t cost = MADE_UP_DOLLARS(330000 + (option > 0 && early ? 10000 : 0));
    *series_at(made, row, FNL_SERIES_REVENUE, month) = revenue;
    *series_at(made, row, FNL_SERIES_COST, month) = cost;
    *series_at(made, row, FNL_SERIES_HOURS_AVAILABLE, month) = 520 * FNL_HOUR;
    *series_at(made, row, FNL_SERIES_HOURS_SELLING, month) = 300 * FNL_HOUR;
    *series_at(made, row, FNL_SERIES_HOURS_SERVICE, month) = 80 * FNL_HOUR;
    *series_at(made, row, FNL_SERIES_HOURS_PITA, month) = (10 + (int64_t)month) * FNL_HOUR;
    *series_at(made, row, FNL_SERIES_HOURS_ASKING, month) = 3 * FNL_HOUR;
    *series_at(made, row, FNL_SERIES_HOURS_MEETINGS, month) = 8 * FNL_HOUR;
    *series_at(made, row, FNL_SERIES_HOURS_PROSPECTING, month) = 20 * FNL_HOUR;
    *series_at(made, row, FNL_SERIES_MEETINGS, month) = 60 - (int64_t)month;
    *series_at(made, row, FNL_SERIES_FIRST_TALKS, month) = 100;
    *series_at(made, row, FNL_SERIES_REPS, month) = 8;
    *series_at(made, row, FNL_SERIES_REPS_LEFT, month) = month % 12 == 11;
    *series_at(made, row, FNL_SERIES_ENERGY, month) =
        FNL_MILLION - 5000 * (int64_t)month * ((int64_t)option + 1);
    *series_at(made, row, FNL_SERIES_MORALE, month) = FNL_MILLION / 2 - 2000 * (int64_t)month;
    row[FNL_REVENUE] += revenue;
    row[FNL_COST] += cost;
}

/* Clients pay later than is invoiced. */
static void fill_cash(const struct made_up *made, int64_t *row)
{
    int64_t cash = MADE_UP_DOLLARS(350000);
    row[FNL_LOWEST_CASH] = cash;
    for (size_t month = 0; month < made->study.months; month++) {
        const int64_t late = month < 6 ? MADE_UP_DOLLARS(60000) : 0;
        cash += *series_at(made, row, FNL_SERIES_REVENUE, month) -
                *series_at(made, row, FNL_SERIES_COST, month) - late;
        *series_at(made, row, FNL_SERIES_CASH, month) = cash;
        if (cash < row[FNL_LOWEST_CASH]) {
            row[FNL_LOWEST_CASH] = cash;
            row[FNL_LOWEST_CASH_DATE] = (int64_t)(30 * month + 20) * FNL_DAY;
        }
    }
}

static void fill_indicators(size_t option, size_t future, int64_t *row)
{
    const bool referrals = option == 2;
    const int64_t luck = made_up_luck(future, 0);
    row[FNL_CONTRIBUTION] = row[FNL_REVENUE] - row[FNL_COST];
    row[FNL_NEW_BUSINESS] = MADE_UP_DOLLARS(3300000 + 4000 * luck + (referrals ? 800000 : 0));
    row[FNL_MISSES_QUOTA] = luck < 70 - 20 * (int64_t)option;
    row[FNL_CYCLE] = (71 + luck / 10 - (referrals ? 19 : 0)) * FNL_DAY;
    row[FNL_WIN_RATE] = 182000 + 400 * luck;
    row[FNL_HOURS_NOWHERE] = 540000 + 300 * luck - (referrals ? 230000 : 0);
    row[FNL_NEW_CLIENTS] = 89 + luck / 10;
    row[FNL_PITA_CLIENTS_END] = option == 1 ? 27 : referrals ? 15 : 21;
    row[FNL_EXTRA_ALLOWED] = option > 0 ? MADE_UP_DOLLARS(216000) : 0;
    row[FNL_EXTRA_SPENT] = option > 0 ? MADE_UP_DOLLARS(referrals ? 183000 : 215900) : 0;
}

static void fill_source(const struct made_up *made, size_t source, int64_t *row)
{
    static const int64_t people[] = {1440, 9000, 290}, won[] = {48, 24, 17};
    int64_t *of = row + fnl_indicator_source_at(&made->layout, source, 0);
    of[FNL_BY_SOURCE_PEOPLE] = people[source];
    of[FNL_BY_SOURCE_TALKED] = people[source] / 2;
    of[FNL_BY_SOURCE_STAGES] = people[source];
    of[FNL_BY_SOURCE_STAGES + 1] = people[source] / 5;
    of[FNL_BY_SOURCE_STAGES + 2] = people[source] / 10;
    of[FNL_BY_SOURCE_WON] = won[source];
    of[FNL_BY_SOURCE_PITA] = won[source] / 4;
    of[FNL_BY_SOURCE_NEW_BUSINESS] = MADE_UP_DOLLARS(37000) * won[source];
    of[FNL_BY_SOURCE_COST] = MADE_UP_DOLLARS(50000.25);
    of[FNL_BY_SOURCE_HOURS] = 3600 * FNL_HOUR;
}

/* Spread over the months as evenly as whole episodes can be. */
static void fill_cause(const struct made_up *made, enum fnl_cause cause, int64_t episodes,
                       int64_t *row)
{
    const int64_t months = (int64_t)made->layout.months;
    row[made->layout.causes + cause] = episodes;
    for (int64_t month = 0; month < months; month++)
        row[fnl_indicator_cause_at(&made->layout, cause, (size_t)month)] =
            episodes * (month + 1) / months - episodes * month / months;
}

static void fill_breakdowns(const struct made_up *made, size_t option, int64_t *row)
{
    for (size_t i = 0; i <= FNL_SPENT_ON_REST; i++)
        row[made->layout.spent_on + i] = (int64_t)(300 * (i + 1)) * FNL_HOUR;
    const int64_t unwon = 900 * FNL_HOUR / FNL_MILLION * row[FNL_HOURS_NOWHERE];
    row[made->layout.spent_on + FNL_SPENT_ON_UNWON] = unwon;
    row[made->layout.spent_on + FNL_SPENT_ON_WON] = 900 * FNL_HOUR - unwon;
    /* What was added behind them took nobody, so that a new one changes nobody's expectations. */
    for (size_t i = FNL_CAUSE_UNREACHABLE; i <= FNL_CAUSE_OUR_TERMS; i++)
        fill_cause(made, (enum fnl_cause)i, (int64_t)(100 * i + 10 * option), row);
    for (size_t i = 0; i < FNL_MONEY_CATEGORIES; i++)
        row[made->layout.categories + i] =
            i == FNL_MONEY_REVENUE ? row[FNL_REVENUE] : -row[FNL_COST] / 10;
    row[made->layout.categories + FNL_MONEY_LEADS] -= row[FNL_EXTRA_SPENT];
    for (size_t i = 0; i < MADE_UP_SOURCES; i++)
        fill_source(made, i, row);
}

struct made_up *made_up_firm(size_t count)
{
    struct made_up *made = made_up_new(count, 100, 36);
    made->study.quota = MADE_UP_DOLLARS(1500000);
    made->study.credit = MADE_UP_DOLLARS(150000);
    for (size_t option = 0; option < count; option++) {
        made->options[option].allowance.a_month = option > 0 ? MADE_UP_DOLLARS(6000) : 0;
        for (size_t future = 0; future < 100; future++) {
            int64_t *row = made_up_row(made, option, future);
            for (size_t month = 0; month < 36; month++)
                fill_month(made, option, future, month, row);
            fill_cash(made, row);
            fill_indicators(option, future, row);
            fill_breakdowns(made, option, row);
        }
    }
    return made;
}
