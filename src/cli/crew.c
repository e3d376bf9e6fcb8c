/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crew.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "option.h"

static fnl_ranks *ranks;
static FILE *kept;   /* what a silent rank says on standard error; or NULL */
static int aside;    /* standard error itself, then */
static bool is_told; /* what was kept has been told to rank 0 */
static bool is_idle; /* it has no part in the command */

static bool is_silent(void)
{
    return fnl_ranks_own(ranks) > 0;
}

/* Whoever ends before time is heard after all. Uses nothing that a signal must not. */
static void speak_out(void)
{
    char part[500];
    ssize_t length;
    if (is_told || lseek(STDERR_FILENO, 0, SEEK_SET) != 0)
        return;
    is_told = true;
    while ((length = read(STDERR_FILENO, part, sizeof part)) > 0)
        if (write(aside, part, (size_t)length) < 0)
            break;
}

static void speak_out_once(int signal)
{
    (void)signal;
    speak_out();
}

static void keep_words(void)
{
    const struct sigaction action = {.sa_handler = speak_out_once, .sa_flags = (int)SA_RESETHAND};
    aside = dup(STDERR_FILENO);
    (void)dup2(fileno(kept), STDERR_FILENO);
    (void)atexit(speak_out);
    sigaction(SIGABRT, &action, NULL);
}

/* From now on nobody hears us, unless we end before time. */
static void fall_silent(void)
{
    if (!freopen("/dev/null", "w", stdout))
        (void)fclose(stdout);
    kept = tmpfile();
    if (kept)
        keep_words();
    else if (!freopen("/dev/null", "w", stderr))
        (void)fclose(stderr);
}

/* Somebody meant funnelsim-mpi. The two usual MPIs tell every process how many there are. */
static void wonder_at_company(void)
{
    const char *open_mpi = getenv("OMPI_COMM_WORLD_SIZE"), *mpich = getenv("PMI_SIZE");
    const char *count = open_mpi ? open_mpi : mpich;
    if (count && strcmp(count, "1") != 0)
        fnl_console_say("%s processes were started, and each does all of the work: several of "
                        "`funnelsim-mpi` would share it",
                        count);
}

enum fnl_exit fnl_crew_open(void)
{
    struct fnl_error error = {0};
    const fnl_status status = fnl_ranks_open(&ranks, &error);
    if (status == FNL_OK && is_silent())
        fall_silent();
    if (status == FNL_OK && !ranks)
        wonder_at_company();
    return fnl_console_fail(status, &error);
}

fnl_ranks *fnl_crew_ranks(void)
{
    return ranks;
}

static bool lives_through_futures(const struct fnl_command *command)
{
    size_t i = 0;
    while (strcmp(fnl_option_table[i].name, "threads") != 0)
        i++;
    return fnl_option_applies(command, &fnl_option_table[i]);
}

bool fnl_crew_takes_part(struct fnl_options *options)
{
    if (!is_silent())
        return true;
    options->quiet = true;
    options->out = "-";
    options->figures = "none";
    options->scripts = NULL;
    is_idle = !lives_through_futures(options->command);
    return !is_idle;
}

/* What was said, without our name in front of it and the end of its last line. */
static const char *words_kept(char *words, size_t room)
{
    static const char name[] = "funnelsim: ";
    size_t length = 0;
    (void)fflush(stderr);
    if (kept) {
        rewind(kept);
        length = fread(words, 1, room - 1, kept);
    }
    while (length > 0 && words[length - 1] == '\n')
        length--;
    words[length] = '\0';
    return strncmp(words, name, strlen(name)) == 0 ? words + strlen(name) : words;
}

enum fnl_exit fnl_crew_close(enum fnl_exit code)
{
    char words[1000] = "";
    struct fnl_error error = {0};
    int agreed = is_idle ? -1 : (int)code;
    const char *said = is_silent() ? words_kept(words, sizeof words) : words;
    if (fnl_ranks_close(ranks, &agreed, said, &error) != FNL_OK)
        fnl_console_say("%s", error.text);
    is_told = true;
    return (enum fnl_exit)agreed;
}
