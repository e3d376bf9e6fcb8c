/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include <cmocka.h>

#include "experiment/checkpoint.h"
#include "experiment/executor.h"
#include "experiment/savefile.h"
#include "scratch.h"

#define CELLS     500
#define SIGNATURE 2385

/* A job whose cells count how often they are filled. */
struct bench {
    int filled[CELLS];
    size_t failing_from, failing_every; /* cells that fail; 0: none */
    bool unmanned;                      /* nobody can be hired */
    volatile sig_atomic_t stop, overtaken;
    size_t overtaker; /* the cell before it fails a moment later than it; 0: none */
    size_t stop_at;   /* the cell that pulls the cord; CELLS: none */
    bool gives_up;    /* that cell is left unfinished */
    size_t told, first_done, last_done, last_total;
    int begun; /* cells, in all */
    fnl_checkpoint *checkpoint;
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
#pragma omp atomic
    bench->begun++;
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
    if (bench->told++ == 0)
        bench->first_done = done;
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
                                .place = place,
                                .signature = SIGNATURE};
    const struct fnl_execution execution = {.threads = threads,
                                            .stop = &bench->stop,
                                            .progress = progress,
                                            .progress_self = bench,
                                            .checkpoint = bench->checkpoint};
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

/* --- with a checkpoint -------------------------------------------------------------------------*/

static fnl_checkpoint *open_checkpoint(void)
{
    const struct fnl_checkpoint_work work = {.seed = 1, .command = "count"};
    fnl_checkpoint *checkpoint;
    struct fnl_error error = {0};
    if (fnl_checkpoint_open(scratch_path("work.save"), true, &checkpoint, &error) != FNL_OK)
        fail_msg("%s", error.text);
    assert_int_equal(fnl_checkpoint_describe(checkpoint, &work, NULL), FNL_OK);
    return checkpoint;
}

/* Works until the cord is pulled at that cell, with a checkpoint; returns how many were saved. */
static size_t work_until(size_t stop_at, int threads)
{
    struct bench bench = {.stop_at = stop_at, .checkpoint = open_checkpoint()};
    unsigned char done[CELLS];
    struct fnl_error error = {0};
    assert_int_equal(run(&bench, threads, done, &error), FNL_ERR_STOPPED);
    const size_t saved = fnl_checkpoint_saved(bench.checkpoint);
    assert_int_equal(saved, bench.begun);
    assert_int_equal(fnl_checkpoint_close(bench.checkpoint, NULL), FNL_OK);
    return saved;
}

static void what_was_saved_is_not_filled_again(void **state)
{
    (void)state;
    const size_t first = work_until(120, 3), second = work_until(333, 2);
    struct bench bench = {.stop_at = CELLS, .checkpoint = open_checkpoint()};
    unsigned char done[CELLS];
    struct fnl_error error = {0};
    assert_true(first >= 121 && second > 0);
    assert_int_equal(run(&bench, 2, done, &error), FNL_OK);
    assert_int_equal(fnl_checkpoint_taken(bench.checkpoint), first + second);
    assert_int_equal(bench.begun, CELLS - first - second);
    for (size_t cell = 0; cell < CELLS; cell++) {
        assert_int_equal(bench.filled[cell], 1);
        assert_int_equal(done[cell], 1);
    }
    /* What was there is told at once, and then each. */
    assert_int_equal(bench.first_done, first + second);
    assert_int_equal(bench.told, bench.begun + 1);
    assert_int_equal(bench.last_done, CELLS);
    assert_int_equal(fnl_checkpoint_close(bench.checkpoint, NULL), FNL_OK);

    struct bench again = {.stop_at = CELLS, .checkpoint = open_checkpoint()};
    assert_int_equal(run(&again, 2, done, &error), FNL_OK);
    assert_int_equal(again.begun, 0);
    assert_int_equal(again.told, 1);
    for (size_t cell = 0; cell < CELLS; cell++)
        assert_int_equal(again.filled[cell], 1);
    assert_int_equal(fnl_checkpoint_close(again.checkpoint, NULL), FNL_OK);
}

static void cells_of_a_larger_job_are_left_alone(void **state)
{
    (void)state;
    struct bench bench = {.stop_at = CELLS};
    const struct fnl_job job = {.self = &bench,
                                .cells = 100,
                                .hire = hire,
                                .dismiss = dismiss,
                                .fill = fill,
                                .place = place,
                                .signature = SIGNATURE};
    (void)work_until(120, 1);
    const struct fnl_execution execution = {.threads = 1, .checkpoint = open_checkpoint()};
    assert_int_equal(fnl_executor_run(&job, &execution, NULL, NULL), FNL_OK);
    assert_int_equal(bench.begun, 0);
    assert_int_equal(bench.filled[99], 1);
    assert_int_equal(bench.filled[100], 0);
    assert_int_equal(fnl_checkpoint_close(execution.checkpoint, NULL), FNL_OK);
}

static void a_failure_leaves_what_was_done_before_it_saved(void **state)
{
    (void)state;
    struct bench bench = {
        .stop_at = CELLS, .failing_from = 37, .failing_every = 1, .checkpoint = open_checkpoint()};
    unsigned char done[CELLS];
    struct fnl_error error = {0};
    assert_int_equal(run(&bench, 2, done, &error), FNL_ERR_AUDIT);
    assert_int_equal(fnl_checkpoint_saved(bench.checkpoint), 37);
    assert_int_equal(fnl_checkpoint_close(bench.checkpoint, NULL), FNL_OK);
}

static void other_work_is_refused_before_anything_is_filled(void **state)
{
    (void)state;
    struct bench bench = {.stop_at = CELLS};
    const struct fnl_job job = {.self = &bench,
                                .cells = CELLS,
                                .hire = hire,
                                .dismiss = dismiss,
                                .fill = fill,
                                .place = place,
                                .signature = SIGNATURE + 1};
    (void)work_until(120, 1);
    const struct fnl_execution execution = {.checkpoint = open_checkpoint()};
    assert_int_equal(fnl_executor_run(&job, &execution, NULL, NULL), FNL_ERR_USAGE);
    assert_int_equal(bench.begun, 0);
    assert_int_equal(fnl_checkpoint_close(execution.checkpoint, NULL), FNL_OK);
}

/* The disk is full after so many of the bench's cells. */
#define ROOM 50

static int run_out_of_disk(void)
{
    const size_t record = sizeof(struct fnl_savefile_record) + sizeof(int);
    const size_t header = sizeof(struct fnl_savefile_header) + strlen(FNL_VERSION "\ncount\n");
    const rlim_t most = (rlim_t)(header + ROOM * record + 3);
    struct bench bench = {.stop_at = CELLS, .checkpoint = open_checkpoint()};
    unsigned char done[CELLS];
    struct fnl_error error = {0};
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &(struct rlimit){most, most}) != 0)
        return 1;
    if (run(&bench, 2, done, &error) != FNL_ERR_IO || !strstr(error.text, "File too large"))
        return 2;
    if (fnl_checkpoint_saved(bench.checkpoint) != ROOM || bench.begun > ROOM + 2)
        return 3;
    return fnl_checkpoint_close(bench.checkpoint, NULL) == FNL_OK ? 0 : 4;
}

/* The first of all tests: the threads of the others would not survive the fork. */
static void a_full_disk_ends_the_work_with_what_is_saved(void **state)
{
    (void)state;
    assert_int_equal(scratch_in_child(run_out_of_disk), 0);
    struct bench bench = {.stop_at = CELLS, .checkpoint = open_checkpoint()};
    unsigned char done[CELLS];
    assert_int_equal(run(&bench, 2, done, NULL), FNL_OK);
    assert_int_equal(bench.begun, CELLS - ROOM);
    assert_int_equal(fnl_checkpoint_close(bench.checkpoint, NULL), FNL_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_full_disk_ends_the_work_with_what_is_saved),
        cmocka_unit_test(every_cell_is_filled_once_by_any_number_of_threads),
        cmocka_unit_test(the_first_failure_by_number_is_told),
        cmocka_unit_test(a_later_failure_that_comes_first_is_not_told),
        cmocka_unit_test(whoever_pulls_the_cord_ends_the_work),
        cmocka_unit_test(a_cell_that_was_given_up_is_neither_done_nor_a_failure),
        cmocka_unit_test(a_cord_pulled_at_the_end_stops_nothing),
        cmocka_unit_test(without_memory_for_workers_nothing_is_done),
        cmocka_unit_test(nobody_need_watch),
        SCRATCH_TEST(what_was_saved_is_not_filled_again),
        SCRATCH_TEST(cells_of_a_larger_job_are_left_alone),
        SCRATCH_TEST(a_failure_leaves_what_was_done_before_it_saved),
        SCRATCH_TEST(other_work_is_refused_before_anything_is_filled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
