/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/policy.h"
#include "model/settings.h"
#include "scenario/schema.h"
#include "scenario/soundness.h"
#include "scenario/value.h"

static void all_tables_and_sections_are_in_order(void **state)
{
    (void)state;
    struct fnl_mistakes mistakes = {0};
    fnl_soundness_check(&fnl_schema_root, &mistakes);
    fnl_mistakes_print(&mistakes, stderr);
    assert_int_equal(mistakes.count, 0);
    assert_int_equal(fnl_schema_root.table->size, sizeof(struct fnl_settings));
}

/* The bytes of a struct that some row or section reaches. */
struct reach {
    bool *bytes;
    size_t size;
};

static void reach_bytes(struct reach *reach, size_t offset, size_t size)
{
    assert_true(offset + size <= reach->size);
    for (size_t i = 0; i < size; i++)
        reach->bytes[offset + i] = true;
}

static void reach_rows(struct reach *reach, size_t offset, const struct fnl_param_table *table)
{
    for (size_t i = 0; table && i < table->count; i++)
        reach_bytes(reach, offset + table->rows[i].offset, fnl_value_size(table->rows[i].type));
}

/* Fewer bytes than the largest alignment of a field may be padding, and at the end of the struct
 * fewer than its own. */
static void expect_all(const struct reach *reach, size_t alignment, const char *what)
{
    size_t missed = 0, size = reach->size;
    while (size > reach->size - alignment + 1 && !reach->bytes[size - 1])
        size--;
    for (size_t i = 0; i < size; i++) {
        missed = reach->bytes[i] ? 0 : missed + 1;
        if (missed == 8)
            fail_msg("%s: no row reaches the bytes from %zu on", what, i + 1 - missed);
    }
}

static void reach_section(struct reach *reach, size_t offset, const struct fnl_section *section);

static struct reach reach_none(size_t size)
{
    const struct reach reach = {calloc(size, sizeof(bool)), size};
    assert_non_null(reach.bytes);
    return reach;
}

static void check_items(const struct fnl_section *list)
{
    struct reach reach = reach_none(list->table->size);
    reach_rows(&reach, 0, list->table);
    expect_all(&reach, 8, list->name);
    free(reach.bytes);
}

/* Policies may share a struct of which each uses a part. */
static void check_params(const struct fnl_section *section, const struct fnl_param_table *params)
{
    struct reach reach = reach_none(params->size);
    for (size_t i = 0; i < section->policy_count; i++)
        if (section->policies[i]->params && section->policies[i]->params->size == params->size)
            reach_rows(&reach, 0, section->policies[i]->params);
    expect_all(&reach, 8, section->name);
    free(reach.bytes);
}

static void reach_inside(struct reach *reach, size_t offset, const struct fnl_section *section)
{
    for (size_t i = 0; i < section->section_count; i++)
        reach_section(reach, offset + section->sections[i].offset, &section->sections[i]);
}

static void reach_section(struct reach *reach, size_t offset, const struct fnl_section *section)
{
    switch (section->kind) {
    case FNL_SECTION_GROUP:
        reach_rows(reach, offset, section->table);
        if (section->marked)
            reach_bytes(reach, offset + section->present, sizeof(bool));
        reach_inside(reach, offset, section);
        break;
    case FNL_SECTION_LIST:
        reach_bytes(reach, offset, sizeof(struct fnl_list));
        check_items(section);
        break;
    case FNL_SECTION_POLICY:
        reach_bytes(reach, offset, sizeof(struct fnl_choice));
        for (size_t i = 0; i < section->policy_count; i++)
            if (section->policies[i]->params)
                check_params(section, section->policies[i]->params);
        break;
    case FNL_SECTION_ELSEWHERE:
        break;
    }
}

static void every_field_of_the_settings_can_be_said(void **state)
{
    (void)state;
    struct reach reach = reach_none(sizeof(struct fnl_settings));
    reach_section(&reach, 0, &fnl_schema_root);
    expect_all(&reach, _Alignof(struct fnl_settings), "settings");
    free(reach.bytes);
}

static void count_row(void *context, const struct fnl_section_visit *visit)
{
    size_t *levels = context;
    levels[visit->row->level]++;
}

static void ask_row(void *context, const struct fnl_section_visit *visit)
{
    const struct fnl_param *row = visit->row;
    (void)context;
    if (row->level == FNL_LEVEL_ESSENTIAL && !row->question && strcmp(row->name, "name") != 0)
        fail_msg("%s is essential and asks nothing", visit->path);
    if (strchr(row->meaning, '\n') || row->meaning[strlen(row->meaning) - 1] == '.')
        fail_msg("%s: the meaning is no phrase of one line", visit->path);
    if (row->question && !strchr(row->question, '?'))
        fail_msg("%s: the question does not ask", visit->path);
}

static void what_a_newcomer_reads_can_be_answered(void **state)
{
    (void)state;
    size_t levels[3] = {0};
    fnl_section_each(&fnl_schema_root, ask_row, NULL);
    fnl_section_each(&fnl_schema_root, count_row, levels);
    assert_in_range(levels[FNL_LEVEL_ESSENTIAL], 20, 60);
    assert_true(levels[FNL_LEVEL_TUNING] > 0 && levels[FNL_LEVEL_EXPERT] > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_tables_and_sections_are_in_order),
        cmocka_unit_test(every_field_of_the_settings_can_be_said),
        cmocka_unit_test(what_a_newcomer_reads_can_be_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
