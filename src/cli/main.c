/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * main.c - which command, with which options; what it does is in its own file.
 */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "console.h"
#include "crew.h"
#include "interrupt.h"
#include "manual.h"
#include "options.h"
#include "saving.h"

static bool is_among(const char *word, const char *const *words)
{
    while (*words && strcmp(*words, word) != 0)
        words++;
    return *words;
}

static enum fnl_exit show_version(void)
{
    puts("funnelsim " FNL_VERSION);
    return FNL_EXIT_DONE;
}

/* funnelsim, funnelsim --help, funnelsim help, funnelsim help compare. */
static enum fnl_exit show_help(int count, char **words)
{
    const struct fnl_command *command = count > 2 ? fnl_command_named(words[2]) : NULL;
    if (count > 2 && !command)
        return fnl_command_refuse(words[2]);
    if (command)
        fnl_manual_help(command, stdout);
    else
        fnl_manual_overview(count > 1 ? stdout : stderr);
    return count > 1 ? FNL_EXIT_DONE : FNL_EXIT_USAGE;
}

static enum fnl_exit run_command(const struct fnl_command *command, int count, char **words)
{
    struct fnl_options options;
    const enum fnl_exit code = fnl_options_read(command, count, words, &options);
    if (code != FNL_EXIT_DONE)
        return code;
    if (options.help) {
        fnl_manual_help(command, stdout);
        return FNL_EXIT_DONE;
    }
    if (!fnl_crew_takes_part(&options))
        return FNL_EXIT_DONE;
    const enum fnl_exit begun = fnl_saving_begin(&options);
    return begun == FNL_EXIT_DONE ? fnl_saving_end(&options, command->run(&options)) : begun;
}

static enum fnl_exit obey(int count, char **words)
{
    static const char *const version[] = {"--version", "-V", "version", NULL};
    static const char *const help[] = {"--help", "-h", "help", NULL};
    if (count < 2 || is_among(words[1], help))
        return show_help(count, words);
    if (is_among(words[1], version))
        return show_version();
    const struct fnl_command *command = fnl_command_named(words[1]);
    return command ? run_command(command, count - 1, words + 1) : fnl_command_refuse(words[1]);
}

int main(int count, char **words)
{
    fnl_console_open();
    enum fnl_exit code = fnl_crew_open();
    if (code == FNL_EXIT_DONE)
        code = obey(count, words);
    code = fnl_console_close(code);
    fnl_interrupt_end();
    return (int)fnl_crew_close(code);
}
