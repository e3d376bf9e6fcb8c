/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/memory.h"
#include "scenario/collection.h"
#include "scenario/reader.h"
#include "scenario/scenario.h"

#define FIRM                                                                                       \
    "name = \"Firm\"; sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 3; } "  \
    "); "                                                                                          \
    "stages = ( { name = \"Talk\"; hours = 1; go_on = 0.5; } ); "

/* The firm with so many reps. */
static fnl_scenario *firm(int reps)
{
    char text[1000];
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    fnl_scenario *scenario;
    snprintf(text, sizeof text, "%sreps = { count = %d; };", FIRM, reps);
    assert_int_equal(fnl_reader_text(text, "firm.cfg", &mistakes, &tree, NULL), FNL_OK);
    if (fnl_scenario_of_tree(&tree, "firm.cfg", &mistakes, &scenario, NULL) != FNL_OK)
        fnl_mistakes_print(&mistakes, stdout);
    assert_non_null(scenario);
    fnl_tree_fini(&tree);
    return scenario;
}

static void scenarios_that_say_the_same_are_kept_once(void **state)
{
    (void)state;
    struct fnl_collection collection = {0};
    size_t index[4];
    assert_int_equal(fnl_collection_keep(&collection, firm(3), &index[0], NULL), FNL_OK);
    assert_int_equal(fnl_collection_keep(&collection, firm(5), &index[1], NULL), FNL_OK);
    assert_int_equal(fnl_collection_keep(&collection, firm(3), &index[2], NULL), FNL_OK);
    assert_int_equal(fnl_collection_keep(&collection, firm(5), &index[3], NULL), FNL_OK);
    assert_int_equal(collection.count, 2);
    assert_int_equal(index[0], index[2]);
    assert_int_equal(index[1], index[3]);
    assert_int_equal(fnl_scenario_settings(collection.scenarios[index[1]])->reps.count, 5);
    fnl_collection_fini(&collection);
    assert_int_equal(collection.count, 0);
}

static void a_scenario_that_finds_no_room_is_freed(void **state)
{
    (void)state;
    struct fnl_collection collection = {0};
    struct fnl_error error = {0};
    size_t index;
    fnl_scenario *scenario = firm(3);
    fnl_memory_fail_after(0);
    assert_int_equal(fnl_collection_keep(&collection, scenario, &index, &error), FNL_ERR_MEMORY);
    fnl_memory_fail_after(-1);
    assert_int_equal(error.status, FNL_ERR_MEMORY);
    assert_int_equal(collection.count, 0);
    fnl_collection_fini(&collection);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenarios_that_say_the_same_are_kept_once),
        cmocka_unit_test(a_scenario_that_finds_no_room_is_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
