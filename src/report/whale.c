/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/whale.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/memory.h"
#include "report/csv.h"
#include "report/screen.h"
#include "report/table.h"

#define POINTS FNL_CENSUS_POINTS

/* --- numbers of a future */

enum number {
    CLIENTS,
    PITAS,
    TOTAL,
    WINNERS, /* millionths of the clients */
    PROFIT,  /* theirs */
    PEAK,    /* the same in millionths of the total */
    LOSS,
    LOSING_PITAS, /* millionths of those who lose */
    ALL_PITAS,    /* millionths of the clients */
    PITA_PROFIT,
};

static int64_t share(int64_t part, int64_t whole)
{
    return whole > 0 ? fnl_units_integer((double)part / (double)whole * (double)FNL_MILLION) : 0;
}

static int64_t number_of(const struct fnl_census_row *row, size_t about)
{
    switch ((enum number)about) {
    case CLIENTS:
        return row->clients;
    case PITAS:
        return row->pitas;
    case TOTAL:
        return row->total;
    case WINNERS:
        return share(row->winners, row->clients);
    case PROFIT:
        return row->peak;
    case PEAK:
        return share(row->peak, row->total);
    case LOSS:
        return row->peak - row->total;
    case LOSING_PITAS:
        return share(row->losing_pitas, row->clients - row->winners);
    case ALL_PITAS:
        return share(row->pitas, row->clients);
    case PITA_PROFIT:
        return row->pita_profit;
    }
    return 0;
}

static int64_t curve_of(const struct fnl_census_row *row, size_t point)
{
    return row->curve[point];
}

static int64_t curve_share_of(const struct fnl_census_row *row, size_t point)
{
    return share(row->curve[point], row->total);
}

static int64_t rest_of(const struct fnl_census_row *row, size_t rest)
{
    return row->rests[rest];
}

static int64_t contribution_of(const struct fnl_census_row *row, size_t about)
{
    (void)about;
    return row->contribution;
}

/* Shares of a total that is nothing or a loss mean nothing. */
static bool total_is_a_profit(const struct fnl_roster *roster)
{
    for (size_t i = 0; i < roster->count; i++)
        if (roster->rows[i].total <= 0)
            return false;
    return roster->shown->row.total > 0;
}

/* --- tables */

struct making {
    const struct fnl_roster *roster;
    fnl_table *table;
    bool failed;
};

typedef int64_t (*reader)(const struct fnl_census_row *row, size_t about);

static struct fnl_roster_spread spread_of(struct making *making, reader read, size_t about)
{
    struct fnl_roster_spread spread = {0};
    if (!fnl_roster_spread(making->roster, read, about, &spread))
        making->failed = true;
    return spread;
}

static void add(struct making *making, const char *label, const char *text)
{
    fnl_table_row(making->table, label, &text);
}

static void add_money(struct making *making, const char *label, enum number number)
{
    char text[FNL_ROSTER_TEXT];
    const struct fnl_roster_spread spread = spread_of(making, number_of, number);
    add(making, label, fnl_roster_money(making->roster, &spread, text));
}

static void add_count(struct making *making, const char *label, enum number number)
{
    char text[FNL_ROSTER_TEXT];
    const struct fnl_roster_spread spread = spread_of(making, number_of, number);
    add(making, label, fnl_roster_counts(&spread, text));
}

static void add_share(struct making *making, const char *label, enum number number)
{
    char text[FNL_ROSTER_TEXT];
    const struct fnl_roster_spread spread = spread_of(making, number_of, number);
    add(making, label, fnl_roster_shares(&spread, text));
}

/* Leaves out what is nothing in every future. */
static void add_mean(struct making *making, const char *label, reader read, size_t about)
{
    char text[FNL_NUMBER_TEXT];
    const struct fnl_roster_spread spread = spread_of(making, read, about);
    if (spread.low == 0 && spread.high == 0 && spread.mean == 0)
        return;
    add(making, label,
        fnl_number_money_whole(fnl_units_integer(spread.mean), making->roster->currency, text));
}

static void add_carriers(struct making *making)
{
    char pitas[FNL_ROSTER_TEXT];
    snprintf(pitas, sizeof pitas, "  of whom %.60ss are", making->roster->pita);
    add_count(making, "Clients in all", CLIENTS);
    add_share(making, pitas, ALL_PITAS);
    add_money(making, "Profit of all of them", TOTAL);
    add_share(making, "Clients who make a profit", WINNERS);
    if (total_is_a_profit(making->roster))
        add_share(making, "  theirs, of the profit of all", PEAK);
    add_money(making, "The others lose", LOSS);
    add_share(making, pitas, LOSING_PITAS);
    snprintf(pitas, sizeof pitas, "Profit of %.60ss", making->roster->pita);
    add_money(making, pitas, PITA_PROFIT);
}

static void add_bridge(struct making *making)
{
    add_mean(making, "Profit of all clients", number_of, TOTAL);
    for (size_t i = 0; i < FNL_MARGIN_RESTS; i++)
        add_mean(making, fnl_margin_rest_name((enum fnl_margin_rest)i), rest_of, i);
    add_mean(making, "Contribution", contribution_of, 0);
}

static fnl_status print(const struct fnl_roster *roster, const char *heading,
                        void (*fill)(struct making *making), FILE *out, struct fnl_error *error)
{
    struct making making = {.roster = roster, .table = fnl_table_new(&heading, 1)};
    fnl_status status = FNL_ERR_MEMORY;
    if (making.table) {
        fill(&making);
        status = making.failed ? FNL_ERR_MEMORY
                               : fnl_table_print(making.table, fnl_screen_table(out), out, error);
    }
    fnl_table_free(making.table);
    return status;
}

fnl_status fnl_whale_print(const struct fnl_roster *roster, FILE *out, struct fnl_error *error)
{
    fputs("Who carries the firm: what clients bring, less bad debt, rewards, their hours of reps "
          "and\n  service, late payment, and what it took to win them\n\n",
          out);
    fnl_status status = print(roster, "Median (8 in 10 futures)", add_carriers, out, error);
    fputs("\nFrom there to the contribution\n\n", out);
    if (status == FNL_OK)
        status = print(roster, "On average", add_bridge, out, error);
    return status;
}

/* --- CSVs */

static void write_header(struct fnl_csv *csv, const char *const *names)
{
    for (; *names; names++)
        fnl_csv_text(csv, *names);
    fnl_csv_end(csv);
}

bool fnl_whale_export(const struct fnl_roster *roster, char separator, FILE *out)
{
    static const char *const names[] = {"clients", "low", "median", "high", "mean", NULL};
    struct making making = {.roster = roster};
    struct fnl_csv csv;
    fnl_csv_init(&csv, out, separator);
    write_header(&csv, names);
    for (size_t i = 0; i < POINTS; i++) {
        const struct fnl_roster_spread spread = spread_of(&making, curve_of, i);
        fnl_csv_real(&csv, (double)i / (POINTS - 1));
        fnl_csv_money(&csv, spread.low);
        fnl_csv_money(&csv, spread.median);
        fnl_csv_money(&csv, spread.high);
        fnl_csv_money(&csv, fnl_units_integer(spread.mean));
        fnl_csv_end(&csv);
    }
    return !making.failed;
}

static void write_client(const struct fnl_roster *roster, const struct fnl_margin *margin,
                         fnl_money sum, struct fnl_csv *csv)
{
    const struct fnl_fates *fates = &roster->shown->fates;
    const struct fnl_fate *fate = &fates->items[margin->index];
    const fnl_money amounts[] = {margin->revenue, margin->bad_debt, margin->winning,
                                 margin->rewards, margin->by_reps,  margin->by_pool,
                                 margin->late,    margin->profit,   sum};
    const int start = roster->plan->phases[0].settings->start;
    fnl_csv_text(csv, fnl_fate_name(fates, margin->index));
    fnl_csv_integer(csv, margin->pita);
    fnl_csv_integer(csv, fate->generation);
    if (fate->opening)
        fnl_csv_nothing(csv);
    else
        fnl_csv_date(csv, start + (int)(fate->signed_at / FNL_DAY));
    if (fnl_fate_is_there(fate))
        fnl_csv_nothing(csv);
    else
        fnl_csv_date(csv, start + (int)(fate->left_at / FNL_DAY));
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++)
        fnl_csv_money(csv, amounts[i]);
    fnl_csv_end(csv);
}

bool fnl_whale_list(const struct fnl_roster *roster, char separator, FILE *out)
{
    static const char *const names[] = {"client",  "pita",     "generation", "signed",    "left",
                                        "revenue", "bad_debt", "winning",    "rewards",   "reps",
                                        "service", "late",     "profit",     "cumulated", NULL};
    const struct fnl_margins *margins = &roster->shown->margins;
    struct fnl_csv csv;
    fnl_money sum = 0;
    fnl_csv_init(&csv, out, separator);
    write_header(&csv, names);
    for (size_t i = 0; i < margins->count; i++) {
        sum += margins->items[i].profit;
        write_client(roster, &margins->items[i], sum, &csv);
    }
    return true;
}

/* --- the figure */

static void set_band(struct making *making, bool shares, fnl_figure *figure)
{
    fnl_figure_block(figure, "band");
    for (size_t i = 0; i < POINTS; i++) {
        const struct fnl_roster_spread spread =
            spread_of(making, shares ? curve_share_of : curve_of, i);
        const double unit = shares ? (double)FNL_MILLION / 100 : 100;
        const double values[] = {(double)i, (double)spread.low / unit, (double)spread.median / unit,
                                 (double)spread.high / unit};
        fnl_figure_row(figure, values, 4);
    }
    fnl_figure_end(figure);
}

/* Where each pain of the future that is shown stands, on that future's own curve. */
static void set_clients(const struct fnl_roster *roster, bool shares, fnl_figure *figure)
{
    const struct fnl_margins *margins = &roster->shown->margins;
    const double unit = shares ? (double)margins->total / 100 : 100;
    fnl_money sum = 0;
    const double origin[] = {0, 0, 0};
    fnl_figure_block(figure, "clients");
    fnl_figure_row(figure, origin, 3);
    for (size_t i = 0; i < margins->count; i++) {
        sum += margins->items[i].profit;
        const double values[] = {100 * (double)(i + 1) / (double)margins->count, (double)sum / unit,
                                 margins->items[i].pita};
        fnl_figure_row(figure, values, 3);
    }
    fnl_figure_end(figure);
}

/* Of the clients and of their profit, in the middle of the futures. */
struct top {
    double best, peak;
    fnl_money lost;
};

static struct top top_of(struct making *making, bool shares)
{
    const struct fnl_roster_spread winners = spread_of(making, number_of, WINNERS);
    const struct fnl_roster_spread peak = spread_of(making, number_of, shares ? PEAK : PROFIT);
    return (struct top){(double)winners.median / 1e4, (double)peak.median / (shares ? 1e4 : 100),
                        spread_of(making, number_of, LOSS).median};
}

static char *title_of(const struct fnl_roster *roster, const struct top *top, bool shares)
{
    char loss[FNL_NUMBER_TEXT];
    if (shares)
        return fnl_memory_format("%s: the best %.0f %% of the clients make %.0f %% of the profit",
                                 roster->name, top->best, top->peak);
    return fnl_memory_format("%s: %.0f %% of the clients make a profit, the others lose %s",
                             roster->name, top->best,
                             fnl_number_money(top->lost, roster->currency, loss));
}

bool fnl_whale_draw(const struct fnl_roster *roster, fnl_figure *figure)
{
    struct making making = {.roster = roster};
    char text[FNL_ROSTER_TEXT];
    const bool shares = total_is_a_profit(roster);
    const struct top top = top_of(&making, shares);
    char *title = title_of(roster, &top, shares);
    if (!title)
        return false;
    fnl_figure_text(figure, "title", title);
    free(title);
    set_band(&making, shares, figure);
    set_clients(roster, shares, figure);
    fnl_figure_number(figure, "in_percent", shares);
    fnl_figure_number(figure, "best", top.best);
    fnl_figure_number(figure, "peak", top.peak);
    fnl_figure_text(figure, "pita", roster->pita);
    snprintf(text, sizeof text, "%zu futures; the dots are those of future %" PRIu64 ".",
             roster->count, roster->replication);
    fnl_roster_frame(roster, text, figure);
    return !making.failed;
}
