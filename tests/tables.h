/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tables.h - what every parameter table and every list of policies must keep,
 * and a way to choose a policy and set its parameters without its struct.
 *
 * Whether the standard values can be read, scenario/soundness.h says; here is
 * what a table promises by itself (base/param.h). Include after cmocka.h.
 */
#ifndef FUNNELSIM_TESTS_TABLES_H
#define FUNNELSIM_TESTS_TABLES_H

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/param.h"
#include "base/policy.h"
#include "base/units.h"
#include "random/law.h"

/* Fails, naming the table (or list) and the row, unless `right` holds. */
#define TABLES_ASSERT(right, table, row)                                                           \
    do {                                                                                           \
        if (!(right))                                                                              \
            fail_msg("%s, %s: not so: %s", (table), (row), #right);                                \
    } while (0)

static inline size_t tables_field_size(enum fnl_param_type type)
{
    switch (type) {
    case FNL_PARAM_FLAG:
        return sizeof(bool);
    case FNL_PARAM_COUNT:
        return sizeof(int64_t);
    case FNL_PARAM_NUMBER:
    case FNL_PARAM_SHARE:
        return sizeof(double);
    case FNL_PARAM_MONEY:
        return sizeof(fnl_money);
    case FNL_PARAM_SPAN:
        return sizeof(fnl_time);
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
    fail_msg("%d is no type", (int)type);
    return 0;
}

static inline bool tables_is_word(const char *name)
{
    if (!name || !islower((unsigned char)name[0]))
        return false;
    for (const char *c = name; *c; c++)
        if (!islower((unsigned char)*c) && !isdigit((unsigned char)*c) && *c != '_')
            return false;
    return name[strlen(name) - 1] != '_' && !strstr(name, "__");
}

/* Something is said, on one line, without blanks at the ends. */
static inline bool tables_is_line(const char *text)
{
    if (!text || !*text)
        return false;
    const char last = text[strlen(text) - 1];
    return !strpbrk(text, "\n\t") && text[0] != ' ' && last != ' ' && !strstr(text, "  ");
}

static inline bool tables_begins(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* Where a value comes from: one of the bases, or the firm itself. */
static inline bool tables_has_basis(const char *source)
{
    static const char *const bases[] = {"benchmark: ", "estimate: ", "guess", "convention",
                                        "the firm's "};
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++)
        if (tables_begins(source, bases[i]))
            return true;
    return false;
}

/* How many choices there are; each is a word, none stands twice. */
static inline size_t tables_check_choices(const char *table, const struct fnl_param *row)
{
    size_t count = 0;
    for (; row->choices[count]; count++) {
        TABLES_ASSERT(count < 100, table, row->name);
        TABLES_ASSERT(tables_is_word(row->choices[count]), table, row->name);
        for (size_t i = 0; i < count; i++)
            TABLES_ASSERT(strcmp(row->choices[i], row->choices[count]) != 0, table, row->name);
    }
    return count;
}

static inline bool tables_is_choice(const struct fnl_param *row, const char *word)
{
    for (size_t i = 0; row->choices[i]; i++)
        if (strcmp(row->choices[i], word) == 0)
            return true;
    return false;
}

static inline void tables_check_standard(const char *table, const struct fnl_param *row)
{
    const char *const values[] = {row->standard, row->neutral};
    TABLES_ASSERT(row->standard || !row->neutral, table, row->name);
    for (size_t i = 0; i < 2; i++) {
        if (!values[i])
            continue;
        TABLES_ASSERT(tables_is_line(values[i]), table, row->name);
        if (row->type == FNL_PARAM_CHOICE)
            TABLES_ASSERT(tables_is_choice(row, values[i]), table, row->name);
        if (row->type == FNL_PARAM_FLAG)
            TABLES_ASSERT(strcmp(values[i], "true") == 0 || strcmp(values[i], "false") == 0, table,
                          row->name);
        if (row->type == FNL_PARAM_TEXT)
            TABLES_ASSERT(values[i][0] == '"', table, row->name);
    }
}

static inline void tables_check_range(const char *table, const struct fnl_param *row)
{
    switch (row->type) {
    case FNL_PARAM_COUNT:
    case FNL_PARAM_NUMBER:
    case FNL_PARAM_SHARE:
    case FNL_PARAM_MONEY:
    case FNL_PARAM_SPAN:
    case FNL_PARAM_LAW:
    case FNL_PARAM_PLAN:
        TABLES_ASSERT(isfinite(row->low) && isfinite(row->high), table, row->name);
        TABLES_ASSERT(row->low < row->high, table, row->name);
        break;
    default:
        TABLES_ASSERT(row->low == 0 && row->high == 0, table, row->name);
        break;
    }
    if (row->unit == FNL_UNIT_SHARE)
        TABLES_ASSERT(row->low >= 0 && row->high <= 1, table, row->name);
}

/* A unit that the type can have. */
static inline bool tables_fits_unit(const struct fnl_param *row)
{
    const bool of_time = row->unit >= FNL_UNIT_MINUTES && row->unit <= FNL_UNIT_MONTHS;
    switch (row->type) {
    case FNL_PARAM_SHARE:
        return row->unit == FNL_UNIT_SHARE;
    case FNL_PARAM_MONEY:
        return row->unit == FNL_UNIT_MONEY;
    case FNL_PARAM_SPAN:
        return of_time;
    case FNL_PARAM_COUNT:
        return row->unit == FNL_UNIT_NONE || of_time;
    case FNL_PARAM_NUMBER:
        return row->unit != FNL_UNIT_SHARE && row->unit != FNL_UNIT_MONEY;
    case FNL_PARAM_LAW:
    case FNL_PARAM_PLAN:
        return row->unit <= FNL_UNIT_LOGIT;
    case FNL_PARAM_DATES:
        return row->unit == FNL_UNIT_NONE || row->unit == FNL_UNIT_DAYS;
    default:
        return row->unit == FNL_UNIT_NONE;
    }
}

/* An expert row asks nothing; what is asked is a question. */
static inline bool tables_asks_well(const struct fnl_param *row)
{
    if (!row->question)
        return true;
    return row->level != FNL_LEVEL_EXPERT && tables_is_line(row->question) &&
           row->question[strlen(row->question) - 1] == '?';
}

static inline void tables_check_row(const char *table, const struct fnl_param *row)
{
    TABLES_ASSERT(tables_is_word(row->name), table, row->name ? row->name : "a row");
    TABLES_ASSERT(tables_is_line(row->meaning), table, row->name);
    TABLES_ASSERT(row->meaning[strlen(row->meaning) - 1] != '.', table, row->name);
    TABLES_ASSERT(tables_is_line(row->source) && tables_has_basis(row->source), table, row->name);
    TABLES_ASSERT(row->level <= FNL_LEVEL_EXPERT, table, row->name);
    TABLES_ASSERT(tables_asks_well(row), table, row->name);
    TABLES_ASSERT((row->type == FNL_PARAM_CHOICE) == (row->choices != NULL), table, row->name);
    if (row->choices)
        TABLES_ASSERT(tables_check_choices(table, row) >= 2, table, row->name);
    TABLES_ASSERT(tables_fits_unit(row), table, row->name);
    /* What can be a law says when it is drawn, and only that. */
    TABLES_ASSERT((row->type == FNL_PARAM_LAW) == (row->drawn != FNL_DRAWN_NEVER), table,
                  row->name);
    TABLES_ASSERT(row->drawn <= FNL_DRAWN_USE, table, row->name);
    tables_check_range(table, row);
    tables_check_standard(table, row);
}

/* Two rows have two names and two fields. */
static inline void tables_check_apart(const char *table, const struct fnl_param *a,
                                      const struct fnl_param *b)
{
    TABLES_ASSERT(strcmp(a->name, b->name) != 0, table, a->name);
    TABLES_ASSERT(a->offset + tables_field_size(a->type) <= b->offset ||
                      b->offset + tables_field_size(b->type) <= a->offset,
                  table, a->name);
}

/* Checks `table`, called `name` in messages. */
static inline void tables_check(const char *name, const struct fnl_param_table *table)
{
    TABLES_ASSERT(table->rows && table->count > 0, name, "the table");
    for (size_t i = 0; i < table->count; i++) {
        const struct fnl_param *row = &table->rows[i];
        tables_check_row(name, row);
        const size_t size = tables_field_size(row->type);
        TABLES_ASSERT(row->offset + size <= table->size, name, row->name);
        TABLES_ASSERT(row->offset % (size < 8 ? size : 8) == 0, name, row->name);
        for (size_t j = 0; j < i; j++)
            tables_check_apart(name, row, &table->rows[j]);
    }
}

static inline bool tables_is_sentence(const char *text)
{
    return tables_is_line(text) && isupper((unsigned char)text[0]) &&
           text[strlen(text) - 1] == '.' && strlen(text) > 20;
}

/* Checks the list of answers to the question called `name`. */
static inline void tables_check_policies(const char *name, const struct fnl_policy *const *policies,
                                         size_t count)
{
    TABLES_ASSERT(count >= 2, name, "the list");
    for (size_t i = 0; i < count; i++) {
        const struct fnl_policy *policy = policies[i];
        TABLES_ASSERT(policy && tables_is_word(policy->name), name, "a policy");
        TABLES_ASSERT(tables_is_sentence(policy->about), name, policy->name);
        if (policy->params) {
            tables_check(policy->name, policy->params);
            TABLES_ASSERT(policy->params->size <= FNL_CHOICE_PARAMS, name, policy->name);
        }
        for (size_t j = 0; j < i; j++)
            TABLES_ASSERT(strcmp(policies[j]->name, policy->name) != 0, name, policy->name);
    }
}

/* A choice of the policy called `name`, all its parameters zero. */
static inline struct fnl_choice tables_choose(const struct fnl_policy *const *policies,
                                              size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(policies[i]->name, name) == 0)
            return (struct fnl_choice){.policy = policies[i]};
    fail_msg("there is no policy %s", name);
    return (struct fnl_choice){0};
}

/* Sets a parameter of the chosen policy; money in minor units, spans in ms. */
static inline void tables_set(struct fnl_choice *choice, const char *name, double value)
{
    const struct fnl_param_table *table = choice->policy->params;
    for (size_t i = 0; table && i < table->count; i++) {
        const struct fnl_param *row = &table->rows[i];
        if (strcmp(row->name, name) != 0)
            continue;
        const int64_t whole = llround(value);
        const bool yes = value != 0;
        if (row->type == FNL_PARAM_FLAG) {
            memcpy(choice->params + row->offset, &yes, sizeof yes);
            return;
        }
        const bool real = row->type == FNL_PARAM_NUMBER || row->type == FNL_PARAM_SHARE;
        assert_int_equal(tables_field_size(row->type), 8);
        memcpy(choice->params + row->offset, real ? (const void *)&value : (const void *)&whole, 8);
        return;
    }
    fail_msg("%s has no parameter %s", choice->policy->name, name);
}

#endif
