/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/memory.h"
#include "experiment/future.h"
#include "observe/indicator.h"
#include "scenario/scenario.h"
#include "scratch.h"
#include "lived.h"

/* The row of one future, in a place that may have served others. */
static void live(struct fnl_future_place *place, struct fnl_recorder *recorder,
                 const fnl_scenario *scenario, size_t replication, int64_t *row)
{
    struct fnl_error error = {0};
    const struct fnl_future future = {7, replication, row};
    assert_int_equal(fnl_future_move(place, fnl_scenario_plan(scenario), &error), FNL_OK);
    if (fnl_future_live(place, recorder, &future, &error) != FNL_OK)
        fail_msg("%s", error.text);
}

static void a_place_serves_one_plan_after_the_other(void **state)
{
    (void)state;
    struct lived lived = {0};
    lived_add(&lived, "name = \"One\"; " LIVED_FIRM);
    lived_add(&lived, "name = \"Two\"; clients = { contract_value = 2385; }; " LIVED_FIRM);
    const struct fnl_row_layout layout = fnl_indicator_layout(12, 1);
    int64_t *rows = calloc(4 * layout.width, sizeof *rows);
    struct fnl_future_place place = {0};
    struct fnl_recorder recorder = {0};
    live(&place, &recorder, lived.scenarios[0], 3, rows);
    fnl_company *company = place.company;
    live(&place, &recorder, lived.scenarios[0], 4, rows + layout.width);
    assert_ptr_equal(place.company, company);
    live(&place, &recorder, lived.scenarios[1], 3, rows + 2 * layout.width);
    live(&place, &recorder, lived.scenarios[0], 3, rows + 3 * layout.width);
    assert_memory_equal(rows, rows + 3 * layout.width, layout.width * sizeof *rows);
    assert_memory_not_equal(rows, rows + layout.width, layout.width * sizeof *rows);
    assert_int_equal(rows[FNL_PEOPLE], rows[2 * layout.width + FNL_PEOPLE]);
    assert_true(rows[FNL_NEW_BUSINESS] != rows[2 * layout.width + FNL_NEW_BUSINESS]);
    fnl_future_leave(&place);
    assert_null(place.company);
    assert_null(place.plan);
    fnl_recorder_fini(&recorder);
    free(rows);
    lived_end(&lived);
}

static void failing_memory_leaves_an_empty_place(void **state)
{
    (void)state;
    struct lived lived = {0};
    lived_add(&lived, "name = \"One\"; " LIVED_FIRM);
    int64_t *row = calloc(fnl_indicator_layout(12, 1).width, sizeof *row);
    fnl_status status = FNL_ERR_MEMORY;
    int failures = 0;
    for (long i = 0; status != FNL_OK; i++) {
        struct fnl_future_place place = {0};
        struct fnl_recorder recorder = {0};
        const struct fnl_future future = {7, 5, row};
        fnl_memory_fail_after(i);
        status = fnl_future_move(&place, fnl_scenario_plan(lived.scenarios[0]), NULL);
        if (status != FNL_OK)
            assert_null(place.plan);
        else
            status = fnl_future_live(&place, &recorder, &future, NULL);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        failures += status != FNL_OK;
        fnl_future_leave(&place);
        fnl_recorder_fini(&recorder);
    }
    assert_true(failures > 3);
    free(row);
    lived_end(&lived);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_place_serves_one_plan_after_the_other),
        SCRATCH_TEST(failing_memory_leaves_an_empty_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
