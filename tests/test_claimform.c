/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimwords.h"
#include "observe/indicator.h"

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

static void no_claims_are_none(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading, "claims = ( );");
    assert_int_equal(reading.status, FNL_OK);
    assert_int_equal(reading.form.count, 0);
    end(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_short_form_is_one_contrast_of_two_cells),
        cmocka_unit_test(cells_take_from_the_claim_what_they_do_not_say),
        cmocka_unit_test(a_cell_may_be_of_another_world),
        cmocka_unit_test(no_claims_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
