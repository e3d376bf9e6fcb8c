/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/disk.h"
#include "base/memory.h"
#include "scratch.h"

#define PLENTY 1000003 /* bytes; more than a pipe holds */

struct reader {
    int descriptor;
    size_t length;
    bool intact;
};

/* Reads slowly, and knocks at the writer meanwhile. */
static void *read_all(void *self)
{
    struct reader *reader = self;
    unsigned char bytes[4096];
    ssize_t length;
    reader->intact = true;
    while ((length = read(reader->descriptor, bytes, sizeof bytes)) > 0) {
        for (ssize_t i = 0; i < length; i++)
            reader->intact = reader->intact && bytes[i] == (reader->length + (size_t)i) % 251;
        reader->length += (size_t)length;
        kill(getpid(), SIGUSR1);
    }
    return NULL;
}

static volatile sig_atomic_t knocks;

static void knock(int signal)
{
    (void)signal;
    knocks = 1;
}

static void all_is_written_whatever_signals_arrive(void **state)
{
    (void)state;
    int ends[2];
    struct sigaction action = {.sa_handler = knock}, before; /* calls are not taken up again */
    pthread_t thread;
    unsigned char *bytes = malloc(PLENTY);
    assert_non_null(bytes);
    for (size_t i = 0; i < PLENTY; i++)
        bytes[i] = (unsigned char)(i % 251);
    assert_int_equal(pipe(ends), 0);
    sigaction(SIGUSR1, &action, &before);
    struct reader reader = {.descriptor = ends[0]};
    assert_int_equal(pthread_create(&thread, NULL, read_all, &reader), 0);
    assert_true(fnl_disk_write(ends[1], bytes, PLENTY));
    close(ends[1]);
    pthread_join(thread, NULL);
    sigaction(SIGUSR1, &before, NULL);
    close(ends[0]);
    assert_int_equal(reader.length, PLENTY);
    assert_true(reader.intact);
    assert_int_equal(knocks, 1);
    free(bytes);
}

static void a_full_disk_says_so(void **state)
{
    (void)state;
    const int full = open("/dev/full", O_WRONLY);
    assert_true(full >= 0);
    errno = 0;
    assert_false(fnl_disk_write(full, "x", 1));
    assert_int_equal(errno, ENOSPC);
    assert_true(fnl_disk_write(full, "", 0));
    close(full);
}

static void what_cannot_be_forced_is_no_failure_and_what_is_not_there_is(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_true(fnl_disk_force(ends[1]));
    close(ends[0]);
    close(ends[1]);
    assert_false(fnl_disk_force(ends[1]));
    assert_int_equal(errno, EBADF);
}

static void the_name_of_a_file_is_forced_with_its_directory(void **state)
{
    (void)state;
    assert_true(fnl_disk_force_name(scratch_path("file")));
    assert_true(fnl_disk_force_name("file"));
    assert_true(fnl_disk_force_name("/file"));
    assert_false(fnl_disk_force_name(scratch_path("nowhere/file")));
    assert_int_equal(errno, ENOENT);
    fnl_memory_fail_after(0);
    assert_false(fnl_disk_force_name("file"));
    fnl_memory_fail_after(-1);
    assert_int_equal(errno, ENOMEM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_written_whatever_signals_arrive),
        cmocka_unit_test(a_full_disk_says_so),
        cmocka_unit_test(what_cannot_be_forced_is_no_failure_and_what_is_not_there_is),
        SCRATCH_TEST(the_name_of_a_file_is_forced_with_its_directory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
