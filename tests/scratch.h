/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scratch.h - a directory of its own for a test that writes files, under
 * TMPDIR or /tmp, and gone afterwards. Include after cmocka.h.
 */
#ifndef FUNNELSIM_TESTS_SCRATCH_H
#define FUNNELSIM_TESTS_SCRATCH_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The directory of the test that is running. */
static char scratch[1024];

/* A name in it; of the last few calls the results are valid. */
static inline const char *scratch_path(const char *name)
{
    static char paths[4][2048];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", scratch, name);
    return path;
}

/* For cmocka's setup and teardown. */
static inline int scratch_enter(void **state)
{
    (void)state;
    const char *parent = getenv("TMPDIR");
    snprintf(scratch, sizeof scratch, "%s/scratch.XXXXXX", parent ? parent : "/tmp");
    return mkdtemp(scratch) ? 0 : -1;
}

static inline int scratch_leave(void **state)
{
    (void)state;
    char command[1100];
    snprintf(command, sizeof command, "rm -rf '%s'", scratch);
    return system(command);
}

#define SCRATCH_TEST(test) cmocka_unit_test_setup_teardown(test, scratch_enter, scratch_leave)

static inline void scratch_put(const char *path, const char *text)
{
    FILE *stream = fopen(path, "w");
    assert_non_null(stream);
    fputs(text, stream);
    fclose(stream);
}

/* All of a file, ended by a zero, to be freed. */
static inline char *scratch_read(const char *path, size_t *length)
{
    FILE *stream = fopen(path, "r");
    if (!stream)
        fail_msg("there is no %s", path);
    fseek(stream, 0, SEEK_END);
    *length = (size_t)ftell(stream);
    rewind(stream);
    char *bytes = calloc(*length + 1, 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *length, stream), *length);
    fclose(stream);
    return bytes;
}

static inline void scratch_assert_content(const char *path, const char *expected)
{
    size_t length;
    char *content = scratch_read(path, &length);
    assert_string_equal(content, expected);
    free(content);
}

/* How many files there are, hidden ones too. */
static inline int scratch_count(void)
{
    int count = 0;
    DIR *stream = opendir(scratch);
    assert_non_null(stream);
    for (struct dirent *entry; (entry = readdir(stream));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(stream);
    return count;
}

/* What `work` returned in a process of its own: for circumstances that cannot be undone. */
static inline int scratch_in_child(int (*work)(void))
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

#endif
