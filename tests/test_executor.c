/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "experiment/executor.h"

#define CELLS 500

/* A job whose cells count how often they are filled. */
struct bench {
    int filled[CELLS];
    size_t failing_from, failing_every; /* cells that fail; 0: none */
    bool unmanned;                      /* nobody can be hired */
    volatile sig_atomic_t stop, overtaken;
    size_t overtaker; /* the cell before it fails a moment later than it; 0: none */
    size_t stop_at;   /* the cell that pulls the cord; CELLS: none */
    bool gives_up;    /* that cell is left unfinished */
    size_t told, last_done, last_total;
    int hired, dismissed;
};

static void *hire(void *self)
{
    struct bench *bench = self;
    if (bench->unmanned)
        return NULL;
#pragma omp atomic
    bench->hired++;
    void **worker = malloc(sizeof *worker);
    *worker = bench;
    return worker;
}

static void dismiss(void *worker)
{
    struct bench *bench = *(void **)worker;
#pragma omp atomic
    bench->dismissed++;
    free(worker);
}

/* Lets the cell behind this one fail first, where another thread is at it. */
static void dawdle(struct bench *bench, size_t cell)
{
    const struct timespec moment = {.tv_nsec = 1000000};
    if (bench->overtaker == 0)
        return;
    if (cell == bench->overtaker)
        bench->overtaken = 1;
    for (int i = 0; cell + 1 == bench->overtaker && i < 60000 && !bench->overtaken; i++)
        nanosleep(&moment, NULL);
    for (int i = 0; cell + 1 == bench->overtaker && i < 20; i++)
        nanosleep(&moment, NULL);
}

static fnl_status fill(void *self, void *worker, size_t cell, struct fnl_error *error)
{
    struct bench *bench = self;
    if (*(void **)worker != self)
        return fnl_status_fail(FNL_ERR_USAGE, error, "this is not my worker");
    bench->filled[cell]++;
    dawdle(bench, cell);
    if (cell == bench->stop_at) {
        bench->stop = 1;
        if (bench->gives_up)
            return FNL_ERR_STOPPED;
    }
    if (bench->failing_every > 0 && cell >= bench->failing_from &&
        (cell - bench->failing_from) % bench->failing_every == 0)
        return fnl_status_fail(FNL_ERR_AUDIT, error, "cell %zu failed", cell);
    return FNL_OK;
}

static struct fnl_place place(void *self, size_t cell)
{
    struct bench *bench = self;
    return (struct fnl_place){&bench->filled[cell], sizeof bench->filled[cell]};
}

static void progress(void *self, size_t done, size_t total)
{
    struct bench *bench = self;
    bench->told++;
    bench->last_done = done;
    bench->last_total = total;
}

static fnl_status run(struct bench *bench, int threads, unsigned char done[CELLS],
                      struct fnl_error *error)
{
    const struct fnl_job job = {.self = bench,
                                .cells = CELLS,
                                .hire = hire,
                                .dismiss = dismiss,
                                .fill = fill,
                                .place = place};
    const struct fnl_execution execution = {
        .threads = threads, .stop = &bench->stop, .progress = progress, .progress_self = bench};
    memset(done, 0, CELLS);
    return fnl_executor_run(&job, &execution, done, error);
}

static void every_cell_is_filled_once_by_any_number_of_threads(void **state)
{
    (void)state;
    for (int threads = 0; threads <= 7; threads++) {
        struct bench bench = {.stop_at = CELLS};
        unsigned char done[CELLS];
        struct fnl_error error = {0};
        assert_int_equal(run(&bench, threads, done, &error), FNL_OK);
        for (size_t cell = 0; cell < CELLS; cell++) {
            assert_int_equal(bench.filled[cell], 1);
            assert_int_equal(done[cell], 1);
        }
        assert_int_equal(bench.told, CELLS);
        assert_int_equal(bench.last_done, CELLS);
        assert_int_equal(bench.last_total, CELLS);
        assert_int_equal(bench.hired, bench.dismissed);
        if (threads > 0)
            assert_int_equal(bench.hired, threads);
        assert_int_equal(error.status, FNL_OK);
    }
}

/* However the threads race, the failure that is told is the first by number of those that ran. */
static void the_first_failure_by_number_is_told(void **state)
{
    (void)state;
    for (int threads = 1; threads <= 4; threads++) {
        struct bench bench = {.stop_at = CELLS, .failing_from = 37, .failing_every = 1};
        unsigned char done[CELLS];
        struct fnl_error error = {0};
        assert_int_equal(run(&bench, threads, done, &error), FNL_ERR_AUDIT);
        assert_int_equal(error.status, FNL_ERR_AUDIT);
        assert_string_equal(error.text, "cell 37 failed");
        for (size_t cell = 0; cell < 37; cell++)
            assert_int_equal(done[cell], 1);
        assert_int_equal(done[37], 0);
        int begun = 0;
        for (size_t cell = 37; cell < CELLS; cell++)
            begun += bench.filled[cell];
        assert_true(begun <= threads); /* nobody begins another */
    }
}

static void a_later_failure_that_comes_first_is_not_told(void **state)
{
    (void)state;
    struct bench bench = {
        .stop_at = CELLS, .failing_from = 37, .failing_every = 1, .overtaker = 38};
    unsigned char done[CELLS];
    struct fnl_error error = {0};
    assert_int_equal(run(&bench, 2, done, &error), FNL_ERR_AUDIT);
    assert_int_equal(bench.overtaken, 1);
    assert_string_equal(error.text, "cell 37 failed");
}

static void whoever_pulls_the_cord_ends_the_work(void **state)
{
    (void)state;
    struct bench bench = {.stop_at = 120};
    unsigned char done[CELLS];
    struct fnl_error error = {0};
    assert_int_equal(run(&bench, 1, done, &error), FNL_ERR_STOPPED);
    for (size_t cell = 0; cell < CELLS; cell++)
        assert_int_equal(done[cell], cell <= 120);
    assert_int_equal(error.status, FNL_OK); /* not a failure */
}

static void a_cell_that_was_given_up_is_neither_done_nor_a_failure(void **state)
{
    (void)state;
    struct bench bench = {.stop_at = CELLS - 1, .gives_up = true};
    unsigned char done[CELLS];
    struct fnl_error error = {0};
    assert_int_equal(run(&bench, 1, done, &error), FNL_ERR_STOPPED);
    assert_int_equal(done[CELLS - 2], 1);
    assert_int_equal(done[CELLS - 1], 0);
    assert_int_equal(error.status, FNL_OK);
}

static void a_cord_pulled_at_the_end_stops_nothing(void **state)
{
    (void)state;
    struct bench bench = {.stop_at = CELLS - 1};
    unsigned char done[CELLS];
    struct fnl_error error = {0};
    assert_int_equal(run(&bench, 1, done, &error), FNL_OK);
}

static void without_memory_for_workers_nothing_is_done(void **state)
{
    (void)state;
    struct bench bench = {.stop_at = CELLS, .unmanned = true};
    unsigned char done[CELLS];
    struct fnl_error error = {0};
    assert_int_equal(run(&bench, 2, done, &error), FNL_ERR_MEMORY);
    assert_non_null(strstr(error.text, "memory"));
    for (size_t cell = 0; cell < CELLS; cell++)
        assert_int_equal(done[cell], 0);
}

static void nobody_need_watch(void **state)
{
    (void)state;
    struct bench bench = {.stop_at = CELLS};
    unsigned char done[CELLS] = {0};
    const struct fnl_job job = {.self = &bench,
                                .cells = CELLS,
                                .hire = hire,
                                .dismiss = dismiss,
                                .fill = fill,
                                .place = place};
    const struct fnl_execution execution = {.threads = 2};
    assert_int_equal(fnl_executor_run(&job, &execution, done, NULL), FNL_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cell_is_filled_once_by_any_number_of_threads),
        cmocka_unit_test(the_first_failure_by_number_is_told),
        cmocka_unit_test(a_later_failure_that_comes_first_is_not_told),
        cmocka_unit_test(whoever_pulls_the_cord_ends_the_work),
        cmocka_unit_test(a_cell_that_was_given_up_is_neither_done_nor_a_failure),
        cmocka_unit_test(a_cord_pulled_at_the_end_stops_nothing),
        cmocka_unit_test(without_memory_for_workers_nothing_is_done),
        cmocka_unit_test(nobody_need_watch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
