/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/lineage.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/csv.h"
#include "report/forest.h"
#include "report/screen.h"
#include "report/table.h"
#include "stats/ratio.h"
#include "stats/tally.h"

/* Of the noise for want of futures. */
#define CONFIDENCE 0.95

/* Stands for all generations, for both types. */
#define ALL  FNL_KINSHIP_GENERATIONS
#define BOTH FNL_KINDS_OF_KIN

/* --- ratios over the futures */

/* Clients of generation `generation` and type `from`, and the clients of type `to` they sent. */
struct cell {
    size_t generation, from, to;
};

static int64_t clients_in(const struct fnl_kinship *kinship, size_t generation, size_t from)
{
    int64_t clients = 0;
    for (size_t g = 0; g < FNL_KINSHIP_GENERATIONS; g++)
        for (size_t kin = 0; kin < FNL_KINDS_OF_KIN; kin++)
            if ((generation == ALL || g == generation) && (from == BOTH || kin == from))
                clients += kinship->clients[g][kin];
    return clients;
}

static int64_t sent_in(const struct fnl_kinship *kinship, const struct cell *cell)
{
    int64_t sent = 0;
    for (size_t g = 0; g < FNL_KINSHIP_GENERATIONS; g++)
        for (size_t from = 0; from < FNL_KINDS_OF_KIN; from++)
            for (size_t to = 0; to < FNL_KINDS_OF_KIN; to++)
                if ((cell->generation == ALL || g == cell->generation) &&
                    (cell->from == BOTH || from == cell->from) &&
                    (cell->to == BOTH || to == cell->to))
                    sent += kinship->sent[g][from][to];
    return sent;
}

/* False when memory runs out. */
static bool ratio_of(const struct fnl_roster *roster, const struct cell *cell,
                     struct fnl_ratio *ratio)
{
    int64_t *above = fnl_memory_zeroed(roster->count, sizeof *above);
    int64_t *below = fnl_memory_zeroed(roster->count, sizeof *below);
    const bool enough = above && below;
    for (size_t i = 0; enough && i < roster->count; i++) {
        above[i] = sent_in(&roster->rows[i].kinship, cell);
        below[i] = clients_in(&roster->rows[i].kinship, cell->generation, cell->from);
    }
    if (enough)
        *ratio = fnl_ratio_of(above, below, roster->count, CONFIDENCE);
    free(above);
    free(below);
    return enough;
}

/* --- the spectral radius, with the noise that leaving out each future shows */

struct sums {
    double clients[FNL_KINDS_OF_KIN], sent[FNL_KINDS_OF_KIN][FNL_KINDS_OF_KIN];
};

static void add_row(struct sums *sums, const struct fnl_census_row *row, double sign)
{
    for (size_t from = 0; from < FNL_KINDS_OF_KIN; from++) {
        sums->clients[from] += sign * (double)clients_in(&row->kinship, ALL, from);
        for (size_t to = 0; to < FNL_KINDS_OF_KIN; to++)
            sums->sent[from][to] +=
                sign * (double)sent_in(&row->kinship, &(struct cell){ALL, from, to});
    }
}

static double radius_of(const struct sums *sums)
{
    double means[FNL_KINDS_OF_KIN][FNL_KINDS_OF_KIN] = {{0}};
    for (size_t from = 0; from < FNL_KINDS_OF_KIN; from++)
        for (size_t to = 0; to < FNL_KINDS_OF_KIN; to++)
            if (sums->clients[from] > 0)
                means[from][to] = sums->sent[from][to] / sums->clients[from];
    return fnl_kinship_radius((const double(*)[FNL_KINDS_OF_KIN])means);
}

/* The jackknife (Miller 1974, Biometrika 61, 1-15): its pseudo-values are taken as millionths. */
static struct fnl_ratio radius(const struct fnl_roster *roster)
{
    struct sums all = {{0}, {{0}}};
    struct fnl_tally pseudo = {0};
    const double count = (double)roster->count;
    for (size_t i = 0; i < roster->count; i++)
        add_row(&all, &roster->rows[i], 1);
    const double whole = radius_of(&all);
    for (size_t i = 0; i < roster->count; i++) {
        struct sums rest = all;
        add_row(&rest, &roster->rows[i], -1);
        fnl_tally_add(&pseudo, fnl_units_integer((count * whole - (count - 1) * radius_of(&rest)) *
                                                 (double)FNL_MILLION));
    }
    const struct fnl_interval noise = fnl_interval_mean(&pseudo, CONFIDENCE);
    return (struct fnl_ratio){whole,
                              {noise.low / (double)FNL_MILLION, noise.high / (double)FNL_MILLION}};
}

/* --- tables */

/* "0.213 +-0.012"; "-" where there was no client. */
static const char *ratio_text(const struct fnl_ratio *ratio, char text[FNL_NUMBER_TEXT])
{
    if (isnan(ratio->value))
        return "-";
    snprintf(text, FNL_NUMBER_TEXT, "%.3f +-%.3f", ratio->value,
             (ratio->interval.high - ratio->interval.low) / 2);
    return text;
}

/* A row of the table: what `from` of a generation send, of each type and of both. */
static bool add_senders(const struct fnl_roster *roster, fnl_table *table, const char *label,
                        struct cell cell)
{
    char texts[BOTH + 1][FNL_NUMBER_TEXT];
    const char *values[BOTH + 1];
    for (cell.to = 0; cell.to <= BOTH; cell.to++) {
        struct fnl_ratio ratio;
        if (!ratio_of(roster, &cell, &ratio))
            return false;
        values[cell.to] = ratio_text(&ratio, texts[cell.to]);
    }
    fnl_table_row(table, label, values);
    return true;
}

static bool has_clients(const struct fnl_roster *roster, size_t generation)
{
    for (size_t i = 0; i < roster->count; i++)
        if (clients_in(&roster->rows[i].kinship, generation, BOTH) > 0)
            return true;
    return false;
}

static void name_generation(size_t generation, char label[FNL_ROSTER_TEXT])
{
    const bool last = generation + 1 == ALL;
    if (generation == 0)
        snprintf(label, FNL_ROSTER_TEXT, "  whom nobody sent (generation 0)");
    else
        snprintf(label, FNL_ROSTER_TEXT, "  whom %s sent (%zu%s)",
                 generation == 1 ? "they" : "those", generation, last ? " or later" : "");
}

static bool fill_table(const struct fnl_roster *roster, fnl_table *table)
{
    char label[FNL_ROSTER_TEXT];
    bool filled = add_senders(roster, table, "By each ideal client", (struct cell){ALL, 0, 0});
    snprintf(label, sizeof label, "By each %.60s", roster->pita);
    filled = filled && add_senders(roster, table, label, (struct cell){ALL, 1, 0});
    filled = filled && add_senders(roster, table, "By each client", (struct cell){ALL, BOTH, 0});
    for (size_t generation = 0; generation < ALL && filled; generation++) {
        name_generation(generation, label);
        if (has_clients(roster, generation))
            filled = add_senders(roster, table, label, (struct cell){generation, BOTH, 0});
    }
    return filled;
}

static void print_radius(const struct fnl_roster *roster, FILE *out)
{
    const struct fnl_ratio ratio = radius(roster);
    fprintf(out,
            "\nIn the long run each generation is %.3f +-%.3f times as large as the one that sent "
            "it:\n  ",
            ratio.value, (ratio.interval.high - ratio.interval.low) / 2);
    if (ratio.value < 1)
        fprintf(out,
                "lines die out unless new people come; 100 clients bring %.0f more in the end.\n",
                100 * ratio.value / (1 - ratio.value));
    else
        fputs("lines carry themselves.\n", out);
    fputs(
        "Within the horizon: who signed late has had little time to send anybody. +- is the noise "
        "of the\n  simulation.\n",
        out);
}

fnl_status fnl_lineage_print(const struct fnl_roster *roster, FILE *out, struct fnl_error *error)
{
    char pitas[FNL_ROSTER_TEXT];
    snprintf(pitas, sizeof pitas, "%.60ss", roster->pita);
    const char *headings[] = {"ideal clients", pitas, "together"};
    fnl_table *table = fnl_table_new(headings, BOTH + 1);
    fnl_status status = FNL_ERR_MEMORY;
    fputs("Who sends whom: new clients sent within the horizon\n\n", out);
    if (table && fill_table(roster, table))
        status = fnl_table_print(table, fnl_screen_table(out), out, error);
    fnl_table_free(table);
    if (status == FNL_OK)
        print_radius(roster, out);
    return status;
}

/* --- CSV */

static const char *kin_name(size_t kin)
{
    static const char *const names[] = {"ideal", "pita", "all"};
    return names[kin];
}

/* Means over the futures, and the ratio. */
static bool write_cell(const struct fnl_roster *roster, struct cell cell, struct fnl_csv *csv)
{
    struct fnl_ratio ratio;
    struct fnl_tally clients = {0}, sent = {0};
    if (!ratio_of(roster, &cell, &ratio))
        return false;
    for (size_t i = 0; i < roster->count; i++) {
        const struct fnl_kinship *kinship = &roster->rows[i].kinship;
        fnl_tally_add(&clients, clients_in(kinship, cell.generation, cell.from));
        fnl_tally_add(&sent, sent_in(kinship, &cell));
    }
    if (cell.generation == ALL)
        fnl_csv_text(csv, "all");
    else
        fnl_csv_integer(csv, (int64_t)cell.generation);
    fnl_csv_text(csv, kin_name(cell.from));
    fnl_csv_text(csv, kin_name(cell.to));
    fnl_csv_real(csv, fnl_tally_mean(&clients));
    fnl_csv_real(csv, fnl_tally_mean(&sent));
    fnl_csv_real(csv, ratio.value);
    fnl_csv_real(csv, ratio.interval.low);
    fnl_csv_real(csv, ratio.interval.high);
    fnl_csv_end(csv);
    return true;
}

bool fnl_lineage_export(const struct fnl_roster *roster, char separator, FILE *out)
{
    static const char *const names[] = {"generation", "from",       "to",        "clients",
                                        "sent",       "per_client", "noise_low", "noise_high"};
    struct fnl_csv csv;
    bool written = true;
    fnl_csv_init(&csv, out, separator);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        fnl_csv_text(&csv, names[i]);
    fnl_csv_end(&csv);
    for (size_t generation = 0; generation <= ALL; generation++)
        for (size_t from = 0; from <= BOTH; from++)
            for (size_t to = 0; to <= BOTH && written; to++)
                written = write_cell(roster, (struct cell){generation, from, to}, &csv);
    return written;
}

/* --- the figure */

/* Who was sent is called by the end of the name, which says how; the sender stands beside it. */
static const char *label_of(const struct fnl_fates *fates, const struct fnl_forest_spot *spot)
{
    const char *name = fnl_fate_name(fates, spot->index);
    const char *end = spot->parent < 0 ? NULL : strrchr(name, '/');
    return end ? end + 1 : name;
}

static void set_people(const struct fnl_forest *forest, const struct fnl_fates *fates,
                       fnl_figure *figure)
{
    const char *labels[FNL_FOREST_MOST];
    fnl_figure_block(figure, "people");
    for (size_t i = 0; i < forest->count; i++) {
        const struct fnl_forest_spot *spot = &forest->spots[i];
        const struct fnl_fate *fate = &fates->items[spot->index];
        const double values[] = {
            (double)spot->column,       (double)spot->depth, spot->row,
            (double)(spot->parent + 1), fate->pita,          fnl_fate_is_there(fate)};
        fnl_figure_row(figure, values, 6);
        labels[i] = label_of(fates, spot);
    }
    fnl_figure_end(figure);
    if (forest->count > 0)
        fnl_figure_texts(figure, "person", labels, forest->count);
    fnl_figure_number(figure, "people_shown", (double)forest->count);
    fnl_figure_number(figure, "deepest", (double)forest->deepest);
    fnl_figure_number(figure, "columns", (double)forest->columns);
}

static bool set_title(const struct fnl_roster *roster, const struct fnl_forest *forest,
                      fnl_figure *figure)
{
    char *title = fnl_memory_format(forest->sent > 0 ? "%s: %zu of %zu clients were sent by clients"
                                                     : "%s: no client was sent by a client",
                                    roster->name, forest->sent, forest->clients);
    if (!title)
        return false;
    fnl_figure_text(figure, "title", title);
    free(title);
    return true;
}

bool fnl_lineage_draw(const struct fnl_roster *roster, fnl_figure *figure)
{
    char text[FNL_ROSTER_TEXT], left_out[FNL_NUMBER_TEXT] = "";
    struct fnl_forest *forest = fnl_memory_zeroed(1, sizeof *forest);
    const bool drawn = forest && fnl_forest_grow(forest, &roster->shown->fates) &&
                       set_title(roster, forest, figure);
    if (drawn) {
        set_people(forest, &roster->shown->fates, figure);
        fnl_figure_text(figure, "pita", roster->pita);
        if (forest->left_out > 0)
            snprintf(left_out, sizeof left_out, " For want of room %zu clients are left out.",
                     forest->left_out);
        snprintf(text, sizeof text, "Future %" PRIu64 ".%s", roster->replication, left_out);
        fnl_roster_frame(roster, text, figure);
    }
    free(forest);
    return drawn;
}
