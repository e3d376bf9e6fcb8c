/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/gnuplot.h"

#include "scratch.h"

static void need_gnuplot(void)
{
    char version[FNL_GNUPLOT_VERSION];
    if (!fnl_gnuplot_version(version))
        skip();
}

/* Runs the rest of a test in a PATH without gnuplot. */
static char *hide_gnuplot(void)
{
    char *path = strdup(getenv("PATH"));
    setenv("PATH", "/nonexistent", 1);
    return path;
}

static void show_gnuplot(char *path)
{
    setenv("PATH", path, 1);
    free(path);
}

/* `length` bytes of comment: many times what a pipe holds. */
static char *long_program(const char *beginning, size_t length)
{
    char *program = malloc(length + 1);
    assert_non_null(program);
    strcpy(program, beginning);
    for (size_t i = strlen(beginning); i < length; i++)
        program[i] = i % 80 ? '#' : '\n';
    program[length] = '\0';
    return program;
}

static void output_and_complaints_come_back(void **state)
{
    (void)state;
    need_gnuplot();
    struct fnl_gnuplot_answer answer;
    assert_int_equal(fnl_gnuplot_run("set print '-'\nprint 6 * 7\n"
                                     "set print '/dev/stderr'\nprint 'a warning'\n",
                                     10, &answer, NULL),
                     FNL_OK);
    assert_int_equal(answer.length, 3);
    assert_memory_equal(answer.output, "42\n", 3);
    assert_string_equal(answer.complaints, "a warning");
    fnl_gnuplot_fini(&answer);
}

static void the_version_is_told(void **state)
{
    (void)state;
    need_gnuplot();
    char version[FNL_GNUPLOT_VERSION];
    assert_true(fnl_gnuplot_version(version));
    assert_non_null(strstr(version, " patchlevel "));
    assert_in_range(version[0], '4', '9');
}

static void a_large_program_and_a_large_answer_get_through(void **state)
{
    (void)state;
    need_gnuplot();
    struct fnl_gnuplot_answer answer;
    char *program = long_program("set print '-'\n"
                                 "do for [i = 1:20000] { print '0123456789012345678' }\n",
                                 1 << 20);
    assert_int_equal(fnl_gnuplot_run(program, 30, &answer, NULL), FNL_OK);
    assert_int_equal(answer.length, 20 * 20000);
    fnl_gnuplot_fini(&answer);
    free(program);
}

static void a_mistake_in_a_script_is_quoted(void **state)
{
    (void)state;
    need_gnuplot();
    struct fnl_gnuplot_answer answer;
    struct fnl_error error = {0};
    assert_int_equal(fnl_gnuplot_run("plot sin(x\n", 10, &answer, &error), FNL_ERR_IO);
    assert_non_null(strstr(error.text, "gnuplot failed: gnuplot> plot sin(x"));
    assert_non_null(strstr(error.text, "')' expected"));
    fnl_gnuplot_fini(&answer);
}

static void endless_complaints_are_cut(void **state)
{
    (void)state;
    need_gnuplot();
    struct fnl_gnuplot_answer answer;
    struct fnl_error error = {0};
    assert_int_equal(
        fnl_gnuplot_run("set print '/dev/stderr'\n"
                        "do for [i = 1:20000] { print 'a complaint' }\nexit status 1\n",
                        30, &answer, &error),
        FNL_ERR_IO);
    assert_int_equal(strlen(answer.complaints), sizeof answer.complaints - 1);
    fnl_gnuplot_fini(&answer);
}

/* With the default disposition of SIGPIPE, which would end this test. */
static void a_gnuplot_that_stops_reading_does_no_harm(void **state)
{
    (void)state;
    need_gnuplot();
    struct fnl_gnuplot_answer answer;
    char *program = long_program("exit\n", 8 << 20);
    assert_int_equal(fnl_gnuplot_run(program, 30, &answer, NULL), FNL_OK);
    fnl_gnuplot_fini(&answer);
    free(program);

    struct sigaction action;
    assert_int_equal(sigaction(SIGPIPE, NULL, &action), 0);
    assert_true(action.sa_handler == SIG_DFL);
}

static void a_missing_gnuplot_is_reported_as_such(void **state)
{
    (void)state;
    struct fnl_gnuplot_answer answer;
    struct fnl_error error = {0};
    char version[FNL_GNUPLOT_VERSION];
    char *program = long_program("", 1 << 20), *path = hide_gnuplot();
    assert_false(fnl_gnuplot_version(version));
    assert_int_equal(fnl_gnuplot_run(program, 10, &answer, &error), FNL_ERR_IO);
    show_gnuplot(path);
    assert_string_equal(error.text, "gnuplot was not found: install it, or put it into PATH");
    fnl_gnuplot_fini(&answer);
    free(program);
}

static void an_endless_script_is_stopped(void **state)
{
    (void)state;
    need_gnuplot();
    struct fnl_gnuplot_answer answer;
    struct fnl_error error = {0};
    const time_t start = time(NULL);
    assert_int_equal(fnl_gnuplot_run("while (1) { x = 1 }\n", 1, &answer, &error), FNL_ERR_IO);
    assert_string_equal(error.text, "gnuplot took too long and was stopped");
    assert_in_range(time(NULL) - start, 1, 60); /* on a busy machine */
    fnl_gnuplot_fini(&answer);
}

static void what_an_endless_script_has_started_ends_with_it(void **state)
{
    (void)state;
    need_gnuplot();
    struct fnl_gnuplot_answer answer;
    char program[2200];
    snprintf(program, sizeof program, "x = system(\"sleep 2; touch '%s'\")\n",
             scratch_path("late"));
    assert_int_equal(fnl_gnuplot_run(program, 1, &answer, NULL), FNL_ERR_IO);
    nanosleep(&(struct timespec){1, 500000000}, NULL);
    assert_int_equal(scratch_count(), 0);
    fnl_gnuplot_fini(&answer);
}

static void a_gnuplot_that_is_killed_is_reported(void **state)
{
    (void)state;
    need_gnuplot();
    struct fnl_gnuplot_answer answer;
    struct fnl_error error = {0};
    assert_int_equal(fnl_gnuplot_run("x = system('kill -9 $PPID; sleep 1')\n", 10, &answer, &error),
                     FNL_ERR_IO);
    assert_string_equal(error.text, "gnuplot was ended by signal 9");
    fnl_gnuplot_fini(&answer);
}

static void whoever_ignores_dead_children_still_gets_an_answer(void **state)
{
    (void)state;
    need_gnuplot();
    struct fnl_gnuplot_answer answer;
    signal(SIGCHLD, SIG_IGN);
    const fnl_status status = fnl_gnuplot_run("set print '-'\nprint 42\n", 10, &answer, NULL);
    signal(SIGCHLD, SIG_DFL);
    assert_int_equal(status, FNL_OK);
    assert_int_equal(answer.length, 3);
    fnl_gnuplot_fini(&answer);
}

static void lack_of_memory_is_reported(void **state)
{
    (void)state;
    need_gnuplot();
    struct fnl_gnuplot_answer answer;
    struct fnl_error error = {0};
    fnl_memory_fail_after(0);
    assert_int_equal(fnl_gnuplot_run("set print '-'\nprint 42\n", 10, &answer, &error),
                     FNL_ERR_MEMORY);
    fnl_memory_fail_after(-1);
    fnl_gnuplot_fini(&answer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(output_and_complaints_come_back),
        cmocka_unit_test(the_version_is_told),
        cmocka_unit_test(a_large_program_and_a_large_answer_get_through),
        cmocka_unit_test(a_mistake_in_a_script_is_quoted),
        cmocka_unit_test(endless_complaints_are_cut),
        cmocka_unit_test(a_gnuplot_that_stops_reading_does_no_harm),
        cmocka_unit_test(a_missing_gnuplot_is_reported_as_such),
        cmocka_unit_test(an_endless_script_is_stopped),
        SCRATCH_TEST(what_an_endless_script_has_started_ends_with_it),
        cmocka_unit_test(a_gnuplot_that_is_killed_is_reported),
        cmocka_unit_test(whoever_ignores_dead_children_still_gets_an_answer),
        cmocka_unit_test(lack_of_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
