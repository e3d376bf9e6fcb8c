/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "experiment/experiment.h"
#include "lab.h"
#include "scratch.h"
#include "lived.h"

#define MORE                                                                                       \
    "name = \"More\"; clients = { contract_value = { value = 900; range = (500, 1500); }; }; "
#define SAME "name = \"Same\"; "

static struct fnl_experiment_request request_for(const struct lived *lived, size_t replications)
{
    return (struct fnl_experiment_request){.options = (const fnl_scenario *const *)lived->scenarios,
                                           .count = lived->count,
                                           .seed = LAB_SEED,
                                           .replications = replications,
                                           .execution.threads = 1};
}

/* Nobody is the same for long. */
#define RESTLESS                                                                                   \
    "name = \"Restless\"; morale = { }; "                                                          \
    "attrition = { share_per_year = 0.9; replaced_after = 10; }; "

static void open_two(struct lived *lived)
{
    lived_add(lived, SAME LIVED_FIRM);
    lived_add(lived, MORE LIVED_FIRM);
}

static fnl_results *run(const struct fnl_experiment_request *request)
{
    fnl_results *results;
    struct fnl_error error = {0};
    if (fnl_experiment_run(request, &results, &error) != FNL_OK)
        fail_msg("%s", error.text);
    return results;
}

/* Row by row, sample by sample. */
static void assert_same_rows(const fnl_results *a, const fnl_results *b)
{
    assert_int_equal(fnl_experiment_complete(a), fnl_experiment_complete(b));
    assert_int_equal(fnl_experiment_samples(a), fnl_experiment_samples(b));
    for (size_t option = 0; option < fnl_experiment_options(a); option++) {
        const size_t bytes = fnl_experiment_layout(a, option)->width * sizeof(int64_t);
        for (size_t i = 0; i < fnl_experiment_complete(a); i++)
            assert_memory_equal(fnl_experiment_row(a, option, i), fnl_experiment_row(b, option, i),
                                bytes);
        for (size_t i = 0; i < fnl_experiment_samples(a); i++)
            assert_memory_equal(fnl_experiment_sample_row(a, option, i),
                                fnl_experiment_sample_row(b, option, i), bytes);
    }
}

static void rows_do_not_depend_on_threads(void **state)
{
    (void)state;
    struct lived lived = {0};
    open_two(&lived);
    lived_add(&lived, RESTLESS LIVED_FIRM);
    struct fnl_experiment_request request = request_for(&lived, 9);
    request.samples = 6;
    fnl_results *one = run(&request);
    for (int threads = 2; threads <= 5; threads++) {
        request.execution.threads = threads;
        fnl_results *many = run(&request);
        assert_same_rows(one, many);
        assert_int_equal(fnl_experiment_events(one), fnl_experiment_events(many));
        fnl_experiment_free(many);
    }
    fnl_experiment_free(one);
    lived_end(&lived);
}

/* The firm in the laboratory, of the same seed, lives the same futures. */
static void rows_are_those_of_the_company(void **state)
{
    (void)state;
    struct lived lived = {0};
    lived_add(&lived, SAME LIVED_FIRM);
    const struct fnl_experiment_request request = request_for(&lived, 4);
    fnl_results *results = run(&request);
    struct lab *lab = lab_open("%s", SAME LIVED_FIRM);
    int64_t events = 0;
    for (size_t i = 0; i < 4; i++) {
        lab_run(lab, i, NULL);
        assert_int_equal(fnl_experiment_layout(results, 0)->width, lab->layout.width);
        assert_memory_equal(fnl_experiment_row(results, 0, i), lab->row,
                            lab->layout.width * sizeof *lab->row);
        events += lab_value(lab, FNL_EVENTS);
    }
    assert_int_equal(fnl_experiment_events(results), events);
    assert_true(fnl_experiment_seed(results) == LAB_SEED);
    lab_close(lab);
    fnl_experiment_free(results);
    lived_end(&lived);
}

/* More futures, and other options beside it, leave an option's futures as they were. */
static void company_leaves_nobody_changed(void **state)
{
    (void)state;
    struct lived lived = {0};
    open_two(&lived);
    struct fnl_experiment_request request = request_for(&lived, 6);
    fnl_results *both = run(&request);
    const fnl_scenario *swapped[] = {lived.scenarios[1], lived.scenarios[0]};
    request.options = swapped;
    request.replications = 3;
    fnl_results *other = run(&request);
    const size_t bytes = fnl_experiment_layout(both, 0)->width * sizeof(int64_t);
    for (size_t i = 0; i < 3; i++)
        for (size_t option = 0; option < 2; option++)
            assert_memory_equal(fnl_experiment_row(both, option, i),
                                fnl_experiment_row(other, 1 - option, i), bytes);
    assert_ptr_equal(fnl_experiment_option(both, 1), lived.scenarios[1]);
    fnl_experiment_free(both);
    fnl_experiment_free(other);
    lived_end(&lived);
}

/* Only the option that states a range is moved, and the samples live the first futures. */
static void samples_move_what_is_uncertain(void **state)
{
    (void)state;
    struct lived lived = {0};
    open_two(&lived);
    struct fnl_experiment_request request = request_for(&lived, 8);
    request.samples = 8;
    fnl_results *results = run(&request);
    assert_int_equal(fnl_experiment_samples(results), 8);
    assert_int_equal(fnl_experiment_samples_asked(results), 8);
    assert_int_equal(fnl_experiment_misfits(results), 0);
    const size_t bytes = fnl_experiment_layout(results, 0)->width * sizeof(int64_t);
    size_t moved = 0;
    for (size_t i = 0; i < 8; i++) {
        const int64_t *stated = fnl_experiment_row(results, 0, i);
        assert_memory_equal(fnl_experiment_sample_row(results, 0, i), stated, bytes);
        const int64_t *row = fnl_experiment_sample_row(results, 1, i);
        const int64_t *still = fnl_experiment_row(results, 1, i);
        assert_int_equal(row[FNL_PEOPLE], still[FNL_PEOPLE]);
        assert_int_equal(row[FNL_WON], still[FNL_WON]);
        moved += row[FNL_NEW_BUSINESS] != still[FNL_NEW_BUSINESS];
    }
    assert_int_equal(moved, 8);
    fnl_experiment_free(results);
    lived_end(&lived);
}

/* Whether sample `sample` of an option is the future of the same number. */
static bool is_as_stated(const fnl_results *results, size_t option, size_t sample)
{
    return memcmp(fnl_experiment_row(results, option, sample),
                  fnl_experiment_sample_row(results, option, sample),
                  fnl_experiment_layout(results, option)->width * sizeof(int64_t)) == 0;
}

/* The second option cannot have more painful clients than clients; the first moves with it. */
static void a_sample_that_does_not_fit_one_option_moves_none(void **state)
{
    (void)state;
    struct lived lived = {0};
    lived_add(&lived, MORE LIVED_FIRM);
    lived_add(&lived, MORE LIVED_FIRM "today = { clients = 10; "
                                      "pita_clients = { value = 9; range = (8, 11); }; };");
    struct fnl_experiment_request request = request_for(&lived, 20);
    request.samples = 20;
    fnl_results *results = run(&request);
    size_t stated = 0;
    for (size_t i = 0; i < 20; i++) {
        assert_int_equal(is_as_stated(results, 0, i), is_as_stated(results, 1, i));
        stated += is_as_stated(results, 0, i);
    }
    assert_in_range(stated, 2, 10);
    assert_int_equal(fnl_experiment_misfits(results), stated);

    request.execution.threads = 3;
    fnl_results *again = run(&request);
    assert_same_rows(results, again);
    assert_int_equal(fnl_experiment_misfits(again), stated);
    fnl_experiment_free(again);
    fnl_experiment_free(results);
    lived_end(&lived);
}

static void without_ranges_nothing_is_sampled(void **state)
{
    (void)state;
    struct lived lived = {0};
    lived_add(&lived, SAME LIVED_FIRM);
    struct fnl_experiment_request request = request_for(&lived, 2);
    request.samples = 4;
    fnl_results *results = run(&request);
    assert_int_equal(fnl_experiment_samples(results), 0);
    assert_int_equal(fnl_experiment_samples_asked(results), 0);
    fnl_experiment_free(results);
    lived_end(&lived);
}

/* Somebody who presses Ctrl-C when so many cells are done. */
struct cord {
    volatile sig_atomic_t pulled;
    size_t at;
    size_t of; /* what was said there are, the last time */
};

static void pull(void *self, size_t done, size_t total)
{
    struct cord *cord = self;
    cord->of = total;
    if (done >= cord->at)
        cord->pulled = 1;
}

static void what_is_complete_when_stopped_is_kept(void **state)
{
    (void)state;
    struct lived lived = {0};
    open_two(&lived);
    struct fnl_experiment_request request = request_for(&lived, 10);
    struct cord cord = {.at = 9};
    request.execution.stop = &cord.pulled;
    request.execution.progress = pull;
    request.execution.progress_self = &cord;
    fnl_results *results;
    struct fnl_error error = {0};
    assert_int_equal(fnl_experiment_run(&request, &results, &error), FNL_ERR_STOPPED);
    assert_non_null(results);
    assert_int_equal(fnl_experiment_complete(results), 4); /* of both options: 9 of 20 cells */
    assert_int_equal(fnl_experiment_asked(results), 10);
    fnl_experiment_free(results);

    cord = (struct cord){.at = 3};
    assert_int_equal(fnl_experiment_run(&request, &results, &error), FNL_ERR_STOPPED);
    assert_null(results);
    assert_non_null(strstr(error.text, "two replications"));
    lived_end(&lived);
}

static void samples_that_are_complete_when_stopped_are_kept(void **state)
{
    (void)state;
    struct lived lived = {0};
    open_two(&lived);
    struct fnl_experiment_request request = request_for(&lived, 4);
    request.samples = 7;
    struct cord cord = {.at = 14}; /* 4 futures and 3 samples of two options */
    request.execution.stop = &cord.pulled;
    request.execution.progress = pull;
    request.execution.progress_self = &cord;
    fnl_results *results;
    struct fnl_error error = {0};
    assert_int_equal(fnl_experiment_run(&request, &results, &error), FNL_ERR_STOPPED);
    assert_int_equal(fnl_experiment_complete(results), 4);
    assert_int_equal(cord.of, 22); /* of both together */
    assert_int_equal(fnl_experiment_samples(results), 3);
    assert_int_equal(fnl_experiment_samples_asked(results), 7);
    fnl_experiment_free(results);
    lived_end(&lived);
}

static void numbers_of_futures_out_of_bounds_are_refused(void **state)
{
    (void)state;
    struct lived lived = {0};
    lived_add(&lived, SAME LIVED_FIRM);
    static const size_t wrong[] = {0, 1, FNL_EXPERIMENT_MOST + 1};
    for (size_t i = 0; i < 3; i++) {
        const struct fnl_experiment_request request = request_for(&lived, wrong[i]);
        fnl_results *results;
        struct fnl_error error = {0};
        assert_int_equal(fnl_experiment_run(&request, &results, &error), FNL_ERR_USAGE);
        assert_null(results);
        assert_non_null(strstr(error.text, "2 to 1000000"));
    }
    lived_end(&lived);
}

static void memory_that_runs_out_is_reported(void **state)
{
    (void)state;
    struct lived lived = {0};
    open_two(&lived);
    struct fnl_experiment_request request = request_for(&lived, 2);
    request.samples = 1;
    fnl_status status = FNL_ERR_MEMORY;
    for (long after = 0; status != FNL_OK; after++) {
        fnl_results *results;
        struct fnl_error error = {0};
        fnl_memory_fail_after(after);
        status = fnl_experiment_run(&request, &results, &error);
        fnl_memory_fail_after(-1);
        if (status != FNL_OK) {
            assert_int_equal(status, FNL_ERR_MEMORY);
            assert_null(results);
        }
        fnl_experiment_free(results);
        assert_true(after < 1000);
    }
    lived_end(&lived);
}

/* Rows that were filled elsewhere are kept as they are. */
static void rows_from_elsewhere_are_copied(void **state)
{
    (void)state;
    const struct fnl_row_layout layouts[] = {fnl_indicator_layout(2, 1),
                                             fnl_indicator_layout(3, 2)};
    const size_t width = layouts[0].width + layouts[1].width;
    int64_t *rows = calloc(3 * width, sizeof *rows), *shaken = calloc(2 * width, sizeof *shaken);
    assert_true(rows && shaken);
    for (size_t i = 0; i < 3 * width; i++)
        rows[i] = (int64_t)i;
    for (size_t i = 0; i < 2 * width; i++)
        shaken[i] = -(int64_t)i;
    const struct fnl_experiment_rows given = {.layouts = layouts,
                                              .options = 2,
                                              .seed = 9,
                                              .asked = 7,
                                              .complete = 3,
                                              .rows = rows,
                                              .samples = 2,
                                              .samples_asked = 5,
                                              .shaken = shaken,
                                              .misfits = 1};
    fnl_results *results;
    struct fnl_error error = {0};
    assert_int_equal(fnl_experiment_of_rows(&given, &results, &error), FNL_OK);
    memset(rows, 0, 3 * width * sizeof *rows);
    memset(shaken, 0, 2 * width * sizeof *shaken);
    assert_int_equal(fnl_experiment_complete(results), 3);
    assert_int_equal(fnl_experiment_asked(results), 7);
    assert_int_equal(fnl_experiment_row(results, 0, 2)[5], 2 * (int64_t)width + 5);
    assert_int_equal(fnl_experiment_row(results, 1, 1)[0],
                     (int64_t)width + (int64_t)layouts[0].width);
    assert_int_equal(fnl_experiment_samples(results), 2);
    assert_int_equal(fnl_experiment_samples_asked(results), 5);
    assert_int_equal(fnl_experiment_misfits(results), 1);
    assert_int_equal(fnl_experiment_sample_row(results, 0, 1)[1], -(int64_t)width - 1);
    assert_int_equal(fnl_experiment_layout(results, 1)->months, 3);
    fnl_experiment_free(results);
    fnl_experiment_free(NULL);
    free(rows);
    free(shaken);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(rows_do_not_depend_on_threads),
        SCRATCH_TEST(rows_are_those_of_the_company),
        SCRATCH_TEST(company_leaves_nobody_changed),
        SCRATCH_TEST(samples_move_what_is_uncertain),
        SCRATCH_TEST(a_sample_that_does_not_fit_one_option_moves_none),
        SCRATCH_TEST(without_ranges_nothing_is_sampled),
        SCRATCH_TEST(what_is_complete_when_stopped_is_kept),
        SCRATCH_TEST(samples_that_are_complete_when_stopped_are_kept),
        SCRATCH_TEST(numbers_of_futures_out_of_bounds_are_refused),
        SCRATCH_TEST(memory_that_runs_out_is_reported),
        cmocka_unit_test(rows_from_elsewhere_are_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
