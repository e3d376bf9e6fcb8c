/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * option.h - what can be said on the command line, said once.
 *
 * One table holds every option: what it is called, what it takes, what it is
 * when not given, and what it does. Reading a command line (options.h), --help, the
 * manual page and the command that is recorded with the results are all made from it.
 * A command names those of them that it understands.
 */
#ifndef FUNNELSIM_CLI_OPTION_H
#define FUNNELSIM_CLI_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fnl_command;

/* What an option takes. */
enum fnl_option_kind {
    FNL_OPTION_FLAG,    /* nothing; a bool */
    FNL_OPTION_COUNT,   /* a whole number from `low` to `high`; uint64_t */
    FNL_OPTION_TEXT,    /* anything; const char * */
    FNL_OPTION_WORD,    /* one of `words`; const char * */
    FNL_OPTION_SET,     /* path=value, several times */
    FNL_OPTION_FIRM,    /* a scenario, several times */
    FNL_OPTION_FIGURES, /* names of figures with commas, "all" or "none"; const char * */
};

struct fnl_option {
    const char *name;
    char letter;   /* for short, or 0 */
    bool recorded; /* results depend on it */
    enum fnl_option_kind kind;
    size_t offset;            /* of the field in struct fnl_options */
    const char *argument;     /* what --help calls it; NULL for flags and words */
    const char *const *words; /* NULL-terminated; the first is the usual one */
    uint64_t low, high, usual;
    const char *about;
    const char *listed; /* what commands list it as, where several rows have its name; or NULL */
};

/* As many as there may be: fnl_options.given has a bit for each. */
#define FNL_OPTION_MOST 64

/* Every option there is. */
extern const struct fnl_option fnl_option_table[];
extern const size_t fnl_option_count;

/* Whether `command` understands the option. */
bool fnl_option_applies(const struct fnl_command *command, const struct fnl_option *option);

#endif
