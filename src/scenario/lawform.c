/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/lawform.h"

#include <math.h>
#include <string.h>

#include "scenario/evidence.h"
#include "scenario/quantity.h"

#define MOST_ARGUMENTS 8

bool fnl_lawform_is_law(const struct fnl_node *node)
{
    return node->kind == FNL_NODE_GROUP || node->kind == FNL_NODE_LIST;
}

/* Passes on what random/law.h says of the numbers. */
static bool accept(struct fnl_reading *reading, const struct fnl_node *node, fnl_status status,
                   const struct fnl_error *error)
{
    return status == FNL_OK || fnl_reading_complain(reading, node, NULL, "%s", error->text);
}

static bool read_three_points(struct fnl_reading *reading, const struct fnl_node *list,
                              const struct fnl_param *row, struct fnl_law *law)
{
    double *points = NULL;
    struct fnl_error error = {0};
    if (list->count != 3)
        return fnl_reading_complain(reading, list, NULL,
                                    "three numbers are expected: one in ten is below, typical, one "
                                    "in ten is above");
    return fnl_reading_values(reading, list, row, &points) &&
           accept(reading, list, fnl_law_three_points(points[0], points[1], points[2], law, &error),
                  &error);
}

/* An argument is in the row's unit, or without one; a text may also be a share (cv = "20 %"). */
static bool read_argument(struct fnl_reading *reading, const struct fnl_node *node,
                          const struct fnl_param *row, struct fnl_law_argument *argument)
{
    char problem[FNL_QUANTITY_PROBLEM];
    argument->name = node->name;
    if (node->kind == FNL_NODE_TEXT &&
        !fnl_quantity_read(node->text, row->unit, &argument->value, problem) &&
        fnl_quantity_read(node->text, FNL_UNIT_SHARE, &argument->value, problem))
        return true;
    return fnl_reading_number(reading, node, row->unit, &argument->value);
}

static bool is_argument(const struct fnl_node *group, const struct fnl_node *child)
{
    if (strcmp(child->name, "law") == 0)
        return false;
    return !fnl_evidence_is_key(child->name) ||
           (strcmp(child->name, "value") == 0 && fnl_tree_child(group, "law"));
}

static bool read_arguments(struct fnl_reading *reading, const struct fnl_node *group,
                           const struct fnl_param *row, struct fnl_law_argument *arguments,
                           size_t *count)
{
    bool all = true;
    *count = 0;
    for (const struct fnl_node *child = group->first; child; child = child->next) {
        if (!is_argument(group, child))
            continue;
        if (*count == MOST_ARGUMENTS)
            return fnl_reading_complain(reading, group, NULL, "no law takes so many arguments");
        all = read_argument(reading, child, row, &arguments[*count]) && all;
        ++*count;
    }
    return all;
}

/* The list `key` of a discrete or empirical law. */
static bool read_list(struct fnl_reading *reading, const struct fnl_node *group, const char *key,
                      enum fnl_param_unit unit, double **numbers, size_t *count)
{
    const struct fnl_node *list = fnl_tree_child(group, key);
    if (!list || list->kind != FNL_NODE_LIST || list->count == 0)
        return fnl_reading_complain(reading, group, key, "numbers are expected: %s = [3, 5, 8]",
                                    key);
    *count = list->count;
    return fnl_reading_numbers(reading, list, unit, numbers);
}

static bool refuse_other_keys(struct fnl_reading *reading, const struct fnl_node *group,
                              const char *const *keys)
{
    bool all = true;
    for (const struct fnl_node *child = group->first; child; child = child->next) {
        size_t i = 0;
        while (keys[i] && strcmp(keys[i], child->name) != 0)
            i++;
        if (!keys[i] && is_argument(group, child))
            all = fnl_reading_complain(reading, child, NULL, "unknown key");
    }
    return all;
}

static bool read_discrete(struct fnl_reading *reading, const struct fnl_node *group,
                          const struct fnl_param *row, struct fnl_law *law)
{
    static const char *const keys[] = {"values", "weights", NULL};
    double *values = NULL, *weights = NULL;
    size_t count = 0, weight_count = 0;
    struct fnl_error error = {0};
    bool all = refuse_other_keys(reading, group, keys);
    all = read_list(reading, group, "values", row->unit, &values, &count) && all;
    all = read_list(reading, group, "weights", FNL_UNIT_SHARE, &weights, &weight_count) && all;
    if (!all)
        return false;
    if (count != weight_count)
        return fnl_reading_complain(reading, group, NULL,
                                    "there are %zu values and %zu weights: each value has one",
                                    count, weight_count);
    return accept(reading, group, fnl_law_discrete(values, weights, count, law, &error), &error);
}

static bool read_empirical(struct fnl_reading *reading, const struct fnl_node *group,
                           const struct fnl_param *row, struct fnl_law *law)
{
    static const char *const keys[] = {"values", "file", "column", NULL};
    double *values = NULL;
    size_t count = 0;
    struct fnl_error error = {0};
    const bool all = refuse_other_keys(reading, group, keys);
    if (!read_list(reading, group, "values", row->unit, &values, &count) || !all)
        return false;
    return accept(reading, group, fnl_law_empirical(values, count, law, &error), &error);
}

static bool read_named(struct fnl_reading *reading, const struct fnl_node *group, const char *name,
                       const struct fnl_param *row, struct fnl_law *law)
{
    struct fnl_law_argument arguments[MOST_ARGUMENTS];
    struct fnl_error error = {0};
    size_t count = 0;
    if (strcmp(name, "discrete") == 0)
        return read_discrete(reading, group, row, law);
    if (strcmp(name, "empirical") == 0)
        return read_empirical(reading, group, row, law);
    return read_arguments(reading, group, row, arguments, &count) &&
           accept(reading, group, fnl_law_make(name, arguments, count, law, &error), &error);
}

/* { typical = "9 h"; } alone is that number: somebody knows no more, or says the rest as evidence.
 */
static bool read_unnamed(struct fnl_reading *reading, const struct fnl_node *group,
                         const struct fnl_param *row, struct fnl_law *law)
{
    struct fnl_law_argument arguments[MOST_ARGUMENTS] = {{NULL, 0}};
    size_t count = 0;
    if (!fnl_tree_child(group, "typical"))
        return fnl_reading_complain(
            reading, group, NULL,
            "a law has a name, law = \"lognormal\", or is said by `typical` "
            "and `one_in_ten_above`");
    if (!read_arguments(reading, group, row, arguments, &count))
        return false;
    if (count == 1) {
        *law = fnl_law_constant(arguments[0].value);
        return true;
    }
    return read_named(reading, group, "lognormal", row, law);
}

static bool read_group(struct fnl_reading *reading, const struct fnl_node *group,
                       const struct fnl_param *row, struct fnl_law *law)
{
    const struct fnl_node *name = fnl_tree_child(group, "law");
    if (!name)
        return read_unnamed(reading, group, row, law);
    if (name->kind != FNL_NODE_TEXT)
        return fnl_reading_complain(reading, name, NULL, "a law's name is a text in quotes");
    return read_named(reading, group, name->text, row, law);
}

static bool is_sensible(struct fnl_reading *reading, const struct fnl_node *node,
                        const struct fnl_param *row, const struct fnl_law *law)
{
    double low, high;
    const double mean = fnl_law_mean(law);
    fnl_reading_bounds(row, &low, &high);
    if (!isfinite(mean))
        return fnl_reading_complain(reading, node, NULL,
                                    "a %s of this shape has no average, so nothing computed from "
                                    "it would ever settle: give "
                                    "a shape above 1, or a typical value below twice the least",
                                    fnl_law_abouts[law->kind].name);
    if (!fnl_reading_in_range(reading, node, row, mean))
        return false;
    if (low >= 0 && fnl_law_least(law) < 0)
        return fnl_reading_complain(reading, node, NULL,
                                    "this law can give negative numbers, which make no sense here");
    const bool rate = row->unit == FNL_UNIT_PER_MONTH || row->unit == FNL_UNIT_PER_YEAR;
    if (rate && fnl_law_abouts[law->kind].counting)
        return fnl_reading_complain(
            reading, node, NULL,
            "%s counts, and here a rate is meant: a plain 40 already stands for a number that "
            "varies around 40 (Poisson); a law for the rate itself is one such as gamma",
            fnl_law_abouts[law->kind].name);
    return true;
}

bool fnl_lawform_read(struct fnl_reading *reading, const struct fnl_node *node,
                      const struct fnl_param *row, struct fnl_law *law)
{
    double number;
    struct fnl_law read = {.kind = FNL_LAW_CONSTANT};
    if (node->kind == FNL_NODE_LIST) {
        if (!read_three_points(reading, node, row, &read))
            return false;
    } else if (node->kind == FNL_NODE_GROUP) {
        if (!read_group(reading, node, row, &read))
            return false;
    } else {
        if (!fnl_reading_number(reading, node, row->unit, &number))
            return false;
        read = fnl_law_constant(number);
    }
    if (!is_sensible(reading, node, row, &read))
        return false;
    *law = read;
    return true;
}
