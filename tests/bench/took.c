/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * took.c - what a command takes.
 *
 *   took CASE COMMAND [ARGUMENT]...
 *
 * Runs the command with its output thrown away and prints rows
 * `what,CASE,number`: seconds by the clock on the wall, seconds of processors,
 * and its memory at its peak in kB. Ends with 1 when the command fails.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double wall_seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

static void become(char **command)
{
    const int nowhere = open("/dev/null", O_WRONLY);
    if (nowhere >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0)
        execvp(*command, command);
    perror(*command);
    _exit(127);
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return EXIT_FAILURE;
    const double start = wall_seconds();
    const pid_t child = fork();
    if (child == 0)
        become(argv + 2);
    int status;
    if (child < 0 || waitpid(child, &status, 0) != child)
        return EXIT_FAILURE;
    const double took = wall_seconds() - start;

    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    printf("wall,%s,%.4f\n", argv[1], took);
    printf("processor,%s,%.4f\n", argv[1], seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime));
    printf("peak_kb,%s,%ld\n", argv[1], usage.ru_maxrss);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
