/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "manual.h"

#include <inttypes.h>
#include <string.h>

#include "option.h"

#define WIDTH   80  /* columns of a screen */
#define INDENT  26  /* at which options are explained */
#define LONGEST 400 /* bytes of what an option's explanation may be */

static const char about_program[] =
    "Simulates a sales funnel day by day, rep by rep, and compares strategies on the same "
    "simulated people: more leads, or referrals? What becomes of revenue, cost and cash, and how "
    "sure is it?";

static const struct {
    enum fnl_exit code;
    const char *about;
} exits[] = {
    {FNL_EXIT_DONE, "done"},
    {FNL_EXIT_FAILED,
     "a check failed: the simulated year does not look like last year's totals, or a "
     "claim came out otherwise than it expects"},
    {FNL_EXIT_USAGE, "asked wrongly, or a scenario is not acceptable"},
    {FNL_EXIT_SYSTEM, "the system failed: disk, memory, or gnuplot where figures were asked for"},
    {FNL_EXIT_UNDECIDED, "a claim that expects something could not be decided"},
    {FNL_EXIT_STOPPED, "stopped by Ctrl-C; what was complete is written and marked as partial"},
};

/* Prints `text` from column `column` on, and from `indent` on in further lines. An empty line
 * stays one. */
static void print_wrapped(const char *text, int column, int indent, FILE *out)
{
    while (*text) {
        if (*text == '\n') {
            fputs("\n\n", out);
            text += strspn(text, "\n");
            column = fprintf(out, "%*s", indent, "");
            continue;
        }
        const int length = (int)strcspn(text, " \n");
        if (column > indent && column + 1 + length >= WIDTH) {
            putc('\n', out);
            column = fprintf(out, "%*s", indent, "");
        }
        column += fprintf(out, "%s%.*s", column > indent ? " " : "", length, text);
        text += length;
        text += strspn(text, " ");
    }
    putc('\n', out);
}

/* A quote around a word that a shell would not take for one. */
static const char *quote_of(const char *word)
{
    return strpbrk(word, ",;") ? "'" : "";
}

/* What an option takes, as it is shown: N, or svg|png|pdf. */
static const char *argument_of(const struct fnl_option *option, char text[WIDTH])
{
    snprintf(text, WIDTH, "%s", option->argument ? option->argument : "");
    for (size_t i = 0; option->words && option->words[i]; i++) {
        strcat(text, i ? "|" : "");
        strcat(text, quote_of(option->words[i]));
        strcat(text, option->words[i]);
        strcat(text, quote_of(option->words[i]));
    }
    return text;
}

/* What an option does, and what holds without it. */
static const char *about_of(const struct fnl_option *option, char text[LONGEST])
{
    if (option->kind == FNL_OPTION_COUNT && option->usual > 0)
        snprintf(text, LONGEST, "%s (%" PRIu64 " unless said)", option->about, option->usual);
    else if (option->kind == FNL_OPTION_WORD)
        snprintf(text, LONGEST, "%s (%s%s%s unless said)", option->about,
                 quote_of(option->words[0]), option->words[0], quote_of(option->words[0]));
    else
        snprintf(text, LONGEST, "%s", option->about);
    return text;
}

static void print_option(const struct fnl_option *option, FILE *out)
{
    char argument[WIDTH], about[LONGEST];
    int column = option->letter ? fprintf(out, "  -%c, --%s", option->letter, option->name)
                                : fprintf(out, "      --%s", option->name);
    column += fprintf(out, " %s", argument_of(option, argument));
    if (column >= INDENT) {
        putc('\n', out);
        column = 0;
    }
    fprintf(out, "%*s", INDENT - column, "");
    print_wrapped(about_of(option, about), INDENT, INDENT, out);
}

static void print_examples(const char *examples, FILE *out)
{
    for (; *examples; examples += strcspn(examples, "\n"), examples += *examples == '\n')
        fprintf(out, "  %.*s\n", (int)strcspn(examples, "\n"), examples);
}

void fnl_manual_overview(FILE *out)
{
    fputs("Usage: funnelsim COMMAND ...\n\n", out);
    print_wrapped(about_program, 0, 0, out);
    putc('\n', out);
    for (size_t i = 0; i < fnl_command_count; i++)
        if (fnl_commands[i].first)
            fprintf(out, "  %-9s %s\n", fnl_commands[i].name, fnl_commands[i].summary);
    fputs("\nMore:", out);
    for (size_t i = 0; i < fnl_command_count; i++)
        if (!fnl_commands[i].first)
            fprintf(out, " %s", fnl_commands[i].name);
    fputs(" --version\n\nTo begin with:\n", out);
    print_examples("funnelsim compare --base baseline more-leads referrals\n"
                   "funnelsim init acme.cfg\n"
                   "funnelsim compare --help",
                   out);
}

void fnl_manual_help(const struct fnl_command *command, FILE *out)
{
    fprintf(out, "Usage: funnelsim %s [OPTION]... %s\n\n", command->name, command->arguments);
    print_wrapped(command->about, 0, 0, out);
    fputs("\nOptions:\n", out);
    for (size_t i = 0; i < fnl_option_count; i++)
        if (fnl_option_applies(command, &fnl_option_table[i]))
            print_option(&fnl_option_table[i], out);
    fputs("\nExamples:\n", out);
    print_examples(command->examples, out);
}

/* Text as roff takes it: its signs escaped, an empty line made a new paragraph. */
static void print_roff(const char *text, FILE *out)
{
    bool at_start = true;
    for (; *text; text++) {
        if (text[0] == '\n' && text[1] == '\n') {
            fputs("\n.PP", out);
            continue;
        }
        if (at_start && (*text == '.' || *text == '\''))
            fputs("\\&", out);
        if (*text == '\\')
            fputs("\\e", out);
        else if (*text == '-')
            fputs("\\-", out);
        else
            putc(*text, out);
        at_start = *text == '\n';
    }
    putc('\n', out);
}

static void print_roff_command(const struct fnl_command *command, FILE *out)
{
    fprintf(out, ".SS funnelsim %s ", command->name);
    print_roff(command->arguments, out);
    print_roff(command->about, out);
    const char *before = ".PP\nOptions: ";
    for (size_t i = 0; i < fnl_option_count; i++) {
        const struct fnl_option *option = &fnl_option_table[i];
        if (strcmp(option->name, "help") == 0 || !fnl_option_applies(command, option))
            continue;
        fputs(before, out);
        before = ", ";
        fputs("\\-\\-", out);
        for (const char *c = option->name; *c; c++)
            fprintf(out, *c == '-' ? "\\-" : "%c", *c);
    }
    fputs(*before == ',' ? ".\n" : "", out);
    fputs(".PP\n.EX\n", out);
    print_roff(command->examples, out);
    fputs(".EE\n", out);
}

static void print_roff_option(const struct fnl_option *option, FILE *out)
{
    char argument[WIDTH], about[LONGEST], heading[LONGEST];
    if (option->letter)
        snprintf(heading, sizeof heading, "-%c, --%s %s", option->letter, option->name,
                 argument_of(option, argument));
    else
        snprintf(heading, sizeof heading, "--%s %s", option->name, argument_of(option, argument));
    fputs(".TP\n.B ", out);
    print_roff(heading, out);
    print_roff(about_of(option, about), out);
}

enum fnl_exit fnl_manual_page(const struct fnl_options *options)
{
    (void)options;
    printf(".TH FUNNELSIM 1 \"\" \"funnelsim %s\"\n.SH NAME\n"
           "funnelsim \\- simulates a sales funnel and compares strategies\n"
           ".SH SYNOPSIS\n.B funnelsim\n.I COMMAND ...\n.SH DESCRIPTION\n",
           FNL_VERSION);
    print_roff(about_program, stdout);
    puts(".SH COMMANDS");
    for (size_t i = 0; i < fnl_command_count; i++)
        print_roff_command(&fnl_commands[i], stdout);
    puts(".SH OPTIONS");
    for (size_t i = 0; i < fnl_option_count; i++)
        print_roff_option(&fnl_option_table[i], stdout);
    puts(".SH EXIT STATUS");
    for (size_t i = 0; i < sizeof exits / sizeof *exits; i++) {
        printf(".TP\n.B %d\n", exits[i].code);
        print_roff(exits[i].about, stdout);
    }
    return FNL_EXIT_DONE;
}
