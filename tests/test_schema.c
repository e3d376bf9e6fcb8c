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
#include "lab.h"
#include "model/question.h"
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
        if (missed == alignment)
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

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* A firm that says no more than it must. */
#define FIRM                                                                                       \
    "name = \"Schema\"; sources = ("                                                               \
    "  { name = \"Door\"; kind = \"inbound\"; leads_per_month = 1; cost_each = 1; },"              \
    "  { name = \"Names\"; kind = \"list\"; leads_per_month = 1; cost_each = 1; },"                \
    "  { name = \"Friends\"; kind = \"referral\"; }, { name = \"Wanted\"; kind = \"target\"; } );" \
    "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); reps = { count = 1; }; "

static const struct fnl_section *section(const char *name)
{
    const struct fnl_section *found = fnl_section_inside(&fnl_schema_root, name);
    if (!found)
        fail_msg("there is no section %s", name);
    return found;
}

static const void *field(const struct lab *lab, size_t offset)
{
    return (const char *)lab->settings + offset;
}

/* A mechanism that the file only mentions is there; one that it does not is not. */
static void every_mechanism_is_marked_where_its_struct_has_the_mark(void **state)
{
    (void)state;
    size_t mechanisms = 0;
    for (size_t i = 0; i < fnl_schema_root.section_count; i++) {
        const struct fnl_section *marked = &fnl_schema_root.sections[i];
        if (!marked->marked)
            continue;
        /* Where no number can be missed there is no blame. */
        const char *number =
            strcmp(marked->name, "blame") == 0 ? "quota = { per_year = 1000; };" : "";
        struct lab *without = lab_open(FIRM "%s", number);
        struct lab *with = lab_open(FIRM "%s %s = { };", number, marked->name);
        assert_false(*(const bool *)field(without, marked->offset + marked->present));
        assert_true(*(const bool *)field(with, marked->offset + marked->present));
        lab_close(without);
        lab_close(with);
        mechanisms++;
    }
    assert_int_equal(mechanisms, 36);
}

/* What some answers need. */
#define SIGNALS "nurture = { }; signals = ( { name = \"demo\"; } );"

/* Where nothing is said, a question has its first answer; else the one that is named. */
static void every_question_has_all_its_answers(void **state)
{
    (void)state;
    static const struct {
        const char *name, *first;
        size_t answers;
    } questions[] = {
        {"handoff", "immediate", 4}, {"assign", "least_loaded", 3}, {"qualify", "nobody", 3},
        {"work", "first_come", 8},   {"slack", "wait", 2},          {"ask", "nobody", 4},
        {"accept", "all", 7},        {"buy", "nothing", 5},         {"concede", "all", 3},
        {"keep", "all", 4},          {"push", "none", 2},           {"meet", "any", 2},
        {"research", "nobody", 2}};
    for (size_t i = 0; i < LENGTH(questions); i++) {
        const struct fnl_section *question = section(questions[i].name);
        assert_int_equal(question->kind, FNL_SECTION_POLICY);
        assert_int_equal(question->policy_count, questions[i].answers);
        struct lab *lab = lab_open(FIRM);
        const struct fnl_choice *choice = field(lab, question->offset);
        assert_string_equal(choice->policy->name, questions[i].first);
        lab_close(lab);
        for (size_t j = 0; j < question->policy_count; j++) {
            const struct fnl_policy *policy = question->policies[j];
            assert_true(!policy->params || policy->params->size <= FNL_CHOICE_PARAMS);
            if (strcmp(questions[i].name, "buy") == 0)
                continue; /* needs money and prices besides */
            if (strcmp(policy->name, "when_behind") == 0)
                continue; /* needs a quota besides */
            lab = lab_open(FIRM SIGNALS "records = { }; %s = { policy = \"%s\"; };",
                           questions[i].name, policy->name);
            choice = field(lab, question->offset);
            assert_ptr_equal(choice->policy, policy);
            lab_close(lab);
        }
    }
}

/* Groups that describe the firm itself are there with their standard values. */
static void the_firm_itself_needs_no_mention(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM);
    const struct fnl_settings *settings = lab->settings;
    assert_int_equal(settings->months, 36);
    assert_string_equal(settings->currency, "USD");
    assert_string_equal(settings->judge_by, "contribution");
    assert_true(settings->calendar.opens == 9 && settings->calendar.hours_per_day == 8);
    assert_true(settings->reps.selling_share == 0.4);
    assert_true(settings->clients.renewal == 0.87);
    assert_true(settings->costs.discount_rate == 0.1);
    assert_string_equal(settings->labels.client, "client");
    lab_close(lab);
}

/* And what an absent mechanism would do, it does not. */
static void absent_mechanisms_have_neutral_values(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM);
    const struct fnl_settings *settings = lab->settings;
    assert_true(settings->pita.hours_factor == 1 && settings->pita.discount == 0);
    assert_true(settings->pita.mood_cap == 1);
    assert_true(settings->service.spills == 1);
    assert_true(settings->returns.share == 0);
    assert_true(settings->referrals.engaged == 0 && settings->referrals.pita_likeness == 1);
    assert_true(settings->response.weight == 0);
    assert_true(settings->concessions.asks_per_year == 0 && settings->concessions.spiral == 1);
    assert_true(settings->reputation.per_client_share == 0 && settings->care.per_hour == 0);
    assert_true(settings->market.size == 0 && settings->market.best_first == 0);
    assert_true(settings->goodwill.per_thousand == 0 && settings->awareness.on_showing == 0);
    assert_true(settings->targets.accounts == 0);
    assert_int_equal(settings->actuals.new_clients, -1);
    lab_close(lab);
}

static void keys_are_found_by_their_paths(void **state)
{
    (void)state;
    static const char *const paths[] = {"months",
                                        "sources[Door].leads_per_month",
                                        "stages[*].go_on",
                                        "meetings.kinds[lunch].preparation",
                                        "ask.per_client_year",
                                        "accept.comes_back",
                                        "pita.mood_cap",
                                        "clients.contract_value"};
    for (size_t i = 0; i < LENGTH(paths); i++)
        if (!fnl_section_find(&fnl_schema_root, paths[i]))
            fail_msg("%s is not found", paths[i]);
    assert_null(fnl_section_find(&fnl_schema_root, "pita.present"));
    assert_null(fnl_section_find(&fnl_schema_root, "today.deals"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_tables_and_sections_are_in_order),
        cmocka_unit_test(every_field_of_the_settings_can_be_said),
        cmocka_unit_test(what_a_newcomer_reads_can_be_answered),
        cmocka_unit_test(every_mechanism_is_marked_where_its_struct_has_the_mark),
        cmocka_unit_test(every_question_has_all_its_answers),
        cmocka_unit_test(the_firm_itself_needs_no_mention),
        cmocka_unit_test(absent_mechanisms_have_neutral_values),
        cmocka_unit_test(keys_are_found_by_their_paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
