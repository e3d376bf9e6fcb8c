/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
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
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/file.h"

#define LARGE ((size_t)1 << 20)

static char directory[64];
static char path[128];

static int enter_fresh_directory(void **state)
{
    (void)state;
    strcpy(directory, "/tmp/test_file.XXXXXX");
    if (!mkdtemp(directory))
        return -1;
    snprintf(path, sizeof path, "%s/out.csv", directory);
    return 0;
}

static int remove_directory(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", directory);
    return system(command);
}

static void put(const char *name, const char *text)
{
    FILE *stream = fopen(name, "w");
    assert_non_null(stream);
    fputs(text, stream);
    fclose(stream);
}

static void assert_content(const char *name, const char *expected)
{
    char content[256] = "";
    FILE *stream = fopen(name, "r");
    assert_non_null(stream);
    content[fread(content, 1, sizeof content - 1, stream)] = '\0';
    fclose(stream);
    assert_string_equal(content, expected);
}

static int files_in(const char *name)
{
    int count = 0;
    DIR *stream = opendir(name);
    assert_non_null(stream);
    for (struct dirent *entry; (entry = readdir(stream));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(stream);
    return count;
}

/* How a child ended in which `work` was done under circumstances that may not be undone. */
static int in_child(int (*work)(void))
{
    int outcome;
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(work());
    assert_int_equal(waitpid(child, &outcome, 0), child);
    assert_true(WIFEXITED(outcome));
    return WEXITSTATUS(outcome);
}

static void an_output_appears_when_it_is_finished(void **state)
{
    (void)state;
    fnl_file *file;
    struct fnl_error error = {0};
    assert_int_equal(fnl_file_new(path, &file, &error), FNL_OK);
    fprintf(fnl_file_stream(file), "month,revenue\n%d\n", 2385);
    fflush(fnl_file_stream(file));
    assert_int_equal(files_in(directory), 0);

    assert_int_equal(fnl_file_finish(file, &error), FNL_OK);
    fnl_file_free(file);
    assert_content(path, "month,revenue\n2385\n");
    assert_int_equal(files_in(directory), 1);

    struct stat there;
    const mode_t mask = umask(0);
    umask(mask);
    assert_int_equal(stat(path, &there), 0);
    assert_int_equal(there.st_mode & 0777, 0666 & ~mask);
}

static void an_output_that_is_given_up_leaves_no_trace(void **state)
{
    (void)state;
    fnl_file *file;
    put(path, "old");
    assert_int_equal(fnl_file_new(path, &file, NULL), FNL_OK);
    fputs("new", fnl_file_stream(file));
    fnl_file_free(file);
    assert_content(path, "old");
    assert_int_equal(files_in(directory), 1);
    fnl_file_free(NULL);
}

static void an_old_file_is_replaced_and_a_link_to_it_stays(void **state)
{
    (void)state;
    char link[128];
    struct stat there;
    put(path, "old");
    snprintf(link, sizeof link, "%s/link", directory);
    assert_int_equal(symlink("out.csv", link), 0);
    assert_int_equal(fnl_file_write(link, "new", 3, NULL), FNL_OK);
    assert_content(path, "new");
    assert_int_equal(lstat(link, &there), 0);
    assert_true(S_ISLNK(there.st_mode));
    assert_int_equal(files_in(directory), 2);
}

static void a_full_disk_is_reported_with_the_path(void **state)
{
    (void)state;
    char link[128];
    struct fnl_error error = {0};
    snprintf(link, sizeof link, "%s/full", directory);
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
    return fnl_file_write(path, bytes, sizeof bytes, &error) == FNL_ERR_IO &&
                   strstr(error.text, "File too large")
               ? 0
               : 1;
}

static void a_disk_that_fills_midway_leaves_the_old_file_and_nothing_else(void **state)
{
    (void)state;
    put(path, "old");
    assert_int_equal(in_child(write_beyond_the_limit), 0);
    assert_content(path, "old");
    assert_int_equal(files_in(directory), 1);
}

/* Root may write everywhere, so it becomes nobody first. */
static int write_where_it_is_forbidden(void)
{
    struct fnl_error error = {0};
    if (geteuid() == 0 && setuid(65534) != 0)
        return 2;
    return fnl_file_write(path, "new", 3, &error) == FNL_ERR_IO &&
                   strstr(error.text, "Permission denied")
               ? 0
               : 1;
}

static void a_directory_that_may_not_be_written_is_reported(void **state)
{
    (void)state;
    assert_int_equal(chmod(directory, 0555), 0);
    assert_int_equal(in_child(write_where_it_is_forbidden), 0);
    assert_int_equal(chmod(directory, 0755), 0);
    assert_int_equal(files_in(directory), 0);
}

static void a_missing_directory_is_reported(void **state)
{
    (void)state;
    struct fnl_error error = {0};
    snprintf(path, sizeof path, "%s/missing/out.csv", directory);
    assert_int_equal(fnl_file_write(path, "new", 3, &error), FNL_ERR_IO);
    assert_non_null(strstr(error.text, "missing/out.csv: No such file or directory"));
}

static void a_directory_is_not_written_over(void **state)
{
    (void)state;
    struct fnl_error error = {0};
    assert_int_equal(fnl_file_write(directory, "new", 3, &error), FNL_ERR_IO);
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
    dup2(open(path, O_WRONLY | O_CREAT, 0600), STDOUT_FILENO);
    printf("first "); /* still in stdio's buffer when the rest is written */
    return fnl_file_write("-", "then", 4, NULL) == FNL_OK ? 0 : 1;
}

static void a_dash_is_standard_output(void **state)
{
    (void)state;
    assert_int_equal(in_child(write_to_standard_output), 0);
    assert_content(path, "first then");
    assert_int_equal(in_child(write_to_full_standard_output), 0);
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
    return fnl_file_write(path, bytes, sizeof bytes, NULL) == FNL_OK ? 0 : 1;
}

static void signals_and_short_writes_lose_nothing(void **state)
{
    (void)state;
    char bytes[4096];
    size_t received = 0;
    int outcome;
    assert_int_equal(mkfifo(path, 0600), 0);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(write_under_alarms());

    const int pipe = open(path, O_RDONLY);
    for (ssize_t count; (count = read(pipe, bytes, sizeof bytes)) > 0;) {
        received += (size_t)count;
        nanosleep(&(struct timespec){0, 200000}, NULL);
    }
    close(pipe);
    assert_int_equal(waitpid(child, &outcome, 0), child);
    assert_int_equal(outcome, 0);
    assert_int_equal(received, LARGE);
}

static void strangers_with_our_temporary_name_are_left_alone(void **state)
{
    (void)state;
    char stranger[128];
    snprintf(stranger, sizeof stranger, "%s/.funnelsim-%ld-0", directory, (long)getpid());
    put(stranger, "mine");
    assert_int_equal(fnl_file_write(path, "new", 3, NULL), FNL_OK);
    assert_content(path, "new");
    assert_content(stranger, "mine");
}

static void a_bare_name_lands_in_the_current_directory(void **state)
{
    (void)state;
    char before[4096];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(directory), 0);
    assert_int_equal(fnl_file_write("bare.txt", "new", 3, NULL), FNL_OK);
    assert_content("bare.txt", "new");
    assert_int_equal(chdir(before), 0);
}

static void directories_are_made_down_to_the_last(void **state)
{
    (void)state;
    char deep[128];
    struct stat there;
    struct fnl_error error = {0};
    snprintf(deep, sizeof deep, "%s/a//b/c/", directory);
    assert_int_equal(fnl_file_directory(deep, &error), FNL_OK);
    assert_int_equal(fnl_file_directory(deep, &error), FNL_OK);
    assert_int_equal(stat(deep, &there), 0);
    assert_true(S_ISDIR(there.st_mode));
    assert_int_equal(fnl_file_directory("/", &error), FNL_OK);

    put(path, "a file");
    snprintf(deep, sizeof deep, "%s/b", path);
    assert_int_equal(fnl_file_directory(deep, &error), FNL_ERR_IO);
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
        fnl_status status = fnl_file_directory(directory, &error);
        if (status == FNL_OK)
            status = fnl_file_new(path, &file, &error);
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
    assert_content(path, "new");
    assert_int_equal(files_in(directory), 1);
}

#define IN_DIRECTORY(test) cmocka_unit_test_setup_teardown(test, enter_fresh_directory, remove_directory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_DIRECTORY(an_output_appears_when_it_is_finished),
        IN_DIRECTORY(an_output_that_is_given_up_leaves_no_trace),
        IN_DIRECTORY(an_old_file_is_replaced_and_a_link_to_it_stays),
        IN_DIRECTORY(a_full_disk_is_reported_with_the_path),
        IN_DIRECTORY(a_disk_that_fills_midway_leaves_the_old_file_and_nothing_else),
        IN_DIRECTORY(a_directory_that_may_not_be_written_is_reported),
        IN_DIRECTORY(a_missing_directory_is_reported),
        IN_DIRECTORY(a_directory_is_not_written_over),
        IN_DIRECTORY(a_dash_is_standard_output),
        IN_DIRECTORY(signals_and_short_writes_lose_nothing),
        IN_DIRECTORY(strangers_with_our_temporary_name_are_left_alone),
        IN_DIRECTORY(a_bare_name_lands_in_the_current_directory),
        IN_DIRECTORY(directories_are_made_down_to_the_last),
        IN_DIRECTORY(lack_of_memory_leaves_no_half_output),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
