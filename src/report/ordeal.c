/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ordeal.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "report/csv.h"
#include "report/document.h"
#include "report/json.h"
#include "report/measure.h"
#include "report/number.h"

#define YEAR 12

/* What each world is called, where it stands alone and at the head of a column. */
static const char *const worlds[FNL_TOLL_WORLDS] = {"as it is", "no new ones", "none at all"};

/* --- the numbers of a future */

enum sum { DIRECT, OPPORTUNITY, WHOLE };
#define SUMS (WHOLE + 1)

/* What is counted, and what pains take in money; %s is the firm's word for them. */
static const struct number {
    const char *id, *label;
    enum fnl_measure measure;
} numbers[FNL_BURDEN_NUMBERS] = {
    [FNL_BURDEN_PAINS_SIGNED] = {"pains_signed", "New %ss", FNL_MEASURE_COUNT},
    [FNL_BURDEN_HOURS_PAINS] = {"hours_pains", "Rep hours on them", FNL_MEASURE_HOURS},
    [FNL_BURDEN_HOURS_SERVICE] = {"hours_service", "Rep hours serving others", FNL_MEASURE_HOURS},
    [FNL_BURDEN_HOURS_SELLING] = {"hours_selling", "Rep hours on leads", FNL_MEASURE_HOURS},
    [FNL_BURDEN_POOL_PAINS] = {"service_pains", "Service hours on them", FNL_MEASURE_HOURS},
    [FNL_BURDEN_POOL_OTHERS] = {"service_others", "Service hours on others", FNL_MEASURE_HOURS},
    [FNL_BURDEN_REFUSED] = {"service_refused", "Service refused to others", FNL_MEASURE_HOURS},
    [FNL_BURDEN_OTHERS_SIGNED] = {"others_signed", "Other new clients", FNL_MEASURE_COUNT},
    [FNL_BURDEN_SENT_BY_PAINS] = {"sent_by_pains", "People sent by them", FNL_MEASURE_COUNT},
    [FNL_BURDEN_SENT_BY_OTHERS] = {"sent_by_others", "People sent by others", FNL_MEASURE_COUNT},
    [FNL_BURDEN_OTHERS_LOST] = {"others_lost", "Other clients who left", FNL_MEASURE_COUNT},
    [FNL_BURDEN_LOWEST_CASH] = {"lowest_cash", "Lowest cash", FNL_MEASURE_MONEY},
};

static const struct number sums[SUMS] = {
    [DIRECT] = {"direct_margin", "Their margin (the books)", FNL_MEASURE_MONEY},
    [OPPORTUNITY] = {"opportunity_cost", "All else (in no book)", FNL_MEASURE_MONEY},
    [WHOLE] = {"contribution", "Contribution", FNL_MEASURE_MONEY},
};

static size_t last_month(const struct fnl_ordeal *ordeal)
{
    return ordeal->study.months - 1;
}

/* What is counted in a world; of one without them, how much more it is than as it is. */
static struct fnl_gist count_up(const struct fnl_ordeal *ordeal, enum fnl_burden_number number,
                                enum fnl_toll_world world)
{
    const struct fnl_toll *toll = ordeal->toll;
    for (size_t i = 0; i < toll->replications; i++) {
        ordeal->values[i] = fnl_toll_burden(toll, i, world)->numbers[number];
        if (world != FNL_TOLL_AS_IT_IS)
            ordeal->values[i] -= fnl_toll_burden(toll, i, FNL_TOLL_AS_IT_IS)->numbers[number];
    }
    return fnl_gist_of(ordeal->values, toll->replications);
}

/* The money of a world as it is, of pains, of all others, or of both. */
static struct fnl_gist level_of(const struct fnl_ordeal *ordeal, enum sum sum)
{
    const struct fnl_toll *toll = ordeal->toll;
    for (size_t i = 0; i < toll->replications; i++) {
        const struct fnl_burden *burden = fnl_toll_burden(toll, i, FNL_TOLL_AS_IT_IS);
        ordeal->values[i] = 0;
        for (size_t month = 0; month <= last_month(ordeal); month++)
            for (size_t side = 0; side < FNL_BURDEN_SIDES; side++)
                if (sum == WHOLE || (sum == DIRECT) == (side == FNL_BURDEN_PAINS))
                    ordeal->values[i] += burden->months[month][side];
    }
    return fnl_gist_of(ordeal->values, toll->replications);
}

/* How much more money there is by the end of a month in a world without pains. */
static struct fnl_gist change_of(const struct fnl_ordeal *ordeal, enum sum sum,
                                 enum fnl_toll_world without, size_t month)
{
    const struct fnl_toll *toll = ordeal->toll;
    for (size_t i = 0; i < toll->replications; i++) {
        const struct fnl_toll_sum change = fnl_toll_until(toll, i, without, month);
        ordeal->values[i] = sum == DIRECT        ? -change.direct
                            : sum == OPPORTUNITY ? change.opportunity
                                                 : change.opportunity - change.direct;
    }
    return fnl_gist_of(ordeal->values, toll->replications);
}

/* A number without its value; its label with the firm's word for a pain. */
static struct fnl_gist_row row_of(const struct fnl_ordeal *ordeal, const struct number *number,
                                  enum fnl_toll_world world)
{
    struct fnl_gist_row row = {
        .world = worlds[world], .id = number->id, .measure = number->measure};
    const char *place = strstr(number->label, "%s");
    if (place)
        snprintf(row.label, sizeof row.label, "%.*s%.40s%s", (int)(place - number->label),
                 number->label, ordeal->pita, place + 2);
    else
        snprintf(row.label, sizeof row.label, "%s", number->label);
    return row;
}

static void add_world(const struct fnl_ordeal *ordeal, enum fnl_toll_world world,
                      struct fnl_gist_row *rows)
{
    for (unsigned i = 0; i < FNL_BURDEN_NUMBERS; i++) {
        rows[i] = row_of(ordeal, &numbers[i], world);
        rows[i].gist = count_up(ordeal, (enum fnl_burden_number)i, world);
    }
    rows += FNL_BURDEN_NUMBERS;
    for (unsigned i = 0; i < SUMS; i++) {
        rows[i] = row_of(ordeal, &sums[i], world);
        rows[i].gist = world == FNL_TOLL_AS_IT_IS
                           ? level_of(ordeal, (enum sum)i)
                           : change_of(ordeal, (enum sum)i, world, last_month(ordeal));
    }
}

struct fnl_gist_row *fnl_ordeal_rows(const struct fnl_ordeal *ordeal, size_t *count)
{
    const size_t each = FNL_BURDEN_NUMBERS + SUMS;
    struct fnl_gist_row *rows = fnl_memory_zeroed(FNL_TOLL_WORLDS * each, sizeof *rows);
    *count = FNL_TOLL_WORLDS * each;
    for (unsigned world = 0; rows && world < FNL_TOLL_WORLDS; world++)
        add_world(ordeal, (enum fnl_toll_world)world, rows + world * each);
    return rows;
}

/* --- tables */

static bool is_nothing(const struct fnl_gist *gist)
{
    return gist->mean == 0 && gist->low == 0 && gist->high == 0;
}

/* A row of the table, from that number of each world; nothing at all is left out. */
static void add_row(const struct fnl_ordeal *ordeal, fnl_table *table,
                    const struct fnl_gist_row *const of[FNL_TOLL_WORLDS])
{
    char texts[FNL_TOLL_WORLDS][FNL_GIST_TEXT];
    const char *values[] = {texts[0], texts[1], texts[2]};
    fnl_measure_text(&ordeal->study, of[0]->measure, of[0]->gist.mean, texts[0]);
    for (size_t i = 1; i < FNL_TOLL_WORLDS; i++)
        fnl_gist_text(&ordeal->study, of[i]->measure, &of[i]->gist, true, texts[i]);
    if (!is_nothing(&of[0]->gist) || !is_nothing(&of[1]->gist) || !is_nothing(&of[2]->gist))
        fnl_table_row(table, of[0]->label, values);
}

static fnl_status print_numbers(const struct fnl_ordeal *ordeal, const struct fnl_page *page,
                                struct fnl_error *error)
{
    const char *const headings[] = {ordeal->name, "No new ones signed", "None at all"};
    size_t count, each;
    struct fnl_gist_row *rows = fnl_ordeal_rows(ordeal, &count);
    fnl_table *table = rows ? fnl_table_new(headings, FNL_TOLL_WORLDS) : NULL;
    each = count / FNL_TOLL_WORLDS;
    for (size_t i = 0; i < each && table; i++) {
        const struct fnl_gist_row *of[] = {&rows[i], &rows[each + i], &rows[2 * each + i]};
        add_row(ordeal, table, of);
    }
    const fnl_status status = fnl_page_table(page, table, error);
    free(rows);
    return status;
}

/* The last month of each year, and of the horizon. */
static size_t next_stop(const struct fnl_ordeal *ordeal, size_t month)
{
    const size_t year = month / YEAR * YEAR + YEAR - 1;
    return year < last_month(ordeal) ? year : last_month(ordeal);
}

static const char *month_text(const struct fnl_ordeal *ordeal, size_t month,
                              char text[FNL_DATE_TEXT])
{
    return fnl_date_month_text(fnl_date_month_start(ordeal->study.start, (int)month), text);
}

static fnl_status print_growth(const struct fnl_ordeal *ordeal, const struct fnl_page *page,
                               struct fnl_error *error)
{
    static const char *const headings[] = {"No new ones signed", "None at all"};
    fnl_table *table = fnl_table_new(headings, 2);
    if (!table)
        return FNL_ERR_MEMORY;
    for (size_t month = next_stop(ordeal, 0);; month = next_stop(ordeal, month + 1)) {
        char texts[2][FNL_GIST_TEXT], date[FNL_DATE_TEXT], label[FNL_NUMBER_TEXT];
        const char *values[2];
        for (unsigned i = 0; i < 2; i++) {
            const struct fnl_gist gist =
                change_of(ordeal, OPPORTUNITY, (enum fnl_toll_world)(i + 1), month);
            values[i] = fnl_gist_text(&ordeal->study, FNL_MEASURE_MONEY, &gist, true, texts[i]);
        }
        snprintf(label, sizeof label, "By the end of %s", month_text(ordeal, month, date));
        fnl_table_row(table, label, values);
        if (month == last_month(ordeal))
            break;
    }
    return fnl_page_table(page, table, error);
}

static void print_heading(const struct fnl_ordeal *ordeal, FILE *out)
{
    char date[FNL_DATE_TEXT];
    fprintf(out,
            "%s, %zu month%s from %s, %zu futures, the same people in each world, seed %" PRIu64
            "\n",
            ordeal->name, ordeal->study.months, ordeal->study.months == 1 ? "" : "s",
            month_text(ordeal, 0, date), ordeal->toll->replications, ordeal->toll->seed);
}

fnl_status fnl_ordeal_print(const struct fnl_ordeal *ordeal, const struct fnl_page *page,
                            struct fnl_error *error)
{
    FILE *out = page->out;
    print_heading(ordeal, out);
    fputs("\nAs it is, and what is different without: on average (in 8 of 10 futures)\n\n", out);
    fnl_status status = print_numbers(ordeal, page, error);
    fputs("\nWhat no book shows, added up\n\n", out);
    if (status == FNL_OK)
        status = print_growth(ordeal, page, error);
    putc('\n', out);
    return status == FNL_OK ? fnl_page_lines(page, fnl_ordeal_judge, ordeal) : status;
}

/* --- sentences */

static const char *money(const struct fnl_ordeal *ordeal, double amount, char *text)
{
    return fnl_measure_text(&ordeal->study, FNL_MEASURE_MONEY, amount, text);
}

static void write_whole(const struct fnl_ordeal *ordeal, const struct fnl_gist *whole, FILE *out)
{
    char text[FNL_NUMBER_TEXT], matters[FNL_NUMBER_TEXT];
    money(ordeal, fabs(whole->mean), text);
    if (whole->noise.low <= 0 && whole->noise.high >= 0)
        fputs("All told it cannot be told apart from nothing: more futures may (-n).", out);
    else if (fabs(whole->mean) < (double)ordeal->study.matters)
        fprintf(out, "All told it is too close to matter: %s %s (you said %s).", text,
                whole->mean > 0 ? "more without them" : "less without them",
                money(ordeal, (double)ordeal->study.matters, matters));
    else if (whole->mean > 0)
        fprintf(out, "All told the firm would have %s more: they cost more than they bring.", text);
    else
        fprintf(out, "All told the firm would have %s less: they bring more than they cost.", text);
}

static void write_world(const struct fnl_ordeal *ordeal, enum fnl_toll_world world, FILE *out)
{
    char lost[FNL_NUMBER_TEXT], gained[FNL_NUMBER_TEXT];
    const size_t end = last_month(ordeal);
    const struct fnl_gist direct = change_of(ordeal, DIRECT, world, end);
    const struct fnl_gist other = change_of(ordeal, OPPORTUNITY, world, end);
    const struct fnl_gist whole = change_of(ordeal, WHOLE, world, end);
    fprintf(out,
            "%s: the books would miss %s of their margin, and all else would come to %s %s, "
            "which no book shows. ",
            world == FNL_TOLL_NO_NEW ? "Had no new ones signed" : "Had there been none",
            money(ordeal, -direct.mean, lost), money(ordeal, fabs(other.mean), gained),
            other.mean < 0 ? "less" : "more");
    write_whole(ordeal, &whole, out);
    putc('\n', out);
}

static void write_luck(const struct fnl_ordeal *ordeal, enum fnl_toll_world world, FILE *out)
{
    char text[FNL_NUMBER_TEXT];
    const struct fnl_gist whole = change_of(ordeal, WHOLE, world, last_month(ordeal));
    fprintf(out,
            "  Luck            better off without in %zu of %zu futures; in 8 of 10 the "
            "difference is %s\n",
            whole.positive, whole.count,
            fnl_number_difference_range(whole.low, whole.high, ordeal->study.currency, text));
}

/* How the first year's opportunity cost has grown by the end. */
static void write_growth(const struct fnl_ordeal *ordeal, enum fnl_toll_world world, FILE *out)
{
    char early[FNL_NUMBER_TEXT], late[FNL_NUMBER_TEXT], times[FNL_NUMBER_TEXT];
    char dates[2][FNL_DATE_TEXT];
    const size_t year = next_stop(ordeal, 0), end = last_month(ordeal);
    const struct fnl_gist first = change_of(ordeal, OPPORTUNITY, world, year);
    const struct fnl_gist all = change_of(ordeal, OPPORTUNITY, world, end);
    if (year == end)
        return;
    fprintf(out, "  Over time       what no book shows is %s by the end of %s and %s by that of %s",
            money(ordeal, first.mean, early), month_text(ordeal, year, dates[0]),
            money(ordeal, all.mean, late), month_text(ordeal, end, dates[1]));
    if (first.noise.low > 0 && all.mean > 0)
        fprintf(out, ", %s times as much in %s times the time",
                fnl_number_count(all.mean / first.mean, times),
                fnl_number_count((double)(end + 1) / (double)(year + 1), early));
    putc('\n', out);
}

static void write_noise(const struct fnl_ordeal *ordeal, enum fnl_toll_world world, FILE *out)
{
    char text[FNL_NUMBER_TEXT];
    const struct fnl_gist whole = change_of(ordeal, WHOLE, world, last_month(ordeal));
    fprintf(out, "  Noise of the simulation itself: +-%s\n",
            money(ordeal, fnl_gist_reach(&whole), text));
}

void fnl_ordeal_judge(const void *self, FILE *out)
{
    const struct fnl_ordeal *ordeal = self;
    for (unsigned world = FNL_TOLL_NO_NEW; world < FNL_TOLL_WORLDS; world++) {
        write_world(ordeal, (enum fnl_toll_world)world, out);
        write_luck(ordeal, (enum fnl_toll_world)world, out);
        write_growth(ordeal, (enum fnl_toll_world)world, out);
        write_noise(ordeal, (enum fnl_toll_world)world, out);
    }
}

/* --- month by month */

void fnl_ordeal_export(const struct fnl_ordeal *ordeal, char separator, FILE *out)
{
    struct fnl_csv csv;
    fnl_csv_init(&csv, out, separator);
    static const char *const firsts[] = {"world", "month"};
    static const char *const each[] = {"mean", "low_1_in_10", "median", "high_1_in_10"};
    for (size_t i = 0; i < 2; i++)
        fnl_csv_text(&csv, firsts[i]);
    for (size_t sum = 0; sum < SUMS; sum++)
        for (size_t i = 0; i < 4; i++) {
            char name[64];
            snprintf(name, sizeof name, "%s_%s", sums[sum].id, each[i]);
            fnl_csv_text(&csv, name);
        }
    fnl_csv_end(&csv);
    for (unsigned world = FNL_TOLL_NO_NEW; world < FNL_TOLL_WORLDS; world++)
        for (size_t month = 0; month <= last_month(ordeal); month++) {
            fnl_csv_text(&csv, worlds[world]);
            fnl_csv_date(&csv, fnl_date_month_start(ordeal->study.start, (int)month));
            for (unsigned sum = 0; sum < SUMS; sum++) {
                const struct fnl_gist gist =
                    change_of(ordeal, (enum sum)sum, (enum fnl_toll_world)world, month);
                fnl_csv_money(&csv, fnl_units_integer(gist.mean));
                fnl_csv_money(&csv, gist.low);
                fnl_csv_money(&csv, gist.median);
                fnl_csv_money(&csv, gist.high);
            }
            fnl_csv_end(&csv);
        }
}

static json_t *month_json(const struct fnl_ordeal *ordeal, enum fnl_toll_world world, size_t month)
{
    char date[FNL_DATE_TEXT];
    json_t *object =
        json_pack("{s:s, s:s}", "world", worlds[world], "month",
                  fnl_date_text(fnl_date_month_start(ordeal->study.start, (int)month), date));
    bool complete = object;
    for (unsigned sum = 0; sum < SUMS && complete; sum++) {
        const struct fnl_gist gist = change_of(ordeal, (enum sum)sum, world, month);
        complete = json_object_set_new(object, sums[sum].id,
                                       fnl_json_money(fnl_units_integer(gist.mean))) == 0;
    }
    if (complete)
        return object;
    json_decref(object);
    return NULL;
}

json_t *fnl_ordeal_json(const struct fnl_ordeal *ordeal)
{
    json_t *array = json_array();
    bool complete = array;
    for (unsigned world = FNL_TOLL_NO_NEW; world < FNL_TOLL_WORLDS; world++)
        for (size_t month = 0; month <= last_month(ordeal) && complete; month++)
            complete = json_array_append_new(
                           array, month_json(ordeal, (enum fnl_toll_world)world, month)) == 0;
    if (complete)
        return array;
    json_decref(array);
    return NULL;
}

/* --- the figure */

/* A data set a world: the day of each month, what is missing, what comes, and both, with the range
 * of 8 in 10 of the last. */
static void set_months(const struct fnl_ordeal *ordeal, fnl_figure *figure)
{
    fnl_figure_block(figure, "months");
    for (unsigned world = FNL_TOLL_NO_NEW; world < FNL_TOLL_WORLDS; world++) {
        if (world > FNL_TOLL_NO_NEW)
            fnl_figure_gap(figure);
        for (size_t month = 0; month <= last_month(ordeal); month++) {
            double values[1 + SUMS + 2] = {fnl_date_month_start(ordeal->study.start, (int)month)};
            struct fnl_gist gist = {0};
            for (unsigned sum = 0; sum < SUMS; sum++) {
                gist = change_of(ordeal, (enum sum)sum, (enum fnl_toll_world)world, month);
                values[1 + sum] = fnl_measure_exact(FNL_MEASURE_MONEY, gist.mean);
            }
            values[1 + SUMS] = fnl_measure_exact(FNL_MEASURE_MONEY, (double)gist.low);
            values[2 + SUMS] = fnl_measure_exact(FNL_MEASURE_MONEY, (double)gist.high);
            fnl_figure_row(figure, values, sizeof values / sizeof *values);
        }
    }
    fnl_figure_end(figure);
}

static char *title_of(const struct fnl_ordeal *ordeal)
{
    char lost[FNL_NUMBER_TEXT], gained[FNL_NUMBER_TEXT];
    const size_t end = last_month(ordeal);
    const struct fnl_gist direct = change_of(ordeal, DIRECT, FNL_TOLL_NONE, end);
    const struct fnl_gist other = change_of(ordeal, OPPORTUNITY, FNL_TOLL_NONE, end);
    return fnl_memory_format("%s: without %ss the books miss %s, and all else brings %s %s",
                             ordeal->name, ordeal->pita, money(ordeal, -direct.mean, lost),
                             money(ordeal, fabs(other.mean), gained),
                             other.mean < 0 ? "less" : "more");
}

bool fnl_ordeal_draw(const struct fnl_ordeal *ordeal, fnl_figure *figure)
{
    static const char *const panels[] = {"No new ones signed", "None at all"};
    char text[FNL_GIST_TEXT], digest[FNL_SCENARIO_DIGEST], currency[FNL_NUMBER_TEXT];
    char *title = title_of(ordeal);
    if (!title)
        return false;
    fnl_figure_text(figure, "title", title);
    free(title);
    set_months(ordeal, figure);
    fnl_figure_texts(figure, "option", panels, 2);
    snprintf(text, sizeof text, "%zu futures.", ordeal->toll->replications);
    fnl_figure_text(figure, "subtitle", text);
    snprintf(text, sizeof text, "funnelsim %s, seed %" PRIu64 ", scenarios %.8s",
             fnl_document_version(), ordeal->toll->seed,
             fnl_scenario_digest(ordeal->scenario, digest));
    fnl_figure_text(figure, "source", text);
    fnl_figure_text(figure, "currency", fnl_number_currency(ordeal->study.currency, currency));
    return true;
}
