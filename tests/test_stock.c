/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <string.h>

#include "base/memory.h"
#include "experiment/experiment.h"
#include "experiment/stock.h"
#include "scratch.h"
#include "lived.h"

#define MORE "name = \"More\"; clients = { contract_value = 900; }; "
#define SAME "name = \"Same\"; "

static void open_two(struct lived *lived)
{
    lived_add(lived, SAME LIVED_FIRM);
    lived_add(lived, MORE LIVED_FIRM);
}

static size_t add(struct fnl_stock *stock, const fnl_scenario *scenario, size_t metric)
{
    size_t cell;
    assert_int_equal(
        fnl_stock_add(stock, &(struct fnl_stock_wish){scenario, 0, metric}, &cell, NULL), FNL_OK);
    return cell;
}

/* The futures are those of any experiment, however they were lived through. */
static void values_are_those_of_an_experiment(void **state)
{
    (void)state;
    struct lived lived = {0};
    open_two(&lived);
    const fnl_results *results = lived_through(&lived, 9, 0);
    for (int threads = 1; threads <= 3; threads++) {
        struct fnl_stock stock = {.seed = 7, .execution.threads = threads};
        const size_t cells[] = {add(&stock, lived.scenarios[0], FNL_REVENUE),
                                add(&stock, lived.scenarios[1], FNL_REVENUE)};
        assert_int_equal(add(&stock, lived.scenarios[0], FNL_WIN_RATE), cells[0]);
        for (size_t futures = 2; futures <= 9; futures += 7) {
            stock.cells[0].needed = stock.cells[1].needed = true;
            assert_int_equal(fnl_stock_live(&stock, futures, NULL), FNL_OK);
            assert_false(stock.cells[0].needed);
        }
        assert_int_equal(stock.lived, 18);
        for (size_t i = 0; i < 9; i++) {
            for (size_t k = 0; k < 2; k++)
                assert_int_equal(fnl_stock_value(&stock, cells[k], FNL_REVENUE, i),
                                 fnl_experiment_row(results, k, i)[FNL_REVENUE]);
            assert_int_equal(fnl_stock_value(&stock, cells[0], FNL_WIN_RATE, i),
                             fnl_experiment_row(results, 0, i)[FNL_WIN_RATE]);
        }
        fnl_stock_fini(&stock);
        assert_int_equal(stock.count, 0);
    }
    lived_end(&lived);
}

static void a_scenario_is_known_by_what_it_says(void **state)
{
    (void)state;
    struct lived lived = {0};
    open_two(&lived);
    lived_add(&lived, "# the same again\n" SAME LIVED_FIRM);
    struct fnl_stock stock = {.seed = 7, .execution.threads = 1};
    const size_t cell = add(&stock, lived.scenarios[0], FNL_REVENUE);
    assert_int_equal(add(&stock, lived.scenarios[2], FNL_COST), cell);
    assert_int_not_equal(add(&stock, lived.scenarios[1], FNL_COST), cell);
    stock.cells[cell].needed = true;
    assert_int_equal(fnl_stock_live(&stock, 3, NULL), FNL_OK);
    assert_int_equal(stock.cells[1].lived, 0);
    assert_int_equal(add(&stock, lived.scenarios[2], FNL_COST), cell);
    const size_t late = add(&stock, lived.scenarios[2], FNL_WON);
    assert_int_not_equal(late, cell);
    fnl_stock_fini(&stock);
    lived_end(&lived);
}

static void count_progress(void *self, size_t done, size_t total)
{
    size_t *told = self;
    assert_true(done > told[0] && done <= total);
    told[0] = done;
    told[1] = total;
}

static void another_world_is_another_cell(void **state)
{
    (void)state;
    struct lived lived = {0};
    open_two(&lived);
    struct fnl_stock stock = {.seed = 7, .execution.threads = 1};
    size_t cells[2];
    for (size_t i = 0; i < 2; i++) {
        const struct fnl_stock_wish wish = {lived.scenarios[0], i == 1 ? FNL_DEVICE_NO_WAITING : 0,
                                            FNL_UTILISATION};
        assert_int_equal(fnl_stock_add(&stock, &wish, &cells[i], NULL), FNL_OK);
        stock.cells[cells[i]].needed = true;
    }
    assert_int_not_equal(cells[0], cells[1]);
    assert_int_equal(fnl_stock_live(&stock, 1, NULL), FNL_OK);
    assert_true(fnl_stock_value(&stock, cells[0], FNL_UTILISATION, 0) > 0);
    assert_int_equal(fnl_stock_value(&stock, cells[1], FNL_UTILISATION, 0), 0);
    fnl_stock_fini(&stock);
    lived_end(&lived);
}

static void what_is_stopped_changes_nothing(void **state)
{
    (void)state;
    struct lived lived = {0};
    open_two(&lived);
    volatile sig_atomic_t stop = 0;
    size_t told[2] = {0, 0};
    struct fnl_stock stock = {.seed = 7,
                              .execution.threads = 1,
                              .execution.stop = &stop,
                              .execution.progress = count_progress,
                              .execution.progress_self = told};
    const size_t cell = add(&stock, lived.scenarios[0], FNL_REVENUE);
    stock.cells[cell].needed = true;
    assert_int_equal(fnl_stock_live(&stock, 4, NULL), FNL_OK);
    assert_int_equal(told[0], 4);
    stop = 1;
    stock.cells[cell].needed = true;
    assert_int_equal(fnl_stock_live(&stock, 9, NULL), FNL_ERR_STOPPED);
    assert_int_equal(stock.cells[cell].lived, 4);
    assert_int_equal(stock.lived, 4);
    stop = 0;
    stock.cells[cell].needed = true;
    assert_int_equal(fnl_stock_live(&stock, 6, NULL), FNL_OK);
    assert_int_equal(told[0], 6);
    assert_int_equal(told[1], 6);
    assert_int_equal(fnl_stock_live(&stock, 99, NULL), FNL_OK);
    assert_int_equal(stock.lived, 6);
    fnl_stock_fini(&stock);
    lived_end(&lived);
}

static void failing_memory_is_survived(void **state)
{
    (void)state;
    struct lived lived = {0};
    open_two(&lived);
    fnl_status status = FNL_ERR_MEMORY;
    int failures = 0;
    for (long i = 0; status != FNL_OK; i++) {
        struct fnl_stock stock = {.seed = 7, .execution.threads = 1};
        size_t cell;
        fnl_memory_fail_after(i);
        status = fnl_stock_add(&stock, &(struct fnl_stock_wish){lived.scenarios[0], 0, FNL_COST},
                               &cell, NULL);
        if (status == FNL_OK) {
            stock.cells[cell].needed = true;
            status = fnl_stock_live(&stock, 2, NULL);
        }
        fnl_memory_fail_after(-1);
        failures += status == FNL_ERR_MEMORY;
        fnl_stock_fini(&stock);
    }
    assert_true(failures > 5);
    lived_end(&lived);
}

static void what_it_is_given_it_frees(void **state)
{
    (void)state;
    struct lived lived = {0};
    open_two(&lived);
    struct fnl_stock stock = {.seed = 7, .execution.threads = 1};
    assert_int_equal(fnl_stock_own(&stock, lived.scenarios[0], NULL), FNL_OK);
    fnl_memory_fail_after(0);
    stock.owned_capacity = stock.owned_count;
    assert_int_equal(fnl_stock_own(&stock, lived.scenarios[1], NULL), FNL_ERR_MEMORY);
    fnl_memory_fail_after(-1);
    lived.count = 0;
    fnl_stock_fini(&stock);
    lived_end(&lived);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(values_are_those_of_an_experiment),
        SCRATCH_TEST(a_scenario_is_known_by_what_it_says),
        SCRATCH_TEST(another_world_is_another_cell),
        SCRATCH_TEST(what_is_stopped_changes_nothing),
        SCRATCH_TEST(failing_memory_is_survived),
        SCRATCH_TEST(what_it_is_given_it_frees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
