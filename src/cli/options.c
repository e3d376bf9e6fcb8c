/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"

#include <argp.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <funnelsim/clients.h>
#include <funnelsim/pains.h>
#include <funnelsim/regimes.h>
#include <funnelsim/report.h>
#include <funnelsim/text.h>

#include "command.h"
#include "option.h"
#include "seed.h"

/* A command line on its way. */
struct reading {
    struct fnl_options *options;
    bool explained; /* what is wrong has been said */
};

bool fnl_options_given(const struct fnl_options *options, const char *name)
{
    for (size_t i = 0; i < fnl_option_count; i++)
        if (strcmp(fnl_option_table[i].name, name) == 0 && (options->given & (UINT64_C(1) << i)))
            return true;
    return false;
}

enum fnl_writing_format fnl_options_format(const struct fnl_options *options)
{
    if (strcmp(options->format, "csv") == 0)
        return FNL_WRITING_CSV;
    if (strcmp(options->format, "json") == 0)
        return FNL_WRITING_JSON;
    if (strcmp(options->format, "md") == 0)
        return FNL_WRITING_MARKDOWN;
    return FNL_WRITING_TABLE;
}

static void *field(const struct fnl_options *options, const struct fnl_option *option)
{
    return (char *)options + option->offset;
}

static const char **text_field(const struct fnl_options *options, const struct fnl_option *option)
{
    return field(options, option);
}

static uint64_t *count_field(const struct fnl_options *options, const struct fnl_option *option)
{
    return field(options, option);
}

static bool take_count(struct fnl_options *options, const struct fnl_option *option,
                       const char *text)
{
    char *end;
    errno = 0;
    const unsigned long long number = strtoull(text, &end, 10);
    const bool digits = *text && strspn(text, "0123456789") == strlen(text);
    if (digits && errno == 0 && number >= option->low && number <= option->high) {
        *count_field(options, option) = number;
        return true;
    }
    fnl_console_say("--%s %s: expected a whole number from %" PRIu64 " to %" PRIu64
                    ", without commas",
                    option->name, text, option->low, option->high);
    return false;
}

static bool take_text(struct fnl_options *options, const struct fnl_option *option,
                      const char *text)
{
    *text_field(options, option) = text;
    if (!*text)
        fnl_console_say("--%s: a value is missing: --%s %s", option->name, option->name,
                        option->argument);
    return *text;
}

static bool take_word(struct fnl_options *options, const struct fnl_option *option,
                      const char *text)
{
    size_t count = 0;
    for (; option->words[count]; count++)
        if (strcmp(option->words[count], text) == 0) {
            *text_field(options, option) = option->words[count];
            return true;
        }
    char hint[FNL_CONSOLE_HINT], all[FNL_CONSOLE_HINT] = "";
    for (size_t i = 0; i < count; i++) {
        strcat(all, i == 0 ? "" : i + 1 < count ? ", " : " or ");
        strcat(all, option->words[i]);
    }
    fnl_console_say("--%s %s: expected %s%s", option->name, text, all,
                    fnl_console_hint("", fnl_text_nearest(text, option->words, count), hint));
    return false;
}

static bool take_set(struct fnl_options *options, const char *text)
{
    if (!strchr(text, '=') || text[0] == '=') {
        fnl_console_say("--set %s: expected PATH=VALUE, such as --set reps.count=6", text);
        return false;
    }
    if (options->set_count == FNL_OPTIONS_SETS) {
        fnl_console_say("--set can be given %d times: put more than that into a scenario file",
                        FNL_OPTIONS_SETS);
        return false;
    }
    options->sets[options->set_count++] = text;
    return true;
}

static bool take_firm(struct fnl_options *options, const char *text)
{
    if (options->also_count == FNL_OPTIONS_FIRMS) {
        fnl_console_say("--also can be given %d times", FNL_OPTIONS_FIRMS);
        return false;
    }
    options->also[options->also_count++] = text;
    return true;
}

/* The figures of a command; those of most are the report's. */
static const struct drawer {
    const char *command; /* NULL: of all others */
    const char *const *(*names)(void);
    const char *(*about)(const char *name);
} drawers[] = {
    {"clients", fnl_clients_figures, fnl_clients_figure_about},
    {"map", fnl_regimes_figures, fnl_regimes_figure_about},
    {"pains", fnl_pains_figures, fnl_pains_figure_about},
    {NULL, fnl_report_figures, fnl_report_figure_about},
};

static const struct drawer *drawer_of(const struct fnl_options *options)
{
    const struct drawer *drawer = drawers;
    while (drawer->command && strcmp(drawer->command, options->command->name) != 0)
        drawer++;
    return drawer;
}

static bool is_figure(const struct drawer *drawer, const char *name, size_t length)
{
    for (const char *const *figure = drawer->names(); *figure; figure++)
        if (strlen(*figure) == length && strncmp(*figure, name, length) == 0)
            return true;
    return false;
}

/* Asked now and not after minutes of work. */
static bool take_figures(struct fnl_options *options, const char *text)
{
    const struct drawer *drawer = drawer_of(options);
    options->figures = text;
    if (strcmp(text, "all") == 0 || strcmp(text, "none") == 0)
        return true;
    for (const char *at = text;; at++) {
        const size_t length = strcspn(at, ",");
        if (!is_figure(drawer, at, length)) {
            fnl_console_say("--figures %s: there is no figure \"%.*s\". There are all, none", text,
                            (int)length, at);
            for (const char *const *figure = drawer->names(); *figure; figure++)
                fprintf(stderr, "  %-16s %s\n", *figure, drawer->about(*figure));
            return false;
        }
        at += length;
        if (!*at)
            return true;
    }
}

static bool take_option(struct fnl_options *options, const struct fnl_option *option,
                        const char *text)
{
    options->given |= UINT64_C(1) << (option - fnl_option_table);
    switch (option->kind) {
    case FNL_OPTION_FLAG:
        *(bool *)field(options, option) = true;
        return true;
    case FNL_OPTION_COUNT:
        return take_count(options, option, text);
    case FNL_OPTION_TEXT:
        return take_text(options, option, text);
    case FNL_OPTION_WORD:
        return take_word(options, option, text);
    case FNL_OPTION_SET:
        return take_set(options, text);
    case FNL_OPTION_FIRM:
        return take_firm(options, text);
    case FNL_OPTION_FIGURES:
        return take_figures(options, text);
    }
    return false;
}

static bool take_argument(struct fnl_options *options, const char *text)
{
    const struct fnl_command *command = options->command;
    const size_t most = command->most < FNL_OPTIONS_FILES ? command->most : FNL_OPTIONS_FILES;
    if (options->argument_count < most) {
        options->arguments[options->argument_count++] = text;
        return true;
    }
    if (most == 0)
        fnl_console_say("%s: `funnelsim %s` takes nothing but options", text, command->name);
    else
        fnl_console_say(
            "%s is one too many: `funnelsim %s` takes %zu at most%s", text, command->name, most,
            strcmp(command->name, "run") == 0 ? "; `funnelsim compare` takes several" : "");
    return false;
}

/* The option that a word of the command line names, or NULL. */
static const struct fnl_option *option_in(const struct fnl_command *command, const char *word)
{
    const bool is_long = strncmp(word, "--", 2) == 0;
    const size_t length = is_long ? strcspn(word + 2, "=") : 0;
    for (size_t i = 0; i < fnl_option_count; i++) {
        const struct fnl_option *option = &fnl_option_table[i];
        const bool meant =
            is_long ? strlen(option->name) == length && strncmp(option->name, word + 2, length) == 0
                    : option->letter && word[1] == option->letter && !word[2];
        if (meant && fnl_option_applies(command, option))
            return option;
    }
    return NULL;
}

/* The value that an option was given: behind its sign, or as the next word; "" for none. */
static const char *value_behind(const char *word, const char *next)
{
    const char *sign = strchr(word, '=');
    return sign ? sign + 1 : next ? next : "";
}

/* `--sed 3` is nearer to --set than to --seed, and yet no PATH=VALUE. */
static bool can_take(const struct fnl_option *option, const char *value)
{
    return option->kind != FNL_OPTION_SET || !*value || strchr(value, '=');
}

static const char *nearest_option(const struct fnl_command *command, const char *word,
                                  const char *next)
{
    const char *value = value_behind(word, next);
    const char *names[FNL_OPTION_MOST];
    char name[32];
    size_t count = 0;
    for (size_t i = 0; i < fnl_option_count; i++)
        if (fnl_option_applies(command, &fnl_option_table[i]) &&
            can_take(&fnl_option_table[i], value))
            names[count++] = fnl_option_table[i].name;
    word += strspn(word, "-");
    snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    return fnl_text_nearest(name, names, count);
}

/* What argp did not understand: an option that we do not have, or one without what it takes. */
static void explain(const struct fnl_command *command, const char *word, const char *next)
{
    const struct fnl_option *option = option_in(command, word);
    char hint[FNL_CONSOLE_HINT];
    if (option && option->kind == FNL_OPTION_FLAG)
        fnl_console_say("%s: --%s takes no value", word, option->name);
    else if (option)
        fnl_console_say("%s: a value is missing: --%s %s", word, option->name,
                        option->argument ? option->argument : option->words[0]);
    else
        fnl_console_say("%s is no option of `funnelsim %s`%s; funnelsim %s --help shows them all",
                        word, command->name,
                        fnl_console_hint("--", nearest_option(command, word, next), hint),
                        command->name);
}

/* argp has read beyond the word, unless it is one of several letters behind a dash. */
static void explain_state(const struct fnl_command *command, const struct argp_state *state)
{
    int at = state->next - 1;
    if (state->argv[at][0] != '-' && state->next < state->argc)
        at = state->next;
    explain(command, state->argv[at], at + 1 < state->argc ? state->argv[at + 1] : NULL);
}

/* argp's keys: the letter of an option, or else its place in the table beyond all letters. */
#define BEYOND_LETTERS 256

static int key_of(const struct fnl_option *option)
{
    return option->letter ? option->letter : BEYOND_LETTERS + (int)(option - fnl_option_table);
}

static const struct fnl_option *option_with(const struct fnl_command *command, int key)
{
    for (size_t i = 0; i < fnl_option_count; i++)
        if (key_of(&fnl_option_table[i]) == key &&
            fnl_option_applies(command, &fnl_option_table[i]))
            return &fnl_option_table[i];
    return NULL;
}

static error_t take(int key, char *text, struct argp_state *state)
{
    struct reading *reading = state->input;
    const struct fnl_option *option = option_with(reading->options->command, key);
    bool taken;
    if (key == ARGP_KEY_ERROR) {
        if (!reading->explained)
            explain_state(reading->options->command, state);
        return 0;
    }
    if (key == ARGP_KEY_ARG)
        taken = take_argument(reading->options, text);
    else if (option)
        taken = take_option(reading->options, option, text);
    else
        return ARGP_ERR_UNKNOWN;
    reading->explained = !taken;
    return taken ? 0 : EINVAL;
}

/* The usual one of the words of the first option called `name`. */
static const char *usual_word(const char *name)
{
    const struct fnl_option *option = fnl_option_table;
    while (strcmp(option->name, name) != 0)
        option++;
    return option->words[0];
}

static void set_usual(struct fnl_options *options)
{
    options->format = usual_word("format");
    for (size_t i = 0; i < fnl_option_count; i++) {
        const struct fnl_option *option = &fnl_option_table[i];
        if (option->kind == FNL_OPTION_COUNT)
            *count_field(options, option) = option->usual;
        if (option->offset == offsetof(struct fnl_options, format) &&
            fnl_option_applies(options->command, option))
            options->format = option->words[0];
    }
    options->separator = usual_word("csv-sep");
    options->seed = fnl_seed_draw();
}

/* Those that the command understands, as argp wants them; `rows` has zeros behind the last. */
static void list_rows(const struct fnl_command *command,
                      struct argp_option rows[FNL_OPTION_MOST + 1])
{
    for (size_t i = 0; i < fnl_option_count; i++) {
        const struct fnl_option *option = &fnl_option_table[i];
        if (fnl_option_applies(command, option))
            *rows++ = (struct argp_option){
                .name = option->name,
                .key = key_of(option),
                .arg = option->kind == FNL_OPTION_FLAG ? NULL : "value",
            };
    }
}

enum fnl_exit fnl_options_read(const struct fnl_command *command, int count, char **words,
                               struct fnl_options *options)
{
    struct argp_option rows[FNL_OPTION_MOST + 1] = {0};
    list_rows(command, rows);
    *options = (struct fnl_options){.command = command};
    set_usual(options);
    struct reading reading = {options, false};
    const struct argp argp = {.options = rows, .parser = take};
    if (argp_parse(&argp, count, words, ARGP_NO_HELP | ARGP_NO_ERRS, NULL, &reading) != 0)
        return FNL_EXIT_USAGE;
    if (options->help || options->argument_count >= command->least)
        return FNL_EXIT_DONE;
    return fnl_console_refuse("something is missing: funnelsim %s %s (funnelsim %s --help says "
                              "more)",
                              command->name, command->arguments, command->name);
}
