/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cohorts.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "report/csv.h"
#include "report/screen.h"
#include "report/table.h"

#define YEARS  FNL_CENSUS_YEARS
#define MONTHS 12
#define LABEL  48

/* --- numbers of a future; `about` is the year, and the cohort behind it */

static size_t about(size_t year, size_t met)
{
    return year * (YEARS + 1) + met;
}

static int64_t revenue_of(const struct fnl_census_row *row, size_t about)
{
    return row->revenue[about / (YEARS + 1)][about % (YEARS + 1)];
}

static int64_t all_of(const struct fnl_census_row *row, size_t year)
{
    int64_t all = 0;
    for (size_t met = 0; met <= YEARS; met++)
        all += row->revenue[year][met];
    return all;
}

static int64_t mature_share_of(const struct fnl_census_row *row, size_t year)
{
    const int64_t all = all_of(row, year);
    return all > 0
               ? fnl_units_integer((double)row->mature[year] / (double)all * (double)FNL_MILLION)
               : 0;
}

static size_t years_of(const struct fnl_roster *roster)
{
    return roster->shown->fates.years;
}

/* --- words */

/* The month that is `months` after the first. */
static const char *month_text(const struct fnl_roster *roster, size_t months,
                              char text[FNL_DATE_TEXT])
{
    const int start = roster->plan->phases[0].settings->start;
    return fnl_date_month_text(fnl_date_month_start(start, (int)months), text);
}

/* "2026" where years begin in January, "from Apr 2026" elsewhere. */
static const char *year_text(const struct fnl_roster *roster, size_t year, char text[LABEL])
{
    char first[FNL_DATE_TEXT];
    const bool calendar = fnl_date_of(roster->plan->phases[0].settings->start).month == 1;
    month_text(roster, year * MONTHS, first);
    snprintf(text, LABEL, "%s%s", calendar ? "" : "from ",
             calendar ? first + strlen("Jan ") : first);
    return text;
}

static const char *cohort_text(const struct fnl_roster *roster, size_t met, char text[LABEL])
{
    char year[LABEL];
    if (met == 0)
        snprintf(text, LABEL, "Before %s", month_text(roster, 0, year));
    else
        year_text(roster, met - 1, text);
    return text;
}

/* --- the table */

struct making {
    const struct fnl_roster *roster;
    bool failed;
};

static struct fnl_roster_spread
spread_of(struct making *making, int64_t (*read)(const struct fnl_census_row *row, size_t about),
          size_t number)
{
    struct fnl_roster_spread spread = {0};
    if (!fnl_roster_spread(making->roster, read, number, &spread))
        making->failed = true;
    return spread;
}

/* "$2.1M (45 %)": the mean, and what part that is of the year's. */
static const char *money_text(struct making *making, size_t year, size_t met,
                              char text[FNL_ROSTER_TEXT])
{
    char money[FNL_NUMBER_TEXT];
    const double part = spread_of(making, revenue_of, about(year, met)).mean;
    const double all = spread_of(making, all_of, year).mean;
    fnl_number_money(fnl_units_integer(part), making->roster->currency, money);
    if (met > year + 1)
        return NULL;
    snprintf(text, FNL_ROSTER_TEXT, "%s (%.0f %%)", money, all > 0 ? 100 * part / all : 0);
    return text;
}

static void add_cohort(struct making *making, fnl_table *table, size_t met)
{
    char texts[YEARS][FNL_ROSTER_TEXT], label[LABEL];
    const char *values[YEARS];
    for (size_t year = 0; year < years_of(making->roster); year++)
        values[year] = money_text(making, year, met, texts[year]);
    fnl_table_row(table, cohort_text(making->roster, met, label), values);
}

static void add_total(struct making *making, fnl_table *table)
{
    char texts[YEARS][FNL_ROSTER_TEXT];
    const char *values[YEARS];
    for (size_t year = 0; year < years_of(making->roster); year++)
        values[year] = fnl_number_money(fnl_units_integer(spread_of(making, all_of, year).mean),
                                        making->roster->currency, texts[year]);
    fnl_table_row(table, "Together", values);
}

/* How long ago people were met of before the first day nobody says; in its year, therefore, none.
 */
static void add_mature(struct making *making, fnl_table *table)
{
    char texts[YEARS][FNL_ROSTER_TEXT];
    const char *values[YEARS] = {"-"};
    for (size_t year = 1; year < years_of(making->roster); year++) {
        const struct fnl_roster_spread spread = spread_of(making, mature_share_of, year);
        values[year] = fnl_roster_shares(&spread, texts[year]);
    }
    fnl_table_row(table, "Met over 12 months before", values);
}

static fnl_table *make_table(const struct fnl_roster *roster)
{
    char headings[YEARS][LABEL];
    const char *texts[YEARS];
    for (size_t year = 0; year < years_of(roster); year++)
        texts[year] = year_text(roster, year, headings[year]);
    return fnl_table_new(texts, years_of(roster));
}

fnl_status fnl_cohorts_print(const struct fnl_roster *roster, FILE *out, struct fnl_error *error)
{
    struct making making = {.roster = roster};
    fnl_table *table = make_table(roster);
    if (!table)
        return FNL_ERR_MEMORY;
    fputs("When they were first met who pay: revenue of each year, on average, by the year of the "
          "first\n  meeting\n\n",
          out);
    for (size_t met = 0; met <= years_of(roster); met++)
        add_cohort(&making, table, met);
    add_total(&making, table);
    add_mature(&making, table);
    const fnl_status status =
        making.failed ? FNL_ERR_MEMORY : fnl_table_print(table, fnl_screen_table(out), out, error);
    fnl_table_free(table);
    return status;
}

/* --- CSV */

bool fnl_cohorts_export(const struct fnl_roster *roster, char separator, FILE *out)
{
    static const char *const names[] = {"year", "met", "low", "median", "high", "mean"};
    struct making making = {.roster = roster};
    char label[LABEL];
    struct fnl_csv csv;
    fnl_csv_init(&csv, out, separator);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        fnl_csv_text(&csv, names[i]);
    fnl_csv_end(&csv);
    for (size_t year = 0; year < years_of(roster); year++)
        for (size_t met = 0; met <= year + 1; met++) {
            const struct fnl_roster_spread spread =
                spread_of(&making, revenue_of, about(year, met));
            fnl_csv_text(&csv, year_text(roster, year, label));
            fnl_csv_text(&csv, cohort_text(roster, met, label));
            fnl_csv_money(&csv, spread.low);
            fnl_csv_money(&csv, spread.median);
            fnl_csv_money(&csv, spread.high);
            fnl_csv_money(&csv, fnl_units_integer(spread.mean));
            fnl_csv_end(&csv);
        }
    return !making.failed;
}

/* --- the figure */

static void set_revenue(struct making *making, fnl_figure *figure)
{
    const size_t years = years_of(making->roster);
    fnl_figure_block(figure, "revenue");
    for (size_t year = 0; year < years; year++) {
        double values[YEARS + 1];
        for (size_t met = 0; met <= years; met++)
            values[met] = spread_of(making, revenue_of, about(year, met)).mean / 100;
        fnl_figure_row(figure, values, years + 1);
    }
    fnl_figure_end(figure);
}

static void set_names(const struct fnl_roster *roster, fnl_figure *figure)
{
    char labels[YEARS + 1][LABEL];
    const char *texts[YEARS + 1];
    const size_t years = years_of(roster);
    for (size_t year = 0; year < years; year++)
        texts[year] = year_text(roster, year, labels[year]);
    fnl_figure_texts(figure, "year", texts, years);
    for (size_t met = 0; met <= years; met++)
        texts[met] = cohort_text(roster, met, labels[met]);
    fnl_figure_texts(figure, "cohort", texts, years + 1);
}

static void set_mature(struct making *making, fnl_figure *figure)
{
    double shares[YEARS] = {NAN};
    const size_t years = years_of(making->roster);
    for (size_t year = 1; year < years; year++)
        shares[year] =
            (double)spread_of(making, mature_share_of, year).median / (double)FNL_MILLION;
    fnl_figure_numbers(figure, "mature", shares, years);
}

/* The last year tells most; of a single one there is only what was there before. */
static char *title_of(struct making *making)
{
    char label[LABEL];
    const struct fnl_roster *roster = making->roster;
    const size_t last = years_of(roster) - 1;
    const double all = spread_of(making, all_of, last).mean;
    const double before = spread_of(making, revenue_of, about(last, 0)).mean;
    const double mature = (double)spread_of(making, mature_share_of, last).median / 1e4;
    if (last > 0)
        return fnl_memory_format("%s: in %s %.0f %% of revenue is from people met a year before",
                                 roster->name, year_text(roster, last, label), mature);
    return fnl_memory_format(
        "%s: %.0f %% of the revenue comes from people met before the first day", roster->name,
        all > 0 ? 100 * before / all : 0);
}

bool fnl_cohorts_draw(const struct fnl_roster *roster, fnl_figure *figure)
{
    struct making making = {.roster = roster};
    char text[FNL_NUMBER_TEXT];
    char *title = title_of(&making);
    if (!title)
        return false;
    fnl_figure_text(figure, "title", title);
    free(title);
    set_revenue(&making, figure);
    set_names(roster, figure);
    set_mature(&making, figure);
    snprintf(text, sizeof text, "%zu futures.", roster->count);
    fnl_roster_frame(roster, text, figure);
    return !making.failed;
}
