/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "scenario/evidence.h"
#include "scenario/reader.h"

static const struct fnl_param cost = {
    .name = "cost", .type = FNL_PARAM_MONEY, .unit = FNL_UNIT_MONEY, .low = 0, .high = 1e6};
static const struct fnl_param start = {.name = "start", .type = FNL_PARAM_DATE};

struct desk {
    struct fnl_tree tree;
    struct fnl_mistakes mistakes;
    struct fnl_reading reading;
    struct fnl_evidence evidence;
};

static const struct fnl_node *unwrap(struct desk *desk, const struct fnl_param *row,
                                     const char *value)
{
    char text[400];
    *desk = (struct desk){.reading = {.mistakes = &desk->mistakes}};
    snprintf(text, sizeof text, "cost = %s;", value);
    assert_int_equal(fnl_reader_text(text, "a.cfg", &desk->mistakes, &desk->tree, NULL), FNL_OK);
    return fnl_evidence_unwrap(&desk->reading, desk->tree.root->first, row, &desk->evidence);
}

static void clear(struct desk *desk)
{
    fnl_mistakes_fini(&desk->mistakes);
    fnl_tree_fini(&desk->tree);
}

static void all_that_is_said_of_a_value_is_kept(void **state)
{
    (void)state;
    struct desk desk;
    const struct fnl_node *value =
        unwrap(&desk, &cost,
               "{ value = 164; basis = \"measured\"; source = \"Ads ledger 2025\"; as_of = "
               "\"2026-01\"; range = (150, \"0.18k\"); note = \"n = 31\"; }");
    assert_int_equal(value->integer, 164);
    assert_int_equal(desk.evidence.basis, FNL_EVIDENCE_MEASURED);
    assert_string_equal(desk.evidence.source, "Ads ledger 2025");
    assert_string_equal(desk.evidence.note, "n = 31");
    assert_true(desk.evidence.dated);
    assert_int_equal(desk.evidence.as_of, fnl_date_number((struct fnl_date){2026, 1, 1}));
    assert_true(desk.evidence.ranged);
    assert_true(desk.evidence.low == 150 && desk.evidence.high == 180);
    assert_string_equal(desk.evidence.file, "a.cfg");
    assert_int_equal(desk.evidence.line, 1);
    assert_ptr_equal(desk.evidence.row, &cost);
    clear(&desk);
}

static void a_bare_value_is_stated(void **state)
{
    (void)state;
    struct desk desk;
    assert_int_equal(unwrap(&desk, &cost, "164")->integer, 164);
    assert_int_equal(desk.evidence.basis, FNL_EVIDENCE_STATED);
    assert_string_equal(desk.evidence.source, "");
    assert_false(desk.evidence.ranged);
    clear(&desk);
}

static void a_law_may_carry_evidence_beside_its_keys(void **state)
{
    (void)state;
    struct desk desk;
    const struct fnl_node *value =
        unwrap(&desk, &cost, "{ typical = 9; one_in_ten_above = 20; basis = \"guess\"; }");
    assert_int_equal(value->count, 3);
    assert_int_equal(desk.evidence.basis, FNL_EVIDENCE_GUESS);
    clear(&desk);
    value = unwrap(&desk, &cost, "{ law = \"constant\"; value = 9; basis = \"estimate\"; }");
    assert_int_equal(value->count, 3);
    assert_int_equal(desk.evidence.basis, FNL_EVIDENCE_ESTIMATE);
    clear(&desk);
}

static void what_is_wrong_with_evidence_is_said(void **state)
{
    (void)state;
    static const struct {
        const struct fnl_param *row;
        const char *value, *said;
    } wrong[] = {
        {&cost, "{ value = 1; basis = \"measurd\"; }",
         "\"measurd\" is none of measured, benchmark, estimate, guess (did you mean measured?)"},
        {&cost, "{ value = 1; basis = \"standard\"; }",
         "\"standard\" is none of measured, benchmark, estimate, guess"},
        {&cost, "{ value = 1; source = 3; }", "3 is not a text in quotes"},
        {&cost, "{ value = 1; as_of = \"Jan 2026\"; }",
         "\"Jan 2026\" is not a date of the calendar, written as \"2026-01\" or \"2026-01-31\""},
        {&cost, "{ value = 1; range = 3; }",
         "a range is two numbers, such as (150, 180): you are 8 in 10 sure that the truth lies "
         "between "
         "them"},
        {&cost, "{ value = 1; range = (1, 2, 3); }",
         "a range is two numbers, such as (150, 180): you are 8 in 10 sure that the truth lies "
         "between "
         "them"},
        {&cost, "{ value = 1; range = (3, 2); }", "the lower end of the range, 2, comes first"},
        {&cost, "{ basis = \"guess\"; range = (2, 3); }",
         "is missing: basis, source and range belong to a value"},
        {&cost, "{ value = 1; range = (-3, 2); }", "-3 is out of range: expected 0 to 1000000"},
        {&cost, "{ value = 1; range = (\"3 days\", 2); }",
         "\"3 days\" is not an amount, such as 164, 25.50 or \"250k\""},
        {&start, "{ value = \"2026-01\"; range = (1, 2); }", "only a number can have a range"},
        {&cost, "{ value = 1; sorce = \"x\"; }", "unknown key (did you mean source?)"},
        {&cost, "{ value = 1; zzz = \"x\"; }",
         "unknown key; beside `value` stand basis, source, as_of, range, note"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct desk desk;
        unwrap(&desk, wrong[i].row, wrong[i].value);
        assert_int_equal(desk.reading.found, 1);
        assert_int_equal(desk.mistakes.count, 1);
        assert_string_equal(desk.mistakes.items[0].text, wrong[i].said);
        clear(&desk);
    }
}

static double given(void *context, const char *path)
{
    assert_string_equal(path, "cost");
    return *(double *)context;
}

static void a_value_moves_within_its_range(void **state)
{
    (void)state;
    struct desk desk;
    double u = 0.9, shaken;
    unwrap(&desk, &cost, "{ value = 164; range = (150, 180); }");
    const struct fnl_node *node = desk.tree.root->first;
    assert_true(fnl_evidence_shake(&desk.reading, node, &desk.evidence, 164, &shaken));
    assert_true(shaken == 164); /* nobody shakes */
    desk.reading.shake = given;
    desk.reading.context = &u;
    assert_true(fnl_evidence_shake(&desk.reading, node, &desk.evidence, 164, &shaken));
    assert_true(fabs(shaken - 180) < 1e-6);
    assert_false(fnl_evidence_shake(&desk.reading, node, &desk.evidence, 149, &shaken));
    assert_string_equal(desk.mistakes.items[0].text,
                        "149 does not lie in the range that is given for it, 150 to 180");
    clear(&desk);
}

static void bases_have_names(void **state)
{
    (void)state;
    assert_string_equal(fnl_evidence_basis_text(FNL_EVIDENCE_STANDARD), "standard");
    assert_string_equal(fnl_evidence_basis_text(FNL_EVIDENCE_GUESS), "guess");
    assert_true(fnl_evidence_is_key("as_of"));
    assert_false(fnl_evidence_is_key("asof"));
}

static void a_standard_is_a_guess_if_its_source_says_so(void **state)
{
    (void)state;
    static const struct {
        enum fnl_evidence_basis basis;
        const char *source;
        bool guess;
    } cases[] = {
        {FNL_EVIDENCE_STANDARD, "guess", true},
        {FNL_EVIDENCE_STANDARD, "guess: no published figure", true},
        {FNL_EVIDENCE_STANDARD, "benchmark: the mean; the spread is a guess", false},
        {FNL_EVIDENCE_STANDARD, "convention", false},
        {FNL_EVIDENCE_STATED, "guess", false},
        {FNL_EVIDENCE_GUESS, "guess", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct fnl_param row = {.name = "x", .source = cases[i].source};
        const struct fnl_evidence evidence = {.row = &row, .basis = cases[i].basis};
        assert_int_equal(fnl_evidence_is_standard_guess(&evidence), cases[i].guess);
    }
}

static void a_figure_is_a_number_and_no_word(void **state)
{
    (void)state;
    static const bool figures[] = {
        [FNL_PARAM_FLAG] = false,  [FNL_PARAM_COUNT] = true, [FNL_PARAM_NUMBER] = true,
        [FNL_PARAM_SHARE] = true,  [FNL_PARAM_MONEY] = true, [FNL_PARAM_SPAN] = true,
        [FNL_PARAM_DATE] = false,  [FNL_PARAM_TEXT] = false, [FNL_PARAM_CHOICE] = false,
        [FNL_PARAM_LAW] = true,    [FNL_PARAM_PLAN] = true,  [FNL_PARAM_DATES] = false,
        [FNL_PARAM_TEXTS] = false,
    };
    for (size_t type = 0; type < sizeof figures / sizeof *figures; type++) {
        const struct fnl_param row = {.name = "x", .type = (enum fnl_param_type)type};
        assert_int_equal(fnl_evidence_is_figure(&row), figures[type]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_that_is_said_of_a_value_is_kept),
        cmocka_unit_test(a_bare_value_is_stated),
        cmocka_unit_test(a_law_may_carry_evidence_beside_its_keys),
        cmocka_unit_test(what_is_wrong_with_evidence_is_said),
        cmocka_unit_test(a_value_moves_within_its_range),
        cmocka_unit_test(bases_have_names),
        cmocka_unit_test(a_standard_is_a_guess_if_its_source_says_so),
        cmocka_unit_test(a_figure_is_a_number_and_no_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
