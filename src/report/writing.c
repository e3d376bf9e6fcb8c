/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/writing.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/file.h"
#include "report/gnuplot.h"
#include "report/paragraph.h"
#include "report/screen.h"

/* --- which figures */

static bool goes_to_a_file(enum fnl_plot_format format)
{
    return format != FNL_PLOT_DUMB && format != FNL_PLOT_SIXEL;
}

static fnl_status refuse_figure(const struct fnl_writing *writing, const char *name,
                                struct fnl_error *error)
{
    const char *const *names = writing->figures.names;
    size_t count = 0;
    while (names[count])
        count++;
    const char *nearest = fnl_text_nearest(name, names, count);
    return fnl_status_fail(FNL_ERR_USAGE, error, "there is no figure %s%s%s%s", name,
                           nearest ? " (did you mean " : "", nearest ? nearest : "",
                           nearest ? "?)" : "");
}

static const char *lacks(const struct fnl_writing *writing, const char *name)
{
    const struct fnl_writing_figures *figures = &writing->figures;
    return figures->lacks ? figures->lacks(figures->self, name) : NULL;
}

static void add(struct fnl_writing *writing, const char *name)
{
    assert(writing->chosen_count < FNL_WRITING_FIGURES);
    writing->chosen[writing->chosen_count++] = name;
}

static void choose_all(struct fnl_writing *writing)
{
    for (const char *const *name = writing->figures.names; *name; name++)
        if (!lacks(writing, *name))
            add(writing, *name);
}

/* The name as the figures have it; NULL when there is no such figure. */
static const char *figure_named(const struct fnl_writing *writing, const char *name)
{
    for (const char *const *known = writing->figures.names; *known; known++)
        if (strcmp(*known, name) == 0)
            return *known;
    return NULL;
}

static fnl_status choose(struct fnl_writing *writing, const char *word, struct fnl_error *error)
{
    const char *name = figure_named(writing, word);
    if (!name)
        return refuse_figure(writing, word, error);
    const char *need = lacks(writing, name);
    if (need)
        return fnl_status_fail(FNL_ERR_USAGE, error, "the figure %s needs %s", name, need);
    for (size_t i = 0; i < writing->chosen_count; i++)
        if (writing->chosen[i] == name)
            return FNL_OK;
    add(writing, name);
    return FNL_OK;
}

static fnl_status choose_listed(struct fnl_writing *writing, struct fnl_error *error)
{
    char *list = fnl_memory_text(writing->request->figures), *rest = list;
    fnl_status status = list ? FNL_OK : FNL_ERR_MEMORY;
    for (char *word = list ? strtok_r(list, ", ", &rest) : NULL; word && status == FNL_OK;
         word = strtok_r(NULL, ", ", &rest))
        status = choose(writing, word, error);
    free(list);
    return status;
}

static fnl_status choose_figures(struct fnl_writing *writing, struct fnl_error *error)
{
    const struct fnl_writing_request *request = writing->request;
    const char *format = request->figure_format ? request->figure_format : "svg";
    const bool none = request->figures && strcmp(request->figures, "none") == 0;
    const bool all = !request->figures || strcmp(request->figures, "all") == 0;
    writing->undrawn = none;
    if (!fnl_plot_format_named(format, &writing->format))
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "there is no figure format %s (svg, png, pdf, dumb or sixel)",
                               format);
    if (all || (none && request->scripts))
        choose_all(writing);
    else if (!none)
        return choose_listed(writing, error);
    return FNL_OK;
}

fnl_status fnl_writing_begin(struct fnl_writing *writing, const struct fnl_writing_request *request,
                             const struct fnl_writing_figures *figures, struct fnl_error *error)
{
    *writing = (struct fnl_writing){.request = request, .figures = *figures};
    if (request->separator != ',' && request->separator != ';')
        return fnl_status_fail(FNL_ERR_USAGE, error, "cells are separated by , or ;");
    const fnl_status status = choose_figures(writing, error);
    if (status != FNL_OK)
        return status;
    writing->places = fnl_plot_places(request->plot_folders, request->plot_folder_count);
    return writing->places ? FNL_OK : FNL_ERR_MEMORY;
}

/* --- what is printed */

/* Below anything but tables nothing is said of files and figures: programs read it. */
static bool is_silent(const struct fnl_writing *writing)
{
    return writing->request->format != FNL_WRITING_TABLE;
}

fnl_status fnl_writing_check(const struct fnl_writing *writing, struct fnl_error *error)
{
    FILE *out = writing->request->out;
    if (fflush(out) == 0 && !ferror(out))
        return FNL_OK;
    return fnl_status_fail(FNL_ERR_IO, error, "the report cannot be written: %s", strerror(errno));
}

/* --- the files of the folder */

fnl_status fnl_writing_folder(struct fnl_writing *writing, struct fnl_error *error)
{
    return writing->request->folder ? fnl_file_directory(writing->request->folder, error) : FNL_OK;
}

/* Notes that a file of this name is in the folder; the name is freed in the end. */
static bool note_file(struct fnl_writing *writing, char *name)
{
    void *files = writing->files;
    if (!name || !fnl_memory_grow(&files, writing->file_count, &writing->file_capacity,
                                  sizeof *writing->files)) {
        free(name);
        return false;
    }
    writing->files = files;
    writing->files[writing->file_count++] = name;
    return true;
}

fnl_status fnl_writing_file(struct fnl_writing *writing, const char *name,
                            fnl_writing_contents write, const void *self, size_t part,
                            struct fnl_error *error)
{
    fnl_file *file = NULL;
    char *path = fnl_memory_format("%s/%s", writing->request->folder, name);
    fnl_status status = path && note_file(writing, fnl_memory_text(name)) ? FNL_OK : FNL_ERR_MEMORY;
    if (status == FNL_OK)
        status = fnl_file_new(path, &file, error);
    if (status == FNL_OK)
        status = write(self, part, fnl_file_stream(file), error);
    if (status == FNL_OK)
        status = fnl_file_finish(file, error);
    fnl_file_free(file);
    free(path);
    return status;
}

/* --- figures */

/* What is done with a figure once it is made. */
typedef fnl_status (*disposal)(struct fnl_writing *writing, const struct fnl_plot *plot,
                               const fnl_figure *figure, struct fnl_error *error);

static fnl_status print_figure(struct fnl_writing *writing, const struct fnl_plot *plot,
                               const fnl_figure *figure, struct fnl_error *error)
{
    return fnl_plot_print(plot, figure, writing->request->out, error);
}

static fnl_status draw_figure(struct fnl_writing *writing, const struct fnl_plot *plot,
                              const fnl_figure *figure, struct fnl_error *error)
{
    char *name = fnl_memory_format("%s.%s", plot->script, fnl_plot_extension(plot->format));
    char *path = name ? fnl_memory_format("%s/%s", writing->request->folder, name) : NULL;
    fnl_status status = path ? fnl_plot_render(plot, figure, path, error) : FNL_ERR_MEMORY;
    if (status == FNL_OK)
        status = note_file(writing, name) ? FNL_OK : FNL_ERR_MEMORY;
    else
        free(name);
    free(path);
    return status == FNL_OK ? fnl_plot_remove_others(plot, writing->request->folder, error)
                            : status;
}

static fnl_status keep_script(struct fnl_writing *writing, const struct fnl_plot *plot,
                              const fnl_figure *figure, struct fnl_error *error)
{
    char *path = fnl_memory_format("%s/%s.gp", writing->request->scripts, plot->script);
    const fnl_status status =
        path ? fnl_plot_write_program(plot, figure, path, error) : FNL_ERR_MEMORY;
    free(path);
    return status;
}

static fnl_status with_each_figure(struct fnl_writing *writing, disposal dispose,
                                   struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    for (size_t i = 0; i < writing->chosen_count && status == FNL_OK; i++) {
        const struct fnl_plot plot = {writing->chosen[i], writing->places, writing->format};
        fnl_figure *figure = NULL;
        status = writing->figures.make(writing->figures.self, plot.script, &figure);
        if (status == FNL_OK)
            status = dispose(writing, &plot, figure, error);
        fnl_figure_free(figure);
    }
    return status;
}

static void print_no_figures(const struct fnl_writing *writing, const char *reason)
{
    if (!is_silent(writing))
        fprintf(writing->request->out, "No figures: %s.\n", reason);
}

/* Figures that nobody asked for: drawn where there are a gnuplot and scripts for it. */
static fnl_status draw_usual(struct fnl_writing *writing, struct fnl_error *error)
{
    char version[FNL_GNUPLOT_VERSION];
    struct fnl_error reason = {0};
    if (!fnl_gnuplot_version(version)) {
        print_no_figures(writing, "gnuplot is not installed");
        return FNL_OK;
    }
    const fnl_status status = with_each_figure(writing, draw_figure, &reason);
    if (status == FNL_ERR_USAGE) {
        print_no_figures(writing, reason.text);
        return FNL_OK;
    }
    return status == FNL_OK ? status : fnl_status_fail(status, error, "%s", reason.text);
}

static fnl_status draw_figures(struct fnl_writing *writing, struct fnl_error *error)
{
    const struct fnl_writing_request *request = writing->request;
    const bool to_file = goes_to_a_file(writing->format);
    if (writing->undrawn || (to_file && !request->folder))
        return FNL_OK;
    if (!request->figures && !request->figure_format)
        return draw_usual(writing, error);
    return with_each_figure(writing, to_file ? draw_figure : print_figure, error);
}

static fnl_status keep_scripts(struct fnl_writing *writing, struct fnl_error *error)
{
    const fnl_status status = fnl_file_directory(writing->request->scripts, error);
    return status == FNL_OK ? with_each_figure(writing, keep_script, error) : status;
}

fnl_status fnl_writing_draw(struct fnl_writing *writing, struct fnl_error *error)
{
    const fnl_status status = draw_figures(writing, error);
    return status == FNL_OK && writing->request->scripts ? keep_scripts(writing, error) : status;
}

/* --- all files */

fnl_status fnl_writing_files(struct fnl_writing *writing, const char *const *names,
                             fnl_writing_contents write, const void *self, struct fnl_error *error)
{
    fnl_status status = fnl_writing_check(writing, error);
    if (status == FNL_OK)
        status = fnl_writing_folder(writing, error);
    for (size_t i = 0; writing->request->folder && names[i] && status == FNL_OK; i++)
        status = fnl_writing_file(writing, names[i], write, self, i, error);
    return status == FNL_OK ? fnl_writing_draw(writing, error) : status;
}

/* --- what was written */

static void write_written(const void *self, FILE *stream)
{
    const struct fnl_writing *writing = self;
    const struct fnl_writing_request *request = writing->request;
    const char *folder = request->folder;
    if (folder) {
        fprintf(stream, "Wrote %s%s:", folder, folder[strlen(folder) - 1] == '/' ? "" : "/");
        for (size_t i = 0; i < writing->file_count; i++)
            fprintf(stream, " %s", writing->files[i]);
        putc('\n', stream);
    }
    if (request->scripts)
        fprintf(stream, "Wrote %zu script%s for gnuplot to %s\n", writing->chosen_count,
                writing->chosen_count == 1 ? "" : "s", request->scripts);
}

fnl_status fnl_writing_told(const struct fnl_writing *writing, struct fnl_error *error)
{
    FILE *out = writing->request->out;
    if (is_silent(writing))
        return fnl_writing_check(writing, error);
    char *text = fnl_paragraph_written(write_written, writing);
    if (!text)
        return FNL_ERR_MEMORY;
    fnl_paragraph_print(text, fnl_screen_text(out), out);
    free(text);
    return fnl_writing_check(writing, error);
}

void fnl_writing_end(struct fnl_writing *writing)
{
    for (size_t i = 0; i < writing->file_count; i++)
        free(writing->files[i]);
    free(writing->files);
    free(writing->places);
}
