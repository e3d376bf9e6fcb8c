/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "experiment/savefile.h"
#include "scratch.h"

#define RECORDS 5
static const char text[] = "1.2.3\nfunnelsim run\n";
#define TEXT (sizeof text - 1)
#define HEAD (sizeof(struct fnl_savefile_header) + TEXT)

static const char *path(void)
{
    return scratch_path("work.save");
}

/* Records of different lengths, none among them. */
static size_t length_of(size_t number)
{
    return number * number * 3;
}

static void fill(unsigned char bytes[128], size_t number)
{
    for (size_t i = 0; i < 128; i++)
        bytes[i] = (unsigned char)(number * 37 + i * 11 + 1);
}

static fnl_status add(struct fnl_savefile *file, size_t number, struct fnl_error *error)
{
    unsigned char bytes[128];
    const struct fnl_savefile_record record = {
        .signature = 7 + number / 3, .cell = 100 + number, .length = length_of(number)};
    fill(bytes, number);
    return fnl_savefile_add(file, record, bytes, error);
}

static void begin(struct fnl_savefile *file)
{
    assert_int_equal(fnl_savefile_open(file, path(), NULL), FNL_OK);
    assert_false(file->earlier);
    assert_int_equal(fnl_savefile_begin(file, 2385, 42, text, NULL), FNL_OK);
}

/* A file with all records, closed. */
static void write_file(void)
{
    struct fnl_savefile file;
    begin(&file);
    for (size_t i = 0; i < RECORDS; i++)
        assert_int_equal(add(&file, i, NULL), FNL_OK);
    assert_int_equal(fnl_savefile_close(&file, true, NULL), FNL_OK);
}

/* Where record `number` stands. */
static off_t place_of(size_t number)
{
    off_t at = HEAD;
    for (size_t i = 0; i < number; i++)
        at += (off_t)(sizeof(struct fnl_savefile_record) + length_of(i));
    return at;
}

/* What is heard when a file is looked through; each must be the next and be read whole. */
struct ear {
    struct fnl_savefile *file;
    size_t count;
    bool deaf;
    size_t most; /* after so many the cord is pulled; 0: never */
};

static volatile sig_atomic_t cord;

static bool hear(void *self, const struct fnl_savefile_record *record, off_t at)
{
    struct ear *ear = self;
    unsigned char expected[128], found[128];
    assert_int_equal(record->signature, 7 + ear->count / 3);
    assert_int_equal(record->cell, 100 + ear->count);
    assert_int_equal(record->length, length_of(ear->count));
    assert_int_equal(at, place_of(ear->count));
    fill(expected, ear->count);
    assert_true(fnl_savefile_read(ear->file, at, found, length_of(ear->count)));
    assert_memory_equal(found, expected, length_of(ear->count));
    ear->count++;
    cord = ear->count == ear->most;
    return !ear->deaf;
}

/* Opens the file and looks it through: so many records, and behind them something or nothing. */
static void expect(size_t records, bool damaged)
{
    struct fnl_savefile file;
    struct fnl_error error = {0};
    struct stat there;
    bool found;
    if (fnl_savefile_open(&file, path(), &error) != FNL_OK)
        fail_msg("%s", error.text);
    assert_true(file.earlier);
    assert_int_equal(file.header.signature, 2385);
    assert_int_equal(file.header.seed, 42);
    assert_string_equal(file.text, text);
    struct ear ear = {.file = &file};
    assert_int_equal(fnl_savefile_look_through(&file, hear, &ear, &found, NULL), FNL_OK);
    assert_int_equal(ear.count, records);
    assert_int_equal(found, damaged);
    assert_int_equal(fnl_savefile_close(&file, false, NULL), FNL_OK);
    assert_int_equal(stat(path(), &there), 0);
    assert_int_equal(there.st_size, place_of(records));
}

static void refuse(fnl_status status, const char *words)
{
    struct fnl_savefile file;
    struct fnl_error error = {0};
    assert_int_equal(fnl_savefile_open(&file, path(), &error), status);
    if (!strstr(error.text, words))
        fail_msg("\"%s\" does not say \"%s\"", error.text, words);
}

static void flip(off_t at, unsigned char bits)
{
    unsigned char byte;
    const int descriptor = open(path(), O_RDWR);
    assert_int_equal(pread(descriptor, &byte, 1, at), 1);
    byte ^= bits;
    assert_int_equal(pwrite(descriptor, &byte, 1, at), 1);
    close(descriptor);
}

static void what_was_added_is_read_back(void **state)
{
    (void)state;
    write_file();
    expect(RECORDS, false);
    expect(RECORDS, false);
}

static void what_is_added_later_stands_behind(void **state)
{
    (void)state;
    struct fnl_savefile file;
    bool damaged;
    begin(&file);
    assert_int_equal(add(&file, 0, NULL), FNL_OK);
    assert_int_equal(fnl_savefile_close(&file, true, NULL), FNL_OK);
    for (size_t i = 1; i < RECORDS; i++) {
        assert_int_equal(fnl_savefile_open(&file, path(), NULL), FNL_OK);
        struct ear ear = {.file = &file};
        assert_int_equal(fnl_savefile_look_through(&file, hear, &ear, &damaged, NULL), FNL_OK);
        assert_int_equal(add(&file, i, NULL), FNL_OK);
        assert_int_equal(fnl_savefile_close(&file, true, NULL), FNL_OK);
    }
    expect(RECORDS, false);
}

static void a_file_may_end_anywhere(void **state)
{
    (void)state;
    for (off_t length = place_of(RECORDS); --length > (off_t)HEAD;) {
        size_t whole = 0;
        write_file();
        assert_int_equal(truncate(path(), length), 0);
        while (place_of(whole + 1) <= length)
            whole++;
        expect(whole, length > place_of(whole));
        unlink(path());
    }
}

/* Killed before anything was finished: there is nothing to go on from. */
static void a_header_by_itself_is_nothing(void **state)
{
    (void)state;
    struct fnl_savefile file;
    write_file();
    assert_int_equal(truncate(path(), HEAD), 0);
    begin(&file);
    assert_int_equal(add(&file, 0, NULL), FNL_OK);
    assert_int_equal(fnl_savefile_close(&file, true, NULL), FNL_OK);
    expect(1, false);
}

static void what_follows_damage_is_cut_off_wherever_it_is(void **state)
{
    (void)state;
    for (off_t at = HEAD; at < place_of(RECORDS); at++) {
        size_t whole = 0;
        write_file();
        flip(at, (unsigned char)(1 << at % 8));
        while (place_of(whole + 1) <= at)
            whole++;
        expect(whole, true);
        unlink(path());
    }
}

static void zeros_behind_the_last_record_are_no_record(void **state)
{
    (void)state;
    write_file();
    assert_int_equal(truncate(path(), place_of(RECORDS) + 4096), 0);
    expect(RECORDS, true);
}

static void whoever_is_stopped_looks_no_further_and_cuts_off_nothing(void **state)
{
    (void)state;
    struct fnl_savefile file;
    bool damaged;
    write_file();
    assert_int_equal(truncate(path(), place_of(RECORDS - 1)), 0);
    assert_int_equal(fnl_savefile_open(&file, path(), NULL), FNL_OK);
    struct ear ear = {.file = &file, .most = 2};
    file.stop = &cord;
    assert_int_equal(fnl_savefile_look_through(&file, hear, &ear, &damaged, NULL), FNL_OK);
    assert_int_equal(ear.count, 2);
    assert_false(damaged);
    assert_int_equal(add(&file, RECORDS - 1, NULL), FNL_OK);
    assert_int_equal(fnl_savefile_close(&file, true, NULL), FNL_OK);
    expect(RECORDS, false);
}

static void a_record_is_read_only_as_it_was_written(void **state)
{
    (void)state;
    struct fnl_savefile file;
    unsigned char bytes[128];
    write_file();
    assert_int_equal(fnl_savefile_open(&file, path(), NULL), FNL_OK);
    const size_t length = length_of(4);
    assert_true(fnl_savefile_read(&file, place_of(4), bytes, length));
    assert_false(fnl_savefile_read(&file, place_of(4), bytes, length - 1));
    assert_false(fnl_savefile_read(&file, place_of(4), bytes, length + 1));
    assert_false(fnl_savefile_read(&file, place_of(RECORDS), bytes, length));
    flip(place_of(4) + 40, 1);
    assert_false(fnl_savefile_read(&file, place_of(4), bytes, length));
    assert_int_equal(fnl_savefile_close(&file, false, NULL), FNL_OK);
}

static void a_header_that_is_damaged_is_refused_and_one_that_is_cut_short_is_none(void **state)
{
    (void)state;
    for (off_t at = 0; at < (off_t)HEAD; at++) {
        write_file();
        flip(at, 4);
        refuse(FNL_ERR_USAGE, at < 8    ? "holds something else"
                              : at < 12 ? "another kind of machine"
                              : at < 16 ? "saves in another way"
                                        : "damaged at its very beginning");
        unlink(path());
    }
    for (off_t length = 8; length < (off_t)HEAD; length++) {
        struct fnl_savefile file;
        write_file();
        assert_int_equal(truncate(path(), length), 0);
        assert_int_equal(fnl_savefile_open(&file, path(), NULL), FNL_OK);
        assert_false(file.earlier);
        assert_int_equal(fnl_savefile_begin(&file, 2385, 42, text, NULL), FNL_OK);
        assert_int_equal(add(&file, 0, NULL), FNL_OK);
        assert_int_equal(fnl_savefile_close(&file, true, NULL), FNL_OK);
        expect(1, false);
        unlink(path());
    }
}

static void what_is_no_such_file_is_left_alone(void **state)
{
    (void)state;
    scratch_put(path(), "firm = { reps = 8; }\n");
    refuse(FNL_ERR_USAGE, "is there and holds something else");
    scratch_put(path(), "FNLSAVE");
    refuse(FNL_ERR_USAGE, "is there and holds something else");
    scratch_assert_content(path(), "FNLSAVE");
    unlink(path());
    assert_int_equal(mkfifo(path(), 0600), 0);
    refuse(FNL_ERR_USAGE, "no regular file");
    unlink(path());
    assert_int_equal(symlink("/dev/full", path()), 0);
    refuse(FNL_ERR_USAGE, "no regular file");
    unlink(path());
    assert_int_equal(symlink("no/where", path()), 0);
    refuse(FNL_ERR_IO, "No such file");
    unlink(path());
    assert_int_equal(mkdir(path(), 0700), 0);
    refuse(FNL_ERR_IO, "directory");
    rmdir(path());
    struct fnl_savefile file;
    struct fnl_error error = {0};
    assert_int_equal(fnl_savefile_open(&file, scratch_path("no/where"), &error), FNL_ERR_IO);
    assert_non_null(strstr(error.text, "no/where: No such file"));
}

static void an_empty_file_is_begun_and_a_new_one_that_is_not_kept_is_gone(void **state)
{
    (void)state;
    struct fnl_savefile file;
    scratch_put(path(), "");
    begin(&file);
    assert_false(file.made);
    assert_int_equal(fnl_savefile_close(&file, false, NULL), FNL_OK);
    assert_int_equal(access(path(), F_OK), 0);
    unlink(path());
    begin(&file);
    assert_true(file.made);
    assert_int_equal(fnl_savefile_close(&file, false, NULL), FNL_OK);
    assert_int_equal(scratch_count(), 0);
}

static void a_link_to_no_file_yet_is_followed(void **state)
{
    (void)state;
    assert_int_equal(symlink("elsewhere.save", path()), 0);
    write_file();
    expect(RECORDS, false);
    assert_int_equal(access(scratch_path("elsewhere.save"), F_OK), 0);
    unlink(path());
    assert_int_equal(scratch_count(), 1);
}

static int open_in_child(void)
{
    struct fnl_savefile file;
    struct fnl_error error = {0};
    const fnl_status status = fnl_savefile_open(&file, path(), &error);
    return status == FNL_ERR_USAGE && strstr(error.text, "is in use") ? 0 : 1;
}

static void only_one_process_has_a_file(void **state)
{
    (void)state;
    struct fnl_savefile file;
    begin(&file);
    assert_int_equal(scratch_in_child(open_in_child), 0);
    assert_int_equal(access(path(), F_OK), 0);
    assert_int_equal(add(&file, 0, NULL), FNL_OK);
    assert_int_equal(fnl_savefile_close(&file, true, NULL), FNL_OK);
    expect(1, false);
}

/* Another process has the file for a moment more; `end` is how it leaves it. */
static pid_t have_meanwhile(void (*end)(int descriptor))
{
    int ready[2];
    char byte;
    assert_int_equal(pipe(ready), 0);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        const int descriptor = open(path(), O_RDWR);
        const bool had = descriptor >= 0 && flock(descriptor, LOCK_EX) == 0;
        if (!had || write(ready[1], "x", 1) != 1)
            _exit(1);
        nanosleep(&(struct timespec){.tv_nsec = 300000000}, NULL);
        end(descriptor);
        _exit(0);
    }
    close(ready[1]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    return child;
}

/* Its last record, of which there was only a part. */
static void complete(int descriptor)
{
    unsigned char bytes[128];
    fill(bytes, RECORDS - 1);
    const size_t length = length_of(RECORDS - 1), rest = length / 2;
    if (pwrite(descriptor, bytes + length - rest, rest, place_of(RECORDS) - (off_t)rest) !=
        (ssize_t)rest)
        _exit(2);
}

static void what_is_written_while_we_wait_for_a_file_counts(void **state)
{
    (void)state;
    write_file();
    assert_int_equal(truncate(path(), place_of(RECORDS) - (off_t)length_of(RECORDS - 1) / 2), 0);
    const pid_t child = have_meanwhile(complete);
    expect(RECORDS, false);
    assert_int_equal(waitpid(child, NULL, 0), child);
}

static void take_away(int descriptor)
{
    (void)descriptor;
    unlink(path());
}

static void a_file_that_is_taken_away_while_we_wait_for_it_is_made_again(void **state)
{
    (void)state;
    struct fnl_savefile file;
    scratch_put(path(), "");
    const pid_t child = have_meanwhile(take_away);
    begin(&file);
    assert_true(file.made);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(add(&file, 0, NULL), FNL_OK);
    assert_int_equal(fnl_savefile_close(&file, true, NULL), FNL_OK);
    expect(1, false);
}

/* A disk that is full in the middle of the third record, as far as a process can have one. */
static int fill_up(void)
{
    const rlim_t most = (rlim_t)place_of(2) + 45;
    struct fnl_savefile file;
    struct fnl_error error = {0};
    struct stat there;
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &(struct rlimit){most, most}) != 0 ||
        fnl_savefile_open(&file, path(), NULL) != FNL_OK ||
        fnl_savefile_begin(&file, 2385, 42, text, NULL) != FNL_OK ||
        add(&file, 0, NULL) != FNL_OK || add(&file, 1, NULL) != FNL_OK)
        return 1;
    if (add(&file, 4, &error) != FNL_ERR_IO || !strstr(error.text, "File too large"))
        return 2;
    error = (struct fnl_error){0};
    if (add(&file, 2, &error) != FNL_ERR_IO || !strstr(error.text, "File too large"))
        return 3;
    if (stat(path(), &there) != 0 || there.st_size != place_of(2))
        return 4;
    return fnl_savefile_close(&file, true, NULL) == FNL_OK ? 0 : 5;
}

static void a_full_disk_leaves_whole_records(void **state)
{
    (void)state;
    assert_int_equal(scratch_in_child(fill_up), 0);
    expect(2, false);
}

/* Not even the header finds room. */
static int fill_up_at_once(void)
{
    struct fnl_savefile file;
    struct fnl_error error = {0};
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &(struct rlimit){HEAD - 3, HEAD - 3}) != 0 ||
        fnl_savefile_open(&file, path(), NULL) != FNL_OK)
        return 1;
    if (fnl_savefile_begin(&file, 2385, 42, text, &error) != FNL_ERR_IO)
        return 2;
    return fnl_savefile_close(&file, false, NULL) == FNL_OK ? 0 : 3;
}

static void a_disk_without_room_for_a_header_is_left_as_it_was(void **state)
{
    (void)state;
    assert_int_equal(scratch_in_child(fill_up_at_once), 0);
    assert_int_equal(scratch_count(), 0);
}

/* The descriptor is taken away under the file's feet: nothing that is there may be cut off. */
static void a_disk_that_fails_is_told_and_nothing_is_cut_off(void **state)
{
    (void)state;
    struct fnl_savefile file;
    struct fnl_error error = {0};
    bool damaged;
    write_file();
    assert_int_equal(fnl_savefile_open(&file, path(), NULL), FNL_OK);
    struct ear ear = {.file = &file};
    close(file.descriptor);
    assert_int_equal(fnl_savefile_look_through(&file, hear, &ear, &damaged, &error), FNL_ERR_IO);
    assert_non_null(strstr(error.text, "Bad file descriptor"));
    error = (struct fnl_error){0};
    assert_int_equal(add(&file, 1, &error), FNL_ERR_IO);
    file.failure = 0;
    error = (struct fnl_error){0};
    assert_int_equal(fnl_savefile_close(&file, true, &error), FNL_ERR_IO);
    expect(RECORDS, false);
    /* A folder in its place can be looked through no more than that. */
    assert_int_equal(fnl_savefile_open(&file, path(), NULL), FNL_OK);
    const int folder = open("/", O_RDONLY);
    assert_int_equal(dup2(folder, file.descriptor), file.descriptor);
    close(folder);
    assert_int_equal(fnl_savefile_look_through(&file, hear, &ear, &damaged, &error), FNL_ERR_IO);
    assert_int_equal(fnl_savefile_close(&file, false, NULL), FNL_OK);
    expect(RECORDS, false);
}

static void lack_of_memory_is_told_and_harms_nothing(void **state)
{
    (void)state;
    struct fnl_savefile file;
    struct fnl_error error = {0};
    bool damaged;
    write_file();
    for (long i = 0; i < 2; i++) {
        fnl_memory_fail_after(i);
        assert_int_equal(fnl_savefile_open(&file, path(), &error), FNL_ERR_MEMORY);
        fnl_memory_fail_after(-1);
    }
    assert_int_equal(fnl_savefile_open(&file, path(), NULL), FNL_OK);
    struct ear ear = {.file = &file, .deaf = true};
    assert_int_equal(fnl_savefile_look_through(&file, hear, &ear, &damaged, NULL), FNL_ERR_MEMORY);
    assert_int_equal(fnl_savefile_close(&file, false, NULL), FNL_OK);
    expect(RECORDS, false);
    unlink(path());
    begin(&file);
    fnl_memory_fail_after(0);
    assert_int_equal(add(&file, 0, NULL), FNL_ERR_MEMORY);
    fnl_memory_fail_after(-1);
    assert_int_equal(add(&file, 0, NULL), FNL_OK);
    assert_int_equal(fnl_savefile_close(&file, true, NULL), FNL_OK);
    expect(1, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(what_was_added_is_read_back),
        SCRATCH_TEST(what_is_added_later_stands_behind),
        SCRATCH_TEST(a_file_may_end_anywhere),
        SCRATCH_TEST(a_header_by_itself_is_nothing),
        SCRATCH_TEST(what_follows_damage_is_cut_off_wherever_it_is),
        SCRATCH_TEST(zeros_behind_the_last_record_are_no_record),
        SCRATCH_TEST(whoever_is_stopped_looks_no_further_and_cuts_off_nothing),
        SCRATCH_TEST(a_record_is_read_only_as_it_was_written),
        SCRATCH_TEST(a_header_that_is_damaged_is_refused_and_one_that_is_cut_short_is_none),
        SCRATCH_TEST(what_is_no_such_file_is_left_alone),
        SCRATCH_TEST(an_empty_file_is_begun_and_a_new_one_that_is_not_kept_is_gone),
        SCRATCH_TEST(a_link_to_no_file_yet_is_followed),
        SCRATCH_TEST(only_one_process_has_a_file),
        SCRATCH_TEST(what_is_written_while_we_wait_for_a_file_counts),
        SCRATCH_TEST(a_file_that_is_taken_away_while_we_wait_for_it_is_made_again),
        SCRATCH_TEST(a_full_disk_leaves_whole_records),
        SCRATCH_TEST(a_disk_without_room_for_a_header_is_left_as_it_was),
        SCRATCH_TEST(a_disk_that_fails_is_told_and_nothing_is_cut_off),
        SCRATCH_TEST(lack_of_memory_is_told_and_harms_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
