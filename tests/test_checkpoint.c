/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "experiment/checkpoint.h"
#include "experiment/savefile.h"
#include "scratch.h"

#define FIRST  UINT64_C(0xf1257)
#define SECOND UINT64_C(0x5ec02d)

static const char *path(void)
{
    return scratch_path("work.save");
}

static const struct fnl_checkpoint_work usual = {.seed = 42, .command = "funnelsim run firm.cfg"};

static struct fnl_place place(int64_t *value)
{
    return (struct fnl_place){value, sizeof *value};
}

/* Opens it and says what the work is. */
static fnl_checkpoint *open_for(const struct fnl_checkpoint_work *work, bool resume)
{
    fnl_checkpoint *checkpoint;
    struct fnl_error error = {0};
    if (fnl_checkpoint_open(path(), resume, &checkpoint, &error) != FNL_OK)
        fail_msg("%s", error.text);
    assert_int_equal(fnl_checkpoint_describe(checkpoint, work, NULL), FNL_OK);
    return checkpoint;
}

static void save(fnl_checkpoint *checkpoint, size_t cell, int64_t value)
{
    assert_int_equal(fnl_checkpoint_save(checkpoint, cell, place(&value), NULL), FNL_OK);
}

static void begin(fnl_checkpoint *checkpoint, uint64_t signature)
{
    struct fnl_error error = {0};
    if (fnl_checkpoint_begin(checkpoint, signature, &error) != FNL_OK)
        fail_msg("%s", error.text);
}

static void end(fnl_checkpoint *checkpoint)
{
    assert_int_equal(fnl_checkpoint_close(checkpoint, NULL), FNL_OK);
}

/* Cells 3 and 1 of the first job, 2 of the second, 7 of the first again. */
static void write_file(void)
{
    fnl_checkpoint *checkpoint = open_for(&usual, false);
    begin(checkpoint, FIRST);
    save(checkpoint, 3, 33);
    save(checkpoint, 1, 11);
    begin(checkpoint, SECOND);
    save(checkpoint, 2, 2222);
    begin(checkpoint, FIRST);
    save(checkpoint, 7, 77);
    assert_int_equal(fnl_checkpoint_saved(checkpoint), 4);
    assert_int_equal(fnl_checkpoint_taken(checkpoint), 0);
    end(checkpoint);
}

static void expect_next(fnl_checkpoint *checkpoint, uint64_t cell, int64_t value)
{
    uint64_t found;
    int64_t taken = 5;
    assert_true(fnl_checkpoint_next(checkpoint, &found));
    assert_int_equal(found, cell);
    assert_true(fnl_checkpoint_take(checkpoint, place(&taken)));
    assert_int_equal(taken, value);
}

static void expect_no_more(fnl_checkpoint *checkpoint)
{
    uint64_t cell;
    assert_false(fnl_checkpoint_next(checkpoint, &cell));
}

static void expect_first_job(fnl_checkpoint *checkpoint)
{
    begin(checkpoint, FIRST);
    expect_next(checkpoint, 3, 33);
    expect_next(checkpoint, 1, 11);
    expect_next(checkpoint, 7, 77);
    expect_no_more(checkpoint);
}

static void each_job_is_given_its_own_cells(void **state)
{
    (void)state;
    write_file();
    fnl_checkpoint *checkpoint = open_for(&usual, true);
    expect_first_job(checkpoint);
    begin(checkpoint, SECOND);
    expect_next(checkpoint, 2, 2222);
    expect_no_more(checkpoint);
    begin(checkpoint, SECOND + 1);
    expect_no_more(checkpoint);
    assert_int_equal(fnl_checkpoint_taken(checkpoint), 4);
    assert_int_equal(fnl_checkpoint_saved(checkpoint), 0);
    save(checkpoint, 0, 1234);
    end(checkpoint);

    checkpoint = open_for(&usual, true);
    begin(checkpoint, FIRST);
    begin(checkpoint, SECOND + 1);
    expect_next(checkpoint, 0, 1234);
    expect_no_more(checkpoint);
    end(checkpoint);
}

static void what_does_not_fit_is_zeros_and_not_taken(void **state)
{
    (void)state;
    int64_t values[2] = {8, 9};
    uint64_t cell;
    write_file();
    fnl_checkpoint *checkpoint = open_for(&usual, true);
    begin(checkpoint, FIRST);
    assert_true(fnl_checkpoint_next(checkpoint, &cell));
    assert_false(fnl_checkpoint_take(checkpoint, (struct fnl_place){values, sizeof values}));
    assert_int_equal(values[0], 0);
    assert_int_equal(values[1], 0);
    assert_int_equal(fnl_checkpoint_taken(checkpoint), 0);
    end(checkpoint);
}

static void note(void *self, const struct fnl_checkpoint_found *found)
{
    *(struct fnl_checkpoint_found *)self = *found;
}

static void what_was_found_is_told_when_the_work_begins(void **state)
{
    (void)state;
    struct fnl_checkpoint_found found = {99, true};
    struct fnl_checkpoint_work work = usual;
    struct stat there;
    work.tell = note;
    work.self = &found;
    write_file();
    fnl_checkpoint *checkpoint = open_for(&work, true);
    assert_int_equal(found.pieces, 99);
    begin(checkpoint, FIRST);
    assert_int_equal(found.pieces, 4);
    assert_false(found.damaged);
    found.pieces = 99;
    begin(checkpoint, SECOND);
    assert_int_equal(found.pieces, 99); /* once */
    end(checkpoint);

    assert_int_equal(stat(path(), &there), 0);
    assert_int_equal(truncate(path(), there.st_size - 1), 0);
    checkpoint = open_for(&work, true);
    begin(checkpoint, FIRST);
    assert_int_equal(found.pieces, 3);
    assert_true(found.damaged);
    save(checkpoint, 7, 78);
    end(checkpoint);
    checkpoint = open_for(&work, true);
    begin(checkpoint, FIRST);
    assert_int_equal(found.pieces, 4);
    assert_false(found.damaged);
    expect_next(checkpoint, 3, 33);
    expect_next(checkpoint, 1, 11);
    expect_next(checkpoint, 7, 78);
    end(checkpoint);
}

static void whoever_is_stopped_is_told_nothing_and_loses_nothing(void **state)
{
    (void)state;
    struct fnl_checkpoint_found found = {99, true};
    struct fnl_checkpoint_work work = usual;
    volatile sig_atomic_t stop = 1;
    work.tell = note;
    work.self = &found;
    write_file();
    fnl_checkpoint *checkpoint = open_for(&work, true);
    fnl_checkpoint_heed(checkpoint, &stop);
    begin(checkpoint, FIRST);
    assert_int_equal(found.pieces, 99);
    expect_no_more(checkpoint);
    end(checkpoint);
    checkpoint = open_for(&work, true);
    fnl_checkpoint_heed(checkpoint, NULL);
    begin(checkpoint, FIRST);
    assert_int_equal(found.pieces, 4);
    assert_false(found.damaged);
    end(checkpoint);
}

static void an_earlier_run_is_gone_on_from_only_where_that_was_asked_for(void **state)
{
    (void)state;
    fnl_checkpoint *checkpoint;
    struct fnl_error error = {0};
    uint64_t seed = 5;
    checkpoint = open_for(&usual, true);
    assert_false(fnl_checkpoint_seed(checkpoint, &seed));
    assert_int_equal(seed, 5);
    end(checkpoint);
    assert_int_equal(scratch_count(), 0); /* nothing was begun */
    write_file();
    assert_int_equal(fnl_checkpoint_open(path(), false, &checkpoint, &error), FNL_ERR_USAGE);
    assert_null(checkpoint);
    assert_non_null(strstr(error.text, "holds the futures of an earlier run: add --resume"));
    checkpoint = open_for(&usual, true);
    assert_true(fnl_checkpoint_seed(checkpoint, &seed));
    assert_int_equal(seed, 42);
    end(checkpoint);
}

static void refuse(const struct fnl_checkpoint_work *work, uint64_t signature, const char *words)
{
    struct fnl_error error = {0};
    fnl_checkpoint *checkpoint = open_for(work, true);
    assert_int_equal(fnl_checkpoint_begin(checkpoint, signature, &error), FNL_ERR_USAGE);
    if (!strstr(error.text, words))
        fail_msg("\"%s\" does not say \"%s\"", error.text, words);
    end(checkpoint);
}

static void other_work_is_refused_with_what_differs(void **state)
{
    (void)state;
    struct fnl_checkpoint_work other = usual;
    size_t before, after;
    write_file();
    char *intact = scratch_read(path(), &before);
    refuse(&usual, SECOND, "holds the futures of a scenario that has been changed since");
    other.command = "funnelsim run firm.cfg -n 7";
    refuse(&other, SECOND,
           "holds the futures of another command, or of a scenario that has been "
           "changed since: name another file. It was: funnelsim run firm.cfg");
    other.seed = 43;
    refuse(&other, SECOND, "the futures of seed 42, and this is seed 43");
    char *untouched = scratch_read(path(), &after);
    assert_int_equal(before, after);
    assert_memory_equal(intact, untouched, before);
    free(intact);
    free(untouched);
    /* The same first job is the same work, whatever the command says. */
    fnl_checkpoint *checkpoint = open_for(&other, true);
    begin(checkpoint, FIRST);
    end(checkpoint);
}

static void a_command_may_be_as_long_as_it_likes(void **state)
{
    (void)state;
    char command[5000];
    memset(command, 'x', sizeof command);
    command[sizeof command - 1] = '\0';
    const struct fnl_checkpoint_work work = {.seed = 1, .command = command};
    fnl_checkpoint *checkpoint = open_for(&work, false);
    begin(checkpoint, FIRST);
    save(checkpoint, 0, 1);
    end(checkpoint);
    refuse(&work, SECOND, "of a scenario that has been changed since");
    command[4998] = 'y';
    refuse(&work, SECOND, "It was: xxxxxx");
}

/* A file of another version of the program. */
static void another_version_is_refused_by_its_name(void **state)
{
    (void)state;
    struct fnl_savefile file;
    const int64_t value = 3;
    assert_int_equal(fnl_savefile_open(&file, path(), NULL), FNL_OK);
    assert_int_equal(fnl_savefile_begin(&file, FIRST, 42, "0.0.9\nfunnelsim run firm.cfg\n", NULL),
                     FNL_OK);
    const struct fnl_savefile_record record = {.signature = FIRST, .length = sizeof value};
    assert_int_equal(fnl_savefile_add(&file, record, &value, NULL), FNL_OK);
    assert_int_equal(fnl_savefile_close(&file, true, NULL), FNL_OK);
    refuse(&usual, SECOND, "holds the futures of funnelsim 0.0.9, and this is " FNL_VERSION ":");
}

static int fill_up(void)
{
    struct stat there;
    struct fnl_error error = {0};
    int64_t value = 1;
    signal(SIGXFSZ, SIG_IGN);
    fnl_checkpoint *checkpoint = open_for(&usual, true);
    begin(checkpoint, FIRST);
    if (stat(path(), &there) != 0)
        return 1;
    const rlim_t most = (rlim_t)there.st_size + 20;
    if (setrlimit(RLIMIT_FSIZE, &(struct rlimit){most, most}) != 0)
        return 2;
    if (fnl_checkpoint_save(checkpoint, 5, place(&value), &error) != FNL_ERR_IO ||
        !strstr(error.text, "could not be saved: File too large"))
        return 3;
    if (fnl_checkpoint_saved(checkpoint) != 0)
        return 4;
    return fnl_checkpoint_close(checkpoint, NULL) == FNL_OK ? 0 : 5;
}

static void a_full_disk_is_told_and_what_was_saved_stays(void **state)
{
    (void)state;
    write_file();
    assert_int_equal(scratch_in_child(fill_up), 0);
    fnl_checkpoint *checkpoint = open_for(&usual, true);
    expect_first_job(checkpoint);
    end(checkpoint);
}

/* Opens, describes and begins with a lack of memory at one place; whether it still came through. */
static bool survives(long countdown, bool resume)
{
    fnl_checkpoint *checkpoint;
    fnl_memory_fail_after(countdown);
    fnl_status status = fnl_checkpoint_open(path(), resume, &checkpoint, NULL);
    assert_true(status == FNL_OK || !checkpoint);
    if (status == FNL_OK)
        status = fnl_checkpoint_describe(checkpoint, &usual, NULL);
    if (status == FNL_OK)
        status = fnl_checkpoint_begin(checkpoint, FIRST, NULL);
    int64_t value = 3;
    if (status == FNL_OK)
        status = fnl_checkpoint_save(checkpoint, 3, place(&value), NULL);
    fnl_memory_fail_after(-1);
    assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
    assert_int_equal(fnl_checkpoint_close(checkpoint, NULL), FNL_OK);
    return status == FNL_OK;
}

static void lack_of_memory_is_told_wherever_it_comes(void **state)
{
    (void)state;
    long countdown = 0;
    for (; !survives(countdown, false); countdown++)
        assert_int_equal(scratch_count(), 0);
    assert_in_range(countdown, 4, 10);
    for (countdown = 0; !survives(countdown, true);)
        countdown++;
    assert_in_range(countdown, 5, 10);
}

static void none_can_be_closed(void **state)
{
    (void)state;
    end(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(each_job_is_given_its_own_cells),
        SCRATCH_TEST(what_does_not_fit_is_zeros_and_not_taken),
        SCRATCH_TEST(what_was_found_is_told_when_the_work_begins),
        SCRATCH_TEST(whoever_is_stopped_is_told_nothing_and_loses_nothing),
        SCRATCH_TEST(an_earlier_run_is_gone_on_from_only_where_that_was_asked_for),
        SCRATCH_TEST(other_work_is_refused_with_what_differs),
        SCRATCH_TEST(a_command_may_be_as_long_as_it_likes),
        SCRATCH_TEST(another_version_is_refused_by_its_name),
        SCRATCH_TEST(a_full_disk_is_told_and_what_was_saved_stays),
        SCRATCH_TEST(lack_of_memory_is_told_wherever_it_comes),
        cmocka_unit_test(none_can_be_closed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
