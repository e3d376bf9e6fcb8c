/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "scenario/alteration.h"
#include "scenario/claimform.h"
#include "scenario/reader.h"
#include "scenario/scenario.h"

/* A cell, and a claim about it with a boundary. */
struct cell {
    struct fnl_tree tree, list;
    struct fnl_claimform form;
    struct fnl_mistakes mistakes;
    struct fnl_alteration_origin origin;
};

static void open_cell(struct cell *cell, const char *boundary)
{
    char text[400];
    *cell = (struct cell){.origin.path = "firm.cfg"};
    assert_int_equal(
        fnl_reader_text(
            "name = \"Firm\"; reps = { count = 3; commission = \"7 %\"; }; sources = ( { "
            "name = \"Door\"; kind = \"inbound\"; leads_per_month = 3; } ); stages = ( "
            "{ name = \"Talk\"; hours = 1; go_on = 0.5; } ); morale = { };",
            "firm.cfg", &cell->mistakes, &cell->tree, NULL),
        FNL_OK);
    snprintf(text, sizeof text,
             "claims = ( { id = \"A\"; says = \"x\"; set = \"months=6\"; %s } );", boundary);
    assert_int_equal(fnl_reader_text(text, "claims.cfg", &cell->mistakes, &cell->list, NULL),
                     FNL_OK);
    assert_int_equal(fnl_claimform_read(cell->list.root, &cell->mistakes, &cell->form, NULL),
                     FNL_OK);
    cell->origin.tree = &cell->tree;
}

static void close_cell(struct cell *cell)
{
    fnl_claimform_fini(&cell->form);
    fnl_tree_fini(&cell->list);
    fnl_tree_fini(&cell->tree);
    fnl_mistakes_fini(&cell->mistakes);
}

static fnl_scenario *moved_to(struct cell *cell, double value, fnl_status expected)
{
    fnl_scenario *moved;
    assert_int_equal(fnl_alteration_moved(&cell->origin, cell->form.claims, value, &cell->mistakes,
                                          &moved, NULL),
                     expected);
    return moved;
}

static void a_value_is_moved_and_the_cell_stays_as_it_is(void **state)
{
    (void)state;
    struct cell cell;
    open_cell(&cell, "boundary = \"reps.count\"; between = (2, 9);");
    fnl_scenario *five = moved_to(&cell, 5.0001, FNL_OK);
    assert_int_equal(fnl_scenario_settings(five)->reps.count, 5);
    fnl_scenario_free(five);
    const struct fnl_node *reps = fnl_tree_child(cell.tree.root, "reps");
    assert_int_equal(fnl_tree_child(reps, "count")->integer, 3);
    close_cell(&cell);
    open_cell(&cell, "boundary = \"reps.commission\"; between = (\"2 %\", \"9 %\");");
    fnl_scenario *dear = moved_to(&cell, 0.02385, FNL_OK);
    assert_true(fnl_scenario_settings(dear)->reps.commission == 0.02385);
    fnl_scenario_free(dear);
    close_cell(&cell);
}

/* What is wrong with it stands where the two values do. */
static void a_value_that_does_not_fit_is_a_mistake(void **state)
{
    (void)state;
    struct cell cell;
    open_cell(&cell, "boundary = \"reps.count\"; between = (2, 9);");
    assert_null(moved_to(&cell, -5, FNL_ERR_SCENARIO));
    assert_int_equal(cell.mistakes.count, 1);
    assert_non_null(strstr(cell.mistakes.items[0].text, "out of range"));
    assert_string_equal(cell.mistakes.items[0].file, "claims.cfg");
    close_cell(&cell);
    open_cell(&cell, "boundary = \"ask.per_client_year\"; between = (1, 2);");
    assert_null(moved_to(&cell, 1, FNL_ERR_SCENARIO));
    assert_non_null(strstr(cell.mistakes.items[0].text, "belongs to policy"));
    close_cell(&cell);
}

static fnl_scenario *without(struct cell *cell, const char *path, fnl_status expected)
{
    fnl_scenario *altered;
    assert_int_equal(fnl_alteration_without(&cell->origin, path, &cell->mistakes, &altered, NULL),
                     expected);
    return altered;
}

/* A group is taken out, a figure made neutral, and what is not there is not brought. */
static void a_mechanism_is_switched_off_the_way_of_its_kind(void **state)
{
    (void)state;
    struct cell cell;
    open_cell(&cell, "");
    fnl_scenario *altered = without(&cell, "morale", FNL_OK);
    assert_false(fnl_scenario_settings(altered)->morale.present);
    fnl_scenario_free(altered);
    altered = without(&cell, "reps.commission", FNL_OK);
    assert_true(fnl_scenario_settings(altered)->reps.commission == 0);
    assert_true(fnl_scenario_settings(altered)->morale.present);
    fnl_scenario_free(altered);
    altered = without(&cell, "attrition.share_per_year", FNL_OK);
    assert_false(fnl_scenario_settings(altered)->attrition.present);
    fnl_scenario_free(altered);
    assert_null(without(&cell, "reps.count", FNL_ERR_SCENARIO));
    assert_non_null(strstr(cell.mistakes.items[0].text, "is missing"));
    close_cell(&cell);
}

static void failing_memory_is_survived(void **state)
{
    (void)state;
    struct cell cell;
    fnl_scenario *moved = NULL, *altered = NULL;
    size_t failures = 0;
    open_cell(&cell, "boundary = \"reps.count\"; between = (2, 9);");
    for (long i = 0; !moved || !altered; i += 1 + i / 40) {
        fnl_scenario_free(moved);
        fnl_scenario_free(altered);
        fnl_memory_fail_after(i);
        fnl_alteration_moved(&cell.origin, cell.form.claims, 5, &cell.mistakes, &moved, NULL);
        fnl_memory_fail_after(i);
        fnl_alteration_without(&cell.origin, "morale", &cell.mistakes, &altered, NULL);
        fnl_memory_fail_after(-1);
        failures += !moved || !altered;
    }
    assert_true(failures > 20);
    fnl_scenario_free(moved);
    fnl_scenario_free(altered);
    close_cell(&cell);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_moved_and_the_cell_stays_as_it_is),
        cmocka_unit_test(a_value_that_does_not_fit_is_a_mistake),
        cmocka_unit_test(a_mechanism_is_switched_off_the_way_of_its_kind),
        cmocka_unit_test(failing_memory_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
