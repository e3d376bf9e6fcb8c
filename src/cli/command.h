/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * command.h - the table of what the program can do. It drives the choice of a
 * command, --help and the manual page.
 */
#ifndef FUNNELSIM_CLI_COMMAND_H
#define FUNNELSIM_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "console.h"
#include "options.h"

struct fnl_command {
    const char *name;
    const char *arguments; /* as --help shows them; "" for none */
    size_t least, most;    /* how many of them */
    const char *options;   /* names, with spaces between them */
    bool first;            /* a newcomer needs it */
    const char *summary;   /* one line */
    const char *about;     /* paragraphs, with an empty line between them */
    const char *examples;  /* lines to be typed; one that begins with # explains */
    enum fnl_exit (*run)(const struct fnl_options *options);
};

extern const struct fnl_command fnl_commands[];
extern const size_t fnl_command_count;

/* The command of that name, or NULL. */
const struct fnl_command *fnl_command_named(const char *name);

/* Says on standard error that there is no command `word`, and what may have been meant. */
enum fnl_exit fnl_command_refuse(const char *word);

#endif
