/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "replay.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "option.h"

static const void *field(const struct fnl_options *options, const struct fnl_option *option)
{
    return (const char *)options + option->offset;
}

/* A word as a shell reads it back. */
static void write_word(const char *word, FILE *stream)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./,:=@%+";
    if (*word && strspn(word, plain) == strlen(word)) {
        fputs(word, stream);
        return;
    }
    putc('\'', stream);
    for (; *word; word++) {
        if (*word == '\'')
            fputs("'\\''", stream);
        else
            putc(*word, stream);
    }
    putc('\'', stream);
}

static void write_option(const struct fnl_options *options, const struct fnl_option *option,
                         FILE *stream)
{
    switch (option->kind) {
    case FNL_OPTION_FLAG:
        fprintf(stream, " --%s", option->name);
        break;
    case FNL_OPTION_COUNT:
        fprintf(stream, " --%s %" PRIu64, option->name, *(const uint64_t *)field(options, option));
        break;
    case FNL_OPTION_SET:
        for (size_t i = 0; i < options->set_count; i++) {
            fprintf(stream, " --%s ", option->name);
            write_word(options->sets[i], stream);
        }
        break;
    case FNL_OPTION_FIRM:
        for (size_t i = 0; i < options->also_count; i++) {
            fprintf(stream, " --%s ", option->name);
            write_word(options->also[i], stream);
        }
        break;
    case FNL_OPTION_TEXT:
    case FNL_OPTION_WORD:
    case FNL_OPTION_FIGURES:
        fprintf(stream, " --%s ", option->name);
        write_word(*(const char *const *)field(options, option), stream);
        break;
    }
}

static void write_command(const struct fnl_options *options, FILE *stream)
{
    fprintf(stream, "funnelsim %s", options->command->name);
    for (size_t i = 0; i < fnl_option_count; i++) {
        const struct fnl_option *option = &fnl_option_table[i];
        const bool seed = strcmp(option->name, "seed") == 0;
        const bool given = options->given & (UINT64_C(1) << i);
        if (option->recorded && (given || seed))
            write_option(options, option, stream);
    }
    for (size_t i = 0; i < options->argument_count; i++) {
        putc(' ', stream);
        write_word(options->arguments[i], stream);
    }
}

char *fnl_replay_text(const struct fnl_options *options)
{
    char *command = NULL;
    size_t length;
    FILE *stream = open_memstream(&command, &length);
    if (stream)
        write_command(options, stream);
    if (stream && fclose(stream) == 0)
        return command;
    free(command);
    fnl_console_say("out of memory");
    return NULL;
}
