/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/memory.h"
#include "busy_firm.h"
#include "experiment/census.h"
#include "lab.h"

static struct lab *lab;

static int open_firm(void **state)
{
    (void)state;
    lab = lab_open("%s", BUSY_FIRM("Asking") BUSY_ASKS);
    return 0;
}

static int close_firm(void **state)
{
    (void)state;
    lab_close(lab);
    return 0;
}

static void take(struct fnl_census *census, uint64_t replication)
{
    struct fnl_error error = {0};
    if (fnl_census_take(census, &lab->plan, LAB_SEED, replication, &error) != FNL_OK)
        fail_msg("%s", error.text);
}

/* Future 2: a client in it leaves and is won back, and is one client all the same. */
static void a_row_is_what_the_run_was(void **state)
{
    (void)state;
    struct fnl_census census = {0};
    struct lab_tape tape = {0};
    const struct fnl_listener listener = lab_tape_listener(&tape, FNL_FACT_ALL);
    int64_t won_back = 0;
    take(&census, 2);
    lab_run(lab, 2, &listener);
    for (size_t next = 0; lab_tape_won_back(&tape, &next);)
        won_back++;
    const struct fnl_census_row *row = &census.row;
    fnl_money sum = row->total, revenue = 0;
    for (size_t i = 0; i < FNL_MARGIN_RESTS; i++)
        sum += row->rests[i];
    for (size_t year = 0; year < FNL_CENSUS_YEARS; year++)
        for (size_t met = 0; met <= FNL_CENSUS_YEARS; met++)
            revenue += row->revenue[year][met];
    assert_int_equal(row->contribution, lab_value(lab, FNL_CONTRIBUTION));
    assert_int_equal(sum, row->contribution);
    assert_int_equal(revenue, lab_value(lab, FNL_REVENUE));
    assert_true(won_back > 0);
    assert_int_equal(row->clients, 12 + lab_value(lab, FNL_NEW_CLIENTS) - won_back);
    assert_int_equal(row->curve[0], 0);
    assert_int_equal(row->curve[FNL_CENSUS_POINTS - 1], row->total);
    assert_true(row->peak >= row->total);
    assert_int_equal(fnl_kinship_clients(&row->kinship, FNL_KIN_PITA), row->pitas);
    lab_tape_fini(&tape);
    fnl_census_fini(&census);
}

static void repeat(struct fnl_census_row *rows, int threads)
{
    struct fnl_error error = {0};
    const struct fnl_census_many many = {.plan = &lab->plan,
                                         .seed = LAB_SEED,
                                         .replications = 5,
                                         .execution.threads = threads,
                                         .rows = rows};
    assert_int_equal(fnl_census_repeat(&many, &error), FNL_OK);
}

static void many_futures_are_the_same_with_any_number_of_threads(void **state)
{
    (void)state;
    static struct fnl_census_row one[5], three[5];
    struct fnl_census census = {0};
    repeat(one, 1);
    repeat(three, 3);
    assert_memory_equal(one, three, sizeof one);
    take(&census, 4);
    assert_memory_equal(&one[4], &census.row, sizeof census.row);
    fnl_census_fini(&census);
}

static void what_is_stopped_says_so(void **state)
{
    (void)state;
    static const volatile sig_atomic_t stop = 1;
    static struct fnl_census_row rows[2];
    struct fnl_error error = {0};
    const struct fnl_census_many many = {.plan = &lab->plan,
                                         .replications = 2,
                                         .execution.threads = 1,
                                         .rows = rows,
                                         .execution.stop = &stop};
    assert_int_equal(fnl_census_repeat(&many, &error), FNL_ERR_STOPPED);
}

static void lack_of_memory_is_reported(void **state)
{
    (void)state;
    struct fnl_census census = {0};
    fnl_status status = FNL_ERR_MEMORY;
    for (long after = 0; status != FNL_OK; after = after < 30 ? after + 1 : after + after / 3) {
        struct fnl_error error = {0};
        fnl_memory_fail_after(after);
        status = fnl_census_take(&census, &lab->plan, LAB_SEED, 0, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || (status == FNL_ERR_MEMORY && error.text[0]));
    }
    fnl_census_fini(&census);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_what_the_run_was),
        cmocka_unit_test(many_futures_are_the_same_with_any_number_of_threads),
        cmocka_unit_test(what_is_stopped_says_so),
        cmocka_unit_test(lack_of_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, open_firm, close_firm);
}
