/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/reading.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "scenario/quantity.h"

bool fnl_reading_complain(struct fnl_reading *reading, const struct fnl_node *node, const char *key,
                          const char *format, ...)
{
    char sentence[1000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    fnl_tree_complain(node, key, reading->mistakes, "%s", sentence);
    reading->found++;
    return false;
}

bool fnl_reading_exhaust(struct fnl_reading *reading)
{
    reading->exhausted = true;
    return false;
}

const char *fnl_reading_quote(const struct fnl_node *node, char text[80])
{
    switch (node->kind) {
    case FNL_NODE_GROUP:
        return "a group";
    case FNL_NODE_LIST:
        return "a list";
    case FNL_NODE_FLAG:
        return node->flag ? "true" : "false";
    case FNL_NODE_INTEGER:
        snprintf(text, 80, "%lld", (long long)node->integer);
        return text;
    case FNL_NODE_REAL:
        snprintf(text, 80, "%.9g", node->real);
        return text;
    case FNL_NODE_TEXT:
        snprintf(text, 80, "\"%.60s\"", node->text);
        return text;
    }
    return "";
}

bool fnl_reading_number(struct fnl_reading *reading, const struct fnl_node *node,
                        enum fnl_param_unit unit, double *number)
{
    char text[FNL_QUANTITY_PROBLEM];
    if (node->kind == FNL_NODE_INTEGER)
        *number = (double)node->integer;
    else if (node->kind == FNL_NODE_REAL)
        *number = node->real;
    else if (node->kind != FNL_NODE_TEXT)
        return fnl_reading_complain(reading, node, NULL, "%s is not %s",
                                    fnl_reading_quote(node, text), fnl_quantity_example(unit));
    else if (!fnl_quantity_read(node->text, unit, number, text))
        return fnl_reading_complain(reading, node, NULL, "%s", text);
    return true;
}

bool fnl_reading_numbers(struct fnl_reading *reading, const struct fnl_node *list,
                         enum fnl_param_unit unit, double **numbers)
{
    *numbers = fnl_arena_zeroed(reading->arena, list->count, sizeof **numbers);
    if (!*numbers)
        return fnl_reading_exhaust(reading);
    bool all = true;
    size_t i = 0;
    for (const struct fnl_node *item = list->first; item; item = item->next)
        all = fnl_reading_number(reading, item, unit, &(*numbers)[i++]) && all;
    return all;
}

void fnl_reading_bounds(const struct fnl_param *row, double *low, double *high)
{
    const bool bounded = row->low != 0 || row->high != 0;
    const bool share = row->type == FNL_PARAM_SHARE;
    *low = bounded ? row->low : share ? 0 : -INFINITY;
    *high = bounded ? row->high : share ? 1 : INFINITY;
}

/* "0 % to 100 %", "0 to 1000 h", "at least 0 h". */
static const char *span(double low, double high, enum fnl_param_unit unit,
                        char text[2 * FNL_QUANTITY_TEXT + 16])
{
    char from[FNL_QUANTITY_TEXT], to[FNL_QUANTITY_TEXT];
    fnl_quantity_text(low, unit, from);
    fnl_quantity_text(high, unit, to);
    if (isinf(high))
        snprintf(text, 2 * FNL_QUANTITY_TEXT + 16, "at least %s", from);
    else if (isinf(low))
        snprintf(text, 2 * FNL_QUANTITY_TEXT + 16, "at most %s", to);
    else
        snprintf(text, 2 * FNL_QUANTITY_TEXT + 16, "%s to %s",
                 unit == FNL_UNIT_SHARE ? from : fnl_quantity_text(low, FNL_UNIT_NONE, from), to);
    return text;
}

/* Below the least factor somebody may have meant a change: 10 % more is "1.1 x". */
static const char *change(const struct fnl_param *row, double number, char text[120])
{
    double low, high;
    char by[FNL_QUANTITY_TEXT], more[FNL_QUANTITY_TEXT], less[FNL_QUANTITY_TEXT];
    fnl_reading_bounds(row, &low, &high);
    *text = '\0';
    if (row->unit != FNL_UNIT_FACTOR || number <= 0 || number >= low || 1 + number > high)
        return text;
    int length =
        snprintf(text, 120, "; %s more is \"%s\"", fnl_quantity_text(number, FNL_UNIT_SHARE, by),
                 fnl_quantity_text(1 + number, FNL_UNIT_FACTOR, more));
    if (1 - number >= low)
        snprintf(text + length, 120 - (size_t)length, ", %s less \"%s\"", by,
                 fnl_quantity_text(1 - number, FNL_UNIT_FACTOR, less));
    return text;
}

bool fnl_reading_in_range(struct fnl_reading *reading, const struct fnl_node *node,
                          const struct fnl_param *row, double number)
{
    double low, high;
    fnl_reading_bounds(row, &low, &high);
    if (number >= low && number <= high)
        return true;

    const bool may_be_unknown = row->standard && strcmp(row->standard, "-1") == 0 && low == -1;
    char shown[FNL_QUANTITY_TEXT], allowed[2 * FNL_QUANTITY_TEXT + 16], meant[120];
    const bool bare = node->kind == FNL_NODE_INTEGER || node->kind == FNL_NODE_REAL;
    if (row->unit == FNL_UNIT_SHARE && bare && number > high && number / 100 <= high)
        return fnl_reading_complain(reading, node, NULL,
                                    "%s is more than a whole: did you mean \"%s %%\"?",
                                    fnl_quantity_text(number, FNL_UNIT_NONE, shown), shown);
    const bool is_law = node->kind == FNL_NODE_GROUP || node->kind == FNL_NODE_LIST;
    return fnl_reading_complain(
        reading, node, NULL, "%s%s is out of range: expected %s%s%s",
        is_law ? "an average of " : "", fnl_quantity_text(number, row->unit, shown),
        span(may_be_unknown ? 0 : low, high, row->unit, allowed),
        may_be_unknown ? "; leave it out if it is not known" : "", change(row, number, meant));
}

bool fnl_reading_value(struct fnl_reading *reading, const struct fnl_node *node,
                       const struct fnl_param *row, double *value)
{
    return fnl_reading_number(reading, node, row->unit, value) &&
           fnl_reading_in_range(reading, node, row, *value);
}

bool fnl_reading_values(struct fnl_reading *reading, const struct fnl_node *list,
                        const struct fnl_param *row, double **values)
{
    *values = fnl_arena_zeroed(reading->arena, list->count, sizeof **values);
    if (!*values)
        return fnl_reading_exhaust(reading);
    bool all = true;
    double *value = *values;
    for (const struct fnl_node *item = list->first; item; item = item->next, value++)
        all = fnl_reading_value(reading, item, row, value) && all;
    return all;
}
