/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "observe/indicator.h"
#include "scenario/claimform.h"
#include "scenario/reader.h"
#include "scenario/soundness.h"

/* A list of claims, read; what is wrong is in `mistakes`. */
struct reading {
    struct fnl_tree tree;
    struct fnl_claimform form;
    struct fnl_mistakes mistakes;
    fnl_status status;
};

static void begin(struct reading *reading, const char *text)
{
    *reading = (struct reading){0};
    assert_int_equal(fnl_reader_text(text, "claims.cfg", &reading->mistakes, &reading->tree, NULL),
                     FNL_OK);
    reading->status =
        fnl_claimform_read(reading->tree.root, &reading->mistakes, &reading->form, NULL);
}

static void end(struct reading *reading)
{
    fnl_claimform_fini(&reading->form);
    fnl_tree_fini(&reading->tree);
    fnl_mistakes_fini(&reading->mistakes);
}

static void the_tables_are_sound(void **state)
{
    (void)state;
    struct fnl_mistakes mistakes = {0};
    fnl_soundness_check(&fnl_claimform_root, &mistakes);
    fnl_mistakes_print(&mistakes, stdout);
    assert_false(fnl_mistakes_any(&mistakes));
}

static void the_short_form_is_one_contrast_of_two_cells(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading, "claims = ( { id = \"A\"; says = \"It is so.\"; strategy = \"a.cfg\";\n"
                    "  set = \"reps.count=3\"; at = 18; metric = \"win_rate\";\n"
                    "  greater_than = 0.02385; expect = \"refuted\"; covers = \"one\"; } );");
    assert_int_equal(reading.status, FNL_OK);
    assert_int_equal(reading.form.count, 1);
    const struct fnl_claimform_claim *claim = &reading.form.claims[0];
    assert_string_equal(claim->id, "A");
    assert_int_equal(claim->expect, FNL_CLAIMFORM_REFUTED);
    assert_string_equal(claim->evidence, "");
    assert_int_equal(claim->covers.count, 1);
    assert_string_equal(claim->covers.items[0], "one");
    assert_null(claim->moved);
    assert_int_equal(claim->count, 1);
    const struct fnl_claimform_contrast *contrast = &claim->contrasts[0];
    assert_int_equal(contrast->count, 2);
    assert_true(contrast->greater_than > 23849.9 && contrast->greater_than < 23850.1);
    assert_string_equal(contrast->cells[0].file->text, "a.cfg");
    assert_int_equal(contrast->cells[0].set->line, 2);
    assert_null(contrast->cells[1].file);
    assert_null(contrast->cells[1].set);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(contrast->cells[i].months, 18);
        assert_int_equal(contrast->cells[i].at->line, 2);
        assert_int_equal(contrast->cells[i].metric, FNL_WIN_RATE);
        assert_true(contrast->cells[i].weight == (i ? -1 : 1));
    }
    end(&reading);
}

static void cells_take_from_the_claim_what_they_do_not_say(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading,
          "claims = ( { id = \"A\"; says = \"It is so.\"; at = 36; metric = \"revenue\";\n"
          "  contrasts = ( { say = \"first\"; greater_than = 2.5;\n"
          "    cells = ( { at = 6; weight = -1; }, { metric = \"cost\"; weight = 2.385; } ); },\n"
          "    { cells = ( { file = \"b.cfg\"; set = (\"a=1\", \"b=2\"); } ); } ); } );");
    assert_int_equal(reading.status, FNL_OK);
    const struct fnl_claimform_claim *claim = &reading.form.claims[0];
    assert_int_equal(claim->expect, FNL_CLAIMFORM_OPEN);
    assert_int_equal(claim->count, 2);
    const struct fnl_claimform_cell *cells = claim->contrasts[0].cells;
    assert_string_equal(claim->contrasts[0].say, "first");
    assert_true(claim->contrasts[0].greater_than == 250);
    assert_int_equal(cells[0].months, 6);
    assert_int_equal(cells[0].at->line, 3);
    assert_int_equal(cells[0].metric, FNL_REVENUE);
    assert_int_equal(cells[1].months, 36);
    assert_int_equal(cells[1].at->line, 1);
    assert_int_equal(cells[1].metric, FNL_COST);
    assert_true(cells[1].weight == 2.385);
    assert_string_equal(claim->contrasts[1].say, "");
    assert_int_equal(claim->contrasts[1].cells[0].set->count, 2);
    assert_true(claim->contrasts[1].cells[0].weight == 1);
    end(&reading);
}

static void a_cell_may_be_of_another_world(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading, "claims = ( { id = \"A\"; says = \"It is so.\"; contrasts = ( {\n"
                    "  cells = ( { }, { device = \"no_pains\"; },\n"
                    "    { device = (\"perfect_leads\", \"no_waiting\"); } ); } ); } );");
    assert_int_equal(reading.status, FNL_OK);
    const struct fnl_claimform_cell *cells = reading.form.claims[0].contrasts[0].cells;
    assert_int_equal(cells[0].devices, 0);
    assert_int_equal(cells[1].devices, FNL_DEVICE_NO_PAINS);
    assert_int_equal(cells[2].devices, FNL_DEVICE_PERFECT_LEADS | FNL_DEVICE_NO_WAITING);
    end(&reading);
}

static void a_boundary_is_in_the_unit_of_its_parameter(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading, "claims = ( { id = \"A\"; says = \"It is so.\"; set = \"reps.count=3\";\n"
                    "  boundary = \"reps.selling_share\"; between = (\"10 %\", 0.5); } );");
    assert_int_equal(reading.status, FNL_OK);
    const struct fnl_claimform_claim *claim = &reading.form.claims[0];
    assert_string_equal(claim->moved->name, "selling_share");
    assert_true(claim->low == 0.1 && claim->high == 0.5);
    end(&reading);
}

static void no_claims_are_none(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading, "claims = ( );");
    assert_int_equal(reading.status, FNL_OK);
    assert_int_equal(reading.form.count, 0);
    end(&reading);
}

/* That the claim is refused with a sentence that has these words. */
static void refuses(const char *claim, const char *words)
{
    char text[600];
    struct reading reading;
    snprintf(text, sizeof text, "claims = (\n%s );", claim);
    begin(&reading, text);
    assert_int_equal(reading.status, FNL_ERR_SCENARIO);
    bool found = false;
    for (size_t i = 0; i < reading.mistakes.count; i++)
        found = found || (strstr(reading.mistakes.items[i].text, words) &&
                          reading.mistakes.items[i].line == 2);
    if (!found)
        fail_msg("%s: nothing says \"%s\"", claim, words);
    end(&reading);
}

#define PLAIN "{ id = \"A\"; says = \"x\"; set = \"reps.count=3\"; "

static void what_is_wrong_is_said_where_it_stands(void **state)
{
    (void)state;
    refuses("{ says = \"x\"; strategy = \"a\"; }", "is missing");
    refuses("{ id = \"a,b\"; says = \"x\"; strategy = \"a\"; }", "no single word");
    refuses("{ id = \"A\"; says = \"x\"; }", "is missing: a claim has");
    refuses("{ id = \"A\"; says = \"x\"; contrasts = ( ); }", "nothing is claimed");
    refuses("{ id = \"A\"; says = \"x\"; contrasts = ( { } ); }", "what is measured");
    refuses(PLAIN "contrasts = ( { cells = ( { } ); } ); }", "is the short form");
    refuses(PLAIN "metric = \"contribtion\"; }", "did you mean \"contribution\"?");
    refuses(PLAIN "metric = \"zzz\"; }", "`funnelsim indicators` lists them");
    refuses(PLAIN "expect = \"yes\"; }", "none of open, supported, refuted");
    refuses(PLAIN "boundary = \"reps.cuont\"; between = (1, 2); }", "did you mean count?");
    refuses(PLAIN "boundary = \"ask\"; between = (1, 2); }", "is no number");
    refuses(PLAIN "boundary = \"ask.policy\"; between = (1, 2); }", "is no number");
    refuses(PLAIN "boundary = \"reps.count\"; }", "is missing: the lowest");
    refuses(PLAIN "between = (1, 2); }", "between what");
    refuses(PLAIN "boundary = \"reps.count\"; between = (1, 2, 3); }", "expected two values");
    refuses(PLAIN "boundary = \"reps.count\"; between = (3, 3); }", "comes first");
    refuses(PLAIN "boundary = \"reps.count\"; between = (-3, 3); }", "out of range");
    refuses(PLAIN "carried_by = \"reps.cuont\"; }", "did you mean count?");
    refuses(PLAIN "carried_by = (\"pita\", \"a[\"); }", "there is no parameter");
    refuses("{ id = \"A\"; says = \"x\"; contrasts = ( { cells = ( { metric = \"won\"; }, "
            "{ metric = \"cost\"; } ); } ); }",
            "different units");
}

static void what_carries_a_claim_may_be_a_value_a_group_or_a_policy(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading, "claims = ( " PLAIN "carried_by = (\"pita\", \"ask.policy\", \"sources\", "
                    "\"sources[Any].cost_each\", \"ask.per_client_year\"); } );");
    assert_int_equal(reading.status, FNL_OK);
    assert_int_equal(reading.form.claims[0].carried_by.count, 5);
    end(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tables_are_sound),
        cmocka_unit_test(the_short_form_is_one_contrast_of_two_cells),
        cmocka_unit_test(cells_take_from_the_claim_what_they_do_not_say),
        cmocka_unit_test(a_cell_may_be_of_another_world),
        cmocka_unit_test(a_boundary_is_in_the_unit_of_its_parameter),
        cmocka_unit_test(no_claims_are_none),
        cmocka_unit_test(what_is_wrong_is_said_where_it_stands),
        cmocka_unit_test(what_carries_a_claim_may_be_a_value_a_group_or_a_policy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
