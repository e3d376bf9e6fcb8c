/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "folder.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"
#include "option.h"

#define LONGEST 4096 /* bytes of a path */

/* 0, or why there is no folder at `path` that may be used in that way. */
static int check(const char *path, int use)
{
    struct stat there;
    if (stat(path, &there) != 0)
        return errno;
    if (!S_ISDIR(there.st_mode))
        return ENOTDIR;
    return access(path, use) == 0 ? 0 : errno;
}

/* The folder that `path` is in; false where it has no name above it. */
static bool cut_last(char *path)
{
    for (char *end = path + strlen(path); end > path + 1 && end[-1] == '/'; end--)
        end[-1] = '\0';
    char *slash = strrchr(path, '/');
    if (!slash && strcmp(path, ".") != 0) {
        strcpy(path, ".");
        return true;
    }
    if (!slash || strcmp(path, "/") == 0)
        return false;
    slash[slash == path] = '\0';
    return true;
}

enum fnl_exit fnl_folder_read(const char *option, const char *path)
{
    const int cause = check(path, R_OK | X_OK);
    return cause == 0 ? FNL_EXIT_DONE
                      : fnl_console_refuse("--%s %s: %s", option, path, strerror(cause));
}

enum fnl_exit fnl_folder_write(const char *option, const char *path)
{
    char above[LONGEST];
    snprintf(above, sizeof above, "%s", path);
    int cause = check(above, W_OK | X_OK);
    while (cause == ENOENT && cut_last(above))
        cause = check(above, W_OK | X_OK);
    if (cause == 0)
        return FNL_EXIT_DONE;
    fnl_console_say("--%s %s: nothing can be written there: %s", option, path, strerror(cause));
    return FNL_EXIT_SYSTEM;
}

/* Where the files of a command go; NULL where none are wanted. */
static const char *folder_of(const struct fnl_options *options)
{
    static char usual[64];
    if (options->out && (strcmp(options->out, "-") == 0 || strcmp(options->out, "none") == 0))
        return NULL;
    snprintf(usual, sizeof usual, "out/%s", options->command->name);
    return options->out ? options->out : usual;
}

enum fnl_exit fnl_folder_check(const struct fnl_options *options)
{
    const char *folder = folder_of(options);
    enum fnl_exit code = FNL_EXIT_DONE;
    if (options->plots)
        code = fnl_folder_read("plots", options->plots);
    if (code == FNL_EXIT_DONE && folder)
        code = fnl_folder_write("out", folder);
    if (code == FNL_EXIT_DONE && options->scripts)
        code = fnl_folder_write("plot-script", options->scripts);
    return code;
}

/* What --out is to the command: there is a row for a folder, and one for a file, which is listed
 * under a name of its own; NULL where it has none. */
static const struct fnl_option *out_of(const struct fnl_command *command)
{
    for (size_t i = 0; i < fnl_option_count; i++)
        if (strcmp(fnl_option_table[i].name, "out") == 0 &&
            fnl_option_applies(command, &fnl_option_table[i]))
            return &fnl_option_table[i];
    return NULL;
}

static bool is_same(const char *one, const char *other)
{
    struct stat first, second;
    return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

static bool is_in(const char *path, const char *folder)
{
    char above[LONGEST];
    snprintf(above, sizeof above, "%s", path);
    return cut_last(above) && is_same(folder, above);
}

static const char *last_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Whether both are one file, which need not be there yet. */
static bool is_same_file(const char *one, const char *other)
{
    char above[LONGEST];
    snprintf(above, sizeof above, "%s", other);
    return is_same(one, other) ||
           (strcmp(last_of(one), last_of(other)) == 0 && cut_last(above) && is_in(one, above));
}

/* Where --out FILE puts the report; NULL where it is printed, or --out is no file. */
static const char *file_of(const struct fnl_options *options)
{
    const struct fnl_option *out = out_of(options->command);
    const bool named = out && out->listed && options->out && strcmp(options->out, "-") != 0;
    return named ? options->out : NULL;
}

enum fnl_exit fnl_folder_spare(const struct fnl_options *options, const char *option,
                               const char *path)
{
    const struct fnl_option *out = out_of(options->command);
    const char *const folders[] = {out && !out->listed ? folder_of(options) : NULL,
                                   options->scripts};
    const char *file = file_of(options);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (folders[i] && is_in(path, folders[i]))
            return fnl_console_refuse("--%s %s: what is written to %s may replace it: name a file "
                                      "somewhere else",
                                      option, path, folders[i]);
    return file && is_same_file(file, path)
               ? fnl_console_refuse(
                     "--%s %s: what --out writes would replace it: name another file", option, path)
               : FNL_EXIT_DONE;
}

struct fnl_writing_request fnl_folder_writing(const struct fnl_options *options,
                                              struct fnl_places *places)
{
    fnl_places_find(places, options->plots);
    return (struct fnl_writing_request){
        .out = stdout,
        .format = fnl_options_format(options),
        .separator = options->separator[0],
        .folder = folder_of(options),
        .figures = options->figures,
        .figure_format = options->figure_format,
        .scripts = options->scripts,
        .plot_folders = places->plots,
        .plot_folder_count = places->plot_count,
    };
}
