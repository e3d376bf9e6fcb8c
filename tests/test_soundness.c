/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "little_firm.h"
#include "scenario/soundness.h"

static void tables_in_order_are_left_alone(void **state)
{
    (void)state;
    struct fnl_mistakes mistakes = {0};
    fnl_soundness_check(&little_firm, &mistakes);
    fnl_mistakes_print(&mistakes, stderr);
    assert_int_equal(mistakes.count, 0);
}

/* Checks a group of one struct reps with these two rows; exactly one thing is wrong with it. */
static void expect_complaint(struct fnl_param first, struct fnl_param second, const char *path,
                             const char *said)
{
    const struct fnl_param rows[] = {first, second};
    const struct fnl_param_table table = {rows, 2, sizeof(struct reps)};
    const struct fnl_section root = {
        .kind = FNL_SECTION_GROUP, .table = &table, .about = "Two rows."};
    struct fnl_mistakes mistakes = {0};
    fnl_soundness_check(&root, &mistakes);
    assert_int_equal(mistakes.count, 1);
    assert_string_equal(mistakes.items[0].path, path);
    assert_string_equal(mistakes.items[0].text, said);
    fnl_mistakes_fini(&mistakes);
}

static void each_slip_in_a_row_is_found(void **state)
{
    (void)state;
    const struct fnl_param count = reps_rows[0], share = reps_rows[1];
    struct fnl_param bad = share;
    bad.standard = "12";
    expect_complaint(count, bad, "selling_time", "12 is more than a whole: did you mean \"12 %\"?");
    bad = share;
    bad.neutral = "none";
    expect_complaint(count, bad, "selling_time",
                     "\"none\" is not a share, such as \"40 %\", \"1 in 3\" or 0.4");
    bad = share;
    bad.name = "sellingTime";
    expect_complaint(count, bad, "sellingTime", "the name is not lower_snake_case");
    bad = share;
    bad.name = "count";
    expect_complaint(count, bad, "count", "the name stands twice in its table");
    bad = share;
    bad.meaning = "";
    expect_complaint(count, bad, "selling_time", "the row does not say what it means");
    bad = share;
    bad.source = NULL;
    expect_complaint(count, bad, "selling_time",
                     "the row does not say where its standard comes from");
    bad = share;
    bad.offset = sizeof(struct reps) - 7;
    expect_complaint(count, bad, "selling_time", "the field is not inside its struct");
    bad = share;
    bad.offset = count.offset + 4;
    expect_complaint(count, bad, "selling_time", "the field overlaps with another row's");
    bad = share;
    bad.low = 2;
    bad.standard = NULL;
    expect_complaint(count, bad, "selling_time", "the range's lower end is above its upper one");
    bad = share;
    bad.type = FNL_PARAM_SPAN;
    bad.standard = NULL;
    expect_complaint(count, bad, "selling_time", "a span has no unit of time");
    bad = share;
    bad.type = FNL_PARAM_CHOICE;
    expect_complaint(count, bad, "selling_time", "a choice has no words to choose from");
}

static void each_slip_in_a_section_is_found(void **state)
{
    (void)state;
    static const struct fnl_param_table wide = {asking_rows, 1, FNL_CHOICE_PARAMS + 16};
    static const struct fnl_policy greedy = {"greedy", "Takes room.", &wide},
                                   mute = {"mute", "", NULL};
    static const struct fnl_policy *const policies[] = {&greedy, &mute};
    const struct fnl_section sections[] = {
        {.name = "count", .kind = FNL_SECTION_ELSEWHERE, .about = "Named as a row."},
        {.name = "ask", .kind = FNL_SECTION_POLICY, .policies = policies, .policy_count = 2},
        {.name = "none", .kind = FNL_SECTION_POLICY, .about = "Has none."},
        {.name = "items", .kind = FNL_SECTION_LIST, .about = "Has no table."},
        {.name = "far",
         .kind = FNL_SECTION_GROUP,
         .table = &pita_table,
         .about = "Lies outside.",
         .offset = sizeof(struct reps),
         .marked = true,
         .present = sizeof(struct pita)},
    };
    const struct fnl_section root = {.kind = FNL_SECTION_GROUP,
                                     .table = &reps_table,
                                     .sections = sections,
                                     .section_count = 5,
                                     .about = "Bad."};
    struct fnl_mistakes mistakes = {0};
    fnl_soundness_check(&root, &mistakes);
    char *said = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&said, &length);
    fnl_mistakes_print(&mistakes, stream);
    fclose(stream);
    assert_string_equal(said, "count: the name stands twice in its group\n"
                              "ask: the field is not inside its struct\n"
                              "ask: the section does not say what it is\n"
                              "ask.greedy: the parameters do not fit into FNL_CHOICE_PARAMS\n"
                              "ask.mute: the policy does not say what it does\n"
                              "none: the field is not inside its struct\n"
                              "none: there is no policy to choose\n"
                              "items: a list has no table for its items\n"
                              "far: the field is not inside its struct\n"
                              "far: the mark of presence is not inside its struct\n");
    free(said);
    fnl_mistakes_fini(&mistakes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_in_order_are_left_alone),
        cmocka_unit_test(each_slip_in_a_row_is_found),
        cmocka_unit_test(each_slip_in_a_section_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
