/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/twins.h>

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/key.h"
#include "experiment/pair.h"
#include "observe/parting.h"
#include "report/duet.h"
#include "report/label.h"
#include "report/number.h"
#include "report/screen.h"
#include "report/table.h"
#include "report/twinlist.h"
#include "scenario/scenario.h"
#include "stats/quantile.h"
#include "stats/tally.h"

#define COLUMNS 3

/* A report in the making. */
struct writing {
    const struct fnl_twins_request *request;
    const struct fnl_plan *plans[2];
    char *names[2]; /* cleaned */
    const char *currency;
    int start; /* day number */
};

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for twins");
}

static const struct fnl_settings *settings_of(const struct writing *writing)
{
    return writing->plans[0]->phases[0].settings;
}

/* --- what both have: the heading and the rows */

static void print_heading(const struct writing *writing)
{
    char date[FNL_DATE_TEXT];
    const struct fnl_twins_request *request = writing->request;
    const int months = writing->plans[0]->months;
    fprintf(request->out, "%s against %s, the same people in both, %d month%s from %s, ",
            writing->names[1], writing->names[0], months, months == 1 ? "" : "s",
            fnl_date_month_text(writing->start, date));
    if (request->replications > 0)
        fprintf(request->out, "%zu futures", request->replications);
    else
        fprintf(request->out, "future %" PRIu64, request->replication);
    fprintf(request->out, ", seed %" PRIu64 "\n\n", request->seed);
}

static const char *signed_money(const struct writing *writing, fnl_money amount, char *text)
{
    text[0] = '+';
    fnl_number_money_whole(amount, writing->currency, text + (amount > 0));
    return text;
}

/* The label of a row of the table: a kind of change, or money of a category that is nobody's. */
static const char *label_of_nobodys(enum fnl_category category, char text[FNL_NUMBER_TEXT])
{
    snprintf(text, FNL_NUMBER_TEXT, "Nobody's: %s", fnl_money_category_name(category));
    return text;
}

/* --- one future */

static void add_change(const struct writing *writing, fnl_table *table, const char *label,
                       int64_t people, fnl_money worth)
{
    char texts[2][FNL_NUMBER_TEXT];
    const char *values[] = {people < 0 ? NULL : fnl_number_count((double)people, texts[0]),
                            signed_money(writing, worth, texts[1])};
    fnl_table_row(table, label, values);
}

static fnl_status print_changes(const struct writing *writing, const struct fnl_pair_sums *sums,
                                struct fnl_error *error)
{
    static const char *const headings[] = {"People", "Worth"};
    char label[FNL_NUMBER_TEXT];
    fnl_table *table = fnl_table_new(headings, 2);
    if (!table)
        return out_of_memory(error);
    for (size_t i = 0; i < FNL_CHANGES; i++)
        if (sums->people[i] > 0)
            add_change(writing, table, fnl_pair_change_name((enum fnl_change)i), sums->people[i],
                       sums->worth[i]);
    for (size_t i = 0; i < FNL_MONEY_CATEGORIES; i++)
        if (sums->nobodys[i] != 0)
            add_change(writing, table, label_of_nobodys((enum fnl_category)i, label), -1,
                       sums->nobodys[i]);
    add_change(writing, table, "Difference in contribution", -1, sums->difference);
    const fnl_status status = fnl_table_print(table, fnl_screen_table(writing->request->out),
                                              writing->request->out, error);
    fnl_table_free(table);
    return status;
}

/* --- what parted them */

static struct fnl_history_part history_of(const struct fnl_pair *pair, const struct fnl_twin *twin,
                                          size_t side)
{
    return fnl_history_of(&pair->histories[side], pair->fates[0].items[twin->index[0]].key);
}

/* Those who come in both and whose fate changed, by what parted their histories first. */
static void count_partings(const struct fnl_pair *pair, int64_t people[FNL_PARTING_CAUSES],
                           fnl_money worth[FNL_PARTING_CAUSES])
{
    for (size_t i = 0; i < pair->count; i++) {
        const struct fnl_twin *twin = &pair->twins[i];
        const bool both = twin->index[0] != FNL_NOBODY && twin->index[1] != FNL_NOBODY;
        if (!both || twin->change == FNL_CHANGE_NONE)
            continue;
        const struct fnl_history_part a = history_of(pair, twin, 0), b = history_of(pair, twin, 1);
        struct fnl_parting parting;
        const enum fnl_parting_cause cause = fnl_parting_first(&a, &b, &parting)
                                                 ? fnl_parting_cause_of(&parting)
                                                 : FNL_PARTING_OTHER;
        people[cause]++;
        worth[cause] += twin->worth;
    }
}

static fnl_status print_partings(const struct writing *writing, const struct fnl_pair *pair,
                                 struct fnl_error *error)
{
    static const char *const headings[] = {"People", "Worth"};
    int64_t people[FNL_PARTING_CAUSES] = {0};
    fnl_money worth[FNL_PARTING_CAUSES] = {0};
    fnl_table *table = fnl_table_new(headings, 2);
    if (!table)
        return out_of_memory(error);
    count_partings(pair, people, worth);
    for (size_t i = 0; i < FNL_PARTING_CAUSES; i++)
        if (people[i] > 0)
            add_change(writing, table, fnl_parting_cause_name((enum fnl_parting_cause)i), people[i],
                       worth[i]);
    fputs("\nWhat parted first those who come in both and fare otherwise:\n\n",
          writing->request->out);
    const fnl_status status = fnl_table_print(table, fnl_screen_table(writing->request->out),
                                              writing->request->out, error);
    fnl_table_free(table);
    return status;
}

static fnl_status tell_largest(const struct writing *writing, const struct fnl_pair *pair,
                               const size_t *order, size_t count, struct fnl_error *error)
{
    FILE *out = writing->request->out;
    const size_t told = writing->request->top < count ? writing->request->top : count;
    struct fnl_duet duet = {
        .pair = pair, .names = {writing->names[0], writing->names[1]}, .out = out};
    if (told == 0)
        return FNL_OK;
    fprintf(out, "\nThose to whom it made the largest difference, %zu of %zu:\n", told, count);
    for (size_t i = 0; i < told; i++) {
        putc('\n', out);
        if (!fnl_duet_tell(&duet, order[i], i + 1))
            return out_of_memory(error);
    }
    fprintf(out,
            "\nAny of them may be followed: funnelsim trace ... --future %" PRIu64
            " --follow NAME\n",
            writing->request->replication);
    return FNL_OK;
}

static fnl_status report_one(const struct writing *writing, const struct fnl_pair *pair,
                             struct fnl_error *error)
{
    size_t count;
    fnl_status status = FNL_OK;
    size_t *order = fnl_twinlist_rank(pair, &count);
    if (!order)
        return out_of_memory(error);
    if (writing->request->csv) {
        fnl_twinlist_write(pair, order, count, writing->request->separator, writing->request->out);
    } else {
        print_heading(writing);
        status = print_changes(writing, &pair->sums, error);
        if (status == FNL_OK)
            status = print_partings(writing, pair, error);
        if (status == FNL_OK)
            status = tell_largest(writing, pair, order, count, error);
    }
    free(order);
    return status;
}

static fnl_status write_one(const struct writing *writing, struct fnl_error *error)
{
    const struct fnl_twins_request *request = writing->request;
    struct fnl_pair pair = {0};
    const struct fnl_pair_future future = {
        .seed = request->seed, .replication = request->replication, .remember = true};
    fnl_status status = fnl_pair_live(&pair, writing->plans, &future, error);
    if (status == FNL_OK)
        status = report_one(writing, &pair, error);
    fnl_pair_fini(&pair);
    return status;
}

/* --- many futures */

/* One number of the sums of each future, sorted. */
struct spread {
    int64_t *values;
    size_t count;
};

static void sort_values(struct spread *spread, const struct fnl_pair_sums *sums, size_t offset)
{
    for (size_t i = 0; i < spread->count; i++)
        memcpy(&spread->values[i], (const char *)&sums[i] + offset, sizeof *spread->values);
    fnl_quantile_sort(spread->values, spread->count);
}

static bool is_ever(const struct spread *spread)
{
    return spread->values[0] != 0 || spread->values[spread->count - 1] != 0;
}

/* "14 (9 to 21)": the median, and the range of 8 futures in 10. */
static void say_people(const struct spread *spread, char text[FNL_NUMBER_TEXT])
{
    const struct fnl_quantile_range range =
        fnl_quantile_eight_in_ten(spread->values, spread->count);
    snprintf(text, FNL_NUMBER_TEXT, "%" PRId64 " (%" PRId64 " to %" PRId64 ")",
             fnl_quantile_of(spread->values, spread->count, 0.5), range.low, range.high);
}

static void say_worth(const struct writing *writing, const struct spread *spread,
                      char text[2][FNL_NUMBER_TEXT])
{
    char reach[FNL_NUMBER_TEXT], middle[FNL_NUMBER_TEXT];
    const struct fnl_quantile_range range =
        fnl_quantile_eight_in_ten(spread->values, spread->count);
    struct fnl_tally tally = {0};
    for (size_t i = 0; i < spread->count; i++)
        fnl_tally_add(&tally, spread->values[i]);
    const struct fnl_number_scale scale =
        fnl_number_scale_fine(-range.low > range.high ? -range.low : range.high);
    fnl_number_difference(fnl_quantile_of(spread->values, spread->count, 0.5), writing->currency,
                          scale, middle);
    snprintf(text[0], FNL_NUMBER_TEXT, "%.31s (%.60s)", middle,
             fnl_number_money_range(range.low, range.high, writing->currency, reach));
    signed_money(writing, fnl_units_integer(fnl_tally_mean(&tally)), text[1]);
}

static void add_row(const struct writing *writing, fnl_table *table, const char *label,
                    const char *people, const struct spread *worth)
{
    char texts[2][FNL_NUMBER_TEXT];
    say_worth(writing, worth, texts);
    const char *values[COLUMNS] = {people, texts[0], texts[1]};
    fnl_table_row(table, label, values);
}

static void add_rows(const struct writing *writing, fnl_table *table,
                     const struct fnl_pair_sums *sums, struct spread *spread)
{
    char text[FNL_NUMBER_TEXT];
    for (size_t i = 0; i < FNL_CHANGES; i++) {
        sort_values(spread, sums, offsetof(struct fnl_pair_sums, people) + i * sizeof(int64_t));
        if (!is_ever(spread))
            continue;
        say_people(spread, text);
        sort_values(spread, sums, offsetof(struct fnl_pair_sums, worth) + i * sizeof(fnl_money));
        add_row(writing, table, fnl_pair_change_name((enum fnl_change)i), text, spread);
    }
    for (size_t i = 0; i < FNL_MONEY_CATEGORIES; i++) {
        sort_values(spread, sums, offsetof(struct fnl_pair_sums, nobodys) + i * sizeof(fnl_money));
        if (is_ever(spread))
            add_row(writing, table, label_of_nobodys((enum fnl_category)i, text), NULL, spread);
    }
    sort_values(spread, sums, offsetof(struct fnl_pair_sums, difference));
    add_row(writing, table, "Difference in contribution", NULL, spread);
}

static fnl_status print_many(const struct writing *writing, const struct fnl_pair_sums *sums,
                             struct fnl_error *error)
{
    static const char *const headings[COLUMNS] = {"People", "Worth", "On average"};
    const size_t count = writing->request->replications;
    struct spread spread = {fnl_memory_zeroed(count, sizeof *spread.values), count};
    fnl_table *table = fnl_table_new(headings, COLUMNS);
    fnl_status status = FNL_ERR_MEMORY;
    if (spread.values && table) {
        print_heading(writing);
        add_rows(writing, table, sums, &spread);
        status = fnl_table_print(table, fnl_screen_table(writing->request->out),
                                 writing->request->out, error);
        fputs(
            "\nMedians, and in brackets the range of 8 futures in 10. Averages add up, medians do "
            "not.\n",
            writing->request->out);
    }
    fnl_table_free(table);
    free(spread.values);
    return status == FNL_ERR_MEMORY ? out_of_memory(error) : status;
}

static fnl_status write_many(const struct writing *writing, struct fnl_error *error)
{
    const struct fnl_twins_request *request = writing->request;
    struct fnl_pair_sums *sums = fnl_memory_zeroed(request->replications, sizeof *sums);
    if (!sums)
        return out_of_memory(error);
    const struct fnl_pair_many many = {.plans = writing->plans,
                                       .seed = request->seed,
                                       .replications = request->replications,
                                       .execution = request->execution,
                                       .sums = sums};
    fnl_status status = fnl_pair_repeat(&many, error);
    if (status == FNL_OK && fnl_ranks_own(request->execution.ranks) == 0)
        status = print_many(writing, sums, error);
    free(sums);
    return status;
}

/* --- all of it */

static fnl_status begin(struct writing *writing, struct fnl_error *error)
{
    const struct fnl_twins_request *request = writing->request;
    for (size_t side = 0; side < 2; side++) {
        writing->plans[side] = fnl_scenario_plan(request->options[side]);
        writing->names[side] = fnl_label_clean(fnl_scenario_name(request->options[side]));
        if (!writing->names[side])
            return out_of_memory(error);
    }
    writing->currency = fnl_scenario_currency(request->options[0]);
    writing->start = settings_of(writing)->start;
    if (request->csv && request->replications > 0)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "a CSV holds the people of one future: leave out --replications");
    return FNL_OK;
}

static fnl_status check_out(FILE *out, struct fnl_error *error)
{
    if (fflush(out) == 0 && !ferror(out))
        return FNL_OK;
    return fnl_status_fail(FNL_ERR_IO, error, "the twins cannot be written: %s", strerror(errno));
}

fnl_status fnl_twins_write(const struct fnl_twins_request *request, struct fnl_error *error)
{
    struct writing writing = {.request = request};
    assert(request->separator == ',' || request->separator == ';');
    fnl_status status = begin(&writing, error);
    if (status == FNL_OK)
        status =
            request->replications > 0 ? write_many(&writing, error) : write_one(&writing, error);
    if (status == FNL_OK)
        status = check_out(request->out, error);
    free(writing.names[0]);
    free(writing.names[1]);
    return status;
}
