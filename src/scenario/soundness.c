/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/soundness.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "random/law.h"
#include "scenario/quantity.h"
#include "scenario/reader.h"
#include "scenario/value.h"

/* The largest field there is, with room and alignment for any. */
union any_field {
    struct fnl_law law;
    struct fnl_param_plan plan;
    struct fnl_param_dates dates;
    struct fnl_param_texts texts;
    int64_t integer;
    double real;
    const char *text;
};

struct check {
    struct fnl_mistakes *mistakes;
    char path[FNL_SECTION_PATH]; /* of what is being looked at */
};

static void complain(struct check *check, const char *what)
{
    fnl_mistakes_add(check->mistakes, NULL, 0, check->path[0] ? check->path : NULL, "%s", what);
}

/* Lengthens the path by one key and returns its length before, for going back. */
static size_t descend(struct check *check, const char *key)
{
    const size_t length = strlen(check->path);
    snprintf(check->path + length, sizeof check->path - length, "%s%s", length ? "." : "", key);
    return length;
}

static bool is_lower_snake_case(const char *name)
{
    return name[0] >= 'a' && name[0] <= 'z' &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name);
}

/* Reads a row's own value as it will be read in earnest. */
static void check_value(struct check *check, const struct fnl_param *row, const char *text)
{
    struct fnl_tree tree = {0};
    struct fnl_arena arena = {0};
    struct fnl_mistakes found = {0};
    struct fnl_reading reading = {.arena = &arena, .mistakes = &found};
    struct fnl_node *node = NULL;
    struct fnl_evidence evidence;
    union any_field field;
    if (fnl_reader_value(text, row->name, &found, &tree, &node, NULL) == FNL_OK)
        fnl_value_read(&reading, node, row, &field, &evidence);
    for (size_t i = 0; i < found.count; i++)
        complain(check, found.items[i].text ? found.items[i].text : "out of memory");
    fnl_mistakes_fini(&found);
    fnl_arena_fini(&arena);
    fnl_tree_fini(&tree);
}

static void check_words(struct check *check, const struct fnl_param *row)
{
    if (!is_lower_snake_case(row->name))
        complain(check, "the name is not lower_snake_case");
    if (!row->meaning || !row->meaning[0])
        complain(check, "the row does not say what it means");
    if (!row->source || !row->source[0])
        complain(check, "the row does not say where its standard comes from");
    if (row->type == FNL_PARAM_CHOICE && (!row->choices || !row->choices[0]))
        complain(check, "a choice has no words to choose from");
}

static void check_row(struct check *check, const struct fnl_param *row, size_t size)
{
    check_words(check, row);
    if (row->offset > size || size - row->offset < fnl_value_size(row->type))
        complain(check, "the field is not inside its struct");
    if (row->low > row->high)
        complain(check, "the range's lower end is above its upper one");
    if (row->type == FNL_PARAM_SPAN && fnl_quantity_milliseconds(row->unit) <= 0)
        complain(check, "a span has no unit of time");
    if (row->type == FNL_PARAM_CHOICE && (!row->choices || !row->choices[0]))
        return;
    if (row->standard)
        check_value(check, row, row->standard);
    if (row->neutral)
        check_value(check, row, row->neutral);
}

static bool overlap(const struct fnl_param *a, const struct fnl_param *b)
{
    return a->offset < b->offset + fnl_value_size(b->type) &&
           b->offset < a->offset + fnl_value_size(a->type);
}

static void check_table(struct check *check, const struct fnl_param_table *table)
{
    for (size_t i = 0; table && i < table->count; i++) {
        const struct fnl_param *row = &table->rows[i];
        const size_t length = descend(check, row->name);
        check_row(check, row, table->size);
        for (size_t j = 0; j < i; j++) {
            if (strcmp(table->rows[j].name, row->name) == 0)
                complain(check, "the name stands twice in its table");
            if (overlap(&table->rows[j], row))
                complain(check, "the field overlaps with another row's");
        }
        check->path[length] = '\0';
    }
}

static void check_policies(struct check *check, const struct fnl_section *section)
{
    if (section->policy_count == 0)
        complain(check, "there is no policy to choose");
    for (size_t i = 0; i < section->policy_count; i++) {
        const struct fnl_policy *policy = section->policies[i];
        const size_t length = descend(check, policy->name);
        if (!is_lower_snake_case(policy->name))
            complain(check, "the name is not lower_snake_case");
        if (!policy->about || !policy->about[0])
            complain(check, "the policy does not say what it does");
        if (policy->params && policy->params->size > FNL_CHOICE_PARAMS)
            complain(check, "the parameters do not fit into FNL_CHOICE_PARAMS");
        check_table(check, policy->params);
        check->path[length] = '\0';
    }
}

static void check_section(struct check *check, const struct fnl_section *section);

static void check_inside(struct check *check, const struct fnl_section *section, size_t index)
{
    const struct fnl_section *inside = &section->sections[index];
    const size_t size = fnl_section_size(inside),
                 around = section->table ? section->table->size : 0;
    const size_t length = descend(check, inside->name);
    if (!is_lower_snake_case(inside->name))
        complain(check, "the name is not lower_snake_case");
    if (fnl_section_row(section->table, inside->name) ||
        fnl_section_inside(section, inside->name) != inside)
        complain(check, "the name stands twice in its group");
    if (inside->offset > around || around - inside->offset < size)
        complain(check, "the field is not inside its struct");
    if (inside->marked && inside->present >= size)
        complain(check, "the mark of presence is not inside its struct");
    check_section(check, inside);
    check->path[length] = '\0';
}

static void check_section(struct check *check, const struct fnl_section *section)
{
    if (!section->about || !section->about[0])
        complain(check, "the section does not say what it is");
    if (section->kind == FNL_SECTION_LIST && !section->table)
        complain(check, "a list has no table for its items");
    if (section->kind == FNL_SECTION_POLICY)
        check_policies(check, section);
    check_table(check, section->table);
    for (size_t i = 0; i < section->section_count; i++)
        check_inside(check, section, i);
}

void fnl_soundness_check(const struct fnl_section *root, struct fnl_mistakes *mistakes)
{
    struct check check = {.mistakes = mistakes};
    check_section(&check, root);
}
