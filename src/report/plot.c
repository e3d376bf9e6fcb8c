/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/plot.h"

#include "base/memory.h"
#include "report/file.h"
#include "report/gnuplot.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Longer than any script of ours by far; a file beyond this is not a script. */
#define LONGEST_SCRIPT ((size_t)1 << 20)

/* A format's names, and the bytes by which a complete picture is known. */
static const struct {
    const char *name, *extension;
    const char *begin; /* the first bytes */
    const char *end;   /* the last ones, but for white space; four of an IEND chunk are its sum */
} formats[] = {
    [FNL_PLOT_SVG] = {"svg", "svg", "<?xml", "</svg>"},
    [FNL_PLOT_PNG] = {"png", "png", "\x89PNG\r\n\x1a\n", "IEND\xae\x42\x60\x82"},
    [FNL_PLOT_PDF] = {"pdf", "pdf", "%PDF-", "%%EOF"},
    [FNL_PLOT_DUMB] = {"dumb", "txt", "", ""},
    [FNL_PLOT_SIXEL] = {"sixel", "six", "\x1bP", "\x1b\\"},
};

const char **fnl_plot_places(const char *const *directories, size_t count)
{
    const char **places = fnl_memory_zeroed(count + 1, sizeof *places);
    for (size_t i = 0; places && i < count; i++)
        places[i] = directories[i];
    return places;
}

bool fnl_plot_format_named(const char *name, enum fnl_plot_format *format)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(name, formats[i].name) == 0) {
            *format = (enum fnl_plot_format)i;
            return true;
        }
    }
    return false;
}

const char *fnl_plot_extension(enum fnl_plot_format format)
{
    return formats[format].extension;
}

static fnl_status out_of_memory(const struct fnl_plot *plot, struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while drawing %s", plot->script);
}

/* Where the first NAME.gp is that we may read; `*path` is to be freed and NULL after a failure. */
static fnl_status find_script(const struct fnl_plot *plot, const char *name, char **path,
                              struct fnl_error *error)
{
    const char *const *directory = plot->directories;
    assert(*directory);
    for (; *directory; directory++) {
        *path = fnl_memory_format("%s/%s.gp", *directory, name);
        if (!*path)
            return out_of_memory(plot, error);
        if (access(*path, R_OK) == 0)
            return FNL_OK;
        free(*path);
    }
    *path = NULL;
    return fnl_status_fail(FNL_ERR_USAGE, error,
                           "there is no script %s.gp, neither in %s nor in the usual places", name,
                           plot->directories[0]);
}

/* Whether all of the file could be read and added to `program`. */
static bool add_file(const char *path, FILE *program)
{
    FILE *stream = fopen(path, "r");
    if (!stream)
        return false;
    size_t length = 0;
    for (int c; (c = getc(stream)) != EOF && length < LONGEST_SCRIPT; length++)
        putc(c, program);
    const bool whole = !ferror(stream) && length < LONGEST_SCRIPT;
    fclose(stream);
    return whole;
}

/* Appends the script `name` to `program`. */
static fnl_status add_script(const struct fnl_plot *plot, const char *name, FILE *program,
                             struct fnl_error *error)
{
    char *path;
    fnl_status status = find_script(plot, name, &path, error);
    if (status == FNL_OK && !add_file(path, program))
        status = fnl_status_fail(FNL_ERR_IO, error, "%s: cannot be read as a script", path);
    free(path);
    return status;
}

/* Everything that gnuplot needs; `kept` when it is to open its output itself. */
static fnl_status compose(const struct fnl_plot *plot, const fnl_figure *figure, bool kept,
                          FILE *program, struct fnl_error *error)
{
    const char *data = fnl_figure_data(figure);
    if (!data)
        return out_of_memory(plot, error);

    fprintf(program, "# %s: a figure of funnelsim's. Draw it with: gnuplot %s.gp\n", plot->script,
            plot->script);
    fprintf(program, "%sformat = '%s'\n", data, formats[plot->format].name);
    if (kept)
        fprintf(program, "output = '%s.%s'\n", plot->script, formats[plot->format].extension);
    const fnl_status status = add_script(plot, "style", program, error);
    return status != FNL_OK ? status : add_script(plot, plot->script, program, error);
}

/* The same as text, to be freed. */
static fnl_status compose_text(const struct fnl_plot *plot, const fnl_figure *figure, char **text,
                               struct fnl_error *error)
{
    size_t length;
    *text = NULL;
    FILE *program = open_memstream(text, &length);
    if (!program)
        return out_of_memory(plot, error);
    fnl_status status = compose(plot, figure, false, program, error);
    const bool overflowed = ferror(program);
    if (fclose(program) != 0 || overflowed)
        status = out_of_memory(plot, error);
    return status;
}

/* Bytes are compared, not text: a PNG holds zeros. */
static bool is_complete(enum fnl_plot_format format, const char *bytes, size_t length)
{
    const char *begin = formats[format].begin, *end = formats[format].end;
    if (format != FNL_PLOT_PNG)
        while (length > 0 && isspace((unsigned char)bytes[length - 1]))
            length--;
    return length > 0 && length >= strlen(begin) + strlen(end) &&
           memcmp(bytes, begin, strlen(begin)) == 0 &&
           memcmp(bytes + length - strlen(end), end, strlen(end)) == 0;
}

/*
 * A PDF tells when it was made, and no file of ours tells the time: the same
 * figure is the same bytes. The entry has the form /CreationDate (D:20261121205226Z).
 */
static void forget_time(char *bytes, size_t length)
{
    static const char entry[] = "/CreationDate (D:", never[] = "19700101000000Z00'00";
    const size_t before = sizeof entry - 1;

    for (size_t i = 0; i + before + sizeof never < length; i++) {
        if (memcmp(bytes + i, entry, before) != 0)
            continue;
        for (size_t j = 0; never[j] && bytes[i + before + j] != ')'; j++)
            bytes[i + before + j] = never[j];
        return;
    }
}

/* The complete picture; `*answer` is to be freed in any case. */
static fnl_status draw(const struct fnl_plot *plot, const fnl_figure *figure,
                       struct fnl_gnuplot_answer *answer, struct fnl_error *error)
{
    char *program;
    *answer = (struct fnl_gnuplot_answer){.output = NULL};
    fnl_status status = compose_text(plot, figure, &program, error);
    if (status == FNL_OK)
        status = fnl_gnuplot_run(program, FNL_GNUPLOT_DEADLINE, answer, error);
    free(program);
    if (status != FNL_OK)
        return status;
    if (!is_complete(plot->format, answer->output, answer->length))
        return fnl_status_fail(FNL_ERR_IO, error, "gnuplot drew no complete %s: %s", plot->script,
                               *answer->complaints ? answer->complaints : "it did not say why");
    if (plot->format == FNL_PLOT_PDF)
        forget_time(answer->output, answer->length);
    return FNL_OK;
}

fnl_status fnl_plot_render(const struct fnl_plot *plot, const fnl_figure *figure, const char *path,
                           struct fnl_error *error)
{
    struct fnl_gnuplot_answer answer;
    fnl_status status = draw(plot, figure, &answer, error);
    if (status == FNL_OK)
        status = fnl_file_write(path, answer.output, answer.length, error);
    fnl_gnuplot_fini(&answer);
    return status;
}

static fnl_status remove_picture(const char *path, struct fnl_error *error)
{
    struct stat about;
    if (lstat(path, &about) != 0 || !S_ISREG(about.st_mode) || unlink(path) == 0 || errno == ENOENT)
        return FNL_OK;
    return fnl_status_fail(FNL_ERR_IO, error, "%s: cannot be removed, but is of an earlier run: %s",
                           path, strerror(errno));
}

fnl_status fnl_plot_remove_others(const struct fnl_plot *plot, const char *folder,
                                  struct fnl_error *error)
{
    static const enum fnl_plot_format pictures[] = {FNL_PLOT_SVG, FNL_PLOT_PNG, FNL_PLOT_PDF};
    fnl_status status = FNL_OK;
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures && status == FNL_OK; i++) {
        if (pictures[i] == plot->format)
            continue;
        char *path =
            fnl_memory_format("%s/%s.%s", folder, plot->script, fnl_plot_extension(pictures[i]));
        status = path ? remove_picture(path, error) : out_of_memory(plot, error);
        free(path);
    }
    return status;
}

fnl_status fnl_plot_print(const struct fnl_plot *plot, const fnl_figure *figure, FILE *stream,
                          struct fnl_error *error)
{
    struct fnl_gnuplot_answer answer;
    const fnl_status status = draw(plot, figure, &answer, error);
    if (status == FNL_OK)
        (void)fwrite(answer.output, 1, answer.length, stream);
    fnl_gnuplot_fini(&answer);
    return status;
}

fnl_status fnl_plot_write_program(const struct fnl_plot *plot, const fnl_figure *figure,
                                  const char *path, struct fnl_error *error)
{
    fnl_file *file;
    fnl_status status = fnl_file_new(path, &file, error);
    if (status == FNL_OK)
        status = compose(plot, figure, true, fnl_file_stream(file), error);
    if (status == FNL_OK)
        status = fnl_file_finish(file, error);
    fnl_file_free(file);
    return status;
}
