/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gnuplot.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* The three ways between us and gnuplot: to its input, from its output, from its errors. */
enum { INPUT, OUTPUT, ERRORS, WAYS };

/* One run. A descriptor that is closed is -1. */
struct talk {
    int ours[WAYS], theirs[WAYS];
    pid_t child;
    int64_t deadline; /* ms on the monotonic clock */
    const char *unsent;
    struct fnl_gnuplot_answer *answer;
    size_t capacity; /* of the answer's output */
};

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void close_way(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
    *descriptor = -1;
}

static void close_ways(int ways[WAYS])
{
    for (int way = 0; way < WAYS; way++)
        close_way(&ways[way]);
}

/* Nothing that is started elsewhere in the process may hold our ends open. */
static bool open_way(struct talk *talk, int way)
{
    int pair[2];
    if (way == INPUT ? socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0 : pipe(pair) != 0)
        return false;
    fcntl(pair[0], F_SETFD, FD_CLOEXEC);
    fcntl(pair[1], F_SETFD, FD_CLOEXEC);
    talk->ours[way] = pair[0];
    talk->theirs[way] = pair[1];
    return true;
}

/*
 * Our environment with a UTF-8 locale, whatever the user's: under the C locale
 * gnuplot complains that it has no degree sign. Borrows the texts; free() the
 * array. NULL when memory runs out.
 */
static char **environment_with_utf8(char *locale)
{
    size_t count = 0, kept = 0;
    while (environ[count])
        count++;
    char **ours = fnl_memory_zeroed(count + 2, sizeof *ours);
    if (!ours)
        return NULL;
    for (size_t i = 0; i < count; i++)
        if (strncmp(environ[i], "LC_ALL=", strlen("LC_ALL=")) != 0)
            ours[kept++] = environ[i];
    ours[kept] = locale;
    return ours;
}

/* 0, or what went wrong as an errno. A process group of its own keeps the terminal's Ctrl-C off. */
static int start(struct talk *talk)
{
    char program[] = "gnuplot", no_startup_file[] = "-d", locale[] = "LC_ALL=C.UTF-8";
    char *const arguments[] = {program, no_startup_file, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;

    char **environment = environment_with_utf8(locale);
    if (!environment)
        return ENOMEM;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    for (int way = 0; way < WAYS; way++)
        posix_spawn_file_actions_adddup2(&actions, talk->theirs[way], way);
    const int cause =
        posix_spawnp(&talk->child, program, &actions, &attributes, arguments, environment);
    free(environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return cause;
}

/* gnuplot may have died: then its complaints are worth more than our failure to write. */
static void send_some(struct talk *talk)
{
    const ssize_t sent =
        send(talk->ours[INPUT], talk->unsent, strlen(talk->unsent), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0)
        talk->unsent += sent;
    else if (sent < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (sent < 0 || !*talk->unsent)
        close_way(&talk->ours[INPUT]);
}

static bool keep_output(struct talk *talk, const char *bytes, size_t count)
{
    struct fnl_gnuplot_answer *answer = talk->answer;
    for (size_t i = 0; i < count; i++) {
        if (!fnl_memory_grow((void **)&answer->output, answer->length, &talk->capacity, 1))
            return false;
        answer->output[answer->length++] = bytes[i];
    }
    return true;
}

static void keep_complaints(struct fnl_gnuplot_answer *answer, const char *bytes, size_t count)
{
    const size_t used = strlen(answer->complaints);
    const size_t room = sizeof answer->complaints - 1 - used;
    const size_t kept = count < room ? count : room;
    memcpy(answer->complaints + used, bytes, kept);
    answer->complaints[used + kept] = '\0';
}

/* False when memory runs out. */
static bool receive_some(struct talk *talk, int way)
{
    char bytes[4096];
    const ssize_t count = read(talk->ours[way], bytes, sizeof bytes);
    if (count < 0 && errno == EINTR)
        return true;
    if (count <= 0)
        close_way(&talk->ours[way]);
    else if (way == ERRORS)
        keep_complaints(talk->answer, bytes, (size_t)count);
    else
        return keep_output(talk, bytes, (size_t)count);
    return true;
}

/* Sends and receives until gnuplot has closed its ends. */
static fnl_status converse(struct talk *talk, struct fnl_error *error)
{
    while (talk->ours[OUTPUT] >= 0 || talk->ours[ERRORS] >= 0) {
        const int64_t left = talk->deadline - now_ms();
        struct pollfd ways[WAYS] = {
            {.fd = talk->ours[INPUT], .events = POLLOUT},
            {.fd = talk->ours[OUTPUT], .events = POLLIN},
            {.fd = talk->ours[ERRORS], .events = POLLIN},
        };
        if (left <= 0)
            return fnl_status_fail(FNL_ERR_IO, error, "gnuplot took too long and was stopped");
        if (poll(ways, WAYS, (int)left) <= 0)
            continue;
        if (ways[INPUT].revents)
            send_some(talk);
        for (int way = OUTPUT; way <= ERRORS; way++)
            if (ways[way].revents && !receive_some(talk, way))
                return fnl_status_fail(FNL_ERR_MEMORY, error, "a figure does not fit into memory");
    }
    return FNL_OK;
}

/* How it ended, as waitpid says it. Whoever ignores SIGCHLD gets no such news: 0. */
static int wait_for(pid_t child)
{
    int outcome = 0;
    while (waitpid(child, &outcome, 0) < 0)
        if (errno != EINTR)
            return 0;
    return outcome;
}

/* Without the blanks around it. */
static void trim(char *text)
{
    const size_t blank = strspn(text, " \t\r\n");
    size_t length = strlen(text + blank);
    memmove(text, text + blank, length + 1);
    while (length > 0 && strchr(" \t\r\n", text[length - 1]))
        text[--length] = '\0';
}

static fnl_status judge(int outcome, const struct fnl_gnuplot_answer *answer,
                        struct fnl_error *error)
{
    if (WIFEXITED(outcome) && WEXITSTATUS(outcome) == 0)
        return FNL_OK;
    if (WIFSIGNALED(outcome))
        return fnl_status_fail(FNL_ERR_IO, error, "gnuplot was ended by signal %d",
                               WTERMSIG(outcome));
    return fnl_status_fail(FNL_ERR_IO, error, "gnuplot failed: %s",
                           *answer->complaints ? answer->complaints : "it did not say why");
}

static fnl_status hold(struct talk *talk, struct fnl_error *error)
{
    const int cause = start(talk);
    close_ways(talk->theirs);
    if (cause == ENOENT)
        return fnl_status_fail(FNL_ERR_IO, error,
                               "gnuplot was not found: install it, or put it into PATH");
    if (cause == ENOMEM)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory to start gnuplot");
    if (cause)
        return fnl_status_fail(FNL_ERR_IO, error, "gnuplot cannot be started: %s", strerror(cause));

    const fnl_status status = converse(talk, error);
    if (status != FNL_OK)
        kill(-talk->child, SIGKILL); /* with whatever its script has started */
    const int outcome = wait_for(talk->child);
    trim(talk->answer->complaints);
    return status != FNL_OK ? status : judge(outcome, talk->answer, error);
}

fnl_status fnl_gnuplot_run(const char *program, int seconds, struct fnl_gnuplot_answer *answer,
                           struct fnl_error *error)
{
    struct talk talk = {
        .ours = {-1, -1, -1},
        .theirs = {-1, -1, -1},
        .deadline = now_ms() + (int64_t)seconds * 1000,
        .unsent = program,
        .answer = answer,
    };
    *answer = (struct fnl_gnuplot_answer){.output = NULL};

    fnl_status status;
    if (open_way(&talk, INPUT) && open_way(&talk, OUTPUT) && open_way(&talk, ERRORS))
        status = hold(&talk, error);
    else
        status = fnl_status_fail(FNL_ERR_IO, error, "no pipe to gnuplot: %s", strerror(errno));
    close_ways(talk.ours);
    close_ways(talk.theirs);
    return status;
}

void fnl_gnuplot_fini(struct fnl_gnuplot_answer *answer)
{
    free(answer->output);
    *answer = (struct fnl_gnuplot_answer){.output = NULL};
}

bool fnl_gnuplot_version(char text[FNL_GNUPLOT_VERSION])
{
    struct fnl_gnuplot_answer answer;
    const char *question = "set print '-'\nprint GPVAL_VERSION, ' patchlevel ', GPVAL_PATCHLEVEL\n";
    const bool runs = fnl_gnuplot_run(question, FNL_GNUPLOT_DEADLINE, &answer, NULL) == FNL_OK &&
                      answer.length > 0;
    if (runs) {
        snprintf(text, FNL_GNUPLOT_VERSION, "%.*s", (int)answer.length, answer.output);
        trim(text);
    }
    fnl_gnuplot_fini(&answer);
    return runs;
}
