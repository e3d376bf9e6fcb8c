/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "base/units.h"
#include "random/law.h"
#include "scenario/lawform.h"
#include "scenario/mend.h"
#include "scenario/quantity.h"

#define MINOR_UNITS 100

/* One value on its way: where it stands, what it rests on and where it goes. */
struct errand {
    struct fnl_reading *reading;
    const struct fnl_node *outer; /* as the file has it, with its evidence */
    const struct fnl_node *node;  /* the value itself */
    const struct fnl_param *row;
    const struct fnl_evidence *evidence;
};

size_t fnl_value_size(enum fnl_param_type type)
{
    switch (type) {
    case FNL_PARAM_FLAG:
        return sizeof(bool);
    case FNL_PARAM_COUNT:
    case FNL_PARAM_MONEY:
    case FNL_PARAM_SPAN:
        return sizeof(int64_t);
    case FNL_PARAM_NUMBER:
    case FNL_PARAM_SHARE:
        return sizeof(double);
    case FNL_PARAM_DATE:
    case FNL_PARAM_CHOICE:
        return sizeof(int);
    case FNL_PARAM_TEXT:
        return sizeof(const char *);
    case FNL_PARAM_LAW:
        return sizeof(struct fnl_law);
    case FNL_PARAM_PLAN:
        return sizeof(struct fnl_param_plan);
    case FNL_PARAM_DATES:
        return sizeof(struct fnl_param_dates);
    case FNL_PARAM_TEXTS:
        return sizeof(struct fnl_param_texts);
    }
    return 0;
}

static bool expect(const struct errand *errand, const char *what)
{
    char quote[80];
    return fnl_reading_complain(errand->reading, errand->node, NULL, "%s is not %s",
                                fnl_reading_quote(errand->node, quote), what);
}

static bool refuse_law(const struct errand *errand)
{
    return fnl_reading_complain(
        errand->reading, errand->node, NULL,
        "this is the same whenever it is used, so it takes one plain value "
        "and no law; how sure you are of it is said by { value = ...; range "
        "= (lowest, highest); }");
}

/* A number that is not a law, in the row's range and shaken within its own. */
static bool read_number(const struct errand *errand, double *number)
{
    double stated;
    if (fnl_lawform_is_law(errand->node))
        return refuse_law(errand);
    return fnl_reading_number(errand->reading, errand->node, errand->row->unit, &stated) &&
           fnl_reading_in_range(errand->reading, errand->node, errand->row, stated) &&
           fnl_evidence_shake(errand->reading, errand->outer, errand->evidence, stated, number);
}

/* 4.0 is a count as good as 4. */
static bool is_whole(double number)
{
    return number == floor(number) && fabs(number) < 9e15;
}

/* A text that is no quantity of any kind, not even a misspelt one, where a plain number is asked
 * for. */
static bool is_word(const struct errand *errand)
{
    char problem[FNL_QUANTITY_PROBLEM], mended[FNL_MEND_TEXT];
    double number;
    return errand->row->unit == FNL_UNIT_NONE && errand->node->kind == FNL_NODE_TEXT &&
           !fnl_mend_letters(errand->node->text, mended) &&
           !fnl_quantity_read(errand->node->text, FNL_UNIT_NONE, &number, problem);
}

static bool read_count(const struct errand *errand, int64_t *field)
{
    const struct fnl_node *node = errand->node;
    double stated = 0, number = 0;
    if ((node->kind == FNL_NODE_REAL && !is_whole(node->real)) || is_word(errand))
        return expect(errand, "a whole number, such as 7");
    if (!read_number(errand, &number))
        return false;
    if (node->kind == FNL_NODE_TEXT &&
        fnl_reading_number(errand->reading, node, errand->row->unit, &stated) && !is_whole(stated))
        return expect(errand, "a whole number, such as 7");
    const bool exact = node->kind == FNL_NODE_INTEGER && !errand->evidence->ranged;
    *field = exact ? node->integer : fnl_units_integer(number);
    return true;
}

/* A whole number goes into cents exactly; 2^53 cents are beyond any firm. */
static bool read_money(const struct errand *errand, fnl_money *field)
{
    static const double most = 9e13;
    double number = 0;
    if (!read_number(errand, &number))
        return false;
    if (fabs(number) > most)
        return expect(errand, "an amount below 9e13");
    *field = fnl_units_integer(number * MINOR_UNITS);
    return true;
}

static bool read_span(const struct errand *errand, fnl_time *field)
{
    double number = 0;
    if (!read_number(errand, &number))
        return false;
    const double span = number * fnl_quantity_milliseconds(errand->row->unit);
    if (fabs(span) > (double)FNL_NEVER)
        return expect(errand, "a time below 35000 years");
    *field = fnl_units_integer(span);
    return true;
}

static bool read_flag(const struct errand *errand, bool *field)
{
    if (errand->node->kind != FNL_NODE_FLAG)
        return expect(errand, "true or false");
    *field = errand->node->flag;
    return true;
}

static bool read_text(const struct errand *errand, const char **field)
{
    if (errand->node->kind != FNL_NODE_TEXT)
        return expect(errand, "a text in quotes");
    *field = fnl_arena_text(errand->reading->arena, errand->node->text);
    return *field || fnl_reading_exhaust(errand->reading);
}

static bool read_day(struct fnl_reading *reading, const struct fnl_node *node, int *day)
{
    char quote[80];
    if (node->kind == FNL_NODE_TEXT && fnl_date_read(node->text, day))
        return true;
    return fnl_reading_complain(
        reading, node, NULL,
        "%s is not a date of the calendar, written as \"2026-04-01\" or \"2026-04\"",
        fnl_reading_quote(node, quote));
}

static bool refuse_choice(const struct errand *errand)
{
    const char *const *choices = errand->row->choices;
    char all[400] = "", quote[80];
    size_t count = 0;
    for (; choices[count]; count++) {
        strncat(all, count ? ", " : "", sizeof all - 1 - strlen(all));
        strncat(all, choices[count], sizeof all - 1 - strlen(all));
    }
    const char *nearest = errand->node->kind == FNL_NODE_TEXT
                              ? fnl_text_nearest(errand->node->text, choices, count)
                              : NULL;
    return fnl_reading_complain(errand->reading, errand->node, NULL, "%s is none of %s%s%s%s",
                                fnl_reading_quote(errand->node, quote), all,
                                nearest ? " (did you mean " : "", nearest ? nearest : "",
                                nearest ? "?)" : "");
}

static bool read_choice(const struct errand *errand, int *field)
{
    for (int i = 0; errand->node->kind == FNL_NODE_TEXT && errand->row->choices[i]; i++)
        if (strcmp(errand->row->choices[i], errand->node->text) == 0) {
            *field = i;
            return true;
        }
    return refuse_choice(errand);
}

/* The range of a law's evidence is about its median, and moves the whole law in proportion. */
static bool read_law(const struct errand *errand, struct fnl_law *field)
{
    if (errand->row->drawn == FNL_DRAWN_NEVER && fnl_lawform_is_law(errand->node))
        return refuse_law(errand);
    if (!fnl_lawform_read(errand->reading, errand->node, errand->row, field))
        return false;
    if (!errand->evidence->ranged)
        return true;

    const double median = fnl_law_quantile(field, 0.5);
    double shaken;
    if (median <= 0 || errand->evidence->low < 0)
        return fnl_reading_complain(errand->reading, errand->node, NULL,
                                    "a range needs a typical value above 0");
    if (!fnl_evidence_shake(errand->reading, errand->outer, errand->evidence, median, &shaken))
        return false;
    if (errand->reading->shake)
        *field = fnl_law_scaled(*field, shaken / median);
    return true;
}

static bool read_months(const struct errand *errand, struct fnl_param_plan *field)
{
    const struct fnl_node *list = errand->node;
    double *months;
    if (errand->evidence->ranged)
        return fnl_reading_complain(errand->reading, list, NULL,
                                    "a range belongs to one number, not to a plan of many");
    if (list->count == 0)
        return expect(errand, "a plan: it has one number a month");
    if (!fnl_reading_values(errand->reading, list, errand->row, &months))
        return false;
    *field = (struct fnl_param_plan){months, list->count};
    return true;
}

static bool read_plan(const struct errand *errand, struct fnl_param_plan *field)
{
    if (errand->node->kind == FNL_NODE_LIST)
        return read_months(errand, field);
    double *months = fnl_arena_zeroed(errand->reading->arena, 1, sizeof *months);
    if (!months)
        return fnl_reading_exhaust(errand->reading);
    if (!read_number(errand, months))
        return false;
    *field = (struct fnl_param_plan){months, 1};
    return true;
}

static int compare_days(const void *a, const void *b)
{
    const int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* Longer closures than a year are a typing mistake. */
#define MOST_DAYS 366

/* The days from `first` to `last` that one text of a list stands for. */
struct stretch {
    int first, last;
};

static bool read_exact_day(const char *text, size_t length, int *day)
{
    char exact[] = "2026-04-01";
    if (length != strlen(exact))
        return false;
    memcpy(exact, text, length);
    return fnl_date_read(exact, day);
}

/* "2026-08-03 to 2026-08-21", or one day. */
static bool read_stretch(const char *text, struct stretch *stretch)
{
    static const char between[] = " to ";
    const char *to = strstr(text, between);
    if (!to) {
        const bool read = read_exact_day(text, strlen(text), &stretch->first);
        stretch->last = stretch->first;
        return read;
    }
    const char *last = to + strlen(between);
    return read_exact_day(text, (size_t)(to - text), &stretch->first) &&
           read_exact_day(last, strlen(last), &stretch->last) && stretch->first <= stretch->last &&
           stretch->last - stretch->first < MOST_DAYS;
}

static bool complain_of_stretch(const struct errand *errand, const struct fnl_node *node)
{
    char quote[80];
    int day;
    if (node->kind == FNL_NODE_TEXT && fnl_date_read(node->text, &day))
        return fnl_reading_complain(errand->reading, node, NULL,
                                    "%s is a whole month: say the day (\"%s-01\"), or from when to "
                                    "when (\"%s-03 to %s-21\")",
                                    fnl_reading_quote(node, quote), node->text, node->text,
                                    node->text);
    return fnl_reading_complain(errand->reading, node, NULL,
                                "%s is no day and no stretch of days, written as \"2026-04-01\" or "
                                "\"2026-08-03 to 2026-08-21\"",
                                fnl_reading_quote(node, quote));
}

static bool read_item(const struct errand *errand, const struct fnl_node *node,
                      struct stretch *stretch)
{
    if (errand->row->unit == FNL_UNIT_DAYS)
        return (node->kind == FNL_NODE_TEXT && read_stretch(node->text, stretch)) ||
               complain_of_stretch(errand, node);
    const bool read = read_day(errand->reading, node, &stretch->first);
    stretch->last = stretch->first;
    return read;
}

/* All days of the stretches, in order. */
static bool spread_out(const struct errand *errand, const struct stretch *stretches, size_t count,
                       struct fnl_param_dates *field)
{
    size_t days = 0;
    for (size_t i = 0; i < count; i++)
        days += (size_t)(stretches[i].last - stretches[i].first + 1);
    int *all = fnl_arena_zeroed(errand->reading->arena, days, sizeof *all);
    if (!all)
        return fnl_reading_exhaust(errand->reading);
    size_t filled = 0;
    for (size_t i = 0; i < count; i++)
        for (int day = stretches[i].first; day <= stretches[i].last; day++)
            all[filled++] = day;
    qsort(all, days, sizeof *all, compare_days);
    *field = (struct fnl_param_dates){all, days};
    return true;
}

static bool read_dates(const struct errand *errand, struct fnl_param_dates *field)
{
    const struct fnl_node *node = errand->node;
    const bool single = node->kind == FNL_NODE_TEXT;
    if (!single && node->kind != FNL_NODE_LIST)
        return expect(errand, "a list of dates, such as [\"2026-04-14\", \"2026-10-06\"]");
    struct stretch *stretches =
        fnl_arena_zeroed(errand->reading->arena, single ? 1 : node->count, sizeof *stretches);
    if (!stretches)
        return fnl_reading_exhaust(errand->reading);

    bool all = !single || read_item(errand, node, stretches);
    size_t count = single;
    for (const struct fnl_node *item = node->first; item; item = item->next)
        all = read_item(errand, item, &stretches[count++]) && all;
    return all && spread_out(errand, stretches, count, field);
}

static bool read_texts(const struct errand *errand, struct fnl_param_texts *field)
{
    const struct fnl_node *node = errand->node;
    const bool single = node->kind == FNL_NODE_TEXT;
    struct fnl_reading *reading = errand->reading;
    if (!single && node->kind != FNL_NODE_LIST)
        return expect(errand, "a text in quotes or a list of such texts");
    const char **items = fnl_arena_zeroed(reading->arena, single ? 1 : node->count, sizeof *items);
    if (!items)
        return fnl_reading_exhaust(reading);
    *field = (struct fnl_param_texts){items, 0};
    for (const struct fnl_node *item = single ? node : node->first; item;
         item = single ? NULL : item->next) {
        const struct errand one = {reading, item, item, errand->row, errand->evidence};
        if (!read_text(&one, &items[field->count++]))
            return false;
    }
    return true;
}

static bool read_field(const struct errand *errand, void *field)
{
    switch (errand->row->type) {
    case FNL_PARAM_FLAG:
        return read_flag(errand, field);
    case FNL_PARAM_COUNT:
        return read_count(errand, field);
    case FNL_PARAM_NUMBER:
    case FNL_PARAM_SHARE:
        return read_number(errand, field);
    case FNL_PARAM_MONEY:
        return read_money(errand, field);
    case FNL_PARAM_SPAN:
        return read_span(errand, field);
    case FNL_PARAM_DATE:
        return read_day(errand->reading, errand->node, field);
    case FNL_PARAM_TEXT:
        return read_text(errand, field);
    case FNL_PARAM_CHOICE:
        return read_choice(errand, field);
    case FNL_PARAM_LAW:
        return read_law(errand, field);
    case FNL_PARAM_PLAN:
        return read_plan(errand, field);
    case FNL_PARAM_DATES:
        return read_dates(errand, field);
    case FNL_PARAM_TEXTS:
        return read_texts(errand, field);
    }
    return false;
}

bool fnl_value_read(struct fnl_reading *reading, const struct fnl_node *node,
                    const struct fnl_param *row, void *field, struct fnl_evidence *evidence)
{
    const size_t found = reading->found; /* in the evidence or in the value: both are looked at */
    const struct errand errand = {
        .reading = reading,
        .outer = node,
        .node = fnl_evidence_unwrap(reading, node, row, evidence),
        .row = row,
        .evidence = evidence,
    };
    return errand.node && read_field(&errand, field) && reading->found == found;
}

void fnl_value_blank(const struct fnl_param *row, void *field)
{
    static const double nothing = 0;
    memset(field, 0, fnl_value_size(row->type));
    if (row->type == FNL_PARAM_TEXT)
        *(const char **)field = "";
    else if (row->type == FNL_PARAM_PLAN)
        *(struct fnl_param_plan *)field = (struct fnl_param_plan){&nothing, 1};
    else if (row->type == FNL_PARAM_LAW)
        *(struct fnl_law *)field = fnl_law_constant(0);
}
