/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "console.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LONGEST 2000 /* bytes of what is said at once */

void fnl_console_open(void)
{
    sigaction(SIGPIPE, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
    sigaction(SIGXFSZ, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
}

static void say(const char *text)
{
    (void)fflush(stdout); /* so that the two keep their order where they go to the same place */
    fprintf(stderr, "funnelsim: %s\n", text);
}

void fnl_console_say(const char *format, ...)
{
    char text[LONGEST];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    say(text);
}

enum fnl_exit fnl_console_refuse(const char *format, ...)
{
    char text[LONGEST];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    say(text);
    return FNL_EXIT_USAGE;
}

const char *fnl_console_hint(const char *dashes, const char *nearest, char hint[FNL_CONSOLE_HINT])
{
    hint[0] = '\0';
    if (nearest)
        snprintf(hint, FNL_CONSOLE_HINT, " (did you mean %s%s?)", dashes, nearest);
    return hint;
}

static enum fnl_exit exit_for(fnl_status status)
{
    switch (status) {
    case FNL_OK:
        return FNL_EXIT_DONE;
    case FNL_ERR_USAGE:
    case FNL_ERR_SCENARIO:
        return FNL_EXIT_USAGE;
    case FNL_ERR_MEMORY:
    case FNL_ERR_IO:
    case FNL_ERR_AUDIT:
        return FNL_EXIT_SYSTEM;
    case FNL_ERR_STOPPED:
        return FNL_EXIT_STOPPED;
    }
    return FNL_EXIT_SYSTEM;
}

/* Whether what could not be written was going to somebody who has closed the pipe. */
static bool reader_has_gone(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return ferror(stdout) && poll(&out, 1, 0) == 1 && (out.revents & POLLERR);
}

enum fnl_exit fnl_console_fail(fnl_status status, const struct fnl_error *error)
{
    if (status == FNL_OK || (status == FNL_ERR_IO && reader_has_gone()))
        return FNL_EXIT_DONE;
    fnl_console_say("%s", error->text[0] ? error->text : fnl_status_text(status));
    return exit_for(status);
}

enum fnl_exit fnl_console_close(enum fnl_exit code)
{
    errno = 0;
    (void)fflush(stdout);
    const int cause = errno;
    if (!ferror(stdout) || reader_has_gone())
        return code;
    fnl_console_say("cannot write to standard output%s%s", cause ? ": " : "",
                    cause ? strerror(cause) : "");
    return FNL_EXIT_SYSTEM;
}
