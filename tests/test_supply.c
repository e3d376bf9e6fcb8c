/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "experiment/supply.h"

#define CELLS 200

static unsigned char done[CELLS];
static size_t told, last_done;

static void count_progress(void *self, size_t so_many, size_t total)
{
    (void)self;
    assert_int_equal(total, CELLS);
    told++;
    last_done = so_many;
}

static const struct fnl_execution plain = {.progress = count_progress};

static void forget_what_was_done(void)
{
    memset(done, 0, sizeof done);
    told = 0;
}

static struct fnl_supply supply_of_all(const struct fnl_execution *execution)
{
    struct fnl_supply supply;
    forget_what_was_done();
    fnl_supply_init(&supply, execution, CELLS, done);
    return supply;
}

static struct fnl_supply supply_of_none(const struct fnl_execution *execution)
{
    struct fnl_supply supply;
    forget_what_was_done();
    fnl_supply_init_given(&supply, execution, CELLS, done);
    return supply;
}

static void note_failure(struct fnl_supply *supply, size_t cell, const char *text)
{
    struct fnl_error error = {FNL_OK, ""};
    fnl_supply_note(supply, cell, fnl_status_fail(FNL_ERR_AUDIT, &error, "%s", text), &error);
}

static void cells_are_handed_out_in_order_and_once(void **state)
{
    (void)state;
    struct fnl_supply supply = supply_of_all(&plain);
    size_t batch[CELLS], cell, expected = 0;
    while (expected < CELLS) {
        assert_int_equal(fnl_supply_take(&supply, &cell), FNL_SUPPLY_CELL);
        assert_int_equal(cell, expected++);
        const size_t count = fnl_supply_batch(&supply, 2, batch);
        for (size_t i = 0; i < count; i++)
            assert_int_equal(batch[i], expected++);
    }
    assert_int_equal(fnl_supply_take(&supply, &cell), FNL_SUPPLY_END);
    assert_int_equal(fnl_supply_batch(&supply, CELLS, batch), 0);
}

static void what_is_noted_is_told_and_counts(void **state)
{
    (void)state;
    struct fnl_supply supply = supply_of_all(&plain);
    size_t cell;
    while (fnl_supply_take(&supply, &cell) == FNL_SUPPLY_CELL)
        if (cell != 17)
            fnl_supply_note(&supply, cell, FNL_OK, NULL);
    assert_int_equal(told, CELLS - 1);
    assert_int_equal(last_done, CELLS - 1);
    assert_int_equal(done[16], 1);
    assert_int_equal(done[17], 0);
    assert_int_equal(fnl_supply_outcome(&supply, NULL), FNL_ERR_STOPPED);
    fnl_supply_note(&supply, 17, FNL_OK, NULL);
    assert_int_equal(fnl_supply_outcome(&supply, NULL), FNL_OK);
}

static void what_was_done_before_is_left_out(void **state)
{
    (void)state;
    struct fnl_supply supply;
    size_t cell, batch[CELLS];
    memset(done, 1, sizeof done);
    done[3] = done[5] = done[CELLS - 1] = 0;
    fnl_supply_init(&supply, &plain, CELLS, done);
    assert_int_equal(fnl_supply_take(&supply, &cell), FNL_SUPPLY_CELL);
    assert_int_equal(cell, 3);
    assert_int_equal(fnl_supply_batch(&supply, CELLS, batch), 2);
    assert_int_equal(batch[0], 5);
    assert_int_equal(batch[1], CELLS - 1);
    fnl_supply_note(&supply, 3, FNL_OK, NULL);
    assert_int_equal(last_done, CELLS - 2);
    fnl_supply_note(&supply, 5, FNL_OK, NULL);
    fnl_supply_note(&supply, CELLS - 1, FNL_OK, NULL);
    assert_int_equal(fnl_supply_outcome(&supply, NULL), FNL_OK);
}

static void after_a_failure_only_earlier_cells_are_worth_it(void **state)
{
    (void)state;
    struct fnl_supply supply = supply_of_all(&plain);
    size_t batch[40], cell, failed;
    struct fnl_error error = {FNL_OK, ""}, why;
    assert_int_equal(fnl_supply_batch(&supply, 40, batch), 40);
    assert_false(fnl_supply_failure(&supply, &failed, &why));
    note_failure(&supply, 30, "the thirtieth");
    note_failure(&supply, 25, "the one before it");
    note_failure(&supply, 35, "a later one");
    assert_int_equal(fnl_supply_take(&supply, &cell), FNL_SUPPLY_END);
    assert_true(fnl_supply_failure(&supply, &failed, &why));
    assert_int_equal(failed, 25);
    assert_string_equal(why.text, "the one before it");
    assert_int_equal(fnl_supply_outcome(&supply, &error), FNL_ERR_AUDIT);
    assert_string_equal(error.text, "the one before it");
}

static void who_is_to_stop_begins_nothing(void **state)
{
    (void)state;
    volatile sig_atomic_t stop = 0;
    const struct fnl_execution execution = {.stop = &stop};
    struct fnl_supply supply = supply_of_all(&execution);
    size_t cell;
    assert_int_equal(fnl_supply_take(&supply, &cell), FNL_SUPPLY_CELL);
    assert_false(fnl_supply_is_halted(&supply));
    stop = 1;
    assert_true(fnl_supply_is_halted(&supply));
    assert_int_equal(fnl_supply_take(&supply, &cell), FNL_SUPPLY_END);
    assert_int_equal(fnl_supply_batch(&supply, 1, &cell), 0);
    fnl_supply_note(&supply, 0, FNL_ERR_STOPPED, NULL); /* given up: neither done nor a failure */
    assert_int_equal(done[0], 0);
    assert_int_equal(fnl_supply_outcome(&supply, NULL), FNL_ERR_STOPPED);
}

static void portions_shrink_to_one_and_follow_the_threads(void **state)
{
    (void)state;
    unsigned char many[20000] = {0};
    size_t batch[FNL_SUPPLY_ROOM], left = sizeof many, last = FNL_SUPPLY_ROOM;
    struct fnl_supply supply;
    fnl_supply_init(&supply, &plain, sizeof many, many);
    assert_int_equal(fnl_supply_portion(&supply, 1, 8), 64);  /* and not 20000 / 32 */
    assert_int_equal(fnl_supply_portion(&supply, 4, 8), 256); /* threads of its own count */
    while (left > 0) {
        const size_t portion = fnl_supply_portion(&supply, 1, 8);
        assert_in_range(portion, 1, last);
        assert_true(portion == 1 || portion * 32 <= left);
        last = portion;
        left -= fnl_supply_batch(&supply, portion, batch);
    }
    assert_int_equal(last, 1);
}

static void given_cells_are_taken_noted_and_told(void **state)
{
    (void)state;
    struct fnl_supply supply = supply_of_none(&plain);
    const size_t batch[] = {4, 7, 9};
    size_t cell;
    assert_int_equal(fnl_supply_take(&supply, &cell), FNL_SUPPLY_WAIT);
    fnl_supply_give(&supply, batch, 3);
    assert_int_equal(fnl_supply_waiting(&supply), 3);
    assert_int_equal(fnl_supply_take(&supply, &cell), FNL_SUPPLY_CELL);
    assert_int_equal(cell, 4);
    assert_int_equal(fnl_supply_waiting(&supply), 2);
    assert_int_equal(fnl_supply_load(&supply), 3);
    assert_false(fnl_supply_tell(&supply, &cell));
    fnl_supply_note(&supply, 4, FNL_OK, NULL);
    assert_int_equal(fnl_supply_load(&supply), 3);
    assert_int_equal(told, 0); /* whoever has the job shows how far it is */
    assert_true(fnl_supply_tell(&supply, &cell));
    assert_int_equal(cell, 4);
    assert_int_equal(fnl_supply_load(&supply), 2);
    assert_int_equal(fnl_supply_take(&supply, &cell), FNL_SUPPLY_CELL);
    assert_int_equal(fnl_supply_take(&supply, &cell), FNL_SUPPLY_CELL);
    assert_int_equal(fnl_supply_take(&supply, &cell), FNL_SUPPLY_WAIT);
    fnl_supply_give(&supply, NULL, 0);
    assert_int_equal(fnl_supply_take(&supply, &cell), FNL_SUPPLY_END);
    assert_int_equal(fnl_supply_load(&supply), 2); /* still in somebody's hands */
}

static void given_cells_behind_a_failure_elsewhere_are_dropped(void **state)
{
    (void)state;
    struct fnl_supply supply = supply_of_none(&plain);
    const size_t batch[] = {4, 7, 9};
    size_t cell;
    fnl_supply_give(&supply, batch, 3);
    fnl_supply_limit(&supply, 7);
    assert_int_equal(fnl_supply_take(&supply, &cell), FNL_SUPPLY_CELL);
    assert_int_equal(cell, 4);
    assert_int_equal(fnl_supply_take(&supply, &cell), FNL_SUPPLY_WAIT);
    assert_int_equal(fnl_supply_waiting(&supply), 0);
    fnl_supply_limit(&supply, 8); /* farther back: nothing new */
    note_failure(&supply, 4, "here too");
    assert_int_equal(fnl_supply_load(&supply), 0);
    struct fnl_error why;
    assert_true(fnl_supply_failure(&supply, &cell, &why));
    assert_int_equal(cell, 4);
    assert_string_equal(why.text, "here too");
}

static void given_cells_are_dropped_at_a_halt(void **state)
{
    (void)state;
    struct fnl_supply supply = supply_of_none(&plain);
    const size_t batch[] = {4, 7, 9};
    size_t cell;
    fnl_supply_give(&supply, batch, 3);
    fnl_supply_halt(&supply);
    assert_int_equal(fnl_supply_take(&supply, &cell), FNL_SUPPLY_END);
    assert_int_equal(fnl_supply_load(&supply), 0);
}

/* The lines are rings: what goes through them is far more than fits in. */
static void any_number_of_cells_goes_through(void **state)
{
    (void)state;
    unsigned char many[5 * FNL_SUPPLY_ROOM] = {0};
    struct fnl_supply supply;
    size_t cell, expected = 0;
    fnl_supply_init_given(&supply, &plain, sizeof many, many);
    for (size_t begin = 0; begin + 700 <= sizeof many; begin += 700) {
        size_t batch[700];
        for (size_t i = 0; i < 700; i++)
            batch[i] = begin + i;
        fnl_supply_give(&supply, batch, 700);
        while (fnl_supply_take(&supply, &cell) == FNL_SUPPLY_CELL)
            fnl_supply_note(&supply, cell, FNL_OK, NULL);
        while (fnl_supply_tell(&supply, &cell))
            assert_int_equal(cell, expected++);
    }
    assert_int_equal(expected, sizeof many / 700 * 700);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_handed_out_in_order_and_once),
        cmocka_unit_test(what_is_noted_is_told_and_counts),
        cmocka_unit_test(what_was_done_before_is_left_out),
        cmocka_unit_test(after_a_failure_only_earlier_cells_are_worth_it),
        cmocka_unit_test(who_is_to_stop_begins_nothing),
        cmocka_unit_test(portions_shrink_to_one_and_follow_the_threads),
        cmocka_unit_test(given_cells_are_taken_noted_and_told),
        cmocka_unit_test(given_cells_behind_a_failure_elsewhere_are_dropped),
        cmocka_unit_test(given_cells_are_dropped_at_a_halt),
        cmocka_unit_test(any_number_of_cells_goes_through),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
