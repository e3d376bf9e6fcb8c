/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
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
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/file.h"

#include "scratch.h"

#define LARGE ((size_t)1 << 20)

static const char *out(void)
{
    return scratch_path("out.csv");
}

static void an_output_appears_when_it_is_finished(void **state)
{
    (void)state;
    fnl_file *file;
    struct fnl_error error = {0};
    assert_int_equal(fnl_file_new(out(), &file, &error), FNL_OK);
    fprintf(fnl_file_stream(file), "month,revenue\n%d\n", 2385);
    fflush(fnl_file_stream(file));
    assert_int_equal(scratch_count(), 0);

    assert_int_equal(fnl_file_finish(file, &error), FNL_OK);
    fnl_file_free(file);
    scratch_assert_content(out(), "month,revenue\n2385\n");
    assert_int_equal(scratch_count(), 1);

    struct stat there;
    const mode_t mask = umask(0);
    umask(mask);
    assert_int_equal(stat(out(), &there), 0);
    assert_int_equal(there.st_mode & 0777, 0666 & ~mask);
}

static void an_output_that_is_given_up_leaves_no_trace(void **state)
{
    (void)state;
    fnl_file *file;
    scratch_put(out(), "old");
    assert_int_equal(fnl_file_new(out(), &file, NULL), FNL_OK);
    fputs("new", fnl_file_stream(file));
    fnl_file_free(file);
    scratch_assert_content(out(), "old");
    assert_int_equal(scratch_count(), 1);
    fnl_file_free(NULL);
}

static void an_old_file_is_replaced_and_a_link_to_it_stays(void **state)
{
    (void)state;
    const char *link = scratch_path("link");
    struct stat there;
    scratch_put(out(), "old");
    assert_int_equal(symlink("out.csv", link), 0);
    assert_int_equal(fnl_file_write(link, "new", 3, NULL), FNL_OK);
    scratch_assert_content(out(), "new");
    assert_int_equal(lstat(link, &there), 0);
    assert_true(S_ISLNK(there.st_mode));
    assert_int_equal(scratch_count(), 2);
}

static void a_full_disk_is_reported_with_the_path(void **state)
{
    (void)state;
    const char *link = scratch_path("full");
    struct fnl_error error = {0};
    assert_int_equal(symlink("/dev/full", link), 0);
    assert_int_equal(fnl_file_write(link, "new", 3, &error), FNL_ERR_IO);
    assert_non_null(strstr(error.text, link));
    assert_non_null(strstr(error.text, "No space left on device"));

    struct stat there;
    assert_int_equal(stat("/dev/full", &there), 0);
    assert_true(S_ISCHR(there.st_mode));
    assert_int_equal(fnl_file_write("/dev/null", "new", 3, NULL), FNL_OK);
}

/* A limit on the size of files is a disk that is full at a known byte. */
static int write_beyond_the_limit(void)
{
    static char bytes[LARGE];
    struct fnl_error error = {0};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){4096, 4096});
    return fnl_file_write(out(), bytes, sizeof bytes, &error) == FNL_ERR_IO &&
                   strstr(error.text, "File too large")
               ? 0
               : 1;
}

static void a_disk_that_fills_midway_leaves_the_old_file_and_nothing_else(void **state)
{
    (void)state;
    scratch_put(out(), "old");
    assert_int_equal(scratch_in_child(write_beyond_the_limit), 0);
    scratch_assert_content(out(), "old");
    assert_int_equal(scratch_count(), 1);
}

/* Root may write everywhere, so it becomes nobody first. */
static int write_where_it_is_forbidden(void)
{
    struct fnl_error error = {0};
    if (geteuid() == 0 && setuid(65534) != 0)
        return 2;
    return fnl_file_write(out(), "new", 3, &error) == FNL_ERR_IO &&
                   strstr(error.text, "Permission denied")
               ? 0
               : 1;
}

static void a_directory_that_may_not_be_written_is_reported(void **state)
{
    (void)state;
    assert_int_equal(chmod(scratch, 0555), 0);
    const int outcome = scratch_in_child(write_where_it_is_forbidden);
    assert_int_equal(chmod(scratch, 0755), 0);
    if (outcome == 2)
        skip(); /* a container that knows nobody but root */
    assert_int_equal(outcome, 0);
    assert_int_equal(scratch_count(), 0);
}

static void a_missing_directory_is_reported(void **state)
{
    (void)state;
    struct fnl_error error = {0};
    assert_int_equal(fnl_file_write(scratch_path("missing/out.csv"), "new", 3, &error), FNL_ERR_IO);
    assert_non_null(strstr(error.text, "missing/out.csv: No such file or directory"));
}

static void a_directory_is_not_written_over(void **state)
{
    (void)state;
    struct fnl_error error = {0};
    assert_int_equal(fnl_file_write(scratch, "new", 3, &error), FNL_ERR_IO);
    assert_non_null(strstr(error.text, "Is a directory"));
}

static int write_to_full_standard_output(void)
{
    struct fnl_error error = {0};
    dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO);
    return fnl_file_write("-", "new", 3, &error) == FNL_ERR_IO &&
                   strstr(error.text, "standard output: No space left")
               ? 0
               : 1;
}

static int write_to_standard_output(void)
{
    dup2(open(out(), O_WRONLY | O_CREAT, 0600), STDOUT_FILENO);
    printf("first "); /* still in stdio's buffer when the rest is written */
    return fnl_file_write("-", "then", 4, NULL) == FNL_OK ? 0 : 1;
}

static void a_dash_is_standard_output(void **state)
{
    (void)state;
    assert_int_equal(scratch_in_child(write_to_standard_output), 0);
    scratch_assert_content(out(), "first then");
    assert_int_equal(scratch_in_child(write_to_full_standard_output), 0);
}

static void wake_up(int number)
{
    (void)number;
}

/* Writes a mebibyte into a narrow pipe while an alarm goes off every millisecond. */
static int write_under_alarms(void)
{
    static char bytes[LARGE];
    struct sigaction action = {.sa_handler = wake_up}; /* without SA_RESTART */
    const struct itimerval often = {{0, 1000}, {0, 1000}};
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &often, NULL);
    memset(bytes, 'x', sizeof bytes);
    return fnl_file_write(out(), bytes, sizeof bytes, NULL) == FNL_OK ? 0 : 1;
}

static void signals_and_short_writes_lose_nothing(void **state)
{
    (void)state;
    char bytes[4096];
    size_t received = 0;
    int outcome;
    assert_int_equal(mkfifo(out(), 0600), 0);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(write_under_alarms());

    const int pipe = open(out(), O_RDONLY);
    for (ssize_t count; (count = read(pipe, bytes, sizeof bytes)) > 0;) {
        /* At first so slowly that a full pipe stays full from one alarm to the next. */
        const long pause = received < 10 * sizeof bytes ? 5000000 : 100000;
        received += (size_t)count;
        nanosleep(&(struct timespec){0, pause}, NULL);
    }
    close(pipe);
    assert_int_equal(waitpid(child, &outcome, 0), child);
    assert_int_equal(outcome, 0);
    assert_int_equal(received, LARGE);
}

static void strangers_with_our_temporary_name_are_left_alone(void **state)
{
    (void)state;
    char name[64];
    snprintf(name, sizeof name, ".funnelsim-%ld-0", (long)getpid());
    const char *stranger = scratch_path(name);
    scratch_put(stranger, "mine");
    assert_int_equal(fnl_file_write(out(), "new", 3, NULL), FNL_OK);
    scratch_assert_content(out(), "new");
    scratch_assert_content(stranger, "mine");
}

static void a_bare_name_lands_in_the_current_directory(void **state)
{
    (void)state;
    char before[4096];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(scratch), 0);
    assert_int_equal(fnl_file_write("bare.txt", "new", 3, NULL), FNL_OK);
    scratch_assert_content("bare.txt", "new");
    assert_int_equal(chdir(before), 0);
}

static void directories_are_made_down_to_the_last(void **state)
{
    (void)state;
    const char *deep = scratch_path("a//b/c/");
    struct stat there;
    struct fnl_error error = {0};
    assert_int_equal(fnl_file_directory(deep, &error), FNL_OK);
    assert_int_equal(fnl_file_directory(deep, &error), FNL_OK);
    assert_int_equal(stat(deep, &there), 0);
    assert_true(S_ISDIR(there.st_mode));
    assert_int_equal(fnl_file_directory("/", &error), FNL_OK);

    scratch_put(out(), "a file");
    assert_int_equal(fnl_file_directory(scratch_path("out.csv/b"), &error), FNL_ERR_IO);
    assert_non_null(strstr(error.text, "Not a directory"));
    error.status = FNL_OK;
    assert_int_equal(fnl_file_directory("", &error), FNL_ERR_IO);
}

/* Makes each allocation of a whole output fail in turn. */
static void lack_of_memory_leaves_no_half_output(void **state)
{
    (void)state;
    bool done = false;
    for (long countdown = 0; !done; countdown++) {
        fnl_file *file;
        struct fnl_error error = {0};
        fnl_memory_fail_after(countdown);
        fnl_status status = fnl_file_directory(scratch, &error);
        if (status == FNL_OK)
            status = fnl_file_new(out(), &file, &error);
        if (status == FNL_OK) {
            fputs("new", fnl_file_stream(file));
            status = fnl_file_finish(file, &error);
            fnl_file_free(file);
        }
        fnl_memory_fail_after(-1);
        done = status == FNL_OK;
        if (!done)
            assert_int_equal(status, FNL_ERR_MEMORY);
        assert_true(countdown < 20);
    }
    scratch_assert_content(out(), "new");
    assert_int_equal(scratch_count(), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(an_output_appears_when_it_is_finished),
        SCRATCH_TEST(an_output_that_is_given_up_leaves_no_trace),
        SCRATCH_TEST(an_old_file_is_replaced_and_a_link_to_it_stays),
        SCRATCH_TEST(a_full_disk_is_reported_with_the_path),
        SCRATCH_TEST(a_disk_that_fills_midway_leaves_the_old_file_and_nothing_else),
        SCRATCH_TEST(a_directory_that_may_not_be_written_is_reported),
        SCRATCH_TEST(a_missing_directory_is_reported),
        SCRATCH_TEST(a_directory_is_not_written_over),
        SCRATCH_TEST(a_dash_is_standard_output),
        SCRATCH_TEST(signals_and_short_writes_lose_nothing),
        SCRATCH_TEST(strangers_with_our_temporary_name_are_left_alone),
        SCRATCH_TEST(a_bare_name_lands_in_the_current_directory),
        SCRATCH_TEST(directories_are_made_down_to_the_last),
        SCRATCH_TEST(lack_of_memory_leaves_no_half_output),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
